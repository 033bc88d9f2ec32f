"""A display just before a deed of the person, kept small: its picture packed, what stood on it as it was told."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Final

import cv2
import numpy as np

from grounding.screen import Element, Look, NotOffered, ParsedScreen, Screenshot, State, Structure, Window

FEW: Final = 3
"""So few elements in a window are its frame and title: what is in it must be read from the picture."""

Parse = Callable[[Look], ParsedScreen]


class DeskScene:
    """Implements the planner's `SeenScene`. window: the one that a deed was in. parse: reads a picture."""

    shown = True
    address = ""

    def __init__(self, *, look: Look, window: Window | None, parse: Parse) -> None:
        self._look = replace(look, screenshot=_without_pixels(look.screenshot))
        packed, data = cv2.imencode(".png", cv2.cvtColor(look.screenshot.pixels, cv2.COLOR_RGB2BGR), _FAST)
        assert packed
        self._png = data.tobytes()
        self._parse = parse
        self.window = self.document = window.id if window is not None else ""
        self.title = window.title if window is not None else ""
        self.app = window.app if window is not None else ""

    def screen(self) -> ParsedScreen:
        elements, beyond = self._elements
        screenshot = replace(self._look.screenshot, pixels=self._pixels(elements))
        return ParsedScreen(
            screenshot=screenshot, elements=elements, beyond=beyond, surroundings=self._look.surroundings
        )

    def words(self) -> tuple[str, ...]:
        structure = self._look.structure
        pixels = self._pixels(structure.elements if isinstance(structure, Structure) else ())
        picture = replace(self._look.screenshot, pixels=pixels)
        read = self._parse(replace(self._look, screenshot=picture, structure=_BY_SIGHT))
        return tuple(str(one.text) for one in read.elements if one.text)

    @cached_property
    def _elements(self) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
        structure = self._look.structure
        if isinstance(structure, Structure):
            inside = [one for one in structure.elements if one.window == self.window]
            if len(inside) > FEW:
                return structure.elements, structure.beyond
        pixels = self._pixels(structure.elements if isinstance(structure, Structure) else ())
        parsed = self._parse(replace(self._look, screenshot=replace(self._look.screenshot, pixels=pixels)))
        return parsed.elements, parsed.beyond

    def _pixels(self, elements: tuple[Element, ...]) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
        """Secret fields are painted over: nothing that is cut out of this picture may show one."""
        read = cv2.imdecode(np.frombuffer(self._png, dtype=np.uint8), cv2.IMREAD_COLOR)
        assert read is not None
        pixels = np.array(cv2.cvtColor(read, cv2.COLOR_BGR2RGB), dtype=np.uint8)
        for one in elements:
            if State.SECRET in one.state:
                pixels[max(0, one.box.top) : one.box.bottom, max(0, one.box.left) : one.box.right] = 128
        return pixels


_BY_SIGHT: Final = NotOffered(reason="It is read as a picture.")
_FAST: Final = [cv2.IMWRITE_PNG_COMPRESSION, 1]


def _without_pixels(screenshot: Screenshot) -> Screenshot:
    return replace(screenshot, pixels=np.zeros((1, 1, 3), dtype=np.uint8))
