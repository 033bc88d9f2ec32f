"""Looks once more, just before an act: is everything still where it was seen, and is it nobody's but the target's?"""

from app.surfaces.desktop.looking import on_display
from app.surfaces.desktop.ports import DesktopWindow, Layout
from app.surfaces.desktop.windows import Windows, at
from grounding.geometry import Point
from grounding.screen import Screenshot, Target
from planner.errors import ActFailed

_KEPT = 8


class Guard:
    """Keeps the layouts of the last few looks. Raises ActFailed, so that the loop looks again."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._seen: dict[str, tuple[Screenshot, Layout]] = {}
        self._last = ""

    def saw(self, screenshot: Screenshot, layout: Layout) -> None:
        self._seen[screenshot.id] = (screenshot, layout)
        self._last = screenshot.id
        while len(self._seen) > _KEPT:
            del self._seen[next(iter(self._seen))]

    @property
    def last(self) -> Layout | None:
        return self._seen[self._last][1] if self._last else None

    def place(self, target: Target) -> tuple[Point, DesktopWindow | None]:
        """The target's point in native units, and the window there: unmoved, uncovered, and not Deskhand's own."""
        if not self._last:
            raise ActFailed("The display was not looked at yet; look before acting.")
        screenshot, layout = self._seen.get(target.screenshot_id, self._seen[self._last])
        if not screenshot.box.contains(target.point):
            raise ActFailed("The place lies outside the screen; look again.")
        point = on_display(target.point, layout.frame)
        before, now = at(layout.windows, point), at(self._windows.read(), point)
        if now is not None and now.own:
            raise ActFailed("The place belongs to Deskhand's own window, which it never touches.")
        if (before.id if before else 0) != (now.id if now else 0):
            raise ActFailed("Another window is at that place now; look again.")
        if before is not None and now is not None and before.box != now.box:
            raise ActFailed("The window moved since it was looked at; look again.")
        return point, now

    def keyboard(self) -> DesktopWindow | None:
        """The window that has the keyboard: the same as at the last look, and not Deskhand's own."""
        now = self._active()
        if now is not None and now.own:
            raise ActFailed("Deskhand's own window has the keyboard; click into the application that is meant.")
        layout = self.last
        before = None if layout is None else next((window for window in layout.windows if window.active), None)
        if layout is not None and before is not None and now is not None and before.id != now.id:
            raise ActFailed("Another window has the keyboard now; look again.")
        return now

    def middle(self) -> Point:
        """Where a wheel turns that was given no place: the middle of the active window's visible part."""
        window = self.keyboard()
        root = self._windows.root_box()
        point = (window.box.clipped(root) if window else root).center
        there = at(self._windows.read(), point)
        if there is not None and there.own:
            raise ActFailed("Deskhand's own window lies over the place; move it aside.")
        return point

    def _active(self) -> DesktopWindow | None:
        return next((window for window in self._windows.read() if window.active), None)


class SameFocus:
    """Raises ActFailed as soon as the keyboard belongs to another top-level window than at the beginning."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._focus = windows.focused()
        self._top = windows.top_level(self._focus)

    def check(self) -> None:
        focus = self._windows.focused()
        if focus == self._focus:
            return
        if self._windows.top_level(focus) != self._top:
            raise ActFailed("Another window took the keyboard; typing stopped, so only part of the text is there.")
        self._focus = focus
