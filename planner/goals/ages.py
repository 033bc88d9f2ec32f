"""Which of several things is the oldest, where each shows a day: "12 Nov", "3 May 2026, 10:30"; a clock alone is today.

Decision: days without a year are of the last twelve months. Where such a list goes backwards and then jumps far
forwards ("2 Jan", "30 Dec"), what follows is of the year before.
"""

import re
from collections.abc import Sequence

from planner.intents.moments import Day, clock, days

_PARTS = re.compile(r"\s*(?:,|·|\bat\b|\||\s{2,})\s*|\s(?=\d{1,2}:\d{2})")
_MONTH, _YEAR, _HALF = 31, 372, 186
_NOW = 9999


def ages(things: Sequence[Sequence[str]]) -> list[float] | None:
    """For the texts of each thing a number that grows with time; None where one of them shows no moment, or none a day.

    >>> ages([["Lunch", "25 Nov"], ["Notes", "12 Nov"]]) == sorted(ages([["Lunch", "25 Nov"], ["Notes", "12 Nov"]]))
    False
    >>> first, last = ages([["2 Jan"], ["30 Dec"]])
    >>> first > last
    True
    >>> ages([["Lunch"], ["12 Nov"]]) is None
    True
    """
    moments = [_moment(texts) for texts in things]
    if any(moment is None for moment in moments) or not any(moment and moment[0] for moment in moments):
        return None
    told: list[float] = []
    back = 0
    before: int | None = None
    for moment in moments:
        assert moment is not None
        day, minutes = moment
        number = (_NOW + 1) * _YEAR if day is None else _number(day)
        if day is not None and day.year is None:
            back += _YEAR if before is not None and number - before > _HALF else 0
            before = number
            number -= back
        told.append(number + minutes / 1440)
    return told


def _number(day: Day) -> int:
    year: int = day.year or _NOW
    return year * _YEAR + (day.month or 0) * _MONTH + day.day


def _moment(texts: Sequence[str]) -> tuple[Day | None, int] | None:
    parts = [part for text in texts for part in (text, *_PARTS.split(text)) if part]
    day = next((meant[0] for part in parts if (meant := days(part))), None)
    time = next((told for part in parts if (told := clock(part)) is not None), None)
    minutes = time.hour * 60 + time.minute if time is not None else 0
    return None if day is None and time is None else (day, minutes)
