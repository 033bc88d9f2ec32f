"""What a look at a desktop shows at a point, in a window, or in the field that has the keyboard."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from grounding.geometry import Point
from grounding.screen import NO_TEXT, Element, Look, Role, State, Structure, Window
from planner.demo.deeds import FIELDS
from planner.demo.inputs import Sighting

SHORTEST_TELLING: Final = 2
NEAR: Final = 40
SETTLES_S: Final = 0.15
_OPENED_BY_POINTING: Final = frozenset({Role.MENU, Role.MENU_ITEM, Role.LIST_ITEM, Role.BUTTON, Role.LINK})
TEXTS: Final = frozenset({Role.TEXT, Role.LABEL, Role.IMAGE, Role.HEADING})
WRITING: Final = FIELDS | {Role.DROPDOWN, Role.CELL, Role.DOCUMENT}
_HOLDERS: Final = frozenset(
    {Role.GROUP, Role.WINDOW, Role.DOCUMENT, Role.DIALOG, Role.LIST, Role.TABLE, Role.TOOLBAR, Role.MENU_BAR, Role.MENU}
)


class OnceSecret:
    """A field that once was a password's stays secret, also when its window shows what is in it."""

    def __init__(self) -> None:
        self._handles: set[str] = set()

    def marked(self, sighting: Sighting) -> Sighting:
        structure = sighting.look.structure
        if not isinstance(structure, Structure):
            return sighting
        self._handles |= {one.handle for one in structure.elements if State.SECRET in one.state and one.handle}
        if not any(one.handle in self._handles and State.SECRET not in one.state for one in structure.elements):
            return sighting
        elements = tuple(
            replace(one, state=one.state | {State.SECRET}, value=NO_TEXT) if one.handle in self._handles else one
            for one in structure.elements
        )
        return replace(sighting, look=replace(sighting.look, structure=replace(structure, elements=elements)))


class Popups:
    """Menus and lists that came up, and what the pointer was on when they did."""

    def __init__(self) -> None:
        self._came: dict[str, tuple[Sighting, Sighting]] = {}

    def saw(self, before: Sighting, now: Sighting) -> None:
        known = {one.id for one in before.look.surroundings.windows}
        for window in now.look.surroundings.windows:
            if window.id not in known and not window.title:
                self._came[window.id] = (before, now)

    def opener(self, window: str, since_s: float) -> tuple[Sighting, Point, Element] | None:
        """Where the pointer only rested, when it came up after that moment; None when a press or a key brought it."""
        if window not in self._came:
            return None
        before, now = self._came[window]
        pointer = now.pointer
        if before.began_s < since_s + SETTLES_S or pointer is None:
            return None
        point = before.look.screenshot.frame.to_pixel(*pointer)
        element = element_at(before.look, point)
        return (before, point, element) if element is not None and element.role in _OPENED_BY_POINTING else None


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


def differs_at(point: Point, one: Look, other: Look) -> bool:
    """Whether another window, or something else in the same one, was there."""
    windows = [window_at(look, point) for look in (one, other)]
    if len({window.id if window is not None else "" for window in windows}) > 1:
        return True
    left, top = max(0, point.x - NEAR), max(0, point.y - NEAR)
    was, now = (look.screenshot.pixels[top : point.y + NEAR, left : point.x + NEAR] for look in (one, other))
    return not np.array_equal(was, now)


def that_shows(text: str, before: Look, sightings: Sequence[Sighting]) -> Element | None:
    """The field in which that text came to stand, whichever had the keyboard when we looked."""
    wanted = text.strip()
    for sighting in sightings if len(wanted) >= SHORTEST_TELLING else ():
        if isinstance(sighting.look.structure, Structure):
            found = [
                one
                for one in sighting.look.structure.elements
                if wanted in one.value
                and one.role in WRITING
                and State.SECRET not in one.state
                and not _held_already(wanted, one, before)
            ]
            if found:
                return next((one for one in found if State.FOCUSED in one.state), found[0])
    return None


def _held_already(wanted: str, field: Element, before: Look) -> bool:
    was = same_in(field, before)
    return was is not None and was.value.count(wanted) >= field.value.count(wanted)


def same_in(element: Element, look: Look) -> Element | None:
    if not isinstance(look.structure, Structure):
        return None
    return next((one for one in look.structure.elements if one.handle and one.handle == element.handle), None)
