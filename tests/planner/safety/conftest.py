"""What the tests of the gate share: a clock that is set by hand, a confirmer with prepared answers, bound acts."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib import resources

import pytest

from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Query, Role, ScreenText, Target
from planner.actions import Act, Click
from planner.errors import Stopped
from planner.safety.effect import Effect
from planner.safety.gate import Autonomy, Gate
from planner.safety.permit import BoundAction
from planner.safety.policy import Policy
from planner.safety.question import Answer, By, Question

KEY = bytes(range(32))


@dataclass(kw_only=True)
class SetClock:
    """`planner.ports.Clock` whose time stands still until it is set."""

    time_s: float = 1000.0
    is_stopped: bool = False

    def now_s(self) -> float:
        return self.time_s

    def utc(self) -> datetime:
        return datetime.fromtimestamp(self.time_s, UTC)

    def sleep_s(self, seconds: float) -> None:
        self.time_s += seconds
        self.check()

    def check(self) -> None:
        if self.is_stopped:
            raise Stopped


@dataclass(kw_only=True)
class Scripted:
    """Answers questions from a list; when it is used up, nobody is there. Keeps what was asked."""

    answers: list[str] = field(default_factory=list)
    by: By = By.PERSON
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        if not self.answers:
            return Answer(question_id=question.id, text="", by=By.NOBODY)
        text = self.answers.pop(0)
        return Answer(question_id=question.id, text=question.phrase if text == "PHRASE" else text, by=self.by)


@cache
def shipped() -> Policy:
    return Policy.parse(resources.files("assets").joinpath("policy.toml").read_text(encoding="utf-8"))


@pytest.fixture
def policy() -> Policy:
    return shipped()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@dataclass(frozen=True, kw_only=True)
class Staged:
    """A gate, and the person whom it asks."""

    gate: Gate
    person: Scripted


@pytest.fixture
def make_gate(clock: SetClock) -> Callable[..., Staged]:
    """`make_gate("yes", "no")`: a gate of the shipped policy whose person gives these answers."""

    def make(*answers: str, autonomy: Autonomy = Autonomy.SENSITIVE, key: bytes = KEY, by: By = By.PERSON) -> Staged:
        person = Scripted(answers=list(answers), by=by)
        gate = Gate(policy=shipped(), confirmer=person, clock=clock, key=key, autonomy=autonomy)
        return Staged(gate=gate, person=person)

    return make


@pytest.fixture
def bound_click() -> Callable[..., BoundAction]:
    """A click on a control of a name, bound to a target."""
    return _bound_click


@pytest.fixture
def effect_of() -> Callable[..., Effect]:
    """What clicking a button of a mail page would do."""
    return _effect_of


def _element(text: str, *, box: Box, handle: str) -> Element:
    return Element(
        id=ElementId(text), box=box, role=Role.BUTTON, text=ScreenText(text), found_by=FoundBy.STRUCTURE, handle=handle
    )


HERE = Box(10, 10, 90, 40)


def _bound_click(
    text: str = "Send",
    *,
    box: Box = HERE,
    handle: str = "",
    surface_id: str = "surface-1",
    wanted: str = "",
    action: Act | None = None,
) -> BoundAction:
    query = Query(text=wanted or text)
    found = _element(text, box=box, handle=handle)
    target = Target(screenshot_id="shot-1", query=query, element=found, point=box.center, score=0.9)
    return BoundAction(action=action or Click(place=query), surface_id=surface_id, target=target)


def _effect_of(label: str = "Send", **other: object) -> Effect:
    usual = Effect(
        instruction="tell Ann that I am late", app="Mail", site="https://mail.example", role="button", label=label
    )
    return replace(usual, **other)  # type: ignore[arg-type]
