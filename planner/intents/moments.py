"""Days and times of day as people and screens write them. A day may leave its year, or its month, open.

Decision: of "03/05/2016" nobody but the writer knows which is the month. Every reading is kept, the one with the month
first before the other, as English words have it; a field that says its own order settles it.
"""

import re
from calendar import month_abbr, month_name
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

_MONTHS = {name.casefold(): at for names in (month_name, month_abbr) for at, name in enumerate(names) if name}
_MONTHS["sept"] = 9
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,2})")
_DAY_OF_MONTH = re.compile(
    rf"(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\.?\s*(?:of\s+)?({_NAMED})\b\.?,?\s*(\d{{4}})?", re.I
)
_MONTH_AND_DAY = re.compile(
    rf"\b({_NAMED})\b\.?\s*(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s*(\d{{4}}))?", re.I
)
_MASK = re.compile(
    r"([yja]{4}|[dtjg]{2}|m{2})\s*([./-])\s*([yja]{4}|[dtjg]{2}|m{2})\s*([./-])\s*([yja]{4}|[dtjg]{2}|m{2})", re.I
)
_PART_OF = {"d": "day", "t": "day", "j": "day", "g": "day", "m": "month", "y": "year", "a": "year"}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2}))?\s*(?:([ap])\.?m\.?)?", re.I)
_HEADING = (
    re.compile(rf"(?<![^\W\d_])({_NAMED})(?![^\W\d_])\.?,?\s*(\d{{4}})(?!\d)", re.I),
    re.compile(rf"(?<!\d)(\d{{4}})\s*,?\s*({_NAMED})(?![^\W\d_])", re.I),
    re.compile(r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(\d{4})\s*[/.-]\s*(\d{1,2})(?![\d/.-])"),
)


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of a month. year, month None: not said."""

    day: int
    month: int | None = None
    year: int | None = None

    def is_day(self, other: date) -> bool:
        return self.day == other.day and self.month in (None, other.month) and self.year in (None, other.year)


@dataclass(frozen=True, kw_only=True)
class Month:
    year: int
    number: int

    @property
    def index(self) -> int:
        """Months since the year 0: to count how far two months lie apart."""
        return self.year * 12 + self.number - 1


def days(text: str) -> tuple[Day, ...]:
    """What day the text may mean, the likeliest first; none when it is no day.

    >>> days("May 3rd"), days("the 24th of December 2026")
    ((Day(day=3, month=5, year=None),), (Day(day=24, month=12, year=2026),))
    >>> [(one.month, one.day) for one in days("03/05/2016")], [(one.month, one.day) for one in days("25.12.2016")]
    ([(3, 5), (5, 3)], [(12, 25)])
    >>> days("12 Main Street"), days("1.5"), days("30 February 2026")
    ((), (), ())
    """
    said = " ".join(text.split())
    found: list[tuple[int, int, int | None]] = []
    if shape := _YEAR_FIRST.fullmatch(said):
        found = [(int(shape[3]), int(shape[4]), int(shape[1]))]
    elif shape := _NUMBERS.fullmatch(said):
        first, second, year = int(shape[1]), int(shape[3]), int(shape[4])
        found = [(second, first, year)] if shape[2] == "." else [(first, second, year), (second, first, year)]
    elif shape := _DAY_OF_MONTH.fullmatch(said):
        found = [(_MONTHS[shape[2].casefold()], int(shape[1]), int(shape[3]) if shape[3] else None)]
    elif shape := _MONTH_AND_DAY.fullmatch(said):
        found = [(_MONTHS[shape[1].casefold()], int(shape[2]), int(shape[3]) if shape[3] else None)]
    kept = [Day(day=day, month=month, year=year) for month, day, year in found if _exists(day, month, year)]
    return tuple(dict.fromkeys(kept))


def day_named(text: str) -> Day | None:
    """The whole day that the name of a calendar's cell tells, among other words.

    >>> day_named("Choose Friday, May 3rd, 2024"), day_named("3")
    (Day(day=3, month=5, year=2024), None)
    """
    for pattern, day_at, month_at in ((_DAY_OF_MONTH, 1, 2), (_MONTH_AND_DAY, 2, 1)):
        for found in pattern.finditer(text):
            if found[3]:
                return Day(day=int(found[day_at]), month=_MONTHS[found[month_at].casefold()], year=int(found[3]))
    return None


def clock(text: str) -> time | None:
    """The time of day; a number alone is none.

    >>> clock("8:04 PM"), clock("12 am"), clock("20:04"), clock("8"), clock("1.75")
    (datetime.time(20, 4), datetime.time(0, 0), datetime.time(20, 4), None, None)
    """
    found = _CLOCK.fullmatch(" ".join(text.split()))
    if found is None or not (found[2] or found[4]) or (not found[4] and ":" not in text):
        return None
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4].casefold() == "p" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def is_moment(text: str) -> bool:
    """Whether the text is a day or a time of day and nothing else."""
    return bool(days(text)) or clock(text) is not None


def month_headed(text: str) -> Month | None:
    """The month that the heading of a calendar names.

    >>> month_headed("December 2016"), month_headed("2024-05"), month_headed("3 May 2024 is free"), month_headed("May")
    (Month(year=2016, number=12), Month(year=2024, number=5), Month(year=2024, number=5), None)
    """
    for number, pattern in enumerate(_HEADING):
        if found := pattern.search(text):
            month, year = (found[1], found[2]) if number in (0, 2) else (found[2], found[1])
            at = _MONTHS.get(month.casefold()) or (int(month) if month.isdecimal() else 0)
            if 1 <= at <= 12 and 1000 <= int(year) <= 2999:
                return Month(year=int(year), number=at)
    return None


def month_name_of(number: int) -> str:
    return month_name[number]


def month_number(text: str) -> int | None:
    """
    >>> month_number("Sept."), month_number("Mayor")
    (9, None)
    """
    return _MONTHS.get(text.strip().rstrip(".").casefold())


def holds_moment(wanted: str, held: str) -> bool:
    """Whether what a field holds may be read as the day or the time that was wanted.

    >>> holds_moment("May 3rd", "05/03/2024"), holds_moment("2024-05-03", "Sat, May 4, 2024")
    (True, False)
    >>> holds_moment("03/05/2016", "2016-03-05"), holds_moment("8:04 PM", "20:04")
    (True, True)
    """
    time_of_day = clock(wanted)
    if time_of_day is not None:
        return time_of_day == clock(held)
    return any(asked.is_day(reading) for asked in days(wanted) for reading in _whole(held))


def in_mask(text: str, shown: str) -> str | None:
    """A day as the mask that a field shows wants it; None when it is no whole day or there is no mask.

    Digits that were said with the year where the mask has it are taken to be in the mask's own order.

    >>> in_mask("2026-12-24", "mm/dd/yyyy"), in_mask("May 3, 2027", "Day: TT.MM.JJJJ"), in_mask("2026-12-24", "Name")
    ('12/24/2026', '03.05.2027', None)
    >>> in_mask("03/05/2016", "dd/mm/yyyy"), in_mask("03/05/2016", "yyyy-mm-dd"), in_mask("12/25/2016", "dd/mm/yyyy")
    ('03/05/2016', '2016-03-05', '25/12/2016')
    """
    mask = _MASK.search(shown)
    readings = days(text)
    if mask is None or not readings or readings[0].year is None:
        return None
    order = part_order(mask.group(1, 3, 5))
    if order is None:
        return None
    day = readings[0]
    if _NUMBERS.fullmatch(" ".join(text.split())) and len(readings) > 1 and order[0] == "day":
        day = readings[1]
    parts = {"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"}
    return f"{parts[order[0]]}{mask[2]}{parts[order[1]]}{mask[4]}{parts[order[2]]}"


def part_order(words: Sequence[str]) -> tuple[str, ...] | None:
    """Which part of a date each of three words of a mask stands for; None when they are not a day, month and year.

    >>> part_order(("tt", "mm", "jjjj")), part_order(("mm", "mm", "yyyy"))
    (('day', 'month', 'year'), None)
    """
    order = tuple("year" if len(word) == 4 else _PART_OF.get(word[:1].casefold(), "") for word in words)
    return order if sorted(order) == ["day", "month", "year"] else None


def _whole(text: str) -> list[date]:
    """The days that text which may begin with a weekday can mean, where it says all of them."""
    said = re.sub(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", "", " ".join(text.split()), flags=re.I)
    return [date(one.year, one.month, one.day) for one in days(said) if one.month and one.year]


def _exists(day: int, month: int, year: int | None) -> bool:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True
