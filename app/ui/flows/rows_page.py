"""A run over a table: each row with what came of it, as it comes, and how far it is."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QProgressBar, QPushButton, QTableView, QVBoxLayout, QWidget

from app.ui.flows.rows_model import RowsModel
from app.ui.flows.values import MOST_COUNTED, RowBegins, RowCame, RowsBegin
from app.ui.marks import Mark, mark_icon
from app.ui.step_list import heading_label, plain_label
from app.ui.tones import tones_of


class RowsPage(QWidget):
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = QPushButton("‹ Flow")
        self.back.setProperty("part", "back")
        self.back.setAccessibleName("Back to the flow")
        self.back.clicked.connect(self.back_wanted)
        heading = heading_label("Over a table")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(heading, 1)
        self.model = RowsModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setProperty("part", "card")
        self.table.setAccessibleName("Rows and their results")
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().setVisible(False)
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Rows done")
        self.state = plain_label("")
        self.open = QPushButton("Open the results")
        self.open.setToolTip("The file, in the program that you use for tables")
        self.open.clicked.connect(self._open)
        self._results: Path | None = None
        self._total = 0
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.progress)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def begin(self, begins: RowsBegin) -> None:
        tones = tones_of(self.palette())
        self.model.begin(begins.columns, {mark: mark_icon(mark, tones) for mark in Mark})
        for column, width in enumerate((48, 120, 170)):
            self.table.setColumnWidth(column, width)
        self._results, self._total = begins.results, begins.total
        known = 0 < begins.total < MOST_COUNTED
        self.progress.setRange(0, begins.total if known else 0)  # (0, 0): how long it takes is not known
        self.progress.setValue(begins.done)
        self.progress.setFormat("%v of %m rows")
        self.state.setText(f"Results go to {begins.results.name}.")

    def row_begins(self, begins: RowBegins) -> None:
        self.model.put(RowCame(number=begins.number, cells=begins.cells, result="running", reason=""))
        self.table.scrollToBottom()

    def row_came(self, came: RowCame) -> None:
        self.model.put(came)
        self.table.scrollToBottom()
        if self.progress.maximum():
            self.progress.setValue(came.number)

    def end(self, sentence: str) -> None:
        if not self.progress.maximum():
            self.progress.setRange(0, 1)
            self.progress.setValue(1)
        self.state.setText(f"{sentence} Results are in {self._results.name}." if self._results else sentence)

    def _open(self) -> None:
        if self._results is None:
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._results))):
            self.state.setText(f"The results lie in {self._results}")
