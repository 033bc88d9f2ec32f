"""The form for a flow's inputs: a field each, with what is wrong told below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.step_list import plain_label
from planner.flow.reading import unfit
from planner.flow.values import Input, InputKind

HINTS = {InputKind.TEXT: "", InputKind.NUMBER: "a number", InputKind.DATE: "such as 2026-01-31", InputKind.FILE: ""}


@dataclass(frozen=True, kw_only=True)
class _Row:
    input: Input
    field: QLineEdit
    problem: QLabel


class InputForm(QWidget):
    secret_wanted = Signal(str)  # the name of a secret that the person wants to give a value

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)

    def show_inputs(self, inputs: Sequence[Input], missing: Sequence[str]) -> None:
        """missing: names of secrets without a value."""
        while (old := self._column.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        for one in inputs:
            self._column.addWidget(self._secret(one, one.secret in missing) if one.secret else self._plain(one))
        self.setVisible(bool(inputs))

    @property
    def fields(self) -> dict[str, QLineEdit]:
        return {row.input.name: row.field for row in self._rows}

    def values(self) -> dict[str, str]:
        """What stands in the fields; what is left empty and has a default is left out."""
        return {
            row.input.name: row.field.text() for row in self._rows if row.field.text() or row.input.default is not None
        }

    def check(self) -> bool:
        """Whether every value fits; else what is wrong is told, and the first such field has the focus."""
        wrong: list[QLineEdit] = []
        for row in self._rows:
            problem = _problem(row.input, row.field.text())
            row.problem.setText(problem)
            row.problem.setVisible(bool(problem))
            row.field.setAccessibleDescription(problem)
            wrong += [row.field] if problem else []
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def keep(self, values: dict[str, str]) -> None:
        """Puts values back into fields that are still there."""
        for row in self._rows:
            if row.input.name in values:
                with QSignalBlocker(row.field):
                    row.field.setText(values[row.input.name])

    def _plain(self, one: Input) -> QWidget:
        field = QLineEdit(one.default or "")
        field.setAccessibleName(one.name)
        field.setProperty("part", "field")
        field.setPlaceholderText(HINTS[one.kind] or ("needed" if one.default is None else ""))
        label = QLabel(one.name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(field)
        problem = plain_label("")
        problem.setProperty("part", "problem")
        problem.setVisible(False)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(field, 1)
        if one.kind is InputKind.FILE:
            choose = QPushButton("Choose…")
            choose.setAccessibleName(f"Choose the file for {one.name}")
            choose.clicked.connect(lambda: self._choose(field))
            line.addWidget(choose)
        self._rows.append(_Row(input=one, field=field, problem=problem))
        return _stacked(label, line, problem)

    def _secret(self, one: Input, missing: bool) -> QWidget:
        label = QLabel(one.name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        told = plain_label(f"The secret “{one.secret}”" + (" has no value yet." if missing else " is used; it is set."))
        told.setProperty("part", "problem" if missing else "quiet")
        give = QPushButton("Set…" if missing else "Change…")
        give.setAccessibleName(f"Set the secret {one.secret}")
        give.clicked.connect(lambda: self.secret_wanted.emit(one.secret))
        label.setBuddy(give)
        line = QHBoxLayout()
        line.addWidget(told, 1)
        line.addWidget(give)
        return _stacked(label, line)

    def _choose(self, field: QLineEdit) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Choose a file", field.text())
        if path:
            field.setText(path)


def _stacked(label: QLabel, line: QHBoxLayout, problem: QLabel | None = None) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(2)
    column.addWidget(label)
    column.addLayout(line)
    if problem is not None:
        column.addWidget(problem)
    return whole


def _problem(one: Input, text: str) -> str:
    """
    >>> _problem(Input(name="count", kind=InputKind.NUMBER), ""), _problem(Input(name="x", default="a"), "")
    ('It needs a value.', '')
    """
    if not text:
        return "" if one.default is not None else "It needs a value."
    return unfit(one.kind, text)
