"""The lines of a run's record as typed documents, and how the loop's values become them.

Pictures and permits are not written as they are: a picture becomes a reference to its PNG, a permit what it allowed,
by which rule, and who said yes (its seal stays in memory). What a secret field holds is left out here, before anything
reaches the disk.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from app.storage.codec import Json, Redact, Undecodable, decode_union, encode, unredacted
from grounding.geometry import Box
from grounding.screen import NO_TEXT, Candidate, Element, Frame, Screenshot, State, Target
from planner.actions import (
    Act,
    Action,
    AnswerDialog,
    SaveAs,
    Secret,
    SelectOption,
    SetDate,
    SetLevel,
    TypeText,
)
from planner.document_orders import SetCell
from planner.healing import Healing
from planner.memory import Lesson
from planner.plan import Instruction, Plan, Step
from planner.records import SCHEMA_VERSION, ModelAnswered, ModelAsked, Outcome, StepRecord, Verification
from planner.safety.effect import Verdict
from planner.safety.permit import BoundAction, HandedOver, Permit, Refusal
from planner.safety.question import Answer, By, Question
from planner.standing import Standing


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A screenshot on disk. file: its name inside the run folder."""

    id: str
    file: str
    size_wh: tuple[int, int]
    frame: Frame
    taken_at: datetime


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """The gate's answer: what it said, by which rule, why, and who let it pass or stopped it."""

    permitted: bool
    verdict: Verdict
    rule: str
    reason: str
    by: By
    irreversible: bool = False
    data: tuple[str, ...] = ()
    destination: str = ""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """options: where and how, as the command line would say it. continues: the run that this one goes on with."""

    run: str
    instruction: Instruction
    plan: Plan | None
    options: tuple[tuple[str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    continues: str = ""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A plan made later than the opening, or in place of the first."""

    plan: Plan


@dataclass(frozen=True, kw_only=True)
class StepBegun:
    """The next step of the plan was begun: the one before it is done. sequence: of its first act or reading."""

    sequence: int
    step: Step | None = None  # None: of a record of schema 1


@dataclass(frozen=True, kw_only=True)
class ActIntended:
    """Written before the act; on disk before it, when it cannot be undone."""

    sequence: int
    surface_id: str
    action: Act
    target: Target | None
    end_target: Target | None
    clearance: Clearance


@dataclass(frozen=True, kw_only=True)
class StepTaken:
    """A `StepRecord` as it is kept."""

    sequence: int
    step: Step
    action: Action
    target: Target | None
    end_target: Target | None
    clearance: Clearance | None
    verification: Verification
    before: Picture | None
    after: Picture | None
    duration_s: float
    timing: dict[str, float] = field(default_factory=dict)
    error: str = ""
    secret_boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PictureSaved:
    """A PNG reached the disk; a later line about the same file replaces an earlier one."""

    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class QuestionAsked:
    question: Question


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered:
    answer: Answer


@dataclass(frozen=True, kw_only=True)
class ResultNoted:
    """A result that later steps can name, as soon as it is known."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PlaceHealed:
    """A place of a flow was found under another name. number: of the step in the flow."""

    number: int
    healing: Healing


@dataclass(frozen=True, kw_only=True)
class AccountKept:
    """Where the work on a goal stood."""

    goal: str
    lines: tuple[Standing, ...]


@dataclass(frozen=True, kw_only=True)
class LessonUsed:
    """What an earlier run has taught was made use of."""

    lesson: Lesson


@dataclass(frozen=True, kw_only=True)
class Closing:
    """The last line. count and head: of the chain before this line."""

    outcome: Outcome
    reason: str
    outputs: dict[str, str]
    count: int
    head: str


Line = (
    Opening
    | Planned
    | StepBegun
    | ActIntended
    | StepTaken
    | PictureSaved
    | QuestionAsked
    | QuestionAnswered
    | PlaceHealed
    | AccountKept
    | LessonUsed
    | ResultNoted
    | ModelAsked
    | ModelAnswered
    | Closing
)


def line_to_json(line: Line, redact: Redact = unredacted) -> Json:
    return encode(line, redact)


def line_from_json(document: Json, *, schema: int = SCHEMA_VERSION) -> Line:
    """Raises `Undecodable`."""
    if schema < 2 and isinstance(document, dict) and isinstance(plan := document.get("plan"), dict):
        document = {**document, "plan": {**plan, "nodes": plan.get("steps", [])}}
    match decode_union(Line, document):
        case (
            Opening()
            | Planned()
            | StepBegun()
            | ActIntended()
            | StepTaken()
            | PictureSaved()
            | QuestionAsked()
            | QuestionAnswered()
            | ResultNoted()
            | PlaceHealed()
            | LessonUsed()
            | ModelAsked()
            | ModelAnswered()
            | AccountKept()
            | Closing() as line
        ):
            return line
    raise Undecodable("a line of a record was expected")


def intended(sequence: int, bound: BoundAction, permit: Permit) -> ActIntended:
    typed = carries_secret(bound.action)
    return ActIntended(
        sequence=sequence,
        surface_id=bound.surface_id,
        action=bound.action,
        target=_without_secrets(bound.target, typed=typed),
        end_target=_without_secrets(bound.end_target, typed=typed),
        clearance=_clearance(permit),
    )


def taken(record: StepRecord, before: Picture | None, after: Picture | None) -> StepTaken:
    """What is kept of a step whose pictures are known under these names."""
    typed = carries_secret(record.action)
    end_target = record.cleared.bound.end_target if record.cleared is not None else None
    return StepTaken(
        sequence=record.sequence,
        step=record.step,
        action=record.action,
        target=_without_secrets(record.target, typed=typed),
        end_target=_without_secrets(end_target, typed=typed),
        clearance=None if record.cleared is None else _clearance(record.cleared),
        verification=record.verification,
        before=before,
        after=after,
        duration_s=record.duration_s,
        timing=record.timing,
        error=record.error,
        secret_boxes=record.secret_boxes,
    )


def picture(screenshot: Screenshot, file: str) -> Picture:
    height, width = screenshot.pixels.shape[:2]
    return Picture(
        id=screenshot.id, file=file, size_wh=(width, height), frame=screenshot.frame, taken_at=screenshot.taken_at
    )


def carries_secret(action: Action) -> bool:
    """Whether the act puts a secret onto the screen."""
    match action:
        case TypeText(value=Secret()) | AnswerDialog(value=Secret()) | SelectOption(option=Secret()):
            return True
        case SaveAs(path=Secret()) | SetDate(value=Secret()) | SetLevel(value=Secret()) | SetCell(value=Secret()):
            return True
    return False


def secret_boxes(record: StepRecord) -> tuple[Box, ...]:
    """What must not be seen in the pictures of this step: what the loop named, and the targets' secret fields."""
    boxes = list(record.secret_boxes)
    targets = [record.target]
    if record.cleared is not None:
        targets += [record.cleared.bound.target, record.cleared.bound.end_target]
    for target in targets:
        if target is None:
            continue
        elements = [target.element, *(candidate.element for candidate in target.runners_up)]
        boxes += [element.box for element in elements if State.SECRET in element.state]
        if carries_secret(record.action):
            boxes.append(target.element.box)
    return tuple(dict.fromkeys(boxes))


def _clearance(cleared: Permit | Refusal | HandedOver) -> Clearance:
    match cleared:
        case Permit(verdict=verdict, rule=rule, reason=reason, by=by, judgement=judgement):
            return Clearance(
                permitted=True,
                verdict=verdict,
                rule=rule,
                reason=reason,
                by=by,
                irreversible=judgement.irreversible,
                data=judgement.data,
                destination=judgement.destination,
            )
        case Refusal(verdict=verdict, rule=rule, reason=reason, by=by):
            return Clearance(permitted=False, verdict=verdict, rule=rule, reason=reason, by=by)
        case HandedOver(rule=rule, reason=reason):
            return Clearance(permitted=False, verdict=Verdict.HAND_OVER, rule=rule, reason=reason, by=By.PERSON)
        case _:
            assert_never(cleared)


def _without_secrets(target: Target | None, *, typed: bool) -> Target | None:
    if target is None:
        return None
    return replace(
        target,
        element=_emptied(target.element, holds_secret=typed),
        runners_up=tuple(_without_secret(candidate) for candidate in target.runners_up),
    )


def _without_secret(candidate: Candidate) -> Candidate:
    return replace(candidate, element=_emptied(candidate.element, holds_secret=False))


def _emptied(element: Element, *, holds_secret: bool) -> Element:
    """A field that is marked secret keeps no text at all; one that a secret is typed into keeps its name."""
    if State.SECRET in element.state:
        return replace(element, text=NO_TEXT, value=NO_TEXT, hint=NO_TEXT, options=())
    return replace(element, value=NO_TEXT) if holds_secret else element
