"""With what an application greets: windows of tips, news, welcomes and notices, which are put away before the work
begins, and a page that offers to begin, which is left by beginning a new document."""

import re
from collections.abc import Callable

from grounding.screen import Look, Role, Structure, Window
from planner.actions import Act, Action, Filling, OpenApp, OpenFile, PressKeys, TypeText
from planner.likeness import plain

_GREETING = re.compile(
    r"\b(?:tips? of the day|did you know|welcome|what.s new|release notes|getting started|first (?:run|start)"
    r"|quick tour|tipp des tages|willkommen|neuigkeiten|astuce du jour|bienvenue|consejo del día|bienvenid[oa])\b",
    re.IGNORECASE,
)


AWAY = PressKeys(keys=("escape",))
BEGIN = PressKeys(keys=("ctrl", "n"))
_BEGINS = frozenset({"new file", "new document", "new text file", "blank document", "neue datei", "neues dokument"})
_ENDS_SOMETHING = frozenset({"cancel", "stop", "abort", "skip", "abbrechen", "annuler", "cancelar", "annulla"})
"""The one button of a window that shows how far something has come."""
_ASKS = frozenset(
    {Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.RADIO, Role.MENU, Role.LIST, Role.TABLE, Role.TAB}
)
_TEXTS = frozenset({Role.TEXT_AREA, Role.DOCUMENT})


def put_away(before: Action | None, action: Act, look: Callable[[], Look], asked: str) -> PressKeys | None:
    """What puts a greeting away that came up with what was opened `before`; None where none did."""
    if not isinstance(before, OpenApp | OpenFile) or action in (AWAY, BEGIN):
        return None
    if greeting(look(), asked) is not None:
        return AWAY
    writes = isinstance(action, TypeText) and action.place is None and action.filling is not Filling.REPLACE
    return BEGIN if writes and isinstance(before, OpenApp) and _offers_to_begin(look()) else None


def _offers_to_begin(look: Look) -> bool:
    """There is a button for a new document, and no document."""
    elements = look.structure.elements if isinstance(look.structure, Structure) else ()
    offered = any(e.role is Role.BUTTON and e.enabled and plain(e.text).strip(" .") in _BEGINS for e in elements)
    return offered and not any(e.role in _TEXTS for e in elements)


def greeting(look: Look, asked: str) -> Window | None:
    """The window in front, where it only greets, another window lies behind it, and the person did not speak of it."""
    windows = look.surroundings.windows
    front = look.surroundings.active_window
    found = _GREETING.search(front.title) if front is not None else None
    if front is None or (found is not None and found[0].casefold() in asked.casefold()):
        return None
    if found is None and not _only_tells(front, look):
        return None
    behind = any(window.id != front.id and window.box.area > front.box.area for window in windows)
    return front if behind else None


def _only_tells(window: Window, look: Look) -> bool:
    """A notice that can only be taken note of: one button, and nothing to be filled in."""
    elements = look.structure.elements if isinstance(look.structure, Structure) else ()
    own = [e for e in elements if e.window == window.id and window.box.encloses(e.box)]
    pressed = [e for e in own if e.role in (Role.BUTTON, Role.ICON_BUTTON)]
    asks = any(e.role in _ASKS for e in own)
    return len(pressed) == 1 and not asks and plain(pressed[0].text).strip(" .!") not in _ENDS_SOMETHING
