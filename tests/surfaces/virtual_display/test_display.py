"""A virtual display, for real: what is there when it starts, and that nothing is there when it has ended."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import mss
import numpy as np
import pytest
from Xlib import Xatom
from Xlib.display import Display

from app.errors import Misuse
from app.surfaces.virtual_display.display import VirtualDisplay
from app.surfaces.virtual_display.environment import MARK, for_programs
from app.surfaces.virtual_display.guard import CannotStart
from app.surfaces.virtual_display.leftovers import PREFIX, base_folder
from app.surfaces.virtual_display.parts import find_parts
from app.surfaces.virtual_display.processes import marked
from planner.ports import Clock

pytestmark = pytest.mark.x11

Eventually = Callable[..., bool]
CLIENTS = ("-root", "_NET_CLIENT_LIST")
SECOND_DESKHAND = """
import shutil, sys, threading, time
from datetime import UTC, datetime
from app.surfaces.virtual_display.display import VirtualDisplay

class WallClock:
    def now_s(self): return time.monotonic()
    def utc(self): return datetime.now(UTC)
    def sleep_s(self, seconds): threading.Event().wait(seconds)
    def check(self): return

with VirtualDisplay.start(size_wh=(640, 480), clock=WallClock()) as display:
    display.spawn([shutil.which("mousepad")])
    print(display.display, flush=True)
    sys.stdin.read()
"""

POLITE_PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QLabel

class Window(QLabel):
    def closeEvent(self, event):
        open(sys.argv[1], "w").write("goodbye")

application = QApplication([])
window = Window("hello")
window.show()
application.exec()
"""


def run_on(display: VirtualDisplay, *argv: str) -> str:
    done = subprocess.run(argv, env=dict(display.environment), capture_output=True, text=True, timeout=10)
    return done.stdout + done.stderr


def left_of(display: VirtualDisplay) -> list[str]:
    """Everything that this display could have left behind."""
    number = display.display.removeprefix(":")
    files = [Path(f"/tmp/.X{number}-lock"), Path(f"/tmp/.X11-unix/X{number}"), display.private_folder]
    found = [str(path) for path in files if path.exists()]
    return found + [f"process {pid}" for pid in marked(f"{MARK}={display.private_folder}".encode())]


def test_window_manager_bus_and_accessibility_are_up_when_start_returns(display: VirtualDisplay) -> None:
    assert "window id #" in run_on(display, "xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
    assert "AT_SPI_BUS(STRING)" in run_on(display, "xprop", "-root", "AT_SPI_BUS")
    status = ["busctl", "--user", "get-property", "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status", "IsEnabled"]
    assert run_on(display, *status) == "b true\n"


def test_start_takes_less_than_a_second_and_a_half(clock: Clock) -> None:
    begun_s = clock.now_s()
    with VirtualDisplay.start(size_wh=(1920, 1080), clock=clock):
        assert clock.now_s() - begun_s < 1.5


def test_an_empty_display_is_no_one_colour_picture(display: VirtualDisplay) -> None:
    with mss.MSS(display=display.display) as camera:
        picture = np.asarray(camera.grab(camera.monitors[0]))[..., :3]
    assert picture.shape == (600, 800, 3)
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) == 2
    assert picture.min() > 40


def test_programs_are_told_of_the_scale(clock: Clock) -> None:
    with VirtualDisplay.start(size_wh=(800, 600), scale=1.5, clock=clock) as display:
        connection = Display(display.display)
        resources = connection.screen().root.get_full_property(Xatom.RESOURCE_MANAGER, Xatom.STRING)
        connection.close()
        assert b"Xft.dpi:\t144\n" in resources.value
        assert display.environment["QT_SCALE_FACTOR"] == "1.5"
        assert (display.environment["GDK_SCALE"], display.environment["GDK_DPI_SCALE"]) == ("1", "1")


def test_programs_see_nothing_of_the_desktop_that_deskhand_runs_on() -> None:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "SESSION_MANAGER")
    names += ("DBUS_SESSION_BUS_ADDRESS", "DBUS_STARTER_ADDRESS", "AT_SPI_BUS_ADDRESS", "XDG_CURRENT_DESKTOP")
    base = dict.fromkeys(names, "the-real-desktop") | {"HOME": "/home/person", "XDG_CONFIG_HOME": "/home/person/c"}
    folder = Path("/private")
    seen = for_programs(base, folder=folder, display=":9", authority=folder / "a", bus=folder / "bus", scale=1.0)
    assert "the-real-desktop" not in seen.values()
    assert (seen["HOME"], seen["XDG_CONFIG_HOME"]) == ("/home/person", "/home/person/c")
    assert seen["DISPLAY"] == ":9"


@pytest.mark.apps
def test_a_program_on_it_never_touches_the_display_that_deskhand_runs_on(
    display: VirtualDisplay, eventually: Eventually
) -> None:
    """`display` plays the person's desktop; a second Deskhand, started on it, opens an editor on one of its own."""
    deskhand = subprocess.Popen(
        [sys.executable, "-c", SECOND_DESKHAND],
        env=dict(display.environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert deskhand.stdout is not None
    inner = deskhand.stdout.readline().strip()
    assert inner != display.display
    assert eventually(lambda: "window id # 0x" in run_on(display, "xprop", "-display", inner, *CLIENTS), within_s=10)
    assert "window id # 0x" not in run_on(display, "xprop", *CLIENTS)
    deskhand.communicate("", timeout=10)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_another_user_cannot_connect(display: VirtualDisplay) -> None:
    stranger = ["setpriv", "--reuid=65534", "--clear-groups", "xdpyinfo", "-display", display.display]
    assert "unable to open display" in run_on(display, *stranger)
    assert "unable to open display" not in run_on(display, "xdpyinfo", "-display", display.display)


def test_no_second_keyring_starts_beside_the_persons(display: VirtualDisplay) -> None:
    answer = run_on(display, "busctl", "--user", "introspect", "org.freedesktop.secrets", "/org/freedesktop/secrets")
    assert "exited with status 1" in answer


def test_twenty_displays_leave_nothing(clock: Clock, eventually: Eventually) -> None:
    folders_before = set(base_folder().glob(PREFIX + "*"))
    daemon = (
        "import os, time\nif os.fork() == 0:\n os.setsid()\n if os.fork() == 0:\n  os.environ.clear(); time.sleep(99)"
    )
    for _ in range(20):
        with VirtualDisplay.start(size_wh=(640, 480), clock=clock) as display:
            assert len(left_of(display)) > 5
            display.spawn([sys.executable, "-c", daemon])
        assert left_of(display) == []
    assert set(base_folder().glob(PREFIX + "*")) - folders_before == set()


def test_programs_are_asked_to_close_before_they_are_ended(
    display: VirtualDisplay, eventually: Eventually, tmp_path: Path
) -> None:
    """One that is merely killed would come up next time with a question about its last session."""
    said = tmp_path / "said"
    display.spawn([sys.executable, "-c", POLITE_PROGRAM, str(said)])
    assert eventually(lambda: "window id # 0x" in run_on(display, "xprop", *CLIENTS), within_s=20)
    display.close()
    assert said.read_text() == "goodbye"


def test_closing_twice_is_harmless(display: VirtualDisplay) -> None:
    display.close()
    display.close()
    assert not display.private_folder.exists()


def test_a_program_that_is_not_there_is_named(display: VirtualDisplay) -> None:
    with pytest.raises(CannotStart, match=r"/no/such/program could not be started \(No such file or directory\)\."):
        display.spawn(["/no/such/program"])


@pytest.mark.parametrize("size", [(1, 1), (20000, 20000), (800, 0)])
def test_an_impossible_size_is_refused_before_anything_starts(size: tuple[int, int], clock: Clock) -> None:
    with pytest.raises(Misuse, match="is not possible: use a size from"):
        VirtualDisplay.start(size_wh=size, clock=clock)


def test_a_missing_x_server_is_named_with_its_package(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="needs Xvfb: install it with `sudo apt install xvfb`"):
        find_parts({"PATH": str(tmp_path)})


def test_a_missing_window_manager_is_named_with_its_package(tmp_path: Path) -> None:
    for program in ("Xvfb", "dbus-daemon"):
        found = shutil.which(program)
        assert found is not None
        (tmp_path / program).symlink_to(found)
    with pytest.raises(Misuse, match="small window manager: install one with `sudo apt install openbox`"):
        find_parts({"PATH": str(tmp_path)})
