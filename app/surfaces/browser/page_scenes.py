"""A page just before a deed of the person: what stood on it, and the last picture that was taken of it before."""

import io
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

import numpy as np
from PIL import Image

from app.surfaces.browser.kinds import Scale
from app.surfaces.browser.protocol import Answer
from app.surfaces.browser.structure import element_of
from grounding.screen import (
    Element,
    Frame,
    ParsedScreen,
    Pixels,
    Screenshot,
    ScreenText,
    State,
    Surroundings,
    Window,
)

KEPT_PICTURES: Final = 8


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One frame of the tab. at_s: seconds of the epoch."""

    at_s: float
    jpeg: bytes

    @cached_property
    def size_wh(self) -> tuple[int, int]:
        with Image.open(io.BytesIO(self.jpeg)) as image:
            return image.size

    def pixels(self) -> Pixels:
        with Image.open(io.BytesIO(self.jpeg)) as image:
            return np.array(image.convert("RGB"), dtype=np.uint8)


class Pictures:
    """The last frames of one tab."""

    def __init__(self) -> None:
        self._kept: deque[Picture] = deque(maxlen=KEPT_PICTURES)

    def keep(self, picture: Picture) -> None:
        self._kept.append(picture)

    def before(self, at_s: float) -> Picture | None:
        """The newest that was there at that moment."""
        return next((one for one in reversed(self._kept) if one.at_s <= at_s), None)


class PageScene:
    """Implements the planner's `Scene`. told: what the script in the page said."""

    def __init__(self, *, told: Answer, window: str, app: str, picture: Picture | None) -> None:
        self._told = told
        self._picture = None if told.flag("inner") else picture
        self.window = window
        self.app = app
        self.title = told.text("title")
        self.address = told.text("address")
        self.document = f"{window}/{told.text('document')}"
        self.shown = self._picture is not None

    @cached_property
    def scale(self) -> Scale:
        width, height = self._told.number("width"), self._told.number("height")
        if self._picture is None or width < 1 or height < 1:
            return Scale(x=1.0, y=1.0)
        return Scale(x=self._picture.size_wh[0] / width, y=self._picture.size_wh[1] / height)

    def element(self, record: Answer) -> Element | None:
        return element_of(record, handle=f"{record.whole('n')}", window=self.window, scale=self.scale)

    def screen(self) -> ParsedScreen:
        shown: list[Element] = []
        beyond: list[Element] = []
        for record in self._told.items("elements"):
            element = self.element(record)
            if element is not None:
                (beyond if record.given("beyond") else shown).append(element)
        pixels = self._pixels([one for one in shown if State.SECRET in one.state])
        screenshot = Screenshot(id=self.document, pixels=pixels, frame=Frame(surface_id="page"), taken_at=self._taken())
        window = Window(id=self.window, title=ScreenText(self.title), app=self.app, box=screenshot.box, active=True)
        return ParsedScreen(
            screenshot=screenshot,
            elements=tuple(shown),
            beyond=tuple(beyond),
            surroundings=Surroundings(
                app=self.app, title=ScreenText(self.title), address=self.address, windows=(window,)
            ),
        )

    def _pixels(self, secret: list[Element]) -> Pixels:
        """Secret fields are painted over: nothing that is cut out of this picture may show one."""
        if self._picture is None:
            width, height = max(1, self._told.whole("width")), max(1, self._told.whole("height"))
            return np.full((height, width, 3), 255, dtype=np.uint8)
        pixels = self._picture.pixels()
        for one in secret:
            pixels[max(0, one.box.top) : one.box.bottom, max(0, one.box.left) : one.box.right] = 128
        return pixels

    def _taken(self) -> datetime:
        return datetime.fromtimestamp(self._picture.at_s if self._picture is not None else 0.0, UTC)
