"""What is computed again after a change is what a computation of the whole frame gives, to the last bit."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grounding.detector.detector import Detector
from grounding.detector.layout import STRIDE
from grounding.detector.maps import Maps, parts_of, seen_from
from grounding.engine import Engine
from grounding.geometry import Box

WIDTH, HEIGHT = 1040, 600
EDGES = [edge + shift for edge in (0, STRIDE, 512, 528, 960, WIDTH - STRIDE) for shift in (-1, 0, 1)]


@pytest.fixture(scope="module")
def drawn(canvas):
    screen = canvas(WIDTH, HEIGHT)
    for row in range(12):
        screen.write(20 + 23 * row, 12 + 48 * row, f"Line {row} of a letter to somebody", size=11 + row % 5)
        screen.button(Box(600, 10 + 48 * row, 700, 40 + 48 * row), f"Send {row}")
    return screen.pixels


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from(EDGES),
            st.integers(0, HEIGHT - 1),
            st.integers(1, 60),
            st.integers(1, 40),
            st.integers(0, 255),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_maps_after_any_edits_are_those_of_the_whole(engine: Engine, drawn, edits) -> None:
    followed = Maps(engine=engine)
    followed.wide(drawn)
    edited = drawn.copy()
    for left, top, width, height, colour in edits:
        edited[top : top + height, max(0, left) : max(0, left) + width] = colour
    wide = followed.wide(edited)
    anew = Maps(engine=engine)
    assert np.array_equal(wide, anew.wide(edited))
    whole = Box(0, 0, WIDTH, HEIGHT)
    assert np.array_equal(followed.fine(edited, whole), anew.fine(edited, whole))


def test_one_thread_and_two_give_the_same(drawn) -> None:
    one, two = Maps(engine=Engine(threads=1)), Maps(engine=Engine(threads=2))
    assert np.array_equal(one.wide(drawn), two.wide(drawn))
    whole = Box(0, 0, WIDTH, HEIGHT)
    assert np.array_equal(one.fine(drawn, whole), two.fine(drawn, whole))


def test_parts_cover_every_cell_once_and_see_their_halo() -> None:
    frame = Box(0, 0, 2560, 1440)
    counted = np.zeros((frame.height, frame.width), dtype=np.uint8)
    for part in parts_of(frame, frame):
        counted[part.core.top : part.core.bottom, part.core.left : part.core.right] += 1
        assert part.seen == seen_from(part.core).clipped(frame)
    assert (counted == 1).all()


def test_lines_of_a_part_are_the_lines_of_the_whole(engine: Engine, drawn) -> None:
    whole = Detector(engine=engine).lines(drawn)
    within = Box(100, 50, 260, 90)
    part = Detector(engine=engine).lines(drawn, within)
    assert part
    assert part == tuple(line for line in whole if line.box.clipped(within).area)
