"""Text areas known by the grip in their corner, and lists by their scroll bar, whatever stands in them."""

import cv2
import numpy as np
import pytest

from grounding.corners import has_grip, has_scroll_bar
from grounding.geometry import Box
from grounding.screen import Pixels

FRAME = Box(20, 20, 240, 120)


def framed(ground: int = 255, inside: int = 255) -> Pixels:
    pixels = np.full((160, 300, 3), ground, dtype=np.uint8)
    cv2.rectangle(pixels, (20, 20), (239, 119), (118, 118, 118), 1)
    pixels[21:119, 21:239] = inside
    return pixels


def with_grip(pixels: Pixels, ink: int) -> Pixels:
    for at in range(7):
        pixels[110 + at, 236 - at] = ink
    for at in range(3):
        pixels[114 + at, 236 - at] = ink
    return pixels


def with_bar(pixels: Pixels, *, lane: int, thumb: int, top: int, bottom: int) -> Pixels:
    pixels[21:119, 224:239] = lane
    pixels[top:bottom, 227:236] = thumb
    return pixels


@pytest.mark.parametrize(("inside", "ink"), [(255, 102), (36, 167)])
def test_two_slanting_strokes_in_the_corner_are_a_grip(inside: int, ink: int) -> None:
    assert has_grip(with_grip(framed(inside=inside), ink), FRAME)
    assert not has_grip(framed(inside=inside), FRAME)


def test_letters_in_the_corner_are_no_grip() -> None:
    pixels = framed()
    cv2.putText(pixels, "end.", (205, 114), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 0, 0), 1, cv2.LINE_AA)
    assert not has_grip(pixels, FRAME)


@pytest.mark.parametrize(("inside", "lane", "thumb"), [(255, 252, 139), (24, 255, 139), (30, 44, 120)])
@pytest.mark.parametrize(("top", "bottom"), [(36, 60), (30, 110), (80, 104)])
def test_a_thumb_in_a_lane_makes_a_list(inside: int, lane: int, thumb: int, top: int, bottom: int) -> None:
    pixels = with_bar(framed(inside=inside), lane=lane, thumb=thumb, top=top, bottom=bottom)
    assert has_scroll_bar(pixels, FRAME)


def test_a_frame_with_a_button_or_with_words_at_its_edge_is_no_list() -> None:
    pixels = framed()
    cv2.rectangle(pixels, (190, 50), (232, 78), (200, 90, 30), cv2.FILLED)
    assert not has_scroll_bar(pixels, FRAME)
    cv2.putText(pixels, "words words", (140, 100), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 0), 1, cv2.LINE_AA)
    assert not has_scroll_bar(pixels, FRAME)
