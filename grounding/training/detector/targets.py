"""From the truth of a rendered screen to what the network's maps should be.

Heats are Gaussians around the middles of controls, as in CenterNet (Zhou et al. 2019), kept inside the control; boxes
are asked for at the cells near a middle. A text line's spine is the run of cells along its middle, from its left to its
right end. Where the truth is unknown (`ignore`, controls cut off by the crop, sizes that are the other part's) weight
is 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grounding.detector import layout
from grounding.detector.layout import Group, Kind
from grounding.geometry import Box
from grounding.screen import Role
from grounding.training.render.sample import Labelled, TextLine

Map = npt.NDArray[np.float32]
SPINE = 3.0
"""Half the thickness of a spine in pixels; as much again is left undecided."""
LEAST_VISIBLE = 0.7
ICON_SIZE = 72
"""Drawings up to this size are icons; larger ones are pictures."""
EITHER = 1.25
"""How far beyond its part's sizes a control is left undecided instead of denied."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Grid:
    """Maps of one part. heat: (kinds, h, w); decided: the same, 0 where not to be judged; box: (4 * groups, h, w);
    boxed: (groups, h, w) where boxes are asked for; state: (states, h, w), stated: (h, w)."""

    heat: Map
    decided: Map
    box: Map
    boxed: Map
    state: Map
    stated: Map


@dataclass(frozen=True, kw_only=True, eq=False)
class Text:
    """(h, w) each; edges (2, h, w): top and bottom in BOX_UNITs from the middle of the cell."""

    spine: Map
    decided: Map
    link: Map
    edges: Map


def text_of(lines: Sequence[TextLine], links: Sequence[Box], ignore: Sequence[Box], size_wh: tuple[int, int]) -> Text:
    width, height = size_wh[0] // layout.FINE, size_wh[1] // layout.FINE
    spine, link = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    decided = np.ones((height, width), np.float32)
    edges = np.zeros((2, height, width), np.float32)
    nearest = np.full(height, np.inf, np.float32)[:, None].repeat(width, 1)
    middles_y = (np.arange(height, dtype=np.float32) + 0.5) * layout.FINE
    middles_x = (np.arange(width, dtype=np.float32) + 0.5) * layout.FINE
    for box in ignore:
        decided[cells(box, height, width, (layout.FINE, layout.FINE))] = 0
    for line in lines:
        box = line.box
        middle = (box.top + box.bottom) / 2
        off = np.abs(middles_y - middle)
        rows = np.flatnonzero(off <= max(SPINE, layout.FINE / 2) + SPINE)
        columns = np.flatnonzero((middles_x >= box.left) & (middles_x < box.right))
        if not len(columns):
            columns = np.flatnonzero(np.abs(middles_x - (box.left + box.right) / 2) <= layout.FINE / 2)[:1]
        if not len(rows) or not len(columns):
            continue
        at = np.ix_(rows, columns)
        nearer = off[rows][:, None] < nearest[at]
        nearest[at] = np.where(nearer, off[rows][:, None], nearest[at])
        inner = off[rows] <= SPINE
        inner |= off[rows] == off[rows].min()
        spine[at] = np.maximum(spine[at], inner[:, None].astype(np.float32))
        decided[at] = np.where(inner[:, None], 1.0, np.minimum(decided[at], spine[at]))
        is_link = float(any(box.share_inside(one) > 0.7 for one in links))
        for plane, value in ((link, is_link), (edges[0], None), (edges[1], None)):
            if value is None:
                continue
            plane[at] = np.where(nearer, value, plane[at])
        above = (middles_y[rows] - box.top) / layout.BOX_UNIT
        below = (box.bottom - middles_y[rows]) / layout.BOX_UNIT
        edges[0][at] = np.where(nearer, above[:, None], edges[0][at])
        edges[1][at] = np.where(nearer, below[:, None], edges[1][at])
    return Text(spine=spine, decided=decided, link=link, edges=edges)


def cells(box: Box, height: int, width: int, cell: tuple[int, int]) -> tuple[slice, slice]:
    left, top = max(0, box.left // cell[0]), max(0, box.top // cell[1])
    right, bottom = min(width, -(-box.right // cell[0])), min(height, -(-box.bottom // cell[1]))
    return slice(top, max(top, bottom)), slice(left, max(left, right))


def is_fine(element: Labelled) -> bool:
    width, height = element.box.width, element.box.height
    if element.role is Role.IMAGE:
        return max(width, height) <= ICON_SIZE
    return width <= layout.FINE_LARGEST[0] and height <= layout.FINE_LARGEST[1]


def is_wide(element: Labelled) -> bool:
    width, height = element.box.width, element.box.height
    if element.role is Role.IMAGE:
        return max(width, height) > ICON_SIZE
    return width >= layout.WIDE_SMALLEST[0] or height >= layout.WIDE_SMALLEST[1]


def fine_of(elements: Sequence[Labelled], ignore: Sequence[Box], size_wh: tuple[int, int]) -> Grid:
    mine = [element for element in elements if is_fine(element)]
    near = [element for element in elements if not is_fine(element) and is_fine(shrunk(element, EITHER))]
    unsure = [*ignore, *(element.box for element in near)]
    return grid_of(mine, unsure, size_wh, (layout.FINE, layout.FINE), layout.FINE_KINDS, layout.FINE_GROUPS)


def wide_of(elements: Sequence[Labelled], ignore: Sequence[Box], size_wh: tuple[int, int]) -> Grid:
    mine = [element for element in elements if is_wide(element)]
    near = [element for element in elements if not is_wide(element) and is_wide(shrunk(element, 1 / EITHER))]
    unsure = [*ignore, *(middle_of(element.box) for element in near)]
    return grid_of(mine, unsure, size_wh, layout.WIDE, layout.WIDE_KINDS, layout.WIDE_GROUPS)


def shrunk(element: Labelled, by: float) -> Labelled:
    box = element.box
    return Labelled(
        box=Box(0, 0, round(box.width / by), round(box.height / by)), role=element.role, state=element.state
    )


def middle_of(box: Box) -> Box:
    """The inner half of a box."""
    return Box(
        box.left + box.width // 4, box.top + box.height // 4, box.right - box.width // 4, box.bottom - box.height // 4
    )


def grid_of(
    elements: Sequence[Labelled],
    unsure: Sequence[Box],
    size_wh: tuple[int, int],
    cell: tuple[int, int],
    kinds: Sequence[Kind],
    groups: Sequence[Group],
) -> Grid:
    width, height = -(-size_wh[0] // cell[0]), -(-size_wh[1] // cell[1])
    unit = layout.BOX_UNIT if cell[0] == layout.FINE else layout.WIDE_BOX_UNIT
    heat = np.zeros((len(kinds), height, width), np.float32)
    decided = np.ones_like(heat)
    box = np.zeros((4 * len(groups), height, width), np.float32)
    boxed = np.zeros((len(groups), height, width), np.float32)
    state = np.zeros((len(layout.STATES), height, width), np.float32)
    stated = np.zeros((height, width), np.float32)
    size = np.full((len(groups), height, width), np.inf, np.float32)
    x = (np.arange(width, dtype=np.float32) + 0.5) * cell[0]
    y = (np.arange(height, dtype=np.float32) + 0.5) * cell[1]
    for place in unsure:
        decided[(slice(None), *cells(place, height, width, cell))] = 0
    kind_of = {role: at for at, kind in enumerate(kinds) for role in kind.roles}
    for element in sorted(elements, key=lambda one: -one.box.area):
        kind = kind_of.get(element.role)
        if kind is None:
            continue
        group = groups.index(kinds[kind].group)
        left, top, right, bottom = element.box
        middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
        at_x = min(width - 1, max(0, int(middle_x / cell[0])))
        at_y = min(height - 1, max(0, int(middle_y / cell[1])))
        spread_x = max(0.6 * cell[0], (right - left) / 10)
        spread_y = max(0.6 * cell[1], (bottom - top) / 10)
        reach_x, reach_y = int(3 * spread_x / cell[0]) + 1, int(3 * spread_y / cell[1]) + 1
        rows = slice(max(0, at_y - reach_y), min(height, at_y + reach_y + 1))
        columns = slice(max(0, at_x - reach_x), min(width, at_x + reach_x + 1))
        # Distances are measured from the middle's own cell, so that this cell is exactly 1.
        far_y = (y[rows] - (at_y + 0.5) * cell[1]) / spread_y
        far_x = (x[columns] - (at_x + 0.5) * cell[0]) / spread_x
        bell = np.exp(-0.5 * (far_y[:, None] ** 2 + far_x[None, :] ** 2))
        heat[kind][rows, columns] = np.maximum(heat[kind][rows, columns], bell)
        decided[kind][rows, columns] = np.where(bell > 0.05, 1.0, decided[kind][rows, columns])
        near = bell > 0.5
        smaller = near & (element.box.area <= size[group][rows, columns])
        size[group][rows, columns] = np.where(smaller, element.box.area, size[group][rows, columns])
        distances = (
            (x[columns] - left)[None, :].repeat(bell.shape[0], 0),
            (y[rows] - top)[:, None].repeat(bell.shape[1], 1),
            (right - x[columns])[None, :].repeat(bell.shape[0], 0),
            (bottom - y[rows])[:, None].repeat(bell.shape[1], 1),
        )
        for side, distance in enumerate(distances):
            plane = box[4 * group + side]
            plane[rows, columns] = np.where(smaller, distance / unit, plane[rows, columns])
        boxed[group][rows, columns] = np.where(smaller, 1.0, boxed[group][rows, columns])
        stated[rows, columns] = np.where(near, 1.0, stated[rows, columns])
        for number, name in enumerate(layout.STATES):
            state[number][rows, columns] = np.where(near, float(name in element.state), state[number][rows, columns])
    return Grid(heat=heat, decided=decided, box=box, boxed=boxed, state=state, stated=stated)
