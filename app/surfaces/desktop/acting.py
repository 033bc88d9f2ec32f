"""Carries out one permitted act on a display."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from rapidfuzz import fuzz

from app.surfaces.desktop.clipboard import Clipboard
from app.surfaces.desktop.guard import Guard, SameFocus
from app.surfaces.desktop.order import ClickOrder
from app.surfaces.desktop.ports import DesktopWindow, Input, Launcher
from app.surfaces.desktop.windows import Windows
from app.surfaces.timing import Deadline
from grounding.geometry import Point
from grounding.screen import State, Target
from planner.actions import (
    AnswerDialog,
    Back,
    Button,
    Clear,
    Click,
    Copy,
    Drag,
    Filling,
    GiveFile,
    Hover,
    Literal,
    OpenAddress,
    OpenApp,
    OpenFile,
    Paste,
    PressKeys,
    Reference,
    Scroll,
    Secret,
    SwitchTo,
    Template,
    TypeText,
    Value,
)
from planner.errors import ActFailed
from planner.ports import Performed
from planner.safety.permit import BoundAction

CHUNK = 12
_FOCUS_WITHIN_S = 1.0
_COPIED_WITHIN_S = 1.5
_BETWEEN_PRESSES_S = 0.01
_ALIKE = 70.0


class Acting:
    """pause, check: raise Stopped when the run was stopped. secrets: a secret's text by its name."""

    def __init__(
        self,
        *,
        input_backend: Input,
        windows: Windows,
        clipboard: Clipboard,
        guard: Guard,
        order: ClickOrder,
        launcher: Launcher,
        secrets: Callable[[str], str],
        pause: Callable[[float], None],
    ) -> None:
        self._input = input_backend
        self._windows = windows
        self._clipboard = clipboard
        self._guard = guard
        self._order = order
        self._clicked = False
        self._launcher = launcher
        self._secrets = secrets
        self._pause = pause

    def carry_out(self, bound: BoundAction) -> Performed:
        action = bound.action
        match action:
            case Click() | Hover() | Scroll() | Drag():
                return self._with_mouse(action, bound)
            case TypeText() | Clear() | PressKeys() | Back():
                return self._with_keys(action, bound.target)
            case Copy() | Paste():
                return self._with_clipboard(action, bound.target)
            case OpenApp() | OpenFile() | OpenAddress() | SwitchTo():
                return self._with_windows(action)
            case AnswerDialog() | GiveFile():
                raise ActFailed("Only a browser has such a dialog; here, click its buttons.")
        assert_never(action)

    # --- mouse ----------------------------------------------------------------------------------------------------

    def _with_mouse(self, action: Click | Hover | Scroll | Drag, bound: BoundAction) -> Performed:
        self._clicked = True
        match action:
            case Click(button=button, count=count, modifiers=modifiers):
                point = self._point(bound.target)
                self._input.click(point.x, point.y, button=button, count=count, modifiers=modifiers)
            case Hover():
                point = self._point(bound.target)
                self._input.move(point.x, point.y)
            case Scroll(direction=direction, amount=amount):
                point = self._point(bound.target) if bound.target else self._guard.middle()
                self._input.scroll(point.x, point.y, direction=direction, notches=amount)
            case Drag(through=through):
                start = _needed(bound.target)
                ways = [replace(start, point=start.point.moved(x, y)) for x, y in through]
                self._input.drag([self._point(target) for target in (start, *ways, bound.end_target)])
        return Performed()

    def _point(self, target: Target | None) -> Point:
        return self._guard.place(_needed(target))[0]

    # --- keyboard -------------------------------------------------------------------------------------------------

    def _with_keys(self, action: TypeText | Clear | PressKeys | Back, target: Target | None) -> Performed:
        self._focus(target)
        match action:
            case TypeText(value=value, filling=filling):
                self._type(value, filling)
            case Clear():
                self._input.press(("ctrl", "a"))
                self._input.press(("delete",))
            case PressKeys(keys=keys, times=times):
                for time in range(times):
                    if time:
                        self._pause(_BETWEEN_PRESSES_S)
                    self._input.press(keys)
            case Back():
                self._input.press(("alt", "left"))
        return Performed()

    def _type(self, value: Value, filling: Filling) -> None:
        focus = SameFocus(self._windows)
        text = self._text(value)
        match filling:
            case Filling.REPLACE:
                self._input.press(("ctrl", "a"))
                if not text:
                    self._input.press(("delete",))
            case Filling.OVER:
                self._input.press(("end",))
                self._input.press(("shift", "home"))
                if not text:
                    self._input.press(("delete",))
            case Filling.APPEND:
                self._input.press(("ctrl", "end"))
            case Filling.HERE:
                pass

        def before() -> None:
            self._pause(0.0)
            focus.check()

        # Of a secret not one character may go to another window: the focus is looked at before each.
        secret = isinstance(value, Secret)
        self._input.type_text(text, before=before, chunk=1 if secret else CHUNK, secret=secret)

    def _text(self, value: Value) -> str:
        match value:
            case Literal(text=text):
                return text
            case Secret(name=name):
                return self._secrets(name)
            case Reference(name=name) | Template(text=name):
                raise ActFailed(f"The result “{name}” was not filled in; nothing was typed.")
        assert_never(value)

    def _focus(self, target: Target | None) -> None:
        """Gives the keyboard to the target by a click, unless it has it already."""
        if target is None:
            self._clicks_first()
            self._guard.keyboard()
            return
        point, window = self._guard.place(target)
        if State.FOCUSED in target.element.state and (window is None or window.active):
            return
        self._input.click(point.x, point.y, button=Button.LEFT, count=1, modifiers=())
        self._clicked = True
        self._clicks_first()
        if window is not None and not window.popup:
            self._wait_active(window)

    def _clicks_first(self) -> None:
        if self._clicked:
            self._order.wait()
            self._clicked = False

    def _wait_active(self, window: DesktopWindow) -> None:
        """The window manager hands the keyboard over a moment after the click."""
        deadline = Deadline(_FOCUS_WITHIN_S)
        while True:
            windows = self._windows.read()
            now = next((found for found in windows if found.active), None)
            if now is None or now.id == window.id:
                return
            if all(found.id != window.id for found in windows):
                raise ActFailed("The window closed when it was clicked; look again.")
            if deadline.passed:
                raise ActFailed("The click did not bring the keyboard to that window; nothing was typed.")
            self._pause(0.01)

    # --- clipboard ------------------------------------------------------------------------------------------------

    def _with_clipboard(self, action: Copy | Paste, target: Target | None) -> Performed:
        self._focus(target)
        if isinstance(action, Paste):
            self._input.press(("ctrl", "v"))
            return Performed()
        if target is not None:
            self._input.press(("ctrl", "a"))
        with self._clipboard.watched() as changed:
            self._input.press(("ctrl", "c"))
            if not changed(_COPIED_WITHIN_S):
                raise ActFailed("Nothing was copied: nothing is selected there.")
        text = self._clipboard.text()
        if text is None:
            return Performed(note="What was copied is not text.")
        return Performed(text=text)

    # --- windows --------------------------------------------------------------------------------------------------

    def _with_windows(self, action: OpenApp | OpenFile | OpenAddress | SwitchTo) -> Performed:
        match action:
            case OpenApp(name=name):
                return Performed(note=self._open(name))
            case OpenFile(path=path, app=app, written=written):
                return Performed(note=self._launcher.open_file(path, app, written=written))
            case OpenAddress(address=address):
                return Performed(note=self._launcher.open_address(address))
            case SwitchTo(name=name):
                return Performed(note=self._switch(name))
        assert_never(action)

    def _open(self, name: str) -> str:
        """An application that is open already is used, not opened again."""
        found = self.window_of(name)
        if found is None:
            return self._launcher.open_app(name)
        self._bring(found)
        return "It was open already and is in front now."

    def window_of(self, name: str) -> DesktopWindow | None:
        """Of an application that is open; also of one that is not installed, by the name that its window gives."""
        classes = {known.casefold() for known in (*self._launcher.window_class_of(name), name)}
        return next((window for window in self._all_windows() if window.app.casefold() in classes), None)

    def _switch(self, name: str) -> str:
        windows = self._all_windows()
        scored = [(likeness(name, window), window) for window in windows]
        best = max(scored, key=lambda pair: pair[0], default=None)
        if best is None or best[0] < _ALIKE:
            titles = ", ".join(f"“{window.title}”" for window in windows[:6] if window.title)
            raise ActFailed(f"No window is called “{name}”; there {'is ' + titles if titles else 'are none'}.")
        self._bring(best[1])
        return ""

    def _bring(self, window: DesktopWindow) -> None:
        if not self._windows.activate(window.id, pause=self._pause):
            raise ActFailed("The window did not come to the front; a window manager is needed for that.")

    def _all_windows(self) -> list[DesktopWindow]:
        """The topmost first; minimised ones last; no menus, none of Deskhand's own."""
        windows = [*reversed(self._windows.read()), *self._windows.hidden()]
        return [window for window in windows if not window.own and not window.popup]


def likeness(name: str, window: DesktopWindow) -> float:
    """How well words fit a window's title or application, 0..100."""
    wanted = name.casefold()
    return max(
        fuzz.token_set_ratio(wanted, window.title.casefold()),
        fuzz.ratio(wanted, window.app.casefold()),
        fuzz.partial_ratio(wanted, window.title.casefold()) if len(wanted) > 3 else 0.0,
    )


def _needed(target: Target | None) -> Target:
    if target is None:
        raise ActFailed("The act has no place; name one.")
    return target
