"""The little boxes with a plus before the closed branches of a tree, by plain geometry.

Decision: no network. They are smaller than what the detector was trained on, dotted lines run into them, and a reader
takes them for letters; but a cross in the middle of a small square frame is nothing else.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Meaning, Pixels, Role
from grounding.tracks import grounds_of

SIGN_SIZES = range(4, 14)
THICKEST = 3
FARTHEST = 5
"""How far from the sign its frame is drawn at most."""
INK, FRAME = 90, 25
"""How far a channel of the sign, and of its frame, is from that of the ground."""
DRAWN, CLEAR = 0.9, 0.75
"""Shares of a side from which on it is drawn, or empty."""
MOST = 200
MOST_GROUNDS = 3
FULLEST = 0.65
OPENS = Meaning(name="expand", confidence=0.8)
FARTHEST_WORDS = 5
"""How far before words it stands at most, in its own heights; a drawing may come between."""
SHORT = 3
ON_IT = 0.3

Apart = npt.NDArray[np.uint8]


def with_expanders(
    pixels: Pixels, controls: Sequence[Element], lines: Sequence[Element]
) -> tuple[list[Element], list[Element]]:
    """The controls and lines as the expanders make them: what was seen or read in their place is no more than they."""
    found = [
        Element(
            id=ElementId(f"sign-{number}"),
            box=box,
            role=Role.ICON_BUTTON,
            meaning=OPENS,
            confidence=OPENS.confidence,
            found_by=FoundBy.VISION,
        )
        for number, box in enumerate(find_expanders(pixels), start=1)
        if any(_leads(box, line.box) for line in lines)
    ]
    if not found:
        return list(controls), list(lines)
    boxes = [one.box for one in found]
    others = [one for one in controls if all(one.box.iou(box) < ON_IT for box in boxes)]
    kept = [cut for line in lines if (cut := _beside(line, boxes)) is not None]
    return [*others, *found], kept


def _leads(box: Box, words: Box) -> bool:
    """Whether it stands before words, or in a line that begins with it; elsewhere it is a drawing of its own."""
    in_row = words.top - 2 <= box.center.y < words.bottom + 2
    return in_row and words.right > box.right and words.left - box.right < FARTHEST_WORDS * box.height


def _beside(line: Element, boxes: Sequence[Box]) -> Element | None:
    """The line from where the expander ends; None when it is no more than that, read as letters."""
    met = [box for box in boxes if box.share_inside(line.box) > ON_IT]
    if not met:
        return line
    left = max(box.right for box in met)
    if len(line.text) <= SHORT or left >= line.box.right:
        return None
    return replace(line, box=Box(left, *line.box[1:]))


def find_expanders(pixels: Pixels) -> list[Box]:
    """From top to bottom."""
    found: list[Box] = []
    for ground in itertools.islice(grounds_of(pixels), MOST_GROUNDS):
        red, green, blue = cv2.split(cv2.absdiff(pixels, np.full_like(pixels, ground)))
        apart: Apart = np.asarray(cv2.max(cv2.max(red, green), blue), dtype=np.uint8)
        found += [box for box in _framed(apart) if all(box.iou(other) < ON_IT for other in found)]
    return sorted(found, key=lambda box: (box.top, box.left))[:MOST]


def _framed(apart: Apart) -> Iterator[Box]:
    ink = (apart > INK).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=4)
    wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
    is_sign = (wide >= SIGN_SIZES.start) & (wide < SIGN_SIZES.stop) & (abs(wide - high) <= 1)
    for label in np.flatnonzero(is_sign & (area < FULLEST * wide * high)).tolist():
        left, top, width, height = stats[label, :4].tolist()
        if is_cross(labels[top : top + height, left : left + width] == label):
            box = _frame(apart, Box(left, top, left + width, top + height))
            if box is not None:
                yield box


def is_cross(part: npt.NDArray[np.bool_]) -> bool:
    """
    >>> cross = np.zeros((7, 7), dtype=bool)
    >>> cross[3], cross[:, 3] = True, True
    >>> is_cross(cross), is_cross(cross[:4]), is_cross(~cross)
    (True, False, False)
    """
    height, width = part.shape
    quarter = max(1, (min(width, height) - THICKEST) // 2)
    ends = (slice(None, quarter), slice(-quarter, None))
    corners = [part[down, across] for down in ends for across in ends]
    whole = part[height // 2].all() and part[:, width // 2].all()
    return bool(whole) and not any(corner.any() for corner in corners)


def _frame(apart: Apart, sign: Box) -> Box | None:
    """The frame around the sign, which has nothing but the sign in it and hardly anything close to it."""
    whole = Box(0, 0, apart.shape[1], apart.shape[0])
    if not whole.encloses(sign.grown(FARTHEST + THICKEST + 1)):
        return None
    edges = []
    for side in range(4):
        shares = [float((_along(apart, sign, side, at) > FRAME).mean()) for at in range(1, FARTHEST + THICKEST + 1)]
        first = next((at for at, share in enumerate(shares[:FARTHEST], start=1) if share > 1 - CLEAR), 0)
        if not first or shares[first - 1] < DRAWN:
            return None
        last = next(at for at in range(first, first + THICKEST) if shares[at] < DRAWN or at == first + THICKEST - 1)
        if shares[last] > DRAWN / 2:
            return None  # it goes on: what is drawn there is no line
        edges.append(last)
    if max(edges) < 2 or max(edges) - min(edges) > 2:
        return None
    left, top, right, bottom = edges
    return Box(sign.left - left, sign.top - top, sign.right + right, sign.bottom + bottom)


def _along(apart: Apart, sign: Box, side: int, reach: int) -> Apart:
    """The pixels so far to the left of the sign, above, to the right or below it, without those beside its middle,
    where it may end."""
    left, top, right, bottom = sign
    if side in (0, 2):
        along = apart[top:bottom, left - reach if side == 0 else right + reach - 1]
    else:
        along = apart[top - reach if side == 1 else bottom + reach - 1, left:right]
    middle = len(along) // 2
    return np.delete(along, slice(max(0, middle - 1), middle + 2))
