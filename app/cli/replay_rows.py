"""`deskhand replay --rows`: a flow carried out once for each row of a table."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from app.cli.run import carry_out
from app.cli.telling import EXIT_CODES, Output, result_line, talk
from app.compose.flows import job_of
from app.compose.healing import Healings
from app.compose.over_rows import OverRows, RowEnded, output_names, told
from app.replaying.junit import Case, write_junit
from app.replaying.rows import Ledger, Row, Table
from app.storage.flows import FlowFile
from app.where import How, Where
from grounding.grounder import Grounder
from planner.records import Outcome, RunEnded


@dataclass(frozen=True, kw_only=True)
class InTerminal:
    """given: values that hold for all rows."""

    file: FlowFile
    given: dict[str, str]
    table: Table
    where: Where
    how: How
    as_json: bool

    def replay(self, *, out: Path | None, junit: Path | None) -> int:
        """The exit code. out: where what came of each row is kept; what it has already is not done again."""
        over = OverRows(
            flow=self.file.flow,
            given=self.given,
            table=self.table,
            carry_out=self._carry_out,
            threads=self.how.threads,
        )
        over.check()
        ledger = Ledger(out, self.table, output_names(self.file.flow)) if out is not None else None
        results: Counter[str] = Counter()
        cases: list[Case] = []
        for ended in over.ended(ledger):
            results[ended.came.result] += 1
            if junit is not None:
                cases.append(_case(ended))
        if junit is not None:
            write_junit(junit, self.file.flow.name or self.file.path.name, cases)
        return self._told(results)

    def _carry_out(self, values: dict[str, str], row: Row, seeing: Grounder) -> RunEnded:
        job = job_of(self.file, values, self.where, self.how)
        return carry_out(job, as_json=self.as_json, row=row.number, loaded=seeing, also=Healings(self.file.path))

    def _told(self, results: Counter[str]) -> int:
        outcome, said = told(results)
        output = Output(exclusive=self.as_json, gone=lambda: None)
        if self.as_json:
            output.put_json(result_line(RunEnded(outcome=outcome, reason=said, run="")))
        else:
            talk(said)
        output.close()
        return EXIT_CODES[outcome]


def _case(ended: RowEnded) -> Case:
    known = ended.came.result in set(Outcome)
    return Case(
        name=f"row {ended.row.number}",
        outcome=Outcome(ended.came.result) if known else Outcome.FAILED,  # interrupted, by an earlier run
        reason=ended.came.reason,
        duration_s=ended.duration_s,
        run=ended.came.run,
    )
