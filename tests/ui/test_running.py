"""The window while a run goes on: it stays responsive, and closing or a signal ends the run at once."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.clock import RunClock, StopSwitch
from app.ui.application import WindowApplication
from app.ui.bridge import Bridge, WindowConfirmer
from app.ui.wishes import Wanted
from app.words import load_lexicon
from app.worker import Worker
from planner.errors import Stopped
from planner.language.understand import understand
from planner.records import Outcome, RunEnded, StepBegins, StepDone
from planner.safety.question import Answer, By, QuestionKind
from tests.ui.values import open_question, record, seen

WORDS = 'type "Ana" into Name, then click Send'
TICK_MS = 10
SMOOTH_S = 0.25  # on a machine that does much else meanwhile


class SlowRun:
    """A run that looks, takes its time, asks at the end: on a real worker, with the real bridge and confirmer."""

    def __init__(self, *, looks: int = 30, look_s: float = 0.02, asks: bool = False) -> None:
        self.switch = StopSwitch()
        self.worker: Worker[None] | None = None
        self.stopped_at_s = 0.0
        self.answer: Answer | None = None
        self._looks, self._look_s, self._asks = looks, look_s, asks

    def start(self, wanted: Wanted, bridge: Bridge) -> Worker[None]:
        clock = RunClock(switch=self.switch)

        def work(own: Worker[None]) -> None:
            try:
                for step in wanted.plan.steps:
                    bridge.tell(StepBegins(sequence=1, step=step))
                    for _ in range(self._looks):
                        bridge.tell(seen())
                        busy_until_s = time.monotonic() + self._look_s / 2  # Python that never waits
                        while time.monotonic() < busy_until_s:
                            pass
                        clock.sleep_s(self._look_s / 2)
                    bridge.tell(StepDone(record=record(step)))
                if self._asks:
                    confirmer = WindowConfirmer(put=bridge.put, stopped=lambda: self.switch.is_set)
                    self.answer = confirmer.ask(open_question(QuestionKind.CONFIRM).question)
                bridge.tell(RunEnded(outcome=Outcome.DONE, reason="Every step was checked.", run=""))
            except Stopped:
                self.stopped_at_s = time.monotonic()
                bridge.tell(RunEnded(outcome=Outcome.STOPPED, reason="You stopped it.", run=""))
            finally:
                bridge.end("")

        self.worker = Worker(work=work, switch=self.switch)
        self.worker.start()
        return self.worker


Open = Callable[[SlowRun], WindowApplication]


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Open]:
    opened: list[WindowApplication] = []

    def open_it(run: SlowRun) -> WindowApplication:
        application = WindowApplication(
            arguments=["deskhand"],
            start=run.start,
            understand=lambda words, place: understand(words, load_lexicon()),
            past_runs=lambda: (),
            report=str,
        )
        qtbot.addWidget(application.window)
        application.window.show()
        qtbot.waitExposed(application.window)
        application.window.parts.words.setPlainText(WORDS)
        opened.append(application)
        return application

    yield open_it
    for application in opened:
        application.stop()


def test_the_window_keeps_ticking_while_a_run_works(open_window: Open, qtbot: QtBot) -> None:
    run = SlowRun()
    window = open_window(run).window
    ticks: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start(TICK_MS)
    window.start()
    qtbot.waitUntil(lambda: not window.is_running, timeout=20_000)
    timer.stop()
    gaps = [later - earlier for earlier, later in pairwise(ticks)]
    assert len(ticks) > 20
    assert sorted(gaps)[-2] < SMOOTH_S  # one hiccup of the machine's own is forgiven
    assert window.parts.banner.text == "Done. Every step was checked."


def test_closing_the_window_stops_the_run_within_200_ms(open_window: Open, qtbot: QtBot) -> None:
    run = SlowRun(looks=100_000)
    window = open_window(run).window
    window.start()
    qtbot.waitUntil(lambda: window.parts.live.shown is not None)
    closed_at_s = time.monotonic()
    window.close()
    assert run.worker is not None
    assert run.worker.join(timeout_s=5)
    assert run.stopped_at_s - closed_at_s < 0.2


def test_stop_withdraws_the_question_and_means_no(open_window: Open, qtbot: QtBot) -> None:
    run = SlowRun(looks=1, asks=True)
    window = open_window(run).window
    window.start()
    qtbot.waitUntil(lambda: window.dialog is not None)
    window.stop()
    qtbot.waitUntil(lambda: not window.is_running)
    assert window.dialog is None
    assert run.answer is not None
    assert run.answer.by is By.NOBODY


def test_an_answer_reaches_the_waiting_worker(open_window: Open, qtbot: QtBot) -> None:
    run = SlowRun(looks=1, asks=True)
    window = open_window(run).window
    window.start()
    qtbot.waitUntil(lambda: window.dialog is not None and window.dialog.agree.isEnabled())
    assert window.dialog is not None
    window.dialog.agree.click()
    qtbot.waitUntil(lambda: not window.is_running)
    assert run.answer is not None
    assert (run.answer.text, run.answer.by) == ("yes", By.PERSON)


def test_a_signal_closes_the_window_and_the_exit_code_says_so(open_window: Open) -> None:
    run = SlowRun(looks=100_000)
    application = open_window(run)
    application.window.start()
    reading, writing = socket.socketpair()
    with closing(reading), closing(writing):
        QTimer.singleShot(50, lambda: writing.send(b"\x0f"))
        assert application.run(wake_up=reading) == 4
    assert run.worker is not None
    assert run.worker.is_done


def test_a_closed_window_ends_with_zero(open_window: Open) -> None:
    application = open_window(SlowRun())
    reading, writing = socket.socketpair()
    with closing(reading), closing(writing):
        QTimer.singleShot(50, application.window.close)
        assert application.run(wake_up=reading) == 0
