"""A browser of Deskhand's own that a person works in by mouse and keyboard."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.compose.parts import load_words
from grounding.screen import Query, Role
from planner.actions import OpenAddress, PressKeys, Reference, TypeText
from planner.flow.reading import read_flow
from planner.plan import Step
from tests.calling import Running, Xserver
from tests.recording.conftest import Site

pytestmark = [pytest.mark.x11, pytest.mark.chromium]


def test_what_is_done_by_hand_in_a_browser_of_our_own(
    site: Site, tmp_path: Path, private_home: Path, eventually: Callable[..., None]
) -> None:
    field = "<input name=name aria-label=Name style='position:fixed;inset:0;width:99vw;height:99vh'>"
    url = site.put("", f"<form action=/kept>{field}</form>")
    display = Xserver.start("1300x900")
    environment = {**os.environ, "DISPLAY": display.display}
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    file = tmp_path / "chore.flow.yaml"
    running = Running.start("record", str(file), "--browser", "--url", url, "--json", environment=environment)
    try:
        running.wait_for("recording")
        time.sleep(1.0)
        subprocess.run(["xdotool", "mousemove", "600", "500"], env=environment, check=True)
        time.sleep(0.5)
        subprocess.run(["xdotool", "click", "1"], env=environment, check=True)
        time.sleep(0.5)
        subprocess.run(["xdotool", "type", "--delay", "60", "Ana"], env=environment, check=True)
        time.sleep(0.5)
        subprocess.run(["xdotool", "key", "Return"], env=environment, check=True)
        eventually(lambda: site.sent, within_s=10)
        time.sleep(0.5)
        running.send(signal.SIGTERM)
        running.wait_for("recorded")
        assert running.finish() == 0
    finally:
        running.close()
        manager.kill()
        manager.wait(10)
        display.close()
    flow = read_flow(file.read_text(encoding="utf-8"), load_words())
    assert site.sent == [{"name": "Ana"}]
    assert [node.action for node in flow.nodes if isinstance(node, Step)] == [
        OpenAddress(address=url),
        TypeText(value=Reference(name="name"), place=Query(text="Name", exact=True, role=Role.TEXT_FIELD)),
        PressKeys(keys=("enter",)),
    ]
