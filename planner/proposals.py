"""What a planner may answer when it is asked what to do next, and the planner that has its whole plan at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from grounding.screen import Element, ParsedScreen, Target
from planner.goals.goal import Goal
from planner.outcome import Fault, Layer
from planner.plan import Instruction, Plan, Step
from planner.records import Outcome, StepRecord
from planner.standing import Standing


@dataclass(frozen=True, kw_only=True)
class Done:
    """Nothing is left to do."""


@dataclass(frozen=True, kw_only=True)
class Infeasible:
    """It cannot be done, and why, in one sentence. begun: something was done towards it. layer: what that is owed to.
    left: what is not done, in words."""

    reason: str
    begun: bool = False
    layer: Layer | None = None
    left: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        return Outcome.FAILED if self.begun else Outcome.INFEASIBLE


@dataclass(frozen=True, kw_only=True)
class Move:
    """One step at this look. target: where, when the planner has seen it itself."""

    step: Step
    target: Target | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """Only the person can say. The answer comes back in the ledger; without one the work ends.

    elements: what on the screen each choice is, where they are on it. is_weighty: what follows may not be undone, so
    that no answer from before will do.
    """

    text: str
    choices: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()
    is_weighty: bool = True


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Where the work stands: results by name, how many steps are done, what went wrong last and in which way, what was
    answered to the last question."""

    results: tuple[tuple[str, str], ...] = ()
    steps_done: int = 0
    trouble: str = ""
    fault: Fault | None = None
    answer: str = ""


Proposal = Plan | Move | Question | Done | Infeasible


class Planner(Protocol):
    """Says what to do next. A whole plan, or one step a look: the loop cannot tell which."""

    @property
    def looks(self) -> bool:
        """Whether it wants to see the screen before it answers; if not, it is given none."""
        ...

    @property
    def account(self) -> tuple[Standing, ...]:
        """What the goal asks and what became of it; () where no account is kept."""
        ...

    def propose(
        self, goal: Instruction, ledger: Ledger, screen: ParsedScreen | None, history: tuple[StepRecord, ...]
    ) -> Proposal: ...


@dataclass(kw_only=True)
class WholePlan:
    """A plan that was understood before anything was touched (words, a flow).

    obstacle says why the plan cannot be done at all ("" when nothing speaks against it); it is asked before anything
    is touched. The plan is handed out once. A step that failed is reported as it is: words and flows have no second
    idea.
    """

    plan: Plan
    obstacle: Callable[[Plan], str]
    _given: bool = field(default=False, init=False)

    @property
    def looks(self) -> bool:
        return False

    @property
    def account(self) -> tuple[Standing, ...]:
        return ()

    def propose(
        self,
        goal: Instruction,
        ledger: Ledger,
        screen: ParsedScreen | None,
        history: tuple[StepRecord, ...],
    ) -> Proposal:
        if ledger.trouble:
            return Infeasible(reason=ledger.trouble)
        if self._given:
            return Done()
        self._given = True
        obstacle = self.obstacle(self.plan)
        if obstacle:
            return Infeasible(reason=obstacle)
        return self.plan


def steps_only(goal: Goal) -> Planner:
    """Where nobody works out what is not spelled out."""
    plan = Plan(instruction=Instruction(text=goal.said), nodes=())
    return WholePlan(plan=plan, obstacle=lambda plan: f"“{goal.said}” does not say its steps.")
