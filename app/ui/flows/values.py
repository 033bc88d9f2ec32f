"""What the window shows of flows and what it asks for, as values, and the shelf that it takes them from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.ui.flows.part_values import MakeLoop, PartChange
from grounding.screen import Element, ParsedScreen
from planner.flow.editing import Editable
from planner.flow.parts import PartEditable
from planner.flow.values import Flow
from planner.records import Outcome
from planner.rehearsing import Rehearsed

MOST_COUNTED = 5_000


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A flow of the library. problem: why it cannot be read, "" when it can. added: it lies elsewhere."""

    path: Path
    name: str
    description: str = ""
    problem: str = ""
    added: bool = False


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A flow to look at. pictures: by the number of a step; only files that are there. asks: what it would ask before,
    in words. missing: names of its secrets that have no value yet. proposals: how many wait for an answer.

    repeats: what could become a loop, in words; "" for nothing.
    """

    path: Path
    flow: Flow
    pictures: Mapping[int, Path]
    asks: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    proposals: int = 0
    repeats: str = ""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A place that runs found under another name. was, now: the lines of the file that would change.

    step: in words. problem: why it cannot be taken over any more, "" when it can. crop, present: pictures of the
    control, as it was shown and as it was found.
    """

    number: int
    step: str
    was: str
    now: str
    score: float
    problem: str = ""
    crop: Path | None = None
    present: Path | None = None


@dataclass(frozen=True, kw_only=True)
class TableSeen:
    """A table that a flow may be run over. used: its columns that are inputs. rows: `MOST_COUNTED` stands for more.
    flow: SHA-256 of the flow that was read.

    done: so many rows have results in the file already. anew: a file of results that is not there yet. problem: why it
    cannot be used, "" when it can. asks: the steps that each row would ask before, as words by their numbers.
    """

    table: Path
    results: Path
    anew: Path
    columns: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    rows: int = 0
    done: int = 0
    problem: str = ""
    asks: Mapping[int, str] = field(default_factory=dict)
    flow: str = ""


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """Leave that the person gave for steps, by their numbers, in every row. flow: SHA-256 of the flow that they saw."""

    flow: str
    steps: frozenset[int]


class Doing(StrEnum):
    RUN = "run"
    REHEARSE = "rehearse"
    ROWS = "rows"
    RECORD = "record"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is to be done with a flow. results: of a run over rows; the file that goes on or is begun.

    A recording has the path that its flow is to be written to, and its own place and address; else the window's hold.
    again: it is the second one of a flow that is there. allowed: for all rows of a table.
    """

    doing: Doing
    path: Path
    values: Mapping[str, str]
    table: Path | None = None
    results: Path | None = None
    place: str = ""
    address: str = ""
    again: bool = False
    allowed: Allowed | None = None


@dataclass(frozen=True, kw_only=True)
class WantedFlow:
    """A wish with the choices of the window. address: as in `Wanted`."""

    wish: Wish
    place: str
    address: str
    autonomy: str


# --- changes without YAML -----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Rename:
    name: str


@dataclass(frozen=True, kw_only=True)
class Retell:
    """The step types, chooses or opens this text instead. number: of the step, here and below."""

    number: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Move:
    """by: -1 up, 1 down."""

    number: int
    by: int


@dataclass(frozen=True, kw_only=True)
class Remove:
    number: int


@dataclass(frozen=True, kw_only=True)
class Wait:
    """A pause after the step."""

    number: int
    seconds: float


@dataclass(frozen=True, kw_only=True)
class AddStep:
    """A step in plain words after the step; a condition or a loop too."""

    number: int
    words: str


@dataclass(frozen=True, kw_only=True)
class MakeInput:
    """The step's text becomes the usual value of an input of that name."""

    number: int
    name: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Aim:
    """The step acts on that element of the screen."""

    number: int
    element: Element
    screen: ParsedScreen


Change = Rename | Retell | Move | Remove | Wait | AddStep | MakeInput | Aim | MakeLoop | PartChange


# --- what comes back while it goes on -----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class RowsBegin:
    """columns: of the table and of what the flow reads; the cells of each `RowCame` fit them. done: rows before."""

    columns: tuple[str, ...]
    total: int
    done: int
    results: Path


@dataclass(frozen=True, kw_only=True)
class RowBegins:
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RowCame:
    number: int
    cells: tuple[str, ...]
    result: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Listening:
    """A recording has begun."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """How it ended, where no single run tells it: in words."""

    outcome: Outcome
    sentence: str


@dataclass(frozen=True, kw_only=True)
class RecordingMade:
    """steps: 0 when nothing was done, and then there is no flow. broken: why it ended by itself, "" when it did not.

    notes: what a second demonstration changed, in words. before: the flow's text before that.
    """

    path: Path
    steps: int
    broken: str = ""
    notes: tuple[str, ...] = ()
    before: str = ""


Report = RowsBegin | RowBegins | RowCame | Listening | Rehearsed | RecordingMade | Told


# --- where flows come from ----------------------------------------------------------------------------------------


class Shelf(Protocol):
    """The library. Everything here may raise AppError, with a sentence for the person."""

    @property
    def folder(self) -> Path: ...

    def entries(self) -> tuple[Entry, ...]: ...

    def add(self, path: Path) -> None: ...

    def leave_out(self, path: Path) -> None:
        """The file itself stays where it lies."""

    def open(self, path: Path) -> Opened: ...

    def proposals(self, path: Path) -> tuple[Proposal, ...]: ...

    def answer(self, path: Path, number: int, *, accept: bool) -> None: ...

    def editable(self, path: Path, number: int) -> Editable: ...

    def editable_part(self, path: Path, number: int) -> PartEditable: ...

    def change(self, path: Path, change: Change) -> None: ...

    def undo(self, path: Path) -> None:
        """The newest change made here is taken back; nothing happens where there is none."""

    def remember(self, path: Path, before: str) -> None:
        """The flow was changed by something else than `change`, and that too can be taken back."""

    def can_undo(self, path: Path) -> bool: ...

    def look_at(self, table: Path, path: Path, values: Mapping[str, str]) -> TableSeen: ...

    def keep_secret(self, name: str, value: str) -> None: ...

    def place_for(self, name: str) -> Path:
        """The file of a new flow of that name. Raises Misuse when there is one already, or the name is none."""
