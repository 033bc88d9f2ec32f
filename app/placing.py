"""Where labels stand beside their boxes: off each other, off what is written there and off other boxes, where they can.

All in the screenshot's pixels, also for a window that shows it smaller: there a label is so many of them larger.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grounding.geometry import Box
from grounding.screen import Pixels

ON_LABEL = 20.0
"""What it costs to hide a pixel of another label; of ink; of another box; and to use the next shorter wording."""
ON_INK = 2.0
ON_BOX = 0.3
SHORTENED = 40.0
CONTRAST = 24
"""From which step of brightness between neighbours on there is ink."""
FREE = 0.06
"""Up to this share of ink, which a line or the edge of a box has, a place is free."""
LARGE = 0.04
"""Boxes of a larger share of the whole are windows and panes: a label may stand on them."""

_Boxes = npt.NDArray[np.int64]
_Sums = npt.NDArray[np.int32]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A label's box to stand beside, and the width and height that each wording needs, the best wording first."""

    box: Box
    sizes: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Place:
    """wording: which of the sizes was taken. hides, inks: pixels of other labels and of ink that lie below it."""

    box: Box
    wording: int
    hides: int
    inks: int

    @property
    def is_free(self) -> bool:
        """Whether nothing that matters is hidden below it."""
        return not self.hides and self.inks <= FREE * self.box.area


def places_of(wishes: Sequence[Wish], pixels: Pixels) -> tuple[Place, ...]:
    """A place for each wish, in its order. Those of small boxes are given first: they have the least choice."""
    whole = Box(0, 0, pixels.shape[1], pixels.shape[0])
    ink = ink_sums(pixels)
    boxes = _array([wish.box for wish in wishes])
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    taken = np.zeros((0, 4), dtype=np.int64)
    found: dict[int, Place] = {}
    for at in np.argsort(areas, kind="stable").tolist():
        others = areas <= LARGE * whole.area
        others[at] = False
        place = _best(wishes[at], boxes[others], taken, ink, whole)
        found[at] = place
        taken = np.concatenate([taken, _array([place.box])])
    return tuple(found[at] for at in range(len(wishes)))


def _best(wish: Wish, others: _Boxes, taken: _Boxes, ink: _Sums, whole: Box) -> Place:
    tried = [(box, wording) for wording, size in enumerate(wish.sizes) for box in _beside(wish.box, size, whole)]
    spots = _array([box for box, _ in tried])
    hidden = _shared(spots, taken)
    wordings = np.array([wording for _, wording in tried])
    later = 0.01 * np.arange(len(tried))  # of two equal places, the one that a reader looks at first
    inked = _inside(spots, ink)
    costs = ON_LABEL * hidden + ON_INK * inked + ON_BOX * _shared(spots, others) + SHORTENED * wordings + later
    at = int(np.argmin(costs))
    return Place(box=tried[at][0], wording=tried[at][1], hides=int(hidden[at]), inks=int(inked[at]))


def _beside(box: Box, size: tuple[int, int], whole: Box) -> list[Box]:
    """Above, below, beside, inside; pushed back into the whole where they would leave it."""
    width, height = size
    middle = (box.top + box.bottom - height) // 2
    corners = [
        (box.left, box.top - height),
        (box.left, box.bottom),
        (box.right - width, box.top - height),
        (box.right - width, box.bottom),
        (box.right, middle),
        (box.left - width, middle),
        (box.left, box.top),
        (box.right - width, box.top),
        (box.left, box.bottom - height),
        (box.right - width, box.bottom - height),
    ]
    inside = [
        (
            max(whole.left, min(left, whole.right - width)),
            max(whole.top, min(top, whole.bottom - height)),
        )
        for left, top in corners
    ]
    return [Box(left, top, left + width, top + height) for left, top in inside]


def ink_sums(pixels: Pixels) -> _Sums:
    """(height + 1, width + 1): how many pixels above and to the left of each corner differ from their neighbours."""
    grey = pixels.max(axis=2).astype(np.int16)
    inked = np.zeros(grey.shape, dtype=bool)
    inked[:, 1:] |= np.abs(np.diff(grey, axis=1)) > CONTRAST
    inked[1:] |= np.abs(np.diff(grey, axis=0)) > CONTRAST
    sums = np.zeros((grey.shape[0] + 1, grey.shape[1] + 1), dtype=np.int32)
    sums[1:, 1:] = inked.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
    return sums


def _inside(spots: _Boxes, ink: _Sums) -> _Sums:
    """(spots,): pixels of ink in each."""
    left, right = (spots[:, at].clip(0, ink.shape[1] - 1) for at in (0, 2))
    top, bottom = (spots[:, at].clip(0, ink.shape[0] - 1) for at in (1, 3))
    inside: _Sums = ink[bottom, right] - ink[top, right] - ink[bottom, left] + ink[top, left]
    return inside


def _array(boxes: Sequence[Box]) -> _Boxes:
    return np.array(boxes, dtype=np.int64).reshape(-1, 4)


def _shared(spots: _Boxes, boxes: _Boxes) -> npt.NDArray[np.int64]:
    """(spots,): pixels that each shares with the boxes, counted for each of them."""
    one, other = spots[:, None], boxes[None]
    across = np.minimum(one[..., 2], other[..., 2]) - np.maximum(one[..., 0], other[..., 0])
    down = np.minimum(one[..., 3], other[..., 3]) - np.maximum(one[..., 1], other[..., 1])
    shared: npt.NDArray[np.int64] = (across.clip(0) * down.clip(0)).sum(axis=1)
    return shared
