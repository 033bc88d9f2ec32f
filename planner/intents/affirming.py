"""A question that comes up about what was just ordered: whether a file is really to be deleted."""

from grounding.screen import Element, Role
from planner.actions import Act, Action, Click, PressKeys, Reading, WaitFor
from planner.find import Given
from planner.intents.expanding import Sighting
from planner.intents.forms import aimed_at
from planner.likeness import plain

_DELETES = frozenset({("delete",), ("shift", "delete")})
_YES = (
    "yes",
    "delete",
    "move to trash",
    "move to the trash",
    "ok",
    "ja",
    "löschen",
    "oui",
    "supprimer",
    "sí",
    "eliminar",
)
_NO = frozenset({"no", "cancel", "nein", "abbrechen", "non", "annuler", "cancelar"})
_BUTTONS = frozenset({Role.BUTTON, Role.ICON_BUTTON})
_COMES_UP_S = (0.2, 0.4)


def affirmed(before: Action | None, reading: Reading, eye: Sighting) -> tuple[Act, Given] | None:
    """What says yes in the small window in front, where it asks for yes or no after the keys that delete.

    Whether it may be said is for the gate, and so for the person.
    """
    deleting = isinstance(before, PressKeys) and before.keys in _DELETES
    if not (deleting and isinstance(reading, WaitFor) and reading.gone):
        return None
    for pause_s in _COMES_UP_S:
        eye.wait(pause_s)
        look = eye.look()
        windows = look.surroundings.windows
        front = look.surroundings.active_window
        if front is None or not any(w.id != front.id and w.box.area > front.box.area for w in windows):
            continue
        shown = [e for e in eye.parse(look).elements if _is_button(e) and front.box.contains(e.box.center)]
        yes = next((e for name in _YES for e in shown if _said(e) == name), None)
        if yes is not None and any(_said(e) in _NO and _are_level(e, yes) for e in shown):
            target = aimed_at(yes, yes.text, look)
            return Click(place=target.query), target
    return None


def _is_button(element: Element) -> bool:
    """By sight, a button that has the focus may be no more than its words."""
    return element.role in _BUTTONS or (element.role is Role.TEXT and not element.handle)


def _are_level(one: Element, other: Element) -> bool:
    return abs(one.box.center.y - other.box.center.y) <= max(one.box.height, other.box.height)


def _said(button: Element) -> str:
    return plain(button.text).strip(" .!")
