"""Where the wheel may turn: over ground that moves, never over what would take it for its own value."""

from typing import Final

from grounding.geometry import Box, Point
from grounding.screen import Element, ElementId, FoundBy, ParsedScreen, Query, Role, Target

TAKES_WHEEL: Final = frozenset({Role.SPINNER, Role.SLIDER, Role.DROPDOWN, Role.TEXT_AREA, Role.SCROLLBAR})
"""A number field under the pointer counts up and down, a list chooses, a text area moves alone."""
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
