"""What a window of Qt widgets shows, told by the widgets: controls, drawings, lines of text."""

from collections.abc import Iterator

from PySide6 import QtCore, QtWidgets

from grounding.geometry import Box
from grounding.screen import Role
from grounding.training.render.cover import FAINTEST_SHARE, KEPT_SHARE, Truth
from grounding.training.render.qt.controls import Control, controls_of
from grounding.training.render.qt.recorder import DrawnPicture, DrawnText, Recorder
from grounding.training.render.sample import Labelled, TextLine

LARGEST_ICON = 72
WIDEST_SPACE = 1.1
"""In line heights: words further apart belong to two lines."""


def truth_of(window: QtWidgets.QWidget, recorder: Recorder, ratio: float) -> Truth:
    """Of one top-level window, from its own corner, in device pixels."""
    truth = Truth()
    for widget in (window, *window.findChildren(QtWidgets.QWidget)):
        if not widget.isVisible() or widget.window() is not window or not widget.width() or not widget.height():
            continue
        region = widget.visibleRegion().boundingRect() if widget is not window else widget.rect()
        if region.isEmpty():
            continue
        texts, pictures = recorder.record(widget)
        place = _Place(widget, window, region, ratio)
        controls = list(controls_of(widget, bool(texts), pictures))
        for control in controls:
            place.control(truth, control)
        for line in lines_of(texts, [control.area for control in controls]):
            place.line(truth, line)
        for picture in pictures:
            if _is_icon(widget, picture):
                place.control(truth, Control(role=Role.IMAGE, area=picture.ink))
    return truth


class _Place:
    """Where a widget's own coordinates lie in the window, and what of the widget is in sight."""

    def __init__(
        self, widget: QtWidgets.QWidget, window: QtWidgets.QWidget, region: QtCore.QRect, ratio: float
    ) -> None:
        corner = widget.mapTo(window, QtCore.QPoint(0, 0)) if widget is not window else QtCore.QPoint(0, 0)
        self._corner = QtCore.QPointF(corner)
        self._region = QtCore.QRectF(region)
        self._ratio = ratio

    def control(self, truth: Truth, control: Control) -> None:
        share, box = self._seen(control.area)
        if share < FAINTEST_SHARE or min(box.width, box.height) < 2:
            return
        if control.role is None or (share < KEPT_SHARE and not control.large):
            if not control.large:
                truth.ignore.append(box)
        else:
            truth.elements.append(Labelled(box=box, role=control.role, state=control.state, text=control.text.strip()))

    def line(self, truth: Truth, line: DrawnText) -> None:
        share, box = self._seen(line.ink)
        if share < FAINTEST_SHARE or min(box.width, box.height) < 1:
            return
        if share < KEPT_SHARE:
            truth.ignore.append(box)
        else:
            truth.lines.append(TextLine(box=box, text=line.text.strip()))

    def _seen(self, area: QtCore.QRectF) -> tuple[float, Box]:
        shown = area.intersected(self._region)
        whole = area.width() * area.height()
        share = shown.width() * shown.height() / whole if whole > 0 else 0.0
        placed = shown.translated(self._corner)
        sides = (placed.left(), placed.top(), placed.right(), placed.bottom())
        left, top, right, bottom = (side * self._ratio for side in sides)
        return share, Box(int(left + 0.01), int(top + 0.01), -int(-right + 0.01), -int(-bottom + 0.01))


def lines_of(texts: list[DrawnText], areas: list[QtCore.QRectF]) -> Iterator[DrawnText]:
    """Pieces that stand close to each other on one base line, in the same control, are one line: fonts and underlines
    change within lines."""

    def home(text: DrawnText) -> int:
        around = [index for index, area in enumerate(areas) if area.contains(text.advance.center())]
        return min(around, key=lambda index: areas[index].width() * areas[index].height(), default=-1)

    rest = sorted(texts, key=lambda text: (round(text.advance.bottom() / 2), text.advance.left()))
    line: DrawnText | None = None
    for text in rest:
        if line is not None and _continues(line, text) and home(line) == home(text):
            gap = text.advance.left() - line.advance.right()
            space = " " if gap > 0.15 * line.advance.height() else ""
            line = DrawnText(
                text=line.text + space + text.text,
                ink=line.ink.united(text.ink),
                advance=line.advance.united(text.advance),
            )
        else:
            if line is not None:
                yield line
            line = text
    if line is not None:
        yield line


def _continues(line: DrawnText, text: DrawnText) -> bool:
    height = line.advance.height()
    gap = text.advance.left() - line.advance.right()
    level = abs(text.advance.center().y() - line.advance.center().y()) < 0.35 * height
    return level and -0.3 * height < gap < 0.45 * height * (WIDEST_SPACE if gap > 0 else 1)


def _is_icon(widget: QtWidgets.QWidget, picture: DrawnPicture) -> bool:
    """Not what styles keep as pictures: whole frames, grooves, handles."""
    if isinstance(widget, QtWidgets.QSlider | QtWidgets.QScrollBar | QtWidgets.QProgressBar | QtWidgets.QDial):
        return False
    whole = picture.whole
    if abs(whole.width() - widget.width()) < 2 and abs(whole.height() - widget.height()) < 2:
        return isinstance(widget, QtWidgets.QLabel)
    if isinstance(widget, QtWidgets.QLabel):
        return True
    if isinstance(widget, QtWidgets.QCheckBox | QtWidgets.QRadioButton | QtWidgets.QGroupBox):
        return False
    ink = picture.ink
    return not picture.opaque and 3 <= ink.height() <= LARGEST_ICON and 3 <= ink.width() <= LARGEST_ICON
