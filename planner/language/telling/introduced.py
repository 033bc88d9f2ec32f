"""Something new with what is known of it: "a new supplier, Tea House, phone number 0171 22"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planner.language.lexicon import Lexicon, WordClass
from planner.language.tokens import Kind, Phrase
from planner.likeness import MAIL_ADDRESS

_SEPARATORS = frozenset({",", ";", "(", ")"})
_JOINS = frozenset({"and", "with", "his", "her", "its", "their", "the", "a", "an", "at", "for"})
_LINKS = frozenset({"in", "on", "of", "from", "my", "our", "to"})
_SIGNS = frozenset({":", "=", "is", "of", "-"})
_CALLED = frozenset({"called", "named", "titled", "entitled", "by"})
_PHONE = re.compile(r"\+?\d[\d /-]{4,}")
LONGEST_LABEL = 3


@dataclass(frozen=True, kw_only=True)
class Introduced:
    """noun: what it is. facts: labels and values, "" as the label of a name."""

    noun: str
    name: str
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def in_words(self) -> str:
        """As the object of an order."""
        facts = " and ".join(f"{label} {value}".strip() for label, value in self.facts)
        called = (
            f"{self.noun} {self.name}"
            if self.name[:1].isupper() or self.name[:1] == '"'
            else f"{self.noun} called {self.name}"
        )
        return f"{called}{f' with {facts}' if facts else ''}"


def introduced(said: Phrase, lexicon: Lexicon) -> Introduced | None:
    """None: what stands there is no noun with a name, or has something that is no fact of it."""
    pieces = [piece for piece in said.split(*_SEPARATORS) if len(piece)]
    if not pieces:
        return None
    first = pieces[0]
    first = first.part(1) if first.words[0] in ("a", "an", "another") else first
    first = first.part(1) if len(first) > 1 and first.words[0] in ("new", "further") else first
    noun, named = _noun(first)
    if not noun or not all(word.isalpha() and word not in _LINKS for word in noun):
        return None
    further = [*([named] if len(named) else []), *pieces[1:]]
    if not further or fact_of(further[0], lexicon) is not None:
        return None
    facts: list[tuple[str, str]] = []
    name, *more = _joined(further[0])
    if not name.is_capitalised(0) and name.tokens[0].kind is not Kind.QUOTED and len(name) > LONGEST_LABEL:
        return None
    for piece in (*more, *(one for rest in further[1:] for one in _joined(rest))):
        fact = fact_of(piece, lexicon)
        if fact is None:
            return None
        facts.append(fact)
    return Introduced(noun=" ".join(noun), name=name.text, facts=tuple(facts))


def _noun(first: Phrase) -> tuple[list[str], Phrase]:
    """The kind, and what stands after it."""
    for at, word in enumerate(first.words):
        if word in _CALLED:
            return list(first.words[:at]), first.part(at + 1)
        if at and (first.is_capitalised(at) or first.tokens[at].kind is not Kind.WORD):
            return list(first.words[:at]), first.part(at)
    plain = all(token.kind is Kind.WORD for token in first.tokens) and not first.is_capitalised(0)
    return (list(first.words), first.part(len(first))) if plain and len(first) <= LONGEST_LABEL else ([], first)


def _joined(piece: Phrase) -> Iterator[Phrase]:
    """ "Ida Berg from Oslo", "Tea House with phone number 0171": the name, and the fact behind it."""
    start = 0
    for at in range(1, len(piece) - 1):
        of_place = piece.words[at] == "from"
        if of_place or (piece.words[at] in ("with", "and") and not piece.is_capitalised(at + 1)):
            yield piece.part(start, at)
            start = at if of_place else at + 1
    yield piece.part(start)


def fact_of(piece: Phrase, lexicon: Lexicon) -> tuple[str, str] | None:
    bare = piece.trimmed()
    while len(bare) > 1 and bare.words[0] in _JOINS:
        bare = bare.part(1)
    if not len(bare):
        return None
    if MAIL_ADDRESS.fullmatch(bare.text):
        return "email", bare.text
    if _PHONE.fullmatch(bare.text):
        return "phone number", bare.text
    if bare.words[0] == "from" and len(bare) > 1:
        return "city", bare.part(1).text
    if bare.words[0] == "born" and len(bare) > 1:
        return "date of birth", bare.part(2 if bare.words[1] == "on" else 1).text
    found = lexicon.words(WordClass.LABEL).at(bare.words)
    length = found.length if found is not None else 0
    if not length:
        coded = next((at for at, word in enumerate(bare.words) if any(sign.isdigit() for sign in word)), 0)
        length = coded if 0 < coded <= LONGEST_LABEL and bare.part(0, coded).text.islower() else 0
    if not 0 < length < len(bare):
        return None
    value = bare.part(length)
    value = value.part(1) if value.words[0] in _SIGNS else value
    return (" ".join(bare.words[:length]).rstrip(" :="), value.text) if len(value) else None
