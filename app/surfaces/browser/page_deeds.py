"""What the script in the pages told, put together into a person's deeds: presses into clicks, keys into values."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from app.surfaces.browser.page_scenes import PageScene, Picture
from app.surfaces.browser.protocol import Answer
from grounding.geometry import Point
from grounding.screen import Element, State
from planner.actions import Button, Direction
from planner.demo.values import (
    Aim,
    Chose,
    Clicked,
    Copied,
    Dated,
    Deed,
    Dragged,
    GaveFile,
    Hovered,
    Keyed,
    Levelled,
    Ticked,
    Typed,
    Wheeled,
)

NOTCH: Final = 100.0
LINE: Final = 33.0
AT_ONCE_S: Final = 1.0
Settled = Ticked | Chose | Levelled | GaveFile | Dated
SAME_WHEEL_S: Final = 1.5
_BUTTONS: Final = {0: Button.LEFT, 1: Button.MIDDLE, 2: Button.RIGHT}
_DATES: Final = frozenset({"date", "time", "datetime-local", "month", "week"})
_KEYS: Final = {
    "Enter": "enter", "Escape": "escape", "Tab": "tab", " ": "space", "Backspace": "backspace", "Delete": "delete",
    "Insert": "insert", "Home": "home", "End": "end", "PageUp": "page_up", "PageDown": "page_down", "ArrowUp": "up",
    "ArrowDown": "down", "ArrowLeft": "left", "ArrowRight": "right", "ContextMenu": "menu",
}  # fmt: skip


class PageDeeds:
    """Grows by what is told, in its order."""

    def __init__(self, *, app: str) -> None:
        self._app = app
        self._scenes: dict[str, PageScene] = {}
        self._deeds: list[Deed] = []
        self._down: dict[str, tuple[Clicked, bool]] = {}
        self._begun: dict[tuple[str, str], Typed] = {}

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """In the order of their moments."""
        for tab in list(self._down):
            self._let_go(tab)
        return tuple(sorted(self._deeds, key=lambda deed: deed.at_s))

    def add(self, deed: Deed) -> None:
        """What the browser itself told."""
        self._deeds.append(deed)

    def left(self, tab: str) -> None:
        """The tab is closed: a button that was pressed in it will not be let go there any more."""
        self._let_go(tab)

    def take(
        self,
        told: Answer,
        *,
        tab: str,
        picture: Callable[[float], Picture | None],
        file: Callable[[], str],
    ) -> None:
        """file: the path of the file in the upload field that is told of; "" when it cannot be known."""
        at_s = told.number("t") / 1000
        match told.text("k"):
            case "scene":
                self._scenes[told.text("id")] = PageScene(told=told, window=tab, app=self._app, picture=picture(at_s))
            case "down":
                self._let_go(tab)
                aim = self._aim(told)
                if aim is not None:
                    button = _BUTTONS.get(told.whole("button"), Button.LEFT)
                    clicked = Clicked(at_s=at_s, aim=aim, button=button, modifiers=told.at("mods").texts())
                    self._down[tab] = (clicked, False)
            case "count":
                self._count(tab, told.whole("count"))
            case "up":
                self._up(told, tab)
            case "grab" if tab in self._down:
                self._down[tab] = (self._down[tab][0], True)
            case "drop":
                self._drop(told, tab)
            case "activate":
                self._activated(told, at_s)
            case "hover" | "copy" | "wheel":
                self._pointed(told, at_s)
            case "key":
                self._key(told, at_s)
            case "begin" | "input":
                self._entered(told, at_s, file)
            case _:
                return

    # --- the pointer ------------------------------------------------------------------------------------------------

    def _let_go(self, tab: str) -> None:
        """A press whose end was never told: its window was closed by it."""
        pressed = self._down.pop(tab, None)
        if pressed is not None and not pressed[1]:
            self._deeds.append(pressed[0])

    def _count(self, tab: str, count: int) -> None:
        """The second press of a double-click belongs to the click before."""
        if count < 2 or tab not in self._down:
            return
        pressed, _ = self._down[tab]
        before = next((one for one in reversed(self._deeds) if isinstance(one, Clicked)), None)
        if before is not None and before.button is pressed.button and pressed.at_s - before.at_s < AT_ONCE_S:
            self._deeds.remove(before)
            self._down[tab] = (replace(before, count=count), False)

    def _up(self, told: Answer, tab: str) -> None:
        pressed, grabbed = self._down.pop(tab, (None, False))
        if pressed is None or grabbed:
            return
        if not told.flag("far"):
            self._deeds.append(pressed)
            return
        end = self._aim(told)
        slid = any(isinstance(one, Levelled) and one.at_s >= pressed.at_s for one in self._deeds[-3:])
        if slid or told.flag("selects") or end is None:
            return
        self._deeds.append(Dragged(at_s=pressed.at_s, start=pressed.aim, end=end))

    def _drop(self, told: Answer, tab: str) -> None:
        pressed, _ = self._down.pop(tab, (None, False))
        end = self._aim(told)
        if pressed is not None and end is not None:
            self._deeds.append(Dragged(at_s=pressed.at_s, start=pressed.aim, end=end))

    def _activated(self, told: Answer, at_s: float) -> None:
        """A click without a pointer: by Enter or the space bar, or what follows from another click or a submission."""
        before = self._deeds[-1] if self._deeds else None
        aim = self._aim(told)
        follows = isinstance(before, Clicked | Ticked) and at_s - before.at_s < AT_ONCE_S
        chosen = isinstance(before, Settled) and _same(before.aim, aim)  # a list that closes clicks on its own control
        if aim is None or self._down or follows or chosen:
            return
        if isinstance(before, Keyed) and before.keys in (("enter",), ("space",)) and at_s - before.at_s < AT_ONCE_S:
            if before.in_field:
                return
            self._deeds.remove(before)
        self._deeds.append(Clicked(at_s=at_s, aim=aim))

    def _pointed(self, told: Answer, at_s: float) -> None:
        aim = self._aim(told)
        if aim is None:
            return
        match told.text("k"):
            case "hover":
                self._deeds.append(Hovered(at_s=at_s, aim=aim))
            case "copy":
                self._deeds.append(Copied(at_s=at_s, aim=aim, text=told.text("v")))
            case _:
                self._wheel(told, at_s, aim)

    def _wheel(self, told: Answer, at_s: float, aim: Aim) -> None:
        factor = {0: 1.0, 1: LINE}.get(told.whole("mode"), 800.0)
        across, along = told.number("dx") * factor, told.number("dy") * factor
        if abs(along) >= abs(across):
            direction, way = (Direction.DOWN if along > 0 else Direction.UP), abs(along)
        else:
            direction, way = (Direction.RIGHT if across > 0 else Direction.LEFT), abs(across)
        turns = told.number("turns")
        notches = max(1, round(turns if turns.is_integer() and turns else way / NOTCH))
        last = self._deeds[-1] if self._deeds else None
        if isinstance(last, Wheeled) and last.direction is direction and at_s - last.at_s < SAME_WHEEL_S:
            self._deeds[-1] = replace(last, notches=last.notches + notches)
        else:
            self._deeds.append(Wheeled(at_s=at_s, aim=aim, direction=direction, notches=notches))

    # --- the keyboard and fields ------------------------------------------------------------------------------------

    def _key(self, told: Answer, at_s: float) -> None:
        key = told.text("key")
        name = _KEYS.get(key) or (key.lower() if len(key) == 1 or (key[:1] == "F" and key[1:].isdecimal()) else "")
        if not name:
            return
        modifiers = tuple(one for one in told.at("mods").texts() if one != "shift" or len(key) > 1 or key.isalpha())
        keys = (*modifiers, name)
        last = self._deeds[-1] if self._deeds else None
        aim = self._aim(told)
        if isinstance(last, Keyed) and last.keys == keys and _same(last.aim, aim):
            self._deeds[-1] = replace(last, times=last.times + 1)
            return
        self._deeds.append(
            Keyed(
                at_s=at_s,
                keys=keys,
                aim=aim,
                scene=self._scenes.get(told.text("scene")),
                in_field=told.flag("field"),
                many=told.flag("many"),
            )
        )

    def _entered(self, told: Answer, at_s: float, file: Callable[[], str]) -> None:
        aim = self._aim(told)
        if aim is None:
            return
        secret, text, kind = told.flag("secret"), told.text("v"), told.text("kind")
        if told.text("k") == "begin":
            self._begun[aim.identity] = Typed(at_s=at_s, aim=aim, held=text, text=text, secret=secret)
            return
        value = aim.element.value if aim.element is not None else ""
        match kind:
            case "checkbox" | "radio":
                held = aim.element is not None and State.CHECKED in aim.element.state
                self._put(Ticked(at_s=at_s, aim=aim, held=held, checked=told.flag("on")))
            case "select":
                self._put(Chose(at_s=at_s, aim=aim, held=value, option=text))
            case "range":
                self._put(Levelled(at_s=at_s, aim=aim, held=value, text=text))
            case "file":
                path = file() or text.partition(", ")[0]
                if path:
                    self._put(GaveFile(at_s=at_s, aim=aim, path=path))
            case _ if kind in _DATES:
                self._put(Dated(at_s=at_s, aim=aim, held=value, text=text))
            case _:
                self._typed(aim, at_s, text, secret=secret, many=told.flag("many"))

    def _typed(self, aim: Aim, at_s: float, text: str, *, secret: bool, many: bool) -> None:
        begun = self._begun.get(aim.identity) or Typed(at_s=at_s, aim=aim, held=None, text=text)
        typed = replace(begun, text="" if secret else text, secret=secret or begun.secret, many=many)
        if typed.secret:
            typed = replace(typed, held=None, text="")
        same = [at for at, one in enumerate(self._deeds) if isinstance(one, Typed) and one.at_s == typed.at_s]
        if same:
            self._deeds[same[-1]] = typed
        else:
            self._begun[aim.identity] = begun
            self._deeds.append(typed)

    def _put(self, deed: Settled) -> None:
        """A control tells of one change more than once: on the way, and at its end."""
        for at in range(len(self._deeds) - 1, max(-1, len(self._deeds) - 4), -1):
            last = self._deeds[at]
            if type(last) is type(deed) and isinstance(last, Settled):
                told_again = isinstance(deed, Levelled | Dated) or deed.at_s - last.at_s < 0.05
                if told_again and _same(last.aim, deed.aim):
                    self._deeds[at] = _after(last, deed)
                    return
        self._deeds.append(deed)

    def _aim(self, told: Answer) -> Aim | None:
        scene = self._scenes.get(told.text("scene"))
        if scene is None:
            return None
        element: Element | None = scene.element(told.at("e"))
        if element is not None and told.flag("secret"):
            element = replace(element, value=type(element.value)(""), state=element.state | {State.SECRET})
        x, y = told.number("x") * scene.scale.x, told.number("y") * scene.scale.y
        point = Point(round(x), round(y)) if told.given("x") else element.box.center if element else Point(0, 0)
        return Aim(scene=scene, element=element, point=point)


def _same(one: Aim | None, other: Aim | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.identity == other.identity


def _after(last: Settled, deed: Settled) -> Settled:
    """The later news of one change, with how it was before the first."""
    if isinstance(deed, GaveFile) or isinstance(last, GaveFile):
        return deed
    if isinstance(deed, Ticked) and isinstance(last, Ticked):
        return replace(deed, at_s=last.at_s, aim=last.aim, held=last.held)
    if not isinstance(deed, Ticked) and not isinstance(last, Ticked):
        return replace(deed, at_s=last.at_s, aim=last.aim, held=last.held)
    return deed
