"""Looks at a display without ever acting on it, as often as it may change."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from app.surfaces.desktop.capture import Camera
from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.looking import Looking, Sight, in_picture, surroundings, without_own
from app.surfaces.desktop.ports import AccessibilityTree
from app.surfaces.desktop.windows import Windows
from grounding.screen import Look, NotOffered, Structure
from planner.errors import ScreenUnusable
from planner.ports import Clock

ASKED_AGAIN_S = 1.0
COVERS = 0.98
_PIXELS_ONLY = NotOffered(reason="The display is looked at by its pixels only.")


@dataclass(frozen=True, kw_only=True)
class _Last:
    """The last look for which the applications were asked, and when."""

    sight: Sight
    structure: Structure | NotOffered
    asked_s: float


class DesktopWatcher:
    """Belongs to one thread. own_in_front: whether a window of ours had the keyboard at the last look; pointer: where
    the pointer was then.

    accessibility: None in pixels-only mode; it is closed with this.
    """

    def __init__(
        self,
        *,
        display: str,
        clock: Clock,
        accessibility: AccessibilityTree | None,
        own_pids: frozenset[int],
        own_ids: frozenset[int],
    ) -> None:
        self._accessibility = accessibility
        self._last: _Last | None = None
        self.own_in_front = False
        self.pointer: tuple[int, int] | None = None
        self._connection = Connection(display)
        self._camera = Camera(display=display)
        windows = Windows(self._connection, own_pids=own_pids, own_ids=own_ids)
        check: Callable[[], None] = clock.check
        self._looking = Looking(
            surface_id=f"desktop{display}", camera=self._camera, windows=windows, clock=clock, check=check
        )

    def look(self) -> Look:
        """What is there is asked again only where the picture or the windows are others, or after a while: to be asked
        takes an application's time. Raises ScreenUnusable, SurfaceGone."""
        sight = self._looking.sight()
        with self._connection.call() as server:
            at = server.screen().root.query_pointer()
        self.pointer = int(at.root_x), int(at.root_y)
        if _is_locked(sight):
            raise ScreenUnusable("The screen is locked; unlock it to go on.")
        self.own_in_front = any(one.own and one.active for one in sight.layout.windows)
        last = self._last
        if last is not None and np.array_equal(last.sight.screenshot.pixels, sight.screenshot.pixels):
            # One copy of a picture, however often it is seen.
            sight = replace(sight, screenshot=replace(sight.screenshot, pixels=last.sight.screenshot.pixels))
            if last.sight.layout == sight.layout and time.monotonic() - last.asked_s < ASKED_AGAIN_S:
                return Look(screenshot=sight.screenshot, structure=last.structure, surroundings=surroundings(sight))
        asked_s = time.monotonic()
        structure = self._structure(sight)
        self._last = _Last(sight=sight, structure=structure, asked_s=asked_s)
        return Look(screenshot=sight.screenshot, structure=structure, surroundings=surroundings(sight))

    def _structure(self, sight: Sight) -> Structure | NotOffered:
        if self._accessibility is None:
            return _PIXELS_ONLY
        structure = self._accessibility.read(sight.layout)
        return without_own(structure, sight) if isinstance(structure, Structure) else structure

    def close(self) -> None:
        if self._accessibility is not None:
            self._accessibility.close()
        self._connection.close()
        self._camera.close()


def _is_locked(sight: Sight) -> bool:
    """A window that no window manager knows lies over the whole screen: so do the programs that lock one."""
    if not sight.layout.windows:
        return False
    top, screen = sight.layout.windows[-1], sight.screenshot.box
    covered = in_picture(top.outer, sight.layout.frame).clipped(screen)
    return top.popup and not top.own and covered.area > COVERS * screen.area
