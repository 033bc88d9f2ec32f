"""Past runs: each with its mark, when it was, how it ended, what was asked. Activating one opens its report."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.ui.marks import SIZE, mark_icon, mark_of_outcome
from app.ui.tones import tones_of
from app.ui.wishes import PastRun


class HistoryList(QListWidget):
    report_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.setAccessibleName("Past runs")
        self.setWordWrap(True)
        self.setIconSize(QSize(SIZE, SIZE))
        self.setToolTip("Double-click, or press Enter, for the report.")
        self.itemActivated.connect(lambda item: self.report_wanted.emit(item.data(Qt.ItemDataRole.UserRole)))

    def show_runs(self, runs: Sequence[PastRun]) -> None:
        self.clear()
        tones = tones_of(self.palette())
        for run in runs:
            item = QListWidgetItem(f"{_when(run.started_at)} · {run.outcome}\n{run.words}")
            item.setIcon(mark_icon(mark_of_outcome(run.outcome), tones))
            item.setData(Qt.ItemDataRole.UserRole, run.id)
            self.addItem(item)
        if not runs:
            nothing = QListWidgetItem("No runs yet.")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(nothing)


def _when(started_at: str) -> str:
    """In the person's own time.

    >>> _when("yesterday")
    'yesterday'
    """
    try:
        return datetime.fromisoformat(started_at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return started_at
