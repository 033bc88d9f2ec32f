"""A window of another application comes before the one at work: it is never clicked, and work goes on where it was."""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.calling import Running
from tests.surfaces.desktop.conftest import PROBE, Screen

pytestmark = [pytest.mark.x11, pytest.mark.long]

COVER = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLabel

class Cover(QLabel):
    def mousePressEvent(self, event):
        Path(sys.argv[1]).write_text("clicked")

application = QApplication(["cover"])
cover = Cover("Something else is shown here")
cover.setWindowTitle("Cover")
cover.setGeometry(0, 0, 1200, 700)
cover.show()
cover.activateWindow()
application.exec()
"""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(tmp_path)
    yield screen
    screen.close()


def test_a_window_raised_in_between_is_not_clicked_and_put_behind(screen: Screen, tmp_path: Path) -> None:
    state, touched = tmp_path / "state.json", tmp_path / "touched"
    screen.start(sys.executable, str(PROBE), str(state), "Order form")
    screen.wait_window("Order form")
    words = "click Press me, wait 5 seconds, then click Press me"
    running = Running.start("run", words, "--display", screen.display, "--pixels-only", "--json")
    try:
        running.wait_for("step")
        time.sleep(1.0)
        screen.start(sys.executable, "-c", COVER, str(touched))
        screen.wait_window("Cover")
        running.finish(within_s=120)
    finally:
        running.close()
    assert not touched.exists()
    assert json.loads(state.read_text(encoding="utf-8"))["clicks"] == 2, running.lines
    assert running.result["outcome"] in ("done", "unverified")
