"""A field is made wider or higher by the corner that a person would drag."""

from grounding.geometry import Box, Point
from grounding.screen import Element, Missed, State
from planner.actions import Drag
from planner.find import Stretch
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.seen import at_point
from planner.things import Resize

_GRIPS = (5, 9, 3)
"""How far from the corner, in pixels, the grip is taken; tried in turn."""
_BY = 50
_LEAST = 12
_GREW = 4
_EDGE = 3


def resize(intent: Resize, eye: Sighting) -> Singles:
    sight = eye.find(intent.place, patience_s=4.0)
    if isinstance(sight.found, Missed):
        raise NotPossible(f"There is no “{intent.place.text or 'such field'}” to be resized.")
    before = sight.found.element
    for inset in _GRIPS:
        look = eye.look()
        within = look.screenshot.box.grown(-_EDGE)
        corner = Point(before.box.right - inset, before.box.bottom - inset)
        goal = Point(
            min(max(corner.x + intent.wider * _way(intent.wider, before.box.width), within.left), within.right),
            min(max(corner.y + intent.higher * _way(intent.higher, before.box.height), within.top), within.bottom),
        )
        start, end = at_point(corner, "corner", look), at_point(goal, "where the corner goes", look)
        yield Single(act=Drag(start=start.query, end=end.query), expect=(), target=Stretch(start=start, end=end))
        now = _same(before, eye)
        if now is not None and _is_reached(before.box, now.box, intent):
            return
    raise NotPossible("It keeps its size when its corner is dragged.")


def _way(sign: int, side: int) -> int:
    """What is made smaller keeps some of its size."""
    return _BY if sign >= 0 else max(_LEAST, min(_BY, side // 2))


def _same(before: Element, eye: Sighting) -> Element | None:
    """The field, which keeps its upper left corner."""
    alike = [e for e in eye.parse(eye.look()).elements if e.role is before.role and State.DISABLED not in e.state]
    corner = (before.box.left, before.box.top)
    return min(alike, key=lambda e: abs(e.box.left - corner[0]) + abs(e.box.top - corner[1]), default=None)


def _is_reached(before: Box, now: Box, intent: Resize) -> bool:
    across, down = now.width - before.width, now.height - before.height
    return across * intent.wider >= _GREW * abs(intent.wider) and down * intent.higher >= _GREW * abs(intent.higher)
