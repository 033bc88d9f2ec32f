"""Before a recording: what the flow is to be called, and where the chore is shown."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.ui.step_list import plain_label
from app.ui.wishes import ADDRESS_HINTS, PLACES

RECORDABLE = ("display", "browser", "cdp")
_ADVICE = (
    "Do the chore as you always do it; Deskhand looks on and writes it down as steps. What is typed into a password "
    "field is not kept, only that a secret belongs there."
)
_AGAIN = "Do the same chore once more, with other values: what differs becomes a value that each run asks for."


class RecordDialog(QDialog):
    """`path` holds the file of the new flow once the dialog is accepted."""

    def __init__(
        self, *, place_for: Callable[[str], Path], place: str, over: QWidget, again: Path | None = None
    ) -> None:
        """place_for: the file of a flow of that name. Raises AppError. place: to begin with.

        again: the flow that is shown a second time; it has its name.
        """
        super().__init__(over)
        self.setWindowTitle("Record a flow")
        self.setMinimumWidth(460)
        self._place_for = place_for
        self._is_again = again is not None
        self.path: Path | None = again
        self.name = QLineEdit()
        self.name.setProperty("part", "field")
        self.name.setAccessibleName("Name of the flow")
        self.name.setPlaceholderText("such as: Enter a bill")
        self.place = QComboBox()
        self.place.setAccessibleName("Where the chore is shown")
        for label, key in PLACES:
            if key in RECORDABLE:
                self.place.addItem(label, key)
        self.place.setCurrentIndex(max(0, self.place.findData(place)))
        self.address = QLineEdit()
        self.address.setProperty("part", "field")
        self.address.setAccessibleName("Address")
        self.problem = plain_label("")
        self.problem.setProperty("part", "problem")
        self.problem.setVisible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.begin = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.begin.setText("Record")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Name", self.name)
        form.addRow("Where", self.place)
        form.addRow("Address", self.address)
        self._form = form
        form.setRowVisible(self.name, again is None)
        self.place.currentIndexChanged.connect(self._place_changed)
        self._place_changed()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(plain_label(_ADVICE if again is None else _AGAIN))
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(buttons)

    def accept(self) -> None:
        if self._is_again:
            super().accept()
            return
        try:
            self.path = self._place_for(self.name.text())
        except AppError as error:
            self.problem.setText(str(error))
            self.problem.setVisible(True)
            self.name.setFocus()
            return
        super().accept()

    def _place_changed(self) -> None:
        hint = ADDRESS_HINTS.get(str(self.place.currentData()), "")
        self.address.setPlaceholderText(hint)
        self._form.setRowVisible(self.address, bool(hint))
