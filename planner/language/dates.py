"""Dates written out, such as "24 December 2026", read into ISO. Nothing here knows what day it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"\d{4}")
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


@dataclass(frozen=True, kw_only=True)
class FoundDate:
    iso: str
    length: int


def date_at(words: Sequence[str], start: int, months: Mapping[str, int]) -> FoundDate | None:
    """The date whose words begin at `start`, with a month's name and a year of four digits.

    >>> date_at(("dec", "24", ",", "2026"), 0, {"dec": 12})
    FoundDate(iso='2026-12-24', length=4)
    >>> date_at(("24th", "of", "december", "2026"), 0, {"december": 12}).iso
    '2026-12-24'
    """
    reader = _Reader(words, start)
    if reader.take(_WEEKDAYS):
        reader.take((",",))
        reader.take(("the",))
    first = reader.next()
    if first in months:
        month, day = months[first], reader.take_after((".",), _DAY)
    else:
        found = _DAY.fullmatch(first)
        day = found[1] if found else None
        if not reader.take(("of",)):
            reader.take((".",))
        month = months.get(reader.next(), 0)
        reader.take((".",))
    year = reader.take_after((",",), _YEAR) if day and month else None
    if not (day and month and year):
        return None
    try:
        return FoundDate(iso=date(int(year), month, int(day)).isoformat(), length=reader.at - start)
    except ValueError:
        return None


class _Reader:
    def __init__(self, words: Sequence[str], at: int) -> None:
        self._words = words
        self.at = at

    def next(self) -> str:
        word = self._words[self.at] if self.at < len(self._words) else ""
        self.at += 1
        return word

    def take(self, words: Sequence[str] | frozenset[str]) -> bool:
        if self.at < len(self._words) and self._words[self.at] in words:
            self.at += 1
            return True
        return False

    def take_after(self, skipped: tuple[str, ...], pattern: re.Pattern[str]) -> str | None:
        """The next word, if it is what the pattern says, without its ordinal ending."""
        self.take(skipped)
        found = pattern.fullmatch(self.next())
        return re.sub(r"\D", "", found[0]) if found else None
