"""Waiting and checking."""

from dataclasses import replace

from grounding.screen import Query
from planner.actions import Action, Assert, Literal, SetChecked, WaitFor
from planner.language.context import Context
from planner.language.frames.objects import Answer, list_items, read_count, read_target, read_targets
from planner.language.lexicon import WordClass
from planner.language.tokens import Phrase
from planner.language.values import is_self_contained, read_value
from planner.language.verbs import Clause
from planner.plan import NotUnderstood

MOMENT_S = 2.0
LONGEST_S = 3600.0
_UNITS = {
    "second": 1.0, "minute": 60.0, "millisecond": 0.001, "sec": 1.0, "min": 60.0, "s": 1.0, "ms": 0.001, "hour": 3600.0,
}  # fmt: skip
_ABOUT = frozenset(
    {
        "for", "to", "up", "at", "most", "about", "maximum", "max", "within", "another", "a", "total", "of", "exactly",
        "roughly", "around", "approximately", "some", "least",
    }
)  # fmt: skip
_STATES = (WordClass.IS_CHECKED, WordClass.IS_UNCHECKED, WordClass.SHOWN, WordClass.GONE, WordClass.IS_EMPTY)


def wait(clause: Clause, context: Context) -> Answer:
    """For seconds, for something to be there, or to be gone; "up to" bounds it."""
    lexicon = context.lexicon
    body = clause.body.trimmed()
    if not len(body) or body.is_in(lexicon.words(WordClass.PAGE_READY)):
        return (WaitFor(seconds_s=MOMENT_S),)
    limit, rest = _limit(body, context)
    if limit is not None and not len(rest):
        return (WaitFor(seconds_s=limit),)
    if limit is not None and "," in body.words:
        return None  # "wait 20 s, F5": an order of its own
    rest = rest.part(1) if rest.words[:1] in (("for",), ("until",), ("till",)) else rest
    rest = _without_seeing(rest)
    gone = rest.ends(lexicon.words(WordClass.GONE))
    shown = 0 if gone else rest.ends(lexicon.words(WordClass.SHOWN))
    target = rest.part(0, len(rest) - max(gone, shown)) if max(gone, shown) < len(rest) else rest
    if rest.is_in(lexicon.words(WordClass.PAGE_READY)):
        return (WaitFor(seconds_s=MOMENT_S),)
    said = None if gone or shown else _said(rest, context)
    place = said or read_target(target, context, "wait")
    if isinstance(place, NotUnderstood):
        return place
    found = WaitFor(place=place, gone=bool(gone))
    return (found if limit is None else replace(found, seconds_s=limit),)


def _without_seeing(rest: Phrase) -> Phrase:
    for head in (("you", "see"), ("you", "can", "see"), ("i", "see"), ("there", "is"), ("we", "see")):
        if rest.words[: len(head)] == head and len(rest) > len(head):
            return rest.part(len(head))
    return rest


def _limit(body: Phrase, context: Context) -> tuple[float | None, Phrase]:
    """ "3 seconds", "up to 10 seconds for X", "for X for at most 5 seconds": seconds, and the rest."""
    for at in range(len(body)):
        found = _duration(body, at, context)
        if found is None:
            continue
        seconds, length = found
        start = at
        while start and body.words[start - 1] in _ABOUT:
            start -= 1
        before, after = body.part(0, start).trimmed(), body.part(at + length).trimmed()
        after = after.part(1) if after.words[:1] in (("for",), ("until",)) else after
        return min(seconds, LONGEST_S), before if len(before) else after
    return None, body


def _duration(body: Phrase, at: int, context: Context) -> tuple[float, int] | None:
    word = body.words[at]
    if word.rstrip("s").rstrip("m") != word and word.rstrip("ms").replace(".", "", 1).isdecimal():
        unit = 0.001 if word.endswith("ms") else 60.0 if word.endswith("m") else 1.0
        return float(word.rstrip("ms")) * unit, 1
    if at + 1 >= len(body):
        return None
    if body.words[at : at + 3] in (("half", "a", "second"), ("half", "a", "minute")):
        return 0.5 * _UNITS[body.words[at + 2]], 3
    unit_word = body.words[at + 1]
    scale = _UNITS.get(unit_word) or _UNITS.get(unit_word.removesuffix("s"))
    if scale is None:
        return None
    if word in ("a", "an", "one"):
        return scale, 2
    number = read_count(word, context.lexicon)
    if number is not None:
        return number * scale, 2
    return (float(word) * scale, 2) if word.replace(".", "", 1).isdecimal() and word.isascii() else None


def verify(clause: Clause, context: Context) -> Answer:
    """ "check that X says Y", "make sure X is shown", "ensure X is ticked"."""
    lexicon = context.lexicon
    body = clause.body.trimmed()
    if not len(body) or (body.words[0] in ("to",) or (body.words[0] == "you" and body.words[:2] != ("you", "see"))):
        return None
    if body.begins(lexicon.words(WordClass.ASKING)):
        return context.trouble(clause.phrase.text, "assert")  # a question is no claim
    if body.words[-1] in ("enabled", "disabled") and body.words[-2:-1] in (("is",), ("not",), ("are",)):
        return context.trouble(clause.phrase.text, "assert")
    ticked = body.ends(lexicon.words(WordClass.IS_UNCHECKED)), body.ends(lexicon.words(WordClass.IS_CHECKED))
    if any(ticked) and max(ticked) < len(body):
        items = list_items(body.part(0, len(body) - (ticked[0] or ticked[1])), lexicon)
        places = read_targets(items, context, "check")
        if isinstance(places, NotUnderstood):
            return places
        return tuple(SetChecked(place=place, checked=not ticked[0]) for place in places)
    for kind, present in ((WordClass.GONE, False), (WordClass.SHOWN, True)):
        if (length := body.ends(lexicon.words(kind))) and length < len(body):
            place = read_target(_without_seeing(body.part(0, len(body) - length)), context, "assert")
            return place if isinstance(place, NotUnderstood) else (Assert(place=place, present=present),)
    if (length := body.ends(lexicon.words(WordClass.IS_EMPTY))) and length < len(body):
        place = read_target(body.part(0, len(body) - length), context, "assert")
        return place if isinstance(place, NotUnderstood) else (Assert(place=place, value=Literal(text="")),)
    return _held(clause, body, context)


def _held(clause: Clause, body: Phrase, context: Context) -> Answer:
    said = _said(body, context)
    if said is not None:
        return (Assert(place=said),)
    found = body.find(context.lexicon.words(WordClass.HOLDS), 1)
    if found is not None and sum(found) < len(body):
        return _holds(body, found, context, plain=clause.verb == "check")
    asserting = clause.verb.endswith((" that", " if", " whether", " for")) or clause.verb in (
        "verify",
        "assert",
        "ensure",
    )
    if not asserting:
        return None
    place = read_target(_without_seeing(body), context, "assert")
    return place if isinstance(place, NotUnderstood) else (Assert(place=place),)


def _said(body: Phrase, context: Context) -> Query | None:
    """ "the page says 'Thank you'", "you see 'Thank you'": the text itself is the place."""
    head = body.begins(context.lexicon.words(WordClass.WHOLE_SCREEN))
    rest = body.part(head)
    rest = rest.part(rest.begins(context.lexicon.words(WordClass.HOLDS))) if head else rest
    if not head or not len(rest):
        return None
    texts = [token.content for token in rest.tokens if token.content]
    return Query(text=texts[0], exact=True) if len(texts) == 1 and len(rest) <= 4 else None


def _holds(body: Phrase, found: tuple[int, int], context: Context, *, plain: bool) -> Answer:
    value_words = body.part(sum(found))
    link = body.words[found[0]]
    state = max(body.part(found[0]).begins(context.lexicon.words(state)) for state in _STATES)
    if state and body.part(found[0] + state).words[:1] in (("and",), ("but",)) and not value_words.has_quote():
        return context.trouble(body.text, "assert")  # "is ticked and isn't": no text that is shown
    if plain and link in ("is", "are", "has") and not is_self_contained(value_words, context):
        return None
    place = read_target(body.part(0, found[0]), context, "assert")
    value = read_value(value_words, context, listed=True)
    if isinstance(place, NotUnderstood):
        return place
    if isinstance(value, NotUnderstood):
        return value
    checked: tuple[Action, ...] = (Assert(place=place, value=value),)
    return checked
