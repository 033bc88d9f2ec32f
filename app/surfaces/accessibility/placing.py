"""Where a tree lies on the screen: which window it belongs to, how its boxes become native ones, what covers them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.surfaces.accessibility.nodes import Node
from app.surfaces.accessibility.vocabulary import Native
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


def as_popup(told: Box, popup: DesktopWindow, scale: float) -> Placement | None:
    """How a popover that is exactly as large as a popup window lies there; None when it is another.

    GTK 4 tells a popover's boxes as if it were drawn inside its window.
    """
    scaled = Placement(scale=scale).native(told)
    if not _same_size(scaled, popup.box):
        return None
    return Placement(scale=scale, dx=popup.box.left - scaled.left, dy=popup.box.top - scaled.top)


def assign(tops: Sequence[Node], windows: Sequence[DesktopWindow]) -> list[tuple[Node, DesktopWindow]]:
    """Which window each top-level object of one application is; those whose window is not in sight are left out.

    By title first. What is left over on both sides is matched by place, each window once: a dialog that the
    application tells of before it is on the screen must not be taken for the window below it.
    """
    free = list(windows)
    found: list[tuple[Node, DesktopWindow]] = []
    rest: list[Node] = []
    for top in tops:
        titled = [window for window in free if window.title == top.name and top.name and not window.popup]
        if titled:
            best = max(titled, key=lambda window: _agreement(top, window))
            found.append((top, best))
            free.remove(best)
        else:
            rest.append(top)
    pairs = sorted(
        (
            (_agreement(top, window), -index, -place, top, window)
            for index, top in enumerate(rest)
            for place, window in enumerate(free)
            if window.popup == (top.role == Native.WINDOW)
        ),
        key=lambda pair: pair[:3],
        reverse=True,
    )
    for _, _, _, top, window in pairs:
        if top in rest and window in free:
            found.append((top, window))
            rest.remove(top)
            free.remove(window)
    return found


def _agreement(top: Node, window: DesktopWindow) -> float:
    return max(top.box.iou(window.box), top.box.iou(window.outer)) if top.box is not None else 0.0


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
