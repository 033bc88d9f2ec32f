"""Back to the last good state after a step that failed, as far as the application lets one, before another way.

Decision: only what this step itself brought about is taken back, newest first: what came up is closed by Escape, a page
that it led to is left by Back, text that it typed and that does not stand as it should is undone, and a window that
came in front of the one at work is put behind it. Each is an act of its own through the gate; where that would ask
somebody, it is not done. What would change this: applications that say what undoing would undo.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from grounding.screen import Element, Look, Role, Structure
from planner.actions import Act, AnswerDialog, Back, Click, PressKeys, SwitchTo, TypeText
from planner.budget import Repeated
from planner.find import Finder
from planner.language.describe import describe_action
from planner.language.expectations import expected
from planner.outcome import StepFailed
from planner.plan import Step
from planner.records import StepRecord
from planner.safety.permit import Permit

MOST_UNDONE = 3
ESCAPE = PressKeys(keys=("escape",))
UNDO = PressKeys(keys=("ctrl", "z"))
_COMES_UP = frozenset({Role.DIALOG, Role.MENU_ITEM, Role.OPTION})
_LEADS_ELSEWHERE = Click | PressKeys

Carry = Callable[[Step, Act], None]
"""Carries one act out for a step; raises StepFailed, Repeated."""


@dataclass(frozen=True, kw_only=True)
class RollBack:
    """For one run. is_light: whether the gate lets an act pass that has no place, without asking anybody."""

    finder: Finder
    carry: Carry
    is_light: Callable[[Act], bool]

    def to(self, good: Look, since: Sequence[StepRecord]) -> None:
        """since: what was done after that look."""
        self._close(good)
        self._leave(good, since)
        self.bring_back(good)

    def undo(self, since: Sequence[StepRecord]) -> bool:
        """Takes back text that was typed beside what was there; whether the place looks as it did before."""
        typed = [record for record in _own(since) if isinstance(record.action, TypeText)]
        if len(typed) != 1 or typed[0].before is None:
            return False
        for _ in range(MOST_UNDONE):
            if self._is_as_before(typed[0]):
                return True
            if not self._try(UNDO, "which takes back what was typed"):
                return False
        return self._is_as_before(typed[0])

    def _is_as_before(self, record: StepRecord) -> bool:
        """By what the field is said to hold; by its picture where nothing is said, or where it says nothing at all."""
        assert record.before is not None
        element = record.target.element if record.target is not None else None
        if element is not None and element.handle:
            offered = self.finder.current().structure
            now = offered.elements if isinstance(offered, Structure) else ()
            held = [each.value for each in now if each.handle == element.handle]
            if held and (held[0] or element.value):
                return held[0] == element.value
        return not self.finder.differs(record.before, element.box if element is not None else record.before.box)

    def has_left(self, good: Look, since: Sequence[StepRecord]) -> bool:
        """Whether a click or a key led to another page."""
        was, now = good.surroundings.address, self.finder.current().surroundings.address
        led = any(isinstance(record.action, _LEADS_ELSEWHERE) for record in _own(since))
        return bool(was and now) and was != now and led

    def bring_back(self, good: Look) -> bool:
        """The window at work, when one of another application came before it that nobody asked for."""
        was, look = good.surroundings.active_window, self.finder.current()
        now = look.surroundings.active_window
        if was is None or not was.title or now is None or now.id == was.id or now.app == was.app:
            return False
        if not any(window.id == was.id for window in look.surroundings.windows):
            return False
        return self._try(SwitchTo(name=str(was.title)), "which was in front")

    def _close(self, good: Look) -> None:
        """What came up: a dialog, a menu, a list."""
        for _ in range(MOST_UNDONE):
            now = self.finder.current()
            if now.surroundings.dialog is not None and good.surroundings.dialog is None:
                act: Act = AnswerDialog(accept=False)
            elif self._came_up(good, now):
                act = ESCAPE
            else:
                return
            if not self._try(act, "which closes what came up"):
                return
            if not self.finder.differs(now.screenshot, now.screenshot.box):
                return

    def _came_up(self, good: Look, now: Look) -> bool:
        before, after = good.surroundings.windows, now.surroundings.windows
        known = {window.id for window in before}
        if now.surroundings.active_window is not None and len(after) > len(before):
            fresh = [window for window in after if window.id not in known]
            own = {window.app for window in before}
            return any(window.app in own or not window.app for window in fresh)  # another application's is not ours
        if now.surroundings.address != good.surroundings.address:
            return False
        was, is_now = self.finder.parse(good).elements, self.finder.parse(now).elements
        return any(element.role in _COMES_UP and not _among(element, was) for element in is_now)

    def _leave(self, good: Look, since: Sequence[StepRecord]) -> None:
        if self.has_left(good, since):
            self._try(Back(), "to where the step began")

    def _try(self, act: Act, why: str) -> bool:
        if not self.is_light(act):
            return False
        step = Step(purpose=f"{describe_action(act)}, {why}", action=act, expect=expected(act))
        try:
            self.carry(step, act)
        except (StepFailed, Repeated):
            return False
        return True


def _own(since: Sequence[StepRecord]) -> list[StepRecord]:
    return [record for record in since if isinstance(record.cleared, Permit) and not record.error]


def _among(element: Element, others: Sequence[Element]) -> bool:
    return any(other.role is element.role and other.box.iou(element.box) > 0.5 for other in others)
