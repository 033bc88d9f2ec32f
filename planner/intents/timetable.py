"""A day as a timetable shows it: hours down its side, and what is planned in blocks beside them.

Decision: the hours are told by their words alone; two of them say where every minute lies. An entry is drawn with the
mouse from its beginning to its end, in the column beside the hours, where nothing is planned yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grounding.geometry import Box, Point
from grounding.screen import Element, Figure, Form, ParsedScreen, Query
from planner.actions import Direction, Drag, Scroll
from planner.find import Stretch
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.moments import clock
from planner.intents.seen import at_point
from planner.things import PlanInDay

FEWEST_HOURS = 3
MOST_SCROLLS = 12
_ALIGNED = 14
_BESIDE = 40
"""So far beside the hours, at the most, the mouse draws: how wide the column is, is seldom told."""
MOST_PLANNED = 8 * 60
"""What is longer, in minutes, is the column itself."""
_PAPER = 240
"""What is as pale as that is a stripe of the column: every other hour may have one."""
_BLOCKS = frozenset({Form.RECTANGLE, Form.SQUARE})
_STEP = 30
_WITHIN = 0.2
"""By so much of half an hour the mouse stays inside of its first and last half hour."""


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """hours: the words down the side, each with its minute of the day. zero, per_minute: where a minute lies."""

    hours: tuple[tuple[int, Element], ...]
    zero: float
    per_minute: float
    column: tuple[int, int]

    @property
    def across(self) -> int:
        """Where the mouse draws."""
        return self.column[0] + min(_BESIDE, (self.column[1] - self.column[0]) // 2)

    def y(self, minute: float) -> int:
        return round(self.zero + minute * self.per_minute)

    def stretch(self, start: int, end: int) -> Box:
        return Box(self.column[0], self.y(start), self.column[1], self.y(end))


def timetable(screen: ParsedScreen) -> Timetable | None:
    """None where no hours stand in a column."""
    told = [(minute, e) for e in screen.elements if (minute := _minute(e.text)) is not None]
    columns = [[pair for pair in told if _in_column(pair[1], one)] for _, one in told]
    longest: list[tuple[int, Element]] = max(columns, key=len, default=[])
    hours = sorted(longest, key=lambda pair: pair[1].box.top)
    hours = [pair for at, pair in enumerate(hours) if at == 0 or pair[0] > hours[at - 1][0]]
    if len(hours) < FEWEST_HOURS:
        return None
    (first, top), (last, bottom) = hours[0], hours[-1]
    per_minute = (bottom.box.top - top.box.top) / (last - first)
    zero = top.box.top - first * per_minute
    if per_minute <= 0 or any(abs(zero + m * per_minute - e.box.top) > 20 * per_minute + 3 for m, e in hours):
        return None
    left = max(e.box.right for _, e in hours) + 4
    return Timetable(
        hours=tuple(hours), zero=zero, per_minute=per_minute, column=(left, _right_edge(left, hours, screen))
    )


def _in_column(one: Element, other: Element) -> bool:
    return min(abs(one.box.right - other.box.right), abs(one.box.left - other.box.left)) <= _ALIGNED


def _right_edge(left: int, hours: Sequence[tuple[int, Element]], screen: ParsedScreen) -> int:
    """Of the column: of the smallest thing that holds all the hours; else of the picture."""
    around = [e.box for e in screen.elements if all(e.box.contains(h.box.center) for _, h in hours)]
    smallest = min(around, key=lambda box: box.area, default=screen.screenshot.box)
    return max(left + 20, min(smallest.right, screen.screenshot.box.right) - 8)


def _minute(text: str) -> int | None:
    said = text.strip()
    time = clock(said) or clock(said.replace(" ", ""))
    return None if time is None else time.hour * 60 + time.minute


def plan_in_day(intent: PlanInDay, eye: Sighting) -> Singles:
    """Raises NotPossible where nothing so long is free in that time."""
    for _ in range(MOST_SCROLLS):
        look = eye.look()
        screen = eye.parse(look)
        table = timetable(screen)
        if table is None:
            raise NotPossible("There is no timetable of a day in sight.")
        seen = (table.hours[0][0], table.hours[-1][0] + round(_rest(table, screen) / table.per_minute))
        start = _free(intent, table, _planned(table, screen, eye.figures(look)), seen)
        if start is not None:
            yield _drawn(start, start + intent.minutes, table, eye)
            return
        if seen[0] <= intent.earliest and intent.latest <= seen[1]:
            raise NotPossible(f"Nothing is free for {intent.minutes} minutes in that time.")
        over = table.hours[len(table.hours) // 2][1]
        way = Direction.DOWN if seen[1] < intent.latest and seen[0] <= intent.earliest else Direction.UP
        way = Direction.DOWN if intent.earliest > seen[1] - intent.minutes else way
        target = aimed_at(over, over.text, look)
        yield Single(act=Scroll(direction=way, amount=1, place=target.query), target=target)
        if eye.changed(look, eye.look()) == ():
            break
    raise NotPossible("The time that is meant does not come into sight.")


def _rest(table: Timetable, screen: ParsedScreen) -> float:
    """What of the last hour in sight surely is in sight: up to the edge of what holds the timetable, where that is
    told; else no more than its own words."""
    last = table.hours[-1][1].box
    around = [e.box for e in screen.elements if all(e.box.contains(h.box.center) for _, h in table.hours)]
    if not around:
        return float(last.height)
    edge = min(min(around, key=lambda box: box.area).bottom, screen.screenshot.box.bottom)
    return max(0.0, min(edge - 4 - last.top, 60 * table.per_minute))


def _planned(table: Timetable, screen: ParsedScreen, figures: Sequence[Figure]) -> list[Box]:
    """What is written in the column, and the blocks that are drawn there: the words of an entry fill little of it."""
    words = [e.box for e in screen.elements if e.text.strip() and _minute(e.text) is None]
    filled = [figure for figure in figures if figure.form in _BLOCKS and not figure.hollow]
    blocks = [figure.box for figure in filled if min(figure.rgb) < _PAPER]
    blocks = [box for box in blocks if box.left <= table.across <= box.right]  # and no scroll bar
    hours = [e.box.center for _, e in table.hours]
    return [
        box
        for box in (*words, *blocks)
        if table.column[0] <= box.center.x <= table.column[1]
        and box.height < MOST_PLANNED * table.per_minute
        and not any(map(box.contains, hours))
    ]


def _free(intent: PlanInDay, table: Timetable, planned: Sequence[Box], seen: tuple[int, int]) -> int | None:
    """The earliest beginning that is in sight and free."""
    for start in range(intent.earliest, intent.latest - intent.minutes + 1, _STEP):
        place = table.stretch(start, start + intent.minutes)
        inner = Box(place.left, place.top + 3, place.right, place.bottom - 3)
        in_sight = seen[0] <= start and start + intent.minutes <= seen[1]
        if in_sight and not any(box.clipped(inner).area > 0 for box in planned):
            return start
    return None


def _drawn(start: int, end: int, table: Timetable, eye: Sighting) -> Single:
    look = eye.look()
    edge = max(2, round(_STEP * table.per_minute * _WITHIN))
    place = table.stretch(start, end)
    first, last = Point(table.across, place.top + edge), Point(table.across, place.bottom - edge)
    begins, ends = at_point(first, _said(start), look), at_point(last, _said(end), look)
    way = tuple((0, round((last.y - first.y) * part / 4)) for part in (1, 2, 3))
    act = Drag(start=Query(text=_said(start)), end=Query(text=_said(end)), through=way)
    return Single(act=act, target=Stretch(start=begins, end=ends))


def _said(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
