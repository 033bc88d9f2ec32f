"""The real program on a real display: its window beside the one that it works on, a picture of it, and its end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from tests.ui.desk import Desk, Eventually

pytestmark = pytest.mark.x11

GREY = 128


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
