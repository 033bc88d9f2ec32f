"""What is done about a step that failed: what is in the way is put away, what the step opened is closed again, the step
is tried once more or in another way, and where a person is there they are asked; only then it has failed.

Decision: a step is tried again only where doing it twice does no more than doing it once, and only when all that it did
was harmless. What was changed by somebody else between the look and the act was not done, so it is looked at anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from grounding.screen import Look, Target
from planner.actions import (
    Action,
    Ask,
    ChooseFile,
    Clear,
    FillFacts,
    FillFromScreen,
    Filling,
    Literal,
    PickSuggestion,
    Pursue,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    TypeText,
)
from planner.consulting import Consultant
from planner.document_orders import SetCell
from planner.find import Finder
from planner.intents.clearing import Clearer, may_be_in_the_way, putting_away
from planner.journal import Journal
from planner.outcome import Fault, StepFailed, was_light
from planner.plan import Step
from planner.ports import Performed
from planner.records import Outcome, Status, StepRecord
from planner.rolling_back import RollBack
from planner.verify import Happened
from planner.watching import Watcher

CHANGED_TRIES = 3
MOST_ASTRAY = 3
MOST_ASKED = 2
AGAIN, DONE, GIVE_UP = "try it again", "I have done it", "give up"
_SETS = (
    SelectOption
    | SetDate
    | SetLevel
    | SetChecked
    | SetCell
    | Clear
    | ChooseFile
    | FillFacts
    | FillFromScreen
    | PickSuggestion
)
"""What brings something into a state: twice does no more than once."""
_STUCK = frozenset({Fault.NO_EFFECT, Fault.WRONG_VALUE, Fault.BLOCKED, Fault.TIMEOUT, Fault.CHANGED})
_NOT_THERE = frozenset({Fault.ABSENT, Fault.WRONG_TARGET, Fault.BLOCKED, Fault.CHANGED})

Try = Callable[[Step, Target | None], StepFailed | None]


@dataclass(kw_only=True)
class Recovery:
    """For one run. try_once: carries a step out as it is. by_sight: there is no structure."""

    try_once: Try
    clearer: Clearer
    roll_back: RollBack
    finder: Finder
    watcher: Watcher
    consultant: Consultant
    journal: Journal
    by_sight: bool
    _asked: int = field(default=0, init=False)
    _left: Look | None = field(default=None, init=False)

    def attempt(self, step: Step, target: Target | None, before: Action | None) -> StepFailed | None:
        """before: what was done before it. target: where, when the planner has seen it itself; it then has other ways
        of its own."""
        self.clearer.rests(before)
        good, first = self.finder.recent(), self.journal.next_sequence
        self._left = self._left or good
        failed = self._past_what_is_in_the_way(step, target, first)
        if failed is not None and failed.fault in _NOT_THERE and self.roll_back.bring_back(self._left):
            failed = self._again(step, first, target)
        failed = self._otherwise(step, target, failed, good, first)
        if any(record.cleared is not None for record in self._since(first)):
            self._left = self.finder.recent()
        return failed

    def _otherwise(
        self, step: Step, target: Target | None, failed: StepFailed | None, good: Look, first: int
    ) -> StepFailed | None:
        if target is not None or isinstance(step.action, Ask):
            return failed
        for _ in range(CHANGED_TRIES):
            if failed is None or failed.fault is not Fault.CHANGED:
                break
            failed = self._again(step, first)
        if failed is not None and self._is_back_where_it_began(step, failed, good, first):
            failed = self._again(step, first)
        while failed is not None and _is_stuck(step, failed) and self._asked < MOST_ASKED:
            answer = self._ask(step, failed, first)
            if answer == AGAIN and all(map(was_light, _done(self._since(first)))):
                failed = self._again(step, first)
            elif answer == DONE:
                self.journal.set_aside_from(first)
                return self._by_the_person(step, good)
            else:
                break
        return failed

    def _past_what_is_in_the_way(self, step: Step, target: Target | None, first: int) -> StepFailed | None:
        failed = self.try_once(step, target)
        if not may_be_in_the_way(failed, step, self.journal.history, by_sight=self.by_sight):
            return failed
        away = self.clearer.in_the_way()
        if away is None:
            return failed
        self.journal.set_aside_from(first)
        if self.try_once(putting_away(away), away) is not None:
            return failed
        return self.try_once(step, target)

    def _again(self, step: Step, first: int, target: Target | None = None) -> StepFailed | None:
        """The verdict is made of this try alone."""
        self.journal.set_aside_from(first)
        self.finder.forget()
        return self.try_once(step, target)

    def _since(self, first: int) -> tuple[StepRecord, ...]:
        return self.journal.history[first - 1 :]

    def _is_back_where_it_began(self, step: Step, failed: StepFailed, good: Look, first: int) -> bool:
        """Whether the step may be tried once more, now that what it did is taken back."""
        since = self._since(first)
        done = _done(since)
        if isinstance(step.action, Pursue) or not all(map(was_light, done)):
            return False  # whoever works a goal out has had other ways of its own
        led_astray = failed.fault is Fault.ABSENT and self.roll_back.has_left(good, since)
        if failed.fault not in _STUCK and not (led_astray and len(done) <= MOST_ASTRAY):
            return False
        if isinstance(step.action, TypeText) and step.action.filling is not Filling.REPLACE:
            return not done or self.roll_back.undo(since)
        if done and not _sets(step.action):
            return False
        self.roll_back.to(good, since)
        return True

    def _ask(self, step: Step, failed: StepFailed, first: int) -> str | None:
        """Once more only where nothing was done that must not happen twice."""
        self._asked += 1
        is_light = all(map(was_light, _done(self._since(first))))
        text = f"“{step.purpose}” comes to nothing: {failed.reason.rstrip('.')}. What now?"
        return self.consultant.ask(text, (AGAIN, DONE, GIVE_UP) if is_light else (DONE, GIVE_UP))

    def _by_the_person(self, step: Step, good: Look) -> StepFailed | None:
        """What they did is looked at like anything else that was done."""
        self.finder.forget()
        self.journal.begin()
        good_at_s = good.screenshot.taken_at.timestamp()
        verification, after = self.watcher.judge(
            step.expect,
            lambda look: Happened(subject=None, performed=Performed(), before=good, after=look, began_at_s=good_at_s),
        )
        self.journal.as_a_whole(step, step.action, good, after, verification)
        if verification.status is Status.CONTRADICTED:
            return StepFailed(Outcome.FAILED, f"{step.purpose}: {verification.evidence[-1].detail}.", Fault.NO_EFFECT)
        return None


def _done(since: Sequence[StepRecord]) -> list[StepRecord]:
    return [record for record in since if not record.error and record.cleared is not None]


def _is_stuck(step: Step, failed: StepFailed) -> bool:
    """It went some way and comes no further; what is not there at all, or not allowed, is nothing to ask about."""
    if isinstance(step.action, Pursue):
        return failed.outcome is Outcome.FAILED and failed.fault is not Fault.REFUSED
    return failed.fault in _STUCK


def _sets(action: Action) -> bool:
    if isinstance(action, TypeText):
        sends = isinstance(action.value, Literal) and "\n" in action.value.text
        return action.filling is Filling.REPLACE and action.place is not None and not sends
    return isinstance(action, _SETS)
