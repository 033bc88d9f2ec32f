"""Orders for a whole list: "sort the table by price", "show only the shipped orders", "mark all mails as read"."""

from planner.actions import Pursue
from planner.goals.goal import Given, Goal, Thing
from planner.goals.whole_lists import FALLING, FILTER, MARK_ALL, RISING, SORT
from planner.language.context import Context
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase

LONGEST = 3
_SORTS = frozenset({"sort", "order", "arrange", "rank", "list"})
_BUYS, _DEFINITE = frozenset({"order", "list", "rank"}), frozenset({"the", "all", "my", "them", "it", "these", "our"})
_SHOWS = (("show", "only"), ("show", "me", "only"), ("list", "only"), ("display", "only"), ("only", "show"))
_FILTERS = frozenset({"filter"})
_BOUND = frozenset({"not", "no", "and", "or", "except", "but", "without", "from", "to", "in", "of", "on", "than", "by"})
_FALLS = (
    "descending", "in descending order", "from high to low", "high to low", "from highest to lowest", "highest first",
    "from the highest to the lowest", "most expensive first", "dearest first", "newest first", "latest first",
    "largest first", "biggest first", "from z to a", "z to a", "decreasing", "in decreasing order", "downwards",
)  # fmt: skip
_RISES = (
    "ascending", "in ascending order", "from low to high", "low to high", "from lowest to highest", "lowest first",
    "from the lowest to the highest", "cheapest first", "oldest first", "earliest first", "smallest first",
    "from a to z", "a to z", "alphabetically", "in alphabetical order", "increasing", "in increasing order", "upwards",
)  # fmt: skip


def of_whole_list(order: Phrase, context: Context) -> Pursue | None:
    """None: it asks for nothing of the kind, or this is no page."""
    bare = order.trimmed().without_end(context.lexicon.words(WordClass.TRAILING))
    if not context.on_page or len(bare) < LONGEST:
        return None
    goal = _sorted(bare, context.lexicon) or _shown(bare, context.lexicon) or _marked(bare, context.lexicon)
    return Pursue(goal=goal) if goal is not None else None


def _sorted(bare: Phrase, lexicon: Lexicon) -> Goal | None:
    by = bare.index("by")
    if bare.words[0] not in _SORTS or by is None or by + 1 >= len(bare):
        return None
    if bare.words[0] in _BUYS and bare.words[1] not in _DEFINITE:
        return None  # "order two teas by post"
    noun = _noun(bare.part(1, by), lexicon)
    text, way = bare.part(by + 1).text.rstrip(" ."), ""
    for ends, name in ((_FALLS, FALLING), (_RISES, RISING)):
        said = next((end for end in sorted(ends, key=len, reverse=True) if text.lower().endswith(f" {end}")), "")
        if said:
            text, way = text[: -len(said)].rstrip(" ,"), name
    key = text.removeprefix("the ").removeprefix("its ").removeprefix("their ")
    if noun is None or not _is_plain(key):
        return None
    facts = (Given(cue="by", value=key),)
    return Goal(said=bare.text, deed=SORT, thing=Thing(noun=noun), facts=facts, options=(way,) if way else ())


def _shown(bare: Phrase, lexicon: Lexicon) -> Goal | None:
    opening = next((one for one in _SHOWS if bare.words[: len(one)] == one), None)
    if opening is not None:
        rest = bare.part(len(opening)).without_start(lexicon.words(WordClass.DETERMINER))
        fact = _state(rest, lexicon)
    elif bare.words[0] in _FILTERS:
        at = bare.index("by", "for", "to", "on")
        rest = bare.part(at + 1) if at is not None else bare.part(0, 0)
        rest = rest.without_start(lexicon.words(WordClass.DETERMINER))
        fact = _labelled(rest, lexicon) if len(rest) else None
    else:
        return None
    return Goal(said=bare.text, deed=FILTER, thing=Thing(noun="list"), facts=(fact,)) if fact is not None else None


def _state(rest: Phrase, lexicon: Lexicon) -> Given | None:
    """ "shipped orders", "orders that are shipped", "orders with the status shipped"."""
    at = rest.index("that", "which", "with", "whose", "where")
    if at is None:
        named = all(token.kind is Kind.WORD for token in rest.tokens)
        state = rest.part(0, len(rest) - 1).text
        return Given(cue="", value=state) if named and _is_plain(state) and rest.words[-1].endswith("s") else None
    behind = rest.part(at + 1).without_start(lexicon.words(WordClass.DETERMINER))
    if behind.words[:1] in (("are",), ("is",)):
        state = behind.part(1).text
        return Given(cue="", value=state) if _is_plain(state) else None
    return _labelled(behind, lexicon)


def _labelled(said: Phrase, lexicon: Lexicon) -> Given | None:
    """ "status shipped", "status: shipped"; or a value alone, in quotation marks or with a capital."""
    quoted = [token.content for token in said.tokens if token.kind is Kind.QUOTED]
    found = lexicon.words(WordClass.LABEL).at(said.words)
    if found is None or found.length >= len(said):
        alone = quoted[0] if len(said) == 1 and quoted else said.text if said.is_capitalised(0) else ""
        return Given(cue="", value=alone) if alone and _is_plain(alone) else None
    value = said.part(found.length)
    value = value.part(1) if value.words[0] in (":", "is", "=", "of") and len(value) > 1 else value
    text = quoted[0] if quoted else value.text
    return Given(cue=" ".join(said.words[: found.length]), value=text) if _is_plain(text) or quoted else None


def _marked(bare: Phrase, lexicon: Lexicon) -> Goal | None:
    at = bare.index("as")
    if bare.words[0] != "mark" or at is None or at + 1 >= len(bare):
        return None
    what, state = bare.part(1, at), bare.part(at + 1).text.rstrip(" .")
    if what.words[:1] not in (("all",), ("everything",), ("every",)) or not _is_plain(state) or not state.islower():
        return None
    noun = _noun(what.part(1), lexicon)
    facts = (Given(cue="as", value=state),)
    return Goal(said=bare.text, deed=MARK_ALL, thing=Thing(noun=noun), facts=facts) if noun is not None else None


def _noun(said: Phrase, lexicon: Lexicon) -> str | None:
    """None: more than a kind is said."""
    said = said.without_start(lexicon.words(WordClass.DETERMINER)).trimmed()
    said = said.part(1) if said.words[:1] in (("of",), ("the",), ("my",)) else said
    plain = all(token.kind is Kind.WORD and token.word.isalpha() for token in said.tokens)
    bound = bool(_BOUND & set(said.words)) or any(said.is_capitalised(at) for at in range(len(said)))
    return " ".join(said.words) or "list" if plain and not bound and len(said) <= LONGEST else None


def _is_plain(said: str) -> bool:
    words = said.split()
    return 0 < len(words) <= LONGEST and not _BOUND & {word.lower() for word in words} and "," not in said
