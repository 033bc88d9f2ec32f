"""One tab that a window of the display shows: its page's structure, moved to where the display shows it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np

from app.surfaces.browser import pictures
from app.surfaces.browser.kinds import Scale
from app.surfaces.browser.protocol import Answer, Connection
from app.surfaces.browser.questions import Questions
from app.surfaces.browser.structure import StructureReader
from app.surfaces.browser.tabs import Tabs
from app.surfaces.browser.worlds import Worlds
from app.surfaces.desktop.ports import DesktopWindow
from app.surfaces.pages_on_display.finding import cut_out, found_at
from grounding.geometry import Box, Point
from grounding.screen import Element, ElementId, Pixels, State, Structure
from planner.ports import Gone

_HANDLE: Final = re.compile(r"page(\d+):(.+)")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A page as a window shows it now. box: on the display. scale: native pixels per CSS pixel."""

    tab: "Tab"
    window: DesktopWindow
    box: Box
    scale: Scale
    state: Answer


class Tab:
    """number: tells its elements from those of other tabs."""

    def __init__(self, *, number: int, target: str, connection: Connection) -> None:
        self.number = number
        self.target = target
        self._connection = connection
        self._questions = Questions(connection)
        self._tabs = Tabs(connection=connection, questions=self._questions, own=False)
        self._tabs.refresh()
        self._tabs.current = target
        self._worlds = Worlds(connection, f"display{number}")
        self._reader = StructureReader(connection=connection, worlds=self._worlds, tabs=self._tabs, held=self._held)
        self._corner: tuple[object, Point | None] = (None, None)

    @property
    def session(self) -> str:
        return self._tabs.session

    def state(self) -> Answer:
        return self._worlds.call(self._worlds.root(self._tabs.session, self._held), "state", held=self._held)

    def placed(self, window: DesktopWindow, state: Answer, see: Callable[[], Pixels]) -> Placed | None:
        """see: takes a picture of the whole display. None: the page is not seen in the window."""
        ratio = state.number("ratio")
        width, height = round(state.number("width") * ratio), round(state.number("height") * ratio)
        if width < 2 or height < 2:
            return None
        known = (window.box.width, window.box.height, width, height)
        if self._corner[0] != known or self._corner[1] is None:
            guess = Point((window.box.width - width) // 2, window.box.height - height)
            own = pictures.take(self._connection, self._tabs.session, held=self._held)
            if own.shape[:2] != (height, width):
                own = np.asarray(cv2.resize(own, (width, height), interpolation=cv2.INTER_AREA), dtype=np.uint8)
            self._corner = (known, found_at(own, cut_out(see(), window.box), guess))
        corner = self._corner[1]
        if corner is None:
            return None
        left, top = window.box.left + corner.x, window.box.top + corner.y
        box = Box(left, top, left + width, top + height)
        return Placed(tab=self, window=window, box=box, scale=Scale(x=ratio, y=ratio), state=state)

    def read(self, placed: Placed) -> Structure:
        read = self._reader.read(
            width=placed.state.number("width"), height=placed.state.number("height"), scale=placed.scale
        )
        return Structure(
            elements=tuple(self._moved(one, placed) for one in read.elements),
            beyond=tuple(self._moved(one, placed) for one in read.beyond),
            behind=tuple(self._moved(one, placed) for one in read.behind),
        )

    def inspect(self, handle: str, placed: Placed) -> Element | Gone:
        found = self._reader.inspect(handle, placed.scale)
        return found if isinstance(found, Gone) else self._moved(found, placed)

    def focused(self, placed: Placed) -> Element | None:
        """None: nothing in the page has the keyboard but the page itself."""
        found = self._reader.focused(placed.scale)
        return self._moved(found[0], placed) if found is not None and not found[1] else None

    def hit(self, handle: str, at: Point, placed: Placed) -> bool:
        return self._reader.hit(
            handle, (at.x - placed.box.left) / placed.scale.x, (at.y - placed.box.top) / placed.scale.y
        )

    def leave(self) -> None:
        self._tabs.leave_all()

    def _moved(self, element: Element, placed: Placed) -> Element:
        box = element.box
        left, top = placed.box.left, placed.box.top
        handle = f"page{self.number}:{element.handle}"
        return replace(
            element,
            id=ElementId(handle),
            box=Box(box.left + left, box.top + top, box.right + left, box.bottom + top),
            handle=handle,
            state=element.state - {State.NATIVE_LIST},  # by the display's own hand it opens and is clicked as any list
            window=str(placed.window.id),
        )

    def _held(self) -> bool:
        return self._questions.holding(self._tabs.sessions())


def number_and_handle(handle: str) -> tuple[int, str] | None:
    """
    >>> number_and_handle("page2:7.31"), number_and_handle(":1.4 /org/a11y/1")
    ((2, '7.31'), None)
    """
    found = _HANDLE.fullmatch(handle)
    return (int(found[1]), found[2]) if found is not None else None
