"""A small Qt application for tests: a name and a password, and a button that shows the password."""

import sys

from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QPushButton, QWidget


def main() -> None:
    application = QApplication(sys.argv)
    window = QWidget()
    window.setWindowTitle("Entry")
    form = QFormLayout(window)
    name, password, show = QLineEdit(), QLineEdit(), QPushButton("Show")
    password.setEchoMode(QLineEdit.EchoMode.Password)
    show.clicked.connect(lambda: password.setEchoMode(QLineEdit.EchoMode.Normal))
    form.addRow("Name", name)
    form.addRow("Password", password)
    form.addRow(show)
    name.setFocus()
    window.resize(360, 160)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
