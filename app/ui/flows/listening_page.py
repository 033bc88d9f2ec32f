"""Shown while a demonstration is recorded: that Deskhand looks on, and the way to end it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.marks import Mark, MarkSign
from app.ui.step_list import plain_label


class ListeningPage(QWidget):
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sign = MarkSign()
        self.words = plain_label("")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setAccessibleName("Recording")
        self.stop = QPushButton("Stop and keep the flow")
        self.stop.setProperty("part", "stop")
        self.stop.clicked.connect(self.stop_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.words)
        layout.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.show_opening()

    def show_opening(self) -> None:
        self.words.setText("The place is being opened.")
        self.sign.show_mark(Mark.UNCHANGED)
        self.stop.setEnabled(False)

    def show_listening(self) -> None:
        self.words.setText("Recording. Do the chore now; press Stop when it is done.")
        self.sign.show_mark(Mark.WORKING)
        self.stop.setEnabled(True)
        self.stop.setFocus()

    def show_writing(self) -> None:
        self.words.setText("The flow is being written.")
        self.stop.setEnabled(False)
