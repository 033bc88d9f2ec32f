"""What a tall frame is, by what stands at its right edge: a grip to size it by is a text area's, a scroll bar a list's.

Decision: no network, which knows text areas and lists mostly by being empty or full of lines. Both marks are the same
whatever a page's colours are: two slanting strokes in the lower right corner; a thumb in a lane along the edge.
"""

import itertools

import numpy as np
import numpy.typing as npt

from grounding.geometry import Box
from grounding.screen import Pixels

GRIP = range(6, 22)
"""Rows that a grip is high."""
CORNER = 24
INK = 60
LANE = range(-16, 15)
"""How far inside the right edge the middle of a scroll bar lies; outside where its lane is of another colour."""
THUMB_WIDTHS = range(4, 17)
SHORTEST_THUMB = 12
SAME = 12
TWO_COLOURS = 0.7
"""The share of a lane that thumb and ground make up; the rest are arrows and rounded ends."""
BESIDE = 0.9
"""The share of a thumb's height that its lane shows beside it, on one side at least."""
LONGEST_THUMB = 0.95

Patch = npt.NDArray[np.int16]


def has_grip(pixels: Pixels, frame: Box) -> bool:
    """Whether two slanting strokes, one inside the other, fill the corner at the lower right, and nothing else does."""
    inner = frame.grown(-2)
    patch = pixels[inner.bottom - CORNER : inner.bottom, inner.right - CORNER : inner.right].astype(np.int16)
    if patch.shape[:2] != (CORNER, CORNER):
        return False
    ground = np.median(patch.reshape(-1, 3), axis=0)
    ink = np.abs(patch - ground).max(axis=2) > INK
    rows = np.flatnonzero(ink.any(axis=1))
    if len(rows) not in GRIP or rows[-1] - rows[0] + 1 != len(rows):
        return False
    first = ink[rows].argmax(axis=1)
    slants = all(-2 <= step <= 0 for step in np.diff(first).tolist())
    doubled = sum(int(np.diff(row.astype(np.int8)).clip(0).sum()) + int(row[0]) > 1 for row in ink[rows])
    return slants and first[0] - first[-1] >= len(rows) // 2 and doubled >= 2


def has_scroll_bar(pixels: Pixels, frame: Box) -> bool:
    """Whether a lane along the right edge holds nothing but a thumb that is shorter than it."""
    inner = frame.grown(-2)
    if inner.height < 3 * SHORTEST_THUMB or inner.width < 2 * CORNER:
        return False
    patch = pixels[inner.top : inner.bottom, inner.right - CORNER : inner.right + CORNER].astype(np.int16)
    return any(_is_lane(patch, CORNER - inset) for inset in LANE if CORNER - inset < patch.shape[1])


def _is_lane(patch: Patch, x: int) -> bool:
    column = patch[:, x]
    runs = _runs(column)
    ground = column[1]
    thumbs = [
        (start, end)
        for start, end in runs
        if end - start >= SHORTEST_THUMB and np.abs(column[start] - ground).max() > SAME
    ]
    if len(thumbs) != 1:
        return False
    start, end = thumbs[0]
    lane = int((np.abs(column - ground).max(axis=1) <= SAME).sum())
    if end - start > LONGEST_THUMB * len(column) or lane + end - start < TWO_COLOURS * len(column):
        return False
    row = np.abs(patch[(start + end) // 2] - column[(start + end) // 2]).max(axis=1) <= SAME
    left, right = x, x
    while left > 0 and row[left - 1]:
        left -= 1
    while right + 1 < len(row) and row[right + 1]:
        right += 1
    if right - left + 1 not in THUMB_WIDTHS or left == 0 or right + 1 == len(row):
        return False
    beside = patch[start + 2 : end - 2, [max(0, left - 2), min(len(row) - 1, right + 2)]]
    in_lane = np.abs(beside - ground).max(axis=2) <= SAME
    return bool(in_lane.mean(axis=0).max() >= BESIDE)


def _runs(column: Patch) -> list[tuple[int, int]]:
    ends = [0, *(np.flatnonzero(np.abs(np.diff(column, axis=0)).max(axis=1) > SAME // 2) + 1).tolist(), len(column)]
    return list(itertools.pairwise(ends))
