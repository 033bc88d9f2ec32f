"""Changes are boxed where they are, quickly, and only what nobody sees passes as the same."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grounding.difference import changed_boxes
from grounding.geometry import Box, Point
from grounding.screen import Pixels


def noise(width: int = 640, height: int = 400) -> Pixels:
    return np.random.default_rng(3).integers(0, 256, (height, width, 3), dtype=np.uint8)


def test_equal_pictures_have_no_changes() -> None:
    assert changed_boxes(noise(), noise()) == ()


def test_pictures_of_two_sizes_differ_everywhere() -> None:
    assert changed_boxes(noise(), noise(320, 200)) == (Box(0, 0, 320, 200),)


def test_a_change_of_one_level_in_one_channel_is_seen() -> None:
    after = noise()
    after[399, 639, 2] ^= 1
    (box,) = changed_boxes(noise(), after)
    assert box.contains(Point(639, 399))
    assert box.area <= 32 * 32


def test_two_far_changes_are_two_boxes() -> None:
    after = noise()
    after[10:14, 20:24] += 9
    after[300:310, 500:530] += 9
    first, second = changed_boxes(noise(), after)
    assert first.bottom < second.top
    assert second.encloses(Box(500, 300, 530, 310))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 637), st.integers(0, 397)), min_size=1, max_size=60))
def test_every_changed_pixel_lies_in_a_box_and_the_boxes_are_few(places: list[tuple[int, int]]) -> None:
    before, after = noise(), noise()
    for x, y in places:
        after[y : y + 3, x : x + 3] = before[y : y + 3, x : x + 3] ^ 0x55
    boxes = changed_boxes(before, after)
    assert len(boxes) <= 12
    for box in boxes:
        after[box.top : box.bottom, box.left : box.right] = before[box.top : box.bottom, box.left : box.right]
    assert np.array_equal(before, after)


@pytest.mark.parametrize("kind", ["none", "little", "all"])
def test_a_full_screen_is_compared_in_ten_milliseconds(kind: str) -> None:
    before = noise(1920, 1080)
    after = before.copy()
    if kind == "little":
        after[500:520, 700:900] ^= 1
    if kind == "all":
        after ^= 1
    times = []
    for _ in range(7):
        began = time.process_time()
        changed_boxes(before, after)
        times.append(time.process_time() - began)
    assert min(times) < 0.010
