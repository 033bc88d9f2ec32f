"""Keeps clicks before keys.

A window manager holds each click back until it has decided about raising and focusing, but not the keys: a key that
is sent right after a click may reach the application first. So before keys follow a click, the window manager is asked
something that it answers in turn (`_NET_REQUEST_FRAME_EXTENTS`, Extended Window Manager Hints): then it has let the
click pass.
"""

from collections.abc import Callable

from Xlib import X
from Xlib.protocol import event
from Xlib.protocol.rq import Event

from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.window_reading import numbers_of

ANSWER_WITHIN_S = 3.0
_NO_ANSWER_WAIT_S = 0.08


class ClickOrder:
    """pause: called with seconds while waiting; raises when the run was stopped."""

    def __init__(self, connection: Connection, *, pause: Callable[[float], None]) -> None:
        self._connection = connection
        self._pause = pause
        with connection.call() as server:
            self._window = server.screen().root.create_window(
                -10, -10, 1, 1, 0, X.CopyFromParent, X.InputOutput, event_mask=X.PropertyChangeMask
            )

    def wait(self) -> None:
        """Returns when the clicks that were sent have passed the window manager, if there is one."""
        question = self._connection.atom("_NET_REQUEST_FRAME_EXTENTS")
        answer = self._connection.atom("_NET_FRAME_EXTENTS")
        with self._connection.call() as server:
            root = server.screen().root
            if not numbers_of(server, root.id, "_NET_SUPPORTING_WM_CHECK"):
                return
            if question not in numbers_of(server, root.id, "_NET_SUPPORTED"):
                self._pause(_NO_ANSWER_WAIT_S)
                return
            message = event.ClientMessage(window=self._window, client_type=question, data=(32, [0, 0, 0, 0, 0]))
            root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
            server.sync()

        def answered(seen: Event) -> bool:
            return bool(seen.type == X.PropertyNotify and seen.window.id == self._window.id and seen.atom == answer)

        self._connection.wait_event(answered, within_s=ANSWER_WITHIN_S, check=lambda: self._pause(0.0))
