"""From maps to boxes: lines of text from their spines, controls from the peaks of their heats."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from grounding.detector import layout
from grounding.detector.layout import Group, Kind
from grounding.engine import Tensor
from grounding.geometry import Box
from grounding.overlaps import Flags, areas_of, firsts, shared_areas
from grounding.screen import Role, State

SPINE_LIKELY = 0.4
LIKELY_STATE = 0.55
LEAST_LIKELY = 0.3
"""What a peak must have to be looked at; `LIKELY` of its kind decides."""
MOST_PEAKS = 3000
SAME = 0.55
"""Two boxes of one group that share so much of their union are one control."""
JOIN_GAP = 0.5
"""Two pieces of spine on one level are one line when the gap is at most this many heights."""
TALL_SPINE = 4
LOWEST_LINE = 3

SMALLEST = 3
"""Pixels that a control measures at least, each way."""

Part = tuple[tuple[Kind, ...], tuple[Group, ...]]
FINE_PART: Part = (layout.FINE_KINDS, layout.FINE_GROUPS)
WIDE_PART: Part = (layout.WIDE_KINDS, layout.WIDE_GROUPS)


@dataclass(frozen=True, kw_only=True)
class SeenLine:
    """A line of text as the maps have it. likely: 0..1; link: 0..1."""

    box: Box
    likely: float
    link: float

    def moved(self, dx: int, dy: int) -> "SeenLine":
        return SeenLine(box=self.box.moved(dx, dy), likely=self.likely, link=self.link)


@dataclass(frozen=True, kw_only=True)
class SeenControl:
    box: Box
    role: Role
    group: Group
    state: frozenset[State]
    likely: float


def logit(share: float) -> float:
    return float(np.log(share / (1 - share)))


def likelihood(logits: Tensor) -> Tensor:
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


# --- text ---------------------------------------------------------------------------------------------------------


def lines_in(fine: Tensor, frame: Box) -> list[SeenLine]:
    """(FINE_CHANNELS, h, w) to lines in reading order, clipped to the frame."""
    spine = fine[layout.TEXT_SPINE]
    is_spine = spine > logit(SPINE_LIKELY)
    count, labels = cv2.connectedComponents(is_spine.astype(np.uint8), connectivity=4)
    if count < 2:
        return []
    rows, columns = np.nonzero(is_spine)
    owner = labels[rows, columns]
    middle = (rows + 0.5) * layout.FINE
    top = middle - fine[layout.TEXT_TOP][rows, columns] * layout.BOX_UNIT
    bottom = middle + fine[layout.TEXT_BOTTOM][rows, columns] * layout.BOX_UNIT
    first, last = np.full(count, len(spine)), np.zeros(count, dtype=np.intp)
    np.minimum.at(first, owner, rows)
    np.maximum.at(last, owner, rows)
    tall = np.flatnonzero(last - first + 1 >= TALL_SPINE)
    if len(tall):
        owner, count = parted(owner, (top + bottom) / 2, bottom - top, tall, count)
    cells = np.maximum(1, np.bincount(owner, minlength=count))

    def mean(values: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.float64]:
        return np.asarray(np.bincount(owner, weights=values, minlength=count) / cells)

    tops, bottoms = mean(top), mean(bottom)
    likely, link = mean(likelihood(spine[rows, columns])), mean(likelihood(fine[layout.TEXT_LINK][rows, columns]))
    lefts, rights = np.full(count, 1 << 30), np.zeros(count, dtype=np.int64)
    np.minimum.at(lefts, owner, columns * layout.FINE)
    np.maximum.at(rights, owner, (columns + 1) * layout.FINE)
    boxes = np.stack((lefts, np.rint(tops).astype(np.int64), rights, np.rint(bottoms).astype(np.int64)), axis=1)
    boxes = boxes.clip((frame.left, frame.top, frame.left, frame.top), (frame.right, frame.bottom) * 2)
    is_line = (rights > lefts) & (bottoms - tops >= LOWEST_LINE) & (areas_of(boxes) > 0)
    order = np.flatnonzero(is_line[1:]) + 1
    order = order[np.lexsort((boxes[order, 0], boxes[order, 1]))]
    return joined(
        [
            SeenLine(box=Box._make(box), likely=one_likely, link=one_link)
            for box, one_likely, one_link in zip(
                boxes[order].tolist(), likely[order].tolist(), link[order].tolist(), strict=True
            )
        ]
    )


def parted(
    owner: npt.NDArray[np.int32],
    middle: npt.NDArray[np.float32],
    height: npt.NDArray[np.float32],
    tall: npt.NDArray[np.intp],
    count: int,
) -> tuple[npt.NDArray[np.int32], int]:
    """Spines of lines that touch: cells of one piece are parted where the middles that they tell jump."""
    owner = owner.copy()
    for label in tall:
        cells = np.flatnonzero(owner == label)
        order = cells[np.argsort(middle[cells], kind="stable")]
        jumps = np.flatnonzero(np.diff(middle[order]) > 0.35 * np.median(height[cells]))
        edges = [*(jumps + 1).tolist(), len(order)]
        for start, end in itertools.pairwise(edges):
            owner[order[start:end]] = count
            count += 1
    return owner, count


def joined(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """Pieces of one line put together."""
    if len(lines) < 2:
        return list(lines)
    boxes = np.array([line.box for line in lines], dtype=np.int64)
    left, top, right, bottom = boxes.T
    high = np.minimum(bottom - top, (bottom - top)[:, None])
    alike = high >= 0.7 * np.maximum(bottom - top, (bottom - top)[:, None])
    level = np.abs((top + bottom) - (top + bottom)[:, None]) <= 0.5 * high
    gap = left[None, :] - right[:, None]
    follows = alike & level & (gap <= JOIN_GAP * high) & (gap >= -2 * high) & (left[:, None] < left[None, :])
    first = np.arange(len(lines))
    for before, after in np.argwhere(follows).tolist():
        first[first == first[after]] = first[before]
    pieces: dict[int, list[SeenLine]] = {}
    for line, owner in zip(lines, first.tolist(), strict=True):
        pieces.setdefault(owner, []).append(line)
    done = [parts[0] if len(parts) == 1 else whole_of(parts) for parts in pieces.values()]
    return sorted(done, key=lambda line: (line.box.top, line.box.left))


def whole_of(parts: Sequence[SeenLine]) -> SeenLine:
    box = parts[0].box
    for part in parts[1:]:
        box = box.joined(part.box)
    total = sum(part.box.width for part in parts)
    return SeenLine(
        box=box,
        likely=sum(part.likely * part.box.width for part in parts) / total,
        link=sum(part.link * part.box.width for part in parts) / total,
    )


# --- controls -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, eq=False)
class Peaks:
    """n peaks. boxes: (n, 4) inside the frame; likely: (n,); states: (states, n); kinds: what each one's class is."""

    boxes: npt.NDArray[np.int64]
    likely: npt.NDArray[np.float32]
    states: npt.NDArray[np.bool_]
    kinds: tuple[Kind, ...]


def controls_in(fine: Tensor, wide: Tensor, frame: Box, least: float = LEAST_LIKELY) -> list[SeenControl]:
    """Controls of both maps that are at least so likely, surest first, each once."""
    parts = peaks_of(fine, wide, frame, least)
    boxes = np.concatenate([part.boxes for part in parts])
    likely = np.concatenate([part.likely for part in parts])
    states = np.concatenate([part.states for part in parts], axis=1)
    kinds = [kind for part in parts for kind in part.kinds]
    order = np.lexsort((*boxes.T[::-1], -likely))
    kept = order[once(boxes[order])]
    return [
        SeenControl(
            box=Box._make(box),
            role=kind.roles[0],
            group=kind.group,
            state=frozenset(itertools.compress(layout.STATES, on)),
            likely=one_likely,
        )
        for box, kind, on, one_likely in zip(
            boxes[kept].tolist(),
            [kinds[at] for at in kept.tolist()],
            states[:, kept].T.tolist(),
            likely[kept].tolist(),
            strict=True,
        )
    ]


def peaks_of(fine: Tensor, wide: Tensor, frame: Box, least: float) -> tuple[Peaks, Peaks]:
    """Of the fine map and of the wide one."""
    fine_cell = (layout.FINE, layout.FINE)
    return (
        peaks_in(fine[layout.FINE_HEAT :], FINE_PART, fine_cell, layout.BOX_UNIT, frame, least),
        peaks_in(wide, WIDE_PART, layout.WIDE, layout.WIDE_BOX_UNIT, frame, least),
    )


def peaks_in(maps: Tensor, part: Part, cell: tuple[int, int], unit: float, frame: Box, least: float) -> Peaks:
    """(kinds + 4 * groups + states, h, w): each peak of a heat with the box and the states at its place."""
    kinds, groups = part
    heats = maps[: len(kinds)]
    kind, row, column = tops_of(heats, logit(least))
    group = np.array([groups.index(one.group) for one in kinds])[kind]
    sides = maps[len(kinds) + 4 * group[:, None] + np.arange(4)[None, :], row[:, None], column[:, None]] * unit
    x, y = (column + 0.5) * cell[0], (row + 0.5) * cell[1]
    boxes = np.stack((x - sides[:, 0], y - sides[:, 1], x + sides[:, 2], y + sides[:, 3]), 1)
    whole = np.rint(np.nan_to_num(boxes, nan=-1.0)).clip(
        (frame.left, frame.top, frame.left, frame.top), (frame.right, frame.bottom, frame.right, frame.bottom)
    )
    kept = np.flatnonzero((whole[:, 2] - whole[:, 0] >= SMALLEST) & (whole[:, 3] - whole[:, 1] >= SMALLEST))
    states = maps[len(kinds) + 4 * len(groups) :][:, row[kept], column[kept]] > logit(LIKELY_STATE)
    return Peaks(
        boxes=whole[kept].astype(np.int64),
        likely=likelihood(heats[kind[kept], row[kept], column[kept]]),
        states=states,
        kinds=tuple(kinds[one] for one in kind[kept].tolist()),
    )


def tops_of(heats: Tensor, least: float) -> tuple[npt.NDArray[np.intp], ...]:
    """Kinds, rows and columns of the cells that are over `least` and not below any of the eight around them."""
    found = np.flatnonzero(heats > least)
    kind, row, column = np.unravel_index(found, heats.shape)
    near = np.arange(-1, 2)
    rows = (row[:, None, None] + near[:, None]).clip(0, heats.shape[1] - 1)
    columns = (column[:, None, None] + near).clip(0, heats.shape[2] - 1)
    heat = heats[kind, row, column]
    top = np.flatnonzero(heat >= heats[kind[:, None, None], rows, columns].max(axis=(1, 2)))
    best = top[np.argsort(-heat[top], kind="stable")[:MOST_PEAKS]] if len(top) > MOST_PEAKS else top
    return kind[best], row[best], column[best]


def once(boxes: npt.NDArray[np.int64], same: float = SAME) -> npt.NDArray[np.intp]:
    """Which of the boxes, surest first, are kept: those that share at most `same` of their union with a kept one."""
    exact = boxes.astype(np.float32)
    areas = areas_of(exact)

    def alike(ones: slice, others: slice) -> Flags:
        shared = shared_areas(exact[ones], exact[others])
        return np.asarray(shared > same * (areas[ones, None] + areas[others] - shared))

    return firsts(len(boxes), alike)
