"""What a run comes to: when a step failed, when one more try is harmless, and the verdict over all steps."""

from dataclasses import replace
from enum import StrEnum

from grounding.screen import Role
from planner.actions import Act, Clear, Click, Filling, OpenAddress, OpenApp, OpenFile, Scroll, SwitchTo, TypeText
from planner.errors import Stopped
from planner.ports import Clock
from planner.records import Outcome, Path, Says, Status, StepRecord
from planner.safety.effect import Verdict
from planner.safety.permit import BoundAction, Permit


class Fault(StrEnum):
    """In which way a step failed; it picks the way out."""

    ABSENT = "absent"  # what was meant, or what was to be chosen there, is not there
    WRONG_TARGET = "wrong target"  # what was meant is not there, or is something else
    WRONG_VALUE = "wrong value"  # the place holds something else than was wanted
    BLOCKED = "blocked"  # it is covered or disabled
    REFUSED = "refused"  # nobody allowed it: there is no way round that
    NO_EFFECT = "no effect"
    TIMEOUT = "timeout"
    CHANGED = "changed meanwhile"  # by somebody else, between the look and the act: nothing was done


class Layer(StrEnum):
    """Which part of Deskhand, or what else, a failure is owed to."""

    UNDERSTANDING = "understanding"
    PLANNING = "planning"
    GROUNDING = "grounding"
    APPLICATION = "the application"


_LAYERS = {
    Fault.ABSENT: Layer.GROUNDING,
    Fault.WRONG_TARGET: Layer.GROUNDING,
    Fault.WRONG_VALUE: Layer.APPLICATION,
    Fault.BLOCKED: Layer.APPLICATION,
    Fault.NO_EFFECT: Layer.APPLICATION,
    Fault.TIMEOUT: Layer.APPLICATION,
    Fault.CHANGED: Layer.APPLICATION,
}
_MOST_TOLD = 3


class StepFailed(Exception):
    """A step cannot be completed: how the run ends if the planner has no other way, why, and in which way it failed.

    layer: what it is owed to; None: as the fault says, where the run fails at all. left: what is not done, in words.
    """

    def __init__(
        self,
        outcome: Outcome,
        reason: str,
        fault: Fault = Fault.WRONG_TARGET,
        *,
        layer: Layer | None = None,
        left: tuple[str, ...] = (),
    ) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason
        self.fault = fault
        self.layer = layer
        self.left = left

    def in_full(self, outcome: Outcome) -> str:
        """The reason, and where the run has failed what that is owed to; and what remains.

        >>> failed = StepFailed(Outcome.FAILED, "It had no effect.", Fault.NO_EFFECT, left=("click Save",))
        >>> failed.in_full(Outcome.FAILED)
        'It had no effect (the application). Left to do: click Save.'
        >>> failed.in_full(Outcome.INFEASIBLE)
        'It had no effect. Left to do: click Save.'
        """
        layer = self.layer or (_LAYERS.get(self.fault) if outcome is Outcome.FAILED else None)
        told = f"{self.reason.rstrip('.')} ({layer})." if layer is not None else self.reason
        more = len(self.left) - _MOST_TOLD
        left = "; ".join((*self.left[:_MOST_TOLD], *([f"{more} more"] if more > 0 else [])))
        return f"{told} Left to do: {left}." if left else told


_NO_TURNING_BACK = OpenApp | OpenFile | OpenAddress | SwitchTo


def ended_by(failed: StepFailed, history: tuple[StepRecord, ...]) -> Outcome:
    """What is not there cannot be done; once something was done, the run has failed half-way."""
    acted = any(
        isinstance(one.cleared, Permit) and not one.error and not isinstance(one.action, Scroll) for one in history
    )
    absent = failed.fault is Fault.ABSENT and failed.outcome is Outcome.FAILED
    return Outcome.INFEASIBLE if absent and not acted else failed.outcome


def failure_of(record: StepRecord) -> StepFailed | None:
    """None: the act came to what was expected, or may have."""
    status = record.verification.status
    went_astray = status in (Status.UNCHANGED, Status.UNCLEAR) and isinstance(record.action, _NO_TURNING_BACK)
    if not (record.error or status is Status.CONTRADICTED or went_astray):
        return None
    told = [e.detail for e in record.verification.evidence]
    reason = record.error or (told[-1] if told else "it had no effect")
    return StepFailed(Outcome.FAILED, f"{record.step.purpose}: {reason.rstrip('.')}.", _fault_of(record))


def _fault_of(record: StepRecord) -> Fault:
    if record.error:
        return Fault.BLOCKED
    match record.verification.status, record.action:
        case Status.UNCHANGED, _:
            return Fault.NO_EFFECT
        case Status.CONTRADICTED, TypeText():
            return Fault.WRONG_VALUE
        case _:
            return Fault.NO_EFFECT


def act_key(bound: BoundAction) -> str:
    """The same for the same act at the same place."""
    target = bound.target
    where = f"{target.element.box}" if target else ""
    return f"{bound.action!r} {where}"


_MAY_DO_UNSEEN = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.TEXT, Role.IMAGE})


def worth_another(record: StepRecord) -> bool:
    """Whether the act may be tried once more: it came to nothing, and doing it twice would do no more than once."""
    if not was_light(record):
        return False
    if record.error:
        return True
    status = record.verification.status
    match record.action:
        case Click(count=1):
            role = record.target.element.role if record.target is not None else None
            return status is Status.UNCHANGED and not has_arrived(record) and role not in _MAY_DO_UNSEEN
        case TypeText(filling=Filling.REPLACE, place=place):
            return place is not None and status in (Status.UNCHANGED, Status.CONTRADICTED)
        case Clear():
            return status in (Status.UNCHANGED, Status.CONTRADICTED)
        case _:
            return False


def otherwise(action: Act, record: StepRecord) -> Act:
    """How the act is tried again: what was not replaced as usual is replaced in another way."""
    wrong = record.verification.status is Status.CONTRADICTED
    if wrong and isinstance(action, TypeText) and action.filling is Filling.REPLACE:
        return replace(action, filling=Filling.OVER)
    return action


def was_light(record: StepRecord) -> bool:
    """It was permitted without asking anybody, and can be undone."""
    permit = record.cleared
    return isinstance(permit, Permit) and permit.verdict is Verdict.ALLOW and not permit.judgement.irreversible


def has_arrived(record: StepRecord) -> bool:
    """What the page received it has done, seen or not."""
    return any(e.path is Path.DOM and e.says is Says.AGREES for e in record.verification.evidence)


def unless_stopped(clock: Clock, outcome: Outcome, reason: str) -> tuple[Outcome, str]:
    """What a stop cuts short fails in its own way: a lost connection, a question without an answer."""
    try:
        clock.check()
    except Stopped:
        if outcome not in (Outcome.DONE, Outcome.UNVERIFIED):
            return Outcome.STOPPED, "You stopped it."
    return outcome, reason


def verdict(history: tuple[StepRecord, ...], decisive: frozenset[int]) -> tuple[Outcome, str]:
    """Done only when every decisive step was confirmed; otherwise unverified, naming the first that was not."""
    unsure = [r for r in history if r.sequence in decisive and r.verification.status is not Status.CONFIRMED]
    if not unsure:
        return Outcome.DONE, "Every step was checked."
    first = unsure[0]
    why = [e.detail for e in first.verification.evidence if e.says != "agrees"]
    detail = f": {why[0]}" if why else ""
    more = f" (and {len(unsure) - 1} more)" if len(unsure) > 1 else ""
    return Outcome.UNVERIFIED, f"Could not be checked: {first.step.purpose}{detail}{more}."
