"""Mouse and keyboard by the XTEST extension, on any display, layout and number of monitors."""

import threading
from collections.abc import Callable, Sequence

from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.fingers import Fingers, Kind
from app.surfaces.desktop.keys import NAMED, keysym_of, typable
from app.surfaces.desktop.typist import Typist
from app.surfaces.desktop.xkb import NoKeyboardExtension, Xkb
from app.surfaces.paths import along
from app.surfaces.sent import Note, not_noted
from planner.actions import Button, Direction
from planner.errors import ActFailed, Stopped, SurfaceGone
from planner.ports import Clock

BUTTONS = {Button.LEFT: 1, Button.MIDDLE: 2, Button.RIGHT: 3}
WHEEL = {Direction.UP: 4, Direction.DOWN: 5, Direction.LEFT: 6, Direction.RIGHT: 7}
_DRAG_STEPS = 12
_NEAR = 4
_DRAG_PAUSE_S = 0.012
_DROP_PAUSE_S = 0.06
_BETWEEN_CLICKS_S = 0.01  # two clicks of the same millisecond are no double click to Qt
_BETWEEN_NOTCHES_S = 0.004
_LETTER_MODIFIERS = frozenset({"ctrl", "control", "alt", "meta", "super", "win", "cmd"})


class XtestInput:
    """`ports.Input` on an X11 display. note: hears of each event before it is sent.

    Raises SurfaceGone, ActFailed, Stopped.
    """

    def __init__(self, *, display: str, clock: Clock, note: Note = not_noted) -> None:
        self._clock = clock
        self._interrupted = threading.Event()
        self._connection = Connection(display)
        with self._connection.call() as server:
            if not server.has_extension("XTEST"):
                raise SurfaceGone(f"The display {display} takes no input from programs (it has no XTEST extension).")
            try:
                xkb = Xkb(server)
            except NoKeyboardExtension as error:
                raise SurfaceGone(f"The display {display} has no keyboard extension (XKEYBOARD).") from error
        self._fingers = Fingers(
            self._connection, open_release=lambda: Connection(display, answers_within_s=1.0), note=note
        )
        self._typist = Typist(self._connection, self._fingers, xkb, pause=self._pause)

    # --- mouse ----------------------------------------------------------------------------------------------------

    def move(self, x: int, y: int) -> None:
        """Comes from close by, so that what follows the pointer sees it come; not all the way, where it would cross the
        titles of other menus, which open under it while a menu is open."""
        self._begin()
        with self._connection.call() as server:
            pointer = server.screen().root.query_pointer()
        with self._fingers.burst() as burst:
            burst.move(_short_of(x, pointer.root_x), _short_of(y, pointer.root_y))
            burst.move(x, y)

    def click(self, x: int, y: int, *, button: Button, count: int, modifiers: Sequence[str]) -> None:
        self.move(x, y)
        physical = self._physical(BUTTONS[button])
        with self._typist.holding([_keysym(name) for name in modifiers]):
            for number in range(count):
                if number:
                    self._pause(_BETWEEN_CLICKS_S)
                with self._fingers.burst() as burst:
                    burst.tap(Kind.BUTTON, physical)

    def drag(self, corners: Sequence[tuple[int, int]]) -> None:
        """Slowly enough for toolkits that start a drag only after some way, and look where the pointer hovers."""
        self.move(*corners[0])
        physical = self._physical(1)
        with self._fingers.burst() as burst:
            burst.press(Kind.BUTTON, physical)
        try:
            for x, y in along(corners, _DRAG_STEPS):
                self._pause(_DRAG_PAUSE_S)
                with self._fingers.burst() as burst:
                    burst.move(round(x), round(y))
            self._pause(_DROP_PAUSE_S)
        finally:
            with self._fingers.burst() as burst:
                burst.release(Kind.BUTTON, physical)

    def scroll(self, x: int, y: int, *, direction: Direction, notches: int) -> None:
        self.move(x, y)
        for notch in range(notches):
            if notch:
                self._pause(_BETWEEN_NOTCHES_S)
            with self._fingers.burst() as burst:
                burst.tap(Kind.BUTTON, WHEEL[direction])

    # --- keyboard -------------------------------------------------------------------------------------------------

    def press(self, keys: Sequence[str]) -> None:
        self._begin()
        self._typist.press(chord(keys))

    def type_text(self, text: str, *, before: Callable[[], None], chunk: int, secret: bool = False) -> None:
        self._begin()
        with self._fingers.hiding(secret):
            self._typist.type_text(text, before=before, chunk=chunk)

    # --- ending ---------------------------------------------------------------------------------------------------

    def release_all(self) -> None:
        self._fingers.release_all()

    def interrupt(self) -> None:
        self._interrupted.set()
        self._connection.interrupt()

    def close(self) -> None:
        try:
            self._typist.close()
            self._fingers.close()
        except SurfaceGone:
            pass  # nothing is held on a display that is gone
        finally:
            self._connection.close()

    def _begin(self) -> None:
        self._interrupted.clear()
        self._clock.check()

    def _pause(self, seconds: float) -> None:
        if self._interrupted.is_set():
            raise Stopped
        self._clock.sleep_s(seconds)

    def _physical(self, logical: int) -> int:
        """The button to press so that applications see `logical`: a left-handed person has them swapped.

        Asked after the pointer was moved by XTEST, because the answer is about the device that moved last.
        """
        with self._connection.call() as server:
            mapping = list(server.get_pointer_mapping())
        return mapping.index(logical) + 1 if logical in mapping else logical


def _short_of(end: int, start: int) -> int:
    """A few pixels before the end, on the side of the start."""
    return end + max(-_NEAR, min(_NEAR, start - end))


def chord(keys: Sequence[str]) -> list[int]:
    """Keysyms of one chord. A letter beside Ctrl or Alt is the key itself, not a capital.

    >>> [hex(keysym) for keysym in chord(("ctrl", "S"))]
    ['0xffe3', '0x73']
    >>> [hex(keysym) for keysym in chord(("Page_Down",))]
    ['0xff56']
    """
    plain = any(key.lower() in _LETTER_MODIFIERS for key in keys)
    return [_keysym(key.lower() if plain else key) for key in keys]


def _keysym(key: str) -> int:
    if len(key) == 1 and typable(key):
        return keysym_of(key)
    named = NAMED.get(key.lower())
    if named is None:
        raise ActFailed(f"There is no key called “{key}”.")
    return named
