"""The live picture: the newest screenshot with the elements that were found and the target drawn on it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.tones import tones_of
from grounding.geometry import Box
from grounding.screen import Screenshot, Target
from planner.records import Seen, StepRecord

ELEMENT = QColor(64, 132, 255, 150)
TARGET = QColor(240, 84, 20)
SECRET = QColor(60, 60, 60)
ROUND = 8
LONGEST_TAG = 40


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A picture with what is drawn over it. secrets: painted out."""

    picture: QPixmap
    boxes: tuple[Box, ...] = ()
    target: Target | None = None
    secrets: tuple[Box, ...] = ()


class LiveView(QWidget):
    """Shows the whole picture, scaled to fit, never distorted; the largest is its own size."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._scaled: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(320, 200))
        self.setAccessibleName("Live picture")

    @property
    def shown(self) -> Shown | None:
        return self._shown

    def show_seen(self, seen: Seen) -> None:
        boxes = tuple(box for box, _, _ in seen.boxes)
        self._take(Shown(picture=_pixmap(seen.screenshot), boxes=boxes, target=seen.target))

    def show_after(self, record: StepRecord) -> None:
        """What a step came to; where it had a secret, that is painted out."""
        if record.after is not None:
            self._take(Shown(picture=_pixmap(record.after), secrets=record.secret_boxes))

    def clear(self) -> None:
        self._take(None)

    def _take(self, shown: Shown | None) -> None:
        self._shown, self._scaled = shown, None
        self.update()

    def place(self) -> QRectF:
        """Where in the widget the picture lies."""
        if self._shown is None:
            return QRectF()
        whole = self._shown.picture.size()
        size = whole.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio).boundedTo(whole)
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._shown is None:
            self._paint_nothing(painter)
        else:
            self._paint(painter, self._shown)
        painter.end()

    def _paint_nothing(self, painter: QPainter) -> None:
        tones = tones_of(self.palette())
        painter.setPen(QPen(tones.line, 1, Qt.PenStyle.DashLine))
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
        painter.setPen(tones.quiet)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Here you see what Deskhand sees.")

    def _paint(self, painter: QPainter, shown: Shown) -> None:
        place = self.place()
        factor = place.width() / max(1, shown.picture.width())
        painter.save()
        rounded = QPainterPath()
        rounded.addRoundedRect(place, ROUND, ROUND)
        painter.setClipPath(rounded)
        painter.drawPixmap(place.topLeft(), self._at_size(shown.picture, place))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SECRET)
        for box in shown.secrets:
            painter.drawRect(_scaled(box, factor, place.topLeft()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ELEMENT, 1))
        for box in shown.boxes:
            painter.drawRoundedRect(_scaled(box, factor, place.topLeft()), 2, 2)
        painter.restore()
        painter.setPen(QPen(tones_of(self.palette()).line, 1))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
        if shown.target is not None:
            self._paint_target(painter, shown.target, factor, place)

    def _at_size(self, picture: QPixmap, place: QRectF) -> QPixmap:
        """Scaled well once, not at every paint."""
        ratio = self.devicePixelRatioF()
        if self._scaled is None or self._scaled.size() != (place.size() * ratio).toSize():
            self._scaled = picture.scaled(
                (place.size() * ratio).toSize(),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled

    def _paint_target(self, painter: QPainter, target: Target, factor: float, place: QRectF) -> None:
        box = _scaled(target.element.box, factor, place.topLeft()).adjusted(-3, -3, 3, 3)
        painter.setPen(QPen(TARGET, 2.5))
        painter.drawRoundedRect(box, 5, 5)
        point = place.topLeft() + QPointF(target.point.x * factor, target.point.y * factor)
        painter.setPen(QPen(QColor("white"), 1.5))
        painter.setBrush(TARGET)
        painter.drawEllipse(point, 4.5, 4.5)
        self._paint_tag(painter, _tag(target), box, place)

    def _paint_tag(self, painter: QPainter, text: str, box: QRectF, place: QRectF) -> None:
        """Its name, below the target or above it, never outside the picture."""
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        room = painter.fontMetrics()
        size = QSize(room.horizontalAdvance(text) + 14, room.height() + 6)
        top = box.bottom() + 4
        if top + size.height() > place.bottom():
            top = max(place.top(), box.top() - 4 - size.height())
        left = max(place.left() + 2, min(box.left(), place.right() - size.width() - 2))
        tag = QRectF(left, top, size.width(), size.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(TARGET.darker(130))
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(QColor("white"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)


def _tag(target: Target) -> str:
    role = target.element.role.value.replace("_", " ")
    named = " ".join((target.element.text or target.element.hint).split())
    if len(named) > LONGEST_TAG:
        named = f"{named[: LONGEST_TAG - 1]}…"
    return f"{role} “{named}”" if named else role


def _pixmap(screenshot: Screenshot) -> QPixmap:
    height, width, _ = screenshot.pixels.shape
    data = screenshot.pixels.tobytes()
    return QPixmap.fromImage(QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888))


def _scaled(box: Box, factor: float, origin: QPointF) -> QRectF:
    return QRectF(
        origin.x() + box.left * factor, origin.y() + box.top * factor, box.width * factor, box.height * factor
    )
