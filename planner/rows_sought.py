"""A row of which something is to be looked up, where the page in front does not show it: it is found first."""

from grounding.screen import ParsedScreen
from planner.actions import Reading
from planner.goals.goal import Goal, Thing
from planner.goals.scene import shows
from planner.sought import Cell
from planner.things import LookUp


def to_be_found(reading: Reading, screen: ParsedScreen) -> Goal | None:
    """None: what is read is not in a row that is known by its name, or it is in sight, or this is no page."""
    match reading:
        case LookUp(sought=Cell(of=of, row=row)) if of and row and screen.surroundings.address:
            there = any(shows(row, element) for element in screen.elements)
            return None if there else Goal(said=f"find {row}", deed="find", thing=Thing(marks=(row,)))
        case _:
            return None
