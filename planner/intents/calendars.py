"""A month as a calendar on the screen shows it: its heading, its days in seven columns, the arrows beside the heading.

Decision: the days are told by their order. Numbers that stand in a grid of seven columns agree on which column the
first of the month has; that says where every day lies, also one that was misread, and leaves out those of the months
before and after.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Meaning, ParsedScreen, Role, ScreenText, State
from planner.intents.moments import Month, day_named, month_headed, month_number

FEWEST_DAYS = 15
FEWEST_ROWS = 3
"""So many rows tell where the others are."""
_SURE = 0.5
_DAY = re.compile(r"[0-3]?\d")
_PRESSED_FIRST = (Role.LINK, Role.BUTTON, Role.CELL)
_EARLIER = re.compile(r"\bprev|\bearlier|\bbefore\b|\bback\b|^[‹<◀←◂⟨❮]$", re.I)
_LATER = re.compile(r"\bnext\b|\blater\b|\bforward\b|^[›>▶→▸⟩❯]$", re.I)
_BY_YEARS = re.compile(r"year|^(?:<<|>>|«|»|⟪|⟫)$", re.I)
_TURNED_BY = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.IMAGE, Role.TEXT, Role.MENU_ITEM})


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One month. days: every day's element, where it was seen or where it has to be. box: of heading and days.

    earlier, later: what turns to the month before and after. months, years: lists to choose them from, where the
    heading is made of such.
    """

    month: Month
    days: dict[int, Element]
    box: Box
    earlier: Element | None
    later: Element | None
    months: Element | None = None
    years: Element | None = None


@dataclass(frozen=True, kw_only=True)
class _Grid:
    """columns, rows: the centres. first: the place of the first of the month, counted row by row."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    first: int
    seen: dict[int, Element]
    height: int

    @property
    def pitch(self) -> int:
        return max(4, (self.columns[-1] - self.columns[0]) // 6)

    def row(self, number: int) -> int:
        """The middle of a row; also of one further down, of which nothing was read."""
        last = len(self.rows) - 1
        if number <= last:
            return self.rows[number]
        return self.rows[last] + (number - last) * (self.rows[last] - self.rows[0]) // last

    @property
    def box(self) -> Box:
        half, tall = self.pitch // 2, self.height // 2
        return Box(self.columns[0] - half, self.rows[0] - tall, self.columns[-1] + half, self.rows[-1] + tall)


def sheets(screen: ParsedScreen) -> tuple[Sheet, ...]:
    """The months that are shown, from left to right; none when there is no calendar."""
    found = [_sheet(grid, screen) for grid in _grids(screen.elements)]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.month.index))


# --- the days ---------------------------------------------------------------------------------------------------------


def _grids(elements: Sequence[Element]) -> list[_Grid]:
    numbered = _numbered(elements)
    if len(numbered) < FEWEST_DAYS:
        return []
    widths = sorted(e.box.width for e, _ in numbered)
    heights = sorted(e.box.height for e, _ in numbered)
    columns = _clusters([e.box.center.x for e, _ in numbered], apart=max(4, widths[len(widths) // 2] // 2))
    grids = []
    for group in _sevens(columns):
        reach = (group[-1] - group[0]) // 12
        own = [one for one in numbered if group[0] - reach <= one[0].box.center.x <= group[-1] + reach]
        rows = _clusters([e.box.center.y for e, _ in own], apart=max(4, heights[len(heights) // 2] // 2))
        grid = _grid(own, group, tuple(rows), heights[len(heights) // 2])
        if grid is not None:
            grids.append(grid)
    return grids


def _numbered(elements: Sequence[Element]) -> list[tuple[Element, int]]:
    """The elements that show a day's number; of several at one place the one that is pressed."""
    found: list[tuple[Element, int]] = []
    for element in sorted(elements, key=_rank):
        day = _day_of(element)
        if day is not None and not any(other.box.contains(element.box.center) for other, _ in found):
            found.append((element, day))
    return found


def _rank(element: Element) -> int:
    return _PRESSED_FIRST.index(element.role) if element.role in _PRESSED_FIRST else len(_PRESSED_FIRST)


def _day_of(element: Element) -> int | None:
    said = element.text.strip()
    if _DAY.fullmatch(said):
        number = int(said)
    elif (named := day_named(said)) is not None:
        number = named.day
    else:
        return None
    return number if 1 <= number <= 31 else None


def _clusters(values: Sequence[int], *, apart: int) -> list[int]:
    """The middles of values that lie together.

    >>> _clusters([10, 11, 30, 31, 50], apart=5)
    [10, 30, 50]
    """
    groups: list[list[int]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= apart:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) // len(group) for group in groups]


def _sevens(columns: list[int]) -> list[tuple[int, ...]]:
    """Seven columns at even distances, as often as they are there; other numbers stand at other distances."""
    found: list[tuple[int, ...]] = []
    at = 0
    while at + 7 <= len(columns):
        seven = columns[at : at + 7]
        steps = [right - left for left, right in pairwise(seven)]
        if max(steps) <= 1.35 * min(steps) + 4:
            found.append(tuple(seven))
            at += 7
        else:
            at += 1
    return found


def _grid(
    numbered: list[tuple[Element, int]], columns: tuple[int, ...], rows: tuple[int, ...], height: int
) -> _Grid | None:
    """None when the numbers do not count on from place to place."""
    placed = [(_nearest(rows, e.box.center.y) * 7 + _nearest(columns, e.box.center.x), day, e) for e, day in numbered]
    firsts = Counter(place - day + 1 for place, day, _ in placed)
    if not firsts:
        return None
    first, votes = firsts.most_common(1)[0]
    if votes < FEWEST_DAYS or not 0 <= first < 14:
        return None
    seen = {day: e for place, day, e in placed if place - day + 1 == first}
    # A number that stands above the days, as an arrow may be read, makes no row of them.
    above = min(place for place, day, _ in placed if place - day + 1 == first) // 7
    return _Grid(columns=columns, rows=rows[above:], first=first - 7 * above, seen=seen, height=height)


def _nearest(centres: tuple[int, ...], value: int) -> int:
    return min(range(len(centres)), key=lambda at: abs(centres[at] - value))


def _days(grid: _Grid, length: int, look: str) -> dict[int, Element]:
    days: dict[int, Element] = {}
    for day in range(1, length + 1):
        row, column = divmod(grid.first + day - 1, 7)
        if day in grid.seen:
            days[day] = grid.seen[day]
        elif row < len(grid.rows) or len(grid.rows) >= FEWEST_ROWS:
            half, tall = grid.pitch * 2 // 5, grid.height // 2
            x, y = grid.columns[column], grid.row(row)
            days[day] = Element(
                id=ElementId(f"{look}-day-{day}"),
                box=Box(x - half, y - tall, x + half, y + tall),
                role=Role.CELL,
                text=ScreenText(str(day)),
                confidence=0.5,
                found_by=FoundBy.VISION,
            )
    return days


# --- heading and arrows -----------------------------------------------------------------------------------------------


def _sheet(grid: _Grid, screen: ParsedScreen) -> Sheet | None:
    room = 5 * max(grid.pitch, grid.height)
    box = grid.box
    above = Box(box.left - grid.pitch // 2, box.top - room, box.right + grid.pitch // 2, box.top)
    over = [e for e in screen.elements if above.contains(e.box.center)]
    heading = _heading(over) or _told_by_days(grid, over)
    if heading is None:
        return None
    month, parts = heading
    title = _around([e.text_box or e.box for e in parts])
    others = [e for e in screen.elements if e not in parts]
    earlier, later = _arrows(title, grid, others)
    earlier, later = _meaning(earlier, "previous month"), _meaning(later, "next month")
    lists = [e for e in parts if e.role is Role.DROPDOWN]
    return Sheet(
        month=month,
        days=_days(grid, _length(month), screen.screenshot.id),
        box=_around([title, *(e.box for e in grid.seen.values())]),
        earlier=earlier,
        later=later,
        months=next((e for e in lists if month_number(_shown(e))), None),
        years=next((e for e in lists if re.fullmatch(r"\d{4}", _shown(e))), None),
    )


def _heading(over: list[Element]) -> tuple[Month, list[Element]] | None:
    """The lowest text that names a month and its year, or one of each in a row."""
    for element in sorted(over, key=lambda e: (-e.box.center.y, e.box.area)):
        month = month_headed(_shown(element))
        if month is not None and len(_shown(element)) < 40:
            return month, [element]
    for named in (e for e in over if month_number(_shown(e))):
        beside = [e for e in over if abs(e.box.center.y - named.box.center.y) <= named.box.height]
        year = next((e for e in beside if re.fullmatch(r"[12]\d{3}", _shown(e))), None)
        number = month_number(_shown(named))
        if year is not None and number is not None:
            return Month(year=int(_shown(year)), number=number), [named, year]
    return None


def _told_by_days(grid: _Grid, over: list[Element]) -> tuple[Month, list[Element]] | None:
    """Days that are named in full tell the month too, also where its heading was not read."""
    for element in grid.seen.values():
        day = day_named(element.text)
        if day is not None and day.month is not None and day.year is not None:
            top = grid.box.top - 2 * grid.height
            title = [e for e in over if e.text and e.box.center.y <= top] or [element]
            return Month(year=day.year, number=day.month), title[:1]
    return None


def _shown(element: Element) -> str:
    return (element.value or element.text).strip()


def _length(month: Month) -> int:
    return monthrange(month.year, month.number)[1]


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _arrows(title: Box, grid: _Grid, elements: Sequence[Element]) -> tuple[Element | None, Element | None]:
    """By what they are called, else the nearest to either side of the heading, else the first and second beside it."""
    reach = max(title.height, grid.pitch // 2)
    left, right = grid.box.left - grid.pitch // 2, grid.box.right + grid.pitch // 2
    beside = [
        e
        for e in elements
        if e.role in _TURNED_BY
        and State.DISABLED not in e.state
        and abs(e.box.center.y - title.center.y) <= reach
        and left <= e.box.center.x <= right
        and e.box.width <= 3 * grid.pitch
        and not _BY_YEARS.search(_called(e))
        and month_headed(_shown(e)) is None
    ]
    earlier = next((e for e in beside if _EARLIER.search(_called(e))), None)
    later = next((e for e in beside if _LATER.search(_called(e))), None)
    rest = sorted((e for e in beside if e.role is not Role.TEXT and e not in (earlier, later)), key=_middle)
    before = [e for e in rest if e.box.center.x < title.center.x]
    after = [e for e in rest if e.box.center.x > title.center.x]
    if before and after:
        return earlier or before[-1], later or after[0]
    if earlier is None and later is None and len(rest) >= 2:
        return rest[0], rest[1]
    earlier, later = earlier or (before[-1] if before else None), later or (after[0] if after else None)
    return earlier or _mirrored(later, grid), later or _mirrored(earlier, grid)


def _meaning(arrow: Element | None, name: str) -> Element | None:
    """With what it does, as its place tells, where nothing else does; a drawing that is hardly told tells nothing."""
    drawn = arrow is not None and arrow.meaning is not None and arrow.meaning.confidence >= _SURE
    if arrow is None or arrow.text or arrow.hint or drawn:
        return arrow
    return replace(arrow, meaning=Meaning(name=name, confidence=arrow.confidence))


def _middle(element: Element) -> int:
    return element.box.center.x


def _called(element: Element) -> str:
    meaning = element.meaning.name if element.meaning is not None else ""
    return " ".join(part for part in (element.text.strip(), element.hint.strip()) if part) or meaning


def _mirrored(arrow: Element | None, grid: _Grid) -> Element | None:
    """Where the other arrow has to be, when only one of the two was seen."""
    if arrow is None:
        return None
    across = 2 * grid.box.center.x - arrow.box.center.x - arrow.box.width // 2
    box = Box(across, arrow.box.top, across + arrow.box.width, arrow.box.bottom)
    return Element(
        id=ElementId(f"{arrow.id}-mirrored"),
        box=box,
        role=Role.ICON_BUTTON,
        confidence=0.3,
        found_by=FoundBy.VISION,
    )
