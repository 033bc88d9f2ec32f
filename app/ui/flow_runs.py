"""Flows between their tab and the rest of the window: wishes become runs, and what they tell is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.bridge import Bridge
from app.ui.flows.values import Doing, Listening, Opened, Report, RowBegins, WantedFlow, Wish
from app.ui.ghosts import Ghost
from app.ui.marks import Mark
from planner.rehearsing import Rehearsed
from planner.safety.effect import Verdict

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class FlowRuns(QObject):
    def __init__(self, window: "MainWindow", bridge: Bridge) -> None:
        super().__init__(window)
        self._window = window
        self._ghosts: list[Ghost] = []
        self._count = 0
        assert window.parts.flows is not None
        self._panel = window.parts.flows
        self._panel.wished.connect(self.begin)
        self._panel.stop_wanted.connect(window.stop)
        self._panel.opened.connect(self._choose_place)
        self._panel.changing.pick_wanted.connect(self._pick)
        window.parts.live.picked.connect(self._panel.changing.aim)
        self._panel.said.connect(window.parts.banner.say)
        bridge.reported.connect(self.take)

    def begin(self, wish: Wish) -> None:
        window = self._window
        if window.is_running:
            return
        self._ghosts, self._count = [], 0
        parts = window.parts
        parts.steps.clear()
        wanted = WantedFlow(
            wish=wish,
            place=wish.place or str(parts.place.currentData()),
            address=wish.address if wish.place else parts.address.text().strip(),
            autonomy=str(parts.level.currentData()),
        )
        self._panel.show_running(wish.doing)
        here = wish.doing in (Doing.ROWS, Doing.RECORD)
        window.begin(wanted)
        if here:
            parts.tabs.setCurrentWidget(self._panel)

    def take(self, report: Report) -> None:
        parts = self._window.parts
        match report:
            case Rehearsed():
                self._show_rehearsed(report)
            case RowBegins(number=number):
                parts.steps.clear()
                parts.banner.say(f"Row {number}.", Mark.WORKING)
            case Listening():
                parts.banner.say("Recording; Stop, or Escape, ends it and keeps the flow.", Mark.WORKING)
            case _:
                pass
        self._panel.take(report)

    def finish(self) -> None:
        self._panel.show_running(None)

    def _pick(self) -> None:
        parts = self._window.parts
        if parts.live.pick(True):
            parts.banner.say("Click the right element in the picture; Escape leaves it as it is.", Mark.UNCLEAR)
        else:
            parts.banner.say("Rehearse the flow first; then click the right element in its picture.", Mark.UNCLEAR)

    def leave_picking(self) -> None:
        self._window.parts.live.pick(False)

    def _choose_place(self, opened: Opened) -> None:
        """A flow that works on pages only is not begun on a desktop by mistake."""
        place, needs = self._window.parts.place, opened.flow.needs
        if needs.sites and not needs.apps and place.currentData() in ("display", "virtual"):
            place.setCurrentIndex(place.findData("browser"))

    def _show_rehearsed(self, one: Rehearsed) -> None:
        parts = self._window.parts
        self._count += 1
        if one.target is not None:
            self._ghosts.append(Ghost(number=self._count, target=one.target))
        parts.live.show_rehearsed(one.screen, tuple(self._ghosts))
        parts.steps.rehearsed(one.step, *told(one))


def told(one: Rehearsed) -> tuple[Mark, str]:
    """How it stands with a rehearsed step, and in words."""
    if one.needs_place and one.target is None:
        return Mark.UNCLEAR, "It is not in sight now; an earlier step may have to bring it."
    mark, words = Mark.UNCHANGED, "It has no place of its own"
    if one.target is not None:
        mark, words = Mark.DONE, f"In sight, sure to {one.target.score:.0%}"
    judged = one.judgement
    if judged is not None and judged.verdict is not Verdict.ALLOW:
        return (Mark.FAILED if judged.verdict is Verdict.FORBID else Mark.UNCLEAR), f"{words}; {judged.reason}"
    return mark, f"{words}."
