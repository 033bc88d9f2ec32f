"""A flow in words: a line a step, indented under what decides over it, each with its picture where there is one."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.marks import MarkSign
from app.ui.step_list import plain_label
from app.ui.tones import tinted, tones_of
from planner.language.outline import OutlineLine, outline
from planner.plan import Instruction, Node, Plan

PICTURE_WH = (240, 64)
INDENT = 18
_MOST_PICTURE = 4_000
"""Larger pictures are no crops; they are left out."""


class OutlineRow(QFrame):
    """One line. A step, a condition and a loop can be chosen, with the pointer or with the keyboard."""

    chosen = Signal(object)

    def __init__(self, line: OutlineLine, number: int, picture: QPixmap | None) -> None:
        super().__init__()
        self.line = line
        self._is_chosen = False
        words = plain_label(line.text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(words)
        self.picture: QLabel | None = None
        if picture is not None:
            self.picture = QLabel()
            self.picture.setPixmap(picture)
            self.picture.setAccessibleName(f"Picture of step {number}")
            right.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8 + INDENT * line.depth, 5, 8, 5)
        layout.setSpacing(8)
        if line.step is not None:
            layout.addWidget(MarkSign(number), 0, Qt.AlignmentFlag.AlignTop)
            self.setAccessibleName(f"Step {number}: {line.text}")
        else:
            words.setProperty("part", "title")
            self.setAccessibleName(line.text)
        if self.can_be_chosen:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addLayout(right, 1)

    @property
    def number(self) -> int:
        """Of the step in its file; 0 for a line that is none."""
        return self.line.step.number if self.line.step is not None else 0

    @property
    def can_be_chosen(self) -> bool:
        return self.line.step is not None or self.line.part > 0

    @property
    def is_chosen(self) -> bool:
        return self._is_chosen

    def show_chosen(self, chosen: bool) -> None:
        self._is_chosen = chosen
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.can_be_chosen:
            self.chosen.emit(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.chosen.emit(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_chosen or self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(tones_of(self.palette()).accent if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(tinted(tones_of(self.palette()).accent, 0.12))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
            painter.end()


class OutlineView(QWidget):
    step_chosen = Signal(int)  # its number in the file
    part_chosen = Signal(int)  # the number of a condition or loop

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Steps of the flow")
        self._rows: list[OutlineRow] = []
        self._below: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> tuple[OutlineRow, ...]:
        return tuple(self._rows)

    def show_nodes(self, nodes: tuple[Node, ...], pictures: Mapping[int, Path]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        if self._below is not None:
            self._below.hide()
        for line in outline(Plan(instruction=Instruction(text=""), nodes=nodes)):
            number = line.step.number if line.step is not None else 0
            path = pictures.get(number)
            row = OutlineRow(line, number, small_picture(path, self.devicePixelRatioF()) if path is not None else None)
            row.chosen.connect(self._choose)
            self._column.addWidget(row)
            self._rows.append(row)

    def choose(self, number: int, *, part: int = 0) -> None:
        """The step of that number, or the condition or loop."""
        row = self._row(number, part)
        if row is not None:
            self._choose(row)
            row.setFocus()

    def choose_first(self) -> None:
        if self._rows:
            self._choose(self._rows[0])
            self._rows[0].setFocus()

    def choose_moved(self, words: str, near: int) -> None:
        """The line with these words that stands nearest to where it stood; none has them: what stands there now."""
        open_to_choice = [place for place, row in enumerate(self._rows) if row.can_be_chosen]
        places = [place for place in open_to_choice if self._rows[place].line.text == words] or open_to_choice
        if places:
            row = self._rows[min(places, key=lambda place: abs(place - near))]
            self._choose(row)
            row.setFocus()

    def chosen(self) -> tuple[str, int]:
        """The words of the line that is chosen, and as which line it stands."""
        return next(((row.line.text, place) for place, row in enumerate(self._rows) if row.is_chosen), ("", 0))

    def put_below(self, widget: QWidget, *, number: int = 0, part: int = 0) -> None:
        """Right below the step, condition or loop, in the place of what lay below another one."""
        row = self._row(number, part)
        if row is not None:
            if self._below is not None:
                self._below.hide()
            self._below = widget
            self._column.removeWidget(widget)
            self._column.insertWidget(self._column.indexOf(row) + 1, widget)
            widget.show()

    def _row(self, number: int, part: int) -> OutlineRow | None:
        return next((row for row in self._rows if (row.number, row.line.part) == (number, part)), None)

    def _choose(self, chosen: OutlineRow) -> None:
        for row in self._rows:
            row.show_chosen(row is chosen)
        if chosen.line.part:
            self.part_chosen.emit(chosen.line.part)
        else:
            self.step_chosen.emit(chosen.number)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()


def small_picture(path: Path, ratio: float, largest_wh: tuple[int, int] = PICTURE_WH) -> QPixmap | None:
    """Scaled down to fit, never up; None when it is no picture."""
    whole = QPixmap(str(path))
    if whole.isNull() or max(whole.width(), whole.height()) > _MOST_PICTURE:
        return None
    largest = QSize(*largest_wh)
    if whole.width() > largest.width() or whole.height() > largest.height():
        whole = whole.scaled(
            largest * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        whole.setDevicePixelRatio(ratio)
    return whole
