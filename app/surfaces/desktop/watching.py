"""Looks at a display without ever acting on it, as often as it may change."""

from collections.abc import Callable

from app.surfaces.desktop.capture import Camera
from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.looking import Looking, surroundings, without_own
from app.surfaces.desktop.ports import AccessibilityTree
from app.surfaces.desktop.windows import Windows
from grounding.screen import Look, NotOffered, Structure
from planner.ports import Clock

_PIXELS_ONLY = NotOffered(reason="The display is looked at by its pixels only.")


class DesktopWatcher:
    """Belongs to one thread. own_in_front: whether a window of ours had the keyboard at the last look.

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
        self.own_in_front = False
        self._connection = Connection(display)
        self._camera = Camera(display=display)
        windows = Windows(self._connection, own_pids=own_pids, own_ids=own_ids)
        check: Callable[[], None] = clock.check
        self._looking = Looking(
            surface_id=f"desktop{display}", camera=self._camera, windows=windows, clock=clock, check=check
        )

    def look(self) -> Look:
        """Raises ScreenUnusable, SurfaceGone."""
        sight = self._looking.sight()
        self.own_in_front = any(one.own and one.active for one in sight.layout.windows)
        structure: Structure | NotOffered = _PIXELS_ONLY
        if self._accessibility is not None:
            structure = self._accessibility.read(sight.layout)
            if isinstance(structure, Structure):
                structure = without_own(structure, sight)
        return Look(screenshot=sight.screenshot, structure=structure, surroundings=surroundings(sight))

    def close(self) -> None:
        if self._accessibility is not None:
            self._accessibility.close()
        self._connection.close()
        self._camera.close()
