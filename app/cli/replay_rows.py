"""`deskhand replay --rows`: a flow carried out once for each row of a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.cli.replay import Healings, case_of, job_of
from app.cli.run import carry_out
from app.cli.telling import EXIT_CODES, Output, result_line, talk
from app.compose.parts import eyes
from app.errors import AppError, Misuse, RunNotBegun
from app.replaying.junit import Case, write_junit
from app.replaying.rows import INTERRUPTED, Came, Ledger, Row, Table
from app.storage.flows import FlowFile
from app.where import How, Where
from grounding.grounder import Grounder
from planner.actions import Ask, Compute, Copy, Read
from planner.errors import PlannerError
from planner.flow.values import Flow
from planner.plan import Instruction, Plan
from planner.records import Outcome, RunEnded

_BROKEN_OFF = "An earlier run was interrupted in this row; look what it did before you do the row again."


@dataclass(frozen=True, kw_only=True)
class OverRows:
    """given: values that hold for all rows."""

    file: FlowFile
    given: dict[str, str]
    table: Table
    where: Where
    how: How
    as_json: bool

    def replay(self, *, out: Path | None, junit: Path | None) -> int:
        """The exit code. out: where what came of each row is kept; what it has already is not done again."""
        self._check_columns()
        ledger = Ledger(out, self.table, _output_names(self.file.flow)) if out is not None else None
        cases: list[Case] = []
        counts: dict[Outcome, int] = {}
        for row, ended in self._ended(ledger):
            counts[ended.outcome] = counts.get(ended.outcome, 0) + 1
            cases.append(case_of(f"row {row.number}", ended))
            if ended.outcome is Outcome.STOPPED:
                break
        if junit is not None:
            write_junit(junit, self.file.flow.name or self.file.path.name, cases)
        if ledger is not None and Outcome.STOPPED not in counts:
            ledger.close()
        return self._told(counts)

    def _ended(self, ledger: Ledger | None) -> Iterator[tuple[Row, RunEnded]]:
        done = ledger.finished if ledger is not None else 0
        interrupted = ledger.interrupted if ledger is not None else None
        seeing = eyes(threads=self.how.threads)
        for row in self.table.rows():
            if row.number <= done:
                continue
            if ledger is not None and interrupted is not None and interrupted[0] == row.number:
                ledger.finish(row, Came(result=INTERRUPTED, reason=_BROKEN_OFF, run=interrupted[1]))
                yield row, RunEnded(outcome=Outcome.FAILED, reason=_BROKEN_OFF, run=interrupted[1])
                continue
            if ledger is not None:
                ledger.begin(row.number)
            ended = self._one(row, seeing)
            if ledger is not None and ended.outcome is not Outcome.STOPPED:
                outputs = dict(ended.outputs)
                ledger.finish(
                    row, Came(result=ended.outcome.value, reason=ended.reason, run=ended.run, outputs=outputs)
                )
            yield row, ended

    def _one(self, row: Row, seeing: Grounder) -> RunEnded:
        """What is wrong with one row is its own failure."""
        if row.problem:
            return RunEnded(outcome=Outcome.FAILED, reason=row.problem, run="")
        names = {one.name for one in self.file.flow.inputs}
        values = {name: text for name, text in row.values(self.table.columns).items() if name in names}
        try:
            job = job_of(self.file, {**values, **self.given}, self.where, self.how)
            return carry_out(job, as_json=self.as_json, row=row.number, loaded=seeing, also=Healings(self.file.path))
        except RunNotBegun as error:
            return RunEnded(outcome=Outcome.FAILED, reason=str(error), run=error.run)
        except (AppError, PlannerError) as error:
            return RunEnded(outcome=Outcome.FAILED, reason=str(error), run="")

    def _check_columns(self) -> None:
        columns, inputs = self.table.columns, self.file.flow.inputs
        needed = [one.name for one in inputs if one.default is None and not one.secret and one.name not in self.given]
        missing = next((name for name in needed if name not in columns), None)
        if missing is not None:
            there = ", ".join(columns)
            raise Misuse(f"The table has no column “{missing}”, which the flow needs; it has {there}.")
        if not any(one.name in columns for one in inputs):
            raise Misuse(f"No column of the table is an input of the flow: {', '.join(one.name for one in inputs)}.")

    def _told(self, counts: dict[Outcome, int]) -> int:
        outcome = Outcome.DONE if set(counts) <= {Outcome.DONE} else Outcome.FAILED
        outcome = Outcome.STOPPED if Outcome.STOPPED in counts else outcome
        total, done = sum(counts.values()), counts.get(Outcome.DONE, 0)
        others = ", ".join(f"{number} {one.value}" for one, number in counts.items() if one is not Outcome.DONE)
        said = f"{done} of {total} rows done" + (f" ({others})" if others else "") + "."
        whole = RunEnded(outcome=outcome, reason=said if total else "There was no row left to do.", run="")
        output = Output(exclusive=self.as_json, gone=lambda: None)
        if self.as_json:
            output.put_json(result_line(whole))
        else:
            talk(whole.reason)
        output.close()
        return EXIT_CODES[outcome]


def _output_names(flow: Flow) -> tuple[str, ...]:
    """What its runs hand out: by its own list, else everything that a step reads or works out."""
    if flow.outputs:
        return flow.outputs
    steps = Plan(instruction=Instruction(text=""), nodes=flow.nodes).steps
    names = [step.action.name for step in steps if isinstance(step.action, Read | Compute | Copy | Ask)]
    return tuple(dict.fromkeys(name for name in names if name))
