"""Whether a box that a structure claims can be true: by its numbers, by the pixels in it, by what is read elsewhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from grounding.geometry import Box, Point
from grounding.overlaps import boxes_of
from grounding.screen import Element, Pixels, Role

_FAR_OUT = 100_000
_MAY_FILL_THE_SCREEN = frozenset(
    {
        Role.WINDOW,
        Role.DIALOG,
        Role.GROUP,
        Role.DOCUMENT,
        Role.TABLE,
        Role.LIST,
        Role.TEXT_AREA,
        Role.IMAGE,
        Role.MENU,
        Role.ROW,
    }
)
_MUST_SHOW = frozenset(
    {
        Role.TEXT,
        Role.LABEL,
        Role.HEADING,
        Role.BUTTON,
        Role.ICON_BUTTON,
        Role.LINK,
        Role.TAB,
        Role.MENU_ITEM,
        Role.OPTION,
        Role.HEADER,
        Role.CHECKBOX,
        Role.RADIO,
        Role.SWITCH,
    }
)
"""Roles that cannot be there without something drawn."""
_SAMPLES = (7, 40)
_BLANK = 6
"""Grey values within this span are one colour."""


def sane(element: Element, screen: Box) -> Element | None:
    """The element with its box clipped to the screen; None when the box cannot be true, or lies outside."""
    box = element.box
    if min(box) < -_FAR_OUT or max(box) > _FAR_OUT or box.area == 0:
        return None
    if element.role not in _MAY_FILL_THE_SCREEN and (box.width > screen.width or box.height > screen.height):
        return None
    clipped = box.clipped(screen)
    if clipped.area == 0:
        return None
    return element if clipped == box else replace(element, box=clipped)


def drawn(elements: Sequence[Element], pixels: Pixels) -> list[bool]:
    """For each element: False when it must show something, but its whole box is of one colour."""
    if not elements:
        return []
    boxes = boxes_of(elements)
    rows = _spread(boxes[:, 1], boxes[:, 3], _SAMPLES[0])
    columns = _spread(boxes[:, 0], boxes[:, 2], _SAMPLES[1])
    # Green stands for brightness here: it is the largest part of it, and one plane is three times as fast as three.
    sampled = pixels[rows[:, :, None], columns[:, None, :], 1]
    flat = sampled.max(axis=(1, 2)).astype(np.int16) - sampled.min(axis=(1, 2)) <= _BLANK
    return [
        not (blank and element.role in _MUST_SHOW and _one_colour(pixels, element.box))
        for element, blank in zip(elements, flat, strict=True)
    ]


def _spread(low: npt.NDArray[np.int64], high: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """`count` whole numbers from low up to, but without, high, in each row."""
    share = (np.arange(count) + 0.5) / count
    spread: npt.NDArray[np.int64] = (low[:, None] + share[None, :] * (high - low)[:, None]).astype(np.int64)
    return spread


def _one_colour(pixels: Pixels, box: Box) -> bool:
    crop = pixels[box.top : box.bottom, box.left : box.right]
    return bool((crop.max(axis=(0, 1)).astype(np.int16) - crop.min(axis=(0, 1)) <= _BLANK).all())


def squeezed(text: str) -> str:
    """Letters alone, for a comparison that is fast and does not mind spaces.

    >>> squeezed(" Save  As…")
    'saveas'
    """
    return "".join(text.casefold().replace("…", "").replace("...", "").replace(":", "").split())


def shifted(elements: Sequence[Element], lines: Sequence[Element]) -> list[Element]:
    """Elements whose window reports its boxes from its own corner, moved to where their texts are read.

    Some toolkits tell an element's place in its window as if it were its place on the screen. Where three or more
    texts, each standing once in the window and once on the screen, lie off by the same way, and hardly any lies
    right, the whole window is moved by it.
    """
    names = [squeezed(line.text) for line in lines]
    count = Counter(names)
    place = {name: line.box.center for name, line in zip(names, lines, strict=True) if count[name] == 1}
    windows: dict[str, list[Element]] = {}
    for element in elements:
        windows.setdefault(element.window, []).append(element)
    moves = {window: move for window, of_one in windows.items() if (move := _move(of_one, place)) is not None}
    if not moves:
        return list(elements)
    return [
        replace(element, box=element.box.moved(*moves[element.window])) if element.window in moves else element
        for element in elements
    ]


def _move(elements: Sequence[Element], place: dict[str, Point]) -> tuple[int, int] | None:
    claimed = Counter(squeezed(element.text) for element in elements if element.text)
    ways: list[tuple[int, int]] = []
    right = 0
    for element in elements:
        name = squeezed(element.text)
        if len(name) < 3 or claimed[name] != 1 or name not in place:
            continue
        x, y = place[name]
        if element.box.left <= x < element.box.right and element.box.top <= y < element.box.bottom:
            right += 1
        else:
            ways.append((x - element.box.center.x, y - element.box.center.y))
    if len(ways) < 3 or right > len(ways) // 4:
        return None
    # Texts do not stand in the very middle of their elements: the way that most share, give or take a few pixels.
    best = max(ways, key=lambda way: sum(_near(way, other) for other in ways))
    votes = [other for other in ways if _near(best, other)]
    if len(votes) < max(3, len(ways) // 2):
        return None
    across, down = sorted(way[0] for way in votes), sorted(way[1] for way in votes)
    return across[len(across) // 2], down[len(down) // 2]


def _near(way: tuple[int, int], other: tuple[int, int]) -> bool:
    return abs(way[0] - other[0]) <= 6 and abs(way[1] - other[1]) <= 6
