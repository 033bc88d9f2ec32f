"""Drawings from the icon themes that are installed, as Qt's icons."""

import os
from functools import lru_cache
from pathlib import Path
from random import Random

from PySide6 import QtCore, QtGui, QtSvg

from grounding.training.render.qt.recorder import drawn_part

THEMES = Path("/usr/share/icons")
_SMALL = frozenset({"16", "16x16", "22", "22x22", "24", "24x24", "symbolic", "32", "32x32", "scalable", "48", "48x48"})
_KINDS = frozenset(
    {"actions", "apps", "categories", "devices", "places", "status", "mimetypes", "emblems", "legacy", "ui"}
)
LEAST_IN_A_THEME = 80
LARGEST_BLOW_UP = 2


def themes() -> list[Path]:
    """In a fixed order; not all of them hold drawings."""
    return sorted(path for path in THEMES.iterdir() if path.is_dir()) if THEMES.exists() else []


@lru_cache(maxsize=32)
def drawings(theme: Path) -> tuple[Path, ...]:
    """SVG, or PNG where there are none, in a fixed order; none when there are only a few."""
    for ending in (".svg", ".png"):
        found: list[Path] = []
        for folder, inner, names in os.walk(theme):
            inner.sort()
            parts = set(Path(folder).parts)
            if _KINDS & parts and _SMALL & parts:
                found += [Path(folder, name) for name in sorted(names) if name.endswith(ending)]
        if len(found) >= LEAST_IN_A_THEME:
            return tuple(found)
    return ()


class Icons:
    """Of one theme and, mostly, one kind; drawn for one pixel ratio and one colour of text."""

    def __init__(self, random: Random, *, ratio: float, colour: QtGui.QColor) -> None:
        self._random = random
        self._ratio = ratio
        self._colour = colour
        paths: tuple[Path, ...] = ()
        for theme in random.sample(found := themes(), len(found)):
            if paths := drawings(theme):
                break
        one_colour = [path for path in paths if "symbolic" in path.name or "symbolic" in path.parts]
        if one_colour and random.random() < 0.5:
            paths = tuple(one_colour)
        actions = [path for path in paths if "actions" in path.parts]
        self._actions = actions or list(paths)
        self._all = list(paths)

    def pixmap(self, side: int, *, action: bool = True) -> QtGui.QPixmap:
        """side: logical pixels."""
        for _ in range(6):
            paths = self._actions if action else self._all
            pixmap = _drawn(self._random.choice(paths), round(side * self._ratio)) if paths else None
            if pixmap is not None:
                path, drawn = pixmap
                if self._is_one_colour(path, drawn):
                    drawn = _tinted(drawn, self._colour)
                drawn.setDevicePixelRatio(self._ratio)
                return drawn
        plain = QtGui.QPixmap(side, side)
        plain.fill(self._colour)
        return plain

    def icon(self, side: int = 16, *, action: bool = True) -> QtGui.QIcon:
        return QtGui.QIcon(self.pixmap(side, action=action))

    def _is_one_colour(self, path: Path, pixmap: QtGui.QPixmap) -> bool:
        if "symbolic" in path.name or "symbolic" in path.parts:
            return True
        return "breeze" in str(path) and "actions" in path.parts and pixmap.width() <= 24 * self._ratio


def _drawn(path: Path, side: int) -> tuple[Path, QtGui.QPixmap] | None:
    pixmap = QtGui.QPixmap(side, side)
    pixmap.fill(QtCore.Qt.GlobalColor.transparent)
    painter = QtGui.QPainter(pixmap)
    painter.setRenderHint(QtGui.QPainter.RenderHint.SmoothPixmapTransform)
    if path.suffix == ".svg":
        renderer = QtSvg.QSvgRenderer(str(path))
        if not renderer.isValid():
            painter.end()
            return None
        renderer.render(painter)
    else:
        source = QtGui.QPixmap(str(path))
        if source.width() * LARGEST_BLOW_UP < side:
            painter.end()
            return None
        painter.drawPixmap(pixmap.rect(), source)
    painter.end()
    shown = drawn_part(pixmap.toImage())
    return (path, pixmap) if shown.width() > side // 4 and shown.height() > side // 6 else None


def _tinted(pixmap: QtGui.QPixmap, colour: QtGui.QColor) -> QtGui.QPixmap:
    tinted = QtGui.QPixmap(pixmap)
    painter = QtGui.QPainter(tinted)
    painter.setCompositionMode(QtGui.QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(tinted.rect(), colour)
    painter.end()
    return tinted
