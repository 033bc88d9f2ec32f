"""Flows that the window wishes: what runs, rehearsals, runs over tables and recordings are made of."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from app.cli.window_library import beside
from app.cli.window_worker import on_worker
from app.errors import Misuse
from app.ui.flows.values import (
    MOST_COUNTED,
    Doing,
    Listening,
    RecordingMade,
    RowBegins,
    RowCame,
    RowsBegin,
    Told,
    WantedFlow,
)

if TYPE_CHECKING:
    from app.clock import StopSwitch
    from app.replaying.rows import Row
    from app.storage.flows import FlowFile
    from app.storage.secrets import SecretStore
    from app.ui.bridge import Bridge
    from app.where import How, Where
    from app.worker import Worker
    from grounding.grounder import Grounder
    from planner.records import Event, RunEnded
    from planner.rehearsing import Rehearsed


def start_flow(wanted: WantedFlow, where: "Where", bridge: "Bridge", store: "SecretStore | None") -> "Worker[None]":
    """Begins what was wished of a flow. Raises AppError, PlannerError when it cannot begin."""
    from app.clock import StopSwitch
    from app.compose.flows import at_its_site, enough
    from app.compose.parts import load_words
    from app.settings import load_settings
    from app.storage.flows import load_flow
    from app.where import read_how

    how = read_how(load_settings(), autonomy=wanted.autonomy)
    switch = StopSwitch()
    if wanted.wish.doing is Doing.RECORD:
        return on_worker(lambda own: _record(wanted, where, how, bridge, switch), bridge=bridge, switch=switch)
    file = load_flow(wanted.wish.path, load_words())
    run = _FlowRun(
        file=file,
        values=dict(wanted.wish.values),
        where=at_its_site(where, file.flow),
        how=replace(how, max_steps=enough(file.flow, how)),
        bridge=bridge,
        switch=switch,
        store=store,
    )
    match wanted.wish.doing:
        case Doing.RUN:
            return on_worker(run.once, bridge=bridge, switch=switch)
        case Doing.REHEARSE:
            return on_worker(run.rehearse, bridge=bridge, switch=switch)
        case Doing.ROWS:
            table, results = wanted.wish.table, wanted.wish.results
            if table is None or results is None:
                raise Misuse("Choose a table.")
            allowed = wanted.wish.allowed
            if allowed is not None and allowed.flow != file.sha256:
                raise Misuse("The flow was changed after its steps were allowed; choose the table again.")
            run = replace(run, allowed=allowed.steps if allowed is not None else frozenset())
            return on_worker(partial(run.over, table, results), bridge=bridge, switch=switch)
        case _:
            assert_never(wanted.wish.doing)


def _record(wanted: WantedFlow, where: "Where", how: "How", bridge: "Bridge", switch: "StopSwitch") -> None:
    from app.compose.recording import record
    from app.storage.flows import flow_text

    before = flow_text(wanted.wish.path) if wanted.wish.again else ""

    made = record(
        wanted.wish.path,
        where,
        how,
        ended=lambda: switch.is_set,
        end=switch.stop,
        ready=lambda _environment: bridge.report(Listening()),
        again=wanted.wish.again,
    )
    bridge.report(RecordingMade(path=made.flow, steps=made.steps, broken=made.broken, notes=made.notes, before=before))


@dataclass(frozen=True, kw_only=True)
class _FlowRun:
    file: "FlowFile"
    values: dict[str, str]
    where: "Where"
    how: "How"
    bridge: "Bridge"
    switch: "StopSwitch"
    store: "SecretStore | None"
    allowed: frozenset[int] = frozenset()

    def once(self, own: "Worker[None]") -> None:
        self._carry_out(own, self.values, None)

    def over(self, table: Path, results: Path, own: "Worker[None]") -> None:
        from app.compose.over_rows import OverRows, output_names, told
        from app.replaying.rows import Ledger, Table

        read, outputs = Table(table), output_names(self.file.flow)
        given = beside(read.columns, self.values)
        over = OverRows(
            flow=self.file.flow,
            given=given,
            table=read,
            carry_out=lambda values, row, seeing: self._carry_out(own, values, seeing),
            threads=self.how.threads,
        )
        over.check()
        total = sum(1 for _ in islice(read.rows(), MOST_COUNTED))
        ledger = Ledger(results, read, outputs)
        shown = tuple(name for name in outputs if name not in read.columns)
        self.bridge.report(
            RowsBegin(columns=(*read.columns, *shown), total=total, done=ledger.finished, results=results)
        )
        counts: Counter[str] = Counter()
        for ended in over.ended(ledger, begins=self._row_begins):
            row, came = ended.row, ended.came
            counts[came.result] += 1
            cells = (*row.cells, *((came.outputs or {}).get(name, "") for name in shown))
            self.bridge.report(RowCame(number=row.number, cells=cells, result=came.result, reason=came.reason))
        outcome, said = told(counts)
        self.bridge.report(Told(outcome=outcome, sentence=said))

    def _row_begins(self, row: "Row") -> None:
        self.bridge.report(RowBegins(number=row.number, cells=row.cells))

    def rehearse(self, own: "Worker[None]") -> None:
        from app.compose.rehearsal import rehearsed
        from planner.flow.planning import flow_plan
        from planner.records import Outcome, PlanMade

        plan = flow_plan(self.file.flow, self.values)
        self.bridge.tell(PlanMade(plan=plan))
        unseen: list[Rehearsed] = []

        def tell(one: "Rehearsed") -> None:
            unseen.extend([one] if one.needs_place and one.target is None else [])
            self.bridge.report(one)

        rehearsed(plan, self.where, self.how, switch=self.switch, watch=own.watch, tell=tell)
        total = len(plan.steps)
        said = f"Rehearsed, nothing was touched: {total - len(unseen)} of {total} steps have their place in sight."
        self.bridge.report(Told(outcome=Outcome.UNVERIFIED if unseen else Outcome.DONE, sentence=said))

    def _carry_out(self, own: "Worker[None]", values: dict[str, str], seeing: "Grounder | None") -> "RunEnded":
        """One run. Raises AppError, PlannerError."""
        from app.compose.flows import job_of
        from app.compose.healing import Healings
        from app.compose.run import work
        from app.ui.bridge import WindowConfirmer
        from planner.safety.approval import ApprovedSteps

        confirmer = WindowConfirmer(
            put=self.bridge.put, stopped=lambda: self.switch.is_set, timeout_s=self.how.question_timeout_s
        )
        healings = Healings(self.file.path)

        def tell(event: "Event") -> None:
            self.bridge.tell(event)
            healings(event)

        job = job_of(self.file, values, self.where, self.how)
        return work(
            replace(job, approver=ApprovedSteps(self.allowed)) if self.allowed else job,
            confirmer=confirmer,
            listener=tell,
            switch=self.switch,
            watch=own.watch,
            store=self.store,
            loaded=seeing,
        )
