"""Flows in the real program on a real display: one is shown once, kept, and run again, by the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.desk import Desk, Eventually

pytestmark = [pytest.mark.long, pytest.mark.x11]

PRESS = "flow: 1\nname: Press the button\nsteps:\n  - click: {name: Doctor button, role: button}\n"


@pytest.fixture
def flows(tmp_path: Path, private_home: Path) -> Path:
    folder = tmp_path / "data" / "deskhand" / "flows"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def desk(tmp_path: Path, flows: Path) -> Iterator[Desk]:
    (flows / "press.flow.yaml").write_text(PRESS, encoding="utf-8")
    (flows / "other.flow.yaml").write_text(PRESS.replace("Press", "Leave"), encoding="utf-8")
    started = Desk(tmp_path)
    yield started
    started.close()


def test_a_flow_is_found_by_its_letters_and_run(desk: Desk, eventually: Eventually) -> None:
    desk.lay_out(eventually)
    desk.tool("xdotool", "key", "ctrl+2")
    desk.write("press")
    desk.tool("xdotool", "key", "Return")
    desk.tool("xdotool", "key", "ctrl+Return")
    while not desk.pressed():
        assert desk.own.poll() is None
    assert "Traceback" not in (desk.folder / "stderr").read_text(encoding="utf-8")


def test_what_is_shown_once_becomes_a_flow_of_the_library(desk: Desk, flows: Path, eventually: Eventually) -> None:
    desk.lay_out(eventually)
    desk.tool("xdotool", "key", "ctrl+2")
    desk.tool("xdotool", "key", "alt+r")
    eventually(lambda: desk.window("Record a flow"), within_s=10)
    desk.write("Shown once")
    desk.tool("xdotool", "key", "Return")
    eventually(lambda: desk.listens(), within_s=30)
    other = desk.window("Deskhand doctor")
    desk.tool("xdotool", "mousemove", "--sync", "--window", other, *_middle_of_its_button(desk), "click", "1")
    while not desk.pressed():
        assert desk.own.poll() is None
    desk.tool("xdotool", "windowactivate", "--sync", desk.window("Deskhand"), "key", "Escape")
    made = flows / "shown_once.flow.yaml"
    eventually(made.exists, within_s=60)
    text = made.read_text(encoding="utf-8")
    assert "Doctor button" in text
    assert "Deskhand" not in text  # neither its window nor its Stop
    assert list(made.with_name(f"{made.name}.crops").glob("*.png"))


def _middle_of_its_button(desk: Desk) -> tuple[str, str]:
    """In the doctor's window it stands at the right, below the field."""
    told = desk.tool("xdotool", "getwindowgeometry", "--shell", desk.window("Deskhand doctor"))
    at = dict(line.split("=") for line in told.split())
    return str(int(at["WIDTH"]) - 70), str(int(at["HEIGHT"]) - 34)
