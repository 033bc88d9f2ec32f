"""Follows a planner: asks what to do next, attempts it, tells what became of it, until it is done or cannot go on."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from grounding.screen import Target
from planner.consulting import Consultant
from planner.course import course
from planner.find import Finder
from planner.journal import Journal
from planner.outcome import StepFailed
from planner.plan import Instruction, Plan, Step
from planner.ports import Listener
from planner.proposals import Done, Infeasible, Ledger, Move, Planner, Question
from planner.records import Outcome, PlanMade, StepBegins
from planner.results import Results

Attempt = Callable[[Step, Target | None], StepFailed | None]
"""Carries a step out. None: it came to what was expected, or may have."""


@dataclass(frozen=True, kw_only=True)
class Follower:
    """For one run; a goal within a plan is followed by the same one."""

    finder: Finder
    consultant: Consultant
    journal: Journal
    results: Results
    listener: Listener
    attempt: Attempt

    def follow(self, planner: Planner, goal: Instruction) -> None:
        """Raises StepFailed when the planner cannot go on."""
        trouble: StepFailed | None = None
        ledger = Ledger()
        done = 0
        while True:
            ledger = replace(ledger, results=self.results.items(), steps_done=done)
            ledger = replace(
                ledger, trouble=trouble.reason if trouble else "", fault=trouble.fault if trouble else None
            )
            screen = self.finder.parse(self.finder.current()) if planner.looks else None
            proposal = planner.propose(goal, ledger, screen, self.journal.history)
            self.journal.account(goal.text, planner.account)
            match proposal:
                case Done():
                    return
                case Infeasible() as end:
                    failed = trouble or StepFailed(end.outcome, end.reason)
                    raise StepFailed(failed.outcome, end.reason, failed.fault)
                case Question(text=text, choices=choices, elements=elements):
                    answer = self.consultant.ask(text, choices, elements=elements)
                    if answer is None:
                        raise StepFailed(Outcome.REFUSED, f"Nobody answered “{text}”.")
                    ledger, trouble = replace(ledger, answer=answer), None
                case Move(step=step, target=target):
                    trouble = self._attempt(step, target)
                    done += trouble is None
                case Plan() as plan:
                    self.listener(PlanMade(plan=plan))
                    trouble = None
                    for step in course(plan, self.results):
                        self.listener(StepBegins(sequence=self.journal.next_sequence, step=step))
                        trouble = self._attempt(step, None)
                        if trouble is not None:
                            break
                        done += 1

    def _attempt(self, step: Step, target: Target | None) -> StepFailed | None:
        first = self.journal.next_sequence
        failed = self.attempt(step, target)
        if failed is not None:
            self.journal.set_aside_from(first)
        return failed
