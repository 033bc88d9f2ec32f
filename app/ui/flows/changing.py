"""Changes of the flow that is looked at, without YAML: into its file at once, and taken back by Undo."""

from collections.abc import Callable
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QInputDialog

from app.errors import AppError
from app.ui.flows.page import FlowPage
from app.ui.flows.part_values import (
    GoThrough,
    MakeLoop,
    MovePart,
    Otherwise,
    PutUnder,
    RemovePart,
    Say,
    TakeIn,
    TakeOut,
    Times,
    TurnRound,
)
from app.ui.flows.values import AddStep, Aim, Change, MakeInput, Move, Opened, Remove, Rename, Retell, Shelf, Wait
from app.ui.marks import Mark
from grounding.screen import Element, ParsedScreen


class Changing(QObject):
    pick_wanted = Signal()  # an element of the picture is to be clicked, for `aim`
    said = Signal(str, object)  # a sentence for the person, with its mark

    def __init__(
        self, page: FlowPage, shelf: Shelf, *, opened: Callable[[], Opened | None], read_again: Callable[[], None]
    ) -> None:
        """opened: the flow that may be changed now. read_again: shows the file as it is. Raises AppError."""
        super().__init__(page)
        self._page, self._shelf = page, shelf
        self._opened, self._read_again = opened, read_again
        self._picks_for = 0
        page.outline.step_chosen.connect(self._edit_step)
        page.editor.changed.connect(self.change)
        page.outline.part_chosen.connect(self._edit_part)
        page.part_editor.changed.connect(self.change)
        page.editor.pick_wanted.connect(self._pick)
        page.loop_wanted.connect(lambda: self.change(MakeLoop()))
        page.rename_wanted.connect(self._rename)
        page.undo_wanted.connect(self.undo)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo)

    def change(self, change: Change) -> None:
        words, near = self._page.outline.chosen()
        if not self._carefully(lambda path: self._shelf.change(path, change), "Changed."):
            return
        match change:
            case Move(number=number, by=by):
                self._page.outline.choose(number + by)
            case AddStep(number=number):
                self._page.outline.choose(number + 1)
            case Retell(number=number) | Aim(number=number) | MakeInput(number=number) | Wait(number=number):
                self._page.outline.choose(number)
            case Say(part=part) | TurnRound(part=part) | GoThrough(part=part) | Times(part=part):
                self._page.outline.choose(0, part=part)
            case MovePart() | PutUnder() | TakeIn() | TakeOut():
                self._page.outline.choose_moved(words, near)
            case Rename() | Remove() | RemovePart() | MakeLoop() | Otherwise():
                self._page.back.setFocus()
            case _:
                assert_never(change)

    def aim(self, element: Element, screen: ParsedScreen) -> None:
        """The element that was clicked for the step whose target was to be picked."""
        number, self._picks_for = self._picks_for, 0
        if number:
            self.change(Aim(number=number, element=element, screen=screen))

    def undo(self) -> None:
        opened = self._opened()
        if opened is not None and self._shelf.can_undo(opened.path):
            self._carefully(self._shelf.undo, "Taken back.")
            self._page.back.setFocus()

    def _edit_step(self, number: int) -> None:
        opened = self._opened()
        if opened is None or not number:
            return
        try:
            self._page.edit_step(self._shelf.editable(opened.path, number))
        except AppError as error:
            self.said.emit(str(error), Mark.FAILED)

    def _edit_part(self, number: int) -> None:
        opened = self._opened()
        if opened is None:
            return
        try:
            self._page.edit_part(self._shelf.editable_part(opened.path, number))
        except AppError as error:
            self.said.emit(str(error), Mark.FAILED)

    def _pick(self, number: int) -> None:
        self._picks_for = number
        self.pick_wanted.emit()

    def _rename(self) -> None:
        opened = self._opened()
        if opened is None:
            return
        name, given = QInputDialog.getText(self._page, "Rename", "Name of the flow:", text=opened.flow.name)
        if given and name.strip() and name.strip() != opened.flow.name:
            self.change(Rename(name=name.strip()))

    def _carefully(self, act: Callable[[Path], None], done: str) -> bool:
        """Whether it went well; else the person is told why not, and the file is as it was."""
        opened = self._opened()
        if opened is None:
            return False
        try:
            act(opened.path)
            self._read_again()
        except AppError as error:
            self.said.emit(str(error), Mark.FAILED)
            return False
        self.said.emit(done, Mark.DONE)
        return True
