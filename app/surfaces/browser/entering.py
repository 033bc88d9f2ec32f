"""Text into fields: the caret by a click, what was there replaced or kept, the focus checked before every piece."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from app.surfaces.browser.keyboard import PRIMARY, Keyboard
from app.surfaces.browser.kinds import Kind, Scale
from app.surfaces.browser.protocol import Connection
from app.surfaces.browser.structure import StructureReader
from grounding.screen import Element, State
from planner.actions import Filling
from planner.errors import ActFailed
from planner.ports import Gone

FOCUS_S: Final = 0.8
_UNIT: Final = Scale(x=1.0, y=1.0)

ClickThere = Callable[[], None]


@dataclass(frozen=True, kw_only=True)
class Caret:
    """Where the keyboard is. handle "": not known (pixels only)."""

    handle: str
    mark: str
    secret: bool
    page: bool


class Entering:
    """reader None: pixels only; then nothing of the page's structure is asked."""

    def __init__(self, *, connection: Connection, keyboard: Keyboard, reader: StructureReader | None) -> None:
        self._connection = connection
        self._keyboard = keyboard
        self._reader = reader

    def enter(
        self, text: str, *, filling: Filling, element: Element | None, click: ClickThere | None, secret: bool
    ) -> None:
        """click: puts the caret into `element`; None: the text goes to what has the focus. Raises ActFailed."""
        caret = self.place_caret(element, click, secret=secret, here=filling is Filling.HERE)
        if secret and caret.handle and self._reader is not None:
            self._reader.keep_secret(caret.handle)
        match filling:
            case Filling.REPLACE | Filling.OVER:
                self._keyboard.chord((PRIMARY, "a"))
                if not text:
                    self._keyboard.chord(("delete",))
            case Filling.APPEND:
                self._keyboard.chord((PRIMARY, "down" if PRIMARY == "meta" else "end"))
            case Filling.HERE:
                pass
        watch = _Watch(entering=self, caret=caret, secret=secret)
        self._keyboard.text(text, before=watch.check)

    def place_caret(
        self, element: Element | None, click: ClickThere | None, *, secret: bool, here: bool = False
    ) -> Caret:
        if self._reader is None:
            if click is not None:
                click()
            return Caret(handle="", mark="", secret=False, page=False)
        handle = element.handle if element is not None else ""
        now = self.caret()
        if click is not None and not (here and handle and now.handle == handle):
            click()
            self._connection.wait(lambda: False, timeout_s=0.0)
            now = self._arrived(handle, secret)
        if secret and now.page:
            raise ActFailed("No field has the keyboard, so the secret was not typed; name the field.")
        return now

    def caret(self) -> Caret:
        if self._reader is None:
            return Caret(handle="", mark="", secret=False, page=False)
        found = self._reader.focused(_UNIT)
        if found is None:
            return Caret(handle="", mark="", secret=False, page=True)
        element, page = found
        kind = self._reader.kind(element.handle)
        mark = kind.mark if isinstance(kind, Kind) else ""
        return Caret(handle=element.handle, mark=mark, secret=State.SECRET in element.state, page=page)

    def moved(self, caret: Caret, *, secret: bool) -> bool:
        """Whether the keyboard is elsewhere now. A field that its page drew anew is the same field."""
        now = self.caret()
        if now.handle == caret.handle:
            return False
        if self._reader is None or now.page or now.mark != caret.mark or (secret and now.secret != caret.secret):
            return True
        return not isinstance(self._reader.kind(caret.handle), Gone)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _arrived(self, handle: str, secret: bool) -> Caret:
        """Waits until the keyboard is in the field that was clicked, or in the one that it opened."""
        assert self._reader is not None
        reader = self._reader
        turns = int(FOCUS_S / 0.04)
        for turn in range(turns):
            now = self.caret()
            if not handle and not now.page:
                return now
            if now.handle and (now.handle == handle or reader.related(handle, now.handle)) and self._takes_text(now):
                return now
            gone = bool(handle) and isinstance(reader.kind(handle), Gone)
            opened = not now.page and self._takes_text(now) and not secret
            if opened and (gone or turn >= turns // 2):
                return now  # the click opened another field for the purpose, as search boxes do
            self._connection.pause_s(0.04)
        raise ActFailed("The click did not put the caret into the field; it may be covered or read-only.")

    def _takes_text(self, caret: Caret) -> bool:
        if self._reader is None or caret.page:
            return False
        kind = self._reader.kind(caret.handle)
        return isinstance(kind, Kind) and (kind.editable or kind.kind in ("div", "canvas", "span"))


class _Watch:
    """Looks at the focus before each piece. After Tab or Enter moved it on purpose, the new place is the right one."""

    def __init__(self, *, entering: Entering, caret: Caret, secret: bool) -> None:
        self._entering = entering
        self._caret = caret
        self._secret = secret

    def check(self) -> None:
        if not self._entering.moved(self._caret, secret=self._secret):
            return
        raise ActFailed("The keyboard focus moved elsewhere while typing, so typing ended; look again.")
