"""How far a line that was seen really reaches: a text cursor between two letters may hide the rest of it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from grounding.detector.decode import SeenLine
from grounding.geometry import Box
from grounding.screen import Pixels
from grounding.text_reader.ink import CLOSE, ink_of, runs


def reaching(pixels: Pixels, lines: Sequence[SeenLine], region: Box) -> list[SeenLine]:
    """The lines, each as far to both sides as ink goes on without a gap, within the region and up to its neighbours."""
    boxes = [line.box for line in lines]
    return [replace(line, box=_reach(pixels, line.box, _free(line.box, boxes, region))) for line in lines]


def _free(box: Box, others: Sequence[Box], region: Box) -> Box:
    """The stretch of its row that is nobody else's."""
    beside = [other for other in others if other.top < box.bottom and other.bottom > box.top]
    left = max([other.right for other in beside if other.right <= box.left], default=region.left)
    right = min([other.left for other in beside if other.left >= box.right], default=region.right)
    return Box(min(left, box.left), box.top, max(right, box.right), box.bottom)


def _reach(pixels: Pixels, box: Box, free: Box) -> Box:
    inset = box.height // 4
    ink = ink_of(pixels[free.top + inset : free.bottom - inset, free.left : free.right])
    if ink is None:
        return box
    gap = max(CLOSE, box.height // 3)
    left, right = box.left - free.left, box.right - free.left
    stretches = runs(np.asarray(ink.any(axis=0)))
    for start, end in stretches:
        if start <= right + gap:
            right = max(right, end)
    for start, end in reversed(stretches):
        if end >= left - gap:
            left = min(left, start)
    return Box(free.left + left, box.top, free.left + right, box.bottom)
