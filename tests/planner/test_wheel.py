"""Where the wheel turns so that it moves the ground and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from grounding.geometry import Box, Point
from grounding.screen import Element, ElementId, FoundBy, Frame, ParsedScreen, Role, Screenshot, ScreenText
from planner.actions import Direction, Scroll
from planner.wheel import ground, notch_of, towards

SIZE = (1000, 800)


def screen(*boxes: tuple[Box, Role]) -> ParsedScreen:
    pixels = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    pixels.setflags(write=False)
    picture = Screenshot(
        id="s",
        pixels=pixels,
        frame=Frame(surface_id="x"),
        taken_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    elements = tuple(
        Element(id=ElementId(str(number)), box=box, role=role, found_by=FoundBy.STRUCTURE)
        for number, (box, role) in enumerate(boxes)
    )
    return ParsedScreen(screenshot=picture, elements=elements)


def test_the_middle_will_do_where_nothing_takes_the_wheel():
    assert ground(screen((Box(400, 380, 600, 420), Role.TEXT_FIELD))) is None


def test_a_number_field_that_would_come_under_the_pointer_is_kept_clear_of():
    found = ground(screen((Box(300, 700, 700, 740), Role.SPINNER)))
    assert found is not None
    assert not 297 <= found.point.x <= 703


def test_where_every_lane_is_taken_the_point_is_at_least_free_itself():
    found = ground(screen((Box(0, 380, 1000, 420), Role.SPINNER)))
    assert found is not None
    assert not Box(0, 377, 1000, 423).contains(found.point)
    assert ground(screen((Box(0, 0, 1000, 800), Role.SPINNER))) is None


def test_a_document_that_fills_the_window_is_scrolled_itself():
    assert ground(screen((Box(0, 60, 1000, 800), Role.TEXT_AREA))) is None
    assert ground(screen((Box(300, 350, 700, 450), Role.TEXT_AREA))) is not None


def test_sideways_it_is_rows_that_are_kept_clear():
    found = ground(screen((Box(300, 380, 320, 420), Role.SLIDER)), across=True)
    assert found is not None
    assert isinstance(found.point, Point)
    assert not 377 <= found.point.y <= 423


def test_what_one_notch_comes_to_is_told_by_how_far_names_moved():
    before, after = (
        screen_of_names({"Ana": (10, 700), "Bo": (10, 500), "Menu": (10, 10)}),
        screen_of_names({"Ana": (10, 420), "Bo": (10, 220), "Menu": (10, 10)}),
    )
    down = Scroll(direction=Direction.DOWN, amount=2)
    assert notch_of(down, before, after) == 140
    assert notch_of(down, before, before) is None


def test_rather_too_little_is_scrolled_than_past_the_place():
    far = Element(id=ElementId("far"), box=Box(0, 690, 80, 750), role=Role.BUTTON, found_by=FoundBy.STRUCTURE)
    assert towards(far, Box(0, 70, 200, 294), notch=140).amount == 3


def screen_of_names(places: dict[str, tuple[int, int]]) -> ParsedScreen:
    plain = screen(*((Box(x, y, x + 80, y + 20), Role.TEXT) for x, y in places.values()))
    named = zip(plain.elements, places, strict=True)
    return replace(plain, elements=tuple(replace(e, text=ScreenText(name), handle=name) for e, name in named))
