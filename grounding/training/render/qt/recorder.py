"""A paint device that notes what is drawn on it: texts and pictures, with their places."""

from dataclasses import dataclass

import numpy as np
from PySide6 import QtCore, QtGui, QtWidgets

FAINTEST = 32
"""Alpha of 255 that can be seen."""


@dataclass(frozen=True, kw_only=True)
class DrawnText:
    """ink: around the glyphs; advance: where the pen went, over the line's whole height. Logical pixels."""

    text: str
    ink: QtCore.QRectF
    advance: QtCore.QRectF


@dataclass(frozen=True, kw_only=True)
class DrawnPicture:
    """A pixmap, with the rectangle of its pixels that are not transparent. Logical pixels."""

    whole: QtCore.QRectF
    ink: QtCore.QRectF
    opaque: bool


class _Engine(QtGui.QPaintEngine):
    def __init__(self) -> None:
        super().__init__(QtGui.QPaintEngine.PaintEngineFeature.AllFeatures)
        self.texts: list[DrawnText] = []
        self.pictures: list[DrawnPicture] = []

    def begin(self, device: QtGui.QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QtGui.QPaintEngine.Type:
        return QtGui.QPaintEngine.Type.User

    def updateState(self, state: object) -> None:  # noqa: N802
        pass

    def drawTextItem(self, point: QtCore.QPointF, item: QtGui.QTextItem) -> None:  # noqa: N802
        text = item.text()
        if not text.strip() or self.painter().pen().color().alpha() < 60:
            return
        ink = QtGui.QFontMetricsF(item.font()).tightBoundingRect(text).translated(point)
        advance = QtCore.QRectF(point.x(), point.y() - item.ascent(), item.width(), item.ascent() + item.descent())
        self.texts.append(DrawnText(text=text, ink=self._placed(ink), advance=self._placed(advance)))

    def drawPixmap(self, target: QtCore.QRectF, pixmap: QtGui.QPixmap, source: QtCore.QRectF) -> None:  # noqa: N802
        image = pixmap.toImage()
        self._note(target, image)

    def drawImage(self, target: QtCore.QRectF, image: QtGui.QImage, source: QtCore.QRectF, flags: object) -> None:  # noqa: N802
        self._note(target, image)

    def _note(self, target: QtCore.QRectF, image: QtGui.QImage) -> None:
        if image.isNull():
            return
        around = drawn_part(image)
        if around.isEmpty():
            return
        across, down = target.width() / image.width(), target.height() / image.height()
        ink = QtCore.QRectF(
            target.x() + around.x() * across,
            target.y() + around.y() * down,
            around.width() * across,
            around.height() * down,
        )
        opaque = not image.hasAlphaChannel()
        self.pictures.append(DrawnPicture(whole=self._placed(target), ink=self._placed(ink), opaque=opaque))

    def _placed(self, rectangle: QtCore.QRectF) -> QtCore.QRectF:
        """In the device's pixels, without what the painter clips off."""
        painter = self.painter()
        if painter.hasClipping():
            rectangle = rectangle.intersected(painter.clipBoundingRect())
        return painter.combinedTransform().mapRect(rectangle)

    def drawPath(self, path: object) -> None:  # noqa: N802
        pass

    def drawPolygon(self, *shape: object) -> None:  # noqa: N802
        pass

    def drawRects(self, *shape: object) -> None:  # noqa: N802
        pass

    def drawLines(self, *shape: object) -> None:  # noqa: N802
        pass

    def drawEllipse(self, *shape: object) -> None:  # noqa: N802
        pass

    def drawPoints(self, *shape: object) -> None:  # noqa: N802
        pass

    def drawTiledPixmap(self, *shape: object) -> None:  # noqa: N802
        pass


def drawn_part(image: QtGui.QImage) -> QtCore.QRect:
    """Around the pixels that are not (almost) transparent."""
    alpha = image.convertToFormat(QtGui.QImage.Format.Format_Alpha8)
    rows = np.frombuffer(alpha.constBits(), dtype=np.uint8).reshape(alpha.height(), alpha.bytesPerLine())
    shown = rows[:, : alpha.width()] > FAINTEST
    across, down = np.flatnonzero(shown.any(axis=0)), np.flatnonzero(shown.any(axis=1))
    if not len(across):
        return QtCore.QRect()
    return QtCore.QRect(QtCore.QPoint(int(across[0]), int(down[0])), QtCore.QPoint(int(across[-1]), int(down[-1])))


class Recorder(QtGui.QPaintDevice):
    """Widgets are rendered onto it one at a time; it is never seen."""

    def __init__(self) -> None:
        super().__init__()
        self._engine = _Engine()

    def record(self, widget: QtWidgets.QWidget) -> tuple[list[DrawnText], list[DrawnPicture]]:
        """What the widget itself draws, without its children, from its own corner."""
        self._engine.texts, self._engine.pictures = [], []
        widget.render(self, QtCore.QPoint(0, 0), QtGui.QRegion(), QtWidgets.QWidget.RenderFlag(0))
        return self._engine.texts, self._engine.pictures

    def paintEngine(self) -> QtGui.QPaintEngine:  # noqa: N802
        return self._engine

    def metric(self, metric: QtGui.QPaintDevice.PaintDeviceMetric) -> int:
        match metric.name:
            case "PdmWidth" | "PdmHeight":
                return 8192
            case "PdmDpiX" | "PdmDpiY" | "PdmPhysicalDpiX" | "PdmPhysicalDpiY":
                return 96
            case "PdmDepth":
                return 32
            case "PdmNumColors":
                return 1 << 24
            case "PdmWidthMM" | "PdmHeightMM":
                return 2167
            case "PdmDevicePixelRatioScaled":
                return 1 << 16
            case _:
                return 1
