"""Looks at a display: picture and windows of one moment, Deskhand's own windows painted out."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from app.surfaces.desktop.capture import Camera, one_colour
from app.surfaces.desktop.own import hidden_areas, painted_out
from app.surfaces.desktop.ports import DesktopWindow, Layout
from app.surfaces.desktop.windows import Windows
from grounding.geometry import Box, Point
from grounding.screen import NO_TEXT, Frame, Pixels, Screenshot, ScreenText, Structure, Surroundings, Window
from planner.errors import ScreenUnusable
from planner.ports import Clock

_TRIES = 3
_BETWEEN_TRIES_S = 0.2


@dataclass(frozen=True, kw_only=True, eq=False)
class Sight:
    """A picture, where the windows were in it, and where own windows were painted out."""

    screenshot: Screenshot
    layout: Layout
    hidden: tuple[Box, ...]


class Looking:
    def __init__(
        self,
        *,
        surface_id: str,
        camera: Camera,
        windows: Windows,
        clock: Clock,
        check: Callable[[], None],
    ) -> None:
        self._surface_id = surface_id
        self._camera = camera
        self._windows = windows
        self._clock = clock
        self._check = check
        self._numbers = count(1)

    def sight(self) -> Sight:
        """Raises ScreenUnusable when the picture stays of one colour though there are windows to be seen."""
        for again in range(_TRIES + 1):
            self._check()
            windows = self._windows.read()
            root = self._windows.root_box()
            pixels = self._camera.take(root)
            # A bare desktop without a wallpaper may well be of one colour; a window never is.
            if not windows or not one_colour(pixels):
                return self._sight(pixels, root, windows)
            if again < _TRIES:
                self._clock.sleep_s(_BETWEEN_TRIES_S)
        raise ScreenUnusable("The screen shows one colour only (locked, asleep or not drawn); wake it and try again.")

    def glance(self) -> Screenshot:
        root = self._windows.root_box()
        windows = self._windows.read() if self._windows.has_own else ()
        return self._sight(self._camera.take(root), root, windows).screenshot

    def layout(self, frame: Frame) -> Layout:
        """The windows as they are now, in an older picture's frame."""
        return Layout(frame=frame, windows=self._windows.read())

    def _sight(self, pixels: Pixels, root: Box, windows: tuple[DesktopWindow, ...]) -> Sight:
        height, width = pixels.shape[:2]
        frame = Frame(
            surface_id=self._surface_id,
            origin=(float(root.left), float(root.top)),
            native_per_pixel=(root.width / width, root.height / height),
        )
        hidden = tuple(in_picture(area, frame) for area in hidden_areas(windows, root))
        screenshot = Screenshot(
            id=f"{self._surface_id.replace(':', '-')}-{next(self._numbers)}",
            pixels=painted_out(pixels, hidden),
            frame=frame,
            taken_at=self._clock.utc(),
        )
        return Sight(screenshot=screenshot, layout=Layout(frame=frame, windows=windows), hidden=hidden)


def in_picture(box: Box, frame: Frame) -> Box:
    """A native box in the pixels of a frame.

    >>> in_picture(Box(-100, 0, -50, 20), Frame(surface_id="s", origin=(-100.0, 0.0), native_per_pixel=(0.5, 0.5)))
    Box(left=0, top=0, right=100, bottom=40)
    """
    start = frame.to_pixel(box.left, box.top)
    end = frame.to_pixel(box.right, box.bottom)
    return Box(start.x, start.y, end.x, end.y)


def on_display(point: Point, frame: Frame) -> Point:
    """A pixel of a frame in native units.

    >>> on_display(Point(20, 10), Frame(surface_id="s", origin=(-1920.0, -200.0), native_per_pixel=(1.5, 1.5)))
    Point(x=-1890, y=-185)
    """
    x, y = frame.to_native(point)
    return Point(round(x), round(y))


def surroundings(sight: Sight, address: str = "") -> Surroundings:
    """What the window manager knows: the active window and all that are seen, without Deskhand's own.

    address: of the page in the active window.
    """
    shown = tuple(window for window in sight.layout.windows if not window.own)
    active = next((window for window in shown if window.active), None)
    return Surroundings(
        app=active.app if active else "",
        title=ScreenText(active.title) if active else NO_TEXT,
        address=address,
        windows=tuple(_as_seen(window, active, sight) for window in shown),
    )


def _as_seen(window: DesktopWindow, active: DesktopWindow | None, sight: Sight) -> Window:
    app = window.app or (active.app if active and window.popup else "")
    return Window(
        id=str(window.id),
        title=ScreenText(window.title),
        app=app,
        box=in_picture(window.outer, sight.layout.frame).clipped(sight.screenshot.box),
        active=window.active,
    )


def without_own(structure: Structure, sight: Sight) -> Structure:
    """Leaves out what lies in an own window, by its id or, where that is unknown, by its place."""
    own = {str(window.id) for window in sight.layout.windows if window.own}
    if not own:
        return structure
    return Structure(
        elements=tuple(
            element
            for element in structure.elements
            if element.window not in own
            and (element.window or not any(area.contains(element.box.center) for area in sight.hidden))
        ),
        beyond=tuple(element for element in structure.beyond if element.window not in own),
        behind=structure.behind,
    )
