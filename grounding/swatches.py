"""Squares of one colour that look like boxes to tick: a box to tick shows its ground, or a mark."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from grounding.geometry import Box
from grounding.screen import Element, Pixels, Role

FRAME = 3
"""How far into a square its edge may reach."""
PAPER = 235
EVEN, APART = 16, 60
"""How much a channel may differ within one colour, and how far the colour is from the ground around it."""


def without_swatches(pixels: Pixels, controls: Sequence[Element]) -> list[Element]:
    """The controls, with what only looks like a box to tick as the picture that it is."""
    return [
        replace(one, role=Role.IMAGE, state=frozenset())
        if one.role is Role.CHECKBOX and is_swatch(pixels, one.box)
        else one
        for one in controls
    ]


def is_swatch(pixels: Pixels, box: Box) -> bool:
    inside, around = box.grown(-FRAME), box.grown(FRAME)
    if min(inside.width, inside.height) < 1 or not Box(0, 0, pixels.shape[1], pixels.shape[0]).encloses(around):
        return False
    patch = pixels[inside.top : inside.bottom, inside.left : inside.right].reshape(-1, 3).astype(np.int16)
    if np.ptp(patch, axis=0).max() > EVEN:
        return False
    if patch.min() >= PAPER and _framed(pixels, box, patch):
        return False  # an empty box of white paper on a dark page
    columns, rows = pixels[around.top : around.bottom], pixels[:, around.left : around.right]
    ring = [columns[:, [around.left, around.right - 1]], rows[[around.top, around.bottom - 1]]]
    ground = np.median(np.concatenate([part.reshape(-1, 3) for part in ring]), axis=0)
    return bool(np.abs(np.median(patch, axis=0) - ground).max() > APART)


def _framed(pixels: Pixels, box: Box, patch: npt.NDArray[np.int16]) -> bool:
    """Whether its outermost pixels are of another colour than what they frame."""
    sides = pixels[[box.top, box.bottom - 1], box.left + FRAME : box.right - FRAME].reshape(-1, 3)
    return bool(np.abs(np.median(sides, axis=0) - np.median(patch, axis=0)).max() > 2 * EVEN)
