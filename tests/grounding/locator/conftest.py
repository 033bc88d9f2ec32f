"""A screen put together from a few elements, for the tests of the locator."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from grounding.geometry import Box
from grounding.screen import (
    Element,
    ElementId,
    FoundBy,
    Meaning,
    ParsedScreen,
    Pixels,
    Role,
    ScreenText,
    State,
    Surroundings,
    Vector,
    Window,
)
from tests.making import element, screenshot_of


class Maker:
    """Elements and screens in a line each."""

    def __init__(self) -> None:
        self._made = 0

    def element(
        self,
        role: Role,
        text: str,
        box: tuple[int, int, int, int],
        *,
        value: str = "",
        hint: str = "",
        state: tuple[State, ...] = (),
        window: str = "",
        meaning: Meaning | None = None,
    ) -> Element:
        self._made += 1
        return element(
            Box(*box),
            role,
            text,
            id=ElementId(f"e{self._made}"),
            value=ScreenText(value),
            hint=ScreenText(hint),
            state=frozenset(state),
            found_by=FoundBy.STRUCTURE,
            window=window,
            meaning=meaning,
        )

    def read(self, text: str, box: tuple[int, int, int, int]) -> Element:
        """A line that was read from pixels."""
        self._made += 1
        return element(Box(*box), Role.TEXT, text, id=ElementId(f"t{self._made}"), found_by=FoundBy.TEXT)

    def screen(
        self,
        *elements: Element,
        beyond: tuple[Element, ...] = (),
        windows: tuple[Window, ...] = (),
        pixels: Pixels | None = None,
        looks: Mapping[ElementId, Vector] | None = None,
    ) -> ParsedScreen:
        return ParsedScreen(
            screenshot=screenshot_of(np.full((600, 800, 3), 240, dtype=np.uint8) if pixels is None else pixels),
            elements=elements,
            beyond=beyond,
            surroundings=Surroundings(windows=windows),
            looks=looks or {},
        )


@pytest.fixture
def make() -> Maker:
    return Maker()


@pytest.fixture
def framed() -> Callable[..., Pixels]:
    """A grey picture with white, dark-bordered boxes drawn into it."""

    def draw(*boxes: tuple[int, int, int, int]) -> Pixels:
        pixels = np.full((600, 800, 3), 240, dtype=np.uint8)
        for left, top, right, bottom in boxes:
            pixels[top:bottom, left:right] = 120
            pixels[top + 1 : bottom - 1, left + 1 : right - 1] = 255
        return pixels

    return draw
