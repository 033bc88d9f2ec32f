"""Flows for the window: its library, and what runs, rehearsals, tables and recordings are made of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import ndiff
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from app.cli.window_worker import on_worker
from app.errors import AppError, Misuse
from app.ui.flows.values import (
    MOST_COUNTED,
    Doing,
    Entry,
    Listening,
    Opened,
    Proposal,
    RecordingMade,
    RowBegins,
    RowCame,
    RowsBegin,
    TableSeen,
    Told,
    WantedFlow,
)

if TYPE_CHECKING:
    from app.clock import StopSwitch
    from app.replaying.rows import Row
    from app.storage.flows import FlowFile
    from app.storage.records import PlaceHealed
    from app.storage.secrets import SecretStore
    from app.ui.bridge import Bridge
    from app.where import How, Where
    from app.worker import Worker
    from grounding.grounder import Grounder
    from planner.records import Event, RunEnded
    from planner.rehearsing import Rehearsed

RESULTS = ".results.csv"


class Library:
    """The window's shelf, over the person's own folder and the list of flows from elsewhere."""

    def __init__(self, store: "SecretStore") -> None:
        self._store = store
        self._read: dict[tuple[Path, int, int], Entry] = {}

    @property
    def folder(self) -> Path:
        from app.storage.shelf import flows_folder

        return flows_folder()

    def entries(self) -> tuple[Entry, ...]:
        from app.storage.shelf import added_flows, own_flows

        read = [self._entry(path, added=False) for path in own_flows()]
        read += [self._entry(path, added=True) for path in added_flows()]
        return tuple(sorted(read, key=lambda entry: entry.name.casefold()))

    def _entry(self, path: Path, *, added: bool) -> Entry:
        """Read again only when the file has changed."""
        from app.compose.parts import load_words
        from app.storage.flows import load_flow

        try:
            stat = path.stat()
            key = (path, stat.st_mtime_ns, stat.st_size)
        except OSError:
            return Entry(path=path, name=path.name, problem="It is not there any more.", added=added)
        if key not in self._read:
            try:
                flow = load_flow(path, load_words()).flow
                entry = Entry(path=path, name=flow.name or path.name, description=flow.description, added=added)
            except AppError as error:
                entry = Entry(path=path, name=path.name, problem=str(error), added=added)
            self._read[key] = entry
        return self._read[key]

    def add(self, path: Path) -> None:
        """Only what is a flow; else Misuse says why not."""
        from app.compose.parts import load_words
        from app.storage.flows import load_flow
        from app.storage.shelf import add_flow

        load_flow(path, load_words())
        add_flow(path)

    def leave_out(self, path: Path) -> None:
        from app.storage.shelf import leave_out_flow

        leave_out_flow(path)

    def open(self, path: Path) -> Opened:
        from app.compose.parts import load_policy, load_words
        from app.storage.flows import crops_folder, load_flow
        from app.storage.healings import read_healings
        from planner.flow.checking import check_flow

        flow = load_flow(path, load_words()).flow
        crops = {number: crops_folder(path) / name for number, name in (flow.pictures or {}).items()}
        return Opened(
            path=path,
            flow=flow,
            pictures={number: picture for number, picture in crops.items() if picture.is_file()},
            asks=tuple(one.step.purpose for one in check_flow(flow, load_policy()).weighty),
            missing=tuple(one.secret for one in flow.inputs if one.secret and not self._is_set(one.secret)),
            proposals=len(read_healings(path)),
        )

    def _is_set(self, secret: str) -> bool:
        try:
            self._store.resolve(secret)
        except AppError:
            return False
        return True

    def keep_secret(self, name: str, value: str) -> None:
        self._store.keep(name, value)

    def place_for(self, name: str) -> Path:
        from app.storage.shelf import place_for

        path = place_for(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Misuse(f"{path.parent} cannot be made: {error.strerror or 'the disk refuses it'}.") from error
        return path

    def proposals(self, path: Path) -> tuple[Proposal, ...]:
        from app.storage.flows import flow_text
        from app.storage.healings import read_healings

        opened, text = self.open(path), flow_text(path)
        return tuple(_proposal(number, one, opened, text) for number, one in enumerate(read_healings(path), start=1))

    def answer(self, path: Path, number: int, *, accept: bool) -> None:
        from app.compose.healing import answer

        answer(path, number, accept=accept)

    def look_at(self, table: Path, path: Path, values: Mapping[str, str]) -> TableSeen:
        from app.compose.over_rows import OverRows, output_names
        from app.replaying.rows import Table, rows_done

        results = table.with_name(f"{table.stem}{RESULTS}")
        anew = _free(results)
        flow = self.open(path).flow
        try:
            read = Table(table)
            given = _beside(read.columns, values)
            OverRows(flow=flow, given=given, table=read, carry_out=_never).check()
            rows = sum(1 for _ in islice(read.rows(), MOST_COUNTED))
        except Misuse as error:
            return TableSeen(table=table, results=results, anew=anew, problem=str(error))
        try:
            done = rows_done(results, read, output_names(flow))
        except Misuse:  # results of something else: they stay as they are
            results, done = anew, 0
        names = {one.name for one in flow.inputs}
        used = tuple(name for name in read.columns if name in names)
        return TableSeen(table=table, results=results, anew=anew, columns=read.columns, used=used, rows=rows, done=done)


def _beside(columns: tuple[str, ...], values: Mapping[str, str]) -> dict[str, str]:
    """The values that hold for all rows: a column says its input anew for each."""
    return {name: value for name, value in values.items() if name not in columns and value}


def _free(path: Path) -> Path:
    """The first such name that is free.

    >>> _free(Path("/nowhere/guests.results.csv")).name
    'guests.results.csv'
    """
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _never(values: dict[str, str], row: "Row", seeing: "Grounder") -> "RunEnded":
    raise Misuse("A table that is only looked at is not run over.")


def _proposal(number: int, one: "PlaceHealed", opened: Opened, text: str) -> Proposal:
    from app.compose.parts import load_words
    from app.storage.healings import present_file
    from planner.flow.patching import renamed
    from planner.flow.planning import with_names
    from planner.flow.tree import FlowBroken
    from planner.language.saying import describe_place
    from planner.plan import Instruction, Plan

    steps = Plan(instruction=Instruction(text=""), nodes=with_names(opened.flow)).steps
    step = next((step.purpose for step in steps if step.number == one.number), "")
    was, now, problem = describe_place(one.healing.was), describe_place(one.healing.now), ""
    try:
        lines = list(ndiff(text.splitlines(), renamed(text, one.number, one.healing, load_words()).splitlines()))
        was = "\n".join(line[2:] for line in lines if line.startswith("- "))
        now = "\n".join(line[2:] for line in lines if line.startswith("+ "))
    except FlowBroken as error:
        problem = str(error)
    present = present_file(opened.path, one)
    return Proposal(
        number=number,
        step=f"Step {one.number}: {step}" if step else f"Step {one.number}",
        was=was,
        now=now,
        score=one.healing.score,
        problem=problem,
        crop=opened.pictures.get(one.number),
        present=present if present.is_file() else None,
    )


# --- what is carried out ------------------------------------------------------------------------------------------


def start_flow(wanted: WantedFlow, where: "Where", bridge: "Bridge", store: "SecretStore | None") -> "Worker[None]":
    """Begins what was wished of a flow. Raises AppError, PlannerError when it cannot begin."""
    from dataclasses import replace

    from app.cli.replay import at_its_site, enough
    from app.clock import StopSwitch
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
            return on_worker(partial(run.over, table, results), bridge=bridge, switch=switch)
        case _:
            assert_never(wanted.wish.doing)


def _record(wanted: WantedFlow, where: "Where", how: "How", bridge: "Bridge", switch: "StopSwitch") -> None:
    from app.compose.recording import record

    made = record(
        wanted.wish.path,
        where,
        how,
        ended=lambda: switch.is_set,
        end=switch.stop,
        ready=lambda _environment: bridge.report(Listening()),
    )
    bridge.report(RecordingMade(path=made.flow, steps=made.steps, broken=made.broken))


@dataclass(frozen=True, kw_only=True)
class _FlowRun:
    file: "FlowFile"
    values: dict[str, str]
    where: "Where"
    how: "How"
    bridge: "Bridge"
    switch: "StopSwitch"
    store: "SecretStore | None"

    def once(self, own: "Worker[None]") -> None:
        self._carry_out(own, self.values, None)

    def over(self, table: Path, results: Path, own: "Worker[None]") -> None:
        from app.compose.over_rows import OverRows, output_names, told
        from app.replaying.rows import Ledger, Table

        read, outputs = Table(table), output_names(self.file.flow)
        given = _beside(read.columns, self.values)
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
        from app.cli.replay import job_of
        from app.compose.healing import Healings
        from app.compose.run import work
        from app.ui.bridge import WindowConfirmer

        confirmer = WindowConfirmer(
            put=self.bridge.put, stopped=lambda: self.switch.is_set, timeout_s=self.how.question_timeout_s
        )
        healings = Healings(self.file.path)

        def tell(event: "Event") -> None:
            self.bridge.tell(event)
            healings(event)

        return work(
            job_of(self.file, values, self.where, self.how),
            confirmer=confirmer,
            listener=tell,
            switch=self.switch,
            watch=own.watch,
            store=self.store,
            loaded=seeing,
        )
