"""What came up on a page is put away: by its cross or "Close", else by what refuses it, else with Escape."""

from grounding.screen import Element, ParsedScreen, Role
from planner.actions import AnswerDialog, Click, PressKeys
from planner.document_orders import CloseDialog
from planner.goals.scene import dialogs, inside, name_of
from planner.intents.expanding import Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.likeness import plain

_WAYS = (
    frozenset({"close", "x", "×", "✕", "✖", "✗", "╳", "schließen", "fermer", "cerrar", "chiudi", "close dialog"}),
    frozenset({"dismiss", "no thanks", "no, thanks", "not now", "cancel", "skip", "later", "abbrechen", "annuler"}),
    frozenset({"ok", "got it", "done"}),
)
"""What closes, what refuses, what takes note; the first that there is."""
_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.IMAGE, Role.TEXT})
_SURE = 0.35


def close_dialog(intent: CloseDialog, eye: Sighting) -> Singles:
    del intent  # whichever it is: one is in front
    look = eye.look()
    if look.surroundings.dialog is not None:
        yield Single(act=AnswerDialog(accept=False))
        return
    button = _closer(eye.parse(look))
    if button is None:
        yield Single(act=PressKeys(keys=("escape",)))
        return
    target = aimed_at(button, name_of(button) or "close", look)
    yield Single(act=Click(place=target.query), target=target)


def _closer(screen: ParsedScreen) -> Element | None:
    front = [one.box for one in dialogs(screen)]
    within = inside(screen, min(front, key=lambda box: box.area)) if front else list(screen.elements)
    pressed = [one for one in within if one.role in _PRESSED and one.enabled]
    for names in _WAYS:
        fitting = [one for one in pressed if plain(name_of(one)) in names or plain(one.hint) in names]
        if fitting:
            return min(fitting, key=lambda one: (one.role is Role.TEXT, one.box.top))
        drawn = [one for one in pressed if _shows_cross(one)] if names is _WAYS[0] else []
        if len(drawn) == 1:
            return drawn[0]
    return None


def _shows_cross(element: Element) -> bool:
    meaning = element.meaning
    return meaning is not None and meaning.name in ("close", "cross", "x", "times") and meaning.confidence >= _SURE
