"""Names that things without a telling name get from where they stand: window buttons, the clock, the page number."""

import re
from collections.abc import Iterator, Sequence

from grounding.geometry import Box
from grounding.locator.labels import BY_PLACE, Name
from grounding.screen import Element, Role

_CLOSING = frozenset({"×", "✕", "✖", "x", "X"})
_SMALL = frozenset({Role.ICON_BUTTON, Role.BUTTON, Role.IMAGE})
_TIME = re.compile(r"(?:^|\s)\d{1,2}:\d{2}(?:\s?[ap]m)?\b", re.I)
_LONGEST_TIME = 26
_TOP, _BOTTOM = 0.06, 0.91
"""Parts of the height of a screen above and below which panels stand."""
_OF_PAGES = re.compile(r"(?:of|/)\s?\d+$", re.I)


def names_by_place(elements: Sequence[Element], screen: Box) -> Iterator[tuple[int, Name]]:
    """(index of an element, a name that its place gives it)."""
    for at, element in enumerate(elements):
        for name in (*_on_a_panel(element, screen), *_of_pages(element)):
            yield at, Name(text=name, weight=0.8, source=BY_PLACE)
    yield from _window_buttons(elements)


def _on_a_panel(element: Element, screen: Box) -> tuple[str, ...]:
    y = (element.box.center.y - screen.top) / max(1, screen.height)
    is_time = len(element.text) <= _LONGEST_TIME and _TIME.search(element.text) is not None
    return ("clock", "date and time") if is_time and not _TOP < y < _BOTTOM else ()


def _of_pages(element: Element) -> tuple[str, ...]:
    return ("page", "page number") if _OF_PAGES.match(element.text.strip()) else ()


def _window_buttons(elements: Sequence[Element]) -> Iterator[tuple[int, Name]]:
    """Two small buttons left of the one that closes, and no third: minimize and maximize."""
    small = [(at, one) for at, one in enumerate(elements) if one.role in _SMALL and one.box.height < 48]
    for _, closing in small:
        if closing.text not in _CLOSING and (closing.meaning is None or closing.meaning.name != "close"):
            continue
        row = [
            (at, one)
            for at, one in small
            if one.box.right <= closing.box.left + 2
            and abs(one.box.center.y - closing.box.center.y) <= closing.box.height // 2
            and closing.box.left - one.box.right < 6 * closing.box.width
        ]
        row.sort(key=lambda pair: -pair[1].box.left)
        beside = zip([closing, *(one for _, one in row)], row, strict=False)
        near = [right.box.left - left.box.right <= 1.5 * closing.box.width for right, (_, left) in beside]
        if near[:2] == [True, True] and near[2:3] != [True]:
            for (at, one), name in zip(row, ("maximize", "minimize"), strict=False):
                if not one.text:
                    yield at, Name(text=name, weight=0.85, source=BY_PLACE)
