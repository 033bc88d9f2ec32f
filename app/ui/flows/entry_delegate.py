"""How a flow stands in the list: its name, and below it one line of what it does or of what is wrong with it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.flows.values import Entry
from app.ui.tones import tinted, tones_of

PADDING = 8
_GAP = 3
Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = 2 if _said(_entry(index)) else 1
        return QSize(0, 2 * PADDING + lines * option.fontMetrics.height() + (lines - 1) * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, tones = _entry(index), tones_of(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(3, 1, -3, -1)
        chosen = bool(option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus))
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tinted(tones.accent, 0.16 if chosen else 0.07))
            painter.drawRoundedRect(area, 6, 6)
        line = option.rect.adjusted(PADDING + 2, PADDING, -PADDING, -PADDING)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setPen(option.palette.text().color())
        _draw(painter, bold, line, entry.name)
        painter.setPen(tones.bad if entry.problem else tones.quiet)
        below = line.translated(0, option.fontMetrics.height() + _GAP)
        _draw(painter, option.font, below, _said(entry))
        painter.restore()


def _draw(painter: QPainter, font: QFont, line: QRect, words: str) -> None:
    """On one line; what does not fit is told by the tooltip."""
    painter.setFont(font)
    room = QFontMetrics(font)
    area = QRect(line.left(), line.top(), line.width(), room.height())
    painter.drawText(
        area, Qt.AlignmentFlag.AlignVCenter, room.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
    )


def _said(entry: Entry) -> str:
    return " ".join((entry.problem or entry.description).split())


def _entry(index: Index) -> Entry:
    entry = index.data(Qt.ItemDataRole.UserRole)
    assert isinstance(entry, Entry)
    return entry
