"""Limits of a run, and the guard against doing the same thing over and over."""

from dataclasses import dataclass

from planner.ports import Clock
from planner.records import Status

SAME_ACT_TRIES = 2


@dataclass(frozen=True, kw_only=True)
class Budget:
    """steps: single acts and readings. seconds_s: of the whole run."""

    steps: int = 60
    seconds_s: float = 600.0


class BudgetSpent(Exception):
    """A limit is reached; says which."""


class Repeated(Exception):
    """The same act was done twice and nothing came of it."""


class Meter:
    """Counts against the budget; remembers which acts left the screen as it was."""

    def __init__(self, *, budget: Budget, clock: Clock) -> None:
        self._budget = budget
        self._clock = clock
        self._began_s = clock.now_s()
        self._steps = 0
        self._fruitless: dict[str, int] = {}

    @property
    def elapsed_s(self) -> float:
        return self._clock.now_s() - self._began_s

    def count(self) -> None:
        """Before each single act or reading. Raises BudgetSpent."""
        self._steps += 1
        if self._steps > self._budget.steps:
            raise BudgetSpent(f"The limit of {self._budget.steps} steps is reached; allow more with --max-steps.")
        if self.elapsed_s > self._budget.seconds_s:
            raise BudgetSpent(f"The limit of {self._budget.seconds_s:g} s is reached; allow more with --budget-s.")

    def allow(self, act: str) -> None:
        """Raises Repeated when this very act has twice left the screen unchanged."""
        if self._fruitless.get(act, 0) >= SAME_ACT_TRIES:
            raise Repeated(f"It was done {SAME_ACT_TRIES} times and nothing changed, so it is not done again.")

    def note(self, act: str, status: Status) -> None:
        if status is Status.UNCHANGED:
            self._fruitless[act] = self._fruitless.get(act, 0) + 1
        else:
            self._fruitless.clear()
