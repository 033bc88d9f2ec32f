"""The question before something that matters: what, where, which data, why; what the screen says stands apart."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.bridge import OpenQuestion
from planner.safety.question import QuestionKind

_HEADINGS = {
    QuestionKind.CONFIRM: "May I do this?",
    QuestionKind.TYPED: "This one you must spell out",
    QuestionKind.HAND_OVER: "Over to you",
    QuestionKind.CLARIFY: "Which one is meant?",
}


class QuestionDialog(QDialog):
    """Closing it, Escape and the default button all mean no: a yes is always a deliberate act."""

    def __init__(self, asked: OpenQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = asked
        question = asked.question
        self.setWindowTitle("Deskhand asks")
        self.setMinimumWidth(460)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        heading = QLabel(_HEADINGS[question.kind])
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        heading.setFont(font)
        layout.addWidget(heading)
        layout.addWidget(_plain(question.text))
        facts = QFormLayout()
        for name, text in (
            ("What", question.action),
            ("Where", question.destination or question.place),
            ("Data", "\n".join(question.data)),
            ("Undo", "It cannot be undone." if question.irreversible else ""),
        ):
            if text:
                facts.addRow(f"{name}:", _plain(text))
        layout.addLayout(facts)
        if question.evidence:
            layout.addWidget(_evidence(question.evidence))
        self._field = self._answer_field()
        if self._field is not None:
            layout.addWidget(self._field)
        layout.addLayout(self._buttons())

    def _answer_field(self) -> QLineEdit | QComboBox | None:
        question = self._asked.question
        if question.kind is QuestionKind.TYPED:
            field = QLineEdit()
            field.setPlaceholderText(f"Type: {question.phrase}")
            field.setAccessibleName("Phrase to retype")
            return field
        if question.kind is QuestionKind.CLARIFY:
            choices = QComboBox()
            choices.setEditable(not question.choices)
            choices.addItems(list(question.choices))
            choices.setAccessibleName("Answer")
            return choices
        return None

    def _buttons(self) -> QHBoxLayout:
        kind = self._asked.question.kind
        agree = QPushButton(
            {QuestionKind.HAND_OVER: "I have done it", QuestionKind.CLARIFY: "This one"}.get(kind, "Yes, do it")
        )
        refuse = QPushButton("No")
        refuse.setDefault(True)
        agree.setAutoDefault(False)
        agree.clicked.connect(self._agree)
        refuse.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(refuse)
        row.addWidget(agree)
        return row

    def _agree(self) -> None:
        text = "yes"
        if isinstance(self._field, QLineEdit):
            text = self._field.text()
        elif isinstance(self._field, QComboBox):
            text = self._field.currentText()
        self._give(text)
        self.accept()

    def reject(self) -> None:
        silent = self._asked.question.kind is QuestionKind.CLARIFY
        self._give("" if silent else "no")
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._give("")
        super().closeEvent(event)

    def _give(self, text: str) -> None:
        if not self._asked.answer.done():
            self._asked.answer.set_result(text)


def _plain(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _evidence(said: tuple[str, ...]) -> QFrame:
    frame = QFrame()
    frame.setFrameShape(QFrame.Shape.StyledPanel)
    layout = QVBoxLayout(frame)
    title = QLabel("What the screen says (not Deskhand’s words):")
    title.setEnabled(False)
    layout.addWidget(title)
    for line in said:
        layout.addWidget(_plain(line))
    return frame
