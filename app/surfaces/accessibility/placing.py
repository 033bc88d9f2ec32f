"""Where a tree lies on the screen: which window it belongs to, how its boxes become native ones, what covers them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.surfaces.accessibility.nodes import Node
from app.surfaces.desktop.ports import DesktopWindow
from grounding.geometry import Box

NEAR = 48  # native units: no decoration is wider
SCALE_STEPS = 4  # scales are told apart in quarters
SMALL_SHARE = 0.5  # of a control, so much must be in sight
LARGE_SHARE = 0.08  # of something that large, a part is enough
LARGE_AREA = 40_000  # pixels


@dataclass(frozen=True, kw_only=True)
class Placement:
    """native = told * scale + offset.

    >>> Placement(scale=2.0, dx=10, dy=0).native(Box(0, 0, 5, 5))
    Box(left=10, top=0, right=20, bottom=10)
    """

    scale: float = 1.0
    dx: int = 0
    dy: int = 0

    def native(self, told: Box) -> Box:
        return Box(
            round(told.left * self.scale) + self.dx,
            round(told.top * self.scale) + self.dy,
            round(told.right * self.scale) + self.dx,
            round(told.bottom * self.scale) + self.dy,
        )

    def told(self, x: int, y: int) -> tuple[int, int]:
        """The other way round, for a point."""
        return round((x - self.dx) / self.scale), round((y - self.dy) / self.scale)


def place(told: Box | None, window: DesktopWindow) -> Placement:
    """How the boxes of a top-level object, itself told to be at `told`, become native.

    Three habits: on the screen, as it should be; relative to the window, as if it stood in the corner of the screen
    (GTK 4); in units of the application, when the display is scaled (GTK with GDK_SCALE).
    """
    if told is None or not told.area:
        return Placement()
    scale = _scale(told, window.box)
    scaled = Placement(scale=scale).native(told)
    at_corner = (told.left, told.top) == (0, 0)
    if not at_corner and any(_near(scaled, real) for real in (window.box, window.outer)):
        return Placement(scale=scale)
    if at_corner and _near(scaled, window.outer) and _same_size(scaled, window.outer):
        return Placement(scale=scale)
    inner = window.box.clipped(window.outer)  # without the shadow that a window draws around itself
    scale = _scale(told, inner)
    scaled = Placement(scale=scale).native(told)
    return Placement(
        scale=scale,
        dx=inner.left + max(0, inner.width - scaled.width) // 2 - scaled.left,
        dy=inner.top + max(0, inner.height - scaled.height) // 2 - scaled.top,
    )


def window_of(node: Node, windows: Sequence[DesktopWindow]) -> DesktopWindow | None:
    """The window, among those of the same application, that a top-level object is: same title, else same place."""
    titled = [window for window in windows if window.title == node.name and not window.popup]
    candidates = titled or [window for window in windows if not window.popup] or list(windows)
    if len(candidates) < 2 or node.box is None:
        return candidates[0] if candidates else None
    told = node.box
    return max(candidates, key=lambda window: (max(told.iou(window.box), told.iou(window.outer)), window.active))


def largest_in_sight(box: Box, covers: Iterable[Box]) -> Box | None:
    """The largest rectangle of a box that nothing covers; None when too little is left to act on.

    >>> largest_in_sight(Box(0, 0, 100, 20), [Box(60, 0, 200, 200)])
    Box(left=0, top=0, right=60, bottom=20)
    """
    parts = [box]
    for cover in covers:
        if box.clipped(cover).area:
            parts = [rest for part in parts for rest in _without(part, cover)]
    if not parts:
        return None
    largest = max(parts, key=lambda part: part.area)
    share = LARGE_SHARE if box.area >= LARGE_AREA else SMALL_SHARE
    return largest if largest.area >= share * box.area else None


def _without(part: Box, cover: Box) -> list[Box]:
    """Rectangles that together are the part outside the cover; they may overlap, so that each is as large as can be."""
    shared = part.clipped(cover)
    if not shared.area:
        return [part]
    rest = [
        Box(part.left, part.top, part.right, shared.top),
        Box(part.left, shared.bottom, part.right, part.bottom),
        Box(part.left, part.top, shared.left, part.bottom),
        Box(shared.right, part.top, part.right, part.bottom),
    ]
    return [one for one in rest if one.area]


def _scale(told: Box, real: Box) -> float:
    """By the width alone: a title bar changes the height a lot, borders hardly change the width."""
    return max(1.0, round(real.width / told.width * SCALE_STEPS) / SCALE_STEPS)


def _near(told: Box, real: Box) -> bool:
    return abs(told.left - real.left) <= NEAR and abs(told.top - real.top) <= NEAR


def _same_size(told: Box, real: Box) -> bool:
    return abs(told.width - real.width) <= 4 and abs(told.height - real.height) <= 4
