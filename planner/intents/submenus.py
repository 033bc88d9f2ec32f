"""Entries of a menu that open another one, told by the arrow at the end of their row.

Decision: an arrow is small, and no reader of drawings finds each of them; that there is something drawn at the very end
of a row, with nothing right before it, is seen in the pixels themselves. A shortcut ("Ctrl+D") reaches further back.
"""

from collections.abc import Iterable

import numpy as np

from grounding.geometry import Box
from grounding.screen import Element, Look, Role, Screenshot

_SIDE = frozenset({"▸", "►", "›", ">", "❯", "▶"})
_ENTRIES = frozenset({Role.MENU_ITEM, Role.TEXT, Role.LABEL, Role.BUTTON, Role.LIST_ITEM, Role.TEXT_FIELD})
_MARGIN, _ARROW, _BARE = 3, 24, 30
"""Widths in pixels at the end of a row: of the menu's frame, of where an arrow stands, of what is empty before it."""
_TALLEST = 44
_HALF = 8
_CONTRAST = 60
_LEAST = 4
_OFF_MIDDLE = 1.5
Pixels = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def with_more(elements: Iterable[Element], opened: Look, before: Look) -> list[Element]:
    """By what they say or are; of those without a structure, by what is drawn in what came up."""
    found, seen = [], []
    for element in elements:
        if (element.role is Role.MENU and element.text) or any(element.text.rstrip().endswith(sign) for sign in _SIDE):
            found.append(element)
        elif element.role in _ENTRIES and element.text and not element.handle and element.box.height <= _TALLEST:
            seen.append(element)
    known = {window.id for window in before.surroundings.windows}
    popups = [window.box for window in opened.surroundings.windows if window.id not in known]
    for popup in popups:
        found += [e for e in seen if popup.contains(e.box.center) and _ends_in_arrow(e, popup, opened.screenshot)]
    return found


def _ends_in_arrow(entry: Element, popup: Box, screenshot: Screenshot) -> bool:
    row = (entry.text_box or entry.box).center.y
    top, bottom, end = row - _HALF, row + _HALF, popup.right - _MARGIN
    arrow = Box(end - _ARROW, top, end, bottom)
    bare = Box(end - _ARROW - _BARE, top, end - _ARROW, bottom)
    return not _is_drawn_on(bare, screenshot) and _points_right(screenshot.crop(arrow).astype(int))


def _points_right(pixels: Pixels) -> bool:
    """Whether what is drawn is higher at its left than at its right end, and ends halfway up: no letter does.

    A shortcut of one letter stands where an arrow would.
    """
    if not pixels.size:
        return False
    ground = np.median(pixels.reshape(-1, pixels.shape[-1]), axis=0)
    drawn = np.abs(pixels - ground).max(axis=2) > _CONTRAST
    rows = [np.flatnonzero(drawn[:, column]) for column in np.flatnonzero(drawn.any(axis=0))]
    if len(rows) < _LEAST:
        return False
    highest = max(rows[: len(rows) // 2], key=lambda row: int(row[-1] - row[0]))
    first, last = int(highest[-1] - highest[0]) + 1, int(rows[-1][-1] - rows[-1][0]) + 1
    apart = abs((highest[-1] + highest[0]) - (rows[-1][-1] + rows[-1][0])) / 2
    return first >= _LEAST and last <= max(2, first // 4) and bool(apart <= _OFF_MIDDLE)


def _is_drawn_on(box: Box, screenshot: Screenshot) -> bool:
    """Whether anything stands out from one even ground."""
    pixels = screenshot.crop(box).astype(int)
    return bool(pixels.size) and int((pixels.max(axis=(0, 1)) - pixels.min(axis=(0, 1))).max()) > _CONTRAST
