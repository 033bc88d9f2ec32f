"""What can be changed of the condition or loop that is chosen, right below its line."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QInputDialog, QLineEdit, QSpinBox, QVBoxLayout

from app.ui.flows.part_values import GoThrough, MovePart, Otherwise, PartChange, RemovePart, Say, Times, TurnRound
from app.ui.flows.step_editor import button, row
from planner.flow.parts import Deciding, Over, PartEditable

MOST_TIMES = 1000
_OVERS = (
    (Over.VALUES, "these values", "Ana, Ben, Cleo"),
    (Over.TABLE, "these rows", "name, town; Ana, Oslo; Ben, York"),
    (Over.SHOWN, "on the screen, each", "row, or: link, or: checkbox"),
    (Over.FILES, "the files in", "~/Documents/*.pdf"),
    (Over.LINES, "the lines of", "{{list}}"),
)


class PartEditor(QFrame):
    changed = Signal(object)  # a PartChange

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "note")
        self._part: PartEditable | None = None
        self.over = QComboBox()
        self.over.setAccessibleName("What is gone through")
        for over, words, _ in _OVERS:
            self.over.addItem(words, over)
        self.over.currentIndexChanged.connect(self._over_changed)
        self.words = QLineEdit()
        self.words.setProperty("part", "field")
        self.words.returnPressed.connect(self._keep)
        self.keep = button("Keep", "Change it to these words")
        self.words.textEdited.connect(lambda: self.keep.setEnabled(True))
        self.keep.clicked.connect(self._keep)
        self.times = QSpinBox()
        self.times.setRange(1, MOST_TIMES)
        self.times.setAccessibleName("How often")
        self.times.editingFinished.connect(self._repeat)
        self.turn = button("The opposite", "Look for the opposite of this condition")
        self.turn.clicked.connect(lambda: self._emit(lambda part: TurnRound(part=part)))
        self.otherwise = button("Otherwise…", "What is done when the condition does not hold")
        self.otherwise.clicked.connect(self._otherwise)
        self.up = button("Up", "Before what stands above it (Alt+Up)")
        self.up.clicked.connect(lambda: self._move(-1))
        self.down = button("Down", "After what stands below it (Alt+Down)")
        self.down.clicked.connect(lambda: self._move(1))
        self.dissolve = button("Keep only its steps", "Take it away; its steps stay")
        self.dissolve.clicked.connect(lambda: self._remove(keep_steps=True))
        self.remove = button("Delete", "Take it out with its steps (Ctrl+Delete)")
        self.remove.clicked.connect(lambda: self._remove(keep_steps=False))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.over)
        self._said = row(self.words, self.keep)
        layout.addWidget(self._said)
        layout.addWidget(row(self.times, self.turn, self.otherwise, stretched=True))
        layout.addWidget(row(self.up, self.down, self.remove, stretched=True))
        layout.addWidget(row(self.dissolve, stretched=True))
        for keys, wish in (
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
            ("Ctrl+Delete", lambda: self._remove(keep_steps=False)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(wish)

    def show_part(self, part: PartEditable) -> None:
        self._part = None  # what is shown is no change
        self.over.setVisible(part.kind is Deciding.EACH)
        self.over.setCurrentIndex(self.over.findData(part.over))
        self._said.setVisible(part.kind is not Deciding.TIMES)
        self.words.setText(part.words)
        self.words.setAccessibleName(_called(part))
        self.keep.setEnabled(False)
        self.times.setVisible(part.kind in (Deciding.TIMES, Deciding.UNTIL))
        self.times.setPrefix("at most " if part.kind is Deciding.UNTIL else "")
        self.times.setSuffix(" times")
        self.times.setValue(part.times)
        self.turn.setVisible(part.can_turn)
        self.otherwise.setVisible(part.kind is Deciding.IF and not part.has_otherwise)
        self.dissolve.setVisible(part.kind is not None)
        self._part = part
        self._hint()

    def _over_changed(self) -> None:
        self._hint()
        part = self._part
        if part is not None and part.kind is Deciding.EACH:
            self.words.setText(part.words if self.over.currentData() is part.over else "")
            self.keep.setEnabled(self.over.currentData() is not part.over)
            self.words.setFocus()

    def _hint(self) -> None:
        hints = {over: hint for over, _, hint in _OVERS}
        is_each = self._part is not None and self._part.kind is Deciding.EACH
        self.words.setPlaceholderText(hints[self.over.currentData()] if is_each else "there is a Next button")

    def _keep(self) -> None:
        part, words = self._part, self.words.text().strip()
        if part is None or not words:
            return
        if part.kind is Deciding.EACH:
            self._emit(lambda number: GoThrough(part=number, over=self.over.currentData(), words=words))
        elif words != part.words:
            self._emit(lambda number: Say(part=number, words=words))

    def _repeat(self) -> None:
        if self._part is not None and self.times.value() != self._part.times:
            self._emit(lambda part: Times(part=part, times=self.times.value()))

    def _otherwise(self) -> None:
        words, given = QInputDialog.getText(
            self, "Otherwise", "What is done when the condition does not hold? Such as: click Cancel"
        )
        if given and words.strip():
            self._emit(lambda part: Otherwise(part=part, words=words))

    def _move(self, by: int) -> None:
        self._emit(lambda part: MovePart(part=part, by=by))

    def _remove(self, *, keep_steps: bool) -> None:
        self._emit(lambda part: RemovePart(part=part, keep_steps=keep_steps))

    def _emit(self, change: Callable[[int], PartChange]) -> None:
        if self._part is not None:
            self.changed.emit(change(self._part.number))


def _called(part: PartEditable) -> str:
    match part.kind:
        case None:
            return "Sentence of the condition or loop"
        case Deciding.EACH:
            return "What is gone through, in words"
        case _:
            return "Condition"
