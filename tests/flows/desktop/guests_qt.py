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


class GuestBook(QTabWidget):
    def __init__(self, book: Path) -> None:
        super().__init__()
        self.setWindowTitle("Guest book")
        self.resize(520, 420)
        self._book = book
        self._name, self._country, self._nights = QLineEdit(), QComboBox(), QSpinBox()
        self._news, self._said, self._remarks = QCheckBox("Send me the newsletter"), QLabel(), QPlainTextEdit()
        self._country.addItems(["Austria", "France", "Spain", "Portugal"])
        save = QPushButton("Save guest")
        save.clicked.connect(self._save)
        page, notes = QWidget(), QWidget()
        form, column = QFormLayout(page), QVBoxLayout(notes)
        for label, field in (("Name:", self._name), ("Country:", self._country), ("Nights:", self._nights)):
            form.addRow(label, field)
        for one in (self._news, save, self._said):
            form.addRow(one)
        column.addWidget(QLabel("Remarks"))
        column.addWidget(self._remarks)
        self.addTab(page, "Guest")
        self.addTab(notes, "Notes")

    def _save(self) -> None:
        if not self._name.text():
            QMessageBox.warning(self, "Guest book", "The guest could not be saved: a name is required.")
            return
        guest = {
            "name": self._name.text(),
            "country": self._country.currentText(),
            "nights": self._nights.value(),
            "news": self._news.isChecked(),
            "remarks": self._remarks.toPlainText(),
        }
        with self._book.open("a", encoding="utf-8") as book:
            book.write(json.dumps(guest) + "\n")
        self._said.setText(f"{self._name.text()} is in the book")


if __name__ == "__main__":
    application = QApplication([])
    window = GuestBook(Path(sys.argv[1]))
    window.show()
    application.exec()
