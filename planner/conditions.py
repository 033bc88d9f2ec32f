"""What a plan asks of the world before it goes on: conditions that hold or not, and things to go through one by one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from grounding.screen import Query
from planner.values import Value


class Comparison(StrEnum):
    """How a text or number stands to another. Numbers are compared as numbers, whatever stands around them."""

    IS = "is"
    IS_NOT = "is_not"
    MORE = "more"
    LESS = "less"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    CONTAINS = "contains"
    CONTAINS_NOT = "contains_not"


# --- conditions ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class IsShown:
    """The place is on the screen (or, present=False, is not)."""

    place: Query
    present: bool = True


@dataclass(frozen=True, kw_only=True)
class IsTicked:
    place: Query
    ticked: bool = True


@dataclass(frozen=True, kw_only=True)
class IsEnabled:
    """The control can be used (or, enabled=False, is greyed out)."""

    place: Query
    enabled: bool = True


@dataclass(frozen=True, kw_only=True)
class Compares:
    """What the place shows, or a value that is known, stands so to another value."""

    subject: Query | Value
    comparison: Comparison
    value: Value


@dataclass(frozen=True, kw_only=True)
class FileIsThere:
    path: str
    present: bool = True


Condition = IsShown | IsTicked | IsEnabled | Compares | FileIsThere


# --- things to go through -----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Values that were said."""

    values: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """Everything on the screen that the place fits, each by its text; one that has none is told by its number.

    besides: texts of what is left out ("all boxes except Newsletter").
    """

    place: Query
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FilesIn:
    """The files of a folder, each by its full path. ending: ".pdf"; "" for any. What the item is called with `NAME`
    behind it is the file's own name."""

    NAME: ClassVar[str] = " name"
    folder: str
    ending: str = ""


@dataclass(frozen=True, kw_only=True)
class LinesOf:
    """The lines of a result, without empty ones."""

    value: Value


@dataclass(frozen=True, kw_only=True)
class Tabled:
    """Rows of several values, each under the name of its column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


Items = Listed | Tabled | Fitting | FilesIn | LinesOf
