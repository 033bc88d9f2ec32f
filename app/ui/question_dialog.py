"""The question before something that matters: what, where, which data, why; what the screen says stands apart.

Decision: a window of its own that blocks nothing, so that Stop stays in reach while it is open, and so that the window
manager gives the keyboard back to the application that is worked on when it closes. It stays above all others. Its yes
can be pressed only half a second after it came up: what a person was typing or clicking elsewhere is never a yes.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPalette, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.bridge import OpenQuestion
from app.ui.step_list import plain_label
from app.ui.tones import Tone, sheet, tones_of
from planner.safety.question import Question, QuestionKind

HEADINGS = {
    QuestionKind.CONFIRM: "May I do this?",
    QuestionKind.TYPED: "This one must be spelled out",
    QuestionKind.HAND_OVER: "Over to you",
    QuestionKind.CLARIFY: "Which one is meant?",
}
_TONES = {
    QuestionKind.CONFIRM: Tone.ACCENT,
    QuestionKind.TYPED: Tone.BAD,
    QuestionKind.HAND_OVER: Tone.DOUBTFUL,
    QuestionKind.CLARIFY: Tone.ACCENT,
}
_AGREE = {
    QuestionKind.CONFIRM: "Yes, do it",
    QuestionKind.TYPED: "Yes, do it",
    QuestionKind.HAND_OVER: "I have done it",
    QuestionKind.CLARIFY: "That one",
}
WIDTH = 540
WAKES_AFTER_MS = 500
EVIDENCE_HEIGHT = 132


class AnswerField(QLineEdit):
    """Enter in it never reaches the default button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class QuestionDialog(QDialog):
    """Closing it, Escape and the default button all mean no: a yes is always a deliberate act."""

    def __init__(self, asked: OpenQuestion, picture: QPixmap | None = None) -> None:
        """picture: of what is asked about."""
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.WindowStaysOnTopHint)
        self.asked = asked
        self.is_awake = False
        question = asked.question
        self.setWindowTitle("Deskhand asks")
        self.setStyleSheet(sheet(tones_of(self.palette())))
        self.field = self._make_field(question)
        self.choices = self._make_choices(question)
        self.agree = QPushButton(_AGREE[question.kind])
        self.refuse = QPushButton("No" if question.kind is not QuestionKind.CLARIFY else "None of them")
        self.picture = QLabel()
        self._lay_out(question, picture)
        self._wire()
        self._fit()
        QTimer.singleShot(WAKES_AFTER_MS, self, self._wake)

    def bring_to_front(self, over: QWidget | None = None) -> None:
        if over is not None:
            place = self.frameGeometry()
            place.moveCenter(over.frameGeometry().center())
            self.move(place.topLeft())
        self.show()
        self.raise_()
        self.activateWindow()

    def withdraw(self) -> None:
        """Nobody waits for an answer any more."""
        super().reject()

    def reject(self) -> None:
        is_choice = self.asked.question.kind is QuestionKind.CLARIFY
        self.asked.give("" if is_choice else "no")
        super().reject()

    # --- parts ----------------------------------------------------------------------------------------------------

    def _make_field(self, question: Question) -> AnswerField | None:
        if question.kind is QuestionKind.TYPED:
            field = AnswerField()
            field.setAccessibleName("Phrase to retype")
            field.setPlaceholderText("Retype the phrase here")
            return field
        if question.kind is QuestionKind.CLARIFY:
            field = AnswerField()
            field.setAccessibleName("Answer in your own words")
            field.setPlaceholderText("Or say it in your own words" if question.choices else "Your answer")
            return field
        return None

    def _make_choices(self, question: Question) -> QListWidget | None:
        if question.kind is not QuestionKind.CLARIFY or not question.choices:
            return None
        choices = QListWidget()
        choices.setAccessibleName("Choices")
        choices.setWordWrap(True)
        choices.setProperty("part", "card")
        choices.addItems(list(_told(question)))
        rows = min(6, choices.count())
        choices.setFixedHeight(rows * (choices.fontMetrics().height() + 10) + 8)
        choices.setStyleSheet("QListWidget::item { padding: 4px; }")
        return choices

    def _lay_out(self, question: Question, picture: QPixmap | None) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._heading(question.kind))
        layout.addWidget(plain_label(question.text))
        if picture is not None:
            self.picture.setPixmap(picture)
            self.picture.setAccessibleName("The part of the screen that is meant")
            layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        if facts := _facts(question):
            layout.addWidget(_fact_card(facts))
        if question.evidence:
            layout.addWidget(_evidence(question.evidence))
        if question.kind is QuestionKind.TYPED:
            layout.addWidget(_phrase(question.phrase))
        for part in (self.choices, self.field):
            if part is not None:
                layout.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.refuse)
        buttons.addWidget(self.agree)
        layout.addLayout(buttons)

    def _heading(self, kind: QuestionKind) -> QLabel:
        heading = QLabel(HEADINGS[kind])
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.45)
        font.setBold(True)
        heading.setFont(font)
        heading.setStyleSheet(f"color: {tones_of(self.palette()).of(_TONES[kind]).name()}")
        return heading

    def _fit(self) -> None:
        """As high as the wrapped text needs at this width: Qt's own guess is made for another."""
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None  # it was laid out before
        layout.activate()
        self.setFixedWidth(WIDTH)
        self.setMinimumHeight(layout.totalHeightForWidth(WIDTH))
        self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))

    # --- answering ------------------------------------------------------------------------------------------------

    def _wire(self) -> None:
        self.refuse.setDefault(True)
        self.agree.setAutoDefault(False)
        self.agree.setEnabled(False)
        self.agree.clicked.connect(self._agree)
        self.refuse.clicked.connect(self.reject)
        if self.field is not None:
            self.field.textChanged.connect(self._update)
            self.field.returnPressed.connect(self._agree)
            self.field.setFocus()
        else:
            self.refuse.setFocus()
        if self.choices is not None:
            self.choices.currentRowChanged.connect(self._update)
            self.choices.itemActivated.connect(self._agree)

    def _wake(self) -> None:
        self.is_awake = True
        self._update()

    def _update(self) -> None:
        self.agree.setEnabled(self.is_awake and bool(self._text()))

    def _agree(self) -> None:
        text = self._text()
        if self.is_awake and text:
            self.asked.give(text)
            self.accept()

    def _text(self) -> str:
        """The answer as it stands; "" while there is none that could consent."""
        question = self.asked.question
        typed = self.field.text().strip() if self.field is not None else ""
        match question.kind:
            case QuestionKind.TYPED:
                return typed if typed == question.phrase else ""
            case QuestionKind.CLARIFY:
                item = self.choices.currentItem() if self.choices is not None else None
                row = self.choices.row(item) if item is not None and self.choices is not None else -1
                return typed or (question.choices[row] if row >= 0 else "")
            case QuestionKind.CONFIRM | QuestionKind.HAND_OVER:
                return "yes"


def _told(question: Question) -> Iterator[str]:
    """The choices; where they stand in the picture, each with its number there and with what it says."""
    said = question.evidence if len(question.evidence) == len(question.choices) else question.choices
    for number, (choice, words) in enumerate(zip(question.choices, said, strict=True), start=1):
        if not question.choice_boxes:
            yield choice
        else:
            yield f"{number}   {words if choice == str(number) else choice}"


def _facts(question: Question) -> list[tuple[str, str]]:
    facts = [
        ("What", question.action),
        ("Where", question.place if question.place != question.destination else ""),
        ("To", question.destination),
        ("Data", "\n".join(question.data)),
        ("Rule", question.rule),
        ("Undo", ("It cannot be undone." if question.irreversible else "It can be undone.") if question.action else ""),
    ]
    return [(name, text) for name, text in facts if text]


def _fact_card(facts: list[tuple[str, str]]) -> QFrame:
    card = QFrame()
    card.setProperty("part", "card")
    grid = QGridLayout(card)
    grid.setContentsMargins(12, 10, 12, 10)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, (name, text) in enumerate(facts):
        title = QLabel(name)
        title.setProperty("part", "title")
        grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(plain_label(text), row, 1)
    return card


def _phrase(phrase: str) -> QLabel:
    label = plain_label(f"To allow it, type exactly:  {phrase}")
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _evidence(said: tuple[str, ...]) -> QWidget:
    """Bounded, because a page may say a lot."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    title = QLabel("What the screen says (its words, not Deskhand’s)")
    title.setProperty("part", "title")
    layout.addWidget(title)
    area = QScrollArea()
    area.setProperty("part", "card")
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    words = plain_label("\n".join(said))
    words.setProperty("part", "quiet")
    words.setContentsMargins(10, 8, 10, 8)
    words.setAccessibleName("What the screen says")
    area.setWidget(words)
    words.setBackgroundRole(QPalette.ColorRole.Base)
    area.setFixedHeight(min(EVIDENCE_HEIGHT, words.heightForWidth(WIDTH - 60) + 6))
    layout.addWidget(area)
    return whole
