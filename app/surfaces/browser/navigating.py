"""Opening addresses and files, reloading, and moving in the history."""

import mimetypes
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.surfaces.browser.addresses import checked_address
from app.surfaces.browser.protocol import CallRefused, Connection, NoAnswer, PageHeld
from app.surfaces.browser.tabs import Tabs
from planner.errors import ActFailed

OPENS_S: Final = 30.0
BACK_S: Final = 5.0
_SHOWN: Final = ("text/", "image/", "application/pdf", "application/xhtml+xml", "application/json", "video/", "audio/")


class Navigating:
    """Waits until the address has begun to answer, never until it is silent."""

    def __init__(self, *, connection: Connection, tabs: Tabs, held: Callable[[], bool]) -> None:
        self._connection = connection
        self._tabs = tabs
        self._held = held

    def open(self, address: str) -> str:
        """A note for the record. Raises ActFailed."""
        going = checked_address(address)
        session = self._tabs.session
        try:
            answer = self._connection.call("Page.navigate", session, timeout_s=OPENS_S, held=self._held, url=going)
        except PageHeld:
            return "the page asks before it is left"
        except CallRefused as error:
            raise ActFailed(f"The browser does not open “{going[:80]}” ({error}).") from error
        except NoAnswer as error:
            self._connection.post("Page.stopLoading", session)
            raise ActFailed(f"“{going[:80]}” did not answer within {OPENS_S:g} s; try again later.") from error
        refused = answer.text("errorText")
        if answer.flag("isDownload") or refused == "net::ERR_ABORTED":
            return "the address gave a file or nothing to show"
        if refused:
            raise ActFailed(f"“{going[:80]}” could not be opened ({refused.removeprefix('net::')}); check the address.")
        return ""

    def open_file(self, path: str, app: str) -> str:
        if app:
            raise ActFailed("A browser opens no other applications; use a desktop or a virtual display for that.")
        file = Path(path).expanduser()
        if not file.is_file():
            raise ActFailed(f"There is no file {path}; check the path.")
        kind = mimetypes.guess_type(file.name)[0] or ""
        if not kind.startswith(_SHOWN):
            raise ActFailed(f"A browser cannot show {file.name}; use a desktop or a virtual display for it.")
        return self.open(file.resolve().as_uri())

    def shortcut(self, keys: Sequence[str]) -> Callable[[], str] | None:
        """What a chord does in every browser, whatever the page makes of keys; None when it is the page's own.

        The protocol's keys reach the page alone, so the browser's own shortcuts are carried out by name.
        """
        known: dict[tuple[str, ...], Callable[[], str]] = {
            ("f5",): self.reload,
            ("ctrl", "r"): self.reload,
            ("alt", "left"): self.back,
            ("alt", "right"): self.forward,
            ("ctrl", "t"): self._tabs.open_empty,
            ("ctrl", "w"): self._tabs.close_front,
        }
        return known.get(tuple(key.casefold() for key in keys))

    def reload(self) -> str:
        """Opens the same address again, which a browser takes for a reload; `Page.reload` is never answered here."""
        return self.open(self._tabs.tab.address)

    def back(self) -> str:
        return self._step(-1, "There is no page to go back to.")

    def forward(self) -> str:
        return self._step(1, "There is no page to go forward to.")

    def _step(self, by: int, none_there: str) -> str:
        session = self._tabs.session
        try:
            history = self._connection.call("Page.getNavigationHistory", session, held=self._held)
            here = history.whole("currentIndex")
            if not 0 <= here + by < len(history.items("entries")):
                raise ActFailed(none_there)
            self._connection.call(
                "Page.navigateToHistoryEntry",
                session,
                held=self._held,
                entryId=history.whole("entries", here + by, "id"),
            )
            for _turn in range(int(BACK_S / 0.05)):
                with suppress(CallRefused):  # between two pages there is a moment without one
                    now = self._connection.call("Page.getNavigationHistory", session, held=self._held)
                    if now.whole("currentIndex") != here:
                        return ""
                self._connection.wait(lambda: False, timeout_s=0.05, held=self._held)
        except PageHeld:
            return "the page asks before it is left"
        raise ActFailed("The browser did not move in its history; look again.")
