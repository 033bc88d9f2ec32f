"""One picture: a window, perhaps with an open menu, an open list or a dialog over it, and its truth."""

from random import Random

import numpy as np
from PySide6 import QtCore, QtGui, QtWidgets

from grounding.geometry import Box
from grounding.screen import Pixels, Role
from grounding.training.render.cover import Truth
from grounding.training.render.qt.icons import Icons
from grounding.training.render.qt.parts import Parts
from grounding.training.render.qt.recorder import Recorder
from grounding.training.render.qt.settle import inked
from grounding.training.render.qt.styles import any_look
from grounding.training.render.qt.truth import truth_of
from grounding.training.render.qt.windows import dialog, main_window, settings
from grounding.training.render.sample import Labelled, Sample
from grounding.training.render.words import Words

SIZES = [
    (640, 480),
    (800, 600),
    (800, 600),
    (1024, 768),
    (1024, 768),
    (1100, 700),
    (1280, 720),
    (1280, 800),
    (1366, 768),
    (1600, 1000),
]
LARGEST_WH = (1680, 1050)
"""A window that needs more reaches past the edge of the picture."""


def render(seed: int, recorder: Recorder) -> Sample:
    """The same seed gives the same sample on the same machine. Needs a QApplication."""
    chance = Random(seed)
    words = Words(chance)
    look = any_look(chance, words)
    icons = Icons(chance, ratio=look.ratio, colour=look.foreground)
    parts = Parts(chance, words, icons, look)
    application = QtWidgets.QApplication.instance()
    application.setStyle(look.base)
    application.setPalette(look.palette)
    width, height = chance.choice(SIZES)
    if look.ratio > 1.4 and width < 1000:
        width, height = 1280, 800
    window = chance.choice([main_window, main_window, main_window, settings, settings, dialog])(parts)
    _dress(window, look, words)
    window.resize(round(width / look.ratio), round(height / look.ratio))
    screen = _Screen(window, look.ratio, recorder)
    over = chance.random()
    if over < 0.22:
        screen.open_menu(parts)
    elif over < 0.34:
        screen.open_list(chance)
    elif over < 0.46:
        shown = dialog(parts)
        _dress(shown, look, words)
        screen.put_dialog(shown, chance)
    sample = screen.sample(f"qt/{look.name}", seed)
    screen.close()
    return sample


def _dress(window: QtWidgets.QWidget, look: object, words: Words) -> None:
    window.setPalette(look.palette)
    window.setFont(look.font)
    window.setStyleSheet(look.sheet)
    if words.right_to_left:
        window.setLayoutDirection(QtCore.Qt.LayoutDirection.RightToLeft)


class _Screen:
    """The picture while it is painted, layer by layer."""

    def __init__(self, window: QtWidgets.QWidget, ratio: float, recorder: Recorder) -> None:
        self._ratio, self._recorder, self._window = ratio, recorder, window
        self._extra: list[QtWidgets.QWidget] = []
        window.show()
        _settle()
        window.resize(window.size())
        _settle()
        self._image = QtGui.QImage(
            min(LARGEST_WH[0], round(window.width() * ratio)),
            min(LARGEST_WH[1], round(window.height() * ratio)),
            QtGui.QImage.Format.Format_RGB888,
        )
        self._image.setDevicePixelRatio(ratio)
        self._image.fill(window.palette().color(QtGui.QPalette.ColorRole.Window))
        self._truth = Truth()
        self._paint(window, QtCore.QPoint(0, 0))

    def open_menu(self, parts: Parts) -> None:
        menu = parts.menu(self._window)
        menu.setFont(parts.look.font)
        bars = self._window.findChildren(QtWidgets.QMenuBar)
        entries = bars[0].actions() if bars else []
        if entries and parts.often(0.7):
            at = bars[0].actionGeometry(parts.chance.choice(entries)).bottomLeft()
        else:
            at = QtCore.QPoint(
                parts.chance.randrange(self._window.width()), parts.chance.randrange(self._window.height())
            )
        menu.popup(self._window.mapToGlobal(at))
        _settle()
        open_items = [action for action in menu.actions() if not action.isSeparator()]
        if open_items and parts.often(0.6):
            menu.setActiveAction(parts.chance.choice(open_items))
        self._over(menu, at)

    def open_list(self, chance: Random) -> None:
        combos = [one for one in self._window.findChildren(QtWidgets.QComboBox) if one.isVisible() and one.isEnabled()]
        combos = [one for one in combos if not one.visibleRegion().isEmpty()]
        if not combos:
            return
        combo = chance.choice(combos)
        combo.showPopup()
        _settle()
        popup = combo.view().window()
        if popup is not self._window:
            self._over(popup, self._window.mapFromGlobal(popup.mapToGlobal(QtCore.QPoint(0, 0))))

    def put_dialog(self, shown: QtWidgets.QWidget, chance: Random) -> None:
        shown.show()
        _settle()
        wanted = shown.sizeHint().expandedTo(QtCore.QSize(260, 100))
        shown.resize(wanted.boundedTo(self._window.size() * 0.8))
        _settle()
        room = self._window.size() - shown.size()
        at = QtCore.QPoint(chance.randint(0, max(0, room.width())), chance.randint(0, max(0, room.height())))
        self._over(shown, at)
        box = _box(QtCore.QRect(at, shown.size()), self._ratio)
        self._truth.elements.append(Labelled(box=box.clipped(self._screen()), role=Role.DIALOG))

    def _over(self, widget: QtWidgets.QWidget, at: QtCore.QPoint) -> None:
        self._extra.append(widget)
        room = self._window.size() - widget.size()
        at = QtCore.QPoint(max(0, min(at.x(), room.width())), max(0, min(at.y(), room.height())))
        area = QtCore.QRect(at, widget.size())
        self._truth = self._truth.under([_box(area, self._ratio)])
        painter = QtGui.QPainter(self._image)
        for spread in range(6, 0, -1):
            painter.fillRect(area.adjusted(-spread, -spread + 2, spread, spread + 2), QtGui.QColor(0, 0, 0, 12))
        painter.fillRect(area, widget.palette().color(QtGui.QPalette.ColorRole.Window))
        painter.end()
        self._paint(widget, at)
        painter = QtGui.QPainter(self._image)
        painter.setPen(QtGui.QColor(0, 0, 0, 110))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()

    def _paint(self, widget: QtWidgets.QWidget, at: QtCore.QPoint) -> None:
        painter = QtGui.QPainter(self._image)
        widget.render(painter, at)
        painter.end()
        shift = round(at.x() * self._ratio), round(at.y() * self._ratio)
        self._truth.add(truth_of(widget, self._recorder, self._ratio).moved(*shift))

    def _screen(self) -> Box:
        return Box(0, 0, self._image.width(), self._image.height())

    def sample(self, source: str, seed: int) -> Sample:
        pixels = _pixels(self._image)
        truth = inked(self._truth.within(self._screen()), pixels)
        return Sample(
            pixels=pixels,
            source=source,
            seed=seed,
            elements=tuple(truth.elements),
            lines=tuple(truth.lines),
            ignore=tuple(truth.ignore),
        )

    def close(self) -> None:
        for widget in [*self._extra, self._window]:
            widget.close()
        self._window.deleteLater()
        for widget in self._extra:
            widget.deleteLater()
        _settle()
        QtCore.QCoreApplication.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete)


def _settle() -> None:
    for _ in range(3):
        QtWidgets.QApplication.processEvents()


def _box(area: QtCore.QRect, ratio: float) -> Box:
    return Box(*(round(side * ratio) for side in (area.left(), area.top(), area.right() + 1, area.bottom() + 1)))


def _pixels(image: QtGui.QImage) -> Pixels:
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()
