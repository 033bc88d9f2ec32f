"""Ghost pointers of a rehearsal: where each step would act, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.ui.label_layer import scaled
from grounding.screen import Target

SURE = QColor(24, 106, 52)
DOUBTED = QColor(133, 87, 0)
_ARROW = ((0, 0), (0, 15), (3.6, 11.4), (6, 17), (8.4, 16), (6, 10.6), (10.8, 10.6))
_SURE_FROM = 0.6


@dataclass(frozen=True, kw_only=True)
class Ghost:
    """number: of the step, as its row shows it."""

    number: int
    target: Target

    @property
    def words(self) -> str:
        return f"{self.number} · {self.target.score:.0%}"


def paint_ghosts(painter: QPainter, ghosts: Sequence[Ghost], factor: float, place: QRectF) -> None:
    """place: where the picture lies. Steps at one point share a tag."""
    taken: list[QRectF] = []
    for point in dict.fromkeys(ghost.target.point for ghost in ghosts):
        here = [ghost for ghost in ghosts if ghost.target.point == point]
        target = here[0].target
        sure = min(ghost.target.score for ghost in here) >= _SURE_FROM
        colour = SURE if sure else DOUBTED
        box = scaled(target.element.box, factor, place.topLeft()).adjusted(-2, -2, 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine))
        painter.drawRoundedRect(box, 4, 4)
        _paint_arrow(painter, place.topLeft() + QPointF(point.x * factor, point.y * factor))
        words = ", ".join(dict.fromkeys(ghost.words for ghost in here))
        taken.append(_paint_tag(painter, words, box, place, colour, taken))


def _paint_arrow(painter: QPainter, at: QPointF) -> None:
    painter.setPen(QPen(QColor("white"), 1.2))
    painter.setBrush(QColor(20, 20, 20, 200))
    painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in _ARROW]))


def _paint_tag(
    painter: QPainter, words: str, box: QRectF, place: QRectF, colour: QColor, taken: Sequence[QRectF]
) -> QRectF:
    """Where it stands: beside the box where there is room, never over another tag as long as there is a choice."""
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    room = painter.fontMetrics()
    size = QSize(room.horizontalAdvance(words) + 12, room.height() + 4)
    corners = (
        QPointF(box.right() + 3, box.center().y() - size.height() / 2),
        QPointF(box.left() - 3 - size.width(), box.center().y() - size.height() / 2),
        QPointF(box.left(), box.bottom() + 2),
        QPointF(box.left(), box.top() - 2 - size.height()),
    )
    areas = [QRectF(corner.x(), corner.y(), size.width(), size.height()) for corner in corners]
    free = [area for area in areas if place.contains(area) and not any(area.intersects(other) for other in taken)]
    inside = [area for area in areas if place.contains(area)]
    area = (free or inside or areas)[0]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(area, 4, 4)
    painter.setPen(QColor("white"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
    return area
