"""What is drawn on a screen, apart from what is written there."""

from dataclasses import dataclass
from datetime import UTC, datetime

import cv2
import numpy as np

from grounding.figures import find_figures
from grounding.geometry import Box
from grounding.screen import (
    Element,
    ElementId,
    Figure,
    FoundBy,
    Frame,
    Look,
    NotOffered,
    ParsedScreen,
    Role,
    Screenshot,
    ScreenText,
)
from planner.intents.seen import things_on

BLUE, BLACK = (120, 170, 255), (0, 0, 0)


@dataclass(frozen=True)
class ReadScreen:
    """Eyes whose reading of the lines is known."""

    lines: tuple[Element, ...]

    def parse(self, look: Look) -> ParsedScreen:
        return ParsedScreen(screenshot=look.screenshot, elements=self.lines)

    def figures(self, look: Look) -> tuple[Figure, ...]:
        return find_figures(look.screenshot.pixels)


def line(text: str, box: Box) -> Element:
    return Element(id=ElementId(text), box=box, role=Role.TEXT, text=ScreenText(text), found_by=FoundBy.TEXT)


def look_at_two_squares() -> Look:
    pixels = np.full((120, 300, 3), 255, np.uint8)
    for left in (100, 130):
        cv2.rectangle(pixels, (left, 50), (left + 18, 68), BLUE, -1)
        cv2.rectangle(pixels, (left, 50), (left + 18, 68), BLACK, 1)
    shot = Screenshot(
        id="shot", pixels=pixels, frame=Frame(surface_id="test"), taken_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    return Look(screenshot=shot, structure=NotOffered(reason="a picture"))


def test_squares_that_are_read_as_signs_are_still_things() -> None:
    eyes = ReadScreen((line("□□", Box(98, 48, 152, 72)),))
    assert len(things_on(eyes, look_at_two_squares())) == 2


def test_what_is_read_as_letters_is_writing() -> None:
    eyes = ReadScreen((line("Lo", Box(98, 48, 152, 72)),))
    assert things_on(eyes, look_at_two_squares()) == ()
