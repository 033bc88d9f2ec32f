"""pyautogui works as a backend on the process's own display."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.x11
ACTS = Path(__file__).with_name("pyautogui_acts.py")
ROOT = Path(__file__).parents[3]


def test_it_types_clicks_and_scrolls(screen, probe, wait_until) -> None:
    left, top, right, bottom = probe.box("line")
    button = probe.box("button")
    places = [(left + right) // 2, (top + bottom) // 2, (button[0] + button[2]) // 2, (button[1] + button[3]) // 2]
    ended = subprocess.run(
        [sys.executable, str(ACTS), *map(str, places)],
        env=screen.environment() | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    assert "own display only" in ended.stdout
    assert "ASCII only" in ended.stdout
    probe.wait("line", "Typed by pyautogui: #@{}!" * 2)
    probe.wait("clicks", 1)
    wait_until(lambda: int(str(probe.state()["wheel"])) < 0, "the wheel")
