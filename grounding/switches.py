"""On which side the knob of a switch lies, by plain geometry: to the right it is on.

Decision: the detector sees that something is a switch, but learns its state as much from colours as from the knob, and
colours are everybody's own. A knob is round: at the corners beside it the bar shows, while the bar fills its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
import numpy.typing as npt

from grounding.geometry import Box
from grounding.screen import Element, Pixels, Role, State

AROUND = 0.6
"""How far beside the box that the network sees the switch may reach, in its heights."""
SAME = 30
SHORTEST = 0.3
"""Of a part of the switch, in its heights."""
BORDER = 4
"""How far apart knob and bar may lie in its middle row."""
CORNER = 0.4
"""Where its corners are looked at, in heights from the middle."""

Row = npt.NDArray[np.int16]


def with_knobs(pixels: Pixels, controls: Sequence[Element]) -> list[Element]:
    """A knob alone, which the network takes for a round box to tick at times, is seen with its switch."""
    return [
        _with_knob(pixels, one)
        if one.role is Role.SWITCH
        else _with_bar(pixels, one)
        if one.role in (Role.RADIO, Role.CHECKBOX)
        else one
        for one in controls
    ]


def _with_bar(pixels: Pixels, knob: Element) -> Element:
    box, far = knob.box, knob.box.height
    for whole, is_on in ((box._replace(left=box.left - far), True), (box._replace(right=box.right + far), False)):
        if knob_on_the_right(pixels, whole) is is_on:
            state = frozenset({State.CHECKED}) if is_on else frozenset[State]()
            return replace(knob, box=whole, role=Role.SWITCH, state=state)
    return knob


def _with_knob(pixels: Pixels, switch: Element) -> Element:
    is_on = knob_on_the_right(pixels, switch.box)
    if is_on is None:
        return switch
    others = switch.state - {State.CHECKED}
    return replace(switch, state=others | {State.CHECKED} if is_on else others)


def knob_on_the_right(pixels: Pixels, box: Box) -> bool | None:
    """None where no knob can be told from its bar."""
    around = box.grown(round(AROUND * box.height)).clipped(Box(0, 0, pixels.shape[1], pixels.shape[0]))
    patch = pixels[around.top : around.bottom, around.left : around.right].astype(np.int16)
    middle = box.center.y - around.top
    ground = patch[middle, 0]
    parts = [
        part
        for part in _stretches(patch[middle])
        if part[1] - part[0] >= SHORTEST * box.height and part[1] < len(patch[0])
    ]
    parts = [part for part in parts if part[0] > 0 and not _is_ground(patch, part, middle, ground)]
    if len(parts) != 2 or parts[1][0] - parts[0][1] > BORDER:
        return None
    left, right = (_fills_its_corners(patch, part, middle, inner) for part, inner in zip(parts, (1, 0), strict=True))
    return None if left == right else left


def _stretches(row: Row) -> list[tuple[int, int]]:
    """Where neighbouring pixels are of one colour: start and end."""
    same = np.concatenate([[False], np.abs(np.diff(row, axis=0)).max(axis=1) <= SAME // 2])
    number = np.cumsum(~same)
    found, at = [], 0
    for _, members in groupby(number.tolist()):
        length = len(list(members))
        found.append((at, at + length))
        at += length
    return found


def _is_ground(patch: Row, part: tuple[int, int], middle: int, ground: Row) -> bool:
    """Whether it shows the ground, and goes on upwards and downwards as a knob of that colour does not."""
    reach = patch.shape[0] // 4
    column = patch[middle - reach : middle + reach + 1, (part[0] + part[1]) // 2]
    return bool(np.abs(column - ground).max() <= SAME)


def _fills_its_corners(patch: Row, part: tuple[int, int], middle: int, inner: int) -> bool:
    """inner: which of its ends is the one towards the other part."""
    centre = (part[0] + part[1]) // 2
    colour = patch[middle, centre]
    alike = np.abs(patch[:, centre] - colour).max(axis=1) <= SAME
    above, below = middle, middle
    while above > 0 and alike[above - 1]:
        above -= 1
    while below + 1 < len(alike) and alike[below + 1]:
        below += 1
    height = below - above + 1
    x = part[1] - 2 if inner else part[0] + 1
    ys = (round((above + below) / 2 - CORNER * height), round((above + below) / 2 + CORNER * height))
    return all(np.abs(patch[y, x] - colour).max() <= SAME for y in ys)
