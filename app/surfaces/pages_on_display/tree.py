"""The structure of a display on which a browser runs: its pages as the browser tells them, all else by accessibility.

Decision: which tab a window shows is told by the window's title and by the tab's own word that it is in sight, and
where in the window it lies by its picture, which must be found there: bars and panels of a browser may be anywhere.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from app.errors import Misuse
from app.surfaces.browser.protocol import CallRefused, Connection, NoAnswer, PageHeld
from app.surfaces.browser.worlds import WorldGone
from app.surfaces.desktop.looking import in_picture
from app.surfaces.desktop.ports import AccessibilityTree, DesktopWindow, Layout
from app.surfaces.pages_on_display.tab import Placed, Tab, number_and_handle
from app.surfaces.timing import Deadline
from grounding.geometry import Box, Point
from grounding.screen import Element, NotOffered, Pixels, State, Structure
from planner.errors import ActFailed, ScreenUnusable, SurfaceGone
from planner.ports import Gone

TRIES_EVERY_S: Final = 1.0
OPENS_WITHIN_S: Final = 30.0
_NOT_NOW: Final = (CallRefused, NoAnswer, PageHeld, WorldGone, ScreenUnusable)
_GONE: Final = NotOffered(reason="the page is not in sight")


class PagesOnDisplay:
    """`AccessibilityTree` over another. connect: joins the browser, and raises Misuse while there is none.

    see: takes a picture of the whole display. Belongs to one thread, but for `interrupt`; closes what it was given.
    """

    def __init__(
        self, *, rest: AccessibilityTree, connect: Callable[[], Connection], see: Callable[[], Pixels]
    ) -> None:
        self._rest = rest
        self._connect = connect
        self._see = see
        self._connection: Connection | None = None
        self._next_try = Deadline(0.0)
        self._pid = 0
        self._tabs: dict[str, Tab] = {}
        self._made = 0
        self._placed: dict[int, Placed] = {}

    # --- AccessibilityTree --------------------------------------------------------------------------------------------

    def read(self, layout: Layout) -> Structure | NotOffered:
        rest = self._rest.read(layout)
        pages = self._look(layout)
        found = [(placed, self._read(placed)) for placed in pages]
        told = [(placed, structure) for placed, structure in found if structure is not None]
        if not told:
            return rest
        elements = list(rest.elements) if isinstance(rest, Structure) else []
        beyond = list(rest.beyond) if isinstance(rest, Structure) else []
        behind: list[Element] = []
        for placed, structure in told:
            area, window = in_picture(placed.box, layout.frame), str(placed.window.id)
            elements = [one for one in elements if not (one.window == window and area.contains(one.box.center))]
            beyond = [one for one in beyond if one.window != window]
            above = _above(placed.window, layout)
            elements += [_in_frame(one, layout) for one in structure.elements if not _covered(one.box, above)]
            beyond += [_in_frame(one, layout) for one in structure.beyond]
            behind += [_in_frame(one, layout) for one in structure.behind]
            if placed.state.flag("front") and placed.window.active and _has_focus(structure):
                elements = [
                    replace(one, state=one.state - {State.FOCUSED}) if number_and_handle(one.handle) is None else one
                    for one in elements
                ]
        return Structure(elements=tuple(elements), beyond=tuple(beyond), behind=tuple(behind))

    def inspect(self, element: Element, layout: Layout) -> Element | Gone | NotOffered:
        mine = number_and_handle(element.handle)
        if mine is None:
            return self._rest.inspect(element, layout)
        placed = self._placed_now(mine[0], layout)
        if placed is None:
            return _GONE
        try:
            found = placed.tab.inspect(mine[1], placed)
        except _NOT_NOW:
            return _GONE
        return found if isinstance(found, Gone) else _in_frame(found, layout)

    def focused(self, layout: Layout) -> Element | NotOffered:
        for placed in self._look(layout):
            if placed.window.active and placed.state.flag("front"):
                try:
                    found = placed.tab.focused(placed)
                except _NOT_NOW:
                    continue
                if found is not None:
                    return _in_frame(found, layout)
        return self._rest.focused(layout)

    def hit(self, element: Element, native_x: int, native_y: int, layout: Layout) -> bool | NotOffered:
        mine = number_and_handle(element.handle)
        if mine is None:
            return self._rest.hit(element, native_x, native_y, layout)
        placed = self._placed_now(mine[0], layout)
        at = Point(native_x, native_y)
        if placed is None:
            return _GONE
        if any(box.contains(at) for box in _above(placed.window, layout)):
            return False
        try:
            return placed.tab.hit(mine[1], at, placed)
        except _NOT_NOW:
            return _GONE

    def address(self, layout: Layout) -> str:
        """Of the page in the active window; "" where that shows none."""
        active = next((one for one in self._placed.values() if one.window.active), None)
        return active.state.text("address") if active is not None else ""

    def interrupt(self) -> None:
        self._rest.interrupt()
        if (connection := self._connection) is not None:
            connection.interrupt()

    def close(self) -> None:
        for tab in self._tabs.values():
            tab.leave()
        if self._connection is not None:
            self._connection.close()
        self._rest.close()

    # --- acting -------------------------------------------------------------------------------------------------------

    def open_address(self, address: str) -> str | None:
        """In the tab in front, else in a new one. None: no browser is joined. Raises ActFailed."""
        connection = self._joined()
        if connection is None:
            return None
        front = sorted(self._placed.values(), key=lambda one: not one.window.active)
        try:
            if front:
                answer = connection.call("Page.navigate", front[0].tab.session, url=address, timeout_s=OPENS_WITHIN_S)
                connection.call("Page.bringToFront", front[0].tab.session)
                if answer.text("errorText"):
                    raise ActFailed(f"{address[:200]} does not open ({answer.text('errorText')}).")
                return "in the tab in front"
            connection.call("Target.createTarget", url=address)
        except (CallRefused, NoAnswer) as error:
            raise ActFailed(f"The browser did not open the address ({error}); look again.") from error
        return "in a new tab"

    # --- where the pages are ------------------------------------------------------------------------------------------

    def _joined(self) -> Connection | None:
        if self._connection is not None and self._connection.lost:
            self._connection.close()
            self._connection, self._tabs = None, {}
        if self._connection is None and self._next_try.passed:
            self._next_try = Deadline(TRIES_EVERY_S)
            try:
                self._connection = self._connect()
            except Misuse:
                return None
            self._pid = _browser_pid(self._connection)
        return self._connection

    def _look(self, layout: Layout) -> list[Placed]:
        """Every page that a window shows now."""
        connection = self._joined()
        self._placed = {}
        if connection is None:
            return []
        try:
            infos = connection.call("Target.getTargets").items("targetInfos")
        except (*_NOT_NOW, SurfaceGone):
            return []
        pages = [one for one in infos if one.text("type") == "page" and not one.text("url").startswith("devtools:")]
        for gone in self._tabs.keys() - {one.text("targetId") for one in pages}:
            del self._tabs[gone]
        for window in layout.windows:
            if window.own or window.popup or (self._pid and window.pid and window.pid != self._pid):
                continue
            titled = [one for one in pages if _shows(window, one.text("title"))]
            placed = next((found for one in titled if (found := self._place(one.text("targetId"), window))), None)
            if placed is not None:
                self._placed[placed.tab.number] = placed
        return list(self._placed.values())

    def _place(self, target: str, window: DesktopWindow) -> Placed | None:
        connection = self._connection
        assert connection is not None  # asked just before
        try:
            if target not in self._tabs:
                self._made += 1
                self._tabs[target] = Tab(number=self._made, target=target, connection=connection)
            tab = self._tabs[target]
            state = tab.state()
            if state.flag("hidden"):
                return None
            return tab.placed(window, state, self._see)
        except (*_NOT_NOW, SurfaceGone):
            return None

    def _placed_now(self, number: int, layout: Layout) -> Placed | None:
        return next((one for one in self._look(layout) if one.tab.number == number), None)

    def _read(self, placed: Placed) -> Structure | None:
        try:
            return placed.tab.read(placed)
        except (*_NOT_NOW, SurfaceGone):
            return None


def _browser_pid(connection: Connection) -> int:
    """0: not told."""
    try:
        told = connection.call("SystemInfo.getProcessInfo").items("processInfo")
    except (CallRefused, NoAnswer):
        return 0
    return next((one.whole("id") for one in told if one.text("type") == "browser"), 0)


def _shows(window: DesktopWindow, title: str) -> bool:
    """Browsers name their windows after the tab in front; one without a title is called by its address."""
    plain = title.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return bool(plain) and (window.title.startswith(plain) or window.title.removeprefix("www.").startswith(plain))


def _above(window: DesktopWindow, layout: Layout) -> list[Box]:
    at = next((number for number, one in enumerate(layout.windows) if one.id == window.id), len(layout.windows))
    return [one.outer for one in layout.windows[at + 1 :]]


def _covered(box: Box, above: list[Box]) -> bool:
    return any(one.contains(box.center) for one in above)


def _in_frame(element: Element, layout: Layout) -> Element:
    return replace(element, box=in_picture(element.box, layout.frame))


def _has_focus(structure: Structure) -> bool:
    return any(State.FOCUSED in one.state for one in structure.elements)
