"""Which elements are known by what is drawn on them, and where it is drawn."""

from collections.abc import Sequence

from grounding.geometry import Box
from grounding.screen import Element, Role

_MAY_BE_DRAWN = frozenset(
    {Role.IMAGE, Role.ICON_BUTTON, Role.BUTTON, Role.TAB, Role.LINK, Role.MENU_ITEM, Role.LIST_ITEM, Role.CELL}
)
_MAY_BE_READ_AS_LETTERS = frozenset({Role.IMAGE, Role.ICON_BUTTON, Role.BUTTON})
LONGEST_MISREAD = 2
LARGEST_DRAWING = 96
MOST_DRAWINGS = 400


def drawings_of(elements: Sequence[Element]) -> list[tuple[int, Box]]:
    """(index of an element without words, the box of its drawing), at most MOST_DRAWINGS.

    Also of a control that says only a letter or two: a reader takes a plus for "+", a magnifying glass for "Q".
    """
    found = [(at, element.text_box or element.box) for at, element in enumerate(elements) if is_drawn(element)]
    return [(at, box) for at, box in found if max(box.width, box.height) <= LARGEST_DRAWING][:MOST_DRAWINGS]


def is_drawn(element: Element) -> bool:
    if not element.text:
        return element.role in _MAY_BE_DRAWN
    return element.role in _MAY_BE_READ_AS_LETTERS and len(element.text.strip()) <= LONGEST_MISREAD
