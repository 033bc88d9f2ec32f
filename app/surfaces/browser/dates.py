"""Dates and times for the browser's own date fields: text to its parts, and the parts in the order they are typed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from grounding.screen import Element
from planner.errors import ActFailed
from planner.intents.moments import part_order

KINDS: Final = ("date", "time", "datetime-local", "month", "week")
_DATES: Final = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y")
_TIMES: Final = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p")
ORDERS: Final = (("month", "day", "year"), ("day", "month", "year"), ("year", "month", "day"))


@dataclass(frozen=True, kw_only=True)
class Moment:
    """value: what the field holds afterwards, as HTML writes it. week: year and number."""

    value: str
    day: date | None = None
    clock: time | None = None
    week: tuple[int, int] | None = None


def moment(kind: str, text: str, order: tuple[str, ...] = ()) -> Moment:
    """Raises ActFailed when the text is not one of the unambiguous ways to write it.

    order: in which the field shows its parts; digits alone ("03/05/2027") are read in it, unless only the other fits.

    >>> moment("date", "24 December 2026").value, moment("time", "2:30 pm").value
    ('2026-12-24', '14:30')
    >>> moment("date", "03/05/2027", ("day", "month", "year")).value, moment("date", "24/12/2026", ORDERS[0]).value
    ('2027-05-03', '2026-12-24')
    """
    text = " ".join(text.split())
    if kind == "week" and (found := re.fullmatch(r"(\d{4})-?W(\d{1,2})", text, re.I)):
        year, week = int(found[1]), int(found[2])
        return Moment(value=f"{year}-W{week:02}", week=(year, week))
    if kind == "month" and (found := re.fullmatch(r"(\d{4})-(\d{1,2})", text)):
        day = _day(f"{text}-1")
        if day is not None:
            return Moment(value=f"{day:%Y-%m}", day=day)
    if kind == "month" and (day := _day(f"1 {text}")) is not None:
        return Moment(value=f"{day:%Y-%m}", day=day)
    if kind == "date" and (day := _day(text) or _day_by_order(text, order)) is not None:
        return Moment(value=day.isoformat(), day=day)
    if kind == "time" and (clock := _clock(text)) is not None:
        return Moment(value=_written(clock), clock=clock)
    if kind == "datetime-local":
        for separator in ("T", " at ", ", ", " "):
            for cut in [at.start() for at in re.finditer(re.escape(separator), text)]:
                day, clock = _day(text[:cut]), _clock(text[cut + len(separator) :])
                if day is not None and clock is not None:
                    return Moment(value=f"{day.isoformat()}T{_written(clock)}", day=day, clock=clock)
    example = {"date": "2026-12-24", "time": "14:30", "month": "2026-12", "week": "2026-W52"}.get(
        kind, "2026-12-24T14:30"
    )
    raise ActFailed(f"“{text}” cannot be put into this {kind} field; write it like {example}.")


def parts(wanted: Moment, order: tuple[str, ...], *, twelve_hours: bool) -> list[str]:
    """What is typed into the field's parts, first to last.

    >>> parts(moment("date", "2026-12-24"), ("day", "month", "year"), twelve_hours=False)
    ['24', '12', '2026']
    """
    typed: list[str] = []
    if wanted.week is not None:
        typed += [f"{wanted.week[1]:02}", f"{wanted.week[0]:04}"]
    if wanted.day is not None:
        named = {"year": f"{wanted.day.year:04}", "month": f"{wanted.day.month:02}", "day": f"{wanted.day.day:02}"}
        typed += [named[name] for name in order if name in named and (name != "day" or wanted.value[7:8] == "-")]
    if wanted.clock is not None:
        hour = (wanted.clock.hour % 12 or 12) if twelve_hours else wanted.clock.hour
        typed += [f"{hour:02}", f"{wanted.clock.minute:02}"]
        if wanted.clock.second:
            typed.append(f"{wanted.clock.second:02}")
        if twelve_hours:
            typed.append("p" if wanted.clock.hour >= 12 else "a")
    return typed


def order_shown(pattern: str) -> tuple[str, ...] | None:
    """The order that an empty date field shows ("mm/dd/yyyy"), for when there are only pixels.

    >>> order_shown("tt.mm.jjjj"), order_shown("Name")
    (('day', 'month', 'year'), None)
    """
    found = re.findall(r"[a-z]+", pattern.casefold())
    if len(found) != 3 or any(len(set(word)) != 1 for word in found):
        return None
    return part_order(found)


def parts_as_shown(element: Element, text: str) -> list[str] | None:
    """What to type for a date into a field of which only the picture is known; None when it shows no empty date."""
    order = next((order for said in (element.value, element.text, element.hint) if (order := order_shown(said))), None)
    said = " ".join(text.split())
    day = _day(said) or _day_by_order(said, order or ())
    return parts(Moment(value=day.isoformat(), day=day), order, twelve_hours=False) if order and day else None


def same(value: str, wanted: Moment) -> bool:
    """Whether a field's value is the wanted one; a field may leave zero seconds out or write them."""
    return value == wanted.value or value in (f"{wanted.value}:00", f"{wanted.value}:00.000")


def _day(text: str) -> date | None:
    for pattern in _DATES:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day in a form has no zone
        except ValueError:
            continue
    return None


def _day_by_order(text: str, order: tuple[str, ...]) -> date | None:
    if not order:
        return None
    month_first, day_first = ("%m/%d/%Y", "%m-%d-%Y"), ("%d/%m/%Y", "%d-%m-%Y")
    first = order.index("month") < order.index("day")
    for pattern in (*month_first, *day_first) if first else (*day_first, *month_first):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day in a form has no zone
        except ValueError:
            continue
    return None


def _clock(text: str) -> time | None:
    for pattern in _TIMES:
        try:
            return datetime.strptime(text.upper().replace(".", ""), pattern).time()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _written(clock: time) -> str:
    return f"{clock:%H:%M:%S}" if clock.second else f"{clock:%H:%M}"
