"""Values to show in a window: pictures, targets, records, questions; and a window with what it wished."""

from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np

from app.clock import RunClock, StopSwitch
from app.ui.bridge import Bridge, OpenQuestion
from app.ui.main_window import MainWindow
from app.ui.wishes import Wanted
from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Frame, Query, Role, Screenshot, ScreenText, Target
from planner.plan import Step
from planner.records import Seen, Status, StepRecord, Verification
from planner.safety.question import Question, QuestionKind


@dataclass(kw_only=True)
class Open:
    """A window with what it wished and what it may show."""

    window: MainWindow
    bridge: Bridge
    wished: list[Wanted] = field(default_factory=list)
    stops: list[bool] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)


def screenshot(colour: tuple[int, int, int] = (240, 240, 240), *, width: int = 400, height: int = 300) -> Screenshot:
    pixels = np.full((height, width, 3), colour, dtype=np.uint8)
    clock = RunClock(switch=StopSwitch())
    return Screenshot(id="s1", pixels=pixels, frame=Frame(surface_id="memory"), taken_at=clock.utc())


def target() -> Target:
    box, text = Box(100, 100, 200, 140), "Send"
    element = Element(id=ElementId("e1"), box=box, role=Role.BUTTON, text=ScreenText(text), found_by=FoundBy.VISION)
    return Target(screenshot_id="s1", query=Query(text=text), element=element, point=box.center, score=0.9)


def seen() -> Seen:
    name = Element(
        id=ElementId("e0"), box=Box(10, 10, 60, 30), role=Role.TEXT, text=ScreenText("Name"), found_by=FoundBy.TEXT
    )
    chosen = target()
    return Seen(screenshot=screenshot(), elements=(name, chosen.element), target=chosen)


def record(
    step: Step, *, status: Status = Status.CONFIRMED, error: str = "", secrets: tuple[Box, ...] = ()
) -> StepRecord:
    return StepRecord(
        sequence=1,
        step=step,
        action=step.action,  # type: ignore[arg-type]
        target=None,
        cleared=None,
        verification=Verification(status=status),
        before=None,
        after=screenshot((20, 160, 20)),
        duration_s=0.4,
        error=error,
        secret_boxes=secrets,
    )


def open_question(kind: QuestionKind = QuestionKind.CONFIRM, **more: object) -> OpenQuestion:
    fields: dict[str, object] = {"id": "q1", "kind": kind, "text": "Click the button that you called “Send”?"} | more
    return OpenQuestion(question=Question(**fields), answer=Future())  # type: ignore[arg-type]
