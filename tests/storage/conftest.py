"""Runs as the recorder writes them: real folders, real PNG files, a clock that steps."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from app.storage.index import Index
from app.storage.run_folder import RunFolder
from grounding.geometry import Box
from grounding.screen import (
    Candidate,
    Element,
    ElementId,
    FoundBy,
    Frame,
    Query,
    Role,
    Screenshot,
    ScreenText,
    State,
    Target,
)
from planner import records
from planner.actions import Act, Click, Literal, TypeText
from planner.plan import Instruction, Plan, ScreenChanges, Step
from planner.records import (
    Evidence,
    Outcome,
    PlanMade,
    Says,
    Status,
    StepBegins,
    StepRecord,
    Verification,
)
from planner.safety.effect import Judgement, Verdict
from planner.safety.permit import SEAL, BoundAction, Permit
from planner.safety.question import By


class SteppingClock:
    """Each reading is a second after the one before."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now_s(self) -> float:
        self._seconds += 1.0
        return self._seconds

    def utc(self) -> datetime:
        return datetime(2026, 11, 21, 5, 30, tzinfo=UTC) + timedelta(seconds=self.now_s())

    def sleep_s(self, seconds: float) -> None:
        self._seconds += seconds

    def check(self) -> None:
        pass


@dataclass(kw_only=True)
class Desk:
    """Everything that a test needs to write and read runs."""

    runs_folder: Path
    index: Index
    clock: SteppingClock = field(default_factory=SteppingClock)
    warnings: list[str] = field(default_factory=list)

    def recorder(self, redact: Callable[[str], str] = lambda text: text, **options: str) -> RunFolder:
        return RunFolder.create(
            runs_folder=self.runs_folder,
            clock=self.clock,
            index=self.index,
            redact=redact,
            options=tuple(options.items()),
        )

    def begun(
        self, *steps: Step, text: str = "press OK", redact: Callable[[str], str] = lambda text: text
    ) -> RunFolder:
        """As the loop begins a run: the plan comes after the opening."""
        recorder = self.recorder(redact, where="--virtual 1280x800")
        instruction = Instruction(text=text)
        recorder.begin(instruction, None)
        recorder.hear(PlanMade(plan=Plan(instruction=instruction, nodes=steps or (self.step(),))))
        return recorder

    def whole(self, acts: int = 2) -> Path:
        """A run that has ended as it should."""
        steps = tuple(self.step(f"press button {number}") for number in range(1, acts + 1))
        recorder = self.begun(*steps)
        for number, step in enumerate(steps, 1):
            recorder.hear(StepBegins(sequence=number, step=step))
            record = self.record(number, step=step)
            recorder.intent(number, self.bound(record), self.permit(self.bound(record)))
            recorder.step(record)
        recorder.result("total", "391")
        recorder.end(Outcome.DONE, "All was seen.", {"total": "391"})
        return Path(recorder.folder)

    def step(self, purpose: str = "press OK", action: Act | None = None) -> Step:
        return Step(purpose=purpose, action=action or Click(place=Query(text="OK")), expect=(ScreenChanges(),))

    def screenshot(self, name: str, shade: int = 200, size_wh: tuple[int, int] = (160, 100)) -> Screenshot:
        pixels = np.full((size_wh[1], size_wh[0], 3), shade, np.uint8)
        pixels[40:60, 30:90] = (20, 90, 200)
        return Screenshot(
            id=name, pixels=pixels, frame=Frame(surface_id="test"), taken_at=datetime(2026, 11, 21, 5, 30, tzinfo=UTC)
        )

    def element(self, text: str = "OK", state: State | None = None, value: str = "", left: int = 30) -> Element:
        return Element(
            id=ElementId(f"e-{left}"),
            box=Box(left, 40, left + 60, 60),
            role=Role.BUTTON,
            text=ScreenText(text),
            value=ScreenText(value),
            state=frozenset({state} if state else ()),
            found_by=FoundBy.STRUCTURE,
        )

    def target(self, element: Element | None = None, screenshot_id: str = "before") -> Target:
        chosen = element or self.element()
        other = self.element("Okay", left=95)
        return Target(
            screenshot_id=screenshot_id,
            query=Query(text="OK"),
            element=chosen,
            point=chosen.box.center,
            score=0.97,
            runners_up=(Candidate(element=other, point=other.box.center, score=0.61),),
            why="Its name is the words that were given.",
        )

    def bound(self, record: StepRecord) -> BoundAction:
        return BoundAction(action=record.action, surface_id="test", target=record.target)

    def permit(self, bound: BoundAction, *, irreversible: bool = False) -> Permit:
        judgement = Judgement(
            verdict=Verdict.CONFIRM if irreversible else Verdict.ALLOW,
            rule="send" if irreversible else "click",
            reason="It sends the form." if irreversible else "It can be undone.",
            irreversible=irreversible,
        )
        by = By.PERSON if irreversible else By.POLICY
        return Permit(SEAL, key=bytes(32), bound=bound, judgement=judgement, by=by, nonce="n", expires_s=60.0)

    def record(
        self,
        sequence: int,
        *,
        step: Step | None = None,
        action: Act | None = None,
        target: Target | None = None,
        before: Screenshot | None = None,
        after: Screenshot | None = None,
        status: Status = Status.CONFIRMED,
        irreversible: bool = False,
        error: str = "",
        secret_boxes: tuple[Box, ...] = (),
    ) -> StepRecord:
        before = before or self.screenshot(f"before-{sequence}")
        target = target or self.target(screenshot_id=before.id)
        chosen = action or Click(place=Query(text="OK"))
        bound = BoundAction(action=chosen, surface_id="test", target=target)
        return StepRecord(
            sequence=sequence,
            step=step or self.step(action=chosen),
            action=chosen,
            target=target,
            cleared=self.permit(bound, irreversible=irreversible),
            verification=Verification(
                status=status,
                evidence=(Evidence(path=records.Path.PIXELS, says=Says.AGREES, detail="“Saved” is shown"),),
            ),
            before=before,
            after=after or self.screenshot(f"after-{sequence}", shade=230),
            duration_s=0.25,
            timing={"look_s": 0.05, "act_s": 0.1},
            error=error,
            secret_boxes=secret_boxes,
        )

    def typing(self, value: Literal) -> TypeText:
        return TypeText(value=value, place=Query(text="Name"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    warnings: list[str] = []
    return Desk(
        runs_folder=tmp_path / "runs",
        index=Index(path=tmp_path / "history.sqlite", warn=warnings.append),
        warnings=warnings,
    )
