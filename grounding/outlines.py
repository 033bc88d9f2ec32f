"""What is drawn, by plain geometry: where neighbouring pixels differ, and what lines of such pixels enclose."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from grounding.detector.decode import SeenControl, once
from grounding.geometry import Box
from grounding.overlaps import Flags, any_of, boxes_of
from grounding.screen import Element, Pixels, Role

Mask = npt.NDArray[np.uint8]

EDGE = 8
"""The difference in brightness between neighbouring pixels that makes an edge of a control."""
RING = 2
"""How far an edge reaches into the shape that it bounds."""
MARK_SIZES = range(9, 25)
LOWEST_HOLE = 12
SAME_SHAPE = 0.6
MOST_HOLES = 1600
SURE, VERY_SURE = 0.65, 0.85
MUCH_ROOM = 4
LOWEST_BARE = 40
OFF = 4
"""How far from where the network sees it a border may be drawn."""
LEAST_DRAWN = 16
"""Pixels of edge; a single odd pixel makes nine."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A closed outline. fill: the share of its box that it covers (1 a rectangle, 0.785 a circle)."""

    box: Box
    fill: float


def edges_of(pixels: Pixels) -> Mask:
    """255 where neighbours differ, else 0."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    gradient = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), dtype=np.uint8))
    return np.asarray(cv2.threshold(gradient, EDGE, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)


def visible(seen: Sequence[SeenControl], edges: Mask) -> list[SeenControl]:
    """Without those in whose place hardly anything is drawn: a network sees things in a speck on a blank ground."""
    height, width = edges.shape
    around = np.add(boxes_of(seen), (-RING, -RING, RING, RING)).clip(0, (width, height) * 2).tolist()
    drawn = [cv2.countNonZero(edges[top:bottom, left:right]) for left, top, right, bottom in around]
    return [one for one, count in zip(seen, drawn, strict=True) if count >= LEAST_DRAWN]


def without_bare(seen: Sequence[SeenControl], edges: Mask, lines: Sequence[Element]) -> list[SeenControl]:
    """Without buttons of which nothing is drawn but a few letters in much room, and that the network is not sure of."""
    return [one for one in seen if not _is_bare(one, edges, lines)]


def _is_bare(one: SeenControl, edges: Mask, lines: Sequence[Element]) -> bool:
    if one.role is not Role.BUTTON or one.box.height < LOWEST_BARE:
        return False
    within = [line for line in lines if line.box.share_inside(one.box) > SAME_SHAPE]
    has_much_room = one.box.height >= MUCH_ROOM * max((line.box.height for line in within), default=1)
    is_one_sign = all(len(line.text) == 1 for line in within)
    if not within or one.likely >= (VERY_SURE if has_much_room or is_one_sign else SURE):
        return False
    left, top, right, bottom = one.box
    around = one.box.grown(-OFF), one.box.grown(OFF)
    drawn = edges > 0
    columns = (
        drawn[top:bottom, max(0, a) : b + 1]
        for a, b in ((around[1].left, around[0].left), (around[0].right, around[1].right))
    )
    rows = (
        drawn[max(0, a) : b + 1, left:right]
        for a, b in ((around[1].top, around[0].top), (around[0].bottom, around[1].bottom))
    )
    sides = [
        *(float(part.mean(axis=0).max(initial=0)) for part in columns),
        *(float(part.mean(axis=1).max(initial=0)) for part in rows),
    ]
    return sum(side > SAME_SHAPE for side in sides) < 2


def outlines_of(edges: Mask) -> tuple[list[Shape], list[Shape]]:
    """What closed lines of edges enclose, and the outlines as large as a check box; largest first, each shape once."""
    contours, hierarchy = cv2.findContours(edges, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return [], []
    sides = np.array(list(map(cv2.boundingRect, contours)))
    width, height = sides[:, 2], sides[:, 3]

    def shapes(which: Flags, grown: int) -> list[Shape]:
        """Largest first. grown: from the line's own box to the one it stands for."""
        found = []
        for at in np.flatnonzero(which).tolist():
            left, top, wide, high = sides[at].tolist()
            fill = cv2.contourArea(contours[at]) / max(1, (wide - 1) * (high - 1))
            found.append(Shape(box=Box(left, top, left + wide, top + high).grown(grown), fill=fill))
        return sorted(found, key=lambda shape: -shape.box.area)

    is_hole = hierarchy[0, :, 3] >= 0
    holes = shapes(is_hole & (width >= MARK_SIZES.start) & (height >= LOWEST_HOLE), RING - 1)[:MOST_HOLES]
    boxes = np.array([shape.box for shape in holes], dtype=np.int64).reshape(-1, 4)
    shorter, longer = np.minimum(width, height) - 2, np.maximum(width, height) - 2
    fits = (shorter >= MARK_SIZES.start) & (longer < MARK_SIZES.stop) & (longer - shorter <= 2)
    marks: dict[Box, Shape] = {}
    for shape in shapes(fits, -1):
        marks.setdefault(shape.box, shape)
    return [holes[at] for at in once(boxes, SAME_SHAPE).tolist()], list(marks.values())


def without_grids(shapes: Sequence[Shape]) -> list[Shape]:
    """Without the cells of tables: shapes with equal neighbours that touch them both across and down."""
    left, top, right, bottom = np.array([shape.box for shape in shapes], dtype=np.int32).reshape(-1, 4).T

    def near(ends: npt.NDArray[np.int32], others: npt.NDArray[np.int32], within: int) -> Flags:
        return np.asarray(np.abs(ends[:, None] - others) <= within)

    beside = near(right, left, 1) | near(left, right, 1)
    below = near(bottom, top, 1) | near(top, bottom, 1)
    across = any_of(beside & near(top, top, 2) & near(bottom, bottom, 2), axis=1)
    down = any_of(below & near(left, left, 2) & near(right, right, 2), axis=1)
    return [shape for shape, in_grid in zip(shapes, (across & down).tolist(), strict=True) if not in_grid]
