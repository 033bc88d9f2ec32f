"""The browser's own questions: alert, confirm, prompt, leave page, file chooser, permission. They wait for a permit.

Decision: a permission prompt has no event in the protocol and no picture without a window. In a browser of our own, a
script in the page lets Deskhand ask first, and then calls what the page wanted; the browser is the one that grants or
denies. A browser that someone else started keeps its own prompts. What would change this: an event for the prompt.
"""

import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.surfaces.browser.protocol import CallRefused, Connection, Happened, NoAnswer, PageHeld
from grounding.screen import NO_TEXT, DialogKind, OpenDialog, ScreenText
from planner.errors import ActFailed

PERMISSION_ASKED: Final = "Deskhand.permissionAsked"
"""Not of the protocol: told by the driver when the script in a page asks."""

_KINDS: Final = {
    "alert": DialogKind.ALERT,
    "confirm": DialogKind.CONFIRM,
    "prompt": DialogKind.PROMPT,
    "beforeunload": DialogKind.LEAVE,
}
_WISHES: Final = {
    "geolocation": "know where you are",
    "notifications": "show notifications",
    "camera": "use the camera",
    "microphone": "use the microphone",
    "clipboard-read": "read the clipboard",
}
CATCHES_S: Final = 1.5


@dataclass(frozen=True, kw_only=True)
class _Script:
    kind: DialogKind
    text: str
    default: str


@dataclass(frozen=True, kw_only=True)
class _Chooser:
    session: str
    node: int
    several: bool


@dataclass(frozen=True, kw_only=True)
class _Permission:
    name: str
    origin: str


class Questions:
    """What is open now. `listen` runs on the wire's thread; everything else belongs to the surface's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._scripts: dict[str, _Script] = {}
        self._chooser: _Chooser | None = None
        self._permissions: list[_Permission] = []
        self._until: threading.Timer | None = None
        connection.listen(self._listen)

    def holding(self, sessions: tuple[str, ...]) -> bool:
        """Whether one of the page's sessions is held by a script's question: it answers nothing until then."""
        return any(session in self._scripts for session in sessions)

    def open(self, sessions: tuple[str, ...]) -> OpenDialog | None:
        with self._lock:
            for session in sessions:
                script = self._scripts.get(session)
                if script is not None:
                    return OpenDialog(
                        kind=script.kind, text=ScreenText(script.text), default=ScreenText(script.default)
                    )
            if self._chooser is not None and self._chooser.session in sessions:
                many = "one or more files" if self._chooser.several else "a file"
                return OpenDialog(kind=DialogKind.FILE_CHOOSER, text=ScreenText(f"The page asks for {many}."))
            if self._permissions:
                asked = self._permissions[0]
                wish = _WISHES.get(asked.name, asked.name)
                return OpenDialog(
                    kind=DialogKind.PERMISSION, text=ScreenText(f"{asked.origin} wants to {wish}."), default=NO_TEXT
                )
        return None

    def answer(self, sessions: tuple[str, ...], *, accept: bool, text: str | None) -> None:
        """Raises ActFailed when nothing is open."""
        with self._lock:
            held = next((session for session in sessions if session in self._scripts), None)
            chooser, permission = self._chooser, self._permissions[0] if self._permissions else None
        if held is not None:
            self._answer_script(held, accept=accept, text=text)
        elif chooser is not None and chooser.session in sessions:
            if accept:
                raise ActFailed("The file chooser needs a file; say which one.")
            self._chooser = None
        elif permission is not None:
            self._decide(permission, accept=accept)
        else:
            raise ActFailed("The browser asks nothing now; look again.")

    def give(self, sessions: tuple[str, ...], path: str) -> None:
        """Hands a file to the chooser that is open. Raises ActFailed."""
        chooser = self._chooser
        if chooser is None or chooser.session not in sessions:
            raise ActFailed("No file chooser is open; click the upload control first.")
        file = Path(path).expanduser()
        if not file.is_file():
            raise ActFailed(f"There is no file {path}; check the path.")
        if not chooser.node:
            raise ActFailed("This page uses a file dialog that cannot be answered from here; choose the file yourself.")
        self._chooser = None
        try:
            self._connection.call(
                "DOM.setFileInputFiles", chooser.session, files=[str(file.resolve())], backendNodeId=chooser.node
            )
        except (CallRefused, PageHeld, NoAnswer) as error:
            raise ActFailed("The upload field is gone or did not take the file; look again.") from error

    def expect_chooser(self, sessions: tuple[str, ...]) -> None:
        """In a browser that someone else started: for a moment, from our own click on, choosers are ours to answer."""
        if self._until is not None:
            self._until.cancel()
        self._catch(sessions, True)
        self._until = threading.Timer(CATCHES_S, self._catch, args=(sessions, False))
        self._until.daemon = True
        self._until.start()

    def close(self) -> None:
        if self._until is not None:
            self._until.cancel()

    def _catch(self, sessions: tuple[str, ...], enabled: bool) -> None:
        for session in sessions:
            self._connection.post("Page.setInterceptFileChooserDialog", session, enabled=enabled)

    def forget(self, session: str) -> None:
        with self._lock:
            self._scripts.pop(session, None)
            if self._chooser is not None and self._chooser.session == session:
                self._chooser = None

    # --- inside ---------------------------------------------------------------------------------------------------

    def _listen(self, happened: Happened) -> None:
        data = happened.data
        with self._lock:
            match happened.name:
                case "Page.javascriptDialogOpening":
                    kind = _KINDS.get(data.text("type"), DialogKind.ALERT)
                    leaving = "Leave this page? What was entered on it may not be saved."
                    text = data.text("message") or (leaving if kind is DialogKind.LEAVE else "")
                    self._scripts[happened.session] = _Script(kind=kind, text=text, default=data.text("defaultPrompt"))
                case "Page.javascriptDialogClosed":
                    self._scripts.pop(happened.session, None)
                case "Page.fileChooserOpened":
                    self._chooser = _Chooser(
                        session=happened.session,
                        node=data.whole("backendNodeId"),
                        several=data.text("mode") == "selectMultiple",
                    )
                case "Page.frameNavigated":
                    if (
                        self._chooser is not None
                        and self._chooser.session == happened.session
                        and not data.text("frame", "parentId")
                    ):
                        self._chooser = None
                case name if name == PERMISSION_ASKED:
                    asked = _Permission(name=data.text("name"), origin=data.text("origin"))
                    if asked not in self._permissions and asked.name in _WISHES:
                        self._permissions.append(asked)

    def _answer_script(self, session: str, *, accept: bool, text: str | None) -> None:
        with self._lock:
            script = self._scripts.get(session)
        if script is None:
            return
        try:
            if script.kind is DialogKind.PROMPT and accept:
                given = script.default if text is None else text
                self._connection.call("Page.handleJavaScriptDialog", session, accept=True, promptText=given)
            else:
                self._connection.call("Page.handleJavaScriptDialog", session, accept=accept)
        except CallRefused as error:
            raise ActFailed("The page's question was gone before it was answered; look again.") from error
        except NoAnswer as error:
            raise ActFailed("The browser did not take the answer to the page's question; look again.") from error
        with self._lock:  # a second question may have opened in the meantime: only this one is over
            if self._scripts.get(session) is script:
                del self._scripts[session]

    def _decide(self, asked: _Permission, *, accept: bool) -> None:
        setting = "granted" if accept else "denied"
        try:
            self._connection.call(
                "Browser.setPermission", permission={"name": asked.name}, setting=setting, origin=asked.origin
            )
        except CallRefused as error:
            raise ActFailed(f"The browser cannot decide about {asked.name} for {asked.origin}.") from error
        finally:
            with self._lock:
                if asked in self._permissions:
                    self._permissions.remove(asked)


def asking_script(binding: str) -> str:
    """The script for our own browser's pages: it asks, waits for the browser's decision, then does what was wanted."""
    return (
        (Path(__file__).parent / "permissions.js").read_text(encoding="utf-8").replace("BINDING", json.dumps(binding))
    )
