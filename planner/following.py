"""Follows a planner: asks what to do next, attempts it, tells what became of it, until it is done or cannot go on."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from grounding.screen import Target
from planner.consulting import Consultant
from planner.course import course
from planner.find import Finder
from planner.journal import Journal
from planner.outcome import Fault, Layer, StepFailed
from planner.plan import Instruction, Plan, Step
from planner.ports import Listener
from planner.proposals import Done, Infeasible, Ledger, Move, Planner, Question
from planner.records import Outcome, PlanMade, StepBegins
from planner.results import Results
from planner.rubric import Rubric
from planner.standing import Part

MOST_CHANGED = 4
"""Changes of the screen in a row, each between the look and the act."""

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
        left: tuple[str, ...] = ()
        done = changed = 0
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
                    raise _given_up(end, trouble, left if done else ())
                case Question() as question:
                    answer = self.consultant.answer(question, self.finder.current().surroundings)
                    if answer is None:
                        raise StepFailed(Outcome.REFUSED, f"Nobody answered “{question.text}”.")
                    ledger, trouble = replace(ledger, answer=answer), None
                case Move(step=step, target=target):
                    trouble = self._attempt(step, target)
                    done += trouble is None
                    changed = changed + 1 if trouble is not None and trouble.fault is Fault.CHANGED else 0
                    if trouble is not None and changed >= MOST_CHANGED:
                        trouble = StepFailed(trouble.outcome, trouble.reason, Fault.BLOCKED)
                case Plan() as plan:
                    self.listener(PlanMade(plan=plan))
                    rubric = Rubric(plan=plan)
                    self.journal.account(goal.text, rubric.lines())
                    trouble = None
                    for step in course(plan, self.results):
                        self.listener(StepBegins(sequence=self.journal.next_sequence, step=step))
                        trouble = self._attempt(step, None)
                        rubric.ends(step, self._state(trouble))
                        self.journal.account(goal.text, rubric.lines())
                        if trouble is not None:
                            left = (step.purpose, *(later.purpose for later in rubric.ahead))
                            break
                        done += 1

    def _attempt(self, step: Step, target: Target | None) -> StepFailed | None:
        first = self.journal.next_sequence
        failed = self.attempt(step, target)
        if failed is not None:
            self.journal.set_aside_from(first)
        return failed

    def _state(self, failed: StepFailed | None) -> Part:
        if failed is not None:
            return Part.IN_VAIN
        return Part.DONE if self.journal.has_confirmed_last() else Part.UNCHECKED


def _given_up(end: Infeasible, trouble: StepFailed | None, left: tuple[str, ...]) -> StepFailed:
    if trouble is None:
        layer = end.layer or (Layer.PLANNING if end.begun else None)
        return StepFailed(end.outcome, end.reason, layer=layer, left=(*end.left, *left))
    layer = end.layer or trouble.layer
    return StepFailed(trouble.outcome, end.reason, trouble.fault, layer=layer, left=(*trouble.left, *end.left, *left))
