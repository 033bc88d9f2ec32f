"""Windows with which an application greets: tips, news, welcomes. They are put away before the work begins."""

import re
from collections.abc import Callable

from grounding.screen import Look, Window
from planner.actions import Act, Action, OpenApp, OpenFile, PressKeys

_GREETING = re.compile(
    r"\b(?:tips? of the day|did you know|welcome|what.s new|release notes|getting started|first (?:run|start)"
    r"|quick tour|tipp des tages|willkommen|neuigkeiten|astuce du jour|bienvenue|consejo del día|bienvenid[oa])\b",
    re.IGNORECASE,
)


AWAY = PressKeys(keys=("escape",))


def put_away(before: Action | None, action: Act, look: Callable[[], Look], asked: str) -> PressKeys | None:
    """What puts a greeting away that came up with what was opened `before`; None where none did."""
    if not isinstance(before, OpenApp | OpenFile) or action == AWAY:
        return None
    return AWAY if greeting(look(), asked) is not None else None


def greeting(look: Look, asked: str) -> Window | None:
    """The window in front, where it only greets, another window lies behind it, and the person did not speak of it."""
    windows = look.surroundings.windows
    front = next((window for window in windows if window.active), None)
    found = _GREETING.search(front.title) if front is not None else None
    if front is None or found is None or found[0].casefold() in asked.casefold():
        return None
    behind = any(window.id != front.id and window.box.area > front.box.area for window in windows)
    return front if behind else None
