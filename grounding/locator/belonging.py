"""Which of several alike belong to a thing: what stands in one frame with it, or follows it as others follow theirs.

What belongs to a thing may be further from its name than what belongs to the thing above it: distance does not tell.
"""

from collections.abc import Sequence

from grounding.geometry import Box
from grounding.locator.roles import TEXTS
from grounding.locator.scene import Scene
from grounding.outlines import edges_of, outlines_of

_RECTANGULAR = 0.8
_ALIGNED, _AS_HIGH = 4, 3
_FURTHER = 1.2
"""How much further from the first, or last, a peer may stand than two of those that are alike stand apart."""


def belonging(anchor: Box, alike: Sequence[Box], scene: Scene) -> list[bool] | None:
    """For each of those that are alike, whether it belongs to the anchor; None where nothing tells."""
    return _in_frame(anchor, alike, scene) or _by_order(anchor, alike, scene)


def _in_frame(anchor: Box, alike: Sequence[Box], scene: Scene) -> list[bool] | None:
    frames = [
        shape.box
        for shape in outlines_of(edges_of(scene.pixels))[0]
        if shape.fill >= _RECTANGULAR and anchor.share_inside(shape.box) > 0.9
    ]
    for frame in sorted(frames, key=lambda box: box.area):
        inside = [one.share_inside(frame) > 0.9 for one in alike]
        if any(inside):
            return inside if not all(inside) else None
    return None


def _by_order(anchor: Box, alike: Sequence[Box], scene: Scene) -> list[bool] | None:
    """Names stand above what belongs to them if there is one like the anchor above the first of those alike and none
    below the last, and below it if it is the other way round."""
    column = sorted((one for one in alike if _overlap(one, alike[0])), key=lambda one: one.top)
    above = [one for one in column if one.bottom <= anchor.top]
    below = [one for one in column if one.top >= anchor.bottom]
    if not above or not below or len(above) + len(below) < len(column):
        return None
    room = _FURTHER * (below[0].top - above[-1].top)
    peers = [
        e.box
        for e in scene.elements
        if e.role in TEXTS
        and abs(e.box.left - anchor.left) <= _ALIGNED
        and abs(e.box.height - anchor.height) <= _AS_HIGH
    ]
    leads = any(peer.bottom <= column[0].top and column[0].top - peer.top <= room for peer in peers)
    follows = any(peer.top >= column[-1].bottom and peer.top - column[-1].top <= room for peer in peers)
    if leads == follows:
        return None
    own = below[0] if leads else above[-1]
    return [one == own for one in alike]


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right
