"""The small round marks beside steps and runs: painted, so that no font has to have them."""

from enum import StrEnum
from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from app.ui.tones import Tone, Tones, tinted, tones_of
from planner.records import Outcome, Status, StepRecord

SIZE = 20


class Mark(StrEnum):
    """How it stands with a step or a run. Also told in words wherever it is shown."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    UNCHANGED = "unchanged"
    UNCLEAR = "unclear"
    FAILED = "failed"
    STOPPED = "stopped"


TONE_OF = {
    Mark.WAITING: Tone.QUIET,
    Mark.WORKING: Tone.ACCENT,
    Mark.DONE: Tone.GOOD,
    Mark.UNCHANGED: Tone.QUIET,
    Mark.UNCLEAR: Tone.DOUBTFUL,
    Mark.FAILED: Tone.BAD,
    Mark.STOPPED: Tone.QUIET,
}
_OF_STATUS = {
    Status.CONFIRMED: Mark.DONE,
    Status.UNCHANGED: Mark.UNCHANGED,
    Status.UNCLEAR: Mark.UNCLEAR,
    Status.CONTRADICTED: Mark.FAILED,
}
_OF_OUTCOME = {
    Outcome.DONE.value: Mark.DONE,
    Outcome.UNVERIFIED.value: Mark.UNCLEAR,
    Outcome.STOPPED.value: Mark.STOPPED,
    Outcome.REFUSED.value: Mark.STOPPED,
    Outcome.INFEASIBLE.value: Mark.UNCLEAR,
    Outcome.FAILED.value: Mark.FAILED,
    "running": Mark.WORKING,
    "interrupted": Mark.UNCLEAR,
}


def mark_of(record: StepRecord) -> Mark:
    return Mark.FAILED if record.error else _OF_STATUS[record.verification.status]


def mark_of_outcome(outcome: str) -> Mark:
    """Of a run, as the history names it.

    >>> mark_of_outcome("done").value, mark_of_outcome("damaged").value
    ('done', 'failed')
    """
    return _OF_OUTCOME.get(outcome, Mark.FAILED)


class MarkSign(QWidget):
    """A mark as a widget; while nothing has happened it shows the step's number."""

    def __init__(self, number: int = 0) -> None:
        super().__init__()
        self._number = number
        self._mark = Mark.WAITING
        self.setFixedSize(SIZE, SIZE)

    @property
    def mark(self) -> Mark:
        return self._mark

    @property
    def number(self) -> int:
        return self._number

    def show_mark(self, mark: Mark) -> None:
        self._mark = mark
        self.setToolTip(mark.value)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, self._mark, tones_of(self.palette()), self._number)
        painter.end()


def mark_icon(mark: Mark, tones: Tones) -> QIcon:
    picture = QPixmap(QSize(SIZE, SIZE) * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_mark(painter, mark, tones, 0)
    painter.end()
    return QIcon(picture)


def paint_mark(painter: QPainter, mark: Mark, tones: Tones, number: int) -> None:
    """In the square from (0, 0) to (SIZE, SIZE)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = tones.of(TONE_OF[mark])
    ring = QRectF(1, 1, SIZE - 2, SIZE - 2)
    if mark is Mark.WAITING:
        painter.setPen(QPen(colour, 1.2))
        painter.drawEllipse(ring)
        if number:
            font = painter.font()
            font.setPixelSize(10)
            painter.setFont(font)
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(number))
        return
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(tinted(colour, 0.16))
    painter.drawEllipse(ring)
    _paint_sign(painter, mark, colour)


def _paint_sign(painter: QPainter, mark: Mark, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match mark:
        case Mark.DONE:
            painter.drawPolyline(QPolygonF([QPointF(6, 10.4), QPointF(8.8, 13.2), QPointF(14, 7.2)]))
        case Mark.FAILED:
            painter.drawLine(QPointF(7, 7), QPointF(13, 13))
            painter.drawLine(QPointF(13, 7), QPointF(7, 13))
        case Mark.UNCLEAR:
            font = painter.font()
            font.setPixelSize(13)
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(QRectF(0, 0, SIZE, SIZE), Qt.AlignmentFlag.AlignCenter, "?")
        case Mark.UNCHANGED:
            painter.drawLine(QPointF(6.5, 10), QPointF(13.5, 10))
        case Mark.STOPPED:
            painter.setBrush(colour)
            painter.drawRect(QRectF(7.5, 7.5, 5, 5))
        case Mark.WORKING:
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(QPolygonF([QPointF(8, 6.2), QPointF(14.2, 10), QPointF(8, 13.8)]))
        case Mark.WAITING:
            pass
        case _:
            assert_never(mark)
