"""Which of the calls to a browser are acts that its pages tell of, in the words of the log of what we sent."""

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from app.surfaces.browser.protocol import Answer, Json
from app.surfaces.sent import Note

_MOUSE: Final = {"mousePressed": "down", "mouseReleased": "up", "mouseWheel": "wheel"}
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
    """Kind and code for the log; None: no act. A key that writes has no code there.

    >>> noted("Input.dispatchMouseEvent", {"type": "mousePressed", "x": 10.4, "y": 7})
    ('down', '10,7')
    >>> noted("Input.dispatchKeyEvent", {"type": "keyDown", "key": "a"}), noted("DOM.enable", {})
    (('key', ''), None)
    """
    given = Answer(parameters)
    match method:
        case "Input.dispatchMouseEvent":
            kind = _MOUSE.get(given.text("type"))
            return (kind, spot(given.number("x"), given.number("y"))) if kind else None
        case "Input.dispatchKeyEvent":
            if given.text("type") not in ("keyDown", "rawKeyDown"):
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
    """A key by its name; what writes a character, or stands for one, is not to be told."""
    return key if len(key) > 1 and key != "Process" else ""


def place_of_browser(address: str) -> str:
    """
    >>> place_of_browser("http://127.0.0.1:9222")
    'browser 9222'
    """
    return f"browser {urlsplit(address if '//' in address else f'http://{address}').port}"
