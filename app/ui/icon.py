"""Deskhand's sign: a pointer on a round-cornered square, painted at any size."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPolygonF

from app.ui.tones import LIGHT

_POINTER = (
    (0.34, 0.2), (0.34, 0.74), (0.465, 0.63), (0.55, 0.82), (0.64, 0.78), (0.555, 0.595), (0.72, 0.58),
)  # fmt: skip


def window_icon(size: int = 128) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(LIGHT.accent)
    edge = size * 0.04
    painter.drawRoundedRect(QRectF(edge, edge, size - 2 * edge, size - 2 * edge), size * 0.2, size * 0.2)
    painter.setBrush(QColor("white"))
    painter.drawPolygon(QPolygonF([QPointF(x * size, y * size) for x, y in _POINTER]))
    painter.end()
    return picture
