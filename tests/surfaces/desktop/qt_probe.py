"""A small Qt window for tests: it writes what it holds and what happened to it into a file after every change.

Run as a program: qt_probe.py STATE.json TITLE
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget


class Probe(QWidget):
    def __init__(self, file: Path, title: str) -> None:
        super().__init__()
        self._file = file
        self.state: dict[str, object] = {"clicks": 0, "doubles": 0, "wheel": 0, "returns": 0, "chosen": ""}
        self.line, self.area = QLineEdit(), QPlainTextEdit()
        self.button, self.other, self.label = QPushButton("Press me"), QPushButton("Menu"), QLabel("a label")
        layout = QVBoxLayout(self)
        for widget in (self.line, self.area, self.button, self.other, self.label):
            layout.addWidget(widget)
        self.setWindowTitle(title)
        self.resize(500, 360)
        self.line.textChanged.connect(self.write)
        self.line.returnPressed.connect(lambda: self.count("returns"))
        self.area.textChanged.connect(self.write)
        self.button.clicked.connect(lambda: self.count("clicks"))
        self.other.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        menu = QMenu(self)
        for name in ("First", "Second"):
            menu.addAction(name).triggered.connect(lambda _=False, name=name: self.choose(name))
        menu.popup(self.other.mapToGlobal(QPoint(0, self.other.height())))
        menu.aboutToHide.connect(menu.deleteLater)

    def choose(self, name: str) -> None:
        self.state["chosen"] = name
        self.write()

    def count(self, name: str) -> None:
        self.state[name] = int(str(self.state[name])) + 1
        self.write()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.count("doubles")

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self.state["wheel"] = int(str(self.state["wheel"])) + event.angleDelta().y()
        self.write()

    def write(self) -> None:
        places = {}
        for name in ("line", "area", "button", "other", "label"):
            widget: QWidget = getattr(self, name)
            corner = widget.mapToGlobal(QPoint(0, 0))
            places[name] = [corner.x(), corner.y(), corner.x() + widget.width(), corner.y() + widget.height()]
        whole = {**self.state, "line": self.line.text(), "area": self.area.toPlainText(), "places": places}
        draft = self._file.with_suffix(".draft")
        draft.write_text(json.dumps(whole), encoding="utf-8")
        os.replace(draft, self._file)


def main() -> None:
    application = QApplication(sys.argv[:1])
    probe = Probe(Path(sys.argv[1]), sys.argv[2])
    probe.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    probe.show()
    timer = QTimer()
    timer.timeout.connect(probe.write)
    timer.start(100)
    application.exec()


if __name__ == "__main__":
    main()
