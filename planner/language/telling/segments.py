"""A text cut into what tells and what orders."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.language.clauses import begins_order
from planner.language.lexicon import Lexicon
from planner.language.telling.statements import Told, is_reason, read_statement
from planner.language.tokens import Kind, Phrase
from planner.language.verbs import without_lead_in

_ENDS = frozenset({".", ";", "!", "?", "\n"})
_MAY_END = frozenset({":", "-", ",", "so", "and"})
_LINKS = frozenset({",", ":", "-", "and", "so", "therefore", "then", ";"})


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A piece of the text; told: what it tells, None where it orders."""

    said: Phrase
    told: Told | None


def segments(phrase: Phrase, lexicon: Lexicon) -> list[Segment] | None:
    """In turn; None where some of it does neither."""
    found: list[Segment] = []
    for sentence in _sentences(phrase):
        cut = _cut(sentence, lexicon)
        if cut is None:
            return None
        found += cut
    return found


def _sentences(phrase: Phrase) -> Iterator[Phrase]:
    start = 0
    for at, token in enumerate(phrase.tokens):
        if token.kind in (Kind.MARK, Kind.BREAK) and token.word in _ENDS:
            if at > start:
                yield phrase.part(start, at)
            start = at + 1
    if start < len(phrase):
        yield phrase.part(start)


def _cut(sentence: Phrase, lexicon: Lexicon) -> list[Segment] | None:
    """ "Ana has left: delete her account", "the shop is closed, so mark it so", "make her active, she is back"."""
    told = read_statement(sentence, lexicon)
    for at in range(2, len(sentence) - 1):
        if sentence.words[at] not in _MAY_END or sentence.words[at - 1] in _LINKS:
            continue
        after = sentence.part(at)
        while len(after) and after.words[0] in _LINKS:
            after = after.part(1)
        if not len(after) or not _orders(after, lexicon) or _tells_on(after, lexicon):
            continue
        front = None if _is_order(sentence.part(0, at), lexicon) else _several(sentence.part(0, at), lexicon)
        if front is not None:
            return [*front, Segment(said=after, told=None)]
    if told is not None and not _is_order(sentence, lexicon):
        return _several(sentence, lexicon)
    return _with_reason(sentence, lexicon) if _orders(sentence, lexicon) else None


def _tells_on(after: Phrase, lexicon: Lexicon) -> bool:
    """ "... and writes from Rome now": what somebody does is no order."""
    return after.words[0].endswith("s") and after.words[0] in lexicon.telling.forms


def _with_reason(sentence: Phrase, lexicon: Lexicon) -> list[Segment]:
    """An order, and why, where that follows after a pause."""
    for at in range(2, len(sentence) - 2):
        if sentence.words[at] not in (",", "-", ":"):
            continue
        told = read_statement(sentence.part(at + 1), lexicon)
        if told is not None and told.subject is not None and is_reason(told, lexicon):
            return [Segment(said=sentence.part(0, at), told=None), Segment(said=sentence.part(at + 1), told=told)]
    return [Segment(said=sentence, told=None)]


def _several(sentence: Phrase, lexicon: Lexicon) -> list[Segment] | None:
    """ "His name is Bo Ek and his phone number is 555": one after the other."""
    words = lexicon.telling.parts
    for at in range(2, len(sentence) - 2):
        if sentence.words[at] not in ("and", ",", "but", ":", "-"):
            continue
        after = sentence.part(at + 1)
        after = after.part(1) if after.words[0] == "and" else after
        begun = after.begins(words.owner) or after.begins(words.subject) or after.words[0] == "the"
        begun = begun or after.begins(words.contracted)
        first = read_statement(sentence.part(0, at), lexicon) if begun else None
        rest = _several(after, lexicon) if first is not None else None
        if first is not None and rest is not None:
            return [Segment(said=sentence.part(0, at), told=first), *rest]
    told = read_statement(sentence, lexicon)
    return [Segment(said=sentence, told=told)] if told is not None else None


def _orders(said: Phrase, lexicon: Lexicon) -> bool:
    """Whether an order begins; also one that only what was told makes whole: "update it", "put that in"."""
    words = lexicon.telling.parts
    bare = without_lead_in(said, lexicon)
    found = words.change.at(bare.words) or words.put_in.at(bare.words) or words.create.at(bare.words)
    return begins_order(said, lexicon) or (found is not None and found.length < len(bare))


def _is_order(sentence: Phrase, lexicon: Lexicon) -> bool:
    """ "Mark is ill" tells, "mark it" orders."""
    words = lexicon.telling.parts
    if sentence.trimmed().begins(words.about) or sentence.trimmed().begins(words.needs):
        return False
    bare = without_lead_in(sentence, lexicon)
    bound = words.be.at(bare.words, 1) or words.helping.at(bare.words, 1)
    return begins_order(sentence, lexicon) and not (bare.is_capitalised(0) and bound)
