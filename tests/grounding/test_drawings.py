"""Which elements are known by what is drawn on them, and where on them the drawing is."""

import numpy as np
import pytest

from grounding.drawings import drawings_of, hugged
from grounding.geometry import Box
from grounding.screen import Role
from tests.making import element

PLAIN = np.full((100, 100, 3), 240, dtype=np.uint8)


@pytest.mark.parametrize(
    ("role", "text", "described"),
    [
        (Role.ICON_BUTTON, "", True),
        (Role.BUTTON, "+", True),
        (Role.ICON_BUTTON, "Q", True),
        (Role.BUTTON, "Yes", False),
        (Role.TEXT, "+", False),
        (Role.TEXT_FIELD, "", False),
    ],
)
def test_what_says_nothing_or_a_letter_is_described(role: Role, text: str, described: bool) -> None:
    assert bool(drawings_of([element(Box(10, 10, 50, 50), role, text)], PLAIN)) == described


def test_a_drawing_is_cropped_to_its_ink_within_the_frame() -> None:
    pixels = PLAIN.copy()
    pixels[10:50, 10] = pixels[10:50, 49] = pixels[10, 10:50] = pixels[49, 10:50] = 90
    pixels[22:34, 25:40] = (20, 60, 200)
    assert hugged(pixels, Box(10, 10, 50, 50)) == Box(25, 22, 40, 34)


def test_an_empty_button_is_taken_as_it_is() -> None:
    assert hugged(PLAIN, Box(10, 10, 50, 50)) == Box(10, 10, 50, 50)


def test_a_drawing_that_leaves_the_picture_is_taken_as_it_is() -> None:
    assert hugged(PLAIN, Box(80, 80, 120, 120)) == Box(80, 80, 120, 120)
