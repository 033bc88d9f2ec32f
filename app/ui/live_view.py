"""The live picture: the newest screenshot with the elements that were found, their labels and the target drawn on it.

A label that finds no free place is not drawn; resting the pointer on a box tells what it would say.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.labels import Label, labels_of, said_of
from app.ui.ghosts import Ghost, paint_ghosts
from app.ui.label_layer import Written, paint_written, scaled, told_at, written_at
from app.ui.picking import element_at, paint_hovered
from app.ui.tones import tones_of
from grounding.geometry import Box, Point
from grounding.screen import Element, ParsedScreen, Screenshot, Target
from planner.records import Seen, StepRecord

TARGET = QColor(240, 84, 20)
SECRET = QColor(60, 60, 60)
ROUND = 8


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A picture with what is drawn over it. secrets: painted out. ghosts: of a rehearsal, instead of labels.

    elements: what can be picked.
    """

    screenshot: Screenshot
    picture: QPixmap
    labels: tuple[Label, ...] = ()
    target: Target | None = None
    secrets: tuple[Box, ...] = ()
    ghosts: tuple[Ghost, ...] = ()
    elements: tuple[Element, ...] = ()

    @property
    def screen(self) -> ParsedScreen:
        return ParsedScreen(screenshot=self.screenshot, elements=self.elements)


class LiveView(QWidget):
    """Shows the whole picture, scaled to fit, never distorted; the largest is its own size."""

    picked = Signal(object, object)  # an element, and the screen that it is on

    def __init__(self) -> None:
        super().__init__()
        self._picks = False
        self._hovered: Element | None = None
        self._shown: Shown | None = None
        self._scaled: QPixmap | None = None
        self._written: tuple[float, tuple[Written, ...]] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(320, 200))
        self.setAccessibleName("Live picture")

    @property
    def shown(self) -> Shown | None:
        return self._shown

    def show_seen(self, seen: Seen) -> None:
        labels = labels_of(seen.elements)
        self._take(_shown(seen.screenshot, labels=labels, target=seen.target, elements=seen.elements))

    def show_after(self, record: StepRecord) -> None:
        """What a step came to; where it had a secret, that is painted out."""
        if record.after is not None:
            self._take(_shown(record.after, secrets=record.secret_boxes))

    def show_rehearsed(self, screen: ParsedScreen, ghosts: tuple[Ghost, ...]) -> None:
        same = self._shown is not None and self._shown.screenshot is screen.screenshot
        shown = self._shown if same and self._shown is not None else _shown(screen.screenshot)
        shown = replace(shown, elements=screen.elements)
        self._take(replace(shown, ghosts=ghosts))

    def clear(self) -> None:
        self._take(None)

    def _take(self, shown: Shown | None) -> None:
        self._shown, self._scaled, self._written = shown, None, None
        self.update()

    def pick(self, picks: bool) -> bool:
        """Whether an element is to be clicked now; not where no picture with elements is shown."""
        self._picks = picks and self._shown is not None and bool(self._shown.elements)
        self._hovered = None
        self.setMouseTracking(self._picks)
        self.setCursor(Qt.CursorShape.CrossCursor if self._picks else Qt.CursorShape.ArrowCursor)
        self.update()
        return self._picks

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._picks:
            self._hovered = self._element_at(event.position())
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        element = self._element_at(event.position()) if self._picks else None
        if element is not None and self._shown is not None:
            screen = self._shown.screen
            self.pick(False)
            self.picked.emit(element, screen)

    def _element_at(self, position: QPointF) -> Element | None:
        if self._shown is None:
            return None
        place = self.place()
        there = (position - place.topLeft()) / max(place.width() / max(1, self._shown.picture.width()), 1e-6)
        return element_at(self._shown.screen, Point(int(there.x()), int(there.y())))

    def place(self) -> QRectF:
        """Where in the widget the picture lies."""
        if self._shown is None:
            return QRectF()
        whole = self._shown.picture.size()
        size = whole.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio).boundedTo(whole)
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    def told_at(self, position: QPointF) -> str:
        """What the box there says, in a tooltip's markup; empty where there is none."""
        if self._shown is None:
            return ""
        place = self.place()
        factor = place.width() / max(1, self._shown.picture.width())
        there = (position - place.topLeft()) / max(factor, 1e-6)
        return told_at(self._shown.labels, Point(int(there.x()), int(there.y())))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.told_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

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
            painter.drawRect(scaled(box, factor, place.topLeft()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for label in shown.labels:
            painter.setPen(QPen(QColor(label.colour), 1))
            painter.drawRoundedRect(scaled(label.box, factor, place.topLeft()).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        paint_written(painter, self._labels_at(factor, shown), place.topLeft())
        painter.restore()
        painter.setPen(QPen(tones_of(self.palette()).line, 1))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
        paint_ghosts(painter, shown.ghosts, factor, place)
        if self._hovered is not None:
            paint_hovered(painter, self._hovered, factor, place)
        if shown.target is not None:
            self._paint_target(painter, shown.target, factor, place)

    def _labels_at(self, factor: float, shown: Shown) -> tuple[Written, ...]:
        """Placed once for each size, not at every paint."""
        if self._written is None or self._written[0] != factor:
            self._written = factor, written_at(shown.labels, shown.screenshot.pixels, factor)
        return self._written[1]

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
        box = scaled(target.element.box, factor, place.topLeft()).adjusted(-3, -3, 3, 3)
        painter.setPen(QPen(TARGET, 2.5))
        painter.drawRoundedRect(box, 5, 5)
        point = place.topLeft() + QPointF(target.point.x * factor, target.point.y * factor)
        painter.setPen(QPen(QColor("white"), 1.5))
        painter.setBrush(TARGET)
        painter.drawEllipse(point, 4.5, 4.5)
        self._paint_tag(painter, said_of(target.element), box, place)

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


def _shown(
    screenshot: Screenshot,
    *,
    labels: tuple[Label, ...] = (),
    target: Target | None = None,
    secrets: tuple[Box, ...] = (),
    elements: tuple[Element, ...] = (),
) -> Shown:
    return Shown(
        screenshot=screenshot,
        picture=_pixmap(screenshot),
        labels=labels,
        target=target,
        secrets=secrets,
        elements=elements,
    )


def _pixmap(screenshot: Screenshot) -> QPixmap:
    height, width, _ = screenshot.pixels.shape
    data = screenshot.pixels.tobytes()
    return QPixmap.fromImage(QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888))
