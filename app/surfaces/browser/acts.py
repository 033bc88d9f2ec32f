"""Carries out permitted acts in a tab: real pointer and key events, and word of whether the page received them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final, assert_never

from app.surfaces.browser.choosing import Choosing, type_parts
from app.surfaces.browser.clipboard import Clipboard
from app.surfaces.browser.dates import KINDS as DATE_KINDS
from app.surfaces.browser.dates import parts_as_shown
from app.surfaces.browser.entering import Entering
from app.surfaces.browser.keyboard import Keyboard
from app.surfaces.browser.kinds import Kind
from app.surfaces.browser.navigating import Navigating
from app.surfaces.browser.pointer import Pointer
from app.surfaces.browser.protocol import CallRefused, Connection, Happened, NoAnswer, PageHeld
from app.surfaces.browser.questions import Questions
from app.surfaces.browser.structure import StructureReader
from app.surfaces.browser.tabs import Tabs
from app.surfaces.browser.worlds import BINDING
from grounding.screen import Element, Role, State, Target
from planner import actions
from planner.actions import Act, Button, Filling, Literal, Reference, Secret, Template, Value
from planner.errors import ActFailed, SurfaceGone
from planner.ports import Delivery, Performed
from planner.safety.permit import BoundAction

ARRIVES_S: Final = 0.25
OPENS_S: Final = 0.15
_LAST_EVENT: Final = {Button.LEFT: "click", Button.RIGHT: "contextmenu", Button.MIDDLE: "auxclick"}

Native = Callable[[Target], tuple[float, float]]


class Arrivals:
    """The page's own trusted mouse events, as the script in its isolated world reports them."""

    def __init__(self, connection: Connection) -> None:
        self._seen: list[tuple[str, bool]] = []
        connection.listen(self._listen)

    def clear(self) -> None:
        self._seen.clear()

    def has(self, kind: str) -> bool:
        return any(seen == kind for seen, _on in self._seen)

    def delivery(self, last: str) -> Delivery:
        """SEEN when the press and the event that follows it reached the target; a page that was left, or that took the
        target away under the press, is judged by the press."""
        presses = [on for kind, on in self._seen if kind in ("pointerdown", "mousedown")]
        lasts = [on for kind, on in self._seen if kind == last]
        if not presses:
            return Delivery.MISSED
        if lasts:
            return Delivery.SEEN if any(lasts) or all(presses) else Delivery.MISSED
        return Delivery.SEEN if all(presses) else Delivery.MISSED

    def moved_over(self) -> Delivery:
        moves = [on for kind, on in self._seen if kind == "mousemove"]
        return Delivery.MISSED if not moves else Delivery.SEEN if moves[-1] else Delivery.MISSED

    def _listen(self, happened: Happened) -> None:
        if happened.name == "Runtime.bindingCalled" and happened.data.text("name") == BINDING:
            payload = happened.data.text("payload")
            kind = payload.partition('"kind":"')[2].partition('"')[0]
            self._seen.append((kind, '"on":true' in payload))


class Acts:
    """reader None: pixels only."""

    def __init__(
        self,
        *,
        connection: Connection,
        tabs: Tabs,
        questions: Questions,
        pointer: Pointer,
        keyboard: Keyboard,
        entering: Entering,
        choosing: Choosing | None,
        clipboard: Clipboard,
        navigating: Navigating,
        reader: StructureReader | None,
        secrets: Callable[[str], str],
        native: Native,
        middle: Callable[[], tuple[float, float]],
        held: Callable[[], bool],
        own: bool,
    ) -> None:
        self._connection = connection
        self._tabs = tabs
        self._questions = questions
        self._pointer = pointer
        self._keyboard = keyboard
        self._entering = entering
        self._choosing = choosing
        self._clipboard = clipboard
        self._navigating = navigating
        self._reader = reader
        self._secrets = secrets
        self._native = native
        self._middle = middle
        self._held = held
        self._own = own
        self._arrivals = Arrivals(connection)

    def carry_out(self, bound: BoundAction) -> Performed:
        """Raises ActFailed, SurfaceGone, Stopped, and what the protocol raises."""
        action = bound.action
        match action:
            case actions.AnswerDialog():
                text = None if action.value is None else self._text(action.value)
                self._questions.answer(self._tabs.sessions(), accept=action.accept, text=text)
                return Performed()
            case actions.GiveFile():
                self._questions.give(self._tabs.sessions(), action.path)
                return Performed()
            case actions.OpenApp():
                raise ActFailed("A browser opens no applications; use a desktop or a virtual display for that.")
            case actions.SwitchTo():
                self._tabs.switch(action.name)
                return Performed()
            case _:
                if self._questions.holding(self._tabs.sessions()):
                    raise ActFailed("The page asks a question and waits; answer it first.")
                return self._on_page(action, bound)

    def _on_page(self, action: Act, bound: BoundAction) -> Performed:
        match action:
            case actions.OpenAddress():
                return Performed(note=self._navigating.open(action.address))
            case actions.OpenFile():
                return Performed(note=self._navigating.open_file(action.path, action.app))
            case actions.Back():
                return Performed(note=self._navigating.back())
            case actions.Click() | actions.Hover() | actions.Drag() | actions.Scroll():
                return self._by_pointer(action, bound)
            case actions.PressKeys(keys=keys) if (shortcut := self._navigating.shortcut(keys)) is not None:
                return Performed(note=shortcut())
            case actions.TypeText() | actions.Clear() | actions.PressKeys() | actions.Copy() | actions.Paste():
                return self._by_keyboard(action, bound.target)
            case actions.AnswerDialog() | actions.GiveFile() | actions.OpenApp() | actions.SwitchTo():
                raise ActFailed("This act needs no page.")
            case _:
                assert_never(action)

    # --- the mouse ----------------------------------------------------------------------------------------------------

    def _by_pointer(
        self, action: actions.Click | actions.Hover | actions.Drag | actions.Scroll, bound: BoundAction
    ) -> Performed:
        if isinstance(action, actions.Scroll):
            point = self._native(bound.target) if bound.target is not None else self._middle()
            self._pointer.scroll(*point, direction=action.direction, notches=action.amount)
            return Performed()
        target = _needed(bound.target)
        if isinstance(action, actions.Drag):
            ends = [_needed(bound.end_target)]
            ways = [replace(target, point=target.point.moved(x, y)) for x, y in action.through]
            self._pointer.drag([self._native(one) for one in (target, *ways, *ends)])
            return Performed()
        armed = self._arm(target.element)
        try:
            if isinstance(action, actions.Hover):
                x, y = self._native(target)
                self._pointer.move(x + 1, y)  # a pointer that is there already would give no event
                self._pointer.move(x, y)
                self._connection.wait(lambda: self._arrivals.has("mousemove"), timeout_s=ARRIVES_S, held=self._held)
                return Performed(delivery=self._arrivals.moved_over() if armed else Delivery.UNKNOWN)
            return self._click(target, action, armed)
        finally:
            if armed and self._reader is not None and not self._held():
                with suppress(CallRefused, PageHeld, NoAnswer, SurfaceGone):
                    self._reader.disarm(target.element.handle)

    def _click(self, target: Target, action: actions.Click, armed: bool) -> Performed:
        last = _LAST_EVENT[action.button]
        closed = held = False
        try:
            if not self._own:
                self._questions.expect_chooser(self._tabs.sessions())
            self._press(target, action.button, action.count, action.modifiers)
            if armed:
                self._connection.wait(lambda: self._arrivals.has(last), timeout_s=ARRIVES_S, held=self._held)
        except PageHeld:
            held = True
        except CallRefused:
            closed = True  # the click closed its tab
        note = "a question of the page opened" if held else "its tab closed" if closed else ""
        return Performed(delivery=self._arrivals.delivery(last) if armed else Delivery.UNKNOWN, note=note)

    def _press(self, target: Target, button: Button, count: int, modifiers: tuple[str, ...]) -> None:
        """Never on what comes to that place while the pointer is on its way."""
        at = self._native(target)
        was_there = self._is_there(target.element, at)
        self._pointer.move(*at)
        if was_there and not self._is_there(target.element, at):
            raise ActFailed("Something else came to that place; look again.")
        self._pointer.click(*at, button=button, count=count, modifiers=modifiers)

    def _is_there(self, element: Element, at: tuple[float, float]) -> bool:
        """Whether a press there would meet the element; without structure nobody can say."""
        return self._reader is not None and bool(element.handle) and self._reader.hit(element.handle, *at)

    def _arm(self, element: Element) -> bool:
        self._arrivals.clear()
        return self._reader is not None and bool(element.handle) and self._reader.arm(element.handle, BINDING)

    # --- the keyboard -------------------------------------------------------------------------------------------------

    def _by_keyboard(
        self,
        action: actions.TypeText | actions.Clear | actions.PressKeys | actions.Copy | actions.Paste,
        target: Target | None,
    ) -> Performed:
        element = target.element if target is not None else None
        click = self._clicker(target)
        try:
            match action:
                case actions.TypeText():
                    return self._type(action, element, click)
                case actions.Clear():
                    self._entering.enter("", filling=Filling.REPLACE, element=element, click=click, secret=False)
                case actions.PressKeys():
                    self._focus(element, click)
                    self._keyboard.chord(action.keys, action.times)
                case actions.Copy():
                    self._focus(element, click)
                    return Performed(text=self._clipboard.copy(everything=target is not None))
                case actions.Paste():
                    self._focus(element, click)
                    self._clipboard.paste()
                case _:
                    assert_never(action)
        except PageHeld:
            if isinstance(action, actions.PressKeys):
                return Performed(note="a question of the page opened")
            raise
        return Performed()

    def _focus(self, element: Element | None, click: Callable[[], None] | None) -> None:
        """By a click, unless it has the keyboard already: a click could close what is open there."""
        if click is None:
            return
        if element is not None and element.handle and self._entering.caret().handle == element.handle:
            return
        click()

    def _type(self, action: actions.TypeText, element: Element | None, click: Callable[[], None] | None) -> Performed:
        secret = isinstance(action.value, Secret)
        text = self._text(action.value)
        kind = self._kind(element)
        if element is not None and click is not None and self._choosing is not None and kind is not None and not secret:
            note = self._special(kind, element, text, click)
            if note is not None:
                return Performed(note=note)
        if self._reader is None and element is not None and click is not None and element.role is Role.DROPDOWN:
            click()
            self._connection.pause_s(OPENS_S)
            self._keyboard.text(text, before=lambda: None)
            self._keyboard.press("enter")
            return Performed(note="typed into the open list")
        shown = parts_as_shown(element, text) if self._reader is None and element is not None else None
        if shown is not None and click is not None:
            click()
            type_parts(self._keyboard, shown)
            return Performed(note="typed part by part, in the order that the field shows")
        self._entering.enter(text, filling=action.filling, element=element, click=click, secret=secret)
        return Performed()

    def _special(self, kind: Kind, element: Element, text: str, click: Callable[[], None]) -> str | None:
        """None: a field that takes text as it is."""
        assert self._choosing is not None
        if State.DISABLED in element.state:
            raise ActFailed(f"“{element.text}” is disabled and takes nothing now.")
        if kind.kind == "select":
            return self._choosing.option(element.handle, text, click)
        if kind.kind in DATE_KINDS and text:
            return self._choosing.date(element.handle, kind.kind, text, click)
        if kind.kind == "range" or (element.role is Role.SLIDER and not kind.editable):
            return self._choosing.slider(element.handle, text, click)
        if kind.kind == "color":
            return self._choosing.colour(element.handle, text, click)
        if kind.kind in ("checkbox", "radio", "button", "submit", "reset", "image", "file"):
            raise ActFailed(f"“{element.text}” is a {kind.kind} control and takes no typing.")
        return None

    def _kind(self, element: Element | None) -> Kind | None:
        if self._reader is None or element is None or not element.handle:
            return None
        kind = self._reader.kind(element.handle)
        if not isinstance(kind, Kind):
            raise ActFailed(f"“{element.text or element.role.value}” is gone; look again.")
        return kind

    def _clicker(self, target: Target | None) -> Callable[[], None] | None:
        if target is None:
            return None
        return lambda: self._press(target, Button.LEFT, 1, ())

    def _text(self, value: Value) -> str:
        match value:
            case Literal():
                return value.text
            case Secret():
                return self._secrets(value.name)
            case Reference(name=name) | Template(text=name):
                raise ActFailed(f"The result “{name or 'of the last step'}” was not filled in before the act.")
            case _:
                assert_never(value)


def _needed(target: Target | None) -> Target:
    if target is None:
        raise ActFailed("The act has no place; say where.")
    return target
