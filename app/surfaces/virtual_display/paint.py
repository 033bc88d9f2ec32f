"""Our own X connection to a fresh display: its background, its settings, and whether its window manager is up."""

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError, XError
from Xlib.protocol.event import ClientMessage

from app.surfaces.virtual_display.xsettings import PROPERTY, SELECTION, serialised, settings_for
from planner.errors import SurfaceGone

TILE = 64  # pixels
COLOURS = (0x4F6475, 0x526778)


class FreshDisplay:
    """Sets a display up. Raises SurfaceGone when the server does not answer.

    GTK takes its settings from whoever owns a selection, so the connection stays open as long as the display.
    """

    def __init__(self, name: str) -> None:
        try:
            self._display = Display(name)
        except (DisplayError, XError, OSError) as error:
            raise SurfaceGone(f"The virtual display {name} does not answer.") from error
        self._root = self._display.screen().root

    def paint(self) -> None:
        """Two colours, hardly apart: an empty desktop is calm to look at, and yet no one-colour picture."""
        tile = self._root.create_pixmap(TILE, TILE, self._display.screen().root_depth)
        pen = tile.create_gc(foreground=COLOURS[0])
        tile.fill_rectangle(pen, 0, 0, TILE, TILE)
        pen.change(foreground=COLOURS[1])
        tile.fill_rectangle(pen, 0, 0, TILE // 2, TILE // 2)
        tile.fill_rectangle(pen, TILE // 2, TILE // 2, TILE // 2, TILE // 2)
        self._root.change_attributes(background_pixmap=tile)
        self._root.clear_area()
        tile.free()
        # Out of the way: in the middle it would hover over the first window and bring up its tooltips.
        whole = self._root.get_geometry()
        self._root.warp_pointer(whole.width - 1, whole.height - 1)
        self._display.sync()

    def set_resources(self, dots_per_inch: int) -> None:
        """What `xrdb` would set: the resolution that GTK, Qt and Xft take their text size from."""
        text = f"Xft.dpi:\t{dots_per_inch}\nXft.antialias:\t1\nXft.hinting:\t1\nXft.hintstyle:\thintslight\n"
        self._root.change_property(Xatom.RESOURCE_MANAGER, Xatom.STRING, 8, text.encode())
        self._display.sync()

    def give_settings(self, scale: float) -> None:
        self._window = self._root.create_window(-1, -1, 1, 1, 0, X.CopyFromParent)
        property_atom, selection = self._display.intern_atom(PROPERTY), self._display.intern_atom(SELECTION)
        self._window.change_property(property_atom, property_atom, 8, serialised(settings_for(scale)))
        self._window.set_selection_owner(selection, X.CurrentTime)
        announcement = ClientMessage(
            window=self._root,
            client_type=self._display.intern_atom("MANAGER"),
            data=(32, [X.CurrentTime, selection, self._window.id, 0, 0]),
        )
        self._root.send_event(announcement, event_mask=X.StructureNotifyMask)
        self._display.sync()

    def has_window_manager(self) -> bool:
        """EWMH: the root and the manager's own window both name that window."""
        atom = self._display.intern_atom("_NET_SUPPORTING_WM_CHECK")
        held = self._root.get_full_property(atom, X.AnyPropertyType)
        if held is None or not len(held.value):
            return False
        try:
            window = self._display.create_resource_object("window", int(held.value[0]))
            own = window.get_full_property(atom, X.AnyPropertyType)
        except XError:
            return False
        return own is not None and len(own.value) > 0 and int(own.value[0]) == window.id

    def ask_windows_to_close(self) -> bool:
        """As a click on their close buttons would: an application that is only killed asks about it next time.

        Returns whether there were any.
        """
        try:
            held = self._root.get_full_property(self._display.intern_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
            windows = [int(number) for number in held.value] if held is not None else []
            protocols = self._display.intern_atom("WM_PROTOCOLS")
            delete = self._display.intern_atom("WM_DELETE_WINDOW")
            for number in windows:
                window = self._display.create_resource_object("window", number)
                wish = ClientMessage(window=window, client_type=protocols, data=(32, [delete, X.CurrentTime, 0, 0, 0]))
                window.send_event(wish, onerror=_ignore)
            self._display.flush()
        except (XError, OSError, ConnectionClosedError):
            return False
        return bool(windows)

    def has_windows(self) -> bool:
        try:
            held = self._root.get_full_property(self._display.intern_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
        except (XError, OSError, ConnectionClosedError):
            return False
        return held is not None and len(held.value) > 0

    def close(self) -> None:
        try:
            self._display.close()
        except (XError, OSError, ConnectionClosedError):
            return  # the server went first


def _ignore(error: object, request: object) -> None:
    """A window may be gone before it is asked."""
