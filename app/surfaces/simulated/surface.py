"""A surface in memory: real pictures, structure if offered, and acts that only a redeemed permit lets through."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from app.surfaces.simulated.describing import element_of, elements_of
from app.surfaces.simulated.drawing import draw
from app.surfaces.simulated.keyboard import Keyboard
from app.surfaces.simulated.spec import Area, Dropdown, Field, WorldSpec
from app.surfaces.simulated.world import LiveWindow, Shown, ShownOption, World
from grounding.geometry import Point
from grounding.screen import (
    Element,
    Frame,
    Look,
    NotOffered,
    Screenshot,
    ScreenText,
    Structure,
    Surroundings,
    Target,
    Window,
)
from planner.actions import (
    Act,
    AnswerDialog,
    Back,
    Button,
    Clear,
    Click,
    Copy,
    Direction,
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
from planner.errors import ActFailed, Stopped, SurfaceGone
from planner.ports import Clock, Delivery, Gone, Performed, Redeemer
from planner.records import Path
from planner.safety.permit import BoundAction, Permit

_WITHOUT = NotOffered(reason="this simulation offers no structure")


@dataclass(frozen=True, kw_only=True)
class Received:
    """One act as it arrived, in order; secrets by name. after_looks: how many pictures had been taken."""

    act: Act
    target: Target | None
    after_looks: int


def no_secrets(name: str) -> str:
    raise ActFailed(f"There is no secret “{name}” in a simulation.")


class SimulatedSurface:
    """Implements `planner.ports.Surface`. `world` may be looked into by whoever checks from outside."""

    def __init__(
        self,
        *,
        spec: WorldSpec,
        redeemer: Redeemer,
        clock: Clock,
        structure_offered: bool = True,
        resolve: Callable[[str], str] = no_secrets,
        id: str = "simulated",  # noqa: A002 - the port's own name for it
    ) -> None:
        self.world = World(spec)
        self.received: list[Received] = []
        self.releases = 0
        self._id = id
        self._redeemer = redeemer
        self._clock = clock
        self._structure_offered = structure_offered
        self._resolve = resolve
        self._keyboard = Keyboard(self.world)
        self._closed = False
        self._interrupted = False

    @property
    def id(self) -> str:
        return self._id

    @property
    def structure_path(self) -> Path | None:
        return Path.ACCESSIBILITY if self._structure_offered else None

    # --- looking --------------------------------------------------------------------------------------------------

    @property
    def reaches_popups(self) -> bool:
        """Input is the display's own: it reaches whatever is drawn."""
        return True

    def look(self) -> Look:
        screenshot = self.glance()
        structure: Structure | NotOffered = _WITHOUT
        if self._structure_offered:
            inside, beyond = elements_of(self.world)
            structure = Structure(elements=inside, beyond=beyond)
        return Look(screenshot=screenshot, structure=structure, surroundings=self._surroundings())

    def glance(self) -> Screenshot:
        self._check()
        self.world.look()
        gone_at = self.world.spec.faults.gone_at
        if gone_at is not None and self.world.looks >= gone_at:
            self._closed = True
            self._check()
        return Screenshot(
            id=f"{self._id}-{self.world.looks}",
            pixels=draw(self.world),
            frame=Frame(surface_id=self._id),
            taken_at=self._clock.utc(),
        )

    def _surroundings(self) -> Surroundings:
        front = self.world.front
        return Surroundings(
            app=front.spec.app if front else "",
            title=ScreenText(front.spec.title if front else ""),
            windows=tuple(
                Window(
                    id=window.spec.key,
                    title=ScreenText(window.spec.title),
                    app=window.spec.app,
                    box=self.world.box_of(window),
                    active=window is front,
                )
                for window in self.world.windows
                if self.world.is_shown(window)
            ),
        )

    def inspect(self, element: Element) -> Element | Gone | NotOffered:
        self._check()
        if not self._structure_offered:
            return _WITHOUT
        inside, beyond = elements_of(self.world)
        return next((fresh for fresh in (*inside, *beyond) if fresh.handle == element.handle), Gone())

    def focused(self) -> Element | NotOffered:
        self._check()
        if not self._structure_offered:
            return _WITHOUT
        shown = self.world.find(self.world.focus) if self.world.focus else None
        return element_of(shown, self.world) if shown else NotOffered(reason="nothing has the keyboard")

    def hit(self, element: Element, x: int, y: int) -> bool | NotOffered:
        self._check()
        if not self._structure_offered:
            return _WITHOUT
        return self._handle_at(Point(x, y)) == element.handle

    def _handle_at(self, point: Point) -> str:
        match self.world.at(point):
            case Shown() as shown:
                return shown.key
            case ShownOption() as option:
                return f"{option.dropdown}/{option.text}"
            case LiveWindow() as window:
                return window.spec.key
            case None:
                return ""

    # --- acting ---------------------------------------------------------------------------------------------------

    def perform(self, permit: Permit) -> Performed:
        self._check()
        bound = self._redeemer.redeem(permit, self._id)
        self._clock.check()
        self.received.append(Received(act=bound.action, target=bound.target, after_looks=self.world.looks))
        if self.world.looks < self.world.spec.faults.deaf_until:
            return Performed(delivery=Delivery.MISSED if self._structure_offered else Delivery.UNKNOWN)
        delivery = self._delivery(bound)
        return replace(self._act(bound), delivery=delivery)

    def _delivery(self, bound: BoundAction) -> Delivery:
        if not self._structure_offered or bound.target is None or not bound.target.element.handle:
            return Delivery.UNKNOWN
        arrived = self._handle_at(bound.target.point) == bound.target.element.handle
        return Delivery.SEEN if arrived else Delivery.MISSED

    def _act(self, bound: BoundAction) -> Performed:
        act, point = bound.action, bound.target.point if bound.target else None
        match act:
            case Click(button=button, count=count):
                if button is Button.LEFT:
                    self.world.click(_needed(point), count=count)
            case Hover():
                _needed(point)
            case TypeText(value=value, filling=filling):
                self._type(point, value, filling)
            case Clear():
                self._into(point)
                self._keyboard.press(("ctrl", "a"))
                self._keyboard.press(("backspace",))
            case PressKeys(keys=keys, times=times):
                self._into(point)
                for _ in range(times):
                    self._keyboard.press(keys)
            case Scroll(direction=direction, amount=amount):
                if direction in (Direction.UP, Direction.DOWN):
                    self.world.scroll(point, amount if direction is Direction.DOWN else -amount)
            case Drag():
                self.world.drag(_needed(point), _needed(bound.end_target.point if bound.end_target else None))
            case Copy():
                return Performed(text=self._copy(point))
            case Paste():
                self._into(point)
                self._keyboard.press(("ctrl", "v"))
            case OpenApp(name=name) | SwitchTo(name=name):
                self._to_front(name)
            case AnswerDialog() | GiveFile() | OpenFile() | OpenAddress() | Back():
                raise ActFailed(f"A simulation has no browser and no files, so {type(act).__name__} cannot be done.")
            case _:
                assert_never(act)
        return Performed()

    def _into(self, point: Point | None) -> None:
        if point is not None:
            self.world.click(point)

    def _type(self, point: Point | None, value: Value, filling: Filling) -> None:
        self._into(point)
        shown = self.world.find(self.world.focus)
        text = self._text(value)
        if shown is not None and isinstance(shown.live.spec, Field | Area):
            if filling in (Filling.REPLACE, Filling.OVER):
                self._keyboard.press(("ctrl", "a"))
                if not text:
                    self._keyboard.press(("backspace",))
            elif filling is Filling.APPEND:
                self._keyboard.press(("ctrl", "end"))
        self._keyboard.type(text)
        if shown is not None and isinstance(shown.live.spec, Dropdown) and shown.live.spec.native:
            self.world.open_list = ""

    def _text(self, value: Value) -> str:
        match value:
            case Literal(text=text):
                return text
            case Secret(name=name):
                return self._resolve(name)
            case Reference(name=name) | Template(text=name):
                raise ActFailed(f"The result “{name}” was not put in before typing.")
            case _:
                assert_never(value)

    def _copy(self, point: Point | None) -> str:
        if point is not None:
            self.world.click(point)
            self._keyboard.press(("ctrl", "a"))
        text = self._keyboard.text()
        self._keyboard.press(("ctrl", "c"))
        return self.world.clipboard if text is not None and text.selected == self.world.clipboard else ""

    def _to_front(self, name: str) -> None:
        wanted = name.casefold()
        for window in reversed(self.world.windows):
            if wanted and (wanted == window.spec.app.casefold() or wanted in window.spec.title.casefold()):
                self.world.open(window.spec.key)
                return
        raise ActFailed(f"There is no “{name}” in this simulation.")

    # --- ending ---------------------------------------------------------------------------------------------------

    def release_all(self) -> None:
        self.releases += 1

    def interrupt(self) -> None:
        self._interrupted = True

    def close(self) -> None:
        self._closed = True

    def _check(self) -> None:
        if self._closed:
            raise SurfaceGone("The simulated screen is gone.")
        if self._interrupted:
            raise Stopped("The run was stopped.")


def _needed(point: Point | None) -> Point:
    if point is None:
        raise ActFailed("This act needs a place.")
    return point
