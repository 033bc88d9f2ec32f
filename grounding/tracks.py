"""Sliders told from the picture alone: a long thin bar, and on it one knob that stands out to its sides.

Decision: no network. A bar has the same thickness all along and a knob is thicker; nothing else on a screen looks so.
What is drawn is told from the colours that lie behind it, each large enough to be a ground.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from grounding.geometry import Box
from grounding.screen import Pixels, Track

SHORTEST = 40
THINNEST_KNOB, THICKEST_KNOB = 8, 64
_GROUND_SHARE = 0.01
_MOST_GROUNDS = 6
_SAMPLED = 3
"""Every so manieth pixel and line tell the commonest colours well enough."""
_LONG = 3.2
_MOST_GAPS = 2
_GOES_ON = 0.5
_RING = 5
_APART = 10
"""Largest difference in a channel that is still the ground."""
_STANDS_OUT = 1.2
_BAR_KEEPS = 0.75
"""Share of the bar, apart from the knob, that must be of one thickness."""

_Mask = npt.NDArray[np.uint8]


def find_tracks(pixels: Pixels) -> tuple[Track, ...]:
    """From top to bottom, then from left to right."""
    found: list[Track] = []
    for ground in grounds_of(pixels):
        apart = np.abs(pixels.astype(np.int16) - ground).max(axis=2) > _APART
        for track in (*_tracks(apart.astype(np.uint8), upright=False), *_tracks(apart.astype(np.uint8), upright=True)):
            if all(track.box.iou(other.box) < 0.5 for other in found):
                found.append(track)
    return tuple(sorted(found, key=lambda track: (track.box.top, track.box.left)))


def grounds_of(pixels: Pixels) -> Iterator[npt.NDArray[np.int16]]:
    """The commonest colours, each of which covers a part of the picture worth speaking of."""
    sampled = pixels[::_SAMPLED, ::_SAMPLED].reshape(-1, 3).astype(np.uint32)
    packed = sampled @ np.array([65536, 256, 1], dtype=np.uint32)
    colours, counts = np.unique(packed, return_counts=True)
    for at in np.argsort(counts)[::-1][:_MOST_GROUNDS]:
        if counts[at] >= _GROUND_SHARE * packed.size:
            colour = int(colours[at])
            yield np.array([colour >> 16, colour >> 8 & 255, colour & 255], dtype=np.int16)


def _tracks(mask: _Mask, *, upright: bool) -> Iterator[Track]:
    """Those that lie, or those that stand. A ring around the knob may part it from the bar; along the bar that counts
    as joined, unless what stands close to its end would be joined to it as well."""
    joining = np.ones((_RING, 1) if upright else (1, _RING), dtype=np.uint8)
    yield from _of_pieces(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, joining), mask, upright=upright)
    yield from _of_pieces(mask, mask, upright=upright)


def _of_pieces(joined: cv2.typing.MatLike, mask: _Mask, *, upright: bool) -> Iterator[Track]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for label in range(1, count):
        left, top, width, height = (int(value) for value in stats[label, :4])
        along, across = (height, width) if upright else (width, height)
        if along < SHORTEST or not THINNEST_KNOB <= across <= THICKEST_KNOB or along < _LONG * across:
            continue
        part = labels[top : top + height, left : left + width] == label
        drawn = part & (mask[top : top + height, left : left + width] > 0)
        if not _is_smooth(drawn.T if upright else drawn):
            continue
        knob = _knob(part.T if upright else part)
        if knob is None:
            continue
        start, end = knob
        box = Box(left, top, left + width, top + height)
        at = (
            Box(left, top + start, left + width, top + end)
            if upright
            else Box(left + start, top, left + end, top + height)
        )
        yield Track(box=box, knob=at, upright=upright)


def _is_smooth(drawn: npt.NDArray[np.bool_]) -> bool:
    """Whether it goes on from column to column as a bar does, and letters do not."""
    empty = np.concatenate(([False], ~drawn.any(axis=0), [False])).astype(np.int8)
    gaps = int((np.diff(empty) == 1).sum())
    goes_on = (drawn[:, 1:] == drawn[:, :-1]).all(axis=0).mean()
    return gaps <= _MOST_GAPS and bool(goes_on >= _GOES_ON)


def _knob(part: npt.NDArray[np.bool_]) -> tuple[int, int] | None:
    """Where along the bar the one knob is; part: the bar lying, what is drawn of it."""
    first, last = part.argmax(axis=0), part.shape[0] - 1 - part[::-1].argmax(axis=0)
    extent = last - first + 1
    thickness = int(np.median(extent))
    tall = extent >= max(thickness * _STANDS_OUT, thickness + 2)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], tall, [False])).astype(np.int8)))
    runs = [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
    wide = [(start, end) for start, end in runs if end - start >= 4]
    if len(wide) != 1 or len(runs) > 3:
        return None
    start, end = wide[0]
    rest = np.delete(extent, np.s_[start:end])
    if end - start > 2.5 * part.shape[0] or rest.size < SHORTEST // 2 or thickness * _STANDS_OUT > part.shape[0]:
        return None
    even = np.ones(rest.size, dtype=np.bool_)
    for edge in (first, last):
        along = np.delete(edge, np.s_[start:end])
        even &= np.abs(along - np.median(along)) <= 1
    return wide[0] if even.mean() >= _BAR_KEEPS else None
