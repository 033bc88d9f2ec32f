"""What a person wants to know of what a screen shows in rows and columns, or in words: "the price of the plums"."""

from dataclasses import dataclass
from enum import StrEnum

from planner.goals.goal import Best


class Take(StrEnum):
    """What is made of all the values of a column."""

    SUM = "sum"
    AVERAGE = "average"
    MOST = "most"
    LEAST = "least"
    COUNT = "count"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """of: what is wanted of a row, by the name of its column; "": what the row itself is called. row: words that stand
    in the row; best: the row that has the most or the least of something."""

    of: str = ""
    row: str = ""
    best: Best | None = None


@dataclass(frozen=True, kw_only=True)
class Column:
    """of: the name of the column; "" for the rows themselves, which can only be counted. row: words that stand in each
    row that is meant; "" for all."""

    take: Take
    of: str = ""
    row: str = ""


@dataclass(frozen=True, kw_only=True)
class Word:
    """The word of that number in the text that is shown: 1 the first, -1 the last."""

    ordinal: int


Sought = Cell | Column | Word
