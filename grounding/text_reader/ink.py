"""The ink of a line: how far its box really reaches, what in it is no text, and where wide gaps part it."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from grounding.geometry import Box
from grounding.screen import Pixels

Mask = npt.NDArray[np.bool_]
INK_DIFFERENCE = 40
"""How far a pixel's channel must be from the background's to be ink; anti-aliased fringes fall below."""
FLAT_BACKGROUND = 0.35
"""The share of pixels that the commonest colour must have for ink to be told from it."""
WIDE_GAP = 1.4
"""A gap wider than this many times the height of the letters parts two pieces of text; a space is about a third, in
fonts of one width up to 1.2."""
SMALLEST_GAP = 8
RULE_THICKNESS = 3
SOLID = 0.9
SMALLEST_MARK = 10
MARK_TALLER = 1.1
MARK_DISTANCE = 4
SQUARE_BORDER = 0.75
FRAME_SIDE = 0.55
HOLLOW = 0.4


@dataclass(frozen=True)
class Blob:
    """A connected piece of ink, in the crop's pixels."""

    label: int
    box: Box


def background_of(crop: Pixels) -> tuple[npt.NDArray[np.int16], float]:
    """The commonest colour (found at 16 levels a channel) and its share of the pixels."""
    flat = crop.reshape(-1, 3)
    coarse = (flat >> 4).astype(np.int32)
    codes = coarse[:, 0] << 8 | coarse[:, 1] << 4 | coarse[:, 2]
    counts = np.bincount(codes, minlength=4096)
    common = int(counts.argmax())
    colour = np.median(flat[codes == common], axis=0).astype(np.int16)
    return colour, float(counts[common] / len(flat))


def ink_of(crop: Pixels) -> Mask | None:
    """Where the crop differs from its background; None when it has none (a photograph, a gradient)."""
    if crop.size == 0:
        return None
    background, share = background_of(crop)
    if share < FLAT_BACKGROUND:
        return None
    mask: Mask = np.abs(crop.astype(np.int16) - background).max(axis=2) > INK_DIFFERENCE
    return mask


def runs(present: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open stretches of True.

    >>> runs(np.array([False, True, True, False, True]))
    [(1, 3), (4, 5)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([False], present, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def pieces(pixels: Pixels, box: Box, core: Box) -> list[Box]:
    """The box parted at wide gaps, rules and marks (check boxes, icons), each part hugging its ink.

    `core` is the part that the detector is sure of: ink at the box's edge that does not reach it is somebody else's.
    The box itself when ink cannot be told from the background.
    """
    mask = ink_of(pixels[box.top : box.bottom, box.left : box.right])
    if mask is None:
        return [core.grown(2).clipped(box)]
    inner = core.moved(-box.left, -box.top)
    whole = Box(0, 0, box.width, box.height)
    clear_surroundings(mask, inner)
    blobs, labels = blobs_of(mask)
    letters = [blob for blob in blobs if not is_foreign(blob, whole, inner, labels)]
    cuts = [blob.box for blob in blobs if blob not in letters and blob.box.left > inner.left]
    frames = frames_among(letters, whole, labels)
    letters = [blob for blob in letters if blob not in frames]
    cuts += [side for frame in frames for side in sides_of(frame.box)]
    marks = marks_among(letters, labels)
    letters = [blob for blob in letters if blob not in marks]
    cuts += [mark.box for mark in marks]
    return [part.moved(box.left, box.top) for part in grouped([blob.box for blob in letters], cuts)]


def clear_surroundings(mask: Mask, core: Box) -> None:
    """Wipes rows and columns outside the core that are nearly all ink: the crop reaches over the edge of its ground."""
    rows, columns = mask.mean(axis=1) > SOLID, mask.mean(axis=0) > SOLID
    rows[max(0, core.top) : core.bottom] = False
    columns[max(0, core.left) : core.right] = False
    mask[rows] = False
    mask[:, columns] = False


def blobs_of(mask: Mask) -> tuple[list[Blob], npt.NDArray[np.int32]]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    blobs = []
    for label in range(1, count):
        left, top, width, height = (int(value) for value in stats[label][:4])
        blobs.append(Blob(label, Box(left, top, left + width, top + height)))
    return blobs, labels


def is_foreign(blob: Blob, whole: Box, core: Box, labels: npt.NDArray[np.int32]) -> bool:
    """A border, a rule, a frame around the text, or a neighbour that looks in from outside."""
    box = blob.box
    at_top, at_bottom = box.top == whole.top, box.bottom == whole.bottom
    at_side = box.left == whole.left or box.right == whole.right
    if at_top and at_bottom and box.width <= RULE_THICKNESS:
        return True
    if box.height <= RULE_THICKNESS and box.width > 0.9 * whole.width and box.width > 4 * whole.height:
        return True
    if (at_top or at_bottom or at_side) and not box.clipped(core).area:
        return True
    if box.width >= core.width and box.height >= core.height and box.width > box.height:
        inside = labels[core.top : core.bottom, core.left : core.right] == blob.label
        return bool(inside.mean() < 0.1)
    return False


def marks_among(letters: list[Blob], labels: npt.NDArray[np.int32]) -> list[Blob]:
    """Squarish blobs that stand alone and are taller than the letters: check boxes, radio buttons, icons."""
    if len(letters) < 3:
        return []
    heights = [blob.box.height for blob in letters]
    tall = float(np.percentile(heights, 70))
    top = float(np.percentile([blob.box.top for blob in letters], 30))
    bottom = float(np.percentile([blob.box.bottom for blob in letters], 50))
    marks = []
    for blob in letters:
        box = blob.box
        squarish = box.height >= SMALLEST_MARK and 0.75 * box.height <= box.width <= 1.6 * box.height
        # Joined letters with a tail are squarish too, but no higher than the letters beside them.
        above, below = top - box.top, box.bottom - bottom
        taller = box.height >= MARK_TALLER * tall and above >= 0 and below >= 0 and (above >= 2 or below >= 1)
        if not squarish or not (taller or has_square_border(blob, labels)):
            continue
        beside = [other.box for other in letters if other is not blob and not box.encloses(other.box)]
        if all(other.right + MARK_DISTANCE <= box.left or other.left >= box.right + MARK_DISTANCE for other in beside):
            marks.append(blob)
    inner = [blob for blob in letters for mark in marks if blob is not mark and mark.box.encloses(blob.box)]
    return marks + inner


def frames_among(letters: list[Blob], whole: Box, labels: npt.NDArray[np.int32]) -> list[Blob]:
    """Hollow boxes around a part of the line: the borders of a field or button that stands beside other text."""
    if len(letters) < 2:
        return []
    tall = float(np.percentile([blob.box.height for blob in letters], 70))
    frames = []
    for blob in letters:
        left, top, right, bottom = blob.box
        if not (blob.box.width >= blob.box.height >= max(SMALLEST_MARK, MARK_TALLER * tall)):
            continue
        ink = labels[top:bottom, left:right] == blob.label
        inside = (left > whole.left, right < whole.right, top > whole.top, bottom < whole.bottom)
        drawn = (ink[:, 0].mean(), ink[:, -1].mean(), ink[0].mean(), ink[-1].mean())
        closed = all(share > FRAME_SIDE for share, is_inside in zip(drawn, inside, strict=True) if is_inside)
        if closed and sum(inside) >= 2 and ink.mean() < HOLLOW:
            frames.append(blob)
    return frames


def sides_of(box: Box) -> tuple[Box, Box]:
    return Box(box.left, box.top, box.left, box.bottom), Box(box.right, box.top, box.right, box.bottom)


def has_square_border(blob: Blob, labels: npt.NDArray[np.int32]) -> bool:
    left, top, right, bottom = blob.box
    ink = labels[top:bottom, left:right] == blob.label
    return all(side.mean() > SQUARE_BORDER for side in (ink[0], ink[-1], ink[:, 0], ink[:, -1]))


def grouped(letters: list[Box], cuts: list[Box]) -> list[Box]:
    """Joins letters from left to right until a gap is wide or a cut lies in it.

    >>> grouped([Box(0, 0, 8, 10), Box(11, 0, 20, 10), Box(60, 0, 70, 10)], [])
    [Box(left=0, top=0, right=20, bottom=10), Box(left=60, top=0, right=70, bottom=10)]
    """
    if not letters:
        return []
    wide = max(SMALLEST_GAP, WIDE_GAP * float(np.percentile([box.height for box in letters], 75)))
    parts: list[Box] = []
    for box in sorted(letters):
        if parts:
            gap = box.left - parts[-1].right
            parted = any(parts[-1].right <= cut.left and cut.right <= box.left for cut in cuts)
            if gap <= wide and not parted:
                parts[-1] = parts[-1].joined(box)
                continue
        parts.append(box)
    return [part for part in parts if part.height >= 3 and part.width >= 2]
