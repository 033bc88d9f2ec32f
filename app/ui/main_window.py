"""The window: say what is to be done, see how it was understood, watch it, answer, stop; past runs beside it.

It takes records and emits intents; what a run is made of it does not know. `start_wanted` and `stop_wanted` go to the
composition, events and questions come back through the bridge.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.bridge import Bridge, OpenQuestion
from app.ui.live_view import LiveView
from app.ui.question_dialog import QuestionDialog
from app.ui.step_list import StepList
from planner.records import Event, PlanMade, RunEnded, Seen, StepBegins, StepDone

PLACES = (
    ("This desktop", "display"),
    ("A virtual display", "virtual"),
    ("A browser of its own", "browser"),
    ("A running Chromium", "cdp"),
)
LEVELS = (
    ("Ask before what matters", "sensitive"),
    ("Ask before every act", "each"),
    ("Only suggest", "suggest"),
    ("Never ask, do only what is harmless", "unattended"),
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the person asked for. address: the page to begin with, or where the running Chromium listens."""

    words: str
    place: str
    address: str
    autonomy: str


@dataclass(frozen=True, kw_only=True)
class PastRun:
    id: str
    started_at: str
    outcome: str
    words: str


class MainWindow(QMainWindow):
    start_wanted = Signal(object)
    stop_wanted = Signal()

    def __init__(
        self, *, bridge: Bridge, past_runs: Callable[[], tuple[PastRun, ...]], report: Callable[[str], str]
    ) -> None:
        """report: writes the report of a run and gives its path; raises with a sentence when it cannot."""
        super().__init__()
        self._past_runs = past_runs
        self._report = report
        self._dialog: QuestionDialog | None = None
        self.setWindowTitle("Deskhand")
        self.resize(1100, 720)
        self._words = QPlainTextEdit()
        self._words.setPlaceholderText(
            "What is to be done? For example: open the text editor, type “Hello”, save it as hello.txt"
        )
        self._words.setAccessibleName("Instruction")
        self._words.setTabChangesFocus(True)
        self._words.setMaximumHeight(96)
        self._place, self._level = _choices(PLACES, "Where"), _choices(LEVELS, "How much to ask")
        self._address = QLineEdit()
        self._address.setAccessibleName("Address")
        self._place.currentIndexChanged.connect(self._place_changed)
        self._run = QPushButton("Run")
        self._run.setDefault(True)
        self._run.clicked.connect(self._start)
        self._stop = QPushButton("Stop")
        self._stop.setEnabled(False)
        self._stop.clicked.connect(self.stop_wanted)
        self._steps = StepList()
        self._live = LiveView()
        self._history = QListWidget()
        self._history.setAccessibleName("Past runs")
        self._history.itemActivated.connect(self._open_report)
        self._state = QLabel("Ready.")
        self._state.setWordWrap(True)
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._place_changed()
        bridge.told.connect(self.take)
        bridge.asked.connect(self.ask)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._start)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.stop_wanted)
        self.show_history()

    # --- what the run tells ---------------------------------------------------------------------------------------

    def take(self, event: Event) -> None:
        """An event of the run, in the window's thread."""
        match event:
            case PlanMade(plan=plan):
                self._steps.show_plan(plan)
            case StepBegins(step=step):
                self._steps.begin(step)
                self._state.setText(step.purpose)
            case Seen():
                self._live.show_seen(event)
            case StepDone(record=record):
                self._steps.done(record)
                if record.after is not None and not record.secret_boxes:
                    self._live.show_picture(record.after)
            case RunEnded():
                self._steps.end()
                outputs = "".join(f"\n{name}: {text}" for name, text in event.outputs)
                self._state.setText(f"{event.outcome.value.capitalize()}. {event.reason}{outputs}")
                self.set_running(running=False)
            case _:
                pass  # questions have their own way in

    def ask(self, asked: OpenQuestion) -> None:
        self._dialog = QuestionDialog(asked, self)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.open()

    def refuse(self, sentence: str) -> None:
        """A run could not begin, and why."""
        self._state.setText(sentence)
        self.set_running(running=False)

    def set_running(self, *, running: bool) -> None:
        self._run.setEnabled(not running)
        self._words.setReadOnly(running)
        self._stop.setEnabled(running)
        if running:
            self._state.setText("Understanding …")
            return
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.reject()
        self._dialog = None
        self.show_history()

    def show_history(self) -> None:
        self._history.clear()
        for run in self._past_runs():
            item = QListWidgetItem(f"{run.started_at[:16].replace('T', ' ')}  {run.outcome}\n{run.words}")
            item.setData(Qt.ItemDataRole.UserRole, run.id)
            self._history.addItem(item)

    # --- what the person wants ------------------------------------------------------------------------------------

    def _start(self) -> None:
        if not self._run.isEnabled():
            return
        self._steps.clear()
        self._live.clear()
        self.set_running(running=True)
        self.start_wanted.emit(
            Wanted(
                words=self._words.toPlainText(),
                place=str(self._place.currentData()),
                address=self._address.text().strip(),
                autonomy=str(self._level.currentData()),
            )
        )

    def _place_changed(self) -> None:
        hints = {"browser": "Page to begin with, such as https://example.org", "cdp": "http://127.0.0.1:9222"}
        hint = hints.get(str(self._place.currentData()), "")
        self._address.setPlaceholderText(hint)
        self._address.setVisible(bool(hint))

    def _open_report(self, item: QListWidgetItem) -> None:
        try:
            path = self._report(str(item.data(Qt.ItemDataRole.UserRole)))
        except Exception as error:
            QMessageBox.warning(self, "Deskhand", str(error))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop_wanted.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        for widget in (self._place, self._address, self._level):
            controls.addWidget(widget)
        controls.addStretch(1)
        controls.addWidget(self._stop)
        controls.addWidget(self._run)
        side = QTabWidget()
        side.addTab(self._steps, "Steps")
        side.addTab(self._history, "Past runs")
        middle = QSplitter()
        middle.addWidget(side)
        middle.addWidget(self._live)
        middle.setStretchFactor(0, 2)
        middle.setStretchFactor(1, 3)
        middle.setSizes([420, 660])
        layout = QVBoxLayout()
        layout.setContentsMargins(14, 14, 14, 12)
        layout.setSpacing(10)
        layout.addWidget(self._words)
        layout.addLayout(controls)
        layout.addWidget(middle, 1)
        layout.addWidget(self._state)
        centre = QWidget()
        centre.setLayout(layout)
        self.setCentralWidget(centre)


def _choices(entries: tuple[tuple[str, str], ...], name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for label, key in entries:
        box.addItem(label, key)
    return box
