"""An intent carried out: its single acts one after another, then the step's own expectation for all together."""

from collections.abc import Callable
from dataclasses import dataclass

from grounding.screen import Element, Target
from planner.actions import Intent
from planner.find import Finder
from planner.intents.expand import expand
from planner.intents.expanding import NotPossible, Single
from planner.intents.sighting import LoopSighting
from planner.journal import Journal
from planner.outcome import Fault, StepFailed
from planner.plan import Step
from planner.ports import Clock, Files, Performed
from planner.records import Outcome, Status
from planner.resolving import resolved_intent
from planner.results import Results
from planner.verify import Happened
from planner.watching import Watcher

Carry = Callable[[Step, Single], None]
"""Carries out one single act; raises StepFailed."""


@dataclass(frozen=True, kw_only=True)
class Intents:
    """For one run."""

    sighting: LoopSighting
    finder: Finder
    clock: Clock
    watcher: Watcher
    journal: Journal
    results: Results
    files: Files
    carry: Carry

    def carry_out(self, step: Step, intent: Intent, target: Target | None) -> None:
        """Raises StepFailed."""
        intent = resolved_intent(intent, self.results, self.files)
        self.sighting.aimed = target
        subject = self.sighting.subject(intent)
        before = self.finder.current()
        began_at_s = self.clock.utc().timestamp()
        acted = False
        tells: Element | None = None
        singles = expand(intent, self.sighting)
        try:
            while (single := next(singles)) is not None:
                acted = True
                self.carry(step, single)
        except StopIteration as done:
            tells = done.value
        except NotPossible as impossible:
            raise StepFailed(Outcome.FAILED, str(impossible), Fault.ABSENT) from impossible
        self.journal.begin()
        verification, after = self.watcher.judge(
            step.expect,
            lambda look: Happened(
                subject=tells or (subject.element if subject else None),
                performed=Performed(),
                before=before,
                after=look,
                began_at_s=began_at_s,
                acted=acted,
            ),
        )
        self.journal.as_a_whole(step, intent, before, after, verification)
        if verification.status is Status.CONTRADICTED:
            reason = f"{step.purpose}: {verification.evidence[-1].detail}."
            raise StepFailed(Outcome.FAILED, reason, Fault.WRONG_VALUE)
