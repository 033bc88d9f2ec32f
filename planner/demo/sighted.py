"""What a look at a desktop shows at a point, in a window, or in the field that has the keyboard."""

from collections.abc import Sequence
from typing import Final

from grounding.geometry import Point
from grounding.screen import Element, Look, Role, State, Structure, Window
from planner.demo.deeds import FIELDS
from planner.demo.inputs import Sighting

SHORTEST_TELLING: Final = 2
TEXTS: Final = frozenset({Role.TEXT, Role.LABEL, Role.IMAGE, Role.HEADING})
WRITING: Final = FIELDS | {Role.DROPDOWN, Role.CELL, Role.DOCUMENT}
_HOLDERS: Final = frozenset(
    {Role.GROUP, Role.WINDOW, Role.DOCUMENT, Role.DIALOG, Role.LIST, Role.TABLE, Role.TOOLBAR, Role.MENU_BAR, Role.MENU}
)


def element_at(look: Look, point: Point) -> Element | None:
    """What is hit at a point: the innermost control of the window on top, else the innermost that is no ground."""
    if not isinstance(look.structure, Structure):
        return None
    window = window_at(look, point)
    return hit_in([one for one in look.structure.elements if window is None or one.window in ("", window.id)], point)


def hit_in(elements: Sequence[Element], point: Point) -> Element | None:
    """A menu with a name is one of a bar, or opens another; without, it holds what was hit."""
    under = sorted((one for one in elements if one.box.contains(point)), key=lambda one: one.box.area)
    plain = [one for one in under if one.role not in _HOLDERS or (one.role is Role.MENU and one.text)]
    control = next((one for one in plain if one.role not in TEXTS), None)
    return control or next(iter(plain), None)


def window_at(look: Look, point: Point) -> Window | None:
    return next((one for one in reversed(look.surroundings.windows) if one.box.contains(point)), None)


def in_front(sighting: Sighting) -> bool:
    """Whether any window had the keyboard."""
    return any(one.active for one in sighting.look.surroundings.windows)


def focused(look: Look) -> Element | None:
    if not isinstance(look.structure, Structure):
        return None
    active = next((one.id for one in look.surroundings.windows if one.active), "")
    found = [one for one in look.structure.elements if State.FOCUSED in one.state]
    return next((one for one in found if one.window in ("", active)), next(iter(found), None))


def that_shows(text: str, sightings: Sequence[Sighting]) -> Element | None:
    """The field in which that text came to stand, whichever had the keyboard when we looked."""
    wanted = text.strip()
    for sighting in sightings if len(wanted) >= SHORTEST_TELLING else ():
        if isinstance(sighting.look.structure, Structure):
            found = [
                one
                for one in sighting.look.structure.elements
                if wanted in one.value and one.role in WRITING and State.SECRET not in one.state
            ]
            if found:
                return next((one for one in found if State.FOCUSED in one.state), found[0])
    return None


def same_in(element: Element, look: Look) -> Element | None:
    if not isinstance(look.structure, Structure):
        return None
    return next((one for one in look.structure.elements if one.handle and one.handle == element.handle), None)
