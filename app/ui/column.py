"""Widgets below one another that are scrolled when they are higher than their place, and only then."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class _Inside(QWidget):
    def minimumSizeHint(self) -> QSize:
        """None of its own: text that wraps is as high as its width makes it, and only a layout knows that width."""
        return QSize(0, 0)


class ScrolledColumn(QScrollArea):
    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = _Inside()
        self.column = QVBoxLayout(self.inside)
        self.setWidget(self.inside)

    @property
    def needed(self) -> int:
        """The height that shows all of it at the present width; negative while there is nothing in it."""
        return self.column.heightForWidth(self.viewport().width())
