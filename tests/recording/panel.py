"""A small application for tests: a box, a field and two buttons at known places; it writes down what was applied."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget


def main() -> None:
    application = QApplication(sys.argv)
    window = QWidget()
    window.setWindowTitle("Panel")
    window.setFixedSize(420, 240)
    box = QCheckBox("Loud music", window)
    box.setGeometry(20, 20, 200, 30)
    label = QLabel("Nickname", window)
    label.setGeometry(20, 70, 100, 30)
    field = QLineEdit(window)
    field.setGeometry(130, 70, 240, 30)
    label.setBuddy(field)
    apply = QPushButton("Apply", window)
    apply.setGeometry(20, 140, 120, 36)
    shut = QPushButton("Shut", window)
    shut.setGeometry(200, 140, 120, 36)

    def note() -> None:
        Path(sys.argv[1]).write_text(f"{box.isChecked()} {field.text()}", encoding="utf-8")

    apply.clicked.connect(note)
    shut.pressed.connect(window.close)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
