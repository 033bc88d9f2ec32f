"""The window's library of flows: what is there, what one says, its proposals, its changes."""

from collections.abc import Mapping
from difflib import ndiff
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, Misuse
from app.ui.flows.part_values import MakeLoop
from app.ui.flows.values import (
    MOST_COUNTED,
    AddStep,
    Aim,
    Change,
    Entry,
    MakeInput,
    Move,
    Opened,
    Proposal,
    Remove,
    Rename,
    Retell,
    TableSeen,
    Wait,
)

if TYPE_CHECKING:
    from app.replaying.rows import Row
    from app.storage.records import PlaceHealed
    from app.storage.secrets import SecretStore
    from grounding.grounder import Grounder
    from planner.flow.editing import Editable
    from planner.flow.parts import PartEditable
    from planner.records import RunEnded

RESULTS = ".results.csv"


class Library:
    """The window's shelf, over the person's own folder and the list of flows from elsewhere."""

    def __init__(self, store: "SecretStore") -> None:
        self._store = store
        self._read: dict[tuple[Path, int, int], Entry] = {}
        self._changes: dict[Path, list[tuple[str, str]]] = {}  # the text before and after each

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
        from planner.demo.repeats import repeats_in
        from planner.flow.checking import check_flow

        flow = load_flow(path, load_words()).flow
        crops = {number: crops_folder(path) / name for number, name in (flow.pictures or {}).items()}
        return Opened(
            path=path,
            flow=flow,
            pictures={number: picture for number, picture in crops.items() if picture.is_file()},
            asks=tuple(dict.fromkeys(one.step.purpose for one in check_flow(flow, load_policy()).weighty)),
            missing=tuple(one.secret for one in flow.inputs if one.secret and not self._is_set(one.secret)),
            proposals=len(read_healings(path)),
            repeats=found.words if (found := repeats_in(flow)) is not None else "",
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

    def editable(self, path: Path, number: int) -> "Editable":
        from app.compose.editing import editable

        return editable(path, number)

    def editable_part(self, path: Path, number: int) -> "PartEditable":
        from app.compose.editing import editable_part

        return editable_part(path, number)

    def change(self, path: Path, change: Change) -> None:
        from app.cli.window_parts import changed
        from app.compose import editing
        from app.compose.repeating import make_loop

        match change:
            case Rename(name=name):
                before = editing.edit(path, lambda editor: editor.renamed(name))
            case Retell(number=number, text=text):
                before = editing.edit(path, lambda editor: editor.retold(number, text))
            case Move(number=number, by=by):
                before = editing.edit(path, lambda editor: editor.moved(number, by=by))
            case Remove(number=number):
                before = editing.edit(path, lambda editor: editor.without(number))
            case Wait(number=number, seconds=seconds):
                before = editing.edit(path, lambda editor: editor.waiting_after(number, seconds))
            case AddStep(number=number, words=words):
                before = editing.edit(path, lambda editor: editor.saying_after(number, words))
            case MakeInput(number=number, name=name):
                before = editing.edit(path, lambda editor: editor.with_input(number, name))
            case Aim(number=number, element=element, screen=screen):
                place = editing.place_of(element, screen)
                before = editing.edit(path, lambda editor: editor.aimed(number, place))
            case MakeLoop():
                before = make_loop(path)
            case _:
                before = editing.edit_parts(path, partial(changed, change))
        self.remember(path, before)

    def remember(self, path: Path, before: str) -> None:
        from app.storage.flows import flow_text

        self._changes.setdefault(path, []).append((before, flow_text(path)))

    def undo(self, path: Path) -> None:
        from app.compose.editing import put
        from app.storage.flows import flow_text

        if not self.can_undo(path):
            return
        before, after = self._changes[path].pop()
        if flow_text(path) != after:
            self._changes[path].clear()
            raise Misuse("The file was changed by something else since; nothing is taken back.")
        put(path, before)

    def can_undo(self, path: Path) -> bool:
        return bool(self._changes.get(path))

    def look_at(self, table: Path, path: Path, values: Mapping[str, str]) -> TableSeen:
        from app.compose.over_rows import OverRows, output_names
        from app.compose.parts import load_policy, load_words
        from app.replaying.rows import Table, rows_done
        from app.storage.flows import load_flow
        from planner.flow.checking import check_flow
        from planner.safety.effect import Verdict

        results = table.with_name(f"{table.stem}{RESULTS}")
        anew = _free(results)
        file = load_flow(path, load_words())
        flow = file.flow
        weighty = check_flow(flow, load_policy()).weighty
        try:
            read = Table(table)
            given = beside(read.columns, values)
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
        return TableSeen(
            table=table,
            results=results,
            anew=anew,
            columns=read.columns,
            used=used,
            rows=rows,
            done=done,
            asks={one.step.number: one.step.purpose for one in weighty if one.judgement.verdict is Verdict.CONFIRM},
            flow=file.sha256,
        )


def beside(columns: tuple[str, ...], values: Mapping[str, str]) -> dict[str, str]:
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
