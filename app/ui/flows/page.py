"""One flow: what it does in words, values for its inputs, and what can be done with it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.flows.inputs import InputForm
from app.ui.flows.outline_view import OutlineView
from app.ui.flows.part_editor import PartEditor
from app.ui.flows.step_editor import StepEditor
from app.ui.flows.values import Opened
from app.ui.step_list import heading_label, plain_label
from planner.flow.editing import Editable
from planner.flow.parts import PartEditable
from planner.flow.planning import with_names


class FlowPage(QWidget):
    back_wanted = Signal()
    run_wanted = Signal()
    rehearse_wanted = Signal()
    rows_wanted = Signal()
    review_wanted = Signal()
    rename_wanted = Signal()
    loop_wanted = Signal()
    again_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = QPushButton("‹ Flows")
        self.back.setProperty("part", "back")
        self.back.setAccessibleName("Back to all flows")
        self.back.clicked.connect(self.back_wanted)
        self.name = heading_label("")
        self.description = plain_label("")
        self.needs = plain_label("")
        self.asks = plain_label("")
        for quiet in (self.description, self.needs, self.asks):
            quiet.setProperty("part", "quiet")
        self.proposed = plain_label("")
        self.review = QPushButton("Review…")
        self.review.clicked.connect(self.review_wanted)
        self.repeats = plain_label("")
        self.loop = QPushButton("Make it a loop")
        self.loop.setToolTip("One round of steps, and a table with the values of each; Undo takes it back")
        self.loop.clicked.connect(self.loop_wanted)
        self.rename = QPushButton("Rename…")
        self.rename.clicked.connect(self.rename_wanted)
        self.undo = QPushButton("Undo")
        self.undo.setToolTip("Take the newest change of the flow back (Ctrl+Z)")
        self.undo.clicked.connect(self.undo_wanted)
        self.again = QPushButton("Show it again…")
        self.again.setToolTip("A second demonstration with other values: what differs becomes an input")
        self.again.clicked.connect(self.again_wanted)
        self.editor = StepEditor()
        self.part_editor = PartEditor()
        for editor in (self.editor, self.part_editor):
            editor.hide()
        self.form = InputForm()
        self.outline = OutlineView()
        self.run = QPushButton("Run flow")
        self.run.setProperty("part", "main")
        self.run.clicked.connect(self.run_wanted)
        self.rehearse = QPushButton("Rehearse")
        self.rehearse.setToolTip("Touch nothing: show each target on the present screen")
        self.rehearse.clicked.connect(self.rehearse_wanted)
        self.over_rows = QPushButton("Run over a table…")
        self.over_rows.setToolTip("Once for each row of a .csv or .xlsx file")
        self.over_rows.clicked.connect(self.rows_wanted)
        self._lay_out()

    def show_flow(self, opened: Opened, *, can_undo: bool) -> None:
        flow = opened.flow
        self.name.setText(flow.name or opened.path.name)
        _say(self.description, flow.description)
        there = [*flow.needs.apps, *flow.needs.sites, *flow.needs.files]
        _say(self.needs, f"It needs {', '.join(there)}." if there else "")
        _say(self.asks, f"It asks you before: {'; '.join(opened.asks)}." if opened.asks else "")
        count = opened.proposals
        self.proposed.setText("1 change is proposed." if count == 1 else f"{count} changes are proposed.")
        self._proposals.setVisible(bool(count))
        self.repeats.setText(opened.repeats)
        self._repeated.setVisible(bool(opened.repeats))
        self.form.show_inputs(flow.inputs, opened.missing)
        self.outline.show_nodes(with_names(flow), opened.pictures)
        self.over_rows.setEnabled(bool(flow.inputs))
        self.undo.setVisible(can_undo)

    def edit_step(self, step: Editable) -> None:
        self.editor.show_step(step)
        self.outline.put_below(self.editor, number=step.number)
        self._bring_into_view(self.editor)

    def edit_part(self, part: PartEditable) -> None:
        self.part_editor.show_part(part)
        self.outline.put_below(self.part_editor, part=part.number)
        self._bring_into_view(self.part_editor)

    def _bring_into_view(self, editor: QWidget) -> None:
        QTimer.singleShot(0, self, lambda: self._scrolled.ensureWidgetVisible(editor, 0, 24))

    def focus_first(self) -> None:
        """What is to be done next: the first value that is missing, else the run."""
        empty = [field for field in self.form.fields.values() if not field.text()]
        (empty[0] if empty else self.run).setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.name, 1)
        head.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        self._proposals = _note(self.proposed, self.review)
        self._repeated = _note(self.repeats, self.loop)
        inside = QWidget()
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(10, 8, 10, 8)
        self.column.setSpacing(6)
        for part in (self.description, self.needs, self.asks, self._proposals, self._repeated, self.form, self.outline):
            self.column.addWidget(part)
        self.column.addSpacing(6)
        more = QHBoxLayout()
        more.addWidget(self.rename)
        more.addWidget(self.again)
        more.addStretch(1)
        self.column.addLayout(more)
        self.column.addStretch(1)
        self._scrolled = scrolled = QScrollArea()
        scrolled.setProperty("part", "card")
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.over_rows)
        buttons.addStretch(1)
        buttons.addWidget(self.rehearse)
        buttons.addWidget(self.run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(scrolled, 1)
        layout.addLayout(buttons)

    def show_running(self, running: bool) -> None:
        for button in (
            self.run,
            self.rehearse,
            self.over_rows,
            self.review,
            self.rename,
            self.undo,
            self.again,
            self.loop,
        ):
            button.setEnabled(not running)
        self.editor.setEnabled(not running)
        self.part_editor.setEnabled(not running)
        if not running:
            self.over_rows.setEnabled(bool(self.form.fields))


def _note(words: QLabel, button: QPushButton) -> QFrame:
    """Something that the person may answer."""
    note = QFrame()
    note.setProperty("part", "note")
    line = QHBoxLayout(note)
    line.setContentsMargins(10, 6, 6, 6)
    line.addWidget(words, 1)
    line.addWidget(button)
    return note


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
