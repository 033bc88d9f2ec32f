"""X servers for the stop key, and presses from a connection of somebody else's."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError
from Xlib.ext import xtest


class Server:
    """An X server without a window manager."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "640x480x24", "-noreset", "-nolisten", "tcp"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as numbers:
            self.display = f":{numbers.readline().strip()}"
        self.other = Display(self.display)

    def press(self, *names: str, hold_s: float = 0.0) -> None:
        """As a keyboard would: down in order, up in reverse."""
        codes = [self.other.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
        for code in codes:
            xtest.fake_input(self.other, X.KeyPress, code)
        self.other.sync()
        until_s = time.monotonic() + hold_s
        while time.monotonic() < until_s:
            time.sleep(0.005)
        for code in reversed(codes):
            xtest.fake_input(self.other, X.KeyRelease, code)
        self.other.sync()

    def close(self) -> None:
        with suppress(ConnectionClosedError):  # where the test was about its end
            self.other.close()
        self.process.kill()
        self.process.wait(10)


@pytest.fixture
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.close()


@pytest.fixture
def window_with_focus(server: Server) -> Iterator[Callable[[], list[int]]]:
    """Another program's window with the keyboard; gives the types of events that it got."""
    display = Display(server.display)
    root = display.screen().root
    window = root.create_window(10, 10, 200, 100, 0, X.CopyFromParent, event_mask=X.KeyPressMask | X.KeyReleaseMask)
    window.map()
    display.sync()
    window.set_input_focus(X.RevertToPointerRoot, X.CurrentTime)
    display.sync()

    def events() -> list[int]:
        return [display.next_event().type for _ in range(display.pending_events())]

    yield events
    display.close()
