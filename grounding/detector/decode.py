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
from grounding.screen import Role, State

SPINE_LIKELY = 0.4
LINK_LIKELY = 0.6
LIKELY_STATE = 0.55
LEAST_LIKELY = 0.2
"""What a peak must have to be looked at; `LIKELY` of its kind decides."""
MOST_PEAKS = 3000
SAME = 0.55
"""Two boxes of one group that share so much of their union are one control."""
JOIN_GAP = 0.5
"""Two pieces of spine on one level are one line when the gap is at most this many heights."""
TALL_SPINE = 4

Peaks = npt.NDArray[np.float32]


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
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        (spine > logit(SPINE_LIKELY)).astype(np.uint8), connectivity=4
    )
    if count < 2:
        return []
    rows, columns = np.nonzero(labels)
    owner = labels[rows, columns]
    middle = (rows + 0.5) * layout.FINE
    top = middle - fine[layout.TEXT_TOP][rows, columns] * layout.BOX_UNIT
    bottom = middle + fine[layout.TEXT_BOTTOM][rows, columns] * layout.BOX_UNIT
    tall = np.flatnonzero(stats[:, cv2.CC_STAT_HEIGHT] >= TALL_SPINE)
    if len(tall) > 1:
        owner, count = parted(owner, (top + bottom) / 2, bottom - top, tall[tall > 0], count)
    cells = np.maximum(1, np.bincount(owner, minlength=count))

    def mean(values: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.float64]:
        return np.asarray(np.bincount(owner, weights=values, minlength=count) / cells)

    tops, bottoms = mean(top), mean(bottom)
    likely, link = mean(likelihood(spine[rows, columns])), mean(likelihood(fine[layout.TEXT_LINK][rows, columns]))
    lefts, rights = np.full(count, 1 << 30), np.zeros(count, dtype=np.int64)
    np.minimum.at(lefts, owner, columns * layout.FINE)
    np.maximum.at(rights, owner, (columns + 1) * layout.FINE)
    lines = [
        SeenLine(
            box=Box(int(lefts[at]), round(tops[at]), int(rights[at]), round(bottoms[at])).clipped(frame),
            likely=float(likely[at]),
            link=float(link[at]),
        )
        for at in range(1, count)
        if rights[at] > lefts[at] and bottoms[at] - tops[at] >= 3
    ]
    lines = [line for line in lines if line.box.area]
    return joined(sorted(lines, key=lambda line: (line.box.top, line.box.left)))


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


def controls_in(fine: Tensor, wide: Tensor, frame: Box, least: float = LEAST_LIKELY) -> list[SeenControl]:
    """Controls of both maps, surest first, each once."""
    found = [
        *peaks_in(
            fine[layout.FINE_HEAT :],
            layout.FINE_KINDS,
            layout.FINE_GROUPS,
            (layout.FINE, layout.FINE),
            layout.BOX_UNIT,
            frame,
            least,
        ),
        *peaks_in(wide, layout.WIDE_KINDS, layout.WIDE_GROUPS, layout.WIDE, layout.WIDE_BOX_UNIT, frame, least),
    ]
    return once(sorted(found, key=lambda control: (-control.likely, control.box)))


def peaks_in(
    maps: Tensor,
    kinds: Sequence[Kind],
    groups: Sequence[Group],
    cell: tuple[int, int],
    unit: float,
    frame: Box,
    least: float,
) -> list[SeenControl]:
    """(kinds + 4 * groups + states, h, w): each peak of a heat with the box and the states at its place."""
    heats = maps[: len(kinds)]
    least_logit = logit(least)
    around = np.ones((3, 3), dtype=np.uint8)
    places = [
        (kind, row, column)
        for kind in range(len(kinds))
        if heats[kind].max() > least_logit
        for row, column in np.argwhere(
            (heats[kind] > least_logit) & (heats[kind] >= cv2.dilate(np.ascontiguousarray(heats[kind]), around))
        ).tolist()
    ]
    if not places:
        return []
    kind, row, column = np.array(places, dtype=np.int64).T
    if len(kind) > MOST_PEAKS:
        best = np.argsort(-heats[kind, row, column], kind="stable")[:MOST_PEAKS]
        kind, row, column = kind[best], row[best], column[best]
    likely = likelihood(heats[kind, row, column])
    group = np.array([groups.index(one.group) for one in kinds])[kind]
    sides = maps[len(kinds) + 4 * group[:, None] + np.arange(4)[None, :], row[:, None], column[:, None]] * unit
    x, y = (column + 0.5) * cell[0], (row + 0.5) * cell[1]
    boxes = np.stack((x - sides[:, 0], y - sides[:, 1], x + sides[:, 2], y + sides[:, 3]), 1)
    boxes = np.rint(np.nan_to_num(boxes, nan=-1.0)).clip(-1e5, 1e5).astype(np.int64)
    states = maps[len(kinds) + 4 * len(groups) :][:, row, column] > logit(LIKELY_STATE)
    found = []
    for at in range(len(kind)):
        box = Box(*boxes[at].tolist())
        if box.width < 3 or box.height < 3:
            continue
        box = box.clipped(frame)
        if box.area:
            found.append(
                SeenControl(
                    box=box,
                    role=kinds[kind[at]].roles[0],
                    group=kinds[kind[at]].group,
                    state=frozenset(state for state, on in zip(layout.STATES, states[:, at], strict=True) if on),
                    likely=float(likely[at]),
                )
            )
    return found


def once(controls: Sequence[SeenControl]) -> list[SeenControl]:
    """Without those that a surer one of about the same box stands for; `controls` are sorted, surest first."""
    if not controls:
        return []
    boxes = np.array([control.box for control in controls], dtype=np.float32)
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    free = np.ones(len(controls), dtype=bool)
    kept = []
    for at, control in enumerate(controls):
        if not free[at]:
            continue
        kept.append(control)
        rest = slice(at + 1, None)
        across = np.minimum(boxes[at, 2], boxes[rest, 2]) - np.maximum(boxes[at, 0], boxes[rest, 0])
        down = np.minimum(boxes[at, 3], boxes[rest, 3]) - np.maximum(boxes[at, 1], boxes[rest, 1])
        shared = across.clip(0) * down.clip(0)
        free[rest] &= shared <= SAME * (areas[at] + areas[rest] - shared)
    return kept
