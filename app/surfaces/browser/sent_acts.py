"""Which of the calls to a browser are acts that its pages tell of, in the words of the log of what we sent."""

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from app.surfaces.browser.protocol import Answer, Json
from app.surfaces.sent import Note

_MOUSE: Final = {"mousePressed": "down", "mouseReleased": "up", "mouseWheel": "wheel"}
MODIFIERS: Final = frozenset({"Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock"})
_PLAIN: Final = {
    "Input.insertText": "text",
    "Input.dispatchDragEvent": "drop",
    "DOM.setFileInputFiles": "file",
    "Page.navigate": "navigate",
    "Page.navigateToHistoryEntry": "navigate",
    "Page.handleJavaScriptDialog": "answer",
    "Target.createTarget": "tab",
    "Target.closeTarget": "tab",
}


def noted(method: str, parameters: Mapping[str, Json]) -> tuple[str, str] | None:
    """Kind and code for the log; None: no act.

    >>> noted("Input.dispatchMouseEvent", {"type": "mousePressed", "x": 10.4, "y": 7})
    ('down', '10,7')
    >>> noted("Input.dispatchKeyEvent", {"type": "keyDown", "key": "a"}), noted("DOM.enable", {})
    (('key', 'character'), None)
    """
    given = Answer(parameters)
    match method:
        case "Input.dispatchMouseEvent":
            kind = _MOUSE.get(given.text("type"))
            return (kind, spot(given.number("x"), given.number("y"))) if kind else None
        case "Input.dispatchKeyEvent":
            if given.text("type") not in ("keyDown", "rawKeyDown") or given.text("key") in MODIFIERS:
                return None
            return "key", named(given.text("key"))
        case _:
            return (_PLAIN[method], "") if method in _PLAIN else None


def noting(note: Note) -> Callable[[str, Mapping[str, Json]], None]:
    """What a connection tells of its calls, written down where they are acts."""

    def sending(method: str, parameters: Mapping[str, Json]) -> None:
        act = noted(method, parameters)
        if act is not None:
            note(*act)

    return sending


def spot(x: float, y: float) -> str:
    return f"{round(x)},{round(y)}"


def named(key: str) -> str:
    """A key by its name; which character a key writes is not to be told.

    >>> named("Enter"), named("a"), named("Process")
    ('Enter', 'character', 'character')
    """
    return key if len(key) > 1 and key != "Process" else "character"


def place_of_browser(address: str) -> str:
    """
    >>> place_of_browser("http://127.0.0.1:9222")
    'browser 9222'
    """
    return f"browser {urlsplit(address if '//' in address else f'http://{address}').port}"
