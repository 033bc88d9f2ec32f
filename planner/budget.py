"""Limits of a run, and the guard against doing the same thing over and over.

Decision: the usual limit of steps is one of steps that take the work no further. Whatever was confirmed, and is not the
same on the same screen as before, adds one more, up to ten times as many; a limit that the person set counts them all.
"""

import zlib
from dataclasses import dataclass

from grounding.screen import Screenshot
from planner.ports import Clock
from planner.records import Status

SAME_ACT_TRIES = 2
MOST_GROWN = 9
_EVERY_PIXELS = 8


@dataclass(frozen=True, kw_only=True)
class Budget:
    """steps: single acts and readings. grows: with each that takes the work further. seconds_s: of the whole run."""

    steps: int = 60
    seconds_s: float = 600.0
    grows: bool = False

    @property
    def most(self) -> int:
        return self.steps * (1 + MOST_GROWN) if self.grows else self.steps


class BudgetSpent(Exception):
    """A limit is reached; says which."""


class Repeated(Exception):
    """The same act was done twice and nothing came of it."""


class Meter:
    """Counts against the budget; remembers which acts left the screen as it was, and which took the work further."""

    def __init__(self, *, budget: Budget, clock: Clock) -> None:
        self._budget = budget
        self._clock = clock
        self._began_s = clock.now_s()
        self._steps = 0
        self._limit = budget.steps
        self._further: set[tuple[str, int]] = set()
        self._fruitless: dict[str, int] = {}

    @property
    def elapsed_s(self) -> float:
        return self._clock.now_s() - self._began_s

    def count(self) -> None:
        """Before each single act or reading. Raises BudgetSpent."""
        self._steps += 1
        if self._steps > self._limit:
            raise BudgetSpent(f"The limit of {self._limit} steps is reached; allow more with --max-steps.")
        if self.elapsed_s > self._budget.seconds_s:
            raise BudgetSpent(f"The limit of {self._budget.seconds_s:g} s is reached; allow more with --budget-s.")

    def allow(self, act: str) -> None:
        """Raises Repeated when this very act has twice left the screen unchanged."""
        if self._fruitless.get(act, 0) >= SAME_ACT_TRIES:
            raise Repeated(f"It was done {SAME_ACT_TRIES} times and nothing changed, so it is not done again.")

    def note(self, done: str, status: Status, after: Screenshot | None) -> None:
        """done: the act or reading, the same for the same."""
        if status is Status.UNCHANGED:
            self._fruitless[done] = self._fruitless.get(done, 0) + 1
            return
        self._fruitless.clear()
        step = (done, _coarse(after))
        if status is Status.CONFIRMED and step not in self._further:
            self._further.add(step)
            self._limit = min(self._budget.most, self._limit + self._budget.grows)


def _coarse(picture: Screenshot | None) -> int:
    """The same for pictures that are the same at a glance."""
    return zlib.crc32(picture.pixels[::_EVERY_PIXELS, ::_EVERY_PIXELS].tobytes()) if picture is not None else 0
