"""Switches whose knob tells whether they are on, whatever their colours are."""

import cv2
import numpy as np
import pytest

from grounding.geometry import Box
from grounding.screen import Pixels
from grounding.switches import knob_on_the_right

BOX = Box(40, 40, 76, 60)


def switch(*, on: bool, ground: int, bar: tuple[int, int, int], knob: int, margin: int) -> Pixels:
    pixels = np.full((100, 120, 3), ground, dtype=np.uint8)
    for x in (50, 66):
        cv2.circle(pixels, (x, 50), 10, bar, cv2.FILLED, cv2.LINE_AA)
    cv2.rectangle(pixels, (50, 40), (66, 60), bar, cv2.FILLED)
    cv2.circle(pixels, (66 if on else 50, 50), 10 - margin, (knob,) * 3, cv2.FILLED, cv2.LINE_AA)
    return pixels


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize(("ground", "bar"), [(255, (26, 143, 76)), (255, (150, 160, 165)), (24, (90, 96, 110))])
def test_the_side_of_the_knob_tells_in_any_colours(on: bool, ground: int, bar: tuple[int, int, int]) -> None:
    assert knob_on_the_right(switch(on=on, ground=ground, bar=bar, knob=250, margin=2), BOX) is on


def test_the_box_that_a_network_sees_may_lie_off_by_a_few_pixels() -> None:
    pixels = switch(on=True, ground=255, bar=(26, 143, 76), knob=250, margin=3)
    assert knob_on_the_right(pixels, Box(43, 41, 71, 59)) is True


def test_what_has_no_knob_tells_nothing() -> None:
    pixels = switch(on=True, ground=255, bar=(26, 143, 76), knob=250, margin=10)
    assert knob_on_the_right(pixels, BOX) is None
