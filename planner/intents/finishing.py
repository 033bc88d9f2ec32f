"""What was begun is finished: the dialog's OK is pressed, or the form's Save, or what they have instead.

Decision: a word such as "Save" counts in a window only beside one that leaves it ("Cancel"), else it is a tool of the
window; on a page only where it is the one button of its kind behind what was set. Where a dialog waits and it is not
clear what finishes it, that is said: what still waits for an answer is not done.
"""

from collections.abc import Collection

from grounding.geometry import Box
from grounding.screen import Element, Look, ParsedScreen, Target, Window
from planner.actions import Click
from planner.document_orders import Finish
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.likeness import plain
from planner.waiting import asking, buttons, can_be_left, front

_KEEPS = ("ok", "apply", "save", "done", "close", "anwenden", "übernehmen", "speichern", "schließen", "fertig")
"""How dialogs call what makes them keep what was set, the surest first."""
_ALSO_TOOLS = frozenset({"save", "speichern"})
_DOES_NOTHING = frozenset({"help", "reset", "defaults", "restore defaults", "hilfe", "zurücksetzen", "aide", "ayuda"})
_KEEPS_A_FORM = (
    "save", "save changes", "submit changes", "update", "apply", "apply changes", "submit", "ok",
    "speichern", "änderungen speichern", "übernehmen", "anwenden", "absenden", "enregistrer", "guardar", "salva",
)  # fmt: skip


def finish(intent: Finish, eye: Sighting) -> Singles:
    """Whether a dialog still waits after that, its expectation tells."""
    look = eye.look()
    button = _button(look, eye, intent)
    if button is not None:
        target = aimed_at(button, button.text, look)
        yield Single(act=Click(place=target.query), target=target)


def _button(look: Look, eye: Sighting, intent: Finish) -> Element | None:
    """In the window in front; where windows are not known, in the dialog that is seen; else on the page."""
    screen = eye.parse(look)
    places = asking(look, screen)
    if not places:
        return _on_the_page(screen, _set_last(intent, eye)) if look.surroundings.address else None
    inside = buttons(screen, places)
    can_leave = can_be_left(inside)
    if intent.deed:
        return _that_does(intent.deed, inside, front(look)) if can_leave else None
    words = [word for word in _KEEPS if can_leave or word not in _ALSO_TOOLS]
    return next((one for word in words for one in inside if plain(one.text) == word), None)


def _that_does(deed: str, shown: Collection[Element], window: Window | None) -> Element:
    """The dialog's button by the word of the order, or the one that agrees."""
    for fits in (lambda said: said == deed or said.startswith(f"{deed} "), lambda said: said in _KEEPS):
        fitting = [one for one in shown if fits(plain(one.text))]
        if len(fitting) == 1:
            return fitting[0]
    beside = _beside_leaving(shown)
    if len(beside) == 1:
        return beside[0]
    name = f"“{window.title}”" if window is not None and window.title else "A dialog"
    raise NotPossible(f"{name} waits for an answer that the words do not give")


def _beside_leaving(shown: Collection[Element]) -> list[Element]:
    """What stands in one row with the button that leaves, and does something."""
    leaving = [one for one in shown if can_be_left((one,))]
    return [
        one
        for one in shown
        if one not in leaving
        and one.text
        and plain(one.text) not in _DOES_NOTHING
        and any(abs(one.box.center.y - other.box.center.y) <= other.box.height // 2 for other in leaving)
    ]


def _set_last(intent: Finish, eye: Sighting) -> Element | None:
    found = eye.find(intent.place, patience_s=1.0).found if intent.place is not None else None
    return found.element if isinstance(found, Target) else None


def _on_the_page(screen: ParsedScreen, setting: Element | None) -> Element | None:
    """A form's button stands behind its fields; what stands before them is for something else."""
    behind = [one for one in buttons(screen) if setting is None or _is_behind(one.box, setting.box)]
    for word in _KEEPS_A_FORM:
        fitting = [one for one in behind if plain(one.text) == word]
        if len(fitting) > 1:
            raise NotPossible(f"several buttons “{fitting[0].text}” could keep what was set")
        if fitting:
            return fitting[0]
    return None


def _is_behind(button: Box, field: Box) -> bool:
    return button.top >= field.bottom or (button.bottom > field.top and button.left >= field.right)
