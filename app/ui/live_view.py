"""The live picture: the newest screenshot with the elements that were found and the target drawn on it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from grounding.geometry import Box, Point
from grounding.screen import Screenshot
from planner.records import Seen

_ELEMENT = QColor(70, 130, 220, 110)
_TARGET = QColor(230, 80, 20)


class LiveView(QWidget):
    """Shows the whole picture, scaled to fit, never distorted."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: QPixmap | None = None
        self._boxes: tuple[tuple[Box, str, str], ...] = ()
        self._target: Box | None = None
        self._point: Point | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(320, 220))
        self.setAccessibleName("Live picture")

    def show_seen(self, seen: Seen) -> None:
        self._picture = _pixmap(seen.screenshot)
        self._boxes = seen.boxes
        self._target = seen.target.element.box if seen.target else None
        self._point = seen.target.point if seen.target else None
        self.update()

    def show_picture(self, screenshot: Screenshot) -> None:
        self._picture = _pixmap(screenshot)
        self._boxes, self._target, self._point = (), None, None
        self.update()

    def clear(self) -> None:
        self._picture = None
        self._boxes, self._target, self._point = (), None, None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self.palette().alternateBase())
        if self._picture is None:
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "What Deskhand sees appears here.")
            return
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )
        painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        factor = size.width() / self._picture.width()
        painter.setPen(QPen(_ELEMENT, 1))
        for box, _, _ in self._boxes:
            painter.drawRect(_scaled(box, factor, place.topLeft()))
        if self._target is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(_TARGET, 3))
            painter.drawRoundedRect(_scaled(self._target, factor, place.topLeft()).adjusted(-3, -3, 3, 3), 4, 4)
        if self._point is not None:
            painter.setBrush(_TARGET)
            at = QPointF(self._point.x * factor, self._point.y * factor)
            painter.drawEllipse(place.topLeft() + at, 4, 4)


def _pixmap(screenshot: Screenshot) -> QPixmap:
    height, width, _ = screenshot.pixels.shape
    data = screenshot.pixels.tobytes()
    return QPixmap.fromImage(QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888))


def _scaled(box: Box, factor: float, origin: QPointF) -> QRectF:
    return QRectF(
        origin.x() + box.left * factor, origin.y() + box.top * factor, box.width * factor, box.height * factor
    )
