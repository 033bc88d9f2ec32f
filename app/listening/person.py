"""Listens to a display's mouse and keyboard, whoever moves them, without taking anything away from anybody.

Decision: the RECORD extension tells every event that the server makes of a device, those of XTEST too, because on many
machines all input is XTEST; whoever acts on the display for us knows by its own log what was ours. A thread of its own
with two connections is enough, and no process: the server stamps each event with its own clock, so what is read late
still says when it happened. Format: the RECORD extension, version 1.13, sections 3 and 4.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError
from Xlib.ext import record
from Xlib.protocol import rq

from app.errors import Misuse
from planner.actions import Button, Direction
from planner.demo.inputs import Input, KeyDown, LetGo, Pressed, Turned

STARTS_WITHIN_S: Final = 3.0
ENDS_WITHIN_S: Final = 2.0
_BUTTONS: Final = {1: Button.LEFT, 2: Button.MIDDLE, 3: Button.RIGHT}
_WHEEL: Final = {4: Direction.UP, 5: Direction.DOWN, 6: Direction.LEFT, 7: Direction.RIGHT}
_KINDS: Final = {X.KeyPress: "key", X.ButtonPress: "press", X.ButtonRelease: "release"}
_NAMES: Final = {
    "Return": "enter", "KP_Enter": "enter", "Tab": "tab", "ISO_Left_Tab": "tab", "Escape": "escape",
    "BackSpace": "backspace", "Delete": "delete", "KP_Delete": "delete", "Insert": "insert", "Home": "home",
    "End": "end", "Prior": "page_up", "Next": "page_down", "Up": "up", "Down": "down", "Left": "left",
    "Right": "right", "Menu": "menu", "Print": "print", **{f"F{number}": f"f{number}" for number in range(1, 13)},
}  # fmt: skip
_SILENT: Final = frozenset(
    {"Shift_L", "Shift_R", "Control_L", "Control_R", "Alt_L", "Alt_R", "Meta_L", "Meta_R", "Super_L", "Super_R",
     "ISO_Level3_Shift", "Caps_Lock", "Num_Lock", "Mode_switch"}
)  # fmt: skip
_MODIFIERS: Final = (
    ("ctrl", X.ControlMask), ("shift", X.ShiftMask), ("alt", X.Mod1Mask), ("meta", X.Mod4Mask),
)  # fmt: skip


class PersonListener:
    """Listens as soon as it is made. heard: called on this object's own thread. Raises Misuse.

    own: whether an event, by its kind ("key", "press", "release"), code and moment, is one that Deskhand sent itself.
    """

    def __init__(
        self,
        *,
        display: str,
        heard: Callable[[Input], None],
        own: Callable[[str, str, float], bool] = lambda kind, code, at_s: False,
    ) -> None:
        self._own = own
        try:
            self._control, self._data = _connected(display), _connected(display)
        except (DisplayError, ConnectionClosedError, OSError, ValueError, AssertionError) as error:
            raise Misuse(f"The display {display} cannot be opened; check that it is running.") from error
        if not self._control.has_extension("RECORD"):
            raise Misuse(f"The display {display} does not tell what is done on it (it has no RECORD); use another.")
        self._heard = heard
        self._offset_s: float | None = None
        XK.load_keysym_group("xkb")
        self._names = {getattr(XK, name): name[3:] for name in dir(XK) if name.startswith("XK_")}
        self._started = threading.Event()
        self._context = self._data.record_create_context(0, [record.AllClients], [_EVENTS])
        self._data.sync()
        self._thread = threading.Thread(target=self._work, name=f"person{display}", daemon=True)
        self._thread.start()
        self._started.wait(STARTS_WITHIN_S)

    @property
    def lost(self) -> bool:
        """Whether the display is gone."""
        return not self._thread.is_alive()

    def close(self) -> None:
        with suppress(ConnectionClosedError, OSError, ValueError):
            self._control.record_disable_context(self._context)
            self._control.flush()
        self._thread.join(ENDS_WITHIN_S)
        for connection in (self._control, self._data):
            with suppress(ConnectionClosedError, OSError, ValueError):
                connection.close()

    # --- on its own thread --------------------------------------------------------------------------------------------

    def _work(self) -> None:
        with suppress(ConnectionClosedError, OSError, ValueError, TypeError):
            self._data.record_enable_context(self._context, self._take)

    def _take(self, reply: rq.DictWrapper) -> None:
        if reply.category == record.StartOfData:
            self._started.set()
        if reply.category != record.FromServer or reply.client_swapped:
            return
        data = reply.data
        while data:
            event, data = rq.EventField("event").parse_binary_value(data, self._data.display, None, None)
            told = self._told(event)
            if told is not None:
                self._heard(told)

    def _told(self, event: rq.Event) -> Input | None:
        at_s = self._moment(int(event.time))
        kind = _KINDS.get(int(event.type))
        if kind is None or self._own(kind, str(event.detail), at_s):
            return None
        held = tuple(name for name, mask in _MODIFIERS if event.state & mask)
        match int(event.type):
            case X.ButtonPress if event.detail in _BUTTONS:
                button = _BUTTONS[event.detail]
                return Pressed(at_s=at_s, x=event.root_x, y=event.root_y, button=button, modifiers=held)
            case X.ButtonRelease if event.detail in _BUTTONS:
                return LetGo(at_s=at_s, x=event.root_x, y=event.root_y, button=_BUTTONS[event.detail])
            case X.ButtonPress if event.detail in _WHEEL:
                return Turned(at_s=at_s, x=event.root_x, y=event.root_y, direction=_WHEEL[event.detail])
            case X.KeyPress:
                return self._key(event, at_s, held)
        return None

    def _key(self, event: rq.Event, at_s: float, held: tuple[str, ...]) -> KeyDown | None:
        while self._control.pending_events():
            told = self._control.next_event()
            if told.type == X.MappingNotify:
                self._control.refresh_keyboard_mapping(told)
        shifted = bool(event.state & X.ShiftMask)
        group = (event.state >> 13) & 1
        level = 4 if event.state & X.Mod5Mask else 2 * group
        symbol = self._symbol(event.detail, level + shifted) or self._symbol(event.detail, int(shifted))
        name = self._names.get(symbol, "")
        if name in _SILENT:
            return None
        text = _text_of(symbol)
        if event.state & X.LockMask and len(text) == 1 and text.isalpha():
            text = text.swapcase()
        if name in _NAMES:
            return KeyDown(at_s=at_s, name=_NAMES[name], text="", modifiers=held)
        if not text:
            return None
        plain = _text_of(self._symbol(event.detail, 0)) or text
        chord = any(one != "shift" for one in held)
        called = "space" if text == " " else plain.lower() if chord else text
        modifiers = held if chord else ()
        return KeyDown(at_s=at_s, name=called, text="" if chord else text, modifiers=modifiers)

    def _symbol(self, keycode: int, index: int) -> int:
        return int(self._control.keycode_to_keysym(keycode, index) or 0)

    def _moment(self, server_ms: int) -> float:
        """The server counts milliseconds from its own beginning; the least that an event was late gives the offset."""
        told_s = server_ms / 1000
        seen_s = time.time() - told_s
        if self._offset_s is None or not -60.0 < seen_s - self._offset_s < 3600.0:
            self._offset_s = seen_s
        self._offset_s = min(self._offset_s, seen_s)
        return told_s + self._offset_s


_EVENTS: Final = {
    "core_requests": (0, 0),
    "core_replies": (0, 0),
    "ext_requests": (0, 0, 0, 0),
    "ext_replies": (0, 0, 0, 0),
    "delivered_events": (0, 0),
    "device_events": (X.KeyPress, X.ButtonRelease),
    "errors": (0, 0),
    "client_started": False,
    "client_died": False,
}


def _connected(name: str) -> Display:
    """python-xlib keeps the numbers of extensions in a class, but servers number them differently."""
    server = Display(name)
    base = server.display
    base.extension_major_opcodes = {
        one: found.major_opcode for one in server.extensions if (found := server.query_extension(one))
    }
    base.event_classes = dict(base.event_classes)
    base.error_classes = dict(base.error_classes)
    server.set_error_handler(lambda error, request: None)
    return server


def _text_of(symbol: int) -> str:
    """The character of a key symbol (X Window System Protocol, appendix A: Latin-1 is itself, Unicode by an offset).

    >>> _text_of(0xE4), _text_of(0x0100_20AC), _text_of(0xFF0D), _text_of(0xFFB7)
    ('ä', '€', '', '7')
    """
    if 0x20 <= symbol <= 0x7E or 0xA0 <= symbol <= 0xFF:
        return chr(symbol)
    if symbol & 0xFF00_0000 == 0x0100_0000:
        return chr(symbol & 0x00FF_FFFF)
    if 0xFFAA <= symbol <= 0xFFB9:  # the number pad
        return chr(symbol - 0xFF80)
    return _OTHER.get(symbol, "")


_OTHER: Final = {0x20AC: "€", 0x0AD0: "‘", 0x0AD1: "’", 0x0AD2: "“", 0x0AD3: "”", 0x0AAA: "–", 0x0AA9: "—"}
