""" "In the member table, ...": of what kind the things are that the orders behind it name.

Decision: the orders are read as if nothing stood before them; the kind is then given to each thing of which no kind was
said. Where there is no such thing, the words are read as they stand.
"""

from dataclasses import replace

from planner.actions import Pursue
from planner.language.describe import describe_action
from planner.language.lexicon import Lexicon
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import without_lead_in
from planner.plan import Node, Plan, Step

_LISTS = frozenset({"table", "list", "overview", "database", "register", "directory", "board"})
_IN = frozenset({"in", "on", "from", "within"})
LONGEST = 3


def fronted(phrase: Phrase, lexicon: Lexicon) -> tuple[str, Phrase] | None:
    """The kind, and the orders."""
    bare = without_lead_in(phrase, lexicon)
    if len(bare) < LONGEST or bare.words[0] not in _IN or bare.words[1] not in ("the", "my", "our"):
        return None
    end = next((at for at in range(3, LONGEST + 4) if bare.words[at : at + 1] == (",",)), None)
    kind = bare.part(2, end - 1) if end is not None else bare.part(0, 0)
    plain = all(token.kind is Kind.WORD and token.word.isalpha() for token in kind.tokens)
    if end is None or bare.words[end - 1] not in _LISTS or not len(kind) or not plain or end + 1 >= len(bare):
        return None
    return " ".join(kind.words), bare.part(end + 1)


def of_kind(plan: Plan, kind: str) -> Plan | None:
    """None: the plan does not begin with one of many things of which no kind was said, to which its goal leads."""
    one = kind.removesuffix("s") if not kind.endswith("ss") else kind
    nodes = tuple(_of_kind(node, one) for node in plan.nodes)
    return replace(plan, nodes=nodes) if nodes[:1] != plan.nodes[:1] else None


def _of_kind(node: Node, kind: str) -> Node:
    match node:
        case Step(action=Pursue(goal=goal)) if goal.thing.marks and not goal.thing.noun:
            action = Pursue(goal=replace(goal, thing=replace(goal.thing, noun=kind)))
            return replace(node, action=action, purpose=describe_action(action))
        case _:
            return node
