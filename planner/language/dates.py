"""Dates written out ("24 December 2026") or counted from today ("tomorrow", "in three days"), read into ISO.

What day it is, is told by whoever asks; where nobody tells it, no day is counted from it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.language.phrases import PhraseTable
from planner.language.tables import Tables

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"\d{4}")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


@dataclass(frozen=True, kw_only=True)
class FoundDate:
    iso: str
    length: int


@dataclass(frozen=True, kw_only=True)
class DayWords:
    """named: days from today ("tomorrow": 1). coming: a day of the week, 0 for Monday, of which the next one is meant.
    counted: the days of a unit ("weeks": 7), after one of `within` ("in") or before one of `after` ("from now")."""

    named: PhraseTable[int]
    coming: PhraseTable[int]
    counted: Mapping[str, int]
    within: frozenset[str]
    after: PhraseTable[bool]

    @staticmethod
    def parse(tables: Tables) -> "DayWords":
        around = tables.optional("day_counts")
        return DayWords(
            named=PhraseTable(tables.numbers("days").items()),
            coming=PhraseTable(tables.numbers("coming_days").items()),
            counted=tables.numbers("day_units"),
            within=frozenset(around.get("within", ())),
            after=PhraseTable((phrase, True) for phrase in around.get("after", ())),
        )

    @property
    def all_words(self) -> frozenset[str]:
        return self.named.all_words | self.coming.all_words | self.after.all_words | frozenset(self.counted)

    def at(self, words: Sequence[str], start: int, numbers: Mapping[str, int], today: date) -> FoundDate | None:
        """The day whose words begin at `start`; numbers: those that are written as words."""
        found = self.named.at(words, start)
        if found is not None:
            return _counted(today, found.value, found.length)
        found = self.coming.at(words, start)
        if found is not None:
            return _counted(today, (found.value - today.weekday() - 1) % 7 + 1, found.length)
        begins = start + (words[start] in self.within)
        number, unit = (words[at] if at < len(words) else "" for at in (begins, begins + 1))
        days = self.counted.get(unit)
        count = int(number) if number.isdecimal() and len(number) < 4 else numbers.get(number)
        if days is None or count is None:
            return None
        if begins > start:
            return _counted(today, days * count, 3)
        after = self.after.at(words, start + 2)
        return _counted(today, days * count, 2 + after.length) if after is not None else None


def _counted(today: date, days: int, length: int) -> FoundDate:
    return FoundDate(iso=(today + timedelta(days=days)).isoformat(), length=length)


def date_at(words: Sequence[str], start: int, months: Mapping[str, int]) -> FoundDate | None:
    """The date whose words begin at `start`, with a month's name and a year of four digits.

    >>> date_at(("dec", "24", ",", "2026"), 0, {"dec": 12})
    FoundDate(iso='2026-12-24', length=4)
    >>> date_at(("24th", "of", "december", "2026"), 0, {"december": 12}).iso
    '2026-12-24'
    """
    spelt = _spelt(words, start, months)
    if spelt is None:
        return None
    day, length = spelt
    return FoundDate(iso=date(*day).isoformat(), length=length) if _exists(*day) else None


def is_no_day(words: Sequence[str], months: Mapping[str, int]) -> bool:
    """Whether the words are a date that no calendar has.

    >>> is_no_day(("30", "february", "2028"), {"february": 2}), is_no_day(("2028-02-29",), {})
    (True, False)
    >>> is_no_day(("2027-02-29",), {}), is_no_day(("31.11.2026",), {}), is_no_day(("192.168.2026",), {})
    (True, True, False)
    """
    spelt = _spelt(words, 0, months)
    if spelt is not None and spelt[1] == len(words):
        return not _exists(*spelt[0])
    if len(words) != 1 or (found := _ISO.fullmatch(words[0]) or _DOTTED.fullmatch(words[0])) is None:
        return False
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    return 1 <= month <= 12 and 1 <= day <= 31 and not _exists(year, month, day)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _spelt(words: Sequence[str], start: int, months: Mapping[str, int]) -> tuple[tuple[int, int, int], int] | None:
    """Year, month and day of a date with a month's name, and how many words it takes."""
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
    return (int(year), month, int(day)), reader.at - start


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
