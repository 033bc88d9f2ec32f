"""The stop key in a real run: pressed by a hand it stops it, and Deskhand itself never presses it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.clock import RunClock, StopSwitch
from app.surfaces.desktop.sparing import SparingInput
from app.surfaces.desktop.xtest import XtestInput
from planner.errors import ActFailed
from tests.listening.conftest import Server

pytestmark = pytest.mark.x11


def paint(server: Server) -> None:
    """A picture of one colour is never looked at."""
    root = server.other.screen().root
    context = root.create_gc(foreground=0xFFFFFF)
    window = root.create_window(40, 40, 200, 100, 0, server.other.screen().root_depth, background_pixel=0x3366AA)
    window.map()
    root.fill_rectangle(context, 10, 10, 100, 20)
    server.other.sync()


def test_a_press_stops_a_run_on_a_real_display(server: Server, private_home: Path) -> None:
    paint(server)
    program = subprocess.Popen(
        [sys.executable, "-m", "app", "run", "wait 60 seconds", "--display", server.display, "--json"],
        env=os.environ | {"DISPLAY": server.display},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline_s = time.monotonic() + 30
    while program.poll() is None and time.monotonic() < deadline_s:
        server.press("Control_L", "Alt_L", "Escape")  # before it is armed, nothing hears it
        time.sleep(0.1)
    assert program.wait(10) == 4
    assert program.stdout is not None
    last = json.loads(program.stdout.read().splitlines()[-1])
    assert (last["type"], last["outcome"]) == ("result", "stopped")
    program.stdout.close()
    assert program.stderr is not None
    program.stderr.close()


@pytest.mark.parametrize("keys", ["ctrl alt escape", "Alt Control Esc", "ctrl alt shift escape"])
def test_its_own_hand_never_presses_the_chord(server: Server, keys: str) -> None:
    inner = XtestInput(display=server.display, clock=RunClock(switch=StopSwitch()))
    spared = SparingInput(inner, spared=("ctrl", "alt", "escape"))
    with pytest.raises(ActFailed, match="stop key"):
        spared.press(keys.split())
    spared.press(("ctrl", "escape"))
    spared.close()
