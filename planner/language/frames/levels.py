"""Sliders, spinners and whatever else is brought to a number."""

import re
from dataclasses import replace

from grounding.screen import Query, Role
from planner.actions import Literal, SetLevel
from planner.language.context import Context
from planner.language.frames.objects import Answer, read_target
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Phrase
from planner.language.verbs import Clause
from planner.plan import NotUnderstood

SLID = frozenset({Role.SLIDER, Role.SPINNER, Role.PROGRESS})
"""A "spinner" is what shows that something goes on, unless a number is set with it."""
_NUMBER = re.compile(r"([-+\N{MINUS SIGN}]?\d+(?:[.,]\d+)?)\s*(?:%|°)?")
_LISTED = re.compile(r"[\[(]?\s*(.*?)\s*[\])]?")
_BETWEEN = re.compile(r"\s*(?:,\s*and\s|,|;|/|\band\b|&)\s*")
_ONLY_LEVELS = frozenset({"slide", "increase", "decrease", "raise", "lower", "reduce", "turn up", "turn down", "dial"})


def level(clause: Clause, context: Context) -> Answer:
    """ "set the volume slider to 30", "increase the quantity to 3", "set the sliders to 12, 3 and 11"."""
    body = clause.body.trimmed()
    if body.words[:1] in (("up",), ("down",)) and len(body) > 1:
        body = body.part(1)
    at = max((at for at in range(1, len(body) - 1) if body.words[at] in ("to", "at", "until")), default=0)
    numbers = read_numbers(body.part(at + 1), context) if at else ()
    if not numbers:
        return None
    words = body.part(0, at).trimmed()
    words = words.part(0, -1) if words.words[-1] in ("up", "down") and len(words) > 1 else words
    old = words.index("from")
    place = read_target(words.part(0, old) if old else words, context, "level")
    if isinstance(place, NotUnderstood) or not _is_level(place, clause, context):
        return None
    return set_levels(numbers, place)


def set_levels(numbers: tuple[str, ...], place: Query) -> tuple[SetLevel, ...]:
    """Several numbers are for several sliders, one after the other."""
    place = replace(place, role=Role.SPINNER) if place.role is Role.PROGRESS else place
    if len(numbers) == 1:
        return (SetLevel(value=Literal(text=numbers[0]), place=place),)
    places = [replace(place, ordinal=at) for at in range(1, len(numbers) + 1)]
    return tuple(SetLevel(value=Literal(text=number), place=one) for number, one in zip(numbers, places, strict=True))


def read_numbers(phrase: Phrase, context: Context) -> tuple[str, ...]:
    """The numbers of "30", "50 %", "12, 3 and 11", "the combination [12,3,11]"; none when it says anything else.

    A sign of percent falls away: it is what the number beside the slider counts in.
    """
    lexicon = context.lexicon
    bare = phrase.trimmed().without_start(lexicon.words(WordClass.LEVEL_HEAD))
    bare = bare.without_end(lexicon.words(WordClass.LEVEL_UNIT)).trimmed()
    if not len(bare) or bare.has_quote():
        return ()
    listed = _LISTED.fullmatch(bare.text)
    counted = read_number(bare.words, lexicon)
    if counted is not None:
        return (str(counted),)
    found = [_NUMBER.fullmatch(part) for part in _BETWEEN.split(listed[1] if listed else bare.text)]
    return tuple(one[1].replace("\N{MINUS SIGN}", "-") for one in found if one) if all(found) else ()


def read_number(words: tuple[str, ...], lexicon: Lexicon) -> int | None:
    """ "thirty", "twenty-five", "a hundred and ten": a number in words.

    A hundred multiplies what stands before it; all else is added, so no digit word may follow another.
    """
    total, last = 0, 0
    said = [word for part in words for word in part.split("-") if word not in ("and", "a")]
    for word in said:
        number = lexicon.numbers.get(word)
        if number is None or (total and number < 100 and not (last % 10 == 0 and last > number)):
            return None
        total = max(total, 1) * number if number == 100 else total + number
        last = number
    return total if said else None


def _is_level(place: Query, clause: Clause, context: Context) -> bool:
    name = tuple(place.text.lower().split())
    return (
        place.role in SLID
        or clause.verb in _ONLY_LEVELS
        or (place.role is None and context.lexicon.words(WordClass.LEVEL_LABEL).whole(name) is not None)
    )
