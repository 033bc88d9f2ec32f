"""Crosses close what they stand on, thin or heavy, with or without a frame; plus, minus and letters do not."""

import pytest

from grounding.crosses import is_cross, is_minus, is_plus
from grounding.geometry import Box


@pytest.mark.parametrize("width", [1, 2, 4])
@pytest.mark.parametrize("dark", [False, True])
def test_two_slanting_strokes_are_a_cross(canvas, width: int, dark: bool) -> None:
    screen = canvas(100, 60, dark=dark)
    screen.line([(20, 20), (32, 32)], width=width)
    screen.line([(20, 32), (32, 20)], width=width)
    assert is_cross(screen.pixels, Box(19, 19, 34, 34))


def test_a_plus_a_ring_a_stroke_and_letters_are_none(canvas) -> None:
    screen = canvas(240, 60)
    screen.line([(20, 26), (32, 26)], width=2)
    screen.line([(26, 20), (26, 32)], width=2)
    screen.circle(Box(60, 20, 73, 33))
    screen.line([(100, 20), (112, 32)], width=2)
    words = [screen.write(140 + 24 * at, 18, letter, size=14) for at, letter in enumerate("KMY")]
    boxes = [Box(19, 19, 34, 34), Box(60, 20, 73, 33), Box(99, 19, 114, 34), *words]
    assert [is_cross(screen.pixels, box) for box in boxes] == [False] * len(boxes)


def test_a_cross_that_the_eyes_see_is_called_close(canvas, eyes) -> None:
    screen = canvas(300, 120)
    screen.button(Box(240, 20, 268, 48), "")
    screen.line([(248, 28), (260, 40)], width=2)
    screen.line([(248, 40), (260, 28)], width=2)
    named = [element.meaning.name for element in eyes.parse(screen.look()).elements if element.meaning]
    assert "close" in named


def test_two_level_and_upright_strokes_are_a_plus_and_one_level_stroke_a_minus(canvas) -> None:
    screen = canvas(160, 60)
    screen.line([(20, 26), (32, 26)], width=2)
    screen.line([(26, 20), (26, 32)], width=2)
    screen.line([(60, 26), (72, 26)], width=2)
    screen.line([(100, 20), (112, 32)], width=2)
    screen.line([(100, 32), (112, 20)], width=2)
    boxes = [Box(19, 19, 34, 34), Box(59, 24, 74, 29), Box(99, 19, 114, 34)]
    assert [is_plus(screen.pixels, box) for box in boxes] == [True, False, False]
    assert [is_minus(screen.pixels, box) for box in boxes] == [False, True, False]
