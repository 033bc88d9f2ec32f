"""The ink of a line: how far its box really reaches, what in it is no text, and where wide gaps part it."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from grounding.geometry import Box
from grounding.screen import Pixels
from grounding.text_reader.contrast import ground_of

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
SMALLEST_CARET = 11
CARET_WIDTH = 2
CLOSE = 3
NOWHERE = Box(0, 0, 0, 0)


@dataclass(frozen=True)
class Blob:
    """A connected piece of ink, in the crop's pixels."""

    label: int
    box: Box


def background_of(crop: Pixels) -> tuple[npt.NDArray[np.int16], float]:
    """The commonest colour (the middle of those that are nearly it) and its share of the pixels."""
    crop = np.ascontiguousarray(crop)
    where, share = ground_of(crop)
    return np.array([median_of(crop, channel, where) for channel in range(3)], dtype=np.int16), share


def median_of(crop: Pixels, channel: int, where: npt.NDArray[np.uint8]) -> int:
    """Of one channel's values, rounded down; by counting, which is several times as fast as sorting."""
    up_to = cv2.calcHist([crop], [channel], where, [256], [0, 256]).ravel().cumsum()
    count = int(up_to[-1])
    below, above = np.searchsorted(up_to, ((count - 1) // 2 + 1, count // 2 + 1)).tolist()
    return int(below + above) // 2


def ink_of(crop: Pixels) -> Mask | None:
    """Where the crop differs from its background; None when it has none (a photograph, a gradient)."""
    if crop.size == 0:
        return None
    background, share = background_of(crop)
    if share < FLAT_BACKGROUND:
        return None
    lowest, highest = (background - INK_DIFFERENCE).clip(0), (background + INK_DIFFERENCE).clip(max=255)
    return np.asarray(cv2.inRange(crop, lowest.astype(np.uint8), highest.astype(np.uint8)) == 0)


def at_share(values: list[int], share: float) -> float:
    """The value that `share` of the others lie below, between two of them where need be: numpy's percentile, which is
    made for long lists and costs fifty times as much for a few numbers.

    >>> at_share([4, 1, 3, 2], 0.5)
    2.5
    """
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def runs(present: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open stretches of True.

    >>> runs(np.array([False, True, True, False, True]))
    [(1, 3), (4, 5)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([False], present, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


@dataclass(frozen=True)
class Piece:
    """A part of a line. caret: where the text cursor stands in or beside it (area 0: nowhere)."""

    box: Box
    caret: Box = NOWHERE

    def moved(self, dx: int, dy: int) -> "Piece":
        return Piece(self.box.moved(dx, dy), self.caret.moved(dx, dy))


def pieces(pixels: Pixels, box: Box, core: Box) -> list[Piece]:
    """The box parted at wide gaps, rules and marks (check boxes, icons), each part hugging its ink.

    `core` is the part that the detector is sure of: ink at the box's edge that does not reach it is somebody else's.
    The core when ink cannot be told from the background.
    """
    mask = ink_of(pixels[box.top : box.bottom, box.left : box.right])
    if mask is None:
        return [Piece(core.grown(2).clipped(box))]
    inner = core.moved(-box.left, -box.top)
    whole = clear_surroundings(mask, inner)
    blobs, labels = blobs_of(mask)
    letters = [blob for blob in blobs if not is_foreign(blob, whole, inner, labels)]
    caret = caret_among([blob.box for blob in letters], chosen(labels, letters))
    if caret.area:
        mask[:, caret.left : caret.right] = False
        blobs, labels = blobs_of(mask)
        letters = [blob for blob in blobs if not is_foreign(blob, whole, inner, labels)]
    kept = {blob.label for blob in letters}
    cuts = [blob.box for blob in blobs if blob.label not in kept and blob.box.left > inner.left]
    frames = frames_among(letters, whole, labels)
    if frames:
        letters = [blob for blob in letters if blob not in frames]
    cuts += [side for frame in frames for side in sides_of(frame.box)]
    marks = marks_among(letters, labels)
    if marks:
        letters = [blob for blob in letters if blob not in marks]
    cuts += [mark.box for mark in marks]
    parts = grouped([blob.box for blob in letters], cuts)
    return [Piece(part, caret).moved(box.left, box.top) for part in parts]


def caret_among(letters: list[Box], mask: Mask) -> Box:
    """The text cursor: an upright stroke that rises above all letters and reaches below their feet.

    It stands at an end of the text, or close to a letter; an upright bar between spaces is a sign.
    """
    for start, end in runs(stroke_lengths(mask) >= SMALLEST_CARET):
        if end - start > CARET_WIDTH:
            continue
        rows = np.flatnonzero(mask[:, start])
        stroke = Box(start, int(rows[0]), end, int(rows[-1]) + 1)
        others = [box for box in letters if box.right <= start or box.left >= end]
        if not others:
            return stroke if len(letters) == 1 and letters[0].width <= CARET_WIDTH else NOWHERE
        feet = at_share([box.bottom for box in others], 0.5)
        if stroke.top >= min(box.top for box in others) or stroke.bottom < feet + 2:
            continue
        before = min((start - box.right for box in others if box.right <= start), default=None)
        after = min((box.left - end for box in others if box.left >= end), default=None)
        if before is None or after is None or min(before, after) < CLOSE:
            return stroke
    return NOWHERE


def stroke_lengths(mask: Mask) -> npt.NDArray[np.intp]:
    """For each column, the rows from its first ink to its last when all between are ink, else 0."""
    count = mask.sum(axis=0)
    first, last = mask.argmax(axis=0), len(mask) - mask[::-1].argmax(axis=0)
    return np.where(count == last - first, count, 0)


def clear_surroundings(mask: Mask, core: Box) -> Box:
    """Wipes rows and columns outside the core that are nearly all ink: the crop reaches over the edge of its ground.

    What is left between them.
    """
    rows, columns = mask.mean(axis=1) > SOLID, mask.mean(axis=0) > SOLID
    rows[max(0, core.top) : core.bottom] = False
    columns[max(0, core.left) : core.right] = False
    mask[rows] = False
    mask[:, columns] = False
    above, below = np.flatnonzero(rows[: core.top]), np.flatnonzero(rows[core.bottom :])
    before, after = np.flatnonzero(columns[: core.left]), np.flatnonzero(columns[core.right :])
    return Box(
        int(before[-1]) + 1 if len(before) else 0,
        int(above[-1]) + 1 if len(above) else 0,
        core.right + int(after[0]) if len(after) else mask.shape[1],
        core.bottom + int(below[0]) if len(below) else mask.shape[0],
    )


def blobs_of(mask: Mask) -> tuple[list[Blob], npt.NDArray[np.int32]]:
    """The pieces of ink that hang together, and for each pixel the label of its own. None in an empty mask.

    >>> blobs_of(np.zeros((12, 0), dtype=bool))[0]
    []
    """
    if mask.size == 0:
        return [], np.zeros(mask.shape, dtype=np.int32)  # OpenCV ends the whole process over it
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    blobs = [
        Blob(label, Box(left, top, left + width, top + height))
        for label, (left, top, width, height) in enumerate(stats[:, :4].tolist())
    ]
    return blobs[1:], labels


def chosen(labels: npt.NDArray[np.int32], blobs: list[Blob]) -> Mask:
    """Where one of the blobs is."""
    table = np.zeros(int(labels.max()) + 1, dtype=bool)
    table[[blob.label for blob in blobs]] = True
    mask: Mask = table[labels]
    return mask


def is_foreign(blob: Blob, whole: Box, core: Box, labels: npt.NDArray[np.int32]) -> bool:
    """A border, a rule, a frame around the text, or a neighbour that looks in from outside."""
    box = blob.box
    at_top, at_bottom = box.top <= whole.top, box.bottom >= whole.bottom
    at_side = box.left <= whole.left or box.right >= whole.right
    if at_top and at_bottom and box.width <= RULE_THICKNESS:
        return True
    if box.height <= RULE_THICKNESS and box.width > 0.9 * whole.width and box.width > 4 * whole.height:
        return True
    if (at_top or at_bottom or at_side) and not box.meets(core):
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
    tall = at_share(heights, 0.7)
    top = at_share([blob.box.top for blob in letters], 0.3)
    bottom = at_share([blob.box.bottom for blob in letters], 0.5)
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
    tall = at_share([blob.box.height for blob in letters], 0.7)
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
    wide = max(SMALLEST_GAP, WIDE_GAP * at_share([box.height for box in letters], 0.75))
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
