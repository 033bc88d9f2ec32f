"""What was set in a dialog is kept: its OK is pressed, or what it has instead."""

from grounding.screen import Element, Look, Role
from planner.actions import Click
from planner.intents.expanding import Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.likeness import plain

_KEEPS = ("ok", "apply", "save", "done", "close", "anwenden", "übernehmen", "schließen", "fertig")
"""How dialogs call what makes them keep what was set, the surest first."""
_BUTTONS = frozenset({Role.BUTTON, Role.ICON_BUTTON})


def keep_settings(eye: Sighting) -> Singles:
    look = eye.look()
    button = _button(look, eye)
    if button is not None:
        target = aimed_at(button, button.text, look)
        yield Single(act=Click(place=target.query), target=target)


def _button(look: Look, eye: Sighting) -> Element | None:
    """In the window in front; where windows are not known, in the dialog that is seen."""
    screen = eye.parse(look)
    fronts = [window.box for window in look.surroundings.windows if window.active]
    dialogs = [element.box for element in screen.elements if element.role is Role.DIALOG]
    inside = fronts if len(look.surroundings.windows) > 1 else dialogs
    buttons = [
        element
        for element in screen.elements
        if element.role in _BUTTONS and element.enabled and any(box.contains(element.box.center) for box in inside)
    ]
    return next((one for word in _KEEPS for one in buttons if plain(one.text) == word), None)
