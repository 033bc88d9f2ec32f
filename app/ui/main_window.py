"""The window: say what is to be done, see how it was understood, watch it, answer, stop; past runs beside it.

It takes records and emits intents; what a run is made of it does not know. `start_wanted` and `stop_wanted` go to the
composition, events and questions come back through the bridge.
"""

from collections.abc import Callable
from functools import partial
from typing import assert_never

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from app.errors import AppError
from app.ui.bridge import Bridge, OpenQuestion
from app.ui.flow_runs import FlowRuns
from app.ui.flows.values import Shelf, WantedFlow
from app.ui.layout import Parts, lay_out
from app.ui.lessons_page import LessonBook
from app.ui.marks import Mark, mark_of_outcome
from app.ui.question_dialog import QuestionDialog
from app.ui.question_picture import picture_for
from app.ui.tones import sheet, tones_of
from app.ui.understood import Understand, Understood
from app.ui.wishes import ADDRESS_HINTS, PastRun, Wanted
from planner.language.describe import describe
from planner.records import (
    Accounted,
    Answered,
    Asked,
    Event,
    Healed,
    LessonFollowed,
    ModelAnswered,
    ModelAsked,
    PlanMade,
    RunEnded,
    Seen,
    StepBegins,
    StepDone,
)


class MainWindow(QMainWindow):
    start_wanted = Signal(object)
    stop_wanted = Signal()
    closed = Signal()

    def __init__(
        self,
        *,
        bridge: Bridge,
        understand: Understand,
        past_runs: Callable[[], tuple[PastRun, ...]],
        report: Callable[[str], str],
        redact: Callable[[str], str],
        shelf: Shelf | None = None,
        lessons: LessonBook | None = None,
        place: str = "display",
        autonomy: str = "sensitive",
    ) -> None:
        """report: writes the report of a run (an id or a folder) and gives its path. redact: hides known secrets.

        shelf: the library of flows; lessons: what runs have taught; None: no tab of these. place, autonomy: what is
        chosen to begin with.
        """
        super().__init__()
        self._past_runs = past_runs
        self._report = report
        self._redact = redact
        self._is_running = False
        self._run_folder = ""
        self.dialog: QuestionDialog | None = None
        self.setWindowTitle("Deskhand")
        self.resize(1100, 720)
        self.parts = Parts(redact=redact, read=lambda words: self.understood.read(words), shelf=shelf, lessons=lessons)
        self.understood = Understood(self, understand)
        self.setCentralWidget(lay_out(self.parts))
        self.parts.place.setCurrentIndex(max(0, self.parts.place.findData(place)))
        self.parts.level.setCurrentIndex(max(0, self.parts.level.findData(autonomy)))
        self._wire(bridge)
        self.flow_runs = FlowRuns(self, bridge) if self.parts.flows is not None else None
        self._place_changed()
        self._dress()
        self.show_history()
        self.parts.words.setFocus()

    @property
    def is_running(self) -> bool:
        return self._is_running

    # --- what the run tells ---------------------------------------------------------------------------------------

    def take(self, event: Event) -> None:
        """An event of the run, in the window's thread."""
        parts = self.parts
        match event:
            case PlanMade(plan=plan):
                parts.steps.show_plan(plan)
                parts.account.clear()
            case StepBegins(step=step):
                parts.steps.begin(step)
                parts.banner.say(describe(step), Mark.WORKING)
            case Seen():
                parts.live.show_seen(event)
            case StepDone(record=record):
                parts.steps.done(record)
                parts.live.show_after(record)
            case RunEnded():
                self._ended(event)
            case Accounted():
                parts.account.show_account(event)
            case LessonFollowed(lesson=lesson):
                parts.steps.tell(f"From an earlier run: {lesson.words}.")
            case Healed(healing=healing):
                parts.banner.say(f"“{healing.was.text}” is called “{healing.now.text}” now", Mark.WORKING)
            case ModelAsked(called=called):
                parts.banner.say(f"Asking {called}.", Mark.WORKING)
            case Asked() | Answered() | ModelAnswered():
                pass  # questions have a way of their own, with the future that takes the answer
            case _:
                assert_never(event)

    def ask(self, asked: OpenQuestion) -> None:
        self._dismiss()
        if not self._is_running:
            asked.give("")
            return
        tones, ratio = tones_of(self.palette()), self.devicePixelRatioF()
        self.dialog = QuestionDialog(asked, picture_for(asked.question, self.parts.live.shown, tones, ratio))
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.bring_to_front(over=self)
        self.parts.banner.say("Waiting for your answer.", Mark.UNCLEAR)

    def settle(self, asked: OpenQuestion) -> None:
        """Answered, or given up: its dialog goes, if it is still there."""
        if self.dialog is not None and self.dialog.asked is asked:
            self._dismiss()
            if self._is_running:
                self.parts.banner.say("Going on.", Mark.WORKING)

    def finish(self, sentence: str) -> None:
        """The worker has let go of everything: the next run may begin. sentence: why there was no run, or ""."""
        self._dismiss()
        self._set_running(False)
        self.understood.offer(bool(self.parts.words.toPlainText().strip()))
        self.parts.steps.end()
        if sentence:
            self.parts.banner.say(sentence, Mark.FAILED)
        if self.flow_runs is not None:
            self.flow_runs.finish()
        self.show_history()

    def show_history(self) -> None:
        try:
            self.parts.history.show_runs(self._past_runs())
        except AppError as error:
            self.parts.banner.say(str(error), Mark.UNCLEAR)
        if self.parts.lessons is not None:
            self.parts.lessons.show_lessons()

    def _ended(self, ended: RunEnded) -> None:
        self.parts.steps.end()
        self._run_folder = ended.run
        words = " ".join((f"{ended.outcome.value.capitalize()}.", _sentence(ended.reason))).strip()
        outputs = "".join(f"\n{name}: {text}" for name, text in ended.outputs)
        self.parts.banner.say(
            self._redact(f"{words}{outputs}"), mark_of_outcome(ended.outcome.value), has_report=bool(ended.run)
        )

    # --- what the person wants ------------------------------------------------------------------------------------

    def start(self) -> None:
        if self._is_running:
            return
        if self._is_flow_meant():
            return
        plan = self.understood.preview()
        if plan is None:
            if not self.parts.words.toPlainText().strip():
                self.parts.banner.say("Say what is to be done, in the box above.", Mark.UNCLEAR)
            self.parts.words.setFocus()
            return
        self.begin(
            Wanted(
                plan=plan,
                place=str(self.parts.place.currentData()),
                address=self.parts.address.text().strip(),
                autonomy=str(self.parts.level.currentData()),
            )
        )

    def _is_flow_meant(self) -> bool:
        """Whether the flow in front is run, not the words: where nothing is said, or its fields are written in."""
        flows = self.parts.flows
        if flows is None or not flows.isVisible():
            return False
        is_written_in = flows.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        return (is_written_in or not self.parts.words.toPlainText().strip()) and flows.run()

    def begin(self, wanted: Wanted | WantedFlow) -> None:
        self._run_folder = ""
        self.parts.live.clear()
        self.parts.banner.say("Getting ready.", Mark.WORKING)
        self._set_running(True)
        self.start_wanted.emit(wanted)

    def stop(self) -> None:
        if self.flow_runs is not None:
            self.flow_runs.leave_picking()
        if self._is_running:
            self.stop_wanted.emit()
            self.parts.banner.say("Stopping.", Mark.STOPPED)

    def open_report(self, run: str) -> None:
        try:
            path = self._report(run)
        except (AppError, OSError) as error:
            self.parts.banner.say(str(error), Mark.FAILED)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self.parts.banner.say(f"The report lies in {path}", Mark.WAITING)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop_wanted.emit()
        self._dismiss()
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()

    # --- within ---------------------------------------------------------------------------------------------------

    def _wire(self, bridge: Bridge) -> None:
        parts = self.parts
        parts.words.settled.connect(self.understood.preview)
        parts.place.currentIndexChanged.connect(self._place_changed)
        parts.run.clicked.connect(self.start)
        parts.stop.clicked.connect(self.stop)
        parts.history.report_wanted.connect(self.open_report)
        if parts.lessons is not None:
            parts.lessons.report_wanted.connect(self.open_report)
        parts.banner.report_wanted.connect(lambda: self.open_report(self._run_folder))
        bridge.told.connect(self.take)
        bridge.asked.connect(self.ask)
        bridge.settled.connect(self.settle)
        bridge.over.connect(self.finish)
        for keys, wish in (
            ("Ctrl+Return", self.start),
            ("Ctrl+Enter", self.start),
            ("Escape", self.stop),
            ("Ctrl+E", self.parts.edit.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(wish)
        for index in range(parts.tabs.count()):
            QShortcut(QKeySequence(f"Ctrl+{index + 1}"), self).activated.connect(partial(self._show_tab, index))
            parts.tabs.setTabToolTip(index, f"Ctrl+{index + 1}")

    def _show_tab(self, index: int) -> None:
        self.parts.tabs.setCurrentIndex(index)
        if self.parts.flows is not None and self.parts.tabs.currentWidget() is self.parts.flows:
            self.parts.flows.show_search()

    def _set_running(self, running: bool) -> None:
        self._is_running = running
        parts = self.parts
        parts.run.setEnabled(not running)
        parts.stop.setEnabled(running)
        parts.words.setReadOnly(running)
        if running:
            self.understood.offer(False)
        for choice in (parts.place, parts.address, parts.level):
            choice.setEnabled(not running)
        if running:
            parts.tabs.setCurrentIndex(0)

    def _dismiss(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.withdraw()

    def _place_changed(self) -> None:
        hint = ADDRESS_HINTS.get(str(self.parts.place.currentData()), "")
        self.parts.address.setPlaceholderText(hint)
        self.parts.address.setVisible(bool(hint))
        self.understood.preview()

    def _dress(self) -> None:
        wanted = sheet(tones_of(self.palette()))
        if self.styleSheet() != wanted:
            self.setStyleSheet(wanted)


def _sentence(reason: str) -> str:
    """
    >>> _sentence("the “Send” button was not found")
    'The “Send” button was not found.'
    """
    plain = reason.strip()
    if not plain:
        return ""
    return f"{plain[:1].upper()}{plain[1:]}" + ("" if plain[-1] in ".!?…" else ".")
