"""What decides in a flow, as a person changes it: a condition in words, what is gone through, how often."""

from dataclasses import dataclass
from enum import StrEnum

from planner.conditions import FilesIn, Fitting, Items, LinesOf, Listed, Tabled
from planner.flow.tree import FlowBroken
from planner.flow.written import Plain, value_as_written
from planner.language.parts import fitting_words


class Over(StrEnum):
    """What a loop goes through, as a person chooses it."""

    VALUES = "values"
    TABLE = "table"
    SHOWN = "shown"
    FILES = "files"
    LINES = "lines"


class Deciding(StrEnum):
    """How a part decides, and the key that it has in a file."""

    IF = "if"
    EACH = "for each"
    UNTIL = "repeat until"
    TIMES = "repeat"


@dataclass(frozen=True, kw_only=True)
class PartEditable:
    """What can be changed of a condition or loop. kind None: it is told in the sentence `words`.

    words: the condition; what is gone through. over: of a loop over things. times: how often, or how often at most.
    can_turn: the condition has an opposite. has_otherwise: there is a branch for it already.
    """

    number: int
    kind: Deciding | None
    words: str = ""
    over: Over = Over.VALUES
    times: int = 0
    can_turn: bool = False
    has_otherwise: bool = False


def words_of(items: Items) -> tuple[Over, str]:
    match items:
        case Listed(values=values):
            return Over.VALUES, ", ".join(str(value_as_written(value)) for value in values)
        case Tabled(columns=columns, rows=rows):
            lines = [columns, *((str(value_as_written(value)) for value in row) for row in rows)]
            return Over.TABLE, "; ".join(", ".join(line) for line in lines)
        case Fitting():
            return Over.SHOWN, fitting_words(items)
        case FilesIn(folder=folder, ending=ending):
            return Over.FILES, f"{folder}/*{ending}" if ending else folder
        case LinesOf(value=value):
            return Over.LINES, str(value_as_written(value))


def items_written(over: Over, words: str) -> Plain:
    """Raises FlowBroken where nothing is said."""
    said = words.strip()
    if not said:
        raise FlowBroken("say what is gone through.")
    match over:
        case Over.VALUES:
            return [one.strip() for one in said.split(",") if one.strip()]
        case Over.TABLE:
            columns, *rows = ([one.strip() for one in line.split(",")] for line in said.split(";"))
            if not rows or any(len(row) != len(columns) for row in rows):
                raise FlowBroken("a table has its names first, and in each row as many values as there are names.")
            return [dict(zip(columns, row, strict=True)) for row in rows]
        case Over.SHOWN:
            return said
        case Over.FILES:
            folder, star, ending = said.rpartition("/*")
            return {"files in": folder, "ending": ending} if star else {"files in": said}
        case Over.LINES:
            return {"lines of": said}
