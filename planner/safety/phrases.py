"""Word families: phrases of `policy.toml` that mean one thing, found in folded text.

A phrase is words with single spaces. `delet*`: any ending; `*` alone: up to three words; `^` before the first word:
only at the start; `$` after the last: only at the end; `(one|other thing)`: either; `{family}`: any phrase of that
family.

Decision: there are thousands of phrases and a label has three words, so phrases are kept by their first word and become
a regular expression when a text first has that word; starting up costs next to nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from planner.safety.folding import alike, folded, is_unspaced

_WORD: Final = r"(?:[\w*'.]+|\([\w*' |]+\)|\{\w+\})"
PHRASE: Final = re.compile(rf"\^?{_WORD}(?: {_WORD})*\$?")
_TOKEN: Final = re.compile(r"\([^)]*\)|\{[^}]*\}|\S+")
_REMEMBERED: Final = 512

Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Span:
    """Where in a text a phrase stands."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Family:
    """Phrases with one meaning, in every language that the policy knows. words: all families, for `{family}`."""

    name: str
    phrases: tuple[str, ...]
    words: Words = field(default_factory=dict, repr=False)
    _remembered: dict[str, Span | None] = field(default_factory=dict, repr=False, compare=False)

    def find(self, text: str) -> Span | None:
        """The first place in one folded text; letters that a reader of pixels mistakes are forgiven."""
        if text not in self._remembered:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[text] = self._first(text)
        return self._remembered[text]

    def sharp(self, text: str) -> bool:
        """As `find`, but without forgiving misread letters: for texts long enough to be wrong by chance."""
        return any(True for _ in self._matches(text, forgiving=False))

    def covers(self, text: str) -> bool:
        """Whether the text begins with a phrase of this family."""
        found = self.find(text)
        return found is not None and found.start == 0

    def is_all_of(self, text: str) -> bool:
        """Whether the text is a phrase of this family and nothing else."""
        return any(span.start == 0 and span.end == len(text) for span in self._matches(text, forgiving=False))

    def _first(self, text: str) -> Span | None:
        spans = list(self._matches(text, forgiving=False)) or list(self._matches(text, forgiving=True))
        return min(spans, key=lambda span: (span.start, -span.end), default=None)

    def _matches(self, text: str, *, forgiving: bool) -> Iterator[Span]:
        tried: set[str] = set()
        for word in text.split(" "):
            for phrase in self._by_first_word.get(alike(word), ()):
                if phrase not in tried:
                    tried.add(phrase)
                    yield from self._match(self._compiled(phrase, forgiving=forgiving), text, forgiving)
        if self._loose is not None and not forgiving:
            yield from self._match(self._loose, text, forgiving=False)

    @staticmethod
    def _match(pattern: re.Pattern[str], text: str, forgiving: bool) -> Iterator[Span]:
        match = pattern.search(alike(text) if forgiving else text)
        if match is not None:
            end = len(text) if forgiving and match.end() == len(alike(text)) else match.end()
            yield Span(start=match.start(), end=end)

    @cached_property
    def _by_first_word(self) -> dict[str, tuple[str, ...]]:
        kept: dict[str, list[str]] = {}
        for phrase in self.phrases:
            for word in _first_words(phrase, self.words) or ():
                kept.setdefault(word, []).append(phrase)
        return {word: tuple(phrases) for word, phrases in kept.items()}

    @cached_property
    def _loose(self) -> re.Pattern[str] | None:
        """The phrases that no first word tells: with a `*` in it, or of a script without spaces."""
        loose = [phrase for phrase in self.phrases if _first_words(phrase, self.words) is None]
        return re.compile("|".join(_phrase(p, self.words, forgiving=False) for p in loose)) if loose else None

    @cached_property
    def _kept(self) -> dict[tuple[str, bool], re.Pattern[str]]:
        return {}

    def _compiled(self, phrase: str, *, forgiving: bool) -> re.Pattern[str]:
        key = (phrase, forgiving)
        if key not in self._kept:
            self._kept[key] = re.compile(_phrase(phrase, self.words, forgiving=forgiving))
        return self._kept[key]


def _tokens(phrase: str) -> list[str]:
    return _TOKEN.findall(phrase.removeprefix("^").removesuffix("$"))


def _first_words(phrase: str, words: Words) -> frozenset[str] | None:
    """The words, of which the text must have one for the phrase to be in it; None when none can be told."""
    if is_unspaced(phrase) and " " not in phrase:
        return None
    token = next((one for one in _tokens(phrase) if one != "*"), "*")
    if token.startswith("{"):
        inner = _inner(token, words)
    elif token.startswith("("):
        inner = token[1:-1].split("|")
    elif "*" in token:
        return None
    else:
        return frozenset((alike(folded(token).split(" ")[0]),))
    each = [_first_words(one, words) for one in inner]
    return None if None in each else frozenset(word for some in each if some for word in some)


def _inner(token: str, words: Words) -> list[str]:
    return [one.removesuffix("$") for one in words[token[1:-1]] if one[0] != "^" and "{" not in one]


def _phrase(phrase: str, words: Words, *, forgiving: bool) -> str:
    """One phrase as a regular expression over folded text."""
    at_start, at_end = phrase.startswith("^"), phrase.endswith("$")
    bare = phrase.removeprefix("^").removesuffix("$")
    if " " not in bare and is_unspaced(bare):
        return ("^" if at_start else "") + re.escape(folded(bare)) + ("$" if at_end else "")
    head, tail = ("^" if at_start else r"(?<!\w)"), ("$" if at_end else r"(?!\w)")
    return head + _sequence(bare, words, forgiving=forgiving) + tail


def _sequence(phrase: str, words: Words, *, forgiving: bool) -> str:
    pattern, gap = "", ""
    for token in _TOKEN.findall(phrase):
        if token == "*" and not pattern:
            pattern = r"(?:\S+ ){0,3}?"
        elif token == "*":
            pattern += r"(?: \S+){0,3}?"
        else:
            pattern += gap + _token(token, words, forgiving=forgiving)
            gap = " "
    return pattern


def _token(token: str, words: Words, *, forgiving: bool) -> str:
    if token.startswith(("{", "(")):
        inner = _inner(token, words) if token.startswith("{") else token[1:-1].split("|")
        return f"(?:{'|'.join(_sequence(one, words, forgiving=forgiving) for one in inner)})"
    letters = [folded(part) for part in token.split("*")]
    return r"\w*".join(re.escape(alike(part) if forgiving else part) for part in letters)
