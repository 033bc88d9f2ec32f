"""The stop key stops, wherever the focus is, and only the stop key does."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest
from Xlib import XK, X
from Xlib.display import Display

from app.listening.stop_key import StopKey
from tests.listening.conftest import Server

pytestmark = pytest.mark.x11

CHORD = ("ctrl", "alt", "escape")
KEYS = ("Control_L", "Alt_L", "Escape")
Eventually = Callable[..., None]


class Presses:
    def __init__(self) -> None:
        self.at_s: list[float] = []
        self.threads: list[str] = []

    def __call__(self) -> None:
        self.at_s.append(time.monotonic())
        self.threads.append(threading.current_thread().name)


def test_a_press_is_heard_while_another_window_has_the_focus(
    server: Server, window_with_focus: Callable[[], list[int]], eventually: Eventually
) -> None:
    presses = Presses()
    with StopKey(display=server.display, chord=CHORD, pressed=presses) as key:
        assert key.problem == ""
        pressed_s = time.monotonic()
        server.press(*KEYS)
        eventually(lambda: presses.at_s)
        assert presses.at_s[0] - pressed_s < 0.2
        assert presses.threads[0].startswith("stop-key")


def test_a_press_is_heard_while_the_main_thread_is_blocked(server: Server) -> None:
    """The press comes from another process, and this thread waits in one call for its end."""
    presses = Presses()
    with StopKey(display=server.display, chord=CHORD, pressed=presses):
        subprocess.run(
            ["xdotool", "key", "--clearmodifiers", "ctrl+alt+Escape"],
            env={"DISPLAY": server.display, "PATH": "/usr/bin:/bin"},
            check=True,
            timeout=10,
        )
        subprocess.run([sys.executable, "-c", "import time; time.sleep(0.3)"], check=True, timeout=10)
        assert len(presses.at_s) == 1


@pytest.mark.parametrize("lock", ["Caps_Lock", "Num_Lock"])
def test_a_press_is_heard_with_a_lock_on(server: Server, lock: str, eventually: Eventually) -> None:
    presses = Presses()
    with StopKey(display=server.display, chord=CHORD, pressed=presses):
        server.press(lock)
        server.press(*KEYS)
        eventually(lambda: presses.at_s)


def test_a_press_is_heard_while_a_menu_has_the_keyboard_to_itself(server: Server, eventually: Eventually) -> None:
    menu = Display(server.display)
    grabbed = menu.screen().root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
    assert grabbed == X.GrabSuccess
    menu.sync()
    presses = Presses()
    with StopKey(display=server.display, chord=CHORD, pressed=presses):
        server.press(*KEYS, hold_s=0.15)  # as long as a short press of a hand
        eventually(lambda: presses.at_s)
    menu.close()


def test_one_press_is_one_call_however_long_it_is_held(server: Server, eventually: Eventually) -> None:
    presses = Presses()
    with StopKey(display=server.display, chord=CHORD, pressed=presses):
        server.press(*KEYS, hold_s=0.3)
        eventually(lambda: presses.at_s)
        server.press("Escape")
    assert len(presses.at_s) == 1


def test_parts_of_the_chord_are_nothing(server: Server, window_with_focus: Callable[[], list[int]]) -> None:
    presses = Presses()
    with StopKey(display=server.display, chord=CHORD, pressed=presses):
        for keys in (("Escape",), ("Control_L", "Escape"), ("Alt_L", "Escape"), ("Control_L", "Alt_L", "a")):
            server.press(*keys, hold_s=0.08)
        assert window_with_focus()  # they go where they belong
    assert presses.at_s == []


def test_a_chord_that_another_program_holds_is_told_and_not_armed(server: Server) -> None:
    with StopKey(display=server.display, chord=CHORD, pressed=Presses()):
        second = StopKey(display=server.display, chord=CHORD, pressed=Presses())
        assert second.problem == (
            "The stop key ctrl+alt+escape is off: another program holds it; choose another with --stop-key."
        )
        second.close()


def test_it_is_free_again_after_closing(server: Server) -> None:
    first = StopKey(display=server.display, chord=CHORD, pressed=Presses())
    first.close()
    first.close()
    with StopKey(display=server.display, chord=CHORD, pressed=Presses()) as second:
        assert second.problem == ""


def test_keys_that_the_keyboard_lacks_are_named(server: Server) -> None:
    key = StopKey(display=server.display, chord=("ctrl", "ж"), pressed=Presses())
    assert "no “ж”" in key.problem
    key.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # python-xlib leaves its socket open
def test_a_display_that_is_not_there_is_told() -> None:
    key = StopKey(display=":4711", chord=CHORD, pressed=Presses())
    assert "does not answer" in key.problem
    key.close()


def test_it_survives_the_end_of_its_display(server: Server) -> None:
    key = StopKey(display=server.display, chord=CHORD, pressed=Presses())
    server.process.kill()
    server.process.wait(10)
    began_s = time.monotonic()
    key.close()
    assert time.monotonic() - began_s < 2


def test_it_follows_a_key_that_moves(server: Server, eventually: Eventually) -> None:
    presses = Presses()
    with StopKey(display=server.display, chord=("ctrl", "f9"), pressed=presses):
        code = server.other.keysym_to_keycode(XK.string_to_keysym("F9"))
        server.other.change_keyboard_mapping(code, [(XK.string_to_keysym("F10"),)])
        free = server.other.keysym_to_keycode(XK.string_to_keysym("Pause"))
        server.other.change_keyboard_mapping(free, [(XK.string_to_keysym("F9"),)])
        server.other.sync()
        control = server.other.keysym_to_keycode(XK.string_to_keysym("Control_L"))

        def heard() -> bool:
            from Xlib.ext import xtest

            for kind, one in ((X.KeyPress, control), (X.KeyPress, free), (X.KeyRelease, free), (X.KeyRelease, control)):
                xtest.fake_input(server.other, kind, one)
            server.other.sync()
            return bool(presses.at_s)

        eventually(heard)
