"""Where a goal or a plan stands: its criteria, each with its mark, beside the steps."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.column import ScrolledColumn
from app.ui.marks import Mark, MarkSign
from app.ui.step_list import plain_label
from planner.records import Accounted
from planner.standing import Part, Standing

MOST_SHOWN = 6
_MARKS = {Part.NOT_YET: Mark.WAITING, Part.DONE: Mark.DONE, Part.UNCHECKED: Mark.UNCLEAR, Part.IN_VAIN: Mark.FAILED}


class AccountPanel(QFrame):
    """Hidden while there is no goal. redact: hides known secrets."""

    def __init__(self, *, redact: Callable[[str], str]) -> None:
        super().__init__()
        self._redact = redact
        self._rows: list[_Row] = []
        self._title = plain_label("")
        self._title.setProperty("part", "quiet")
        self._scrolled = ScrolledColumn()
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._lines = self._scrolled.column
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self._title)
        layout.addWidget(self._scrolled)
        self.setAccessibleName("Where the goal stands")
        self.setVisible(False)

    @property
    def lines(self) -> tuple[tuple[str, Mark], ...]:
        """What it shows."""
        return tuple((row.words.text(), row.sign.mark) for row in self._rows)

    def show_account(self, account: Accounted) -> None:
        self._title.setText(f"Towards “{self._redact(account.goal)}”")
        self.clear()
        for line in account.lines:
            self._rows.append(_Row(line, self._redact(line.words)))
            self._lines.addWidget(self._rows[-1])
        self._fit()
        self.setVisible(True)
        present = next((row for row in self._rows if row.sign.mark is Mark.WAITING), None)
        if present is not None:
            QTimer.singleShot(0, present, lambda: self._scrolled.ensureWidgetVisible(present))

    def _fit(self) -> None:
        """As high as its lines, up to a few; more are scrolled to."""
        most = MOST_SHOWN * (self.fontMetrics().height() + self._lines.spacing() + 4)
        self._scrolled.setFixedHeight(max(0, min(most, self._scrolled.needed)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def clear(self) -> None:
        for row in self._rows:
            self._lines.removeWidget(row)
            row.deleteLater()
        self._rows.clear()
        self.setVisible(False)


class _Row(QWidget):
    def __init__(self, line: Standing, words: str) -> None:
        super().__init__()
        self.sign = MarkSign()
        self.sign.show_mark(_MARKS[line.state])
        self.words: QLabel = plain_label(words)
        state = QLabel(line.state.value)
        state.setProperty("part", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
