"""Instructions asked of pictures where their target is not: which pictures, and how it is told that it is not there.

A target is plainly there, and the pair does not count, where the other picture shows the same pixels, the same text
as is read in the target's box, or a text that is just what the instruction names.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from grounding.geometry import Box
from grounding.screen import ParsedScreen, Pixels

SEED = 20
SAME_PIXELS = 0.9
"""Correlation of a target's pixels with some place of a picture, from which on it is that target."""
_WIDEST, _HIGHEST = 220, 80
_INSIDE = 0.6


@dataclass(frozen=True, kw_only=True)
class Looks:
    """How a target looks: its pixels, and the texts in its box as they were read."""

    pixels: Pixels
    texts: frozenset[str]


def other_pictures(images: Sequence[str], own: str, each: int, name: str) -> list[str]:
    """Up to `each` pictures that are not the own one, the same ones for the same name every time."""
    others = sorted({image for image in images if image != own})
    return random.Random(f"{SEED}/{name}").sample(others, min(each, len(others)))


def patch_of(pixels: Pixels, box: Box) -> Pixels:
    """The box's pixels; of a large box the middle."""
    middle = box.center
    wide, high = min(box.width, _WIDEST), min(box.height, _HIGHEST)
    left, top = max(0, middle.x - wide // 2), max(0, middle.y - high // 2)
    return np.ascontiguousarray(pixels[top : top + high, left : left + wide])


def shows_pixels(pixels: Pixels, patch: Pixels) -> bool:
    """Whether the patch is somewhere in the picture, in shape and colour or in shape alone."""
    if patch.shape[0] > pixels.shape[0] or patch.shape[1] > pixels.shape[1] or float(patch.std()) < 1.0:
        return False
    found = cv2.matchTemplate(pixels, patch, cv2.TM_CCOEFF_NORMED)
    return float(np.nan_to_num(found, posinf=0.0, neginf=0.0).max()) >= SAME_PIXELS


def texts_in(screen: ParsedScreen, box: Box) -> frozenset[str]:
    """What is read in the box, made comparable."""
    inside = (one for one in screen.elements if one.text and _lies_in(one.text_box or one.box, box))
    return frozenset(filter(None, (comparable(one.text) for one in inside)))


def texts_on(screen: ParsedScreen) -> frozenset[str]:
    return frozenset(filter(None, (comparable(one.text) for one in screen.elements)))


def comparable(text: str) -> str:
    """
    >>> comparable(" Save as… ") == comparable("Save As...")
    True
    """
    return "".join(c for c in text.casefold() if c.isalnum()) or "".join(text.split())


def named_in(instruction: str) -> str:
    """What an instruction of a verb and a name names, made comparable.

    >>> named_in("Press the Save button") == comparable("Save")
    True
    """
    words = [word for word in instruction.rstrip(". ").split()[1:] if word.casefold() not in ("the", "a", "an")]
    if len(words) > 1 and words[-1].casefold() in ("button", "tab", "link", "menu", "field", "item"):
        words.pop()
    return comparable(" ".join(words))


def _lies_in(text: Box, box: Box) -> bool:
    return text.share_inside(box) >= _INSIDE or box.share_inside(text) >= _INSIDE
