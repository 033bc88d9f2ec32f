"""A window in memory. A warning of Qt's fails the test that caused it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from pytestqt.qtbot import QtBot

from app.ui.bridge import Bridge
from app.ui.main_window import MainWindow
from app.ui.wishes import PastRun
from app.words import load_lexicon
from planner.language.understand import understand
from planner.plan import Plan
from tests.ui.values import Open

_OFFSCREEN_ALWAYS_SAYS = "This plugin does not support"


@pytest.fixture(autouse=True)
def no_qt_warnings(qapp: object) -> Iterator[list[str]]:
    """What Qt complains of, but for what its screenless plugin says of itself."""
    said: list[str] = []

    def hear(kind: QtMsgType, context: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and _OFFSCREEN_ALWAYS_SAYS not in message:
            said.append(message)

    previous = qInstallMessageHandler(hear)
    yield said
    qInstallMessageHandler(previous)
    assert said == []


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    bridge = Bridge()
    reports: list[str] = []

    def report(run: str) -> str:
        reports.append(run)
        return f"/runs/{run}/report.html"

    window = MainWindow(
        bridge=bridge,
        understand=lambda words, place: understand(words, load_lexicon()),
        past_runs=lambda: (
            PastRun(id="r2", started_at="2026-11-21T05:30:12+00:00", outcome="done", words="click Save"),
            PastRun(id="r1", started_at="2026-11-20T05:30:12+00:00", outcome="interrupted", words="click Send"),
        ),
        report=report,
        redact=lambda text: text.replace("hunter2", "{{secret:mail}}"),
    )
    open_ = Open(window=window, bridge=bridge, reports=reports)
    window.start_wanted.connect(open_.wished.append)
    window.stop_wanted.connect(lambda: open_.stops.append(True))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return open_


@pytest.fixture
def plan_of() -> Callable[[str], Plan]:
    def make(words: str) -> Plan:
        plan = understand(words, load_lexicon())
        assert isinstance(plan, Plan), plan
        return plan

    return make
