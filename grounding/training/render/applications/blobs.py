"""Small pieces of ink in a picture: where drawings are, told or untold."""

import cv2
import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels

CONTRAST = 28
FAINT = 7
"""Enough for the frame of a field."""
LEAST, MOST = 5, 80
"""Sides of what may be a small drawing, in pixels."""
WIDEST_PADDING = 20


def edges(pixels: Pixels, *, least: int = CONTRAST) -> np.ndarray:
    """uint8 (height, width): 255 where colours change."""
    grown = cv2.dilate(pixels, np.ones((3, 3), np.uint8))
    shrunk = cv2.erode(pixels, np.ones((3, 3), np.uint8))
    return ((grown.astype(np.int16) - shrunk).max(axis=2) > least).astype(np.uint8) * 255


def small_blobs(edge: np.ndarray, erased: list[Box], *, joined: int = 3) -> list[Box]:
    """Boxes of connected pieces of a suitable size, outside what is erased. joined: pixels that pieces may be apart."""
    mask = edge.copy()
    for box in erased:
        mask[max(0, box.top) : box.bottom, max(0, box.left) : box.right] = 0
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((joined, joined), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = [Box(left, top, left + width, top + height) for left, top, width, height, _ in stats[1:].tolist()]
    # The edge lies half inside, half outside of what it bounds.
    return [
        box.grown(-1) for box in found if LEAST + 2 <= box.width <= MOST + 2 and LEAST + 2 <= box.height <= MOST + 2
    ]


def is_frame(edge: np.ndarray, box: Box) -> bool:
    """Whether ink runs along all four sides: a check box, a field; not a picture."""
    part = edge[box.top : box.bottom, box.left : box.right] > 0
    if part.shape[0] < 6 or part.shape[1] < 6:
        return False
    sides = (part[:2].any(axis=0), part[-2:].any(axis=0), part[:, :2].any(axis=1), part[:, -2:].any(axis=1))
    return min(side.mean() for side in sides) > 0.85


def mark_before(pixels: Pixels, box: Box, text_left: int) -> Box | None:
    """The squarish mark of a check box or radio button: the first ink in `box`, left of where its text begins."""
    area = Box(box.left, box.top, min(box.right, text_left - 1), box.bottom)
    if area.width < 7 or area.height < 7:
        return None
    crop = pixels[area.top : area.bottom, area.left : area.right].astype(np.int16)
    border = np.concatenate([crop[0], crop[-1]])
    values, counts = np.unique(border // 4, axis=0, return_counts=True)
    ground = border[(border // 4 == values[counts.argmax()]).all(axis=1)].mean(axis=0)
    ink = np.abs(crop - ground).max(axis=2) > 14
    columns = np.flatnonzero(ink.any(axis=0))
    if not len(columns):
        return None
    gaps = np.flatnonzero(np.diff(columns) > 2)
    run = columns[: gaps[0] + 1] if len(gaps) else columns
    rows = np.flatnonzero(ink[:, run[0] : run[-1] + 1].any(axis=1))
    found = Box(int(run[0]), int(rows[0]), int(run[-1]) + 1, int(rows[-1]) + 1).moved(area.left, area.top)
    square = 0.75 <= found.width / found.height <= 1.34
    return found if square and 7 <= found.width <= 48 and 7 <= found.height <= 48 else None


def frame_around(edge: np.ndarray, box: Box) -> Box | None:
    """The nearest frame that is drawn around a box: a line on each of its four sides, at most a padding away."""
    screen = Box(0, 0, edge.shape[1], edge.shape[0])
    for across in range(WIDEST_PADDING):
        for down in range(WIDEST_PADDING):
            wide = Box(box.left - across, box.top - down, box.right + across, box.bottom + down)
            if not screen.encloses(wide):
                continue
            part = edge[wide.top : wide.bottom, wide.left : wide.right]
            corner = min(6, wide.height // 4)  # may be round
            level, upright = slice(corner, wide.width - corner), slice(corner, wide.height - corner)
            sides = (part[0, level], part[-1, level], part[upright, 0], part[upright, -1])
            if min(float(side.mean()) for side in sides) > 0.85 * 255:
                return wide
    return None
