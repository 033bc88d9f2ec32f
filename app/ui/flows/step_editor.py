"""What can be changed of the step that is chosen, right below it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from app.ui.flows.part_values import PutUnder, TakeIn, TakeOut
from app.ui.flows.values import AddStep, Change, MakeInput, Move, Remove, Retell, Wait
from planner.flow.editing import Editable
from planner.flow.parts import Deciding

USUAL_WAIT_S = 2.0
LONGEST_WAIT_S = 3600.0
_WAYS = (
    (Deciding.IF, "Only if…", "Only if what is so? Such as: there is a Next button"),
    (Deciding.UNTIL, "Again until…", "Again and again until what is so? Such as: the Next button is not there"),
    (Deciding.EACH, "For each of…", "For each of which values, with commas between? Such as: Ana, Ben, Cleo"),
    (Deciding.TIMES, "Several times…", "How many times?"),
)


class StepEditor(QFrame):
    changed = Signal(object)  # a Change
    pick_wanted = Signal(int)  # the number of the step whose target is another one

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "note")
        self._step: Editable | None = None
        self.text = QLineEdit()
        self.text.setProperty("part", "field")
        self.text.setAccessibleName("Text of the step")
        self.text.returnPressed.connect(self._retell)
        self.keep = button("Keep", "Change the step's text")
        self.text.textEdited.connect(lambda: self.keep.setEnabled(True))
        self.keep.clicked.connect(self._retell)
        self.up = button("Up", "Before the step above it (Alt+Up)")
        self.up.clicked.connect(lambda: self._move(-1))
        self.down = button("Down", "After the step below it (Alt+Down)")
        self.down.clicked.connect(lambda: self._move(1))
        self.remove = button("Delete", "Take the step out (Ctrl+Delete)")
        self.remove.clicked.connect(self._remove)
        self.wait = button("Wait after…", "A pause of some seconds after this step")
        self.wait.clicked.connect(self._wait)
        self.add = button("Add a step…", "In plain words; conditions and loops too")
        self.add.clicked.connect(self._add)
        self.under = button("Put under…", "Only if something is so, again and again, or for each of some things")
        self.under.setMenu(self._ways())
        self.inwards = button("In", "Into the condition or loop above it (Alt+Right)")
        self.inwards.clicked.connect(lambda: self._emit_numbered(TakeIn))
        self.outwards = button("Out", "Out of the condition or loop that it stands in (Alt+Left)")
        self.outwards.clicked.connect(lambda: self._emit_numbered(TakeOut))
        self.input = button("Make it an input…", "Ask for this text at each run")
        self.input.clicked.connect(self._make_input)
        self.pick = button("Pick its target…", "Click the right element in the picture")
        self.pick.clicked.connect(self._pick)
        self._said = row(self.text, self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self._said)
        layout.addWidget(row(self.input, self.pick, stretched=True))
        layout.addWidget(row(self.up, self.down, self.remove, stretched=True))
        layout.addWidget(row(self.outwards, self.inwards, self.under, stretched=True))
        layout.addWidget(row(self.add, self.wait, stretched=True))
        for keys, wish in (
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
            ("Alt+Right", lambda: self._emit_numbered(TakeIn)),
            ("Alt+Left", lambda: self._emit_numbered(TakeOut)),
            ("Ctrl+Delete", self._remove),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(wish)

    def show_step(self, step: Editable) -> None:
        self._step = step
        self._said.setVisible(step.text is not None and not step.holds_input)
        self.text.setText(step.text or "")
        self.keep.setEnabled(False)
        self.input.setVisible(step.text is not None and not step.holds_input)
        self.pick.setVisible(step.has_place)
        for one in (self.up, self.down, self.inwards, self.outwards, self.remove, self.add, self.wait, self.under):
            one.setEnabled(step.movable)

    def _retell(self) -> None:
        if self._step is not None and self.text.text() != self._step.text:
            self._emit(Retell(number=self._step.number, text=self.text.text()))

    def _move(self, by: int) -> None:
        if self._step is not None and self._step.movable:
            self._emit(Move(number=self._step.number, by=by))

    def _remove(self) -> None:
        if self._step is not None and self._step.movable:
            self._emit(Remove(number=self._step.number))

    def _wait(self) -> None:
        seconds, given = QInputDialog.getDouble(
            self, "Wait after this step", "Seconds:", USUAL_WAIT_S, 0.1, LONGEST_WAIT_S, 1
        )
        if given and self._step is not None:
            self._emit(Wait(number=self._step.number, seconds=seconds))

    def _add(self) -> None:
        words, given = QInputDialog.getText(
            self, "Add a step", "What is done after this step? Such as: if there is a Next button, click Next"
        )
        if given and words.strip() and self._step is not None:
            self._emit(AddStep(number=self._step.number, words=words))

    def _make_input(self) -> None:
        name, given = QInputDialog.getText(self, "Make it an input", "What is this text called? Such as: customer")
        if given and name.strip() and self._step is not None:
            self._emit(MakeInput(number=self._step.number, name=name.strip()))

    def _ways(self) -> QMenu:
        menu = QMenu(self)
        for deciding, label, question in _WAYS:
            menu.addAction(label).triggered.connect(partial(self._put_under, deciding, question))
        return menu

    def _put_under(self, deciding: Deciding, question: str) -> None:
        words, given = QInputDialog.getText(self, "Put the step under…", question)
        if given and words.strip() and self._step is not None:
            self._emit(PutUnder(number=self._step.number, deciding=deciding, words=words))

    def _emit_numbered(self, change: type[TakeIn] | type[TakeOut]) -> None:
        if self._step is not None and self._step.movable:
            self._emit(change(number=self._step.number))

    def _pick(self) -> None:
        if self._step is not None:
            self.pick_wanted.emit(self._step.number)

    def _emit(self, change: Change) -> None:
        self.changed.emit(change)


def button(words: str, hint: str) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(hint)
    return button


def row(*parts: QWidget, stretched: bool = False) -> QWidget:
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    for part in parts:
        line.addWidget(part, int(isinstance(part, QLineEdit)))
    if stretched:
        line.addStretch(1)
    return whole
