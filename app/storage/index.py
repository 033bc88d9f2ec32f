"""The history index: one SQLite file beside the runs, quick to list and a second witness of each head hash.

Decision: the run folders are the truth. The index can be lost, and is then rebuilt from them; but a head that was taken
from a folder proves nothing about that folder, so rebuilt rows are marked and `verify` does not lean on them. An index
that cannot be written never stops a run: it says so once and stays silent.
"""

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

INDEX_VERSION = 1
_BUSY_S = 2.0
_COLUMNS = "run, folder, started_at, instruction, outcome, count, head, witnessed"
Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Row:
    """outcome: "" until the run ended. count, head: lines of the chain and the last hash. witnessed: told by the
    process that wrote the run, not read from its folder afterwards."""

    run: str
    folder: str
    started_at: str
    instruction: str
    outcome: str
    count: int
    head: str
    witnessed: bool


class Index:
    """Safe from several threads and processes. Every method survives a lost, damaged or read-only file."""

    def __init__(self, *, path: Path, warn: Callable[[str], None]) -> None:
        self._path = path
        self._warn = warn
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._unusable = False

    def put(self, row: Row) -> None:
        """Keeps a row, in place of an earlier one of the same run."""
        values = (
            row.run,
            row.folder,
            row.started_at,
            row.instruction,
            row.outcome,
            row.count,
            row.head,
            int(row.witnessed),
        )
        statement = f"INSERT OR REPLACE INTO runs ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
        self._use(lambda connection: connection.execute(statement, values))

    def advance(self, run: str, count: int, head: str, outcome: str = "") -> None:
        """The chain of a run has grown; with an outcome it has ended."""
        statement = "UPDATE runs SET count = ?, head = ?, outcome = ? WHERE run = ?"
        self._use(lambda connection: connection.execute(statement, (count, head, outcome, run)))

    def row(self, run: str) -> Row | None:
        rows = self._select("WHERE run = ?", (run,))
        return rows[0] if rows else None

    def rows(self) -> tuple[Row, ...]:
        return self._select("ORDER BY run", ())

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _select(self, rest: str, values: tuple[str, ...]) -> tuple[Row, ...]:
        statement = f"SELECT {_COLUMNS} FROM runs {rest}"  # noqa: S608
        found = self._use(lambda connection: connection.execute(statement, values).fetchall()) or []
        return tuple(
            Row(
                run=run,
                folder=folder,
                started_at=started_at,
                instruction=instruction,
                outcome=outcome,
                count=count,
                head=head,
                witnessed=bool(witnessed),
            )
            for run, folder, started_at, instruction, outcome, count, head, witnessed in found
        )

    def _use(self, work: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """What the work gives, done inside a transaction; None once the index has proved unusable."""
        with self._lock:
            if self._unusable:
                return None
            try:
                if self._connection is None:
                    self._connection = self._connected()
                with self._connection:
                    return work(self._connection)
            except (sqlite3.Error, OSError) as error:
                self._unusable = True
                self._warn(
                    f"The history index {self._path} cannot be used ({error}); runs are recorded all the same, "
                    "but their heads are kept in the run folders only."
                )
                return None

    def _connected(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            return _prepared(self._path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # not a database, or a damaged one: kept aside, and begun anew
            for suffix in ("", "-wal", "-shm"):
                damaged = Path(f"{self._path}{suffix}")
                if damaged.exists():
                    damaged.replace(f"{self._path}.damaged{suffix}")
            self._warn(f"The history index was damaged; it is kept as {self._path}.damaged and rebuilt from the runs.")
            return _prepared(self._path)


def _prepared(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, timeout=_BUSY_S)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > INDEX_VERSION:
            raise sqlite3.OperationalError(f"it was written by a newer Deskhand, version {version}")
        if version < INDEX_VERSION:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS runs (run TEXT PRIMARY KEY, folder TEXT NOT NULL, started_at TEXT NOT NULL,"
                " instruction TEXT NOT NULL, outcome TEXT NOT NULL, count INTEGER NOT NULL, head TEXT NOT NULL,"
                " witnessed INTEGER NOT NULL)"
            )
            connection.execute(f"PRAGMA user_version = {INDEX_VERSION}")
        _check(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    """Raises DatabaseError, and never a subclass, for a file that is damaged inside or holds another table."""
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("it is damaged inside")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(runs)")]
    if columns != _COLUMNS.split(", "):
        raise sqlite3.DatabaseError("it holds something else")
