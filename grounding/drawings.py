"""Which elements are known by what is drawn on them, and where it is drawn."""

from collections.abc import Sequence

from grounding.geometry import Box
from grounding.screen import Element, Role

_MAY_BE_DRAWN = frozenset(
    {Role.IMAGE, Role.ICON_BUTTON, Role.BUTTON, Role.TAB, Role.LINK, Role.MENU_ITEM, Role.LIST_ITEM, Role.CELL}
)
LARGEST_DRAWING = 96
MOST_DRAWINGS = 400


def drawings_of(elements: Sequence[Element]) -> list[tuple[int, Box]]:
    """(index of an element without words, the box of its drawing), at most MOST_DRAWINGS."""
    found = [
        (at, element.text_box or element.box)
        for at, element in enumerate(elements)
        if element.role in _MAY_BE_DRAWN and not element.text
    ]
    return [(at, box) for at, box in found if max(box.width, box.height) <= LARGEST_DRAWING][:MOST_DRAWINGS]
