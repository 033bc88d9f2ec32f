"""Picking: the element of a picture that is under the pointer, lit up, and given when it is clicked."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.ui.label_layer import scaled
from app.ui.tones import DARK, LIGHT, tinted
from grounding.geometry import Point
from grounding.screen import Element, ParsedScreen, Role

_TOO_LARGE = 0.5
"""An element that covers more of the picture is what others lie in."""
_BARE = frozenset({Role.TEXT, Role.LABEL})


def element_at(screen: ParsedScreen, point: Point) -> Element | None:
    """The smallest there; a control is taken before the words that stand on it."""
    whole = screen.screenshot.box.area
    there = [one for one in screen.elements if one.box.contains(point) and one.box.area <= _TOO_LARGE * whole]
    return min(there, key=lambda one: (one.role in _BARE, one.box.area), default=None)


def paint_hovered(painter: QPainter, element: Element, factor: float, place: QRectF) -> None:
    painter.setPen(QPen(LIGHT.accent, 2.5))
    painter.setBrush(tinted(DARK.accent, 0.35))
    painter.drawRoundedRect(scaled(element.box, factor, place.topLeft()).adjusted(-2, -2, 2, 2), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
