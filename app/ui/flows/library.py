"""The library: every flow that is known, found by a few letters of its name."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.flows.entry_delegate import EntryDelegate
from app.ui.flows.values import Entry
from app.ui.step_list import plain_label


class Library(QWidget):
    open_wanted = Signal(object)  # the path of a flow
    add_wanted = Signal()
    record_wanted = Signal()
    leave_out_wanted = Signal(object)  # the path of a flow that was added

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search flows")
        self.search.setAccessibleName("Search flows")
        self.search.setClearButtonEnabled(True)
        self.search.setProperty("part", "field")
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._open_first)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("part", "card")
        self.list.setAccessibleName("Flows")
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(lambda at: self._show_menu(self.list.itemAt(at)))
        self.nothing = plain_label("")
        self.nothing.setProperty("part", "quiet")
        self.nothing.setContentsMargins(8, 4, 8, 4)
        self.record = QPushButton("&Record…")
        self.record.setToolTip("Show a chore once; it becomes a flow")
        self.record.clicked.connect(self.record_wanted)
        self.add = QPushButton("&Add…")
        self.add.setToolTip("A flow's file from elsewhere")
        self.add.clicked.connect(self.add_wanted)
        buttons = QHBoxLayout()
        buttons.addWidget(self.record)
        buttons.addWidget(self.add)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)

    def show_entries(self, entries: Sequence[Entry], folder: Path) -> None:
        kept = self._path_of(self.list.currentItem())
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(entry.name)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, entry.problem or entry.description)
            item.setToolTip(f"<span>{escape(entry.problem or str(entry.path))}</span>")
            self.list.addItem(item)
            if entry.path == kept:
                self.list.setCurrentItem(item)
        self._folder = folder
        self._narrow()

    def _narrow(self) -> None:
        words = self.search.text().casefold().split()
        shown = 0
        for item in self._items():
            entry = _entry(item)
            searched = f"{entry.name} {entry.description} {entry.path.name}".casefold()
            item.setHidden(not all(word in searched for word in words))
            shown += not item.isHidden()
        if not self.list.count():
            self.nothing.setText(
                "There are no flows yet. A flow is a chore that is shown or written once and run as often as you like."
                f" Record one, add a file, or put one into {self._folder}."
            )
        else:
            self.nothing.setText("" if shown else "No flow fits these words.")
        self.nothing.setVisible(bool(self.nothing.text()))
        self.list.setVisible(bool(shown))

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _open(self, item: QListWidgetItem) -> None:
        self.open_wanted.emit(_entry(item).path)

    def _open_first(self) -> None:
        first = next((item for item in self._items() if not item.isHidden()), None)
        if first is not None:
            self._open(first)

    def _show_menu(self, item: QListWidgetItem | None) -> None:
        if item is None or not _entry(item).added:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        leave_out = menu.addAction("Take out of the list (the file stays)")
        leave_out.triggered.connect(lambda: self.leave_out_wanted.emit(_entry(item).path))
        menu.popup(self.list.mapToGlobal(self.list.visualItemRect(item).center()))

    def _path_of(self, item: QListWidgetItem | None) -> Path | None:
        return _entry(item).path if item is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow leads from the search into the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            shown = [item for item in self._items() if not item.isHidden()]
            if shown:
                self.list.setFocus()
                self.list.setCurrentItem(shown[0])
            return True
        return super().eventFilter(watched, event)


def _entry(item: QListWidgetItem) -> Entry:
    entry = item.data(Qt.ItemDataRole.UserRole)
    assert isinstance(entry, Entry)
    return entry
