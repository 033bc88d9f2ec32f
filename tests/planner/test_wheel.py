"""Where the wheel turns so that it moves the ground and nothing else."""

from datetime import UTC, datetime

import numpy as np

from grounding.geometry import Box, Point
from grounding.screen import Element, ElementId, FoundBy, Frame, ParsedScreen, Role, Screenshot
from planner.wheel import ground

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
