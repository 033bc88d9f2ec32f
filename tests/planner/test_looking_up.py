"""What a screen shows in rows, columns and lines of words is looked up as a person does."""

from datetime import UTC, datetime

import numpy as np
import pytest

from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Frame, ParsedScreen, Role, Screenshot, ScreenText
from planner.goals.goal import Best
from planner.goals.timetable import minutes
from planner.intents.puzzles import answer_to
from planner.intents.shown import lines_shown
from planner.intents.tables import NotTold, look_up
from planner.intents.timetable import timetable
from planner.sought import Cell, Column, Sought, Take, Word


def screen(*lines: str, role: Role = Role.CELL) -> ParsedScreen:
    """Lines of words; two blanks or more part the columns, and a sign is ten pixels wide."""
    elements = []
    for row, line in enumerate(lines):
        at = 0
        for word in line.split("  "):
            start = line.index(word, at)
            at = start + len(word)
            if word.strip():
                left = 10 * (start + len(word) - len(word.lstrip()))
                box = Box(left, 40 * row, left + 10 * len(word.strip()), 40 * row + 20)
                elements.append(written(word.strip(), box, role))
    return ParsedScreen(screenshot=picture(), elements=tuple(elements))


def written(text: str, box: Box, role: Role) -> Element:
    name = ElementId(f"{box}")
    return Element(id=name, box=box, role=role, text=ScreenText(text), found_by=FoundBy.TEXT)


def picture() -> Screenshot:
    pixels = np.full((600, 800, 3), 255, dtype=np.uint8)
    pixels.setflags(write=False)
    return Screenshot(id="s", pixels=pixels, frame=Frame(surface_id="x"), taken_at=datetime(2026, 1, 1, tzinfo=UTC))


PRICES = screen(
    "Fruit     Price   Stock",
    "Apples    3.20    14",
    "Oranges   2.75    8",
    "Plums     4.10    31",
)
ISSUES = screen(
    "Title       Who         Hours   Status",
    "Dim lamp    Ben Adler   3       open",
    "Torn seat   Ina Holm    2       closed",
    "Open door   Ina Holm    4       open",
)
CARDS = screen("Iris Abel", "Sales · Phone: 0711 41", "Jonas Haller", "Finance · Phone: 0711 44")
ON_ITS_SIDE = screen("Day     Mon   Tue", "Rain    4     7")
NAMED = screen("Name: Carla", "City    Porto")


@pytest.mark.parametrize(
    ("shown", "sought", "told"),
    [
        (ISSUES, Column(take=Take.COUNT, of="issues", row="open"), "2"),
        (ISSUES, Column(take=Take.COUNT, row="Ben"), "1"),
        (ISSUES, Column(take=Take.SUM, of="hours", row="open"), "7"),
        (PRICES, Cell(of="price", row="Oranges"), "2.75"),
        (PRICES, Cell(of="stock", row="plums"), "31"),
        (PRICES, Cell(best=Best(kind="number", most=True, of="price")), "Plums"),
        (PRICES, Cell(of="stock", best=Best(kind="money", most=False, of="price")), "8"),
        (PRICES, Column(take=Take.SUM, of="stock"), "53"),
        (PRICES, Column(take=Take.AVERAGE, of="price"), "3.35"),
        (PRICES, Column(take=Take.MOST, of="stock"), "31"),
        (PRICES, Column(take=Take.COUNT, of="fruits"), "3"),
        (PRICES, Column(take=Take.COUNT), "3"),
        (CARDS, Cell(of="phone number", row="Jonas Haller"), "0711 44"),
        (ON_ITS_SIDE, Cell(of="rain", row="Tue"), "7"),
        (screen("Slowly the river ran past the mill.", role=Role.TEXT), Word(ordinal=3), "river"),
        (screen("Slowly the river ran past the mill.", role=Role.TEXT), Word(ordinal=-1), "mill"),
    ],
)
def test_what_is_sought_is_told(shown: ParsedScreen, sought: Sought, told: str) -> None:
    assert look_up(sought, "it", shown) == told


@pytest.mark.parametrize(
    "sought",
    [
        Cell(of="price", row="Kiwis"),
        Cell(of="weight", row="Plums"),
        Cell(best=Best(kind="number", most=True, of="weight")),
        Column(take=Take.SUM, of="fruit"),
    ],
)
def test_what_a_table_does_not_tell_is_not_made_up(sought: Sought) -> None:
    with pytest.raises(NotTold):
        look_up(sought, "it", PRICES)


def test_a_gap_that_is_to_be_filled_stands_in_its_line() -> None:
    field = written("", Box(120, 0, 180, 20), Role.TEXT_FIELD)
    shown = screen("7 x 8 =", role=Role.LABEL)
    whole = ParsedScreen(screenshot=shown.screenshot, elements=(*shown.elements, field))
    assert [answer_to(line) for line in lines_shown(whole)] == ["56"]


def test_hours_down_the_side_say_where_every_minute_lies() -> None:
    table = timetable(screen("8am", "9am", "10am   Dentist", "11am", role=Role.TEXT))
    assert table is not None
    assert [table.y(minute) for minute in (480, 510, 660)] == [0, 20, 120]
    assert timetable(screen("8am", "Dentist", "at noon", role=Role.TEXT)) is None


def test_how_long_something_lasts_is_read() -> None:
    assert [minutes(said) for said in ("30 mins", "1.5 hours", "an hour", "half an hour")] == [30, 90, 60, 30]
