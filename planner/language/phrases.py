"""Phrases of one or more words, looked up in a sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

T = TypeVar("T")
_CHOICE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|([^()\[\]]+)")


@dataclass(frozen=True, kw_only=True)
class Found(Generic[T]):
    """A phrase of the table, found in a sentence: what it means and over how many words it runs."""

    value: T
    length: int


class PhraseTable(Generic[T]):
    """Phrases of one or more words; the longest wins. A hyphen may also be written as a space, or left out.

    "(can|could) you [please|just]" stands for each way to choose: one of the first, one or none of the second.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._whole: dict[tuple[str, ...], T] = {}
        for written, value in phrases:
            for words in (words for phrase in every_way(written) for words in _spellings(phrase)):
                if words in self._whole:
                    continue
                self._whole[words] = value
                self._first.setdefault(words[0], []).append((words, value))
                self._last.setdefault(words[-1], []).append((words, value))
        for table in (self._first, self._last):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[str], start: int = 0) -> Found[T] | None:
        """The longest phrase that begins at `start`."""
        if start < len(words):
            for phrase, value in self._first.get(words[start], ()):
                if tuple(words[start : start + len(phrase)]) == phrase:
                    return Found(value=value, length=len(phrase))
        return None

    def before(self, words: Sequence[str], end: int) -> Found[T] | None:
        """The longest phrase that ends just before `end`."""
        if end > 0:
            for phrase, value in self._last.get(words[end - 1], ()):
                if len(phrase) <= end and tuple(words[end - len(phrase) : end]) == phrase:
                    return Found(value=value, length=len(phrase))
        return None

    def whole(self, words: Sequence[str]) -> T | None:
        """What exactly these words mean."""
        return self._whole.get(tuple(words))

    @property
    def single_words(self) -> tuple[str, ...]:
        return tuple(words[0] for words in self._whole if len(words) == 1)

    @property
    def all_words(self) -> frozenset[str]:
        return frozenset(word for words in self._whole for word in words)


def every_way(written: str) -> Iterator[str]:
    """
    >>> list(every_way("(can|could) you [please]"))
    ['can you please', 'can you', 'could you please', 'could you']
    """
    if not set("([").intersection(written):
        yield written
        return
    pieces = [
        tuple(one.split("|")) if one else (*optional.split("|"), "") if optional else (plain.strip(),)
        for one, optional, plain in _CHOICE.findall(written)
    ]
    for chosen in product(*pieces):
        yield " ".join(word for word in chosen if word)


def _spellings(phrase: str) -> tuple[tuple[str, ...], ...]:
    """
    >>> _spellings("drop-down list")
    (('drop-down', 'list'), ('drop', 'down', 'list'), ('dropdown', 'list'))
    """
    lowered = phrase.lower().strip()
    written = [lowered] if "-" not in lowered else [lowered, lowered.replace("-", " "), lowered.replace("-", "")]
    return tuple(tuple(text.split()) for text in written if text.split())
