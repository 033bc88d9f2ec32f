"""A cross of two slanting strokes, which closes what it stands on: told from its drawing, surer than by likeness."""

import cv2
import numpy as np

from grounding.drawings import FAINTEST, STANDS_OUT, hugged
from grounding.geometry import Box
from grounding.screen import Meaning, Pixels

CLOSE = Meaning(name="close", confidence=0.9)
SIZES = range(6, 41)
SIDE = 9
"""Cells that the drawing is looked at in, across and down."""
DRAWN, CLEAR = 0.4, 0.25


def is_cross(pixels: Pixels, box: Box) -> bool:
    """Ink along both diagonals, and none where the strokes leave room: at the middle of each side."""
    ink = hugged(pixels, box.grown(3)) if box.grown(3).clipped(_whole(pixels)) == box.grown(3) else box
    if ink.width not in SIZES or ink.height not in SIZES or abs(ink.width - ink.height) > max(2, ink.width // 5):
        return False
    part = pixels[ink.top : ink.bottom, ink.left : ink.right].astype(np.int16)
    corner = np.median(np.concatenate([part[0, 2:-2], part[-1, 2:-2], part[2:-2, 0], part[2:-2, -1]]), axis=0)
    apart = np.abs(part - corner).max(axis=2).astype(np.float32)
    if apart.max() < 3 * FAINTEST:
        return False
    cells = cv2.resize(
        (apart > STANDS_OUT * apart.max()).astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_AREA
    )
    middle = SIDE // 2
    strokes = [cells[at, at] for at in range(1, SIDE - 1)] + [cells[at, SIDE - 1 - at] for at in range(1, SIDE - 1)]
    room = [cells[0:2, middle], cells[-2:, middle], cells[middle, 0:2], cells[middle, -2:]]
    return min(strokes) >= DRAWN and max(float(part.mean()) for part in room) <= CLEAR


def _whole(pixels: Pixels) -> Box:
    return Box(0, 0, pixels.shape[1], pixels.shape[0])
