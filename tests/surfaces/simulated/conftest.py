"""A small simulated desk with an order form, a question, and an editor; and a gate that lets acts through."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from app.clock import RunClock, StopSwitch
from app.surfaces.simulated.describing import element_of
from app.surfaces.simulated.spec import (
    Area,
    Button,
    Checkbox,
    Dropdown,
    Faults,
    Field,
    Hands,
    Label,
    WindowSpec,
    WorldSpec,
)
from app.surfaces.simulated.surface import SimulatedSurface
from grounding.geometry import Box
from grounding.screen import Query, Target
from planner.actions import Act
from planner.ports import Performed
from planner.safety.effect import Effect, Judgement, Verdict
from planner.safety.gate import KEY_BYTES, Autonomy, Gate
from planner.safety.permit import BoundAction, Permit
from planner.safety.question import Answer, By, Question


@dataclass
class Yes:
    """A person who agrees to everything; keeps the questions."""

    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        return Answer(question_id=question.id, text=question.phrase or "yes", by=By.PERSON)


class EverythingAllowed:
    """A policy for a world where nothing matters."""

    def judge(self, effect: Effect) -> Judgement:
        return Judgement(verdict=Verdict.ALLOW, rule="simulated", reason="Nothing here is real.")


def greet(hands: Hands) -> None:
    hands.set_text("greeting", f"Hello {hands.content('name')}")


def form() -> WindowSpec:
    return WindowSpec(
        key="form",
        title="Order form",
        app="orders",
        box=Box(40, 30, 560, 470),
        focus="name",
        default="greet",
        shortcuts=((("ctrl", "n"), lambda hands: hands.open("note")),),
        widgets=(
            Label(key="l1", text="Name", box=Box(20, 20, 110, 48)),
            Field(key="name", name="Name", box=Box(130, 20, 360, 48)),
            Label(key="l2", text="Password", box=Box(20, 64, 110, 92)),
            Field(key="password", name="Password", box=Box(130, 64, 360, 92), secret=True),
            Label(key="l3", text="Colour", box=Box(20, 108, 110, 136)),
            Dropdown(key="colour", name="Colour", box=Box(130, 108, 300, 136), options=("Red", "Green", "Blue")),
            Label(key="l4", text="Size", box=Box(20, 152, 110, 180)),
            Dropdown(
                key="size", name="Size", box=Box(130, 152, 300, 180), options=("Small", "Medium", "Large"), native=True
            ),
            Checkbox(key="gift", text="Wrap as a gift", box=Box(130, 200, 330, 224)),
            Button(key="greet", text="Greet", box=Box(20, 250, 110, 282), deed=greet),
            Button(key="about", text="About", box=Box(130, 250, 220, 282), deed=lambda hands: hands.open("about")),
            Button(key="nothing", text="Do nothing", box=Box(240, 250, 360, 282)),
            Label(key="greeting", text="", box=Box(20, 300, 360, 328), heading=True),
        ),
    )


def about() -> WindowSpec:
    return WindowSpec(
        key="about",
        title="About this form",
        box=Box(180, 160, 480, 320),
        modal=True,
        is_open=False,
        widgets=(
            Label(key="version", text="Version 1.2", box=Box(20, 20, 200, 48)),
            Button(key="close", text="Close", box=Box(100, 80, 200, 112), deed=lambda hands: hands.shut("about")),
        ),
    )


def note() -> WindowSpec:
    return WindowSpec(
        key="note",
        title="Note",
        app="notes",
        box=Box(420, 260, 780, 580),
        focus="text",
        is_open=False,
        content_height=600,
        widgets=(
            Area(key="text", name="Text", box=Box(10, 10, 340, 250)),
            Button(key="far", text="Far below", box=Box(20, 500, 160, 532), deed=lambda h: h.set_text("text", "far")),
        ),
    )


@dataclass
class Desk:
    """A surface with its gate. `do` takes an act through the gate, at a widget of that key."""

    surface: SimulatedSurface
    gate: Gate
    switch: StopSwitch
    confirmer: Yes

    def permit(self, act: Act, at: str = "") -> Permit:
        target = end = None
        if at:
            look = self.surface.look()
            elements = {element.handle: element for element in getattr(look.structure, "elements", ())}
            shown = self.surface.world.find(at)
            element = elements.get(at)
            if element is None and shown is not None:
                element = replace(element_of(shown, self.surface.world), handle="")
            assert element is not None
            target = Target(
                screenshot_id=look.screenshot.id, query=Query(), element=element, point=element.box.center, score=1.0
            )
        bound = BoundAction(action=act, surface_id=self.surface.id, target=target, end_target=end)
        cleared = self.gate.clear(bound, Effect(instruction="do it", label="Name"))
        assert isinstance(cleared, Permit), cleared
        return cleared

    def do(self, act: Act, at: str = "") -> Performed:
        return self.surface.perform(self.permit(act, at))


MakeDesk = Callable[..., Desk]


@pytest.fixture
def desk() -> MakeDesk:
    def make(*, faults: Faults | None = None, structure_offered: bool = True) -> Desk:
        switch = StopSwitch()
        clock, confirmer = RunClock(switch=switch), Yes()
        gate = Gate(
            policy=EverythingAllowed(),
            confirmer=confirmer,
            clock=clock,
            key=secrets.token_bytes(KEY_BYTES),
            autonomy=Autonomy.SENSITIVE,
        )
        spec = WorldSpec(windows=(note(), form(), about()), faults=faults or Faults())
        surface = SimulatedSurface(
            spec=spec,
            redeemer=gate,
            clock=clock,
            structure_offered=structure_offered,
            resolve={"pin": "1234"}.__getitem__,
        )
        return Desk(surface=surface, gate=gate, switch=switch, confirmer=confirmer)

    return make
