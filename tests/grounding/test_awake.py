"""Whether a button can be pressed, told by how much its words stand out beside those of others."""

import numpy as np

from grounding.awake import with_awake
from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Pixels, Role, ScreenText, State

CANCEL, SCALE = Box(10, 10, 90, 40), Box(100, 10, 180, 40)


def picture(*, scale: int, ground: int = 70) -> Pixels:
    """Two dark buttons with strokes for letters, and how bright they are on the second."""
    pixels = np.full((50, 190, 3), 70, dtype=np.uint8)
    for box, ink, inside in ((CANCEL, 220, 70), (SCALE, scale, ground)):
        pixels[box.top : box.bottom, box.left : box.right] = inside
        for left in range(box.left + 20, box.right - 20, 6):
            pixels[20:32, left : left + 2] = ink
    return pixels


def button(name: str, box: Box, *states: State) -> Element:
    return Element(
        id=ElementId(name),
        box=box,
        role=Role.BUTTON,
        text=ScreenText(name),
        found_by=FoundBy.VISION,
        state=frozenset(states),
    )


def seen(pixels: Pixels) -> list[bool]:
    shown = (button("Cancel", CANCEL), button("Scale", SCALE, State.DISABLED))
    return [one.enabled for one in with_awake(pixels, shown)]


def test_a_button_whose_words_stand_out_like_another_s_is_enabled() -> None:
    assert seen(picture(scale=220)) == [True, True]


def test_paler_words_are_disabled() -> None:
    assert seen(picture(scale=130)) == [True, False]


def test_a_button_of_another_colour_is_not_judged() -> None:
    assert seen(picture(scale=255, ground=20)) == [True, False]
