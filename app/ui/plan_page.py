"""The understood plan, changed line by line before it runs; what is told anew is read as the instruction is."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.ui.flows.outline_view import OutlineView
from app.ui.flows.step_editor import button, row
from app.ui.step_list import plain_label
from app.ui.wishes import ByModel, not_understood_sentence
from app.words import load_lexicon
from planner.plan import If, NotUnderstood, Plan, Repeat, Step
from planner.plan_editing import (
    At,
    NotChanged,
    added_after,
    decided,
    in_context,
    moved,
    node_at,
    numbered,
    retold,
    turned,
    without,
    words_of,
)

Read = Callable[[str], Plan | ByModel | NotUnderstood]
_BY_MODEL = "A language model would have to be asked about these words; say this step more plainly."


class PlanPage(QWidget):
    changed = Signal(object)  # the plan as it is now
    done_wanted = Signal()

    def __init__(self, *, read: Read) -> None:
        """read: what a step's words mean."""
        super().__init__()
        self._read = read
        self._plan: Plan | None = None
        self._before: list[Plan] = []
        self._at = At()
        self.outline = OutlineView()
        self.outline.setAccessibleName("Lines of the plan")
        self.outline.step_chosen.connect(lambda number: self._choose(At(step=number)))
        self.outline.part_chosen.connect(lambda number: self._choose(At(part=number)))
        self.problem = plain_label("")
        self.problem.setProperty("part", "problem")
        self.problem.setVisible(False)
        self.editor = self._make_editor()
        self.undo = button("Undo", "Take the newest change of the plan back (Ctrl+Z)")
        self.undo.clicked.connect(self.take_back)
        self.done = button("Done", "Back to the steps; Run carries out the plan as it is here")
        self.done.clicked.connect(self.done_wanted)
        self._lay_out()

    def show_plan(self, plan: Plan) -> None:
        self._before = []
        self._show(numbered(plan))

    def take_back(self) -> None:
        if self._before:
            self._show(self._before.pop())
            self.changed.emit(self._plan)

    # --- parts ----------------------------------------------------------------------------------------------------

    def _make_editor(self) -> QFrame:
        editor = QFrame()
        editor.setProperty("part", "note")
        self.words = QLineEdit()
        self.words.setProperty("part", "field")
        self.words.setAccessibleName("Words of the line")
        self.words.returnPressed.connect(self._retell)
        self.keep = button("Keep", "The line does this instead")
        self.keep.clicked.connect(self._retell)
        self.words.textEdited.connect(lambda: self.keep.setEnabled(True))
        self.turn = button("The opposite", "Look for the opposite of this condition")
        self.turn.clicked.connect(lambda: self._change(lambda plan: turned(plan, self._at)))
        self.up = button("Up", "Before the line above it (Alt+Up)")
        self.up.clicked.connect(lambda: self._move(-1))
        self.down = button("Down", "After the line below it (Alt+Down)")
        self.down.clicked.connect(lambda: self._move(1))
        self.remove = button("Delete", "Take the line out (Ctrl+Delete)")
        self.remove.clicked.connect(self._remove)
        self.add = button("Add a step…", "In plain words; conditions and loops too")
        self.add.clicked.connect(self._add)
        layout = QVBoxLayout(editor)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(row(self.words, self.keep))
        layout.addWidget(self.problem)
        layout.addWidget(row(self.up, self.down, self.remove, stretched=True))
        layout.addWidget(row(self.add, self.turn, stretched=True))
        for keys, wish in (
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
            ("Ctrl+Delete", self._remove),
        ):
            QShortcut(QKeySequence(keys), editor).activated.connect(wish)
        editor.hide()
        return editor

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 6, 4, 6)
        column.addWidget(self.outline)
        column.addStretch(1)
        self._scrolled = QScrollArea()
        self._scrolled.setProperty("part", "card")
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scrolled.setWidget(inside)
        head = QHBoxLayout()
        hint = plain_label("Choose a line to change it.")
        hint.setProperty("part", "quiet")
        head.addWidget(hint, 1)
        head.addWidget(self.undo)
        head.addWidget(self.done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._scrolled, 1)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.take_back)

    # --- changes --------------------------------------------------------------------------------------------------

    def _show(self, plan: Plan) -> None:
        self._plan = plan
        self.outline.show_nodes(plan.nodes, {})
        self.undo.setEnabled(bool(self._before))

    def _choose(self, at: At) -> None:
        node = node_at(self._plan, at) if self._plan is not None else None
        if node is None:
            return
        self._at = at
        self.words.setText(words_of(node))
        self.words.setCursorPosition(0)
        self.keep.setEnabled(False)
        self.turn.setVisible(isinstance(node, If) or (isinstance(node, Repeat) and node.until is not None))
        self._say("")
        self.outline.put_below(self.editor, number=at.step, part=at.part)
        QTimer.singleShot(0, self, lambda: self._scrolled.ensureWidgetVisible(self.editor, 0, 24))

    def _retell(self) -> None:
        words, at = self.words.text().strip(), self._at
        node = node_at(self._plan, at) if self._plan is not None else None
        if node is None or not words or words == words_of(node):
            return
        if not isinstance(node, Step):
            self._change(lambda plan: decided(plan, at, words, load_lexicon()))
            return
        read = self._understood(words)
        if read is not None:
            self._change(lambda plan: retold(plan, at, read))

    def _add(self) -> None:
        words, given = QInputDialog.getText(
            self, "Add a step", "What is done after this line? Such as: if there is a Next button, click Next"
        )
        read = self._understood(words.strip()) if given and words.strip() else None
        if read is not None:
            self._change(lambda plan: added_after(plan, self._at, read))

    def _move(self, by: int) -> None:
        self._change(lambda plan: moved(plan, self._at, by=by))

    def _remove(self) -> None:
        self._change(lambda plan: without(plan, self._at))

    def _understood(self, words: str) -> Plan | None:
        assert self._plan is not None  # a line of it was chosen
        sentence, context = in_context(self._plan, words)
        match self._read(sentence):
            case NotUnderstood() as problem:
                self._say(not_understood_sentence(problem))
            case ByModel():
                self._say(_BY_MODEL)
            case Plan() as read:
                return Plan(instruction=read.instruction, nodes=read.nodes[context:])
        return None

    def _change(self, change: Callable[[Plan], Plan | NotChanged]) -> None:
        if self._plan is None:
            return
        words, near = self.outline.chosen()
        found = change(self._plan)
        if isinstance(found, NotChanged):
            self._say(found.reason)
            return
        self._before.append(self._plan)
        self._show(found)
        self.outline.choose_moved(words, near)
        self.changed.emit(found)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
