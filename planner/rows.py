"""The entries of a list, also where nothing but the picture tells them: rows of words in equal frames."""

import re
from dataclasses import replace

from grounding.screen import Element, ParsedScreen, Role, ScreenText

FEWEST = 3
ALIGNED = 4
_FRAMED = frozenset({Role.TEXT_FIELD, Role.BUTTON, Role.LIST_ITEM, Role.MENU_ITEM, Role.ROW, Role.CELL, Role.OPTION})
"""What an entry in a frame may be taken for by sight."""
_HANDLE = re.compile(r"^[^\w\s+\-\N{MINUS SIGN}]+\s+")
"""A drawing before the words, to drag the entry by, read as a sign."""


def entries_of(screen: ParsedScreen) -> tuple[Element, ...]:
    """All elements; three or more of one size in a column or row, by sight alone, as the entries of a list."""
    if any(element.handle for element in screen.elements):
        return screen.elements
    framed = [e for e in screen.elements if e.role in _FRAMED and (e.text or e.value)]
    listed = {e.id for e in framed if sum(_is_alike(e, other) for other in framed) >= FEWEST}
    return tuple(_entry(e) if e.id in listed else e for e in screen.elements)


def _is_alike(one: Element, other: Element) -> bool:
    """Of one size, and in one column or row; an element is like itself."""
    box, there = one.box, other.box
    in_line = abs(box.left - there.left) <= ALIGNED or abs(box.top - there.top) <= ALIGNED
    return in_line and abs(box.width - there.width) <= ALIGNED and abs(box.height - there.height) <= ALIGNED


def _entry(element: Element) -> Element:
    words = _HANDLE.sub("", element.text or element.value).strip() or element.text or element.value
    return replace(element, role=Role.LIST_ITEM, text=ScreenText(words))
