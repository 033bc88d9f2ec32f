"""Where the wheel may turn, and how far: over ground that moves, never over what would take it for its own value."""

from collections import Counter
from typing import Final

from grounding.geometry import Box, Point
from grounding.screen import Element, ElementId, FoundBy, ParsedScreen, Query, Role, Target
from planner.actions import Direction, Scroll

TAKES_WHEEL: Final = frozenset({Role.SPINNER, Role.SLIDER, Role.DROPDOWN, Role.TEXT_AREA, Role.SCROLLBAR})
"""A number field under the pointer counts up and down, a list chooses, a text area moves alone."""
PIXELS_PER_NOTCH: Final = 100
_MOST_NOTCHES: Final = 30
_UPRIGHT: Final = frozenset({Direction.UP, Direction.DOWN})
_LINED_UP: Final = 3
_EVERY: Final = 24
_EDGE: Final = 8
_MARGIN: Final = 3
_DOCUMENT: Final = 0.4


def scrolling_lists(screen: ParsedScreen) -> tuple[Element, ...]:
    """The lists that are seen to scroll by themselves: the eyes know a list by its scroll bar."""
    return tuple(one for one in screen.elements if one.role is Role.LIST and one.found_by is FoundBy.VISION)


def ground(screen: ParsedScreen, *, across: bool = False) -> Target | None:
    """The point nearest to the middle of the window in front where no such thing is nor comes while the ground moves;
    None when the middle is such a point, or no point is. across: the wheel turns sideways."""
    area = _area(screen)
    lists = scrolling_lists(screen)
    takers = [
        one.box.grown(_MARGIN)
        for one in screen.elements
        if (one.role in TAKES_WHEEL or one in lists) and not _is_ground(one, area)
    ]
    lanes = [_lane(box, area, across=across) for box in takers]
    middle = area.center
    if not any(lane.contains(middle) for lane in lanes):
        return None
    points = [Point(x, y) for x in range(area.left + _EDGE, area.right, _EVERY) for y in _down(area)]
    free = [point for point in points if not any(lane.contains(point) for lane in lanes)]
    free = free or [point for point in points if not any(box.contains(point) for box in takers)]
    if not free:
        return None
    nearest = min(free, key=lambda point: (point.x - middle.x) ** 2 + (point.y - middle.y) ** 2)
    element = Element(id=ElementId("ground"), box=area, role=Role.DOCUMENT, found_by=FoundBy.STRUCTURE)
    return Target(
        screenshot_id=screen.screenshot.id,
        query=Query(role=Role.DOCUMENT),
        element=element,
        point=nearest,
        score=1.0,
        why="nothing there takes the wheel",
    )


def _is_ground(element: Element, area: Box) -> bool:
    """A document that fills its window is what there is to scroll."""
    return element.role in (Role.TEXT_AREA, Role.LIST) and element.box.clipped(area).area > _DOCUMENT * area.area


def _lane(box: Box, area: Box, *, across: bool) -> Box:
    """Where a thing comes by while the ground moves under the pointer."""
    if across:
        return Box(area.left, box.top, area.right, box.bottom)
    return Box(box.left, area.top, box.right, area.bottom)


def _down(area: Box) -> range:
    return range(area.top + _EVERY, area.bottom, _EVERY)


def _area(screen: ParsedScreen) -> Box:
    whole = screen.screenshot.box
    active = next((one.box for one in screen.surroundings.windows if one.active and one.box.area), None)
    clipped = active.clipped(whole) if active is not None else whole
    return clipped if clipped.area else whole


def notch_of(scroll: Scroll, before: ParsedScreen, after: ParsedScreen) -> float | None:
    """Pixels that one notch came to: by how far what has one name in both moved. None: nothing tells."""
    old, new = _tops(before), _tops(after)
    ways = sorted(abs(new[name] - old[name]) for name in old.keys() & new.keys() if new[name] != old[name])
    return ways[len(ways) // 2] / scroll.amount if ways and scroll.direction in _UPRIGHT else None


def _tops(screen: ParsedScreen) -> dict[tuple[Role, str], int]:
    """Where those stand whose name no other has."""
    named = [e for e in (*screen.elements, *screen.beyond) if e.text and e.handle]
    often = Counter((e.role, e.text) for e in named)
    return {(e.role, e.text): e.box.top for e in named if often[(e.role, e.text)] == 1}


def towards(beyond: Element, seen: Box, notch: float = PIXELS_PER_NOTCH) -> Scroll:
    """The scroll that brings an element nearer. seen: the picture, or what is visible of the part that scrolls. notch:
    the pixels that one comes to there; rather too little is scrolled than past it.

    >>> towards(Element(id="e", box=Box(0, 900, 10, 910), role=Role.BUTTON, found_by="structure"), Box(0, 0, 100, 600))
    Scroll(direction=<Direction.DOWN: 'down'>, amount=6, place=None)
    """
    box = beyond.box
    down, right = max(box.bottom - seen.bottom, seen.top - box.top), max(box.right - seen.right, seen.left - box.left)
    if down >= right:
        distance = box.center.y - seen.center.y
        direction = Direction.DOWN if distance > 0 else Direction.UP
    else:
        distance = box.center.x - seen.center.x
        direction = Direction.RIGHT if distance > 0 else Direction.LEFT
    return Scroll(direction=direction, amount=max(1, min(_MOST_NOTCHES, int(abs(distance) / notch))))


def near(beyond: Element, screen: ParsedScreen) -> tuple[Element | None, Element | None]:
    """What the wheel may turn over to bring an element: the nearest of its kind in line with it, the nearest in line.

    Never what takes the wheel for its own value.
    """
    box = beyond.box
    in_column = [e for e in screen.elements if e.box.left < box.right and e.box.right > box.left]
    in_row = [e for e in screen.elements if e.box.top < box.bottom and e.box.bottom > box.top]
    column = sorted(in_column, key=lambda e: abs(e.box.center.y - box.center.y))
    row = sorted(in_row, key=lambda e: abs(e.box.center.x - box.center.x))
    lined = [e for e in (*column, *row) if e.role not in TAKES_WHEEL | {Role.DOCUMENT}]
    kin = [e for e in column if e.role is beyond.role and abs(e.box.left - box.left) <= _LINED_UP]
    kin += [e for e in row if e.role is beyond.role and abs(e.box.top - box.top) <= _LINED_UP]
    kin.sort(key=lambda e: abs(e.box.width - box.width) > _LINED_UP or abs(e.box.height - box.height) > _LINED_UP)
    return next((e for e in kin if e in lined), None), next(iter(lined), None)
