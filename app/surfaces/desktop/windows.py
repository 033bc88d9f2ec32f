"""The windows of a display, lowest first: by the Extended Window Manager Hints, or without any window manager."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from Xlib import X
from Xlib.error import XError
from Xlib.protocol import event

from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.ports import DesktopWindow
from app.surfaces.desktop.window_reading import (
    Detail,
    Place,
    Stack,
    lets_input_through,
    numbers_of,
    read_details,
    read_stack,
    root_child,
    seen,
)
from app.surfaces.timing import Deadline
from grounding.geometry import Box, Point

_SOURCE_PAGER = 2  # a request by the person's own tool: window managers do not hold it back as focus stealing


class Windows:
    """own_pids: processes whose windows are Deskhand's own. own_ids: windows that are, whatever their process."""

    def __init__(self, connection: Connection, *, own_pids: frozenset[int], own_ids: frozenset[int]) -> None:
        self._connection = connection
        self._own_pids = own_pids
        self._own_ids = own_ids

    @property
    def has_own(self) -> bool:
        """Whether any window could be Deskhand's own."""
        return bool(self._own_pids or self._own_ids)

    def read(self) -> tuple[DesktopWindow, ...]:
        """The visible windows, lowest first; popups (menus, tooltips) are windows too."""
        with self._connection.call() as server:
            stack = read_stack(server)
            shown = [place for place in stack.places if seen(place, stack.root)]
            details = read_details(server, [stack.clients.get(place.id, place.id) for place in shown])
            windows = []
            for place in shown:
                client = stack.clients.get(place.id, place.id)
                detail = details.get(client)
                if detail is None or (place.id not in stack.clients and lets_input_through(server, place, stack.root)):
                    continue
                windows.append(self._window(place, client, detail, stack))
        return tuple(windows)

    def hidden(self) -> tuple[DesktopWindow, ...]:
        """Windows that are minimised or on another workspace."""
        with self._connection.call() as server:
            stack = read_stack(server)
            details = read_details(server, stack.hidden)
        nowhere = Box(0, 0, 0, 0)
        return tuple(
            self._window(Place(id=client, box=nowhere, viewable=False, override=False), client, detail, stack)
            for client, detail in details.items()
        )

    def root_box(self) -> Box:
        with self._connection.call() as server:
            geometry = server.screen().root.get_geometry()
        return Box(0, 0, int(geometry.width), int(geometry.height))

    def focused(self) -> int:
        """The window with the keyboard, as the server says (often a child of a top-level window); 0 for none."""
        with self._connection.call() as server:
            focus = server.get_input_focus().focus
        return int(focus if isinstance(focus, int) else focus.id)

    def top_level(self, window: int) -> int:
        """The root's child around a window; the window itself when it is gone."""
        with self._connection.call() as server:
            return root_child(server, window)

    def activate(self, window: int, *, pause: Callable[[float], None], within_s: float = 1.5) -> bool:
        """Brings a window to the front and gives it the keyboard. Whether that was seen to happen."""
        managed = self._managed()
        deadline = Deadline(within_s)
        with self._connection.call() as server, suppress(XError):
            target = server.create_resource_object("window", window)
            root = server.screen().root
            if managed:
                message = event.ClientMessage(
                    window=window,
                    client_type=server.display.get_atom("_NET_ACTIVE_WINDOW"),
                    data=(32, [_SOURCE_PAGER, X.CurrentTime, 0, 0, 0]),
                )
                root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
            else:
                target.map()
                target.configure(stack_mode=X.Above)
                target.set_input_focus(X.RevertToPointerRoot, X.CurrentTime)
            server.sync()
        while not deadline.passed:
            if any(found.active for found in self.read() if found.id == window):
                return True
            pause(0.02)
        return False

    def _managed(self) -> bool:
        with self._connection.call() as server:
            return bool(numbers_of(server, server.screen().root.id, "_NET_SUPPORTING_WM_CHECK"))

    def _window(self, place: Place, client: int, detail: Detail, stack: Stack) -> DesktopWindow:
        box = detail.box if client != place.id else place.box
        left, right, top, bottom = detail.shadow
        outer = Box(box.left + left, box.top + top, box.right - right, box.bottom - bottom)
        if any(detail.frame) and not any(detail.shadow):
            left, right, top, bottom = detail.frame
            outer = Box(box.left - left, box.top - top, box.right + right, box.bottom + bottom)
        elif client != place.id and not any(detail.shadow):
            outer = place.box
        own = detail.pid in self._own_pids or client in self._own_ids or place.id in self._own_ids
        return DesktopWindow(
            id=client,
            title=detail.title,
            app=detail.app,
            pid=detail.pid,
            box=box,
            outer=outer,
            active=client == stack.active and not detail.passing,
            popup=place.override and place.id not in stack.clients,
            own=own,
        )


def at(windows: Sequence[DesktopWindow], point: Point) -> DesktopWindow | None:
    """The topmost window at a native point."""
    return next((window for window in reversed(windows) if window.outer.contains(point)), None)
