"""Cells of a spreadsheet by their addresses, and which of them is the active one.

Decision: a sheet says in two ways which cell is active: the cell that has the keyboard tells
its address, or a small field beside the sheet shows it while nothing else that takes text has the keyboard.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from grounding.screen import Element, Look, ParsedScreen, Role, State, Structure

_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_SHOWS_ADDRESS: Final = frozenset({Role.TEXT_FIELD, Role.DROPDOWN})
_WRITES: Final = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.SPINNER, Role.DROPDOWN})


class Cell(NamedTuple):
    """Both from 1."""

    column: int
    row: int

    @property
    def address(self) -> str:
        """
        >>> Cell(1, 2).address, Cell(28, 7).address
        ('A2', 'AB7')
        """
        letters, column = "", self.column
        while column:
            column, letter = divmod(column - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row}"


def cell_at(address: str) -> Cell | None:
    """
    >>> cell_at("AB7"), cell_at("7")
    (Cell(column=28, row=7), None)
    """
    parts = _ADDRESS.fullmatch(address)
    if parts is None:
        return None
    column = 0
    for letter in parts[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Cell(column, int(parts[2]))


def active_cell(look: Look) -> Cell | None:
    """Of the sheet in the active window; None where there is none, or where something else has the keyboard."""
    if not isinstance(look.structure, Structure):
        return None
    window = look.surroundings.active_window
    if window is None:
        return None
    elements = [one for one in look.structure.elements if one.window in ("", window.id)]
    holder = next((one for one in elements if State.FOCUSED in one.state), None)
    if holder is not None and holder.role is Role.CELL:
        return cell_at(holder.hint)
    if holder is not None and holder.role in _WRITES:
        return None
    return _shown_beside(elements)


def _shown_beside(elements: Sequence[Element]) -> Cell | None:
    """By the one field that holds nothing but an address."""
    told = {one.value or one.text for one in elements if one.role in _SHOWS_ADDRESS}
    cells = {cell for text in told if (cell := cell_at(text)) is not None}
    return next(iter(cells)) if len(cells) == 1 else None


def filled_cells(look: Look) -> Iterator[tuple[Cell, str]]:
    """What the sheets in sight tell of their cells."""
    elements = look.structure.elements if isinstance(look.structure, Structure) else ()
    for one in elements:
        cell = cell_at(one.hint) if one.role is Role.CELL and one.text else None
        if cell is not None:
            yield cell, one.text


def headed(address: str, screen: ParsedScreen) -> str:
    """The words at the head of a cell's column, in the first row; the address where none are."""
    cell = cell_at(address)
    if cell is None or cell.row == 1:
        return address
    first = Cell(cell.column, 1).address
    heads = [one.text for one in screen.elements if one.role is Role.CELL and one.hint == first]
    return next((str(text) for text in heads if any(sign.isalpha() for sign in text)), address)


def held_by(cell: Cell, look: Look) -> Element | None:
    """The cell as the sheet tells of it; None where it tells of none, as of an empty one."""
    elements = look.structure.elements if isinstance(look.structure, Structure) else ()
    return next((one for one in elements if one.role is Role.CELL and one.hint == cell.address), None)
