"""Copying and pasting by the keyboard, and what the clipboard holds after a copy."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from app.surfaces.browser.keyboard import PRIMARY, Keyboard
from app.surfaces.browser.protocol import CallRefused, Connection, NoAnswer
from app.surfaces.browser.structure import StructureReader
from app.surfaces.browser.tabs import Tabs
from app.surfaces.browser.worlds import Worlds

READ_S: Final = 2.0


class Clipboard:
    """Text comes from the browser's clipboard where it may be read (a browser of our own, a secure page), else, when
    the structure is offered, from the selection that was copied; else it stays unknown ("")."""

    def __init__(
        self,
        *,
        connection: Connection,
        keyboard: Keyboard,
        tabs: Tabs,
        worlds: Worlds,
        reader: StructureReader | None,
        own: bool,
        held: Callable[[], bool],
    ) -> None:
        self._connection = connection
        self._keyboard = keyboard
        self._tabs = tabs
        self._worlds = worlds
        self._reader = reader
        self._own = own
        self._held = held

    def copy(self, *, everything: bool) -> str:
        if everything:
            self._keyboard.chord((PRIMARY, "a"))
        selected = self._reader.selection() if self._reader is not None else ""
        self._keyboard.chord((PRIMARY, "c"))
        return self._read() or selected

    def paste(self) -> None:
        self._keyboard.chord((PRIMARY, "v"))

    def _read(self) -> str:
        parts = urlsplit(self._tabs.tab.address)
        if not self._own or parts.scheme not in ("http", "https"):
            return ""
        origin = f"{parts.scheme}://{parts.netloc}"
        permission = {"name": "clipboard-read"}
        try:
            self._connection.call("Browser.setPermission", permission=permission, setting="granted", origin=origin)
            world = self._worlds.root(self._tabs.session, self._held)
            answer = self._connection.call(
                "Runtime.evaluate",
                world.session,
                held=self._held,
                timeout_s=READ_S,
                expression="navigator.clipboard ? navigator.clipboard.readText() : ''",
                contextId=world.context,
                awaitPromise=True,
                returnByValue=True,
            )
            return answer.text("result", "value") if not answer.given("exceptionDetails") else ""
        except (CallRefused, NoAnswer):
            return ""
        finally:
            self._connection.post("Browser.setPermission", permission=permission, setting="prompt", origin=origin)
