"""What a planner may answer when it is asked what to do next, and the planner that has its whole plan at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from grounding.screen import ParsedScreen
from planner.plan import Instruction, Plan
from planner.records import StepRecord


@dataclass(frozen=True, kw_only=True)
class Done:
    """Nothing is left to do."""


@dataclass(frozen=True, kw_only=True)
class Infeasible:
    """It cannot be done, and why, in one sentence."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Where the run stands: results by name, how many steps of the present plan are done, what went wrong last."""

    results: tuple[tuple[str, str], ...] = ()
    steps_done: int = 0
    trouble: str = ""


Proposal = Plan | Done | Infeasible


class Planner(Protocol):
    """Says what to do next. A whole plan, or one step a look: the loop cannot tell which."""

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
