"""Before a run over a table: what was understood of it, and whether it goes on or begins anew."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from app.ui.flows.values import MOST_COUNTED, Allowed, TableSeen
from app.ui.step_list import plain_label


class TableDialog(QDialog):
    def __init__(self, seen: TableSeen, over: QWidget) -> None:
        super().__init__(over)
        self.setWindowTitle("Run over a table")
        self.setMinimumWidth(440)
        self._seen = seen
        self.told = plain_label(told(seen))
        self.go_on = QRadioButton(f"Go on after row {seen.done}")
        self.anew = QRadioButton("Begin again with row 1, with a new file of results")
        self.leaves = {number: QCheckBox(_leave(words)) for number, words in seen.asks.items()}
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.run = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.run.setText("Run")
        self.run.setEnabled(not seen.problem)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.told)
        layout.addWidget(self.go_on)
        layout.addWidget(self.anew)
        for leave in self.leaves.values():
            layout.addWidget(leave)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        is_begun = bool(seen.done) and not seen.problem
        is_over = seen.done >= seen.rows
        self.go_on.setVisible(is_begun and not is_over)
        self.anew.setVisible(is_begun)
        (self.anew if is_over else self.go_on).setChecked(True)

    @property
    def results(self) -> Path:
        """The file of results that was chosen."""
        begins_anew = bool(self._seen.done) and self.anew.isChecked()
        return self._seen.anew if begins_anew else self._seen.results

    @property
    def allowed(self) -> Allowed | None:
        """What need not be asked in each row; None: every row asks."""
        steps = frozenset(number for number, leave in self.leaves.items() if leave.isChecked())
        return Allowed(flow=self._seen.flow, steps=steps) if steps else None


def _leave(step: str) -> str:
    """Alt+D goes to the first of them, and from each to the next.

    >>> _leave("Click “Save & send”")
    '&Do not ask in each row: Click “Save && send”'
    """
    return f"&Do not ask in each row: {step.replace('&', '&&')}"


def told(seen: TableSeen) -> str:
    if seen.problem:
        return seen.problem
    many = f"more than {MOST_COUNTED:,}" if seen.rows >= MOST_COUNTED else str(seen.rows)
    lines = [f"{seen.table.name} has {many} rows. Each is one run, and a row that fails does not hold up the others."]
    lines.append(f"Taken from the table: {', '.join(seen.used)}.")
    unused = [name for name in seen.columns if name not in seen.used]
    if unused:
        lines.append(f"Left alone: {', '.join(unused)}.")
    lines.append(f"What comes of each row stands in {seen.results.name}, beside the table.")
    if seen.done:
        lines.append(f"{seen.done} rows have their results there already.")
    return "\n\n".join(lines)
