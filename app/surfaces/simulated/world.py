"""The simulated world as it is now: windows, contents, keyboard focus; and what clicks and keys do to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.surfaces.simulated.editing import Text
from app.surfaces.simulated.spec import (
    Area,
    Button,
    Checkbox,
    Deed,
    Dropdown,
    Field,
    Label,
    Widget,
    WindowSpec,
    WorldSpec,
)
from grounding.geometry import Box, Point

TITLE_HEIGHT = 28
OPTION_HEIGHT = 24
NOTCH = 48


@dataclass(kw_only=True)
class LiveWidget:
    spec: Widget
    says: str = ""
    text: Text = field(default_factory=Text)
    checked: bool = False
    enabled: bool = True


@dataclass(kw_only=True)
class LiveWindow:
    spec: WindowSpec
    is_open: bool
    opened_at: int = 0
    scrolled: int = 0


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A widget where it is on the screen now; visible: what its window lets through."""

    live: LiveWidget
    window: LiveWindow
    box: Box
    visible: Box
    enabled: bool

    @property
    def key(self) -> str:
        return self.live.spec.key


@dataclass(frozen=True, kw_only=True)
class ShownOption:
    dropdown: str
    text: str
    box: Box


class World:
    """Implements `spec.Hands`. looks: how many pictures were taken of it."""

    def __init__(self, spec: WorldSpec) -> None:
        self.spec = spec
        self.looks = 0
        self.focus = ""
        self.open_list = ""
        self.clipboard = ""
        self.windows = [LiveWindow(spec=window, is_open=window.is_open) for window in spec.windows]
        self.widgets = {widget.key: _alive(widget) for window in spec.windows for widget in window.widgets}
        self._stolen = False
        front = self.front
        self.focus = front.spec.focus if front else ""

    # --- what it is now -------------------------------------------------------------------------------------------

    @property
    def front(self) -> LiveWindow | None:
        return next((window for window in reversed(self.windows) if self.is_shown(window)), None)

    def is_shown(self, window: LiveWindow) -> bool:
        return window.is_open and self._waited(self.spec.faults.appears_after, window.spec.key, window)

    def _waited(self, looks: Mapping[str, int], key: str, window: LiveWindow) -> bool:
        waits = looks.get(key, 0)
        return not waits or self.looks - window.opened_at > waits

    def box_of(self, window: LiveWindow) -> Box:
        box = window.spec.box
        for moved in self.spec.faults.moved:
            if moved.window == window.spec.key and self.looks >= moved.from_look:
                box = box.moved(moved.across, moved.down)
        return box

    def content_of(self, window: LiveWindow) -> Box:
        box = self.box_of(window)
        return Box(box.left, box.top + TITLE_HEIGHT, box.right, box.bottom)

    def shown(self, window: LiveWindow) -> Iterator[Shown]:
        """The widgets of a window in their order, those that are scrolled out included (visible area 0)."""
        faults = self.spec.faults
        content = self.content_of(window)
        for spec in window.spec.widgets:
            if not self._waited(faults.appears_after, spec.key, window):
                continue
            live = self.widgets[spec.key]
            box = spec.box.moved(content.left, content.top - window.scrolled)
            enabled = live.enabled and self._waited(faults.enabled_after, spec.key, window)
            yield Shown(live=live, window=window, box=box, visible=box.clipped(content), enabled=enabled)

    def find(self, key: str) -> Shown | None:
        """A widget of a window that is shown."""
        for window in self.windows:
            if self.is_shown(window):
                for shown in self.shown(window):
                    if shown.key == key:
                        return shown
        return None

    def options(self) -> tuple[ShownOption, ...]:
        """The list that hangs open."""
        shown = self.find(self.open_list) if self.open_list else None
        if shown is None or not isinstance(shown.live.spec, Dropdown):
            return ()
        box = shown.box
        return tuple(
            ShownOption(
                dropdown=shown.key,
                text=text,
                box=Box(box.left, box.bottom + OPTION_HEIGHT * at, box.right, box.bottom + OPTION_HEIGHT * (at + 1)),
            )
            for at, text in enumerate(shown.live.spec.options)
        )

    def is_covered(self, key: str) -> bool:
        return self.looks <= self.spec.faults.covered_until.get(key, 0)

    def at(self, point: Point) -> Shown | ShownOption | LiveWindow | None:
        """What a click there would reach."""
        for option in self.options():
            if option.box.contains(point):
                return option
        for window in reversed(self.windows):
            if not self.is_shown(window):
                continue
            if self.box_of(window).contains(point):
                for shown in reversed(list(self.shown(window))):
                    if shown.visible.contains(point):
                        return window if self.is_covered(shown.key) else shown
                return window
            if window.spec.modal:
                return None
        return None

    # --- time -----------------------------------------------------------------------------------------------------

    def look(self) -> None:
        self.looks += 1
        stolen_at = self.spec.faults.focus_stolen_at
        if stolen_at is not None and self.looks >= stolen_at and not self._stolen:
            self.focus, self._stolen = "", True

    # --- what may be done to it -----------------------------------------------------------------------------------

    def set_text(self, key: str, text: str) -> None:
        live = self.widgets[key]
        if isinstance(live.spec, Label | Button | Checkbox):
            live.says = text
        else:
            live.text = Text(content=text, caret=len(text))

    def content(self, key: str) -> str:
        live = self.widgets[key]
        return live.says if isinstance(live.spec, Label | Button | Checkbox) else live.text.content

    def is_checked(self, key: str) -> bool:
        return self.widgets[key].checked

    def enable(self, key: str, enabled: bool = True) -> None:
        self.widgets[key].enabled = enabled

    def open(self, key: str) -> None:
        window = self._window(key)
        if not window.is_open:
            window.is_open, window.opened_at = True, self.looks
        self.raise_window(window)

    def shut(self, key: str) -> None:
        self._window(key).is_open = False
        self.open_list = ""
        front = self.front
        self.focus = front.spec.focus if front else ""

    def raise_window(self, window: LiveWindow) -> None:
        self.windows.remove(window)
        self.windows.append(window)
        self.open_list = ""
        if self.focus not in {widget.key for widget in window.spec.widgets}:
            self.focus = window.spec.focus

    def _window(self, key: str) -> LiveWindow:
        return next(window for window in self.windows if window.spec.key == key)

    # --- the mouse ------------------------------------------------------------------------------------------------

    def click(self, point: Point, *, count: int = 1) -> None:
        hit = self.at(point)
        was_open = self.open_list
        self.open_list = ""
        if isinstance(hit, ShownOption):
            dropdown = self.widgets[hit.dropdown]
            if isinstance(dropdown.spec, Dropdown) and not dropdown.spec.native:
                self.set_text(hit.dropdown, hit.text)
        elif isinstance(hit, LiveWindow):
            self.raise_window(hit)
        elif isinstance(hit, Shown):
            self.raise_window(hit.window)
            if hit.enabled:
                self._press(hit, count=count, was_open=was_open)

    def _press(self, hit: Shown, *, count: int = 1, was_open: str = "") -> None:
        match hit.live.spec:
            case Field() | Area():
                self.focus = hit.key
                text = hit.live.text
                text.select_all() if count > 1 else text.collapse(len(text.content))
            case Dropdown():
                self.focus = hit.key
                self.open_list = "" if was_open == hit.key else hit.key
            case Button(deed=deed):
                self.focus = hit.key
                self._do(hit.key, deed)
            case Checkbox(deed=deed):
                self.focus = hit.key
                if hit.key not in self.spec.faults.dead:
                    hit.live.checked = not hit.live.checked
                self._do(hit.key, deed)
            case Label():
                pass

    def _do(self, key: str, deed: Deed | None) -> None:
        if deed is not None and key not in self.spec.faults.dead:
            deed(self)

    def press(self, key: str) -> None:
        """As by the keyboard: presses a button, ticks a box, opens a list."""
        shown = self.find(key)
        if shown is None or not shown.enabled:
            return
        if isinstance(shown.live.spec, Button):
            self._do(key, shown.live.spec.deed)  # the default button is pressed without taking the keyboard
        else:
            self._press(shown, was_open=self.open_list)

    def scroll(self, point: Point | None, notches: int) -> None:
        """Down by so many notches of a wheel (up when negative), in the window under the point, or the front one."""
        hit = self.at(point) if point else self.front
        window = hit.window if isinstance(hit, Shown) else hit
        if isinstance(window, LiveWindow):
            room = max(0, window.spec.content_height - self.content_of(window).height)
            window.scrolled = min(room, max(0, window.scrolled + NOTCH * notches))

    def drag(self, start: Point, end: Point) -> None:
        """A window by its title bar; anything else is not moved by dragging."""
        hit = self.at(start)
        if isinstance(hit, LiveWindow) and start.y < self.content_of(hit).top:
            box = hit.spec.box.moved(end.x - start.x, end.y - start.y)
            hit.spec = replace(hit.spec, box=box)


def _alive(spec: Widget) -> LiveWidget:
    match spec:
        case Label(text=text):
            return LiveWidget(spec=spec, says=text)
        case Button(text=text, enabled=enabled):
            return LiveWidget(spec=spec, says=text, enabled=enabled)
        case Checkbox(text=text, checked=checked, enabled=enabled):
            return LiveWidget(spec=spec, says=text, checked=checked, enabled=enabled)
        case Field(content=content, enabled=enabled) | Area(content=content, enabled=enabled):
            return LiveWidget(spec=spec, text=Text(content=content, caret=len(content)), enabled=enabled)
        case Dropdown(chosen=chosen, enabled=enabled):
            return LiveWidget(spec=spec, text=Text(content=chosen, caret=len(chosen)), enabled=enabled)
