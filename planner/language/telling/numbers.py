"""Numbers that are told before the order that works with them: "The rent is 845 and the heating 120. Add these up ...",
"I bought 6 chairs at 49 each. Work out the price ...", "Dinner was 131.20, there were four of us. Divide that ...".

Decision: all numbers that are told go into the order, in the way that it says; where one of them could be something
else (a year, a count of things that nothing is said of), the text stays as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planner.language.clauses import begins_order
from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase, UnclosedQuote, tokenize
from planner.language.verbs import without_lead_in

LONGEST = 60
_ENDS = frozenset({".", "!", ";", "?", "\n"})
_NUMBER = re.compile(r"[€$£]?(\d+(?:[.,]\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?)[€$£]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = frozenset({"in", "since", "until", "year", "of"})


@dataclass(frozen=True, kw_only=True)
class _Told:
    """amounts: as they are typed. each: whether the last one is the price of each of the others. heads: of how many
    people something is said, "" for none."""

    amounts: tuple[str, ...]
    each: bool = False
    heads: str = ""


def number_ways(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The orders alone, with the numbers that are told before them."""
    phrase = tokenize(text, lexicon)
    if isinstance(phrase, UnclosedQuote) or len(phrase) > 2 * LONGEST:
        return
    start = 0
    for at in range(1, len(phrase) - 1):
        if phrase.tokens[at].kind not in (Kind.MARK, Kind.BREAK) or phrase.words[at] not in _ENDS:
            continue
        if begins_order(phrase.part(start, at), lexicon):
            return
        start = at + 1
        told = _read(phrase.part(0, at), lexicon)
        said = _said(told, phrase.part(start), lexicon) if told is not None else None
        if said is not None:
            yield said
            return


def _said(told: _Told, orders: Phrase, lexicon: Lexicon) -> str | None:
    words = lexicon.telling.parts
    bare = without_lead_in(orders, lexicon)
    for table, order in (
        (words.adds_up, _sum(told)),
        (words.works_out, _product(told) or _sum(told)),
        (words.shares, _share(told)),
    ):
        length = bare.begins(table)
        if length and order:
            rest = bare.part(length)
            start = rest.tokens[0].start if len(rest) else bare.last_end
            between = " " if len(rest) and rest.tokens[0].kind is Kind.WORD else ""
            return f"{order}{between}{_with_result(rest, lexicon) if len(rest) else bare.source[start:]}"
    return None


def _with_result(rest: Phrase, lexicon: Lexicon) -> str:
    """ "what everyone pays" is the result."""
    text = rest.source[rest.tokens[0].start :]
    found = rest.find(lexicon.telling.parts.outcome)
    if found is None:
        return text
    at, length = found
    start = rest.tokens[0].start
    first, last = rest.tokens[at].start - start, rest.tokens[at + length - 1].end - start
    return f"{text[:first]}the result{text[last:]}"


def _sum(told: _Told) -> str:
    if told.each or told.heads or len(told.amounts) < 2:
        return ""
    return f"work out {' + '.join(told.amounts)}"


def _product(told: _Told) -> str:
    return f"work out {' * '.join(told.amounts)}" if told.each and len(told.amounts) == 2 else ""


def _share(told: _Told) -> str:
    return f"work out {told.amounts[0]} / {told.heads}" if told.heads and len(told.amounts) == 1 else ""


def _read(said: Phrase, lexicon: Lexicon) -> _Told | None:
    """None: no numbers, or some of them may be no amounts."""
    words = lexicon.telling.parts
    amounts: list[str] = []
    counted = heads = ""
    counts = 0
    each = said.find(words.apiece) is not None
    for at, token in enumerate(said.tokens):
        if token.kind in (Kind.DATE, Kind.QUOTED, Kind.SECRET):
            return None
        number = _number(said, at, lexicon)
        if not number:
            continue
        after = said.part(at + 1)
        if after.begins(words.heads):
            heads = "" if heads else number
            continue
        if said.words[at] in lexicon.numbers and not each:
            counts = (counts or int(number)) if not amounts else -1  # "the three parcels"
            continue
        named = len(after) > 0 and after.tokens[0].kind is Kind.WORD and after.begins(words.units) == 0
        if named and not each and not _goes_on(after, lexicon):
            counted = number
        amounts.append(number)
    if not amounts or (counted and not each) or counts not in (0, len(amounts)):
        return None
    return _Told(amounts=tuple(amounts), each=each, heads=heads)


def _goes_on(after: Phrase, lexicon: Lexicon) -> bool:
    """ "120 and the internet": the number stands alone."""
    plain = (lexicon.telling.parts.binding, lexicon.words(WordClass.DETERMINER))
    return after.words[0] in ("and", "for", "on", "with", "plus", "in", "but", "this") or any(map(after.begins, plain))


def _number(said: Phrase, at: int, lexicon: Lexicon) -> str:
    token = said.tokens[at]
    if token.kind is not Kind.WORD:
        return ""
    found = _NUMBER.fullmatch(token.word)
    if found is None:
        number = lexicon.numbers.get(token.word)
        return str(number) if number is not None and number > 1 else ""
    if _YEAR.fullmatch(found[1]) and at and said.words[at - 1] in _DATED:
        return ""
    digits = found[1]
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?", digits):
        return digits.replace(",", "")
    return digits.replace(",", ".")
