"""A page's own picture found in the picture of the window that shows it."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from app.surfaces.pages_on_display.finding import cut_out, found_at
from grounding.geometry import Box, Point
from grounding.screen import Pixels

SIZE_WH = (640, 400)


def page(words: str = "Order form Full name Remark Keep it") -> Pixels:
    image = Image.new("RGB", SIZE_WH, "white")
    draw = ImageDraw.Draw(image)
    for number, word in enumerate(words.split()):
        draw.text((30 + 7 * number, 20 + 34 * number), word, fill="black", font=ImageFont.load_default(size=20))
    return np.array(image, dtype=np.uint8)


def window(shown: Pixels, at: Point) -> Pixels:
    """With bars above and beside the page."""
    whole = np.full((520, 760, 3), 214, dtype=np.uint8)
    whole[at.y : at.y + shown.shape[0], at.x : at.x + shown.shape[1]] = shown
    return whole


@pytest.mark.parametrize("at", [Point(0, 120), Point(120, 83), Point(61, 97)])
def test_a_page_is_found_wherever_the_bars_of_its_browser_leave_it(at: Point) -> None:
    assert found_at(page(), window(page(), at), Point(60, 120)) == at


def test_what_lies_over_a_part_of_it_does_not_matter() -> None:
    covered = window(page(), Point(0, 120))
    covered[120:330, :300] = 30
    assert found_at(page(), covered, Point(60, 120)) in (Point(0, 120), None)
    little = window(page(), Point(0, 120))
    little[120:160, :400] = 30
    assert found_at(page(), little, Point(60, 120)) == Point(0, 120)


def test_another_page_is_not_taken_for_it_and_an_empty_one_is_where_it_should_be() -> None:
    other = window(page("Quite another page than that one stands here"), Point(0, 120))
    assert found_at(page(), other, Point(0, 120)) is None
    empty = np.full((SIZE_WH[1], SIZE_WH[0], 3), 255, dtype=np.uint8)
    assert found_at(empty, window(empty, Point(0, 120)), Point(0, 120)) == Point(0, 120)


def test_a_window_that_reaches_beyond_the_screen_is_cut_out_whole() -> None:
    screen = np.full((10, 10, 3), 9, dtype=np.uint8)
    part = cut_out(screen, Box(-5, 5, 5, 15))
    assert part.shape == (10, 10, 3)
    assert part[:5, 5:].min() == 9
    assert part[5:].max() == part[:, :5].max() == 0
