"""What is known of each step afterwards: the gate's answer, the verification, times. The same values go everywhere."""

from dataclasses import dataclass, field
from enum import StrEnum

from grounding.geometry import Box
from grounding.screen import Element, Screenshot, Target
from planner.actions import Action
from planner.healing import Healing
from planner.memory import Lesson
from planner.plan import Plan, Step
from planner.safety.permit import HandedOver, Permit, Refusal
from planner.safety.question import Answer, Question
from planner.standing import Standing

SCHEMA_VERSION = 2
"""2: a plan has nodes, which may hold steps of their own; in 1 it had steps."""


class Status(StrEnum):
    CONFIRMED = "confirmed"
    UNCHANGED = "unchanged"
    CONTRADICTED = "contradicted"
    UNCLEAR = "unclear"


class Path(StrEnum):
    """A way to find out what became of an act."""

    PIXELS = "pixels"
    DOM = "dom"
    ACCESSIBILITY = "accessibility"
    FILE = "file"
    CLIPBOARD = "clipboard"
    WINDOWS = "windows"


class Says(StrEnum):
    AGREES = "agrees"
    DISAGREES = "disagrees"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    path: Path
    says: Says
    detail: str


def told_by(path: Path, good: bool | None, detail: str) -> Evidence:
    """good None: the path gave no answer."""
    says = Says.NO_ANSWER if good is None else Says.AGREES if good else Says.DISAGREES
    return Evidence(path=path, says=says, detail=detail)


@dataclass(frozen=True, kw_only=True)
class Verification:
    status: Status
    evidence: tuple[Evidence, ...] = ()


class Outcome(StrEnum):
    DONE = "done"
    UNVERIFIED = "unverified"
    FAILED = "failed"
    INFEASIBLE = "infeasible"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True, eq=False)
class StepRecord:
    """One single act or reading: an intent of the plan gives several, with the same `step` and rising `sequence`."""

    sequence: int
    step: Step
    action: Action
    target: Target | None
    cleared: Permit | Refusal | HandedOver | None  # None: a reading, which needs no permit
    verification: Verification
    before: Screenshot | None
    after: Screenshot | None
    duration_s: float
    timing: dict[str, float] = field(
        default_factory=dict
    )  # look_s, parse_s, locate_s, gate_s, act_s, settle_s, verify_s
    error: str = ""
    secret_boxes: tuple[Box, ...] = ()  # fields that hold a secret, in either picture: painted out before it is kept


# --- what the loop tells, as it happens ---------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class PlanMade:
    plan: Plan


@dataclass(frozen=True, kw_only=True)
class StepBegins:
    sequence: int
    step: Step


@dataclass(frozen=True, kw_only=True, eq=False)
class Seen:
    """A look was parsed; for the live picture. `target` is what will be acted on, if any."""

    screenshot: Screenshot
    elements: tuple[Element, ...]
    target: Target | None


@dataclass(frozen=True, kw_only=True)
class Asked:
    question: Question


@dataclass(frozen=True, kw_only=True)
class Answered:
    question: Question
    answer: Answer


@dataclass(frozen=True, kw_only=True, eq=False)
class StepDone:
    record: StepRecord


@dataclass(frozen=True, kw_only=True)
class ModelAsked:
    """called: which language model, and where. turns: all that it is told beside the rules."""

    called: str
    turns: tuple[str, ...]
    pictured: bool


@dataclass(frozen=True, kw_only=True)
class ModelAnswered:
    text: str


@dataclass(frozen=True, kw_only=True)
class RunEnded:
    outcome: Outcome
    reason: str
    run: str  # the run's folder
    outputs: tuple[tuple[str, str], ...] = ()
    timing: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Healed:
    """A place of a flow was found under another name. step: the one under way."""

    step: Step
    healing: Healing


@dataclass(frozen=True, kw_only=True)
class LessonFollowed:
    """What an earlier run has taught was made use of."""

    lesson: Lesson


@dataclass(frozen=True, kw_only=True)
class Accounted:
    """Where the work on a goal stands now. goal: as it was said."""

    goal: str
    lines: tuple[Standing, ...]


Event = (
    Accounted
    | PlanMade
    | StepBegins
    | Seen
    | Asked
    | Answered
    | ModelAsked
    | ModelAnswered
    | StepDone
    | Healed
    | LessonFollowed
    | RunEnded
)
