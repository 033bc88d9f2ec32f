"""The parts of the window and how they lie."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.account_panel import AccountPanel
from app.ui.banner import Banner
from app.ui.flows.panel import FlowsPanel
from app.ui.flows.values import Shelf
from app.ui.history_list import HistoryList
from app.ui.instruction_box import InstructionBox
from app.ui.lessons_page import LessonBook, LessonsPage
from app.ui.live_view import LiveView
from app.ui.plan_page import PlanPage, Read
from app.ui.step_list import StepList, plain_label
from app.ui.wishes import LEVELS, PLACES


class Parts:
    """Every widget that the window talks to, by name."""

    def __init__(
        self,
        *,
        redact: Callable[[str], str],
        read: Read,
        shelf: Shelf | None = None,
        lessons: LessonBook | None = None,
    ) -> None:
        """read: what words mean now. shelf: the library of flows; lessons: what runs have taught; None: there is none
        to show."""
        self.words = InstructionBox()
        self.problem = plain_label("")
        self.problem.setAccessibleName("What is not understood")
        self.problem.setVisible(False)
        self.place = _choices(PLACES, "Where")
        self.address = QLineEdit()
        self.address.setAccessibleName("Address")
        self.address.setMinimumWidth(220)
        self.level = _choices(LEVELS, "How much to ask")
        self.run = _button("Run", "main", "Carry it out (Ctrl+Enter)")
        self.stop = _button("Stop", "stop", "Stop at once (Escape)")
        self.stop.setEnabled(False)
        self.steps = StepList(redact=redact)
        self.plan = PlanPage(read=read)
        self.plan.setVisible(False)
        self.edit = QPushButton("Edit the plan…")
        self.edit.setToolTip("Change its lines before it runs (Ctrl+E)")
        self.edit.setVisible(False)
        self.account = AccountPanel(redact=redact)
        self.history = HistoryList()
        self.flows = FlowsPanel(shelf, place=lambda: str(self.place.currentData())) if shelf is not None else None
        self.lessons = LessonsPage(lessons) if lessons is not None else None
        self.tabs = QTabWidget()
        self.live = LiveView()
        self.banner = Banner()


def lay_out(parts: Parts) -> QWidget:
    centre = QWidget()
    layout = QVBoxLayout(centre)
    layout.setContentsMargins(16, 14, 16, 14)
    layout.setSpacing(10)
    layout.addWidget(parts.words)
    layout.addWidget(parts.problem)
    layout.addLayout(_controls(parts))
    layout.addWidget(_middle(parts), 1)
    layout.addWidget(parts.banner)
    return centre


def _controls(parts: Parts) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(_title("Where", parts.place))
    row.addWidget(parts.place)
    row.addWidget(parts.address, 1)
    row.addSpacing(10)
    row.addWidget(_title("Ask", parts.level))
    row.addWidget(parts.level)
    row.addStretch(1)
    for field in (parts.place, parts.address, parts.level):
        field.setMinimumHeight(parts.run.sizeHint().height())
    row.addWidget(parts.stop)
    row.addWidget(parts.run)
    return row


def _middle(parts: Parts) -> QSplitter:
    parts.tabs.setDocumentMode(True)
    parts.tabs.tabBar().setDrawBase(False)
    parts.tabs.addTab(_steps(parts), "Steps")
    if parts.flows is not None:
        parts.tabs.addTab(parts.flows, "Flows")
    parts.tabs.addTab(parts.history, "Past runs")
    if parts.lessons is not None:
        parts.tabs.addTab(parts.lessons, "Lessons")
    picture = QFrame()
    column = QVBoxLayout(picture)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(9)
    column.addWidget(_title("What Deskhand sees", parts.live))
    column.addWidget(parts.live, 1)
    middle = QSplitter(Qt.Orientation.Horizontal)
    middle.setChildrenCollapsible(False)
    middle.setHandleWidth(14)
    middle.addWidget(parts.tabs)
    middle.addWidget(picture)
    middle.setStretchFactor(0, 2)
    middle.setStretchFactor(1, 3)
    middle.setSizes([410, 640])
    return middle


def _steps(parts: Parts) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    layout.addWidget(parts.steps, 1)
    layout.addWidget(parts.plan, 1)
    layout.addWidget(parts.edit, 0, Qt.AlignmentFlag.AlignLeft)
    layout.addWidget(parts.account)
    return column


def _title(words: str, of: QWidget) -> QLabel:
    title = QLabel(words)
    title.setProperty("part", "title")
    title.setBuddy(of)
    return title


def _button(words: str, part: str, hint: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("part", part)
    button.setToolTip(hint)
    return button


def _choices(entries: tuple[tuple[str, str], ...], name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for label, key in entries:
        box.addItem(label, key)
    return box
