"""The real program on a real display: its window beside the one that it works on, a picture of it, and its end."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

pytestmark = pytest.mark.x11

Eventually = Callable[..., None]
GREY = 128


class Desk:
    """An X server with a window manager, a window to work on, and Deskhand's own beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        read, write = os.pipe()
        self.programs = [
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x900x24", "-noreset", "-nolisten", "tcp"],
                pass_fds=(write,),
                stderr=subprocess.DEVNULL,
            )
        ]
        os.close(write)
        with os.fdopen(read) as numbers:
            self.display = f":{numbers.readline().strip()}"
        self.start("openbox")
        # The doctor's window: it says on its standard output whether its button was pressed.
        self.other = self.start(sys.executable, "-m", "app.ui.probe", stdout=subprocess.PIPE, stdin=subprocess.PIPE)
        with (folder / "stderr").open("wb") as said:
            self.own = self.start(sys.executable, "-m", "app", stderr=said)

    def environment(self) -> dict[str, str]:
        left_out = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS")
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        return kept | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def start(self, *words: str, **streams: object) -> "subprocess.Popen[bytes]":
        quiet: dict[str, object] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        program = subprocess.Popen(words, env=self.environment(), **(quiet | streams))  # type: ignore[call-overload]
        self.programs.append(program)
        return program  # type: ignore[no-any-return]

    def tool(self, *words: str) -> str:
        done = subprocess.run(words, env=self.environment(), capture_output=True, text=True, timeout=20, check=False)
        return done.stdout

    def window(self, title: str) -> str:
        """Its number, "" while it is not there."""
        found = (line.split() for line in self.tool("wmctrl", "-l").splitlines())
        return next((words[0] for words in found if " ".join(words[3:]) == title), "")

    def lay_out(self, eventually: Eventually) -> None:
        """Side by side; the program's own is written into."""
        eventually(lambda: self.window("Deskhand") and self.window("Deskhand doctor"), within_s=40)
        self.tool("wmctrl", "-i", "-r", self.window("Deskhand doctor"), "-e", "0,1130,60,-1,-1")
        self.tool("wmctrl", "-i", "-r", self.window("Deskhand"), "-e", "0,10,40,-1,-1")
        self.tool("xdotool", "windowactivate", "--sync", self.window("Deskhand"))

    def write(self, words: str) -> None:
        self.tool("xdotool", "type", "--delay", "5", words)

    def pressed(self) -> bool:
        """Waits for the next thing that the other window says."""
        assert self.other.stdout is not None
        line = self.other.stdout.readline()
        return bool(line) and bool(json.loads(line)["pressed"])

    def picture(self, path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        self.tool("import", "-window", "root", str(path))
        return np.asarray(Image.open(path).convert("RGB"))

    def close(self) -> None:
        for program in reversed(self.programs):
            program.kill()
            program.wait(10)
            for stream in (program.stdin, program.stdout):
                if stream is not None:
                    stream.close()


@pytest.fixture
def desk(tmp_path: Path, private_home: Path) -> Iterator[Desk]:
    started = Desk(tmp_path)
    yield started
    started.close()


def test_a_run_beside_the_window_sees_and_touches_only_the_other(
    desk: Desk, tmp_path: Path, eventually: Eventually
) -> None:
    desk.lay_out(eventually)
    desk.write('click "Doctor button", then wait 60 seconds')
    desk.tool("xdotool", "key", "ctrl+Return")
    while not desk.pressed():
        assert desk.own.poll() is None
    eventually(lambda: list((tmp_path / "data" / "deskhand" / "runs").rglob("*.png")), within_s=20)
    shown = desk.picture(tmp_path / "window.png")
    own = shown[200:700, 100:1000]
    assert len(np.unique(own.reshape(-1, 3), axis=0)) > 50  # drawn, and with the live picture in it
    kept = sorted((tmp_path / "data" / "deskhand" / "runs").rglob("*.png"))
    for path in kept:
        seen = np.asarray(Image.open(path).convert("RGB"))
        assert (seen[200:700, 100:1000] == GREY).all(), path
    began_s = time.monotonic()
    desk.tool("wmctrl", "-i", "-c", desk.window("Deskhand"))
    assert desk.own.wait(10) == 0
    assert time.monotonic() - began_s < 5
    records = next((tmp_path / "data" / "deskhand" / "runs").rglob("records.jsonl")).read_text(encoding="utf-8")
    assert '"stopped"' in records.splitlines()[-1]


def test_ctrl_c_closes_the_window_and_leaves_nothing_behind(desk: Desk, eventually: Eventually) -> None:
    desk.lay_out(eventually)
    desk.write("wait 60 seconds")
    desk.tool("xdotool", "key", "ctrl+Return")
    own = psutil.Process(desk.own.pid)
    eventually(own.children, within_s=20)  # the guardian of the display
    children = own.children(recursive=True)
    desk.own.send_signal(signal.SIGINT)
    assert desk.own.wait(10) == 4
    _, left = psutil.wait_procs(children, timeout=5)
    assert left == []
    assert "Traceback" not in (desk.folder / "stderr").read_text(encoding="utf-8")


def test_without_a_display_it_says_what_to_do(private_home: Path) -> None:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in os.environ.items() if name not in named}
    for display in ({}, {"DISPLAY": ":4711"}):
        done = subprocess.run(
            [sys.executable, "-m", "app"], env=bare | display, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 2
        assert "--virtual" in done.stderr
        assert "Traceback" not in done.stderr


def test_it_works_without_a_window_manager(tmp_path: Path, private_home: Path, eventually: Eventually) -> None:
    desk = Desk(tmp_path)
    try:
        desk.programs[1].kill()
        eventually(lambda: "Deskhand" in desk.tool("xdotool", "search", "--name", "^Deskhand$", "getwindowname"), 40)
        desk.own.send_signal(signal.SIGTERM)
        assert desk.own.wait(10) == 4
        assert "Traceback" not in (tmp_path / "stderr").read_text(encoding="utf-8")
    finally:
        desk.close()
