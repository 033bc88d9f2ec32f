"""Numbers that are to be pressed, by what they are and in which order, and points by their coordinates."""

import re
from dataclasses import replace

from planner.conditions import Comparison
from planner.language.compute import read_number
from planner.language.context import Context
from planner.language.frames.objects import Answer, without_determiner
from planner.language.lexicon import Lexicon
from planner.language.looks import Picking
from planner.language.tokens import Phrase
from planner.language.verbs import Clause
from planner.things import ChooseNumbers, ClickAt, Guess, Kind, PlayNoughts

_POINT = re.compile(r"^(.*?)\(?\s*([-−]?\d+(?:\.\d+)?)\s*[,;]\s*([-−]?\d+(?:\.\d+)?)\s*\)?(.*?)$", re.S)
_WITH_X = re.compile(r"\bx\s*=\s*([-−]?\d+(?:\.\d+)?)\s*(?:,|and)?\s*y\s*=\s*([-−]?\d+(?:\.\d+)?)", re.I)
_IS = frozenset({"that", "which", "are", "is", "with", "a", "value", "numbers", "number"})
_ASIDE = frozenset(
    {"as", "x", "o", "and", "win", "the", "game", "it", "with", "playing", "to", "against", "computer", ","}
)
_NUMBER_WORDS = (Kind.NUMBER, Kind.DIGIT)
_IN_ORDER = frozenset({"in", "from", "going", "starting", "by", "their", "order", "the", "to", "number", "value"})


def numbers(clause: Clause, context: Context) -> Answer:
    """ "all even numbers", "every number larger than 10", "the numbers in ascending order", "the point (2, -1)"."""
    body = clause.body.trimmed()
    if not len(body) or body.has_quote():
        return None
    point = _point(body, context.lexicon)
    if point is not None:
        return (point,)
    chosen = _chosen(body, context.lexicon)
    return (chosen,) if chosen is not None else None


def guess(clause: Clause, context: Context) -> Answer:
    """ "guess the number between 0 and 9": what is tried follows from what the page answers."""
    found = [read_number(word) for word in re.findall(r"(?<![\w.])\d+(?![\w.])", clause.body.text)]
    told = [int(number) for number in found if number is not None]
    says_number = any(word in ("number", "value", "digit", "it") for word in clause.body.words)
    if not says_number or len(told) > 2:
        return None
    low, high = (0, 100) if len(told) < 2 else (min(told), max(told))
    if len(told) == 1:
        low, high = min(1, told[0]), told[0]
    return (Guess(low=low, high=high),) if low < high else None


def play(clause: Clause, context: Context) -> Answer:
    """ "tic-tac-toe as X", "a game of noughts and crosses and win"."""
    picking = context.lexicon.looks.picking
    bare = clause.body.trimmed()
    found = bare.find(picking[Picking.NOUGHTS], 0)
    if found is None:
        return None
    after = tuple(token.content.lower() or token.word for token in bare.part(sum(found)).tokens)
    return (PlayNoughts(sign="o" if "o" in after else "x"),) if set(after) <= _ASIDE else None


def _point(body: Phrase, lexicon: Lexicon) -> ClickAt | None:
    named = _WITH_X.search(body.text)
    if named is not None:
        return ClickAt(across=_coordinate(named[1]), up=_coordinate(named[2]))
    found = _POINT.match(body.text)
    if found is None:
        return None
    head = tuple(found[1].lower().split())
    picking = lexicon.looks.picking
    tail = tuple(found[4].lower().strip(" .").split())
    known = picking[Picking.AT_COORDINATES].whole(head) and (not tail or picking[Picking.IN_GRID].whole(tail))
    return ClickAt(across=_coordinate(found[2]), up=_coordinate(found[3])) if known else None


def _coordinate(said: str) -> float:
    return float(said.replace("−", "-"))


def _chosen(body: Phrase, lexicon: Lexicon) -> ChooseNumbers | None:
    looks = lexicon.looks
    quantity = body.begins(looks.picking[Picking.EVERY])
    bare = without_determiner(body.part(quantity), lexicon)
    trait = looks.traits.at(bare.words)
    bare = bare.part(trait.length) if trait is not None else bare
    if not len(bare):
        return None
    kind = looks.kinds.at(bare.words)
    is_numbers = kind is not None and kind.value in _NUMBER_WORDS
    of_buttons = bare.words[0] in ("buttons", "tiles", "cells")
    if not (is_numbers or of_buttons):
        return None
    found = ChooseNumbers(said=body.text, trait=trait.value if trait is not None else None)
    rest = bare.part(kind.length if is_numbers and kind is not None else 1)
    limited, rest = _limited(rest, lexicon)
    order = _order(rest, lexicon) if len(rest) else None
    if len(rest) and order is None:
        return None
    if of_buttons and order is None:
        return None
    told = trait is not None or limited is not None or order is not None
    several = quantity > 0 or (kind is not None and bare.words[0].endswith("s")) or of_buttons
    if not told or not several:
        return None
    if limited is not None:
        found = replace(found, comparison=limited[0], limit=limited[1])
    return replace(found, falling=order)


def _limited(rest: Phrase, lexicon: Lexicon) -> tuple[tuple[Comparison, float] | None, Phrase]:
    """ "that are larger than 10"."""
    at = 0
    while at < len(rest) and rest.words[at] in _IS:
        at += 1
    for start in (at, max(0, at - 1)):
        for words in (rest.words[start:], ("is", *rest.words[start:])):
            found = lexicon.comparisons.at(words)
            shift = len(words) - len(rest.words[start:])
            after = start + found.length - shift if found is not None else len(rest)
            number = read_number(rest.words[after].lstrip("-−")) if after < len(rest) else None
            if found is not None and number is not None:
                sign = -1 if rest.words[after].startswith(("-", "−")) else 1
                return (found.value, sign * float(number)), rest.part(after + 1)
    return None, rest


def _order(rest: Phrase, lexicon: Lexicon) -> bool | None:
    """Whether it falls; None: no order is said."""
    picking = lexicon.looks.picking
    bare = rest.trimmed()
    while len(bare) and bare.words[0] in _IN_ORDER:
        bare = bare.part(1)
    said = " ".join(word for word in bare.words if word not in ("number", "the", "order", "one", "value"))
    for kind, falls in ((Picking.RISING, False), (Picking.FALLING, True)):
        if picking[kind].whole(tuple(said.split())):
            return falls
    return None
