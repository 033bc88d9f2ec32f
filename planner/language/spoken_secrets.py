"""Passwords that a person has written into the instruction: taken out of it, before it goes to anybody else.

What follows a word for a secret is taken for one when it is quoted, holds a digit or a sign, or is a word that ends
its part of the sentence and that the lists do not know.
"""

import re
from dataclasses import dataclass, field

from planner.language.lexicon import Lexicon, WordClass

SHORTEST = 3
"""Less is found everywhere, so that taking it out would leave nothing readable."""
_CHUNK = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|'[^'\n]*'(?!\w)|\S+")
_QUOTES = "\"“”„«»'"
_AROUND = ".,;:!?()"


@dataclass(frozen=True, kw_only=True)
class SpokenSecret:
    name: str
    value: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """The words with each secret's mark in its place."""

    text: str
    secrets: tuple[SpokenSecret, ...]


@dataclass(frozen=True, kw_only=True)
class _Chunk:
    start: int
    text: str

    @property
    def word(self) -> str:
        return self.text.strip(_AROUND).lower()

    @property
    def is_quoted(self) -> bool:
        return len(self.text) > 2 and self.text[0] in _QUOTES

    @property
    def ends_part(self) -> bool:
        return self.text[-1] in ".,;!?"

    @property
    def value(self) -> str:
        return self.text[1:-1] if self.is_quoted else self.text.rstrip(".,;").strip("()")


def withhold(words: str, lexicon: Lexicon) -> Withheld:
    """Marks are those that the words themselves may hold ("{{secret:NAME}}")."""
    chunks = [_Chunk(start=found.start(), text=found[0]) for found in _CHUNK.finditer(words)]
    plain = [chunk.word for chunk in chunks]
    found: dict[str, SpokenSecret] = {}
    at = 0
    while at < len(chunks):
        called = lexicon.words(WordClass.SECRET).at(plain, at)
        if called is None:
            at += 1
            continue
        end = at + called.length
        value = _value(chunks, end, lexicon)
        if value and len(value) >= SHORTEST and not value.startswith("{{"):
            name = "-".join(plain[at:end])
            number = sum(one.name.startswith(name) for one in found.values()) + 1
            named = name if number == 1 else f"{name}-{number}"
            found.setdefault(value, SpokenSecret(name=named, value=value))
        at = end
    longest_first = sorted(found, key=len, reverse=True)
    text = words
    if longest_first:
        anyone = re.compile("|".join(map(re.escape, longest_first)))
        text = anyone.sub(lambda value: f"{{{{secret:{found[value[0]].name}}}}}", words)
    return Withheld(text=text, secrets=tuple(found.values()))


def _value(chunks: list[_Chunk], at: int, lexicon: Lexicon) -> str:
    links = lexicon.words(WordClass.VERB_MARK)
    linked = at < len(chunks) and (links.at([chunks[at].word]) is not None or chunks[at].text in ("=", ":"))
    at += linked
    if at >= len(chunks):
        return ""
    chunk = chunks[at]
    if chunk.is_quoted or not chunk.value.isalpha():
        return chunk.value
    after = chunks[at + 1].word if at + 1 < len(chunks) else ""
    ends = chunk.ends_part or not after or links.at([after]) is not None
    plain = len(chunk.word) <= SHORTEST or chunk.word in lexicon.all_words  # "Gib das Passwort ein" holds none
    return chunk.value if ends and not linked and not plain else ""
