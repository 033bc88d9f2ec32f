"""The runs of a folder: listed from the index where it knows them, else from the folders; one found by id or path."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.errors import AppError
from app.storage import lock
from app.storage.chain import RECORDS, read_chain
from app.storage.errors import NoSuchRun
from app.storage.history import DAMAGED, INTERRUPTED, RUNNING, salvage
from app.storage.index import Index, Row


@dataclass(frozen=True, kw_only=True)
class Listed:
    """outcome: an outcome of a run, or running, interrupted, damaged."""

    run: str
    started_at: str
    outcome: str
    instruction: str


def list_runs(runs_folder: Path, index: Index) -> tuple[Listed, ...]:
    """Newest first. Folders that the index does not know are read and put into it, as unwitnessed."""
    known = {row.run: row for row in index.rows()}
    return tuple(
        _listed(folder, known.get(folder.name), index) for folder in sorted(_folders(runs_folder), reverse=True)
    )


def find_run(run: str, runs_folder: Path, index: Index) -> Path:
    """The folder of RUN, an id or a path; also one that lost its record, if the index knows it. Raises NoSuchRun."""
    candidates = [Path(run).expanduser()]
    if "/" not in run and run not in ("", ".", ".."):
        candidates.insert(0, runs_folder / run)
    for candidate in candidates:
        folder = candidate.parent if candidate.name == RECORDS else candidate
        if run and folder.is_dir() and ((folder / RECORDS).is_file() or index.row(folder.name) is not None):
            return folder.resolve()
    raise NoSuchRun(run, str(runs_folder))


def _folders(runs_folder: Path) -> Iterator[Path]:
    try:
        children = list(runs_folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return
    for child in children:
        if (child / RECORDS).is_file():
            yield child


def _listed(folder: Path, row: Row | None, index: Index) -> Listed:
    known = row is not None and Path(row.folder) == folder.absolute()
    if row is not None and known and row.outcome:
        return Listed(run=row.run, started_at=row.started_at, outcome=row.outcome, instruction=row.instruction)
    if row is not None and known and lock.is_held(folder):
        return Listed(run=row.run, started_at=row.started_at, outcome=RUNNING, instruction=row.instruction)
    try:
        history = salvage(folder)
    except AppError:
        return Listed(run=folder.name, started_at=_time_of(folder.name), outcome=_unreadable(folder), instruction="")
    outcome = DAMAGED if history.damage else history.outcome
    if row is None and history.id == folder.name and not history.damage:
        reading = read_chain(folder / RECORDS)
        index.put(
            Row(
                run=folder.name,
                folder=str(folder.absolute()),
                started_at=history.started_at,
                instruction=history.instruction.text,
                outcome="" if history.closing is None else outcome,
                count=len(reading.links),
                head=reading.head,
                witnessed=False,
            )
        )
    return Listed(run=folder.name, started_at=history.started_at, outcome=outcome, instruction=history.instruction.text)


def _unreadable(folder: Path) -> str:
    """A writer that has just begun, or was killed before its first line, has harmed nothing."""
    if lock.is_held(folder):
        return RUNNING
    reading = read_chain(folder / RECORDS)
    return DAMAGED if reading.broken is not None or reading.links else INTERRUPTED


def _time_of(run: str) -> str:
    """The start that an id tells, or "".

    >>> _time_of("20261121-053012-k3f9")
    '2026-11-21T05:30:12+00:00'
    """
    try:
        return datetime.strptime(run[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC).isoformat()
    except ValueError:
        return ""
