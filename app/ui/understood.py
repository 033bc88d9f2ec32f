"""What the words come to: a plan that is shown before anything is touched, and that the person may change by hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.marks import Mark
from app.ui.wishes import ByModel, by_model_sentence, not_understood_sentence
from planner.plan import NotUnderstood, Plan

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

Understand = Callable[[str, str], Plan | ByModel | NotUnderstood]
"""What words mean at a place (as `wishes.PLACES` names it)."""


class Understood(QObject):
    def __init__(self, window: "MainWindow", understand: Understand) -> None:
        super().__init__(window)
        self._window, self._parts, self._understand = window, window.parts, understand
        self.edited: Plan | None = None  # None: the plan is as the words say
        self._parts.edit.clicked.connect(self.edit)
        self._parts.plan.changed.connect(self._take)
        self._parts.plan.done_wanted.connect(self._close)
        self._parts.words.textChanged.connect(self._forget)

    def read(self, words: str) -> Plan | ByModel | NotUnderstood:
        return self._understand(words, str(self._parts.place.currentData()))

    def preview(self) -> Plan | ByModel | None:
        """Shows how the words are understood, or who is asked about them, before anything is touched."""
        if self._window.is_running:
            return None
        text = self._parts.words.toPlainText()
        if not text.strip():
            self._show(None, "", "")
            return None
        understood = self.edited or self.read(text)
        match understood:
            case NotUnderstood():
                self._show(None, understood.part, not_understood_sentence(understood))
                return None
            case ByModel():
                self._show(None, understood.part, by_model_sentence(understood))
            case Plan():
                self._show(understood, "", "")
        return understood

    def edit(self) -> None:
        plan = self.preview()
        if isinstance(plan, Plan):
            self._parts.plan.show_plan(plan)
            self._show_page(editing=True)
            self._parts.plan.outline.choose_first()

    def offer(self, offered: bool) -> None:
        """Whether there is a plan that could be changed now."""
        self._parts.edit.setVisible(offered)
        if not offered:
            self._close()

    # --- within ---------------------------------------------------------------------------------------------------

    def _show(self, plan: Plan | None, part: str, problem: str) -> None:
        parts = self._parts
        parts.words.underline(part)
        parts.problem.setText(problem)
        parts.problem.setVisible(bool(problem))
        parts.steps.clear()
        self.offer(plan is not None)
        if plan is not None:
            parts.steps.show_plan(plan)
            if parts.flows is None or not parts.flows.isVisible() or parts.words.hasFocus():
                parts.tabs.setCurrentIndex(0)

    def _take(self, plan: Plan) -> None:
        self.edited = plan
        self._parts.steps.clear()
        self._parts.steps.show_plan(plan)
        self._parts.banner.say("The plan is changed; Run carries it out as it is now.", Mark.WAITING)

    def _forget(self) -> None:
        """The words say something else: what was changed of their plan is over."""
        if self.edited is not None:
            self._parts.banner.say("The plan is read anew; what was changed by hand is gone.", Mark.UNCLEAR)
        self.edited = None
        self._close()

    def _close(self) -> None:
        self._show_page(editing=False)

    def _show_page(self, *, editing: bool) -> None:
        self._parts.plan.setVisible(editing)
        self._parts.steps.setVisible(not editing)
        self._parts.edit.setEnabled(not editing)
