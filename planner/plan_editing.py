"""Changes of a plan that a person makes before it runs: lines moved, taken out, told otherwise, added.

Decision: what is told otherwise or added is read by the same grammar as the instruction, so that it becomes the same
actions and stands before the same gate; what is not touched stays as it was understood.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from planner.actions import Ask, Compute, Copy, Read, SetDate, SetLevel, TypeText
from planner.conditions import Fitting
from planner.flow.names import undefined_in
from planner.language.conditions import opposite
from planner.language.describe import describe, describe_action
from planner.language.expectations import expected
from planner.language.lexicon import Lexicon
from planner.language.outline import describe_condition, describe_items, outline
from planner.language.parts import condition_in, fitting_words, items_in
from planner.plan import ForEach, If, Instruction, Node, Plan, Repeat, Step

Nodes = tuple[Node, ...]
MOST_TIMES = 1000
_NO_CONDITION = "is no condition; try “Next” is there"
_NOT_TO_GO_THROUGH = "names nothing to go through; try Ana, Ben, or rows"
_RESULT = re.compile(r"the result “([^”]+)”")


@dataclass(frozen=True, kw_only=True)
class At:
    """A line of a plan: the step of that number, or the condition or loop of that number, in reading order."""

    step: int = 0
    part: int = 0


@dataclass(frozen=True, kw_only=True)
class NotChanged:
    """reason: a sentence."""

    reason: str


def numbered(plan: Plan) -> Plan:
    """Its steps with their numbers in reading order."""
    return replace(plan, nodes=_numbered(plan.nodes, count(1)))


def told_anew(plan: Plan, nodes: Nodes) -> Plan:
    """The plan with these nodes instead; what they do, in words, belongs to what the person ordered."""
    changed = numbered(replace(plan, nodes=nodes))
    return replace(changed, instruction=Instruction(text=plan.instruction.text, steps=_in_words(changed)))


def without(plan: Plan, at: At) -> Plan | NotChanged:
    return _changed(plan, at, lambda nodes, place: (*nodes[:place], *nodes[place + 1 :]))


def moved(plan: Plan, at: At, *, by: int) -> Plan | NotChanged:
    """by: -1 up, 1 down, among what it stands beside."""

    def change(nodes: Nodes, place: int) -> Nodes:
        if not 0 <= place + by < len(nodes):
            return nodes
        first, second = sorted((place, place + by))
        return (*nodes[:first], nodes[second], nodes[first], *nodes[second + 1 :])

    found = _changed(plan, at, change)
    if isinstance(found, Plan) and found.nodes == plan.nodes:
        return NotChanged(reason=f"This is the {'first' if by < 0 else 'last'} of its part already.")
    return found


def retold(plan: Plan, at: At, read: Plan) -> Plan | NotChanged:
    """read: the new words of the step, as a plan."""
    return _changed(
        plan, at, lambda nodes, place: (*nodes[:place], *_kept_kind(nodes[place], read), *nodes[place + 1 :])
    )


def decided(plan: Plan, at: At, words: str, lexicon: Lexicon) -> Plan | NotChanged:
    """The condition or loop decides by these words: a condition, what is gone through, or a number."""
    node = node_at(plan, at)
    new = _decided_by(node, words, lexicon) if node is not None else None
    if new is None:
        return NotChanged(reason=f"“{words}” {_NOT_TO_GO_THROUGH if isinstance(node, ForEach) else _NO_CONDITION}.")
    return _changed(plan, at, lambda nodes, place: (*nodes[:place], new, *nodes[place + 1 :]))


def added_after(plan: Plan, at: At, read: Plan) -> Plan | NotChanged:
    return _changed(plan, at, lambda nodes, place: (*nodes[: place + 1], *read.nodes, *nodes[place + 1 :]))


def turned(plan: Plan, at: At) -> Plan | NotChanged:
    """The opposite of the condition is looked for."""

    def change(nodes: Nodes, place: int) -> Nodes:
        match nodes[place]:
            case If(condition=condition) as node:
                other = opposite(condition)
                new: Node = replace(node, condition=other, purpose=f"Is it so: {describe_condition(other)}?")
            case Repeat(until=until) as node if until is not None:
                other = opposite(until)
                new = replace(node, until=other, purpose=f"Is it so: {describe_condition(other)}?")
            case _:
                return nodes
        return (*nodes[:place], new, *nodes[place + 1 :])

    return _changed(plan, at, change)


def words_of(node: Node) -> str:
    """What a person changes of a line: what a step does, what a condition looks for, what a loop goes through."""
    match node:
        case Step():
            return _RESULT.sub(r"the \1", describe(node))
        case If(condition=condition):
            return describe_condition(condition)
        case Repeat(until=None, times=times):
            return str(times)
        case Repeat(until=until):
            assert until is not None
            return describe_condition(until)
        case ForEach(items=Fitting() as items):
            return fitting_words(items)
        case ForEach(items=items):
            return describe_items(items)


def in_context(plan: Plan, words: str) -> tuple[str, int]:
    """A sentence in which the words may use what the plan reads, and how many steps of it are only for that."""
    names = [name for name in _names(plan.nodes) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)]
    return "".join((*(f'Read "{name}" as {name}. ' for name in names), words)), len(names)


def node_at(plan: Plan, at: At) -> Node | None:
    found: list[Node] = []

    def keep(nodes: Nodes, place: int) -> Nodes:
        found.append(nodes[place])
        return nodes

    _edited(plan.nodes, at, keep, count(1), count(1))
    return found[0] if found else None


# --- within ---------------------------------------------------------------------------------------------------------


class _OnlyOne(Exception):
    """A part would be left without any step."""


def _changed(plan: Plan, at: At, change: Callable[[Nodes, int], Nodes]) -> Plan | NotChanged:
    try:
        nodes = _edited(plan.nodes, at, change, count(1), count(1))
    except _OnlyOne:
        return NotChanged(reason="It is the only one there; take the condition or loop out, or say something else.")
    if nodes is None:
        return NotChanged(reason="This line is not there any more.")
    missing = next((name for name in undefined_in(nodes) if name not in set(undefined_in(plan.nodes))), None)
    if missing is not None:
        return NotChanged(reason=f"“{missing}” would be used before anything gives it a value.")
    return told_anew(plan, nodes)


def _edited(
    nodes: Nodes, at: At, change: Callable[[Nodes, int], Nodes], steps: Iterator[int], parts: Iterator[int]
) -> Nodes | None:
    """None: the line is not among these."""
    for place, node in enumerate(nodes):
        here = At(step=next(steps)) if isinstance(node, Step) else At(part=next(parts))
        if here == at:
            after = change(nodes, place)
            if not after:
                raise _OnlyOne
            return after
        for name, branch in _branches(node):
            inner = _edited(branch, at, change, steps, parts)
            if inner is not None:
                return (*nodes[:place], _with(node, name, inner), *nodes[place + 1 :])
    return None


def _branches(node: Node) -> tuple[tuple[str, Nodes], ...]:
    match node:
        case Step():
            return ()
        case If(then=then, otherwise=otherwise):
            return (("then", then), ("otherwise", otherwise))
        case ForEach(body=body) | Repeat(body=body):
            return (("body", body),)


def _decided_by(node: Node, words: str, lexicon: Lexicon) -> Node | None:
    match node:
        case If():
            condition = condition_in(words, lexicon)
            if condition is None:
                return None
            return replace(node, condition=condition, purpose=f"Is it so: {describe_condition(condition)}?")
        case Repeat(until=None):
            times = words.strip().removesuffix("times").strip()
            return replace(node, times=int(times), purpose=f"{times} times") if _is_number(times) else None
        case Repeat():
            until = condition_in(words, lexicon)
            if until is None:
                return None
            return replace(node, until=until, purpose=f"Is it so: {describe_condition(until)}?")
        case ForEach():
            items = items_in(words, lexicon)
            if items is None:
                return None
            return replace(node, items=items, purpose=f"What there is: {describe_items(items)}")
        case Step():
            return None


def _is_number(text: str) -> bool:
    return text.isdecimal() and 0 < int(text) <= MOST_TIMES


def _kept_kind(old: Node, read: Plan) -> Nodes:
    """A day or a level that is told anew is set as one, though the words alone only type it."""
    if len(read.nodes) == 1 and isinstance(old, Step) and isinstance(read.nodes[0], Step):
        was, now = old.action, read.nodes[0].action
        if (
            isinstance(was, SetDate | SetLevel)
            and isinstance(now, TypeText)
            and now.place is not None
            and now.place.text.casefold() == was.place.text.casefold()
        ):
            action = replace(was, value=now.value)
            return (Step(purpose=describe_action(action), action=action, expect=expected(action)),)
    return read.nodes


def _names(nodes: Nodes) -> Iterator[str]:
    """What steps and loops give names to."""
    for node in nodes:
        if isinstance(node, ForEach):
            yield node.name
        if isinstance(node, Step) and isinstance(node.action, Read | Copy | Compute | Ask) and node.action.name:
            yield node.action.name
        for _, branch in _branches(node):
            yield from _names(branch)


def _numbered(nodes: Nodes, steps: Iterator[int]) -> Nodes:
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Step):
            found.append(replace(node, number=next(steps)))
            continue
        for name, branch in _branches(node):
            node = _with(node, name, _numbered(branch, steps))
        found.append(node)
    return tuple(found)


def _with(node: Node, name: str, branch: Nodes) -> Node:
    match node:
        case If():
            return replace(node, then=branch) if name == "then" else replace(node, otherwise=branch)
        case ForEach() | Repeat():
            return replace(node, body=branch)
        case Step():
            return node


def _in_words(plan: Plan) -> str:
    return " ".join(line.text if line.step is None else f"{line.text.rstrip('.')}." for line in outline(plan))
