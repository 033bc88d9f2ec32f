"""A small window for `deskhand doctor` to work on: `python -m app.ui.probe`.

Says on standard output, one JSON line a change, what its field holds, whether its button was pressed, and whether the
pointer is there. Ends when its standard input ends, and puts the pointer back where it was.
"""

import json
import sys

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

TITLE = "Deskhand doctor"
FIELD = "Doctor field"
BUTTON = "Doctor button"
LOOKS_EVERY_MS = 30


class Probe(QMainWindow):
    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle(TITLE)
        self._field = QLineEdit()
        self._field.setMinimumWidth(300)
        self._field.setAccessibleName(FIELD)
        label = QLabel(FIELD)
        label.setBuddy(self._field)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self._field, 1)
        centre = QWidget()
        self.setCentralWidget(centre)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(QLabel("Deskhand tries out pointer and keyboard here. It takes a moment."))
        layout.addLayout(row)
        self._button = QPushButton(BUTTON)
        self._button.clicked.connect(self._pressed)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignRight)
        self._is_pressed = False
        self._told = ""
        self._began_at = QCursor.pos()
        looking = QTimer(self)
        looking.timeout.connect(self._look)
        looking.start(LOOKS_EVERY_MS)

    def put_back(self) -> None:
        QCursor.setPos(self._began_at)

    def _pressed(self) -> None:
        self._is_pressed = True
        self._button.setText("It was pressed")

    def _look(self) -> None:
        """Told only when the window is really there and something is new."""
        if not self.isActiveWindow() and not self._told:
            self.activateWindow()
        place = self._button.rect().contains(self._button.mapFromGlobal(QCursor.pos()))
        told = {"text": self._field.text(), "pressed": self._is_pressed, "pointer_on_button": place}
        line = json.dumps(told, ensure_ascii=False)
        if line != self._told:
            self._told = line
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


def main() -> None:
    application = QApplication(sys.argv)
    probe = Probe()
    probe.show()
    end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    end.activated.connect(application.quit)
    application.exec()
    probe.put_back()


if __name__ == "__main__":
    main()
