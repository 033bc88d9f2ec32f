"""The truth held against the pixels: text and drawings hug their ink, and what shows nothing is dropped."""

from dataclasses import replace

import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels, Role
from grounding.training.render.cover import Truth

MARGIN = 2
CONTRAST = 24
MUST_SHOW = frozenset(
    {Role.IMAGE, Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.ICON_BUTTON, Role.LINK, Role.SLIDER, Role.PROGRESS}
)
HOLDS_INK = frozenset({Role.MENU_ITEM, Role.TAB, Role.BUTTON, Role.OPTION, Role.ICON_BUTTON})


def inked(truth: Truth, pixels: Pixels) -> Truth:
    kept = Truth(ignore=list(truth.ignore))
    for line in truth.lines:
        if box := ink_of(pixels, line.box):
            kept.lines.append(replace(line, box=box))
    for one in truth.elements:
        if one.role is Role.IMAGE and min(one.box.width, one.box.height) < 100:
            if box := ink_of(pixels, one.box, least=10):
                kept.elements.append(replace(one, box=box))
        elif one.role in MUST_SHOW and not ink_of(pixels, one.box, least=6):
            continue
        elif one.role in HOLDS_INK and not ink_of(pixels, _heart(one.box), least=12, margin=0):
            kept.ignore.append(one.box)  # a bare frame: its sign found no room
        else:
            kept.elements.append(one)
    return kept


def _heart(box: Box) -> Box:
    """Without the frame."""
    return box.grown(-min(5, min(box.width, box.height) // 4))


def ink_of(pixels: Pixels, box: Box, *, least: int = CONTRAST, margin: int = MARGIN) -> Box | None:
    """The box around what differs from the ground in and just around `box`; None when nothing does.

    The ground is the commonest colour at the margin. Where what is found reaches past the box (a frame, a
    neighbour), the box itself stays the limit.
    """
    frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
    around = box.grown(margin).clipped(frame)
    if not around.area:
        return None
    crop = pixels[around.top : around.bottom, around.left : around.right].astype(np.int16)
    edge = np.concatenate([crop[0], crop[-1], crop[:, 0], crop[:, -1]])
    colours, counts = np.unique(edge // 8, axis=0, return_counts=True)
    ground = edge[(edge // 8 == colours[counts.argmax()]).all(axis=1)].mean(axis=0)
    differs = np.abs(crop - ground).max(axis=2) > least
    grown = _around(differs, around)
    if grown is None:
        return None
    touches = (
        grown.left == around.left
        or grown.top == around.top
        or grown.right == around.right
        or grown.bottom == around.bottom
    )
    if not touches:
        return grown
    inner = box.clipped(frame)
    inside = differs[
        inner.top - around.top : inner.bottom - around.top, inner.left - around.left : inner.right - around.left
    ]
    return _around(inside, inner)


def _around(differs: np.ndarray, corner: Box) -> Box | None:
    columns, rows = np.flatnonzero(differs.any(axis=0)), np.flatnonzero(differs.any(axis=1))
    if not len(columns):
        return None
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1).moved(corner.left, corner.top)
