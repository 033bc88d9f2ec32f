"""Boxes drawn close around what is really painted inside them."""

import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels

FAINT = 0.16


def _differs(crop: Pixels) -> tuple[np.ndarray, float]:
    """How far each pixel is from the commonest colour of the crop, and the greatest such distance."""
    flat = crop.reshape(-1, 3)
    coarse = (flat >> 3).astype(np.int32) @ np.array([1, 32, 1024])
    ground = flat[coarse == np.bincount(coarse).argmax()].astype(np.int16).mean(axis=0)
    distance = np.abs(crop.astype(np.int16) - ground).max(axis=2)
    return distance, float(distance.max())


def shows(pixels: Pixels, box: Box) -> bool:
    """Whether anything is painted in the box or on its edge."""
    around = Box(box.left - 2, box.top - 2, box.right + 2, box.bottom + 2).clipped(_whole(pixels))
    crop = pixels[around.top : around.bottom, around.left : around.right]
    return crop.size > 0 and int(np.ptp(crop.reshape(-1, 3), axis=0).max()) >= 8


def tightened(pixels: Pixels, box: Box) -> Box | None:
    """The box of the ink inside `box`, and None where nothing is painted. Ink everywhere leaves the box as it is."""
    box = box.clipped(_whole(pixels))
    crop = pixels[box.top : box.bottom, box.left : box.right]
    if crop.size == 0:
        return None
    distance, greatest = _differs(crop)
    if greatest < 14:
        return None
    ink = distance > max(8.0, FAINT * greatest)
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    return Box(
        box.left + int(columns[0]), box.top + int(rows[0]), box.left + int(columns[-1]) + 1, box.top + int(rows[-1]) + 1
    )


def _whole(pixels: Pixels) -> Box:
    return Box(0, 0, pixels.shape[1], pixels.shape[0])
