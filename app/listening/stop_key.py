"""The stop key: a chord that stops the run wherever the focus is, also when the rest of the program hangs.

Decision: a passive grab of the chord on the root window, on a connection and a thread of its own. A menu that is open
has the keyboard to itself, and then no grab is told; so the keys that are down are looked at too, 20 times a second. If
another program holds the chord, the key is not armed and says so: a stop that may not work is worse than none.
"""

import os
import select
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from Xlib import X
from Xlib.error import BadAccess, CatchError, ConnectionClosedError, DisplayError
from Xlib.protocol import request

from app.listening.chord import Grip, NoSuchChord, PlainDisplay, grip_of

ARMS_WITHIN_S = 3.0
ENDS_WITHIN_S = 2.0
LOOKS_EVERY_S = 0.05


class StopKey:
    """Armed as soon as it is made, if it can be; else `problem` is the sentence that says why.

    chord: names as `planner.language.keys` has them, the modifiers first. pressed: called once a press, on this
    object's own thread.
    """

    def __init__(self, *, display: str, chord: tuple[str, ...], pressed: Callable[[], None]) -> None:
        self._name = display
        self._chord = chord
        self._pressed = pressed
        self._problem = f"The stop key is off: the display {display} does not answer; use Ctrl-C or Stop instead."
        self._tried = threading.Event()
        self._ending, self._end = os.pipe()
        self._is_down = False
        self._thread = threading.Thread(target=self._work, name=f"stop-key{display}", daemon=True)
        self._thread.start()
        self._tried.wait(ARMS_WITHIN_S)

    @property
    def problem(self) -> str:
        """Why it is not armed; "" when it is."""
        return self._problem

    def close(self) -> None:
        """Lets the chord go. Twice is harmless."""
        if self._end < 0:
            return
        end, self._end = self._end, -1
        os.close(end)
        self._thread.join(ENDS_WITHIN_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- on its own thread ----------------------------------------------------------------------------------------

    def _work(self) -> None:
        try:
            display = PlainDisplay(self._name)
        except (DisplayError, ConnectionClosedError, OSError, ValueError, AssertionError):
            self._tried.set()
            os.close(self._ending)
            return
        display.set_error_handler(lambda error, asked: None)
        try:
            self._listen(display)
        except (ConnectionClosedError, OSError, ValueError):
            pass  # the display is gone, and the run on it with it
        finally:
            self._tried.set()
            os.close(self._ending)
            with suppress(ConnectionClosedError, OSError, ValueError):
                display.close()

    def _listen(self, display: PlainDisplay) -> None:
        grip = self._arm(display)
        self._tried.set()
        while grip is not None:
            ready, _, _ = select.select([display.fileno(), self._ending], [], [], LOOKS_EVERY_S)
            if self._ending in ready:
                _let_go(display, grip)
                return
            told = self._events(display)
            if X.MappingNotify in told:
                grip = self._grip_again(display, grip)
            self._note(X.KeyPress in told, grip.is_held(request.QueryKeymap(display=display).map))

    def _arm(self, display: PlainDisplay) -> Grip | None:
        try:
            grip = grip_of(self._chord, display)
        except NoSuchChord as error:
            self._problem = f"The stop key is off: this keyboard has no “{error}”; choose another with --stop-key."
            return None
        if not _take(display, grip):
            name = "+".join(self._chord)
            self._problem = f"The stop key {name} is off: another program holds it; choose another with --stop-key."
            return None
        self._problem = ""
        return grip

    def _events(self, display: PlainDisplay) -> set[int]:
        return {int(display.next_event().type) for _ in range(display.pending_events())}

    def _note(self, told: bool, held: bool) -> None:
        """Once a press: a key that is held repeats, and the two ways of hearing hear the same press."""
        if (told or held) and not self._is_down:
            self._pressed()
        self._is_down = held

    def _grip_again(self, display: PlainDisplay, grip: Grip) -> Grip:
        """The keyboard has other keys now; the chord may lie elsewhere."""
        try:
            fresh = grip_of(self._chord, display)
        except NoSuchChord:
            return grip
        if (fresh.keycode, fresh.states) != (grip.keycode, grip.states):
            _let_go(display, grip)
            if not _take(display, fresh):
                return grip
        return fresh


def _take(display: PlainDisplay, grip: Grip) -> bool:
    """False when another program has it, with any state of the locks; then nothing is kept."""
    refused = []
    for state in grip.states:
        caught = CatchError(BadAccess)
        request.GrabKey(
            display=display,  # type: ignore[arg-type]  # the stubs ask for more than it uses
            onerror=caught,
            owner_events=False,
            grab_window=_root(display),
            modifiers=state,
            key=grip.keycode,
            pointer_mode=X.GrabModeAsync,
            keyboard_mode=X.GrabModeAsync,
        )
        refused.append(caught)
    request.GetInputFocus(display=display)  # its answer comes after all errors
    if any(caught.get_error() for caught in refused):
        _let_go(display, grip)
        return False
    return True


def _let_go(display: PlainDisplay, grip: Grip) -> None:
    for state in grip.states:
        request.UngrabKey(
            display=display,  # type: ignore[arg-type]  # as above
            key=grip.keycode,
            grab_window=_root(display),
            modifiers=state,
        )
    request.GetInputFocus(display=display)


def _root(display: PlainDisplay) -> int:
    root = display.info.roots[display.get_default_screen()].root
    return int(getattr(root, "id", root))
