"""Which thing a goal is about: its noun, what tells it apart, the one that has the most of something."""

from dataclasses import replace

from planner.actions import Pursue
from planner.goals.goal import Goal, Thing
from planner.language.context import Context
from planner.language.lexicon import WordClass
from planner.language.tokens import Kind, Phrase

FILLERS = frozenset({"the", "a", "an", "my", "his", "her", "their", "our", "your", "this", "that", ":", "is", "new"})
JOINS = frozenset({",", "and", ";", "&", ":"})
THAT = (("that",), ("this",), ("the",), ("said",))
_ALL = frozenset({"all", "every", "each", "everything", "everyone", "everybody", "both", "any"})
PRONOUNS = frozenset({"it", "them", "this", "that", "him", "her"})


def read_thing(head: Phrase, *, on_thing: bool, context: Context) -> tuple[Thing | None, tuple[str, ...], str]:
    """The thing, what is to be chosen with it by name, and what it is to be called."""
    lexicon = context.lexicon
    before = context.last
    again = before.goal.thing.noun if isinstance(before, Pursue) else ""
    if head.words and (all(word in PRONOUNS for word in head.words) or _is_that(head, again)):
        return (known_by_now(before.goal), (), "") if isinstance(before, Pursue) else (None, (), "")
    bare = head.without_start(lexicon.words(WordClass.DETERMINER)).trimmed()
    if bare.words[:1] and bare.words[0] in _ALL:
        return None, (), ""  # many at once are no one thing
    thing = Thing()
    if best := lexicon.best.at(bare.words):
        thing, bare = replace(thing, best=best.value), bare.part(best.length).trimmed()
    elif ordinal := lexicon.ordinals.at(bare.words):
        thing, bare = replace(thing, ordinal=ordinal.value), bare.part(ordinal.length).trimmed()
    words = [word for word in bare.words if word not in FILLERS]
    if any(word in JOINS for word in bare.words) and not bare.has_quote():
        return None, (), ""
    quoted = [token.content for token in bare.tokens if token.kind is Kind.QUOTED]
    if quoted:
        noun = " ".join(word for token, word in zip(bare.tokens, bare.words, strict=True) if token.kind is Kind.WORD)
        return replace(thing, noun=noun.strip(), marks=(quoted[0],) if on_thing else ()), (), quoted[0]
    owner, own = _owner(bare)
    if owner:
        return replace(thing, noun=own, marks=(owner,)), (), ""
    named = [at for at in range(len(bare)) if bare.is_capitalised(at) or bare.words[at][:1] in "@#"
             or any(sign.isdigit() for sign in bare.words[at]) or "." in bare.words[at][1:-1]]  # fmt: skip
    if named:
        noun = " ".join(bare.words[: named[0]])
        ending = bare.ends(lexicon.words(WordClass.HAS_PARTS)) if not noun else 0
        if 0 < ending < len(bare) and not bare.is_capitalised(len(bare) - 1):  # "the Recipes page"
            noun, bare = bare.words[-1], bare.part(0, len(bare) - ending)
        name = bare.part(named[0]).without_end(lexicon.words(WordClass.DETERMINER)).text
        return replace(thing, noun=noun, marks=(name,) if on_thing else ()), (), name
    if on_thing and len(words) > 1 and thing.best is None:
        return replace(thing, noun=words[-1], marks=(" ".join(words),)), (), ""
    return replace(thing, noun=words[-1] if words else ""), tuple(words[:-1]), ""


def _is_that(head: Phrase, noun: str) -> bool:
    """ "find the email of Bo and forward that email": the one that was spoken of."""
    return bool(noun) and head.words[:1] in THAT and head.words[1:] == (noun,)


def known_by_now(goal: Goal) -> Thing:
    """The thing of a goal by the name that it was given: "rename it to Yard and open it"."""
    given = [fact.value for fact in goal.facts if fact.cue in ("called", "name") and fact.value]
    return replace(goal.thing, marks=(given[0],)) if goal.deed in ("create", "rename") and given else goal.thing


def _owner(bare: Phrase) -> tuple[str, str]:
    """ "Krüger's invoice": whose, and what."""
    for at, token in enumerate(bare.tokens):
        for ending in ("'s", "’s", "s'"):
            said = bare.source[token.start : token.end]
            if token.kind is Kind.WORD and said.endswith(ending) and at + 1 <= len(bare):
                name = bare.part(0, at + 1).text.removesuffix("'s").removesuffix("’s").removesuffix("'")
                return name, " ".join(bare.words[at + 1 :])
    return "", ""
