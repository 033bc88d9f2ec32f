"""What a person does in desktop applications becomes a flow: real ones on a virtual display, moved by xdotool."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.compose.parts import load_words
from grounding.screen import Query, Role
from planner.actions import Click, OpenApp, PressKeys, Reference, SaveAs, Secret, SetChecked, TypeText
from planner.flow.reading import read_flow
from planner.flow.values import Flow, Input
from planner.plan import Step
from tests.calling import Running

pytestmark = [pytest.mark.long, pytest.mark.x11, pytest.mark.apps, pytest.mark.timeout(240)]

SECRET = "hunter2-planted"
A_MOMENT_S = 1.5
"""A person's pause; on a machine that others load too, a look takes that long."""


class Desk:
    """A display of Deskhand's own that it records, and somebody at it."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.file = folder / "chore.flow.yaml"
        self.running = Running.start("record", str(self.file), "--virtual", "1000x700", "--json", *more)
        told = self.running.wait_for("recording")["environment"]
        assert isinstance(told, dict)
        self.environment = {**os.environ, **told, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
        self.environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"}
        self.programs: list[subprocess.Popen[bytes]] = []

    def start(self, *words: str, title: str) -> None:
        out = subprocess.DEVNULL
        self.programs.append(subprocess.Popen(words, env=self.environment, stdout=out, stderr=out))
        self.wait_for(title)

    def wait_for(self, title: str) -> None:
        """Until a window of that title is in front."""
        deadline_s = time.monotonic() + 40
        while title not in self.hand("getactivewindow", "getwindowname"):
            assert time.monotonic() < deadline_s, f"no window {title}"
            time.sleep(0.1)
        self.pause()

    def hand(self, *words: str) -> str:
        told = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=30, check=False
        )
        return told.stdout

    def pause(self) -> None:
        time.sleep(A_MOMENT_S)

    def type(self, text: str) -> None:
        self.hand("type", "--delay", "40", text)
        self.pause()

    def press(self, *keys: str) -> None:
        self.hand("key", "--", *keys)
        self.pause()

    def click(self, x: int, y: int) -> None:
        """In the active window's own coordinates."""
        window = self.hand("getactivewindow").strip()
        self.hand("mousemove", "--window", window, str(x), str(y))
        self.pause()
        self.hand("click", "1")
        self.pause()

    def end(self) -> Flow:
        self.running.send(signal.SIGTERM)
        self.running.wait_for("recorded", 150)
        assert self.running.finish() == 0, self.running.errors
        return read_flow(self.file.read_text(encoding="utf-8"), load_words())

    def close(self) -> None:
        for program in self.programs:
            program.kill()
            program.wait(10)
        self.running.close()


@pytest.fixture
def desk_of(tmp_path: Path, private_home: Path) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def make(*more: str) -> Desk:
        made.append(Desk(tmp_path, *more))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


def actions(flow: Flow) -> list[object]:
    return [node.action for node in flow.nodes if isinstance(node, Step)]


def test_a_form_of_an_application_and_a_password_that_is_in_no_file(
    desk_of: Callable[..., Desk], private_home: Path
) -> None:
    desk = desk_of()
    desk.start(
        "zenity", "--forms", "--title=Guests", "--text=Guest", "--add-entry=Name", "--add-password=Code word",
        "--add-entry=Town", title="Guests",
    )  # fmt: skip
    desk.type("Anna")
    desk.press("BackSpace")
    desk.press("Tab")
    desk.type(SECRET)
    desk.press("Tab")
    desk.type("Porto")
    desk.press("Return")
    flow = desk.end()
    assert actions(flow)[:4] == [
        OpenApp(name="Zenity"),
        TypeText(value=Reference(name="name"), place=Query(text="Name", exact=True, role=Role.TEXT_FIELD)),
        TypeText(
            value=Secret(name="zenity-code-word"), place=Query(text="Code word", exact=True, role=Role.TEXT_FIELD)
        ),
        TypeText(value=Reference(name="town"), place=Query(text="Town", exact=True, role=Role.TEXT_FIELD)),
    ]
    assert PressKeys(keys=("enter",)) in actions(flow)
    assert Input(name="name", default="Ann") in flow.inputs
    assert Input(name="town", default="Porto") in flow.inputs
    files = [one for one in private_home.rglob("*") if one.is_file()]
    assert desk.file in files
    assert not [one for one in files if SECRET.encode() in one.read_bytes()]


@pytest.mark.parametrize("mode", [pytest.param((), id="default"), pytest.param(("--pixels-only",), id="pixels-only")])
def test_boxes_fields_and_buttons_are_known_by_their_names_and_a_click_that_closes_its_window_too(
    desk_of: Callable[..., Desk], tmp_path: Path, mode: tuple[str, ...]
) -> None:
    desk, noted = desk_of(*mode), tmp_path / "noted"
    desk.start(sys.executable, str(Path(__file__).with_name("panel.py")), str(noted), title="Panel")
    desk.click(30, 35)
    desk.click(200, 85)
    desk.type("Robin")
    desk.click(80, 158)
    desk.click(260, 158)
    flow = desk.end()
    assert noted.read_text(encoding="utf-8") == "True Robin"
    kept = actions(flow)[1:]
    assert [type(one) for one in kept] == [SetChecked, TypeText, Click, Click]
    assert [one.place.text for one in kept if isinstance(one, SetChecked | TypeText | Click) and one.place] == [
        "Loud music",
        "Nickname",
        "Apply",
        "Shut",
    ]
    assert [one.default for one in flow.inputs] == ["Robin"]


def test_what_is_written_and_saved_in_an_editor(desk_of: Callable[..., Desk], tmp_path: Path) -> None:
    desk = desk_of()
    saved = tmp_path / "letter.txt"
    desk.start("mousepad", title="Mousepad")
    desk.type("Hello there")
    desk.press("ctrl+s")
    desk.wait_for("Save")
    desk.type(str(saved))
    desk.press("Return")
    flow = desk.end()
    assert saved.read_text(encoding="utf-8").startswith("Hello there")
    kept = actions(flow)
    assert kept[0] == OpenApp(name="Mousepad")
    assert kept[1:] == [kept[1], SaveAs(path=Reference(name="file"))]
    assert isinstance(kept[1], TypeText)
    assert [one.default for one in flow.inputs] == ["Hello there", str(saved)]
