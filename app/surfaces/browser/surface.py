"""The browser as a surface: a tab that is looked at and acted in, in a browser of our own or one that was there."""

import hashlib
import secrets as randomness
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Final

from app.errors import Misuse
from app.surfaces.browser import pictures
from app.surfaces.browser.acts import Acts
from app.surfaces.browser.attach import connect
from app.surfaces.browser.choosing import Choosing
from app.surfaces.browser.clipboard import Clipboard
from app.surfaces.browser.downloads import Downloads
from app.surfaces.browser.entering import Entering
from app.surfaces.browser.keyboard import Keyboard
from app.surfaces.browser.launch import Launched, start
from app.surfaces.browser.navigating import Navigating
from app.surfaces.browser.pointer import Hands, Pointer
from app.surfaces.browser.protocol import Answer, CallRefused, Connection, NoAnswer, PageHeld
from app.surfaces.browser.questions import Questions
from app.surfaces.browser.structure import Scale, StructureReader
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
from planner.errors import ActFailed, SurfaceGone
from planner.ports import Clock, Gone, Performed, Redeemer
from planner.records import Path
from planner.safety.permit import Permit

READY_S: Final = 5.0
KEPT_FRAMES: Final = 64
_HANGS: Final = "The page does not answer; it may be busy or hang: reload it, or stop and try again."
_PIXELS_ONLY: Final = NotOffered(reason="pixels only")
_HELD: Final = NotOffered(reason="the page is held by a question")


class BrowserSurface:
    """Belongs to the thread that made it, but for `release_all` and `interrupt`.

    notes: what a person should know of how the browser runs. child_pids: what dies with Deskhand.
    """

    def __init__(
        self,
        *,
        connection: Connection,
        launched: Launched | None,
        tab: str | None,
        redeemer: Redeemer,
        clock: Clock,
        secrets: Callable[[str], str],
        structure_offered: bool,
        download_folder: FilePath,
    ) -> None:
        self._connection = connection
        self._launched = launched
        self._redeemer = redeemer
        self._clock = clock
        self._resolve = secrets
        self._id = f"browser:{randomness.token_hex(4)}"
        self.notes: tuple[str, ...] = launched.notes if launched is not None else ()
        self.child_pids: tuple[int, ...] = launched.pids if launched is not None else ()
        own = launched is not None
        self._name = _product(connection.call("Browser.getVersion").text("product"))
        self._questions = Questions(connection)
        self._worlds = Worlds(connection, self._id)
        self._tabs = Tabs(connection=connection, questions=self._questions, own=own)
        self._downloads = Downloads(connection=connection, folder=download_folder, own=own)
        self._hands = Hands(connection)
        self._reader = (
            StructureReader(connection=connection, worlds=self._worlds, tabs=self._tabs, held=self._held)
            if structure_offered
            else None
        )
        self._navigating = Navigating(connection=connection, tabs=self._tabs, held=self._held)
        self._acts = self._made_acts(own)
        self._frames: OrderedDict[str, Frame] = OrderedDict()
        self._frame = Frame(surface_id=self._id)
        self._scale = Scale(x=1.0, y=1.0)
        self._last: Pixels | None = None
        self._sized: tuple[int, ...] = ()
        self._number = 0
        self._secret_marks: set[bytes] = set()
        self._closed = False
        self._tabs.choose(tab)
        self._tabs.follow()

    @classmethod
    def launch(
        cls,
        *,
        redeemer: Redeemer,
        clock: Clock,
        secrets: Callable[[str], str],
        structure_offered: bool,
        url: str | None,
        profile: FilePath | None,
        headless: bool,
        download_folder: FilePath,
        environment: Mapping[str, str],
        on_child: Callable[[int], None] = lambda _pid: None,
        size_wh: tuple[int, int] = (1280, 800),
        scale: float = 1.0,
    ) -> "BrowserSurface":
        """Starts a browser of our own. profile None: a throw-away one. size_wh: of the page, in CSS pixels.

        Raises Misuse, SurfaceGone, Stopped.
        """
        launched = start(
            clock=clock,
            profile=profile,
            headless=headless,
            environment=environment,
            on_child=on_child,
            size_wh=size_wh,
            scale=scale,
        )
        try:
            connection = Connection(wire=launched.driver, clock=clock)
            launched.find_browser_process(connection, on_child)
            surface = cls(
                connection=connection,
                launched=launched,
                tab=None,
                redeemer=redeemer,
                clock=clock,
                secrets=secrets,
                structure_offered=structure_offered,
                download_folder=download_folder,
            )
            if headless:
                surface._fit(size_wh)
            if url is not None:
                surface._open_first(url)
        except BaseException:
            launched.close()
            raise
        return surface

    @classmethod
    def attach(
        cls,
        *,
        address: str,
        tab: str | None,
        redeemer: Redeemer,
        clock: Clock,
        secrets: Callable[[str], str],
        structure_offered: bool,
        download_folder: FilePath,
    ) -> "BrowserSurface":
        """Joins a browser that runs already and changes nothing in it. Raises Misuse, SurfaceGone, Stopped."""
        connection = Connection(wire=connect(address), clock=clock)
        try:
            return cls(
                connection=connection,
                launched=None,
                tab=tab,
                redeemer=redeemer,
                clock=clock,
                secrets=secrets,
                structure_offered=structure_offered,
                download_folder=download_folder,
            )
        except BaseException:
            connection.close()
            raise

    @property
    def id(self) -> str:
        return self._id

    @property
    def structure_path(self) -> Path | None:
        return Path.DOM if self._reader is not None else None

    # --- looking --------------------------------------------------------------------------------------------------

    @property
    def reaches_popups(self) -> bool:
        """The protocol's clicks fall through the browser's own lists to the page beneath."""
        return False

    def look(self) -> Look:
        """See `Surface`. A page that is held by its own question gives its last picture, darkened, and the question."""
        try:
            self._tabs.follow()
            if not self._held():
                return self._look()
        except PageHeld:
            pass
        except NoAnswer as error:
            raise SurfaceGone(_HANGS) from error
        except CallRefused as error:
            raise SurfaceGone(f"The tab cannot be read ({error}); open the page again.") from error
        return Look(screenshot=self._held_picture(), structure=_HELD, surroundings=self._surroundings(None))

    def glance(self) -> Screenshot:
        try:
            if not self._held():
                pixels = pictures.take(self._connection, self._tabs.session, held=self._held)
                if pixels.shape != self._sized:
                    self._measure(pixels, self._state())
                return self._screenshot(pixels)
        except PageHeld:
            pass
        except NoAnswer as error:
            raise SurfaceGone(_HANGS) from error
        except WorldGone:
            return self._screenshot(pixels)
        return self._held_picture()

    def inspect(self, element: Element) -> Element | Gone | NotOffered:
        if self._reader is None:
            return _PIXELS_ONLY
        if not element.handle:
            return NotOffered(reason="it was found by its picture only")
        try:
            found = self._reader.inspect(element.handle, self._scale)
        except (PageHeld, NoAnswer):
            return _HELD
        return found if isinstance(found, Gone) else self._without_secrets(found)

    def focused(self) -> Element | NotOffered:
        if self._reader is None:
            return _PIXELS_ONLY
        try:
            found = self._reader.focused(self._scale)
        except (PageHeld, NoAnswer):
            return _HELD
        except (WorldGone, CallRefused):
            return NotOffered(reason="the page is just changing")
        return self._without_secrets(found[0]) if found is not None else NotOffered(reason="nothing has the keyboard")

    def hit(self, element: Element, x: int, y: int) -> bool | NotOffered:
        if self._reader is None:
            return _PIXELS_ONLY
        if not element.handle:
            return NotOffered(reason="it was found by its picture only")
        try:
            return self._reader.hit(element.handle, x / self._scale.x, y / self._scale.y)
        except (PageHeld, NoAnswer):
            return _HELD

    # --- acting ---------------------------------------------------------------------------------------------------

    def perform(self, permit: Permit) -> Performed:
        bound = self._redeemer.redeem(permit, self._id)
        self._connection.check()
        try:
            if self._tabs.follow() and bound.target is not None:
                raise ActFailed("Another tab came to the front; look again.")
            self._tabs.act_begins()
            return self._acts.perform(bound)
        except PageHeld as error:
            raise ActFailed(
                "A question of the page opened in the middle of the act; answer it and look again."
            ) from error
        except WorldGone as error:
            raise ActFailed("The page changed in the middle of the act; look again.") from error
        except CallRefused as error:
            raise ActFailed(f"The browser did not carry out the act ({error}); look again.") from error
        except NoAnswer as error:
            raise SurfaceGone(_HANGS) from error

    def release_all(self) -> None:
        self._hands.let_go()

    def interrupt(self) -> None:
        """Every wait is ours, so nothing has to be killed: the waiting call ends with `Stopped`, later ones too."""
        self._connection.interrupt()
        self._hands.let_go()

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._hands.let_go()
        if self._launched is not None:
            self._connection.close()
            self._launched.close()
        else:
            self._tabs.leave_all()
            self._connection.close()

    # --- inside ---------------------------------------------------------------------------------------------------

    def _made_acts(self, own: bool) -> Acts:
        pointer = Pointer(
            connection=self._connection, session=lambda: self._tabs.session, hands=self._hands, held=self._held
        )
        keyboard = Keyboard(
            connection=self._connection, session=lambda: self._tabs.session, hands=self._hands, held=self._held
        )
        return Acts(
            connection=self._connection,
            tabs=self._tabs,
            questions=self._questions,
            pointer=pointer,
            keyboard=keyboard,
            entering=Entering(connection=self._connection, keyboard=keyboard, reader=self._reader),
            choosing=Choosing(connection=self._connection, keyboard=keyboard, reader=self._reader)
            if self._reader is not None
            else None,
            clipboard=Clipboard(
                connection=self._connection,
                keyboard=keyboard,
                tabs=self._tabs,
                worlds=self._worlds,
                reader=self._reader,
                own=own,
                held=self._held,
            ),
            navigating=self._navigating,
            reader=self._reader,
            secrets=self._secret,
            native=self._native,
            middle=self._middle,
            held=self._held,
            own=own,
        )

    def _held(self) -> bool:
        return self._questions.holding(self._tabs.sessions())

    def _look(self) -> Look:
        state = self._ready_state()
        pixels = pictures.take(self._connection, self._tabs.session, held=self._held)
        self._measure(pixels, state)
        structure: Structure | NotOffered = _PIXELS_ONLY
        if self._reader is not None:
            try:
                read = self._reader.read(width=state.number("width"), height=state.number("height"), scale=self._scale)
                structure = Structure(
                    elements=tuple(self._without_secrets(one) for one in read.elements),
                    beyond=tuple(self._without_secrets(one) for one in read.beyond),
                )
            except (WorldGone, CallRefused):
                structure = NotOffered(reason="the page changed while it was read")
        return Look(screenshot=self._screenshot(pixels), structure=structure, surroundings=self._surroundings(state))

    def _state(self) -> Answer:
        return self._worlds.call(self._worlds.root(self._tabs.session, self._held), "state", held=self._held)

    def _ready_state(self) -> Answer:
        """Waits, for at most READY_S, until the document has a body and is no longer being read in."""
        state = Answer(None)
        for _turn in range(int(READY_S / 0.05)):
            try:
                state = self._state()
            except (WorldGone, CallRefused):
                state = Answer(None)
            if state.flag("ready"):
                return state
            self._connection.wait(lambda: False, timeout_s=0.05, held=self._held)
        if not state.given():
            raise NoAnswer("The page gives no state.")
        return state

    def _measure(self, pixels: Pixels, state: Answer) -> None:
        """Scale of this very picture: its width over the page's, the device's own ratio where they agree."""
        width, height, ratio = state.number("width"), state.number("height"), state.number("ratio")
        if width < 1 or height < 1:
            return
        scale_x, scale_y = pixels.shape[1] / width, pixels.shape[0] / height
        if ratio and abs(scale_x - ratio) * width < 2 and abs(scale_y - ratio) * height < 2:
            scale_x = scale_y = ratio
        self._scale = Scale(x=scale_x, y=scale_y)
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

    def _held_picture(self) -> Screenshot:
        behind = self._last
        question = self._questions.open(self._tabs.sessions())
        if question is None:  # answered in this very moment, by the person or the page
            pixels = pictures.take(self._connection, self._tabs.session, held=lambda: False)
            return self._screenshot(pixels)
        screenshot = self._screenshot(pictures.with_question(behind, (1280, 800), question))
        self._last = behind
        return screenshot

    def _surroundings(self, state: Answer | None) -> Surroundings:
        tab = self._tabs.tab
        title, address = tab.title, tab.address
        if state is not None and state.given():
            title, address = state.text("title") or title, state.text("address") or address
        last = self._last
        box = Box(0, 0, last.shape[1], last.shape[0]) if last is not None else Box(0, 0, 1, 1)
        return Surroundings(
            app=self._name,
            title=ScreenText(title),
            address=address,
            windows=tuple(
                Window(
                    id=one.id,
                    title=ScreenText(one.title if one.id != tab.id else title),
                    app=self._name,
                    box=box,
                    active=one.id == tab.id,
                )
                for one in self._tabs.all()
            ),
            dialog=self._questions.open(self._tabs.sessions()),
            downloads=self._downloads.done(),
        )

    def _native(self, target: Target) -> tuple[float, float]:
        """The middle of the target's pixel, in input units."""
        frame = self._frames.get(target.screenshot_id, self._frame)
        across, down = frame.native_per_pixel
        x, y = frame.to_native(target.point)
        return x + across / 2, y + down / 2

    def _middle(self) -> tuple[float, float]:
        height, width = (self._last.shape[0], self._last.shape[1]) if self._last is not None else (800, 1280)
        across, down = self._frame.native_per_pixel
        return width * across / 2, height * down / 2

    def _secret(self, name: str) -> str:
        """Resolved only here, in the moment of typing; only a mark of it stays, to keep it out of what is read."""
        text = self._resolve(name)
        if text:
            self._secret_marks.add(self._mark(text))
        return text

    def _mark(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._id.encode()).digest()

    def _without_secrets(self, element: Element) -> Element:
        if not self._secret_marks or not (element.value or element.text):
            return element
        if element.value and self._mark(element.value) in self._secret_marks:
            element = replace(element, value=NO_TEXT, state=element.state | {State.SECRET})
        if element.text and self._mark(element.text) in self._secret_marks:
            element = replace(element, text=NO_TEXT, state=element.state | {State.SECRET})
        return element

    def _fit(self, size_wh: tuple[int, int]) -> None:
        """Makes the page, not the window around it, as large as asked."""
        state = self._state()
        metrics = self._connection.call("Page.getLayoutMetrics", self._tabs.session)
        zoom = metrics.number("cssVisualViewport", "zoom") or 1.0  # window sizes know nothing of the page's zoom
        window = self._connection.call("Browser.getWindowForTarget", targetId=self._tabs.current)
        bounds = window.at("bounds")
        self._connection.call(
            "Browser.setWindowBounds",
            windowId=window.whole("windowId"),
            bounds={
                "width": bounds.whole("width") + size_wh[0] - round(state.number("width") * zoom),
                "height": bounds.whole("height") + size_wh[1] - round(state.number("height") * zoom),
            },
        )

    def _open_first(self, url: str) -> None:
        """The address that the person gave on the command line."""
        try:
            self._navigating.open(url)
        except ActFailed as error:
            raise Misuse(str(error)) from error


def _product(version: str) -> str:
    name = version.partition("/")[0]
    return {"Chrome": "Chrome", "HeadlessChrome": "Chrome", "Edg": "Edge"}.get(name, name or "Browser")
