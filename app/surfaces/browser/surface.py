"""The browser as a surface: a tab that is looked at and acted in, in a browser of our own or one that was there."""

import secrets as randomness
from collections.abc import Callable, Mapping
from pathlib import Path as FilePath
from typing import Final

from app.errors import Misuse
from app.surfaces.browser.acts import Acts
from app.surfaces.browser.attach import connect
from app.surfaces.browser.choosing import Choosing
from app.surfaces.browser.clipboard import Clipboard
from app.surfaces.browser.downloads import Downloads
from app.surfaces.browser.entering import Entering
from app.surfaces.browser.keyboard import Keyboard
from app.surfaces.browser.launch import Launched, start
from app.surfaces.browser.looking import HELD, PIXELS_ONLY, Looking
from app.surfaces.browser.navigating import Navigating
from app.surfaces.browser.pointer import Hands, Pointer
from app.surfaces.browser.protocol import CallRefused, Connection, NoAnswer, PageHeld
from app.surfaces.browser.questions import Questions
from app.surfaces.browser.sent_acts import noting
from app.surfaces.browser.structure import StructureReader
from app.surfaces.browser.tabs import Tabs
from app.surfaces.browser.worlds import WorldGone, Worlds
from app.surfaces.sent import Note, not_noted
from grounding.screen import (
    Element,
    Look,
    NotOffered,
    Screenshot,
)
from planner.errors import ActFailed, ScreenUnusable, SurfaceGone
from planner.ports import Clock, Gone, Performed, Redeemer
from planner.records import Path
from planner.safety.permit import Permit

BETWEEN_PAGES: Final = 15
_HANGS: Final = "The page does not answer; it may be busy or hang: reload it, or stop and try again."


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
        self._id = f"browser:{randomness.token_hex(4)}"
        self.notes: tuple[str, ...] = launched.notes if launched is not None else ()
        self.child_pids: tuple[int, ...] = launched.pids if launched is not None else ()
        own = launched is not None
        self._questions = Questions(connection)
        self._worlds = Worlds(connection, self._id)
        self._tabs = Tabs(connection=connection, questions=self._questions, own=own)
        self._hands = Hands(connection)
        self._reader = (
            StructureReader(connection=connection, worlds=self._worlds, tabs=self._tabs, held=self._held)
            if structure_offered
            else None
        )
        self._looking = Looking(
            surface_id=self._id,
            connection=connection,
            clock=clock,
            tabs=self._tabs,
            worlds=self._worlds,
            questions=self._questions,
            downloads=Downloads(connection=connection, folder=download_folder, own=own),
            reader=self._reader,
            resolve=secrets,
            held=self._held,
        )
        self._navigating = Navigating(connection=connection, tabs=self._tabs, held=self._held)
        self._acts = self._made_acts(own)
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
        note: Note = not_noted,
    ) -> "BrowserSurface":
        """Joins a browser that runs already and changes nothing in it. note: hears of each act before it is sent.

        Raises Misuse, SurfaceGone, Stopped.
        """
        connection = Connection(wire=connect(address), clock=clock, sending=noting(note))
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
            for turn in range(BETWEEN_PAGES):
                self._tabs.follow()
                if self._held():
                    break
                try:
                    return self._looking.look()
                except (CallRefused, ScreenUnusable, WorldGone):
                    if turn == BETWEEN_PAGES - 1:
                        raise
                    self._connection.pause_s(0.1)  # between two pages, and while a tab closes, there is none
        except PageHeld:
            pass
        except NoAnswer as error:
            raise SurfaceGone(_HANGS) from error
        except (CallRefused, WorldGone) as error:
            raise SurfaceGone(f"The tab cannot be read ({error}); open the page again.") from error
        return self._looking.held_look()

    def glance(self) -> Screenshot:
        try:
            if not self._held():
                return self._looking.glance()
        except PageHeld:
            pass
        except NoAnswer as error:
            raise SurfaceGone(_HANGS) from error
        return self._looking.held_picture()

    def inspect(self, element: Element) -> Element | Gone | NotOffered:
        if self._reader is None:
            return PIXELS_ONLY
        if not element.handle:
            return NotOffered(reason="it was found by its picture only")
        try:
            found = self._reader.inspect(element.handle, self._looking.scale)
        except (PageHeld, NoAnswer):
            return HELD
        return found if isinstance(found, Gone) else self._looking.without_secrets(found)

    def focused(self) -> Element | NotOffered:
        if self._reader is None:
            return PIXELS_ONLY
        try:
            found = self._reader.focused(self._looking.scale)
        except (PageHeld, NoAnswer):
            return HELD
        except (WorldGone, CallRefused):
            return NotOffered(reason="the page is just changing")
        return (
            self._looking.without_secrets(found[0])
            if found is not None
            else NotOffered(reason="nothing has the keyboard")
        )

    def hit(self, element: Element, x: int, y: int) -> bool | NotOffered:
        if self._reader is None:
            return PIXELS_ONLY
        if not element.handle:
            return NotOffered(reason="it was found by its picture only")
        try:
            return self._reader.hit(element.handle, x / self._looking.scale.x, y / self._looking.scale.y)
        except (PageHeld, NoAnswer):
            return HELD

    # --- acting ---------------------------------------------------------------------------------------------------

    def perform(self, permit: Permit) -> Performed:
        bound = self._redeemer.redeem(permit, self._id)
        self._connection.check()
        try:
            if self._tabs.follow() and bound.target is not None:
                raise ActFailed("Another tab came to the front; look again.")
            self._tabs.act_begins()
            return self._acts.carry_out(bound)
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
        self._questions.close()
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
            secrets=self._looking.secret,
            native=self._looking.native,
            middle=self._looking.middle,
            held=self._held,
            own=own,
        )

    def _held(self) -> bool:
        return self._questions.holding(self._tabs.sessions())

    def _fit(self, size_wh: tuple[int, int]) -> None:
        """Makes the page, not the window around it, as large as asked."""
        state = self._looking.state()
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
