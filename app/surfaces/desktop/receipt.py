"""Finds out whether an application has worked off the input that it was sent, by the window manager's ping.

A keyboard map may change again only when the keys typed with it have been read: toolkits look a key up when they
get to its event. `_NET_WM_PING` (Extended Window Manager Hints) is answered in the same order as keys are read.
"""

from collections.abc import Callable
from itertools import count

from Xlib import X
from Xlib.display import Display
from Xlib.error import XError
from Xlib.protocol.event import ClientMessage
from Xlib.protocol.rq import Event

from app.surfaces.desktop.connection import Connection

NO_PING_WAIT_S = 0.25
_DEEPEST = 12


class Receipt:
    def __init__(self, connection: Connection, *, pause: Callable[[float], None]) -> None:
        self._connection = connection
        self._pause = pause
        self._serials = count(0x4000_0000)

    def wait(self, *, within_s: float) -> bool:
        """Whether the window with the keyboard has read all keys. One that knows no ping gets a while, and a yes."""
        window = self._pingable()
        if window is None:
            self._pause(NO_PING_WAIT_S)
            return True
        serial = next(self._serials)
        ping, protocols = self._connection.atom("_NET_WM_PING"), self._connection.atom("WM_PROTOCOLS")
        with self._connection.call() as server:
            root = server.screen().root
            # GTK sends its answer to those who listen for SubstructureNotify, Qt for StructureNotify.
            root.change_attributes(event_mask=X.SubstructureNotifyMask | X.StructureNotifyMask)
            message = ClientMessage(window=window, client_type=protocols, data=(32, [ping, serial, window, 0, 0]))
            server.create_resource_object("window", window).send_event(message, event_mask=X.NoEventMask)
            server.sync()

        def is_answer(event: Event) -> bool:
            return (
                event.type == X.ClientMessage
                and event.client_type == protocols
                and list(event.data[1])[:2] == [ping, serial]
            )

        try:
            found = self._connection.wait_event(is_answer, within_s=within_s, check=lambda: self._pause(0.0))
        finally:
            with self._connection.call() as server:
                server.screen().root.change_attributes(event_mask=X.NoEventMask)
        return found is not None

    def _pingable(self) -> int | None:
        protocols, ping = self._connection.atom("WM_PROTOCOLS"), self._connection.atom("_NET_WM_PING")
        with self._connection.call() as server:
            try:
                return _climb(server, protocols, ping)
            except XError:
                return None


def _climb(server: Display, protocols: int, ping: int) -> int | None:
    """The focused window or the nearest around it that answers pings."""
    window = server.get_input_focus().focus
    for _ in range(_DEEPEST):
        if isinstance(window, int) or window.id == server.screen().root.id:
            return None
        offered = window.get_full_property(protocols, X.AnyPropertyType)
        if offered is not None and ping in offered.value:
            return int(window.id)
        window = window.query_tree().parent
    return None
