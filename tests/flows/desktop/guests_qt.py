"""A form of two tabs for a guest; writes a line of JSON into the file it is given whenever one is saved."""

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

application = QApplication([])
window = QTabWidget()
window.setWindowTitle("Guest book")
window.resize(520, 420)
name, country, nights, news = QLineEdit(), QComboBox(), QSpinBox(), QCheckBox("Send me the newsletter")
country.addItems(["Austria", "France", "Spain", "Portugal"])
remarks, said, save = QPlainTextEdit(), QLabel(), QPushButton("Save guest")


def saved() -> None:
    if not name.text():
        QMessageBox.warning(window, "Guest book", "The guest could not be saved: a name is required.")
        return
    guest = {
        "name": name.text(),
        "country": country.currentText(),
        "nights": nights.value(),
        "news": news.isChecked(),
        "remarks": remarks.toPlainText(),
    }
    with Path(sys.argv[1]).open("a", encoding="utf-8") as book:
        book.write(json.dumps(guest) + "\n")
    said.setText(f"{name.text()} is in the book")


save.clicked.connect(saved)
page = QWidget()
form = QFormLayout(page)
for label, field in (("Name:", name), ("Country:", country), ("Nights:", nights)):
    form.addRow(label, field)
for one in (news, save, said):
    form.addRow(one)
notes = QWidget()
column = QVBoxLayout(notes)
column.addWidget(QLabel("Remarks"))
column.addWidget(remarks)
window.addTab(page, "Guest")
window.addTab(notes, "Notes")
window.show()
application.exec()
