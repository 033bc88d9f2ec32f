"""Buttons that look as if they were disabled and are not: their words stand out as much as those of another one.

Decision: the network takes it for disabled from its shape and its words alike, and a theme's dark buttons, or the one
that Enter presses, mislead it; a disabled one's words are always paler than those of the enabled one beside it.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from grounding.geometry import Box
from grounding.screen import Element, Pixels, Role, State

_JUDGED = frozenset({Role.BUTTON, Role.MENU_ITEM, Role.TAB})
_AS_PLAIN = 0.92
"""So much of the other's contrast, which the smoothing of letters alone can take."""
_SAME_GROUND = 12
_INSET = 3


def with_awake(pixels: Pixels, elements: Sequence[Element]) -> tuple[Element, ...]:
    """What the structure says of its elements stands."""
    if not any(State.DISABLED in one.state and not one.handle for one in elements):
        return tuple(elements)
    judged = [one for one in elements if one.role in _JUDGED and one.text and not one.handle]
    looks = {one.id: _ground_and_contrast(pixels, one.box) for one in judged}
    plain = [one for one in judged if State.DISABLED not in one.state]
    awake = {
        one.id
        for one in judged
        if State.DISABLED in one.state
        and any(_is_as_plain(looks[one.id], looks[other.id]) for other in plain if other.role is one.role)
    }
    return tuple(replace(one, state=one.state - {State.DISABLED}) if one.id in awake else one for one in elements)


def _is_as_plain(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Each the grey of the ground, and how far the letters stand out from it."""
    return abs(one[0] - other[0]) <= _SAME_GROUND and one[1] >= _AS_PLAIN * other[1]


def _ground_and_contrast(pixels: Pixels, box: Box) -> tuple[int, int]:
    inner = box.grown(-_INSET) if min(box.width, box.height) > 3 * _INSET else box
    grey = pixels[inner.top : inner.bottom, inner.left : inner.right].mean(axis=2)
    if not grey.size:
        return 0, 0
    ground = float(np.median(grey))
    return int(ground), int(np.percentile(np.abs(grey - ground), 98))
