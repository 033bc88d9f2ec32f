"""Keeps account of a run: one StepRecord for each single act, told to the listener and handed to the recorder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from grounding.geometry import Box
from grounding.screen import Element, Look, ParsedScreen, State, Structure
from planner.actions import Act, Action, Reading
from planner.binding import Bound
from planner.errors import ActFailed, NothingSuch, RecordFailed
from planner.find import Finder
from planner.healing import Healing
from planner.observing import Observed
from planner.outcome import Fault, StepFailed
from planner.plan import Step
from planner.ports import Clock, Listener, Recorder
from planner.records import Accounted, Healed, Outcome, RunEnded, Seen, Status, StepDone, StepRecord, Verification
from planner.safety.permit import HandedOver, Permit, Refusal
from planner.standing import Standing


class Journal:
    """The run so far. `decisive`: sequences of the records that the verdict is made of."""

    def __init__(self, *, recorder: Recorder, listener: Listener, clock: Clock, finder: Finder) -> None:
        self._recorder = recorder
        self._listener = listener
        self._clock = clock
        self._finder = finder
        self._records: list[StepRecord] = []
        self._decisive: set[int] = set()
        self._accounted: Accounted | None = None
        self._began_s = clock.now_s()
        self._spent_s: dict[str, float] = {}
        self._sums_s: dict[str, float] = {}

    @property
    def next_sequence(self) -> int:
        return len(self._records) + 1

    @property
    def history(self) -> tuple[StepRecord, ...]:
        return tuple(self._records)

    @property
    def decisive(self) -> frozenset[int]:
        return frozenset(self._decisive)

    def totals(self) -> tuple[tuple[str, float], ...]:
        """Seconds by part, over all steps."""
        return tuple((name, round(seconds, 4)) for name, seconds in self._sums_s.items())

    def begin(self) -> None:
        self._began_s = self._clock.now_s()
        self._spent_s = {}
        self._finder.spent_s.update(look_s=0.0, parse_s=0.0)

    @contextmanager
    def timing(self, part: str) -> Iterator[None]:
        """Seconds of a part of the step, without the looking and parsing inside it, which have parts of their own."""
        began_s, seeing_s = self._clock.now_s(), sum(self._finder.spent_s.values())
        try:
            yield
        finally:
            took_s = self._clock.now_s() - began_s - (sum(self._finder.spent_s.values()) - seeing_s)
            self._spent_s[part] = self._spent_s.get(part, 0.0) + took_s

    def seen(self, bound: Bound) -> None:
        """For the live picture."""
        self._listener(
            Seen(
                screenshot=bound.look.screenshot,
                elements=bound.screen.elements,
                target=bound.bound.target,
            )
        )

    def done(
        self,
        step: Step,
        bound: Bound,
        cleared: Permit | HandedOver,
        verification: Verification,
        after: Look,
        *,
        decisive: bool,
        error: str = "",
    ) -> StepRecord:
        return self._keep(
            self._record(step, bound.bound.action, verification, bound.look, after, error=error),
            cleared=cleared,
            bound=bound,
            screens=(bound.screen, after),
            decisive=decisive,
        )

    def not_done(
        self, step: Step, bound: Bound, permit: Permit, error: ActFailed, after: Look, *, decisive: bool
    ) -> StepRecord:
        """What the surface could not carry out. Raises StepFailed where another try is of no use."""
        unclear = Verification(status=Status.UNCLEAR)
        record = self.done(step, bound, permit, unclear, after, decisive=decisive, error=str(error))
        if isinstance(error, NothingSuch):
            raise StepFailed(Outcome.FAILED, f"{step.purpose}: {error}", Fault.ABSENT) from error
        return record

    def refused(self, step: Step, bound: Bound, refusal: Refusal) -> None:
        nothing = Verification(status=Status.UNCHANGED)
        record = self._record(step, bound.bound.action, nothing, bound.look, None, error=refusal.reason)
        self._keep(record, cleared=refusal, bound=bound, screens=(bound.screen,), decisive=False)

    def unbound(self, step: Step, action: Act, reason: str, look: Look) -> None:
        record = self._record(step, action, Verification(status=Status.UNCHANGED), look, None, error=reason)
        self._keep(record, cleared=None, bound=None, screens=(look,), decisive=False)

    def reading(self, step: Step, reading: Reading, observed: Observed) -> None:
        record = self._record(step, reading, observed.verification, observed.look, None, error=observed.error)
        record = replace(record, target=observed.target)
        screens = (observed.look,) if observed.look else ()
        self._keep(record, cleared=None, bound=None, screens=screens, decisive=True)

    def as_a_whole(self, step: Step, action: Action, before: Look, after: Look, verification: Verification) -> None:
        """What several acts, or the person, came to together."""
        record = self._record(step, action, verification, before, after)
        self._keep(record, cleared=None, bound=None, screens=(before, after), decisive=True)

    def healed(self, present: Callable[[], Step | None], healing: Healing) -> None:
        """present: gives the step under way."""
        step = present()
        if step is not None:
            self._listener(Healed(step=step, healing=healing))

    def closed(
        self, outcome: Outcome, reason: str, outputs: tuple[tuple[str, str], ...], *, total_s: float
    ) -> RunEnded:
        """Writes the end of the record; a record that cannot be written is a failure."""
        try:
            self._recorder.end(outcome, reason, dict(outputs))
        except RecordFailed as error:
            outcome, reason = Outcome.FAILED, f"{reason} {error}".strip()
        timing = (("total_s", round(total_s, 4)), *self.totals())
        return RunEnded(outcome=outcome, reason=reason, run=self._recorder.folder, outputs=outputs, timing=timing)

    def account(self, goal: str, lines: tuple[Standing, ...]) -> None:
        """Where a goal stands, told when that is something new."""
        told = Accounted(goal=goal, lines=lines)
        if lines and told != self._accounted:
            self._accounted = told
            self._listener(told)

    def has_confirmed_last(self) -> bool:
        return bool(self._records) and self._records[-1].verification.status is Status.CONFIRMED

    def set_aside(self) -> None:
        """The last record was a try that is done again: the verdict is made of the next one."""
        self._decisive.discard(self._records[-1].sequence)

    def set_aside_from(self, sequence: int) -> None:
        """What came since was a way that led nowhere: the verdict is made of what is done instead."""
        self._decisive = {number for number in self._decisive if number < sequence}

    def _record(
        self,
        step: Step,
        action: Action,
        verification: Verification,
        before: Look | None,
        after: Look | None,
        *,
        error: str = "",
    ) -> StepRecord:
        return StepRecord(
            sequence=self.next_sequence,
            step=step,
            action=action,
            target=None,
            cleared=None,
            verification=verification,
            before=before.screenshot if before else None,
            after=after.screenshot if after else None,
            duration_s=self._clock.now_s() - self._began_s,
            error=error,
        )

    def _keep(
        self,
        record: StepRecord,
        *,
        cleared: Permit | HandedOver | Refusal | None,
        bound: Bound | None,
        screens: tuple[ParsedScreen | Look, ...],
        decisive: bool,
    ) -> StepRecord:
        timing = {**self._finder.spent_s, **self._spent_s}
        for part, seconds in timing.items():
            self._sums_s[part] = self._sums_s.get(part, 0.0) + seconds
        record = replace(
            record,
            target=bound.bound.target if bound else record.target,
            cleared=cleared,
            timing={part: round(seconds, 6) for part, seconds in timing.items()},
            secret_boxes=_secret_boxes(screens),
        )
        self._records.append(record)
        if decisive:
            self._decisive.add(record.sequence)
        self._recorder.step(record)
        self._listener(StepDone(record=record))
        return record


def _secret_boxes(screens: tuple[ParsedScreen | Look, ...]) -> tuple[Box, ...]:
    """Where the pictures show fields that hold secrets: they are painted out before anything is kept."""
    boxes: list[Box] = []
    for screen in screens:
        elements: tuple[Element, ...] = ()
        if isinstance(screen, ParsedScreen):
            elements = screen.elements
        elif isinstance(screen.structure, Structure):
            elements = screen.structure.elements
        boxes += [element.box for element in elements if State.SECRET in element.state]
    return tuple(dict.fromkeys(boxes))
