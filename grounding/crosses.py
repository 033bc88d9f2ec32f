"""Signs of straight strokes, told from their drawing, surer than by likeness: a slanting cross, which closes what it
stands on, a plus and a minus."""

import cv2
import numpy as np
import numpy.typing as npt

from grounding.drawings import FAINTEST, STANDS_OUT, hugged
from grounding.geometry import Box
from grounding.screen import Meaning, Pixels

CLOSE = Meaning(name="close", confidence=0.9)
ADD = Meaning(name="add", confidence=0.9)
SUBTRACT = Meaning(name="subtract", confidence=0.9)
SIZES = range(6, 41)
SIDE = 9
"""Cells that the drawing is looked at in, across and down."""
DRAWN, CLEAR = 0.4, 0.25
THIN = 0.3
"""The part of a cell that a stroke one pixel wide covers at least."""
FILLED = 0.7

Cells = npt.NDArray[np.float32]


def is_cross(pixels: Pixels, box: Box) -> bool:
    """Ink along both diagonals, and none where the strokes leave room: at the middle of each side."""
    cells = _cells(pixels, box)
    if cells is None:
        return False
    middle = SIDE // 2
    strokes = [cells[at, at] for at in range(1, SIDE - 1)] + [cells[at, SIDE - 1 - at] for at in range(1, SIDE - 1)]
    room = [cells[0:2, middle], cells[-2:, middle], cells[middle, 0:2], cells[middle, -2:]]
    return min(strokes) >= DRAWN and max(float(part.mean()) for part in room) <= CLEAR


def is_plus(pixels: Pixels, box: Box) -> bool:
    """Ink along the middle row and the middle column, and none in the corners."""
    cells = _cells(pixels, box)
    if cells is None:
        return False
    middle = SIDE // 2
    strokes = min(cells[middle].min(), cells[:, middle].min())
    corners = [
        cells[rows, columns] for rows in (slice(0, 3), slice(-3, None)) for columns in (slice(0, 3), slice(-3, None))
    ]
    return bool(strokes >= THIN and max(float(part.mean()) for part in corners) <= CLEAR)


def is_minus(pixels: Pixels, box: Box) -> bool:
    """One level stroke and nothing else."""
    apart = _apart(pixels, box.grown(2).clipped(_whole(pixels)))
    if apart is None:
        return False
    ink = apart > STANDS_OUT
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    height, width = int(rows[-1] - rows[0]) + 1, int(columns[-1] - columns[0]) + 1
    stroke = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return width in SIZES and height <= max(2, width // 3) and bool(stroke.mean() >= FILLED)


def _cells(pixels: Pixels, box: Box) -> Cells | None:
    """How much ink there is in each part of a drawing that is about as wide as high; None of another."""
    ink = _ink(pixels, box)
    if ink.width not in SIZES or ink.height not in SIZES or abs(ink.width - ink.height) > max(2, ink.width // 5):
        return None
    apart = _apart(pixels, ink)
    if apart is None:
        return None
    return np.asarray(cv2.resize((apart > STANDS_OUT).astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_AREA))


def _ink(pixels: Pixels, box: Box) -> Box:
    return hugged(pixels, box.grown(3)) if box.grown(3).clipped(_whole(pixels)) == box.grown(3) else box


def _apart(pixels: Pixels, ink: Box) -> Cells | None:
    """How far each pixel is from the ground, as a share of the farthest; None where nothing stands out."""
    part = pixels[ink.top : ink.bottom, ink.left : ink.right].astype(np.int16)
    if min(part.shape[:2]) < 5:
        return None
    ground = np.median(np.concatenate([part[0, 2:-2], part[-1, 2:-2], part[2:-2, 0], part[2:-2, -1]]), axis=0)
    apart = np.abs(part - ground).max(axis=2).astype(np.float32)
    return np.asarray(apart / apart.max()) if apart.max() >= 3 * FAINTEST else None


def _whole(pixels: Pixels) -> Box:
    return Box(0, 0, pixels.shape[1], pixels.shape[0])
