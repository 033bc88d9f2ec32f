"""A flow carried out once for each row of a table, whoever watches: the terminal or the window."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.compose.parts import eyes
from app.errors import AppError, Misuse, RunNotBegun
from app.replaying.rows import INTERRUPTED, Came, Ledger, Row, Table
from planner.actions import Ask, Compute, Copy, Read
from planner.errors import PlannerError
from planner.flow.values import Flow
from planner.plan import Instruction, Plan
from planner.records import Outcome, RunEnded

if TYPE_CHECKING:
    from grounding.grounder import Grounder

BROKEN_OFF = "An earlier run was interrupted in this row; look what it did before you do the row again."

CarryOut = Callable[[dict[str, str], Row, "Grounder"], RunEnded]
"""One run with these values. Raises AppError, PlannerError: then the row is failed, and why."""


@dataclass(frozen=True, kw_only=True)
class RowEnded:
    row: Row
    came: Came
    duration_s: float = 0.0


@dataclass(frozen=True, kw_only=True)
class OverRows:
    """given: values that hold for all rows. threads: of the eyes, which all rows share."""

    flow: Flow
    given: Mapping[str, str]
    table: Table
    carry_out: CarryOut
    threads: int = 2

    def ended(self, ledger: Ledger | None, *, begins: Callable[[Row], None] = lambda row: None) -> Iterator[RowEnded]:
        """What came of each row that had not been done, until one is stopped; on disk before it is told."""
        done = ledger.finished if ledger is not None else 0
        interrupted = ledger.interrupted if ledger is not None else None
        seeing = eyes(threads=self.threads)
        for row in self.table.rows():
            if row.number <= done:
                continue
            if ledger is not None and interrupted is not None and interrupted[0] == row.number:
                came = Came(result=INTERRUPTED, reason=BROKEN_OFF, run=interrupted[1])
                ledger.finish(row, came)
                yield RowEnded(row=row, came=came)
                continue
            if ledger is not None:
                ledger.begin(row.number)
            begins(row)
            ended = self._one(row, seeing)
            came = ended.came
            stopped = came.result == Outcome.STOPPED.value
            if ledger is not None and not stopped:
                ledger.finish(row, came)
            yield ended
            if stopped:
                return
        if ledger is not None:
            ledger.close()

    def check(self) -> None:
        """Raises Misuse when the columns do not do for the inputs."""
        columns, inputs = self.table.columns, self.flow.inputs
        needed = [one.name for one in inputs if one.default is None and not one.secret and one.name not in self.given]
        missing = next((name for name in needed if name not in columns), None)
        if missing is not None:
            there = ", ".join(columns)
            raise Misuse(f"The table has no column “{missing}”, which the flow needs; it has {there}.")
        if not any(one.name in columns for one in inputs):
            raise Misuse(f"No column of the table is an input of the flow: {', '.join(one.name for one in inputs)}.")

    def _one(self, row: Row, seeing: "Grounder") -> RowEnded:
        """What is wrong with one row is its own failure."""
        if row.problem:
            return _failed(row, row.problem)
        names = {one.name for one in self.flow.inputs}
        values = {name: text for name, text in row.values(self.table.columns).items() if name in names}
        try:
            ended = self.carry_out({**values, **self.given}, row, seeing)
        except RunNotBegun as error:
            return _failed(row, str(error), error.run)
        except (AppError, PlannerError) as error:
            return _failed(row, str(error))
        came = Came(result=ended.outcome.value, reason=ended.reason, run=ended.run, outputs=dict(ended.outputs))
        return RowEnded(row=row, came=came, duration_s=dict(ended.timing).get("total_s", 0.0))


def _failed(row: Row, reason: str, run: str = "") -> RowEnded:
    return RowEnded(row=row, came=Came(result=Outcome.FAILED.value, reason=reason, run=run))


def output_names(flow: Flow) -> tuple[str, ...]:
    """What its runs hand out: by its own list, else everything that a step reads or works out."""
    if flow.outputs:
        return flow.outputs
    steps = Plan(instruction=Instruction(text=""), nodes=flow.nodes).steps
    names = [step.action.name for step in steps if isinstance(step.action, Read | Compute | Copy | Ask)]
    return tuple(dict.fromkeys(name for name in names if name))


def told(results: Mapping[str, int]) -> tuple[Outcome, str]:
    """How a whole table ended, and in words. results: how often each result came.

    >>> told({"done": 3, "interrupted": 1})
    (<Outcome.FAILED: 'failed'>, '3 of 4 rows done (1 interrupted).')
    """
    if not results:
        return Outcome.DONE, "There was no row left to do."
    total, done = sum(results.values()), results.get(Outcome.DONE.value, 0)
    others = ", ".join(f"{number} {result}" for result, number in results.items() if result != Outcome.DONE.value)
    said = f"{done} of {total} rows done" + (f" ({others})" if others else "") + "."
    if Outcome.STOPPED.value in results:
        return Outcome.STOPPED, said
    return (Outcome.DONE if done == total else Outcome.FAILED), said
