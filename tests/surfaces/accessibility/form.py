"""A Qt window with one of each control, for the accessibility tests; run as a program of its own."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTabWidget,
    QWidget,
)


def main() -> None:
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.setWindowTitle("Order desk")
    inside = QWidget()
    form = QFormLayout(inside)
    name = QLineEdit("Ada")
    name.setPlaceholderText("full name")
    form.addRow("&Name", name)
    password = QLineEdit("topsecret")
    password.setEchoMode(QLineEdit.EchoMode.Password)
    form.addRow("Password", password)
    city = QComboBox()
    city.addItems(["Berlin", "Paris", "Rome"])
    form.addRow("City", city)
    amount = QSpinBox()
    amount.setValue(7)
    form.addRow("Amount", amount)
    volume = QSlider(Qt.Orientation.Horizontal)
    volume.setValue(40)
    form.addRow("Volume", volume)
    express = QCheckBox("Express")
    express.setChecked(True)
    form.addRow(express)
    form.addRow(QRadioButton("By post"))
    form.addRow("Notes", QPlainTextEdit("line one\nline two"))
    things = QListWidget()
    things.addItems([f"item {number}" for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 50)])
    form.addRow("Things", things)
    tabs = QTabWidget()
    tabs.addTab(QPushButton("Send it"), "First")
    tabs.addTab(QPushButton("Unseen"), "Second")
    form.addRow(tabs)
    cancel = QPushButton("Cancel")
    cancel.setEnabled(False)
    form.addRow(cancel)
    window.setCentralWidget(inside)
    window.menuBar().addMenu("&File").addAction("Open...")
    window.resize(560, 600)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
