"""The rows of a run over a table, as Qt's tables take them."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from app.ui.flows.values import RowCame
from app.ui.marks import Mark, mark_of_outcome

MOST_SHOWN = 5_000
_FIRST = ("Row", "Result", "Why")
Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """The newest `MOST_SHOWN` rows; the file has them all."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[str, ...] = ()
        self._rows: list[RowCame] = []
        self._icons: dict[Mark, QIcon] = {}

    def begin(self, columns: tuple[str, ...], icons: dict[Mark, QIcon]) -> None:
        self.beginResetModel()
        self._columns, self._rows, self._icons = columns, [], icons
        self.endResetModel()

    def put(self, row: RowCame) -> None:
        """In the place of the row of that number, which is the last one, or after all."""
        if self._rows and self._rows[-1].number == row.number:
            self._rows[-1] = row
            last = len(self._rows) - 1
            self.dataChanged.emit(self.index(last, 0), self.index(last, self.columnCount() - 1))
            return
        if len(self._rows) >= MOST_SHOWN:
            self.beginRemoveRows(QModelIndex(), 0, 0)
            self._rows.pop(0)
            self.endRemoveRows()
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows))
        self._rows.append(row)
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_FIRST) + len(self._columns)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (*_FIRST, *self._columns)[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        texts = (str(row.number), row.result, row.reason, *row.cells)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return texts[index.column()] if index.column() < len(texts) else ""
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            return self._icons.get(mark_of_outcome(row.result))
        return None
