"""The X11 desktop as a surface: looks and acts; nothing acts on it but `perform`, with a permit."""

import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack

from app.surfaces.desktop.acting import Acting
from app.surfaces.desktop.capture import Camera
from app.surfaces.desktop.clipboard import Clipboard
from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.guard import Guard
from app.surfaces.desktop.looking import Looking, on_display, surroundings, without_own
from app.surfaces.desktop.order import ClickOrder
from app.surfaces.desktop.own import terminal_window
from app.surfaces.desktop.ports import AccessibilityTree, Input, Launcher, Layout
from app.surfaces.desktop.windows import Windows, at
from grounding.geometry import Point
from grounding.screen import Element, Look, NotOffered, Screenshot, Structure
from planner.errors import Stopped
from planner.ports import Clock, Gone, Performed, Redeemer
from planner.records import Path
from planner.safety.permit import Permit

_PIXELS_ONLY = NotOffered(reason="The display is looked at by its pixels only.")
_NOT_SEEN = NotOffered(reason="The display was not looked at yet.")


class DesktopSurface:
    """`planner.ports.Surface` on an X11 display. Made and used by one thread, but for `release_all` and `interrupt`.

    environment: of this process or of the virtual display; own_pids: processes whose windows are Deskhand's own
    (`own.own_processes()`); accessibility: None in pixels-only mode. Closes what it was given.
    """

    def __init__(
        self,
        *,
        display: str,
        redeemer: Redeemer,
        clock: Clock,
        secrets: Callable[[str], str],
        accessibility: AccessibilityTree | None,
        launcher: Launcher,
        environment: Mapping[str, str],
        input_backend: Input,
        own_pids: frozenset[int],
    ) -> None:
        self._id = f"desktop{display}"
        self._redeemer = redeemer
        self._clock = clock
        self._accessibility = accessibility
        self._launcher = launcher
        self._input = input_backend
        self._interrupted = threading.Event()
        self._connection = Connection(display)
        self._camera = Camera(display=display)
        self._windows = Windows(self._connection, own_pids=own_pids, own_ids=terminal_window(environment, display))
        self._looking = Looking(
            surface_id=self._id, camera=self._camera, windows=self._windows, clock=clock, check=self._check
        )
        self._guard = Guard(self._windows)
        self._acting = Acting(
            input_backend=input_backend,
            windows=self._windows,
            clipboard=Clipboard(self._connection, pause=self._pause),
            guard=self._guard,
            order=ClickOrder(self._connection, pause=self._pause),
            launcher=launcher,
            secrets=secrets,
            pause=self._pause,
        )

    @property
    def id(self) -> str:
        return self._id

    @property
    def structure_path(self) -> Path | None:
        return Path.ACCESSIBILITY if self._accessibility is not None else None

    # --- looking --------------------------------------------------------------------------------------------------

    @property
    def reaches_popups(self) -> bool:
        """Input is the display's own: it reaches whatever is drawn."""
        return True

    def look(self) -> Look:
        self._interrupted.clear()
        sight = self._looking.sight()
        self._guard.saw(sight.screenshot, sight.layout)
        structure: Structure | NotOffered = _PIXELS_ONLY
        address = ""
        if self._accessibility is not None:
            structure = self._accessibility.read(sight.layout)
            address = self._accessibility.address(sight.layout)
            if isinstance(structure, Structure):
                structure = without_own(structure, sight)
        return Look(screenshot=sight.screenshot, structure=structure, surroundings=surroundings(sight, address))

    def glance(self) -> Screenshot:
        self._check()
        return self._looking.glance()

    def inspect(self, element: Element) -> Element | Gone | NotOffered:
        layout = self._layout()
        if self._accessibility is None or layout is None:
            return _PIXELS_ONLY if self._accessibility is None else _NOT_SEEN
        return self._accessibility.inspect(element, layout)

    def focused(self) -> Element | NotOffered:
        layout = self._layout()
        if self._accessibility is None or layout is None:
            return _PIXELS_ONLY if self._accessibility is None else _NOT_SEEN
        return self._accessibility.focused(layout)

    def hit(self, element: Element, x: int, y: int) -> bool | NotOffered:
        layout = self._layout()
        if layout is None:
            return _NOT_SEEN
        point = on_display(Point(x, y), layout.frame)
        top = at(layout.windows, point)
        if top is not None and (top.own or (element.window not in ("", str(top.id)) and not top.popup)):
            return False
        if self._accessibility is None:
            return _PIXELS_ONLY
        return self._accessibility.hit(element, point.x, point.y, layout)

    # --- acting ---------------------------------------------------------------------------------------------------

    def perform(self, permit: Permit) -> Performed:
        bound = self._redeemer.redeem(permit, self._id)
        self._check()
        return self._acting.carry_out(bound)

    def is_open(self, name: str) -> bool:
        """Whether a window of that application is open."""
        return self._acting.window_of(name) is not None

    def release_all(self) -> None:
        self._input.release_all()

    def interrupt(self) -> None:
        self._interrupted.set()
        self._input.interrupt()
        self._connection.interrupt()
        self._camera.interrupt()
        if self._accessibility is not None:
            self._accessibility.interrupt()

    def close(self) -> None:
        with ExitStack() as all_of_them:  # each is closed, whatever becomes of the others
            all_of_them.callback(self._launcher.close)
            if self._accessibility is not None:
                all_of_them.callback(self._accessibility.close)
            all_of_them.callback(self._connection.close)
            all_of_them.callback(self._camera.close)
            all_of_them.callback(self._input.close)

    def _layout(self) -> Layout | None:
        """The windows as they are now, in the frame of the last look."""
        last = self._guard.last
        return self._looking.layout(last.frame) if last is not None else None

    def _check(self) -> None:
        if self._interrupted.is_set():
            raise Stopped
        self._clock.check()

    def _pause(self, seconds: float) -> None:
        self._check()
        if seconds:
            self._clock.sleep_s(seconds)
