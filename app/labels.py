"""What a drawn box says of its element, and in which colour: the same on a written picture and in the window.

Decision: one colour for each family of roles, of middle lightness: it stands out from white and from black by 3 to 1
at least (WCAG 2.1, 1.4.11), and white letters on it by 4.5 to 1 (1.4.3), so nothing depends on the screen below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from grounding.geometry import Box
from grounding.screen import Element, FoundBy, Role

LONGEST = 40
LONGEST_SHORT = 14


class Family(StrEnum):
    """Roles that a person treats alike."""

    PRESSED = "pressed"
    CHOSEN = "chosen"
    FILLED = "filled"
    LISTED = "listed"
    READ = "read"
    FRAMES = "frames"


COLOURS = {
    Family.PRESSED: "#b8470b",
    Family.CHOSEN: "#a832a8",
    Family.FILLED: "#1a7f37",
    Family.LISTED: "#8a6100",
    Family.READ: "#1668c7",
    Family.FRAMES: "#68707a",
}
_MEMBERS = {
    Family.PRESSED: (Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.TAB, Role.MENU_ITEM, Role.IMAGE),
    Family.CHOSEN: (Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.SLIDER, Role.SCROLLBAR, Role.PROGRESS),
    Family.FILLED: (Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.SPINNER),
    Family.LISTED: (Role.OPTION, Role.LIST_ITEM, Role.TREE_ITEM, Role.ROW, Role.CELL, Role.HEADER),
    Family.READ: (Role.TEXT, Role.LABEL, Role.HEADING),
}
_FAMILY_OF = {role: family for family, roles in _MEMBERS.items() for role in roles}


@dataclass(frozen=True, kw_only=True)
class Label:
    """short: for where there is no room for the text. colour: `#rrggbb`, of the box and of the label's ground."""

    box: Box
    text: str
    short: str
    colour: str


def labels_of(elements: Iterable[Element]) -> tuple[Label, ...]:
    """The largest first, so that what lies inside is drawn on top."""
    largest_first = sorted(elements, key=lambda element: (-element.box.area, element.box, element.id))
    return tuple(
        Label(box=element.box, text=said_of(element), short=said_shortly(element), colour=COLOURS[family_of(element)])
        for element in largest_first
    )


def family_of(element: Element) -> Family:
    return _FAMILY_OF.get(element.role, Family.FRAMES)


def said_of(element: Element) -> str:
    """Role, name, what its drawing means, states; of a line of text only what was read.

    >>> from grounding.screen import ElementId, FoundBy, Meaning, ScreenText, State
    >>> star = Element(id=ElementId("1"), box=Box(0, 0, 9, 9), role=Role.ICON_BUTTON, found_by=FoundBy.VISION,
    ...     meaning=Meaning(name="star", confidence=0.8), state=frozenset({State.DISABLED}))
    >>> said_of(star)
    'icon button ≈ star · disabled'
    """
    name = named(element)
    if name and element.role is Role.TEXT and element.found_by is FoundBy.TEXT:
        return cut(name, LONGEST)
    parts = [element.role.value.replace("_", " ")]
    if name:
        parts.append(f"“{cut(name, LONGEST)}”")
    if element.meaning is not None:
        parts.append(f"≈ {cut(printable(element.meaning.name), LONGEST)}")
    return " · ".join([" ".join(parts), *sorted(state.value.replace("_", " ") for state in element.state)])


def said_shortly(element: Element) -> str:
    meaning = f"≈ {printable(element.meaning.name)}" if element.meaning is not None else ""
    return cut(named(element) or meaning or element.role.value.replace("_", " "), LONGEST_SHORT)


def named(element: Element) -> str:
    return printable(element.text or element.value or element.hint)


def printable(text: str) -> str:
    """In one line, without what would move or hide other letters.

    >>> printable("Save\\n\\u202e  as\\x07")
    'Save as'
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def cut(text: str, longest: int) -> str:
    """
    >>> cut("Everything", 5)
    'Ever…'
    """
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
