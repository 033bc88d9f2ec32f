"""The box for a person's words: underlines what is not understood."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from app.ui.tones import tones_of

PAUSE_MS = 350


class InstructionBox(QPlainTextEdit):
    """`settled` comes when the person has paused in writing."""

    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.setAccessibleName("Instruction")
        self.setPlaceholderText(
            "What is to be done? For example: open the text editor, type “Hello”, save as hello.txt"
        )
        self.setTabChangesFocus(True)
        self.setFixedHeight(3 * self.fontMetrics().lineSpacing() + 24)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.settled)
        self.textChanged.connect(self._pause.start)

    def underline(self, part: str) -> None:
        """Marks where the words stand in the box; "" takes the mark away."""
        marks = []
        place = self.toPlainText().casefold().find(part.casefold()) if part else -1
        if place >= 0:
            style = QTextCharFormat()
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            style.setUnderlineColor(tones_of(self.palette()).bad)
            cursor = QTextCursor(self.document())
            cursor.setPosition(place)
            cursor.setPosition(place + len(part), QTextCursor.MoveMode.KeepAnchor)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format = style
            marks.append(mark)
        self.setExtraSelections(marks)
