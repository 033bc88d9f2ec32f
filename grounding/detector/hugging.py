"""Boxes of drawings, brought to their ink: the network says where one is, pixels say where it ends.

A map's cell is four pixels wide, which is half of a small arrow. Measured on screens the network was not trained on,
the mean overlap of small drawings with the truth rose from .67 to .84 in applications, from .75 to .86 on web pages.
"""

import cv2
import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels

LARGEST = 72
"""Pictures beyond it have no ink to speak of."""
FURTHER, NEARER = 3, 4
"""How many pixels a side may move out and in."""
FAINTEST = 24
SHARE = 0.3
"""Ink differs from the ground by this share of what the strongest ink differs by."""
THINNEST = 3


def hugged(box: Box, pixels: Pixels) -> Box:
    """The box with each side at the ink's; where ink goes on beyond what is looked at, the side stays."""
    if max(box.width, box.height) > LARGEST:
        return box
    near = box.grown(FURTHER).clipped(Box(0, 0, pixels.shape[1], pixels.shape[0]))
    crop = pixels[near.top : near.bottom, near.left : near.right]
    border = np.concatenate((crop[0], crop[-1], crop[:, 0], crop[:, -1]))
    border.sort(axis=0)
    ground = border[len(border) // 2]
    away = cv2.absdiff(np.ascontiguousarray(crop), np.broadcast_to(ground, crop.shape))
    strongest = cv2.max(cv2.max(away[:, :, 0], away[:, :, 1]), away[:, :, 2])
    least = max(FAINTEST, int(strongest.max() * SHARE))
    left, top, width, height = cv2.boundingRect((strongest > least).astype(np.uint8))
    if not width:
        return box
    wide, high = near.width, near.height
    ink = Box(
        min(near.left + left, box.left + NEARER) if left else box.left,
        min(near.top + top, box.top + NEARER) if top else box.top,
        max(near.left + left + width, box.right - NEARER) if left + width < wide else box.right,
        max(near.top + top + height, box.bottom - NEARER) if top + height < high else box.bottom,
    )
    return ink if min(ink.width, ink.height) >= THINNEST else box
