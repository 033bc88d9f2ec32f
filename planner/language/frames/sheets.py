"""Whole stretches of a sheet: its rows put in order by a column, cells in a row filled."""

import re

from grounding.screen import Query, Role
from planner.actions import Click, Filling, Literal, PressKeys, TypeText
from planner.document_orders import SetCell
from planner.language.context import Context
from planner.language.frames.cells import CELL, is_sheet
from planner.language.frames.folders import with_application
from planner.language.frames.objects import Actions, Answer, bring, list_items, plain_name, without_determiner
from planner.language.lexicon import WordClass
from planner.language.looks import Picking
from planner.language.tokens import Phrase
from planner.language.verbs import Clause

_ROWS = frozenset({"rows", "table", "data", "list", "it", "everything", "sheet", "lines", "entries", "them"})
_RANGE = frozenset({"to", "through", "until", "-", "–"})
_KINDS = frozenset({"numbers", "values", "names", "words", "from"})
_MOST_CELLS = 30
_ONE = ("a", "an")
_LONGEST_VALUE = 4
_MOST_COLUMNS = 26


def sort_rows(clause: Clause, context: Context) -> Answer:
    """ "sort the rows by column B in descending order": the sheet's own command, from a cell of that column."""
    if context.on_page or not is_sheet(context.file):
        return None
    body = clause.body.trimmed()
    by = body.index("by")
    if by is None or without_determiner(body.part(0, by), context.lexicon).words[:1] not in {(row,) for row in _ROWS}:
        return None
    falling = body.find(context.lexicon.looks.picking[Picking.FALLING]) is not None
    column = _column(body.part(by + 1), context)
    if column is None:
        return None
    way = "descending" if falling else "ascending"
    there = (PressKeys(keys=("right",), times=column - 1),) if column > 1 else ()
    return (PressKeys(keys=("ctrl", "home")), *there, Click(place=Query(text=f"sort {way}", role=Role.MENU_ITEM)))


def _column(said: Phrase, context: Context) -> int | None:
    """The number of "column B", "the second column"; None where it is told by its heading."""
    bare = without_determiner(said, context.lexicon)
    if bare.words[:1] == ("column",) and len(bare) > 1:
        letter = bare.part(1, 2).text.strip(",")
        return ord(letter.upper()) - ord("A") + 1 if re.fullmatch(r"[A-Za-z]", letter) else None
    found = context.lexicon.ordinals.at(bare.words)
    named = found is not None and bare.words[found.length : found.length + 1] == ("column",)
    return found.value if found is not None and named and 0 < found.value <= _MOST_COLUMNS else None


def add_row(clause: Clause, context: Context) -> Answer:
    """ "add a new row with Lamp and 4 at the end": below the last cell that is filled, from the first column on."""
    if context.on_page or not is_sheet(context.file):
        return None
    body = clause.body.trimmed().without_end(context.lexicon.words(WordClass.AT_END))
    bare = without_determiner(body, context.lexicon)
    bare = bare.part(1) if bare.words[:1] in (("new",), ("another",)) else bare
    if bare.words[:1] != ("row",) or bare.words[1:2] not in (("with",), (":",), ("saying",)):
        return None
    items = list_items(bare.part(2).trimmed(), context.lexicon)
    values = [plain_name(item.part(1) if item.words[0] in _ONE and len(item) > 1 else item) for item in items]
    if not values or any(len(value.split()) > _LONGEST_VALUE for value in values):
        return None
    there = (PressKeys(keys=("ctrl", "end")), PressKeys(keys=("home",)), PressKeys(keys=("down",)))
    typed = [TypeText(value=Literal(text=value), filling=Filling.HERE) for value in values]
    ends = [PressKeys(keys=("tab",))] * (len(values) - 1) + [PressKeys(keys=("enter",))]
    return (*there, *(act for pair in zip(typed, ends, strict=True) for act in pair))


def fill_cells(clause: Clause, context: Context) -> Answer:
    """ "fill A1 to A5 with the numbers 1 to 5", "put Ana, Ben and Cleo in A1 to A3"."""
    if context.on_page:
        return None
    body = clause.body.trimmed()
    elsewhere = with_application(body, context)
    body, app = elsewhere or (body, "")
    filling = clause.verb.startswith("fill")
    at = next(
        (at for at in range(1, len(body) - 1) if body.words[at] in (("with",) if filling else ("in", "into"))), None
    )
    if at is None:
        return None
    first, second = body.part(0, at), body.part(at + 1)
    cells = _cells(first if filling else second)
    values = _values(second if filling else first, len(cells), context)
    if len(cells) < 2 or not values:
        return None
    filled = (SetCell(cell=cell, value=Literal(text=value)) for cell, value in zip(cells, values, strict=True))
    return (*_brought(app, context), *filled)


def _brought(app: str, context: Context) -> Actions:
    return bring(app, context) if app else ()


def _cells(said: Phrase) -> tuple[str, ...]:
    """ "A1 to A5", "the cells A1:A5": each of them, in one row or column."""
    words = [word.upper() for word in said.words if word not in ("the", "cells", "cell", "from")]
    text = ":".join(word for word in words if word.lower() not in _RANGE)
    ends = [CELL.fullmatch(one) for one in text.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return ()
    (column, row), (last_column, last_row) = (ends[0][1], int(ends[0][2])), (ends[1][1], int(ends[1][2]))
    if column == last_column and 0 < last_row - row < _MOST_CELLS:
        return tuple(f"{column}{number}" for number in range(row, last_row + 1))
    if row == last_row and len(column) == len(last_column) == 1 and column < last_column:
        return tuple(f"{chr(letter)}{row}" for letter in range(ord(column), ord(last_column) + 1))
    return ()


def _values(said: Phrase, count: int, context: Context) -> tuple[str, ...]:
    """As many as there are cells: numbers that count on, or a list of names."""
    bare = without_determiner(said, context.lexicon)
    bare = (
        bare.part(1)
        if bare.words[:1] in (("numbers",), ("values",), ("names",), ("words",)) and len(bare) > 1
        else bare
    )
    bare = bare.part(1) if bare.words[:1] == ("from",) and len(bare) > 1 else bare
    if len(bare) == 3 and bare.words[1] in _RANGE and bare.words[0].isdecimal() and bare.words[2].isdecimal():
        first, last = int(bare.words[0]), int(bare.words[2])
        counted = tuple(str(number) for number in range(first, last + 1))
        return counted if len(counted) == count else ()
    items = list_items(bare, context.lexicon)
    if len(items) != count or any(item.begins(context.lexicon.words(WordClass.DETERMINER)) for item in items):
        return ()
    return tuple(plain_name(item) for item in items)
