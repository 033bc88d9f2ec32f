"""Brings a day or a time of day into its place, the way that the place takes it: typed, or chosen in a calendar.

A field that takes typing is typed into. One that does not, or that no field is, is clicked: the calendar that comes up
is read and turned, a month at a time, until the day can be clicked. A calendar that is there already is used as it is.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import replace

from grounding.geometry import Box, Point
from grounding.screen import NO_TEXT, Element, Look, Missed, ParsedScreen, Query, Role, State, Target
from planner.actions import Click, Literal, SetDate, TypeText
from planner.find import wanted
from planner.intents.calendars import Sheet, sheets
from planner.intents.expanding import NotPossible, Sighting, Single
from planner.intents.moments import Day, clock, days, holds_moment, in_mask, month_name_of, month_number

MOST_TURNS = 60
_SURELY_READ = 0.9
_OPENS_WITHIN_S = (0.0, 0.2, 0.3, 0.5, 0.7)
_TURNS_WITHIN_S = (0.0, 0.15, 0.3, 0.5, 0.8)
_TYPED_INTO = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.SPINNER})
_HOLDS = _TYPED_INTO | {Role.DROPDOWN}
_ONLY_SAYS = frozenset({Role.LABEL, Role.TEXT, Role.HEADING, Role.DIALOG, Role.TABLE, Role.GROUP})
_EMPTY_MASK = re.compile(
    r"\b(?:[ymdjtag]{2,4}\s*[./-]\s*){2}[ymdjtag]{2,4}\b|[-–—_]{1,2}\s*:\s*[-–—_]{1,2}|:\s*[-–—]+\s*[-–—]*", re.I
)
_CLOCKS = frozenset({"clock", "time"})
_TWO_PARTS = re.compile(r"[-–—_\d]{2}\s*:\s*[-–—_\d]{2}$")

Dating = Generator[Single, None, Element | None]
"""What is returned is the field, or the day in the calendar, that tells afterwards whether it was reached."""


def set_date(intent: SetDate, eye: Sighting) -> Dating:
    """Raises NotPossible."""
    if not isinstance(intent.value, Literal):
        raise NotPossible("A secret cannot be chosen as a date.")
    said = intent.value.text
    readings = days(said)
    screen = eye.parse(eye.look())
    field = _field(intent.place, said, screen, eye)
    if field is not None and any(field.element in (sheet.months, sheet.years) for sheet in sheets(screen)):
        field = None  # a list in the calendar's heading
    if sheets(screen) and readings and not (field is not None and _takes_typing(field.element)):
        return (yield from _in_calendar(readings, field, eye))
    if field is None:
        raise NotPossible(f"There is no field and no calendar “{intent.place.text}” for {said}.")
    typing = _takes_typing(field.element)
    if readings and (not typing or not (field.element.handle or _is_masked(field.element))):
        yield Single(act=Click(place=field.query), target=field)  # by sight alone, only this tells what it takes
        if _wait_for_sheets(eye):
            return (yield from _in_calendar(readings, field, eye))
    if not typing:
        raise NotPossible(f"“{intent.place.text}” takes no typing, and no calendar came up for {said}.")
    typed = TypeText(value=Literal(text=_as_typed(said, field.element)), place=field.query)
    yield Single(
        act=typed, target=replace(field, point=first_part(field.element.box)) if _is_masked(field.element) else field
    )
    if readings and not _holds(said, field, eye):
        if sheets(eye.parse(eye.look())):
            return (yield from _in_calendar(readings, field, eye))
        if _is_masked(field.element) and not field.element.handle:  # a mask of the page's own: it takes the signs too
            yield Single(act=typed, target=_as_it_is(field, eye))
    return field.element


# --- the field --------------------------------------------------------------------------------------------------------


def _field(place: Query, said: str, screen: ParsedScreen, eye: Sighting) -> Target | None:
    """What is called so; else, where no calendar is, the only field that shows the mask of a day or a time, or the
    only field."""
    query = wanted(SetDate(value=Literal(text=""), place=place))
    assert query is not None
    found = eye.find(query, patience_s=0.0).found
    if isinstance(found, Target) and found.element.role in _HOLDS:
        return found
    if sheets(screen) and days(said):
        return None
    masked = [
        e for e in screen.elements if _is_masked(e) and (":" in _says(e) or _has_clock(e)) is (clock(said) is not None)
    ]
    if len(masked) == 1:
        return _at(masked[0], query, screen)
    if isinstance(found, Target) and found.element.role not in _ONLY_SAYS:
        return found
    fields = [e for e in screen.elements if e.role is Role.TEXT_FIELD and e.enabled]
    if len(fields) == 1:
        return _at(fields[0], query, screen)
    if isinstance(found, Missed):
        found = eye.find(query, patience_s=6.0).found
    return found if isinstance(found, Target) and found.element.role is not Role.HEADING else None


def _at(element: Element, query: Query, screen: ParsedScreen) -> Target:
    return Target(
        screenshot_id=screen.screenshot.id,
        query=query,
        element=element,
        point=element.box.clipped(screen.screenshot.box).center,
        score=element.confidence,
        why="it is the only one of its kind",
    )


def _takes_typing(element: Element) -> bool:
    return State.READ_ONLY not in element.state and (element.role in _TYPED_INTO or _is_masked(element))


def _is_masked(element: Element) -> bool:
    return bool(_EMPTY_MASK.search(_says(element))) or _has_clock(element)


def _has_clock(element: Element) -> bool:
    """A wide box without a word but with a clock on it: an empty field for a time, whose dashes were not read."""
    wide = element.box.width >= 3 * element.box.height
    return wide and not _says(element) and element.meaning is not None and element.meaning.name in _CLOCKS


def first_part(box: Box) -> Point:
    """Where a masked field's first part lies: a click selects the part that it hits."""
    return Point(box.left + min(box.width // 2, box.height // 2 + 2), box.center.y)


def _says(element: Element) -> str:
    return f"{element.value} {element.hint} {element.text}".strip()


def _holds(said: str, field: Target, eye: Sighting) -> bool:
    """Whether it shows the moment, or digits that are not far from it: those were misread rather than mistyped."""
    look = eye.look()
    lines = eye.read(look, field.element.box)
    if not field.element.handle and any(line.confidence < _SURELY_READ for line in lines):
        shown = " ".join(eye.read_again(look, lines))  # the part that is typed into is marked, and hard to read
    else:
        shown = " ".join(line.text for line in lines)
    if field.element.handle:
        now = eye.find(field.query, patience_s=0.0).found
        shown = now.element.value if isinstance(now, Target) else shown
    wrote = [c for c in in_mask(said, _says(field.element)) or said if c.isdigit()]
    reads = [c for c in shown if c.isdigit()]
    nearly = len(reads) >= len(wrote) - 1 and "".join(wrote[: len(wrote) // 2]) == "".join(reads[: len(wrote) // 2])
    return holds_moment(said, shown) or nearly


def _as_it_is(field: Target, eye: Sighting) -> Target:
    """The field with what it shows by now; what was typed is not its mask any more."""
    now = [e for e in eye.parse(eye.look()).elements if e.box.iou(field.element.box) > 0.5]
    return replace(field, element=now[0] if now else replace(field.element, value=NO_TEXT, hint=NO_TEXT, text=NO_TEXT))


def _as_typed(said: str, element: Element) -> str:
    """In the order of the mask that it shows. A time, in a field that is only seen, as its parts take it one by one."""
    shown = _says(element)
    time = clock(said)
    if time is None or element.handle or not _is_masked(element):
        return in_mask(said, shown) or said
    return f"{time:%H%M}" if _TWO_PARTS.search(shown) else f"{time:%I%M%p}"


# --- the calendar -----------------------------------------------------------------------------------------------------


def _wait_for_sheets(eye: Sighting) -> tuple[Sheet, ...]:
    for pause_s in _OPENS_WITHIN_S:
        eye.wait(pause_s)
        found = sheets(eye.parse(eye.look()))
        if found:
            return found
    return ()


def _in_calendar(readings: tuple[Day, ...], field: Target | None, eye: Sighting) -> Dating:
    shown = _wait_for_sheets(eye)
    day = readings[0]
    for _ in range(MOST_TURNS):
        if not shown:
            raise NotPossible("The calendar cannot be read any more.")
        there = next((sheet for sheet in shown if _is_month(sheet, day)), None)
        if there is not None:
            element = there.days.get(day.day)
            if element is None or State.DISABLED in element.state:
                raise NotPossible(f"The calendar offers no {day.day} {month_name_of(there.month.number)}.")
            yield Single(act=Click(place=Query(text=str(day.day), exact=True)), target=_in(element, eye.look()))
            return field.element if field is not None else element
        later = _months_away(shown[-1], day) > 0
        arrow = shown[-1].later if later else shown[0].earlier
        listed = list(_by_lists(shown[0], day, eye.look())) if len(shown) == 1 else []
        if listed:
            yield from listed
            shown = _turned(shown, eye)
            continue
        if arrow is None:
            raise NotPossible(f"The calendar shows {_said(shown[0])} and nothing to turn it with.")
        turn = Query(text="next month" if later else "previous month")
        yield Single(act=Click(place=turn), target=_in(arrow, eye.look()))
        turned = _turned(shown, eye)
        if not turned:
            raise NotPossible(f"The calendar does not go {'beyond' if later else 'before'} {_said(shown[0])}.")
        shown = turned
    raise NotPossible(f"The calendar was turned {MOST_TURNS} times and shows {_said(shown[0])}.")


def _by_lists(sheet: Sheet, day: Day, look: Look) -> Iterator[Single]:
    """Where the heading is made of lists that the browser or an application opens: typed into, as a person does."""
    if sheet.months is not None and day.month is not None and day.month != sheet.month.number:
        name = next((o for o in sheet.months.options if month_number(o) == day.month), month_name_of(day.month))
        yield _typed(name, sheet.months, look)
    if sheet.years is not None and day.year is not None and day.year != sheet.month.year:
        yield _typed(str(day.year), sheet.years, look)


def _typed(option: str, box: Element, look: Look) -> Single:
    place = Query(text=box.text, role=Role.DROPDOWN)
    return Single(act=TypeText(value=Literal(text=option), place=place), target=_in(box, look))


def _in(element: Element, look: Look) -> Target:
    return Target(
        screenshot_id=look.screenshot.id,
        query=Query(text=element.text),
        element=element,
        point=element.box.clipped(look.screenshot.box).center,
        score=element.confidence,
        why="its place in the calendar says so",
    )


def _is_month(sheet: Sheet, day: Day) -> bool:
    return day.month in (None, sheet.month.number) and day.year in (None, sheet.month.year)


def _months_away(sheet: Sheet, day: Day) -> int:
    """A day without a year is the one of the year that is shown."""
    month = day.month or sheet.month.number
    return (day.year or sheet.month.year) * 12 + month - 1 - sheet.month.index


def _turned(before: tuple[Sheet, ...], eye: Sighting) -> tuple[Sheet, ...]:
    """The months that are shown once they are others than before; none when it stays as it was."""
    for pause_s in _TURNS_WITHIN_S:
        eye.wait(pause_s)
        now = sheets(eye.parse(eye.look()))
        if now and [one.month for one in now] != [one.month for one in before]:
            return now
    return ()


def _said(sheet: Sheet) -> str:
    return f"{month_name_of(sheet.month.number)} {sheet.month.year}"
