"""The displays that there are to work on: the person's own, if it can be, and a virtual one."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from Xlib.display import Display
from Xlib.ext import randr

from app.clock import RunClock
from app.doctor.desk import SAMPLE, Tried, try_out
from app.doctor.finding import NotWell
from app.errors import AppError, Misuse
from app.listening.stop_key import StopKey
from app.surfaces.desktop.capture import Camera, one_colour
from app.surfaces.desktop.connection import open_display
from app.surfaces.desktop.session import check_display
from app.surfaces.display_lock import DisplayLock, lock_folder
from app.surfaces.virtual_display.display import VirtualDisplay
from app.surfaces.virtual_display.parts import find_parts
from grounding.geometry import Box
from grounding.screen import Role, Structure
from planner.errors import PlannerError, Stopped
from planner.language.keys import read_keys
from planner.ports import Surface

SIZE_WH = (1024, 640)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A display to try things out on. name: as it is told."""

    name: str
    display: str
    environment: Mapping[str, str]


class Displays:
    """Opens what it is asked for at the first asking; `close` ends it."""

    def __init__(self, *, clock: RunClock, watch: Callable[[Surface | None], None], stop_key: str) -> None:
        self._clock = clock
        self._watch = watch
        self._stop_key = stop_key
        self._stack = ExitStack()
        self._virtual: VirtualDisplay | None = None
        self._tried: dict[str, Tried | NotWell] = {}
        self._own, self._why_not = _own_display()

    def close(self) -> None:
        self._stack.close()

    # --- checks ---------------------------------------------------------------------------------------------------

    def session(self) -> str:
        """Which desktop this is, and what works on it."""
        if self._own is not None:
            return f"the X11 display {self._own.display}: all of --display, --virtual and --browser"
        return f"{self._why_not} That is no fault: what follows is tried on a virtual display"

    def virtual(self) -> str:
        """Starts one; it stays for the checks that follow."""
        parts = find_parts(os.environ)
        try:
            self._virtual = self._stack.enter_context(VirtualDisplay.start(size_wh=SIZE_WH, clock=self._clock))
        except Misuse as error:
            raise NotWell("a virtual display cannot be started", mend=str(error)) from error
        if not parts.accessibility:
            return "starts and ends; without accessibility"
        return f"starts in a moment, {SIZE_WH[0]}x{SIZE_WH[1]}"

    def picture(self) -> str:
        """A frame of the person's display, or of the virtual one, that shows something."""
        ground = self._ground()
        server = open_display(ground.display)
        try:
            screen = server.screen()
            whole = Box(0, 0, screen.width_in_pixels, screen.height_in_pixels)
            there = randr.get_monitors(screen.root).monitors
            monitors = [f"{one.width_in_pixels}x{one.height_in_pixels}+{one.x}+{one.y}" for one in there]
            camera = Camera(display=ground.display)
            try:
                pixels = camera.take(whole)
                if one_colour(pixels):  # a bare desktop may be: then a window of ours must show
                    with _patch(server, white=int(pixels[0, 0].max()) < 128):
                        pixels = camera.take(whole)
            finally:
                camera.close()
        finally:
            server.close()
        if one_colour(pixels):
            raise NotWell(
                f"the picture of {ground.name} is of one colour only",
                mend="unlock or wake the screen; if it stays so, use --virtual or --browser",
            )
        listed = f"; {len(monitors)} monitors: {', '.join(monitors)}" if len(monitors) > 1 else ""
        return f"{ground.name} gives a picture of {whole.width}x{whole.height}{listed}"

    def pointer(self) -> str:
        """Clicked in a window of its own; that window says where the pointer was and that it was pressed."""
        ground, tried = self._trial()
        if not tried.pointer_came:
            raise NotWell(f"the pointer of {ground.name} did not press what it was sent to: {tried.ended.reason}")
        return f"clicks where it is sent to on {ground.name}, and is put back"

    def typing(self) -> str:
        """Typed into a window of its own; that window says what came."""
        ground, tried = self._trial()
        if tried.told.text != SAMPLE:
            raise NotWell(f"“{SAMPLE}” was typed on {ground.name}, but “{tried.told.text}” came: {tried.ended.reason}")
        return f"“{SAMPLE}” arrives letter by letter on {ground.name}"

    def stop_key(self) -> str:
        """Armed for a moment where it would be needed."""
        chords = read_keys(self._stop_key)
        if chords is None or len(chords) != 1:
            raise NotWell(f"“{self._stop_key}” is no chord", mend="set stop_key to a chord such as ctrl+alt+escape")
        ground = self._ground()
        with StopKey(display=ground.display, chord=chords[0], pressed=_nothing) as key:
            if key.problem:
                raise NotWell(key.problem)
        return f"{self._stop_key} is free on {ground.name}"

    def accessibility(self) -> str:
        """The window's own field, as the accessibility bus of the virtual display tells of it."""
        if self._virtual is None:
            raise NotWell("no virtual display to ask on", mend="see “virtual display”; --pixels-only works without")
        ground = self._virtual_ground(self._virtual)
        structure = self._try_on(ground).look.structure
        if not isinstance(structure, Structure):
            raise NotWell(f"the accessibility bus does not answer: {structure.reason}")
        fields = [e for e in structure.elements if e.role is Role.TEXT_FIELD and SAMPLE in (e.value, e.text)]
        if not fields:
            raise NotWell("the accessibility bus answers, but does not tell what a field holds")
        return f"the bus answers with {len(structure.elements)} elements, and tells what a field holds"

    # --- grounds --------------------------------------------------------------------------------------------------

    def _ground(self) -> Ground:
        if self._own is not None:
            return self._own
        if self._virtual is None:
            raise NotWell("there is no display to try it on", mend="see “virtual display”")
        return self._virtual_ground(self._virtual)

    def _virtual_ground(self, virtual: VirtualDisplay) -> Ground:
        return Ground(name="a virtual display", display=virtual.display, environment=virtual.environment)

    def _trial(self) -> tuple[Ground, Tried]:
        ground = self._ground()
        return ground, self._try_on(ground)

    def _try_on(self, ground: Ground) -> Tried:
        """Once a display: pointer and typing are two findings of one trial."""
        if ground.display not in self._tried:
            self._tried[ground.display] = self._try_out(ground)
        tried = self._tried[ground.display]
        if isinstance(tried, NotWell):
            raise tried
        return tried

    def _try_out(self, ground: Ground) -> Tried | NotWell:
        try:
            with DisplayLock(display=ground.display, folder=lock_folder(os.environ)):
                return try_out(ground.display, ground.environment, self._clock, self._watch)
        except NotWell as error:
            return error
        except Misuse as error:  # another Deskhand is at work there
            return NotWell(f"{ground.name} is in use", mend=str(error))


def _own_display() -> tuple[Ground | None, str]:
    display = os.environ.get("DISPLAY", "")
    if not display and not os.environ.get("WAYLAND_DISPLAY"):
        return None, "There is no desktop in this session."
    try:
        check_display(display, os.environ)
    except Stopped:
        raise
    except (AppError, PlannerError) as error:
        return None, str(error)
    return Ground(name=f"the display {display}", display=display, environment=os.environ), ""


def _nothing() -> None:
    """The doctor arms the stop key only to see that it can be."""


@contextmanager
def _patch(server: Display, *, white: bool) -> Iterator[None]:
    """A small window without a frame, in the corner, for as long as the block lasts."""
    screen = server.screen()
    colour = screen.white_pixel if white else screen.black_pixel
    window = screen.root.create_window(
        0, 0, 32, 32, 0, screen.root_depth, background_pixel=colour, override_redirect=True
    )
    try:
        window.map()
        server.sync()
        time.sleep(0.1)
        yield
    finally:
        window.destroy()
        server.sync()
