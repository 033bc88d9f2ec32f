"""Which elements are known by what is drawn on them, and where it is drawn."""

from collections.abc import Sequence

import numpy as np

from grounding.geometry import Box
from grounding.screen import Element, Pixels, Role

_MAY_BE_DRAWN = frozenset(
    {Role.IMAGE, Role.ICON_BUTTON, Role.BUTTON, Role.TAB, Role.LINK, Role.MENU_ITEM, Role.LIST_ITEM, Role.CELL}
)
_MAY_BE_READ_AS_LETTERS = frozenset({Role.IMAGE, Role.ICON_BUTTON, Role.BUTTON})
LONGEST_MISREAD = 2
LARGEST_DRAWING = 96
SMALLEST_DRAWING = 6
FRAME = 2
FAINTEST = 12
STANDS_OUT = 0.3
MOST_DRAWINGS = 400


def drawings_of(elements: Sequence[Element], pixels: Pixels) -> list[tuple[int, Box]]:
    """(index of an element without words, the box of its drawing), at most MOST_DRAWINGS.

    Also of a control that says only a letter or two: a reader takes a plus for "+", a magnifying glass for "Q".
    """
    found = [(at, drawing_of(element, pixels)) for at, element in enumerate(elements) if is_drawn(element)]
    return [(at, box) for at, box in found if max(box.width, box.height) <= LARGEST_DRAWING][:MOST_DRAWINGS]


def drawing_of(element: Element, pixels: Pixels) -> Box:
    """What stands out from the ground of the control, to the pixel; where that is far more than the picture that was
    seen on it, a frame say, the picture."""
    seen = element.text_box or element.box
    if element.role is Role.IMAGE or max(element.box.width, element.box.height) > LARGEST_DRAWING:
        return seen
    ink = hugged(pixels, element.box)
    return ink if max(ink.width, ink.height) <= 2 * max(seen.width, seen.height) else seen


def hugged(pixels: Pixels, box: Box) -> Box:
    """Around what differs from the most of what is inside the frame; the box itself when little does."""
    inner = box.grown(-FRAME)
    if min(inner.width, inner.height) < SMALLEST_DRAWING or inner.clipped(whole_of(pixels)) != inner:
        return box
    part = pixels[inner.top : inner.bottom, inner.left : inner.right].astype(np.int16)
    ground = np.median(part.reshape(-1, 3), axis=0)
    apart = np.abs(part - ground).max(axis=2)
    if apart.max() < FAINTEST:
        return box
    ink = apart > STANDS_OUT * apart.max()
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    left, top = inner.left + int(columns[0]), inner.top + int(rows[0])
    return Box(left, top, inner.left + int(columns[-1]) + 1, inner.top + int(rows[-1]) + 1)


def whole_of(pixels: Pixels) -> Box:
    return Box(0, 0, pixels.shape[1], pixels.shape[0])


def is_drawn(element: Element) -> bool:
    if not element.text:
        return element.role in _MAY_BE_DRAWN
    return element.role in _MAY_BE_READ_AS_LETTERS and len(element.text.strip()) <= LONGEST_MISREAD
