"""The line at the window's foot: what goes on now, or how the run ended, with the way to its report."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from app.ui.marks import Mark, MarkSign
from app.ui.step_list import plain_label


class Banner(QFrame):
    report_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.sign = MarkSign()
        self._words = plain_label("")
        self._words.setAccessibleName("State")
        self._report = QPushButton("Report")
        self._report.setToolTip("Each step with its pictures, in the browser")
        self._report.clicked.connect(self.report_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 9)
        layout.setSpacing(10)
        layout.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._report, 0, Qt.AlignmentFlag.AlignTop)
        self.say("Ready.", Mark.WAITING)

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, words: str, mark: Mark, *, has_report: bool = False) -> None:
        self._words.setText(words)
        self.sign.show_mark(mark)
        self._report.setVisible(has_report)
