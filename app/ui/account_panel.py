"""Where a goal stands: what was given and what is sought, each with its mark, beside the steps."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.marks import Mark, MarkSign
from app.ui.step_list import plain_label
from planner.records import Accounted
from planner.standing import Part, Standing

_MARKS = {Part.NOT_YET: Mark.WAITING, Part.DONE: Mark.DONE, Part.IN_VAIN: Mark.FAILED}


class AccountPanel(QFrame):
    """Hidden while there is no goal. redact: hides known secrets."""

    def __init__(self, *, redact: Callable[[str], str]) -> None:
        super().__init__()
        self._redact = redact
        self._rows: list[_Row] = []
        self._title = plain_label("")
        self._title.setProperty("part", "quiet")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.addWidget(self._title)
        layout.addLayout(self._lines)
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
        self.setVisible(True)

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
        state = plain_label(line.state.value)
        state.setProperty("part", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
