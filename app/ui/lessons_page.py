"""What runs have taught, as a list: what each says, where, from which run; switched off or on, put back, forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.ui.marks import SIZE, Mark, mark_icon
from app.ui.step_list import plain_label
from app.ui.tones import tones_of


@dataclass(frozen=True, kw_only=True)
class LessonEntry:
    """versions: what became of it, in words, the oldest first. run: the id of the one that it is from, "" for none."""

    id: int
    words: str
    where: str
    is_on: bool
    versions: tuple[str, ...]
    run: str


class LessonBook(Protocol):
    """The lessons that are kept. Everything here may raise AppError, with a sentence for the person."""

    def entries(self) -> tuple[LessonEntry, ...]: ...

    def switch(self, number: int, *, on: bool) -> None: ...

    def revert(self, number: int) -> None: ...

    def forget(self, number: int) -> None: ...


class LessonsPage(QWidget):
    report_wanted = Signal(str)

    def __init__(self, book: LessonBook) -> None:
        super().__init__()
        self._book = book
        self._entries: tuple[LessonEntry, ...] = ()
        self.list = QListWidget()
        self.list.setProperty("part", "card")
        self.list.setAccessibleName("What runs have taught")
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(SIZE, SIZE))
        self.list.currentRowChanged.connect(lambda row: self._show_details())
        self.details = plain_label("")
        self.details.setProperty("part", "quiet")
        self.details.setAccessibleName("Versions of the lesson")
        self.problem = plain_label("")
        self.problem.setProperty("part", "problem")
        self.problem.setVisible(False)
        self.switch = self._button("Switch off", "Go by it no more, or again", self._switch)
        self.revert = self._button("Put back", "The version before this one", lambda entry: book.revert(entry.id))
        self.forget = self._button("Forget", "Take it away for good", lambda entry: book.forget(entry.id))
        self.report = QPushButton("Its run…")
        self.report.setToolTip("The report of the run that taught it")
        self.report.clicked.connect(self._open_report)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.forget)
        buttons.addStretch(1)
        for button in (self.report, self.revert, self.switch):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.problem)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.details)
        layout.addLayout(buttons)

    @property
    def chosen(self) -> LessonEntry | None:
        row = self.list.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def show_lessons(self) -> None:
        """As they are kept now; the one that was chosen stays so."""
        before = self.chosen
        self._say("")
        try:
            self._entries = self._book.entries()
        except AppError as error:
            self._entries = ()
            self._say(str(error))
        self.list.clear()
        tones = tones_of(self.palette())
        for entry in self._entries:
            item = QListWidgetItem(f"{entry.words}\n{entry.where}{'' if entry.is_on else ' · off'}")
            item.setIcon(mark_icon(Mark.DONE if entry.is_on else Mark.STOPPED, tones))
            self.list.addItem(item)
        if not self._entries:
            nothing = QListWidgetItem("Nothing was learnt yet.")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        same = [row for row, entry in enumerate(self._entries) if before is not None and entry.id == before.id]
        self.list.setCurrentRow(same[0] if same else 0)
        self._show_details()

    def _show_details(self) -> None:
        entry = self.chosen
        for button in (self.switch, self.revert, self.forget):
            button.setEnabled(entry is not None)
        self.report.setEnabled(entry is not None and bool(entry.run))
        self.switch.setText("Switch on" if entry is not None and not entry.is_on else "Switch off")
        self.details.setText("\n".join(entry.versions) if entry is not None else "")

    def _switch(self, entry: LessonEntry) -> None:
        self._book.switch(entry.id, on=not entry.is_on)

    def _button(self, words: str, hint: str, change: Callable[[LessonEntry], None]) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(hint)
        button.clicked.connect(lambda: self._change(change))
        return button

    def _change(self, change: Callable[[LessonEntry], None]) -> None:
        entry = self.chosen
        if entry is None:
            return
        try:
            change(entry)
        except AppError as error:
            self._say(str(error))
            return
        self.show_lessons()

    def _open_report(self) -> None:
        entry = self.chosen
        if entry is not None and entry.run:
            self.report_wanted.emit(entry.run)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
