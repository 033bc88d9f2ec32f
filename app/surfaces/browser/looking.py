"""Looks at a tab: its picture with the scale of that instant, its structure, and what stands around it."""

import secrets as randomness
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b
from typing import Final

from app.surfaces.browser import pictures
from app.surfaces.browser.downloads import Downloads
from app.surfaces.browser.kinds import Scale
from app.surfaces.browser.protocol import Answer, CallRefused, Connection, NoAnswer
from app.surfaces.browser.questions import Questions
from app.surfaces.browser.structure import StructureReader
from app.surfaces.browser.tabs import Tabs
from app.surfaces.browser.worlds import WorldGone, Worlds
from grounding.geometry import Box
from grounding.screen import (
    NO_TEXT,
    Element,
    Frame,
    Look,
    NotOffered,
    Pixels,
    Screenshot,
    ScreenText,
    State,
    Structure,
    Surroundings,
    Target,
    Window,
)
from planner.ports import Clock

READY_S: Final = 5.0
POLL_S: Final = 0.05
KEPT_FRAMES: Final = 64
PIXELS_ONLY: Final = NotOffered(reason="pixels only")
HELD: Final = NotOffered(reason="the page is held by a question")


class Looking:
    """reader None: pixels only. `scale` and the frames belong to the last pictures."""

    def __init__(
        self,
        *,
        surface_id: str,
        connection: Connection,
        clock: Clock,
        tabs: Tabs,
        worlds: Worlds,
        questions: Questions,
        downloads: Downloads,
        reader: StructureReader | None,
        resolve: Callable[[str], str],
        held: Callable[[], bool],
    ) -> None:
        self._id = surface_id
        self._connection = connection
        self._clock = clock
        self._tabs = tabs
        self._worlds = worlds
        self._questions = questions
        self._downloads = downloads
        self._reader = reader
        self._resolve = resolve
        self._held = held
        self._app = _product(connection.call("Browser.getVersion").text("product"))
        self._frames: OrderedDict[str, Frame] = OrderedDict()
        self._frame = Frame(surface_id=surface_id)
        self.scale = Scale(x=1.0, y=1.0)
        self._last: Pixels | None = None
        self._sized: tuple[int, ...] = ()
        self._number = 0
        self._marks: set[bytes] = set()
        self._marking = randomness.token_bytes(32)

    # --- looks ----------------------------------------------------------------------------------------------------

    def look(self) -> Look:
        """Raises what the protocol raises, ScreenUnusable and WorldGone between two pages."""
        state = self._ready_state()
        pixels = pictures.take(self._connection, self._tabs.session, held=self._held)
        self._measure(pixels, state)
        structure: Structure | NotOffered = PIXELS_ONLY
        if self._reader is not None:
            try:
                read = self._reader.read(width=state.number("width"), height=state.number("height"), scale=self.scale)
                structure = Structure(
                    elements=tuple(self.without_secrets(one) for one in read.elements),
                    beyond=tuple(self.without_secrets(one) for one in read.beyond),
                    behind=read.behind,
                )
            except (WorldGone, CallRefused):
                structure = NotOffered(reason="the page changed while it was read")
        return Look(screenshot=self._screenshot(pixels), structure=structure, surroundings=self._surroundings(state))

    def held_look(self) -> Look:
        """A page that is held by its own question: its last picture, darkened, with the question."""
        return Look(screenshot=self.held_picture(), structure=HELD, surroundings=self._surroundings(None))

    def glance(self) -> Screenshot:
        pixels = pictures.take(self._connection, self._tabs.session, held=self._held)
        if pixels.shape != self._sized:
            try:
                self._measure(pixels, self.state())
            except (WorldGone, CallRefused):
                return self._screenshot(pixels)  # between two pages: the next look measures
        return self._screenshot(pixels)

    def held_picture(self) -> Screenshot:
        behind = self._last
        question = self._questions.open(self._tabs.sessions())
        if question is None:  # answered in this very moment, by the person or the page
            return self._screenshot(pictures.take(self._connection, self._tabs.session, held=lambda: False))
        screenshot = self._screenshot(pictures.with_question(behind, (1280, 800), question))
        self._last = behind
        return screenshot

    def state(self) -> Answer:
        """Size, title, address and readiness of the tab's document."""
        return self._worlds.call(self._worlds.root(self._tabs.session, self._held), "state", held=self._held)

    # --- places ---------------------------------------------------------------------------------------------------

    def native(self, target: Target) -> tuple[float, float]:
        """The middle of the target's pixel, in input units."""
        frame = self._frames.get(target.screenshot_id, self._frame)
        across, down = frame.native_per_pixel
        x, y = frame.to_native(target.point)
        return x + across / 2, y + down / 2

    def middle(self) -> tuple[float, float]:
        """The middle of the page as it was last seen, in input units."""
        height, width = (self._last.shape[0], self._last.shape[1]) if self._last is not None else (800, 1280)
        across, down = self._frame.native_per_pixel
        return width * across / 2, height * down / 2

    # --- secrets --------------------------------------------------------------------------------------------------

    def secret(self, name: str) -> str:
        """Resolved only here, in the moment of typing; only a mark of it stays, to keep it out of what is read."""
        text = self._resolve(name)
        if text:
            self._marks.add(self._mark(text))
        return text

    def without_secrets(self, element: Element) -> Element:
        if not self._marks or not (element.value or element.text):
            return element
        if element.value and self._mark(element.value) in self._marks:
            element = replace(element, value=NO_TEXT, state=element.state | {State.SECRET})
        if element.text and self._mark(element.text) in self._marks:
            element = replace(element, text=NO_TEXT, state=element.state | {State.SECRET})
        return element

    # --- inside ---------------------------------------------------------------------------------------------------

    def _ready_state(self) -> Answer:
        """Waits, for at most READY_S, until the document has a body and is no longer being read in."""
        state = Answer(None)
        for _turn in range(int(READY_S / POLL_S)):
            try:
                state = self.state()
            except WorldGone:
                state = Answer(None)
            if state.flag("ready"):
                return state
            self._connection.wait(lambda: False, timeout_s=POLL_S, held=self._held)
        if not state.given():
            raise NoAnswer("The page gives no state.")
        return state

    def _measure(self, pixels: Pixels, state: Answer) -> None:
        """Scale of this very picture: its width over the page's, the device's own ratio where they agree.

        Another client's emulation may make the ratio one thing and the picture another; the picture counts.
        """
        width, height, ratio = state.number("width"), state.number("height"), state.number("ratio")
        if width < 1 or height < 1:
            return
        scale_x, scale_y = pixels.shape[1] / width, pixels.shape[0] / height
        if ratio and abs(scale_x - ratio) * width < 2 and abs(scale_y - ratio) * height < 2:
            scale_x = scale_y = ratio
        self.scale = Scale(x=scale_x, y=scale_y)
        self._frame = Frame(surface_id=self._id, native_per_pixel=(1 / scale_x, 1 / scale_y))
        self._sized = pixels.shape

    def _screenshot(self, pixels: Pixels) -> Screenshot:
        self._last = pixels
        self._number += 1
        screenshot = Screenshot(
            id=f"{self._id}/{self._number}", pixels=pixels, frame=self._frame, taken_at=self._clock.utc()
        )
        self._frames[screenshot.id] = self._frame
        while len(self._frames) > KEPT_FRAMES:
            self._frames.popitem(last=False)
        return screenshot

    def _surroundings(self, state: Answer | None) -> Surroundings:
        if len(self._tabs.all()) > 1:
            self._tabs.refresh()
        tab = self._tabs.tab
        title, address = tab.title, tab.address
        if state is not None and state.given():
            title, address = state.text("title") or title, state.text("address") or address
        last = self._last
        box = Box(0, 0, last.shape[1], last.shape[0]) if last is not None else Box(0, 0, 1, 1)
        windows = tuple(
            Window(
                id=one.id,
                title=ScreenText(one.title if one.id != tab.id else title),
                app=self._app,
                box=box,
                active=one.id == tab.id,
            )
            for one in self._tabs.all()
        )
        return Surroundings(
            app=self._app,
            title=ScreenText(title),
            address=address,
            windows=windows,
            dialog=self._questions.open(self._tabs.sessions()),
            downloads=self._downloads.done(),
        )

    def _mark(self, text: str) -> bytes:
        return blake2b(text.encode("utf-8", "surrogatepass"), key=self._marking).digest()


def _product(version: str) -> str:
    name = version.partition("/")[0]
    return {"HeadlessChrome": "Chrome", "Edg": "Edge"}.get(name, name or "Browser")
