"""The rows that a flow is run over: read one at a time, and written back with what came of each.

Decision: what came of a row is on disk before the next one begins, and which row is being worked on is on disk before
its first act. So after a crash the rows that are done are left alone, and the one that was being worked on is told as
interrupted instead of done twice.
"""

import csv
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.errors import Misuse

RESULT, REASON, RUN = "result", "reason", "run"
INTERRUPTED: Final = "interrupted"
_MOST_CELL: Final = 1_000_000
_SNIFFED: Final = 64_000


@dataclass(frozen=True, kw_only=True)
class Row:
    """number: 1 is the first below the header. problem: why the row cannot be used ("" when it can)."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""

    def values(self, columns: tuple[str, ...]) -> dict[str, str]:
        return dict(zip(columns, self.cells, strict=False))


@dataclass(frozen=True, kw_only=True)
class Came:
    """What came of a row."""

    result: str
    reason: str = ""
    run: str = ""
    outputs: Mapping[str, str] | None = None


class Table:
    """A CSV file, or the first sheet of an .xlsx file, read row by row. Raises Misuse for what cannot be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.is_file():
            raise Misuse(f"There is no table {path}.")
        self.dialect: type[csv.Dialect] | csv.Dialect = csv.excel
        rows = self._raw()
        header = next(rows, None)
        if header is None or not any(cell.strip() for cell in header):
            raise Misuse(f"{path.name} is empty; its first line gives the names of the columns.")
        self.columns = tuple(cell.strip() for cell in header)
        doubled = next((name for name in self.columns if name and self.columns.count(name) > 1), None)
        if doubled is not None:
            raise Misuse(f"{path.name}, line 1: the column “{doubled}” stands there twice.")

    def rows(self) -> Iterator[Row]:
        raw = self._raw()
        next(raw)
        number = 0
        for cells in raw:
            if not any(cell.strip() for cell in cells):
                continue
            number += 1
            problem = ""
            if len(cells) != len(self.columns):
                problem = f"The row has {len(cells)} cells, and the header {len(self.columns)}."
            yield Row(number=number, cells=tuple(cells), problem=problem)

    def _raw(self) -> Iterator[list[str]]:
        if self._path.suffix.lower() == ".xlsx":
            yield from self._sheet()
            return
        csv.field_size_limit(_MOST_CELL)
        try:
            with self._path.open(encoding="utf-8-sig", newline="") as stream:
                self.dialect = _dialect(stream.read(_SNIFFED))
                stream.seek(0)
                reader = csv.reader(stream, self.dialect)
                try:
                    yield from reader
                except csv.Error as error:
                    raise Misuse(f"{self._path.name}, line {reader.line_num}: {error}.") from error
        except UnicodeDecodeError as error:
            raise Misuse(f"{self._path.name} is not UTF-8 text (byte {error.start}); save it as UTF-8.") from error
        except OSError as error:
            raise Misuse(f"{self._path} cannot be read: {error.strerror or 'the disk refuses it'}.") from error

    def _sheet(self) -> Iterator[list[str]]:
        from zipfile import BadZipFile

        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException

        try:
            book = load_workbook(self._path, read_only=True, data_only=True)
        except (InvalidFileException, BadZipFile, OSError, ValueError, KeyError, SyntaxError) as error:
            raise Misuse(f"{self._path.name} is no spreadsheet that can be read.") from error
        try:
            for cells in book.worksheets[0].iter_rows(values_only=True):
                yield ["" if cell is None else str(cell) for cell in cells]
        finally:
            book.close()


def _dialect(sample: str) -> type[csv.Dialect] | csv.Dialect:
    """Comma, semicolon or tab, whichever the first line has most of."""
    first = sample.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)

    class Found(csv.excel):
        delimiter = separator

    return Found


class Ledger:
    """The file of results, beside it the row that is being worked on. Belongs to one process at a time."""

    def __init__(self, path: Path, table: Table, outputs: tuple[str, ...]) -> None:
        """Goes on with a file of the same columns. Raises Misuse for one of others."""
        self._path = path
        self._at_work = path.with_name(f"{path.name}.row")
        self._outputs = tuple(name for name in outputs if name not in table.columns)
        self._columns = result_columns(table, outputs)
        self._dialect = table.dialect
        self.finished = rows_done(path, table, outputs)
        if self.finished == 0 and not _has_header(path):
            self._append(list(self._columns))

    @property
    def interrupted(self) -> tuple[int, str] | None:
        """The row that a run before this one began and never finished, and its run ("" when it had none yet)."""
        try:
            kept = json.loads(self._at_work.read_text(encoding="utf-8"))
            number, run = int(kept["row"]), str(kept["run"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (number, run) if number > self.finished else None

    def begin(self, number: int, run: str = "") -> None:
        """On disk when it returns."""
        _write_through(self._at_work, json.dumps({"row": number, "run": run}))

    def finish(self, row: Row, came: Came) -> None:
        """On disk when it returns."""
        cells = [*row.cells[: len(self._columns)]]
        width = len(self._columns) - 3 - len(self._outputs)
        cells = (cells + [""] * width)[:width]
        outputs = came.outputs or {}
        self._append([*cells, came.result, came.reason, came.run, *(outputs.get(name, "") for name in self._outputs)])
        self.finished += 1

    def close(self) -> None:
        self._at_work.unlink(missing_ok=True)

    def _append(self, cells: list[str]) -> None:
        try:
            with self._path.open("a", encoding="utf-8", newline="") as stream:
                csv.writer(stream, self._dialect).writerow(cells)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise Misuse(f"{self._path} cannot be written: {error.strerror or 'the disk refuses it'}.") from error


def result_columns(table: Table, outputs: tuple[str, ...]) -> tuple[str, ...]:
    return (*table.columns, RESULT, REASON, RUN, *(name for name in outputs if name not in table.columns))


def rows_done(path: Path, table: Table, outputs: tuple[str, ...]) -> int:
    """How many rows have their results in that file. Raises Misuse for results of other columns."""
    if not _has_header(path):
        return 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, table.dialect)
            if tuple(next(reader, ())) != result_columns(table, outputs):
                raise Misuse(f"{path.name} holds results of other columns; give another file with --out.")
            return sum(1 for cells in reader if cells)
    except (UnicodeDecodeError, csv.Error) as error:
        raise Misuse(f"{path.name} is no table of results; give another file with --out.") from error


def _has_header(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _write_through(path: Path, text: str) -> None:
    try:
        with path.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise Misuse(f"{path} cannot be written: {error.strerror or 'the disk refuses it'}.") from error
