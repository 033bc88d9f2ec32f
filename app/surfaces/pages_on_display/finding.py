"""Finds a page's own picture in the picture of the window that shows it."""

from typing import Final

import cv2
import numpy as np

from grounding.geometry import Box, Point
from grounding.screen import Pixels

PATCH_WH: Final = (160, 48)
MOST_PATCHES: Final = 5
PLAIN: Final = 4.0
"""Standard deviation of grey: less is a ground without anything on it."""
ALIKE: Final = 0.92
SLIP: Final = 3


def found_at(page: Pixels, window: Pixels, guess: Point) -> Point | None:
    """Where the corner of the page lies in the window's picture. guess: where it should be.

    Decision: a few patches with something on them are looked for, each by itself, so that what is drawn over a part
    of the page does not matter. A page on which nothing stands is taken to be where it should be. None: not shown.
    """
    page_grey, window_grey = _grey(page), _grey(window)
    patches = _patches(page_grey)
    if not patches:
        return guess
    for corner in patches:
        if _is_there(page_grey, window_grey, corner, guess):
            return guess
    votes: dict[Point, int] = {}
    for corner in patches:
        patch = _cut(page_grey, corner)
        if window_grey.shape[0] < patch.shape[0] or window_grey.shape[1] < patch.shape[1]:
            continue
        scores = cv2.matchTemplate(window_grey, patch, cv2.TM_CCOEFF_NORMED)
        _, best, _, (x, y) = cv2.minMaxLoc(scores)
        if best >= ALIKE:
            place = Point(x - corner.x, y - corner.y)
            votes[place] = votes.get(place, 0) + 1
    return max(votes, key=lambda place: votes[place], default=None)


def _is_there(page: Pixels, window: Pixels, corner: Point, guess: Point) -> bool:
    patch = _cut(page, corner)
    left, top = corner.x + guess.x - SLIP, corner.y + guess.y - SLIP
    if left < 0 or top < 0:
        return False
    around = window[top : top + patch.shape[0] + 2 * SLIP, left : left + patch.shape[1] + 2 * SLIP]
    if around.shape[0] < patch.shape[0] or around.shape[1] < patch.shape[1]:
        return False
    _, best, _, place = cv2.minMaxLoc(cv2.matchTemplate(around, patch, cv2.TM_CCOEFF_NORMED))
    return bool(best >= ALIKE) and place == (SLIP, SLIP)


def _cut(page: Pixels, corner: Point) -> Pixels:
    width, height = PATCH_WH
    return page[corner.y : corner.y + height, corner.x : corner.x + width]


def _patches(page: Pixels) -> list[Point]:
    """Corners of the parts with most on them."""
    width, height = PATCH_WH
    found = [
        (float(np.std(page[top : top + height, left : left + width])), Point(left, top))
        for top in range(0, page.shape[0] - height + 1, height)
        for left in range(0, page.shape[1] - width + 1, width)
    ]
    telling = sorted((one for one in found if one[0] > PLAIN), key=lambda one: -one[0])
    return [corner for _, corner in telling[:MOST_PATCHES]]


def _grey(picture: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def cut_out(whole: Pixels, box: Box) -> Pixels:
    """A part of a picture; what reaches beyond it is black.

    >>> cut_out(np.full((4, 4, 3), 7, dtype=np.uint8), Box(-1, 2, 3, 5)).shape
    (3, 4, 3)
    """
    height, width = whole.shape[:2]
    part = np.zeros((box.height, box.width, 3), dtype=np.uint8)
    left, top, right, bottom = max(0, box.left), max(0, box.top), min(width, box.right), min(height, box.bottom)
    if left < right and top < bottom:
        part[top - box.top : bottom - box.top, left - box.left : right - box.left] = whole[top:bottom, left:right]
    return part
