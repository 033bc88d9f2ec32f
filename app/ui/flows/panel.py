"""The tab of flows: the library, one flow, its proposals, a run over a table, a recording; one of them at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit, QStackedWidget

from app.errors import AppError
from app.ui.flows.changing import Changing
from app.ui.flows.library import Library
from app.ui.flows.listening_page import ListeningPage
from app.ui.flows.page import FlowPage
from app.ui.flows.proposals import ProposalPage
from app.ui.flows.record_dialog import RecordDialog
from app.ui.flows.rows_page import RowsPage
from app.ui.flows.table_dialog import TableDialog
from app.ui.flows.values import (
    Allowed,
    Doing,
    Listening,
    Opened,
    RecordingMade,
    Report,
    RowBegins,
    RowCame,
    RowsBegin,
    Shelf,
    Told,
    Wish,
)
from app.ui.marks import Mark, mark_of_outcome
from planner.rehearsing import Rehearsed


class FlowsPanel(QStackedWidget):
    wished = Signal(object)
    stop_wanted = Signal()
    opened = Signal(object)  # a flow that is looked at
    said = Signal(str, object)  # a sentence for the person, with its mark

    def __init__(self, shelf: Shelf, *, place: Callable[[], str]) -> None:
        """place: what the window is set to."""
        super().__init__()
        self._place = place
        self._shelf = shelf
        self._opened: Opened | None = None
        self._is_running = False
        self.dialog: QDialog | None = None
        self.library = Library()
        self.page = FlowPage()
        self.review = ProposalPage()
        self.rows = RowsPage()
        self.listening = ListeningPage()
        for part in (self.library, self.page, self.review, self.rows, self.listening):
            self.addWidget(part)
        self.changing = Changing(
            self.page,
            shelf,
            opened=lambda: None if self._is_running else self._opened,
            read_again=self._show_again,
        )
        self._wire()

    # --- what is asked for from outside ---------------------------------------------------------------------------

    def run(self) -> bool:
        """As its button does, where a flow is in front; whether there is one."""
        is_there = self.currentWidget() is self.page
        if is_there:
            self._wish(Doing.RUN)
        return is_there

    def show_running(self, doing: Doing | None) -> None:
        """None: nothing goes on any more, so what the files hold is read again."""
        self._is_running = doing is not None
        self.page.show_running(self._is_running)
        for button in (self.library.record, self.review.rehearse, self.rows.back):
            button.setEnabled(not self._is_running)
        if doing is Doing.RECORD:
            self.listening.show_opening()
            self.setCurrentWidget(self.listening)
        if doing is None:
            self._read_again()

    def take(self, report: Report) -> None:
        match report:
            case RowsBegin():
                self.rows.begin(report)
                self.setCurrentWidget(self.rows)
            case RowBegins():
                self.rows.row_begins(report)
            case RowCame():
                self.rows.row_came(report)
            case Listening():
                self.listening.show_listening()
            case RecordingMade():
                self._recorded(report)
            case Told(outcome=outcome, sentence=sentence):
                if self.currentWidget() is self.rows:
                    self.rows.end(sentence)
                self.said.emit(sentence, mark_of_outcome(outcome.value))
            case Rehearsed():
                pass  # shown among the steps and on the picture
            case _:
                assert_never(report)

    def open(self, path: Path) -> None:
        if self._carefully(lambda: self._show(self._shelf.open(path))):
            self.setCurrentWidget(self.page)
            self.page.focus_first()
            assert self._opened is not None
            self.opened.emit(self._opened)

    def show_search(self) -> None:
        """For the keyboard: what is looked at stays, else letters find a flow."""
        if self.currentWidget() is self.library:
            self.library.search.setFocus()
        elif self.currentWidget() is self.page:
            self.page.focus_first()

    def show_library(self) -> None:
        self._opened = None
        self._carefully(lambda: self.library.show_entries(self._shelf.entries(), self._shelf.folder))
        self.setCurrentWidget(self.library)
        self.library.search.setFocus()

    # --- within ---------------------------------------------------------------------------------------------------

    def _wire(self) -> None:
        library, page, review = self.library, self.page, self.review
        library.open_wanted.connect(self.open)
        library.add_wanted.connect(self._add)
        library.record_wanted.connect(self._record)
        library.leave_out_wanted.connect(self._leave_out)
        page.back_wanted.connect(self.show_library)
        page.run_wanted.connect(lambda: self._wish(Doing.RUN))
        page.rehearse_wanted.connect(lambda: self._wish(Doing.REHEARSE))
        page.rows_wanted.connect(self._choose_table)
        page.review_wanted.connect(self._review)
        page.form.secret_wanted.connect(self._set_secret)
        self.changing.said.connect(self.said)
        page.again_wanted.connect(self._record_again)
        review.back_wanted.connect(self._back_to_flow)
        review.rehearse_wanted.connect(lambda: self._wish(Doing.REHEARSE))
        review.answered.connect(self._answer)
        self.rows.back_wanted.connect(self._back_to_flow)
        self.listening.stop_wanted.connect(self._end_recording)

    def _show(self, opened: Opened) -> None:
        kept = self.page.form.values() if self._opened is not None and self._opened.path == opened.path else {}
        self._opened = opened
        self.page.show_flow(opened, can_undo=self._shelf.can_undo(opened.path))
        self.page.form.keep(kept)
        self.page.show_running(self._is_running)

    # --- files ----------------------------------------------------------------------------------------------------

    def _show_again(self) -> None:
        if self._opened is not None:
            self._show(self._shelf.open(self._opened.path))

    def _read_again(self) -> None:
        here = self.currentWidget()
        if self._opened is not None and here is not self.library:
            self._carefully(self._show_again)
        elif here is self.library:
            self._carefully(lambda: self.library.show_entries(self._shelf.entries(), self._shelf.folder))
        if here is self.listening:
            self._back_to_flow()

    def _wish(
        self,
        doing: Doing,
        *,
        table: Path | None = None,
        results: Path | None = None,
        allowed: Allowed | None = None,
    ) -> None:
        """The values are checked here, so that what is missing is told beside its field."""
        if self._is_running or self._opened is None:
            return
        if doing is not Doing.ROWS and not self.page.form.check():
            self.setCurrentWidget(self.page)
            self.said.emit("Give the values that are marked.", Mark.UNCLEAR)
            return
        values = self.page.form.values()
        path = self._opened.path
        self.wished.emit(Wish(doing=doing, path=path, values=values, table=table, results=results, allowed=allowed))

    def _choose_table(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, "Choose a table", str(Path.home()), "Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)"
        )
        if path:
            self.run_over(Path(path))

    def run_over(self, table: Path) -> None:
        """Says what was understood of the table, and begins when the person agrees."""
        assert self._opened is not None
        flow, values = self._opened, self.page.form.values()
        try:
            seen = self._shelf.look_at(table, flow.path, values)
        except AppError as error:
            self.said.emit(str(error), Mark.FAILED)
            return
        dialog = TableDialog(seen, self)
        dialog.accepted.connect(
            lambda: self._wish(Doing.ROWS, table=table, results=dialog.results, allowed=dialog.allowed)
        )
        self._show_dialog(dialog)

    def _review(self) -> None:
        assert self._opened is not None
        path = self._opened.path
        if self._carefully(lambda: self.review.show_proposals(self._shelf.proposals(path))):
            self.setCurrentWidget(self.review)

    def _answer(self, number: int, accept: bool) -> None:
        assert self._opened is not None
        path = self._opened.path

        def answer() -> None:
            self._shelf.answer(path, number, accept=accept)
            self._show(self._shelf.open(path))
            self.review.show_proposals(self._shelf.proposals(path), accepted=accept)

        if self._carefully(answer):
            self.said.emit("Accepted; the flow is changed." if accept else "Refused; the flow stays.", Mark.DONE)

    def _back_to_flow(self) -> None:
        if self._opened is None:
            self.show_library()
            return
        self.setCurrentWidget(self.page)
        self.page.back.setFocus()

    def _add(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, "Add a flow", str(Path.home()), "Flows (*.flow.yaml *.flow.yml *.yaml *.yml);;All files (*)"
        )
        if path and self._carefully(lambda: self._shelf.add(Path(path))):
            self.open(Path(path))

    def _leave_out(self, path: Path) -> None:
        if self._carefully(lambda: self._shelf.leave_out(path)):
            self.show_library()

    def _set_secret(self, name: str) -> None:
        value, given = QInputDialog.getText(
            self, "Set a secret", f"The value of “{name}”, kept in the keyring:", QLineEdit.EchoMode.Password
        )
        if given and value and self._carefully(lambda: self._shelf.keep_secret(name, value)):
            self._read_again()

    def _record(self) -> None:
        dialog = RecordDialog(place_for=self._shelf.place_for, place=self._place(), over=self)
        dialog.accepted.connect(lambda: self._begin_recording(dialog))
        self._show_dialog(dialog)

    def _record_again(self) -> None:
        assert self._opened is not None
        dialog = RecordDialog(place_for=self._shelf.place_for, place=self._place(), over=self, again=self._opened.path)
        dialog.accepted.connect(lambda: self._begin_recording(dialog, again=True))
        self._show_dialog(dialog)

    def _show_dialog(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()

    def _begin_recording(self, dialog: RecordDialog, *, again: bool = False) -> None:
        assert dialog.path is not None
        place, address = str(dialog.place.currentData()), dialog.address.text().strip()
        self._opened = self._opened if again else None
        self.wished.emit(
            Wish(doing=Doing.RECORD, path=dialog.path, values={}, place=place, address=address, again=again)
        )

    def _end_recording(self) -> None:
        self.listening.show_writing()
        self.stop_wanted.emit()

    def _recorded(self, made: RecordingMade) -> None:
        early = f" It ended early: {made.broken}" if made.broken else ""
        if not made.steps:
            self.said.emit(f"Nothing was done, so nothing was written.{early}", Mark.UNCHANGED)
            return
        if made.before:
            self._shelf.remember(made.path, made.before)
        self.open(made.path)
        steps = "1 step" if made.steps == 1 else f"{made.steps} steps"
        first = (f"Recorded: {steps}.",) if not made.before else () if made.notes else ("Nothing differed.",)
        told = " ".join((*first, *made.notes))
        self.said.emit(f"{told}{early}", Mark.UNCLEAR if early else Mark.DONE)

    def _carefully(self, act: Callable[[], None]) -> bool:
        """Whether it went well; else the person is told why not."""
        try:
            act()
        except AppError as error:
            self.said.emit(str(error), Mark.FAILED)
            return False
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.currentWidget() is self.library:
            self._carefully(lambda: self.library.show_entries(self._shelf.entries(), self._shelf.folder))
