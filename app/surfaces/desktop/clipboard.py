"""Reads the clipboard through the X selection, as any application would; nothing here ever changes it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from Xlib import X
from Xlib.display import Display
from Xlib.ext import xfixes
from Xlib.protocol.rq import Event

from app.surfaces.desktop.connection import Connection
from app.surfaces.timing import Deadline

ANSWER_WITHIN_S = 2.0
LARGEST = 16 * 1024 * 1024
_PROPERTY = "DESKHAND_CLIPBOARD"
_WORDS = 1 << 20  # of four bytes each, in one reading


class Clipboard:
    """pause: called with seconds while waiting; raises when the run was stopped."""

    def __init__(self, connection: Connection, *, pause: Callable[[float], None]) -> None:
        self._connection = connection
        self._pause = pause
        with connection.call() as server:
            self._window = server.screen().root.create_window(
                -10, -10, 1, 1, 0, X.CopyFromParent, X.InputOnly, event_mask=X.PropertyChangeMask
            )
            self._selection = server.display.get_atom("CLIPBOARD")
            if server.has_extension("XFIXES"):
                server.xfixes_query_version()

    @contextmanager
    def watched(self) -> Iterator[Callable[[float], bool]]:
        """Gives a function that waits until some application puts something on the clipboard: whether it did."""
        with self._connection.call() as server:
            server.xfixes_select_selection_input(
                self._window, self._selection, xfixes.XFixesSetSelectionOwnerNotifyMask
            )
            server.sync()
        self._connection.events()

        def changed(event: Event) -> bool:
            return isinstance(event, xfixes.SelectionNotify) and event.selection == self._selection

        def wait(within_s: float) -> bool:
            found = self._connection.wait_event(changed, within_s=within_s, check=lambda: self._pause(0.0))
            return found is not None

        try:
            yield wait
        finally:
            with self._connection.call() as server:
                server.xfixes_select_selection_input(self._window, self._selection, 0)
                server.sync()

    def text(self) -> str | None:
        """What a paste would give; None when the clipboard is empty, holds no text, or its owner does not answer."""
        for kind in ("UTF8_STRING", "STRING"):
            raw = self._convert(self._connection.atom(kind))
            if raw is not None:
                return raw.decode("utf-8" if kind == "UTF8_STRING" else "latin-1", errors="replace")
        return None

    def _convert(self, kind: int) -> bytes | None:
        target = self._connection.atom(_PROPERTY)
        with self._connection.call() as server:
            owner = server.get_selection_owner(self._selection)
            if owner == X.NONE:
                return None
            self._window.delete_property(target)
            self._window.convert_selection(self._selection, kind, target, X.CurrentTime)
            server.sync()

        def answered(event: Event) -> bool:
            return bool(
                event.type == X.SelectionNotify
                and event.requestor.id == self._window.id
                and event.selection == self._selection
                and event.target == kind
            )

        found = self._wait(answered)
        if found is None or found.property == X.NONE:
            return None
        with self._connection.call() as server:
            incremental = server.display.get_atom("INCR")
            offered = self._window.get_property(target, X.AnyPropertyType, 0, 0)
            if offered is not None and offered.property_type == incremental:
                server.sync()
                self._window.delete_property(target)  # says: begin
                server.sync()
            else:
                return self._taken(server, target)
        return self._pieces(target)

    def _pieces(self, target: int) -> bytes | None:
        """The INCR way (ICCCM 2.7.2): one piece after another, until an empty one."""
        deadline = Deadline(4 * ANSWER_WITHIN_S)
        whole = b""

        def put(event: Event) -> bool:
            return bool(event.type == X.PropertyNotify and event.atom == target and event.state == X.PropertyNewValue)

        while not deadline.passed and len(whole) < LARGEST:
            if self._wait(put) is None:
                return None
            with self._connection.call() as server:
                piece = self._taken(server, target)
            if not piece:
                return whole
            whole += piece
        return None

    def _wait(self, wanted: Callable[[Event], bool]) -> Event | None:
        return self._connection.wait_event(wanted, within_s=ANSWER_WITHIN_S, check=lambda: self._pause(0.0))

    def _taken(self, server: Display, target: int) -> bytes:
        """The property's bytes; it is deleted, which asks for the next piece."""
        whole = b""
        while len(whole) < LARGEST:
            found = self._window.get_property(target, X.AnyPropertyType, len(whole) // 4, _WORDS)
            if found is None or found.format != 8:
                break
            whole += bytes(found.value)
            if not found.bytes_after:
                break
        self._window.delete_property(target)
        server.sync()
        return whole
