"""Which cell of a sheet was typed in, though a sheet is looked at more slowly than it is typed in.

Decision: the keys between two clicks move the active cell by steps that every spreadsheet makes alike (Tab to the
right, Enter to the row below where the Tabs began, arrows), so an address that was seen among them tells the cells of
all. A look takes a while, in which a key may have been pressed, so an address may speak for one of several cells; only
what explains all addresses that were seen, and nothing else does as well, is taken. The cells that came to hold what
was typed tell most. Otherwise the cell is not known, and the flow leaves it to the person.
"""

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

from planner.demo.inputs import Input, KeyDown, LetGo, Pressed, Sighting, Turned
from planner.sheets import Cell, active_cell, filled_cells

REACTS_S: Final = 0.1
_ARROWS: Final = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_STAYING: Final = frozenset({"escape", "backspace", "delete", "f2", "shift", "ctrl", "alt"})


@dataclass(kw_only=True)
class _Run:
    """Steps from one cell, which need not be known.

    The cells that it may have begun in; held: by where each text came to stand, which a slow application cannot belie;
    within: by each look while it lasted; across: by the looks at its ends.
    """

    first: Cell | None = None
    held: list[frozenset[Cell]] = field(default_factory=list)
    within: list[frozenset[Cell]] = field(default_factory=list)
    across: list[frozenset[Cell]] = field(default_factory=list)

    def origin(self) -> Cell | None:
        sure = self.held or self.within
        if self.first is not None or not sure:
            return self.first
        possible = frozenset.intersection(*sure)
        votes = Counter(cell for one in (*self.within, *self.across) for cell in one if cell in possible)
        most = max((votes[cell] for cell in possible), default=0)
        best = [cell for cell in possible if votes[cell] == most]
        return best[0] if len(best) == 1 else None


@dataclass(frozen=True, kw_only=True)
class _Place:
    """From a moment on: so many columns and rows from where the run began. tabbed: columns since the last Enter."""

    since_s: float
    run: _Run
    columns: int = 0
    rows: int = 0
    tabbed: int = 0

    def cell(self) -> Cell | None:
        origin = self.run.origin()
        return Cell(origin.column + self.columns, origin.row + self.rows) if origin is not None else None


class CellsTypedIn:
    """Is told of every event and every sighting, an event after the first sighting that began after it."""

    def __init__(self) -> None:
        self._places = [_Place(since_s=0.0, run=_Run())]
        self._sightings: list[tuple[float, float, Cell | None]] = []
        self._others: list[float] = []
        self._came: dict[tuple[Cell, str], float] = {}
        self._typed: list[tuple[float, str]] = []
        self._window = ""
        self._coming: _Place | None = None
        self._edits = False

    def saw(self, sighting: Sighting) -> None:
        self._come(math.inf)
        active = sighting.look.surroundings.active_window
        window = active.id if active is not None else ""
        if window != self._window:
            self._window = window
            self._coming = _Place(since_s=sighting.began_s, run=_Run())
        self._sightings.append((sighting.began_s, sighting.ended_s, active_cell(sighting.look)))
        for pair in filled_cells(sighting.look):
            self._came.setdefault(pair, sighting.ended_s)

    def heard(self, told: Input) -> None:
        self._come(told.at_s)
        match told:
            case Pressed():
                self._edits = False
                self._places.append(_Place(since_s=told.at_s, run=_Run()))
            case KeyDown():
                self._key(told)
            case LetGo() | Turned():
                pass

    def typed(self, at_s: float, text: str) -> None:
        """Into the cell that was active then."""
        self._typed.append((at_s, text))

    def is_typing(self, since_s: float, until_s: float, text: str) -> bool:
        """Whether what was typed then went to a cell: a look meanwhile shows one that takes it; or the look before, and
        since then there were only clicks and keys that go from cell to cell.

        While a formula is typed, a line of its own may have the keyboard.
        """
        meanwhile = [cell for began_s, ended_s, cell in self._sightings if since_s <= began_s and ended_s <= until_s]
        if any(meanwhile) or (meanwhile and not text.startswith("=")):
            return any(meanwhile)
        before = next((one for one in reversed(self._sightings) if one[1] <= since_s), None)
        if before is None or before[2] is None:
            return False
        return not any(before[0] <= at_s < since_s for at_s in self._others)

    def at(self, at_s: float) -> Cell | None:
        """The cell that was active just before a moment; None: not known."""
        for run in {id(place.run): place.run for place in self._places}.values():
            run.held, run.within, run.across = [], [], []
        for began_s, ended_s, cell in self._sightings:
            if cell is None:
                continue
            places = [self._place(began_s - REACTS_S)]
            places += [one for one in self._places if began_s - REACTS_S <= one.since_s < ended_s]
            runs = {id(one.run): one.run for one in places}
            for run in runs.values():
                begun = frozenset(
                    Cell(cell.column - one.columns, cell.row - one.rows) for one in places if one.run is run
                )
                (run.within if len(runs) == 1 else run.across).append(begun)
        for typed_s, text in self._typed:
            place = self._place(typed_s)
            begun = frozenset(
                Cell(cell.column - place.columns, cell.row - place.rows)
                for (cell, held), came_s in self._came.items()
                if held == text and came_s > typed_s
            )
            if begun:
                place.run.held.append(begun)
        return self._place(at_s).cell()

    def _come(self, at_s: float) -> None:
        """Another window came to the front, as the last sighting saw; events from before that come later."""
        if self._coming is not None and self._coming.since_s < at_s:
            self._places.append(self._coming)
            self._coming = None

    def _place(self, at_s: float) -> _Place:
        return next((one for one in reversed(self._places) if one.since_s < at_s), self._places[0])

    def _key(self, told: KeyDown) -> None:
        if told.name == "f2":
            self._edits = True
        if told.text or told.name in _STAYING:
            return
        place = self._moved(told, self._places[-1])
        if place is not None:
            self._places.append(place)

    def _moved(self, told: KeyDown, last: _Place) -> _Place | None:
        by = -1 if told.modifiers == ("shift",) else 1
        plain = not set(told.modifiers) - {"shift"}
        edits, self._edits = self._edits, False
        match told.name:
            case "tab" if plain:
                return replace(last, since_s=told.at_s, columns=last.columns + by, tabbed=last.tabbed + by)
            case "enter" if plain:
                columns = last.columns - last.tabbed
                return replace(last, since_s=told.at_s, columns=columns, rows=last.rows + by, tabbed=0)
            case "left" | "right" | "up" | "down" if not told.modifiers and edits:
                self._edits = True
                return None
            case "left" | "right" | "up" | "down" if not told.modifiers:
                across, down = _ARROWS[told.name]
                columns, rows = last.columns + across, last.rows + down
                return replace(last, since_s=told.at_s, columns=columns, rows=rows, tabbed=0)
            case "home" if told.modifiers == ("ctrl",):
                return _Place(since_s=told.at_s, run=_Run(first=Cell(1, 1)))
            case _:
                self._others.append(told.at_s)
                return _Place(since_s=told.at_s, run=_Run())
