import numpy as np

from grounding.detector.hugging import hugged
from grounding.geometry import Box
from grounding.screen import Pixels


def arrow(canvas: Pixels, left: int, top: int) -> Box:
    """Draws a dark arrow of 9 by 5 pixels that points down."""
    for row in range(5):
        canvas[top + row, left + row : left + 9 - row] = 40
    return Box(left, top, left + 9, top + 5)


def ground() -> Pixels:
    return np.full((60, 80, 3), 230, dtype=np.uint8)


def test_a_loose_box_comes_to_the_ink() -> None:
    canvas = ground()
    truth = arrow(canvas, 30, 20)
    assert hugged(Box(28, 18, 41, 27), canvas) == truth
    assert hugged(Box(31, 21, 38, 24), canvas) == truth


def test_a_side_beyond_which_ink_goes_on_stays() -> None:
    canvas = ground()
    canvas[29:32, 10:70] = 0
    assert hugged(Box(30, 26, 50, 36), canvas) == Box(30, 29, 50, 32)


def test_nothing_drawn_and_large_pictures_keep_their_box() -> None:
    assert hugged(Box(10, 10, 26, 26), ground()) == Box(10, 10, 26, 26)
    assert hugged(Box(0, 0, 80, 60), ground()) == Box(0, 0, 80, 60)


def test_a_box_at_the_edge_of_the_screen_stays_on_it() -> None:
    canvas = ground()
    truth = arrow(canvas, 0, 0)
    assert hugged(Box(0, 0, 11, 8), canvas) == truth
