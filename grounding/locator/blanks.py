"""The empty box that belongs to a label, found in the pixels: for a form that offers no structure."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from grounding.geometry import Box, Point
from grounding.screen import Pixels

_EDGE = 14
"""How far two neighbouring grey values lie apart, at least, where a border or another background begins."""
_MIN_WIDTH, _MIN_HEIGHT, _MAX_HEIGHT = 36, 14, 480
_STRAIGHT = 0.85
"""How much of a border must be there for it to be one."""

Grey = npt.NDArray[np.int16]


def field_of(label: Box, pixels: Pixels, taken: Sequence[Box]) -> Box | None:
    """The box drawn around the label (a placeholder), right of it, or below it; None when there is none.

    taken: boxes of other elements; a box that holds one of them is not blank.
    """
    grey = _grey(pixels)
    around = frame_around(grey, Point(min(label.right + 3, grey.shape[1] - 1), label.center.y))
    others = [box for box in taken if box != label]
    if around and around.encloses(label) and around.height <= 4 * label.height and around.width >= 1.3 * label.width:
        if not any(around.contains(box.center) and box.iou(around) < 0.5 and box.iou(label) < 0.5 for box in others):
            return around
        return None  # a bar with several names on it, or a panel
    reach = min(grey.shape[1] - 1, label.right + 360)
    for seed in _seeds_right(grey, label, reach):
        found = frame_around(grey, seed)
        if found and found.left >= label.right - 2 and _row(found, label) and _blank(found, others):
            return found
    for dy in (6, 12, 20, 30):
        seed = Point(label.left + min(24, label.width // 2 + 8), label.bottom + dy)
        found = frame_around(grey, seed)
        if found and found.top >= label.bottom - 2 and found.left - label.left < 40 and _blank(found, others):
            return found
    return None


def drawn_as_button(label: Box, pixels: Pixels) -> bool:
    """Whether a small frame is drawn around the text: a title has none, a button has."""
    found = frame_around(_grey(pixels), Point(max(0, label.left - 3), label.center.y))
    if found is None or not found.encloses(label.grown(-1)):
        return False
    return found.height <= 4 * label.height and found.width <= label.width + 14 * label.height


def _grey(pixels: Pixels) -> Grey:
    grey: Grey = np.asarray(pixels, dtype=np.int16).sum(axis=2, dtype=np.int16) // 3
    return grey


def _seeds_right(grey: Grey, label: Box, reach: int) -> list[Point]:
    y = label.center.y
    if not 0 <= y < grey.shape[0] or label.right >= reach:
        return []
    row = grey[y, label.right : reach]
    jumps = np.flatnonzero(np.abs(np.diff(row)) >= _EDGE)
    return [Point(int(label.right + at + 4), y) for at in jumps[:12]]


def _row(found: Box, label: Box) -> bool:
    return found.top <= label.center.y < found.bottom and found.height <= max(6 * label.height, 60)


def _blank(found: Box, taken: Sequence[Box]) -> bool:
    return not any(found.contains(box.center) for box in taken)


def frame_around(grey: Grey, seed: Point) -> Box | None:
    """The rectangle whose four straight borders (or edges of its background) surround a blank pixel."""
    height, width = grey.shape
    if not (0 <= seed.x < width and 0 <= seed.y < height):
        return None
    right = _first_edge(grey[seed.y, seed.x :], 1200)
    left = _first_edge(grey[seed.y, : seed.x + 1][::-1], 1200)
    down = _first_edge(grey[seed.y :, seed.x], _MAX_HEIGHT)
    up = _first_edge(grey[: seed.y + 1, seed.x][::-1], _MAX_HEIGHT)
    if right is None or down is None or up is None or left is None:
        return None
    # Letters stand between the seed and the border of a placeholder's field: go on to an edge as high as the field.
    top, bottom = seed.y - up, seed.y + down + 1
    span = _column_edge(grey, top, bottom, seed.x, -1), _column_edge(grey, top, bottom, seed.x, 1)
    if span[0] is None or span[1] is None:
        return None
    box = Box(span[0], top, span[1], bottom)
    if box.width < _MIN_WIDTH or not _MIN_HEIGHT <= box.height <= _MAX_HEIGHT:
        return None
    return box if _straight(grey, box) else None


def _first_edge(values: Grey, limit: int) -> int | None:
    jumps = np.flatnonzero(np.abs(np.diff(values[: limit + 1])) >= _EDGE)
    return int(jumps[0]) if jumps.size else None


def _column_edge(grey: Grey, top: int, bottom: int, x: int, step: int) -> int | None:
    """Where, going left or right, an edge runs along most of the height between top and bottom."""
    inner = slice(top + (bottom - top) // 5, max(top + (bottom - top) // 5 + 1, bottom - (bottom - top) // 5))
    band = grey[inner, x : x + 1200] if step > 0 else grey[inner, max(0, x - 1200) : x + 1][:, ::-1]
    if band.shape[1] < 2:
        return None
    share = (np.abs(np.diff(band, axis=1)) >= _EDGE).mean(axis=0)
    found = np.flatnonzero(share >= _STRAIGHT)
    if not found.size:
        return None
    return x + int(found[0]) + 1 if step > 0 else x - int(found[0])


def _straight(grey: Grey, box: Box) -> bool:
    """Whether the upper and the lower border are there along most of the width (corners may be round)."""
    margin = min(8, box.width // 6)
    columns = slice(box.left + margin, box.right - margin)
    for y in (box.top, box.bottom):
        if not 0 < y < grey.shape[0]:
            return False
        rows = grey[max(0, y - 2) : y + 2, columns]
        if rows.shape[0] < 2 or (np.abs(np.diff(rows, axis=0)) >= _EDGE).any(axis=0).mean() < _STRAIGHT:
            return False
    return True
