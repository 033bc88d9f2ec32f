"""What was set in a dialog or a form is kept: its OK is pressed, or what it has instead."""

from grounding.screen import Element, Look, ParsedScreen, Query, Role, Target
from planner.actions import Click
from planner.document_orders import HandIn, KeepSettings
from planner.intents.expanding import Sighting, Single, Singles
from planner.intents.forms import aimed_at, button_of, fields
from planner.likeness import plain

_KEEPS = ("ok", "apply", "save", "done", "close", "anwenden", "übernehmen", "speichern", "schließen", "fertig")
"""How dialogs call what makes them keep what was set, the surest first."""
_HANDS_IN = ("save", "save changes", "update", "submit", "submit changes", "apply", "ok", "speichern", "übernehmen")
"""How forms do."""
_BUTTONS = frozenset({Role.BUTTON, Role.ICON_BUTTON})
_SEEN_AFTER_S = 1.0
_COMES_UP_S = (0.3, 0.5)
_SHIFTED = 3
"""So many things at another place: the page is laid out anew, and its own button has moved."""


def keep_settings(intent: KeepSettings, eye: Sighting) -> Singles:
    """Nothing where there is no such button: not every dialog and not every form has one."""
    look = eye.look()
    screen = eye.parse(look)
    button = _of_dialog(look, screen)
    if button is None and intent.place is not None:
        button = _of_form(intent.place, screen, eye)
    if button is not None:
        target = aimed_at(button, button.text, look)
        yield Single(act=Click(place=target.query), target=target)


def hand_in(intent: HandIn, eye: Sighting) -> Singles:
    before = eye.look()
    yield Single(act=Click(place=intent.button))
    for pause_s in _COMES_UP_S:
        eye.wait(pause_s)
        again = _asked_again(intent.button.text, before, eye)
        if again is not None:
            yield Single(act=Click(place=again.query), target=again)
            return


def _asked_again(name: str, before: Look, eye: Sighting) -> Target | None:
    """The button of that name that came up in front of the same page, with all else where it was."""
    look = eye.look()
    if look.surroundings.address != before.surroundings.address:
        return None
    old, new = eye.parse(before).elements, eye.parse(look).elements
    known = {(e.role, plain(e.text)): e.box for e in old if e.text}
    moved = [e for e in new if (box := known.get((e.role, plain(e.text)))) is not None and not e.box.meets(box)]
    same = [e for e in new if e.role in _BUTTONS and e.enabled and plain(e.text) == plain(name)]
    fresh = [e for e in same if not any(e.box.meets(o.box) for o in old if o.role in _BUTTONS and o.text)]
    if len(fresh) != 1 or len([e for e in moved if e not in fresh]) >= _SHIFTED:
        return None
    return aimed_at(fresh[0], fresh[0].text, look)


def _of_dialog(look: Look, screen: ParsedScreen) -> Element | None:
    """In the window in front; where windows are not known, in the dialog that is seen."""
    fronts = [window.box for window in look.surroundings.windows if window.active]
    dialogs = [element.box for element in screen.elements if element.role is Role.DIALOG]
    inside = fronts if len(look.surroundings.windows) > 1 else dialogs
    return _called(_KEEPS, [e for e in screen.elements if any(box.contains(e.box.center) for box in inside)])


def _of_form(place: Query, screen: ParsedScreen, eye: Sighting) -> Element | None:
    """The nearest below the field, by its name; else the one button that stands there."""
    found = eye.find(place, patience_s=_SEEN_AFTER_S).found
    if not isinstance(found, Target):
        return None
    below = [e for e in (*screen.elements, *screen.beyond) if e.box.top >= found.element.box.top]
    form = tuple(one for one in fields(screen) if one.element.box.iou(found.element.box) > 0.5)
    return _called(_HANDS_IN, below) or (button_of(form, screen) if form else None)


def _called(names: tuple[str, ...], elements: list[Element]) -> Element | None:
    buttons = [e for e in elements if e.role in _BUTTONS and e.enabled]
    return next((one for name in names for one in buttons if plain(one.text) == name), None)
