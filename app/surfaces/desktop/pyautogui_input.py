"""Mouse and keyboard by pyautogui: the plain path on the process's own display, when it is chosen.

It knows one display (the DISPLAY that it was imported with), one layout (US) and no letters beyond ASCII; on X11 the
XTEST input does all that better and is the default.
"""

import importlib
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import ModuleType

from Xlib.error import ConnectionClosedError, DisplayError

from app.errors import Misuse
from app.surfaces.desktop.session import same_display
from app.surfaces.paths import along
from app.surfaces.sent import Note, not_noted
from planner.actions import Button, Direction
from planner.errors import ActFailed, Stopped, SurfaceGone
from planner.ports import Clock

_NAMES: Mapping[str, str] = {
    "page_up": "pageup", "page up": "pageup", "page_down": "pagedown", "page down": "pagedown", "escape": "esc",
    "caps_lock": "capslock", "num_lock": "numlock", "scroll_lock": "scrolllock", "print": "printscreen",
    "menu": "apps", "meta": "winleft", "super": "winleft", "win": "winleft", "cmd": "winleft", "control": "ctrl",
    "altgr": "altright",
}  # fmt: skip
_DRAG_STEPS = 12
_DRAG_PAUSE_S = 0.012
_BETWEEN_CHUNKS_S = 0.003


class PyautoguiInput:
    """`ports.Input` by pyautogui. Raises Misuse when it cannot serve the display."""

    def __init__(self, *, display: str, clock: Clock, note: Note = not_noted) -> None:
        if not same_display(display, os.environ.get("DISPLAY", "")):
            raise Misuse(f"pyautogui works on the session's own display only, not on {display}; use the XTEST input.")
        self._clock = clock
        self._display = display
        self._note = note
        self._robot = _load(display)
        self._interrupted = threading.Event()
        self._keys: list[str] = []
        self._buttons: list[str] = []
        self._using = threading.RLock()  # pyautogui has one connection for all threads

    # --- mouse ----------------------------------------------------------------------------------------------------

    def move(self, x: int, y: int) -> None:
        self._begin()
        with self._alive():
            start_x, start_y = self._robot.position()
            self._robot.moveTo((start_x + x) // 2, (start_y + y) // 2)
            self._robot.moveTo(x, y)

    def click(self, x: int, y: int, *, button: Button, count: int, modifiers: Sequence[str]) -> None:
        self.move(x, y)
        names = [self._name(modifier) for modifier in modifiers]
        with self._alive():
            for name in names:
                self._key_down(name)
            try:
                for _ in range(count):
                    self._note("press", "")
                    self._note("release", "")
                self._robot.click(x, y, clicks=count, interval=0.0, button=button.value)
            finally:
                for name in reversed(names):
                    self._key_up(name)

    def drag(self, corners: Sequence[tuple[int, int]]) -> None:
        self.move(*corners[0])
        with self._alive():
            self._buttons.append("left")
            self._note("press", "")
            self._robot.mouseDown(button="left")
        try:
            for x, y in along(corners, _DRAG_STEPS):
                self._pause(_DRAG_PAUSE_S)
                with self._alive():
                    self._robot.moveTo(round(x), round(y))
        finally:
            with self._alive():
                self._note("release", "")
                self._robot.mouseUp(button="left")
                self._buttons.clear()

    def scroll(self, x: int, y: int, *, direction: Direction, notches: int) -> None:
        self.move(x, y)
        sign = 1 if direction in (Direction.UP, Direction.RIGHT) else -1
        turn = self._robot.vscroll if direction in (Direction.UP, Direction.DOWN) else self._robot.hscroll
        for _ in range(notches):
            self._pause(0.0)
            with self._alive():
                self._note("press", "")
                self._note("release", "")
                turn(sign)

    # --- keyboard -------------------------------------------------------------------------------------------------

    def press(self, keys: Sequence[str]) -> None:
        self._begin()
        names = [self._name(key) for key in keys]
        with self._alive():
            try:
                for name in names:
                    self._key_down(name)
            finally:
                for name in reversed(names):
                    self._key_up(name)

    def type_text(self, text: str, *, before: Callable[[], None], chunk: int, secret: bool = False) -> None:
        self._begin()
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        odd = next((character for character in plain if not self._robot.isValidKey(character)), None)
        if odd is not None:
            raise ActFailed("pyautogui types ASCII only, and the text holds other characters; use the XTEST input.")
        for start in range(0, len(plain), chunk):
            before()
            self._pause(_BETWEEN_CHUNKS_S if start else 0.0)
            part = plain[start : start + chunk]
            with self._alive():
                for character in part:
                    self._note_key(character)
                self._robot.write(part, interval=0.0)

    # --- ending ---------------------------------------------------------------------------------------------------

    def release_all(self) -> None:
        got = self._using.acquire(timeout=0.15)
        try:
            with suppress(ConnectionClosedError, OSError):
                for button in self._buttons:
                    self._robot.mouseUp(button=button)
                for name in reversed(self._keys):
                    self._robot.keyUp(name)
            self._keys.clear()
            self._buttons.clear()
        finally:
            if got:
                self._using.release()

    def interrupt(self) -> None:
        self._interrupted.set()

    def close(self) -> None:
        self.release_all()

    def _alive(self) -> "_Alive":
        return _Alive(self._using, self._display)

    def _key_down(self, name: str) -> None:
        self._keys.append(name)
        self._note_key(name)
        self._robot.keyDown(name)

    def _note_key(self, name: str) -> None:
        """No code is known here, so the moment alone tells; with Shift it is two keys."""
        for _ in range(2 if self._robot.isShiftCharacter(name) else 1):
            self._note("key", "")

    def _key_up(self, name: str) -> None:
        self._robot.keyUp(name)
        with suppress(ValueError):
            self._keys.remove(name)

    def _name(self, key: str) -> str:
        name = _NAMES.get(key.lower(), key.lower() if len(key) > 1 else key)
        if not self._robot.isValidKey(name):
            raise ActFailed(f"pyautogui knows no key called “{key}”; use the XTEST input.")
        return name

    def _begin(self) -> None:
        self._interrupted.clear()
        self._clock.check()

    def _pause(self, seconds: float) -> None:
        if self._interrupted.is_set():
            raise Stopped
        self._clock.sleep_s(seconds)


class _Alive:
    """One use of pyautogui's connection at a time; a broken one is SurfaceGone."""

    def __init__(self, using: threading.RLock, display: str) -> None:
        self._using = using
        self._display = display

    def __enter__(self) -> None:
        self._using.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._using.release()
        if isinstance(error, ConnectionClosedError | OSError):
            raise SurfaceGone(f"The display {self._display} is gone; the run cannot go on.") from error


def _load(display: str) -> ModuleType:
    """Imported late: its import opens the display, and fails without one."""
    try:
        robot = importlib.import_module("pyautogui")
    except (ImportError, KeyError, OSError, SystemExit, DisplayError) as error:
        raise Misuse(f"pyautogui cannot open the display {display}; use the XTEST input.") from error
    # A pause after every call would slow each act down tenfold. The fail-safe (the pointer in a corner) is no stop:
    # it fires when a target lies in a corner and misses corners after a change of resolution; our own stop is one.
    robot.PAUSE = 0  # type: ignore[attr-defined]
    robot.FAILSAFE = False  # type: ignore[attr-defined]
    return robot
