"""The part of the screen that a question is about: the control, or the ones to choose between, each with its number."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from app.ui.live_view import SECRET, Shown
from app.ui.tones import Tones, tinted
from grounding.geometry import Box
from planner.safety.question import Question

AROUND_XY = (140, 60)
LEAST_WH = (420, 120)
LARGEST_WH = (500, 190)


def picture_for(question: Question, shown: Shown | None, tones: Tones, ratio: float) -> QPixmap | None:
    """None where nothing is shown that the question is about. ratio: of the screen's pixels to the window's."""
    if shown is None:
        return None
    whole = QRect(0, 0, shown.picture.width(), shown.picture.height())
    named = question.choice_boxes or ((question.target_box,) if question.target_box is not None else ())
    boxes = [(number, box) for number, box in enumerate(named, start=1) if whole.intersects(_rect(box))]
    if not boxes:
        return None
    area = _around([_rect(box) for _, box in boxes], whole)
    picture = shown.picture.copy(area)
    size = QSize(*LARGEST_WH)
    scaled = picture.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(picture.size())
    picture = picture.scaled(
        scaled * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    picture.setDevicePixelRatio(ratio)
    factor = scaled.width() / max(1, area.width())
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for secret in shown.secrets:
        painter.fillRect(_placed(secret, area, factor), SECRET)
    for number, box in boxes:
        _mark(painter, _placed(box, area, factor), number if question.choice_boxes else 0, tones)
    painter.setPen(QPen(tones.line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(0.5, 0.5, scaled.width() - 1, scaled.height() - 1))
    painter.end()
    return picture


def _around(rects: Sequence[QRect], whole: QRect) -> QRect:
    area = rects[0]
    for rect in rects[1:]:
        area = area.united(rect)
    across, down = AROUND_XY
    area = area.adjusted(-across, -down, across, down)
    wider, higher = max(0, LEAST_WH[0] - area.width()), max(0, LEAST_WH[1] - area.height())
    return area.adjusted(-wider // 2, -higher // 2, wider // 2, higher // 2).intersected(whole)


def _mark(painter: QPainter, place: QRectF, number: int, tones: Tones) -> None:
    painter.setPen(QPen(tones.accent, 2))
    painter.setBrush(tinted(tones.accent, 0.12))
    painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 4, 4)
    if not number:
        return
    spot = QRectF(0, 0, 18, 18)
    spot.moveCenter(QPointF(place.left() - 3, place.top() - 3))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tones.accent)
    painter.drawEllipse(spot)
    painter.setPen(tones.on_accent)
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(number))


def _rect(box: Box) -> QRect:
    return QRect(box.left, box.top, box.width, box.height)


def _placed(box: Box, area: QRect, factor: float) -> QRectF:
    return QRectF(
        (box.left - area.left()) * factor, (box.top - area.top()) * factor, box.width * factor, box.height * factor
    )
