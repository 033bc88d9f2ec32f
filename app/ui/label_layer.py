"""The labels over the live picture: where they stand at the size that it is shown in, and painting them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.labels import Label
from app.placing import Wish, places_of
from grounding.geometry import Box, Point
from grounding.screen import Pixels

LETTERS = 9
GROUND = 215
"""How opaque a label's ground is, of 255."""
PADDING = 2


@dataclass(frozen=True, kw_only=True)
class Written:
    """area: in pixels of the shown picture, from its corner."""

    text: str
    colour: QColor
    area: QRectF


def label_font() -> QFont:
    font = QFont()
    font.setPixelSize(LETTERS)
    return font


def written_at(labels: Sequence[Label], pixels: Pixels, factor: float) -> tuple[Written, ...]:
    """The labels that find a free place. factor: shown pixels for each of the screenshot's."""
    metrics = QFontMetricsF(label_font())
    height = metrics.height()

    def size_of(words: str) -> tuple[int, int]:
        return round((metrics.horizontalAdvance(words) + 2 * PADDING) / factor), max(1, round(height / factor))

    wishes = [Wish(box=label.box, sizes=(size_of(label.text), size_of(label.short))) for label in labels]
    return tuple(
        Written(
            text=(label.text, label.short)[place.wording],
            colour=QColor(label.colour),
            area=scaled(place.box, factor, QPointF(0, 0)),
        )
        for label, place in zip(labels, places_of(wishes, pixels), strict=True)
        if place.is_free
    )


def paint_written(painter: QPainter, written: Sequence[Written], origin: QPointF) -> None:
    painter.save()
    painter.setFont(label_font())
    for one in written:
        area = one.area.translated(origin)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(one.colour.red(), one.colour.green(), one.colour.blue(), GROUND))
        painter.drawRect(area)
        painter.setPen(QColor("white"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, one.text)
    painter.restore()


def told_at(labels: Sequence[Label], point: Point) -> str:
    """What the smallest box there says, as the markup that a tooltip takes, so that none of its text can be markup."""
    there = [label for label in labels if label.box.contains(point)]
    return f"<span>{escape(min(there, key=lambda label: label.box.area).text)}</span>" if there else ""


def scaled(box: Box, factor: float, origin: QPointF) -> QRectF:
    return QRectF(
        origin.x() + box.left * factor, origin.y() + box.top * factor, box.width * factor, box.height * factor
    )
