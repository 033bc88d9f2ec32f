"""A run's folder once written: what was asked, what was done, and where it stopped."""

from dataclasses import dataclass, field
from pathlib import Path

from app.storage import lock
from app.storage.chain import RECORDS, Reading, read_chain
from app.storage.codec import Undecodable
from app.storage.errors import NewerRecord, NoSuchRun, RecordDamaged
from app.storage.records import (
    AccountKept,
    ActIntended,
    Closing,
    LessonUsed,
    Opening,
    Planned,
    QuestionAnswered,
    QuestionAsked,
    ResultNoted,
    StepBegun,
    StepTaken,
    line_from_json,
)
from planner.plan import Instruction, Plan, Step
from planner.records import SCHEMA_VERSION, ModelAnswered, ModelAsked, Outcome, Status

RUNNING, INTERRUPTED, DAMAGED = "running", "interrupted", "damaged"


@dataclass(frozen=True, kw_only=True)
class RunHistory:
    """All that `show` and `resume` need of a run.

    duration_s: from the first line to the last. plan: the last one; begun: its steps that were begun. closing: None
    while it runs and when it was interrupted. accounts: how each goal, and the plan, stood last. damage: why later
    lines cannot be read ("" when all can).
    """

    folder: Path
    opening: Opening
    started_at: str
    duration_s: float
    plan: Plan | None
    running: bool
    steps: tuple[StepTaken, ...] = ()
    intents: tuple[ActIntended, ...] = ()
    begun: tuple[StepBegun, ...] = ()
    questions: tuple[QuestionAsked, ...] = ()
    answers: tuple[QuestionAnswered, ...] = ()
    thoughts: tuple[ModelAsked | ModelAnswered, ...] = ()
    accounts: tuple[AccountKept, ...] = ()
    lessons: tuple[LessonUsed, ...] = ()
    results: dict[str, str] = field(default_factory=dict)
    closing: Closing | None = None
    damage: str = ""

    @property
    def id(self) -> str:
        return self.opening.run

    @property
    def instruction(self) -> Instruction:
        return self.opening.instruction

    @property
    def options(self) -> dict[str, str]:
        return dict(self.opening.options)

    @property
    def outcome(self) -> str:
        """As `runs` names it: one of the outcomes, or running, or interrupted."""
        if self.closing is not None:
            return str(self.closing.outcome)
        return RUNNING if self.running else INTERRUPTED

    @property
    def pending_intent(self) -> ActIntended | None:
        """An act that was begun and of which nothing more is known: it may or may not have happened."""
        if not self.intents:
            return None
        last = self.intents[-1]
        return None if any(step.sequence == last.sequence for step in self.steps) else last

    @property
    def unconfirmed(self) -> ActIntended | None:
        """The last act that cannot be undone, when it is not known to have had its effect: pending, failed on the way,
        or not seen afterwards. A person must say before it is done again."""
        irreversible = [intent for intent in self.intents if intent.clearance.irreversible]
        if not irreversible:
            return None
        last = irreversible[-1]
        seen = any(step.sequence == last.sequence and _is_confirmed(step) for step in self.steps)
        went_on = any(begun.sequence > last.sequence for begun in self.begun)
        return None if seen or went_on else last

    @property
    def steps_done(self) -> int:
        """How many steps of `plan` are done, in the order in which they came, so that `resume` begins with the next.

        A step is done when the next one has begun, or when its own last record says so. A step that the loop expands
        into several acts is done only by the record of the whole: repeating it is harmless, because it looks first
        whether its effect is there already.
        """
        if self.plan is None:
            return 0
        if self.closing is not None and self.closing.outcome in (Outcome.DONE, Outcome.UNVERIFIED):
            return self.plan.done + len(self.begun)
        if not self.begun:
            return self.plan.done
        present = self.begun_step(len(self.begun) - 1)
        records = [step for step in self.steps if step.sequence >= self.begun[-1].sequence]
        finished = bool(records) and type(records[-1].action) is type(present.action) and _is_confirmed(records[-1])
        return self.plan.done + len(self.begun) - (0 if finished else 1)

    def begun_step(self, number: int) -> Step:
        """The step that was begun as the `number`th (0 is the first)."""
        assert self.plan is not None
        steps = self.plan.steps[self.plan.done :]
        return self.begun[number].step or steps[min(number, len(steps) - 1)]


def _is_confirmed(taken: StepTaken) -> bool:
    return not taken.error and taken.verification.status is Status.CONFIRMED


def read_history(folder: Path) -> RunHistory:
    """Everything that was recorded. Raises NoSuchRun, NewerRecord, RecordDamaged."""
    history = salvage(folder)
    if history.damage:
        raise RecordDamaged(folder.name, history.damage)
    return history


def salvage(folder: Path) -> RunHistory:
    """What can be read up to the first damage. Raises NoSuchRun, NewerRecord; RecordDamaged when that is nothing."""
    try:
        reading = read_chain(folder / RECORDS)
    except (FileNotFoundError, NotADirectoryError):
        raise NoSuchRun(folder.name, str(folder.parent)) from None
    except OSError as error:
        raise RecordDamaged(folder.name, f"it cannot be read ({error.strerror})") from error
    if not reading.links:
        raise RecordDamaged(folder.name, reading.broken.reason if reading.broken is not None else "it is empty")
    return _gathered(folder, reading)


def _gathered(folder: Path, reading: Reading) -> RunHistory:
    damage = reading.broken.reason if reading.broken is not None else ""
    opening: Opening | None = None
    plan: Plan | None = None
    closing: Closing | None = None
    begun: list[StepBegun] = []
    steps: list[StepTaken] = []
    intents: list[ActIntended] = []
    questions: list[QuestionAsked] = []
    answers: list[QuestionAnswered] = []
    thoughts: list[ModelAsked | ModelAnswered] = []
    accounts: dict[str, AccountKept] = {}
    lessons: list[LessonUsed] = []
    results: dict[str, str] = {}
    for entry in reading.links:
        if entry.schema > SCHEMA_VERSION:
            raise NewerRecord(folder.name, entry.schema, SCHEMA_VERSION)
        try:
            line = line_from_json(entry.body, schema=entry.schema)
        except Undecodable as error:
            damage = f"line {entry.line + 1} does not make sense ({error})"
            break
        match line:
            case Opening():
                opening, plan = line, line.plan
            case Planned():
                plan = line.plan
                begun.clear()
            case StepBegun():
                begun.append(line)
            case StepTaken():
                steps.append(line)
            case ActIntended():
                intents.append(line)
            case QuestionAsked():
                questions.append(line)
            case QuestionAnswered():
                answers.append(line)
            case AccountKept():
                accounts[line.goal] = line
            case LessonUsed():
                lessons.append(line)
            case ModelAsked() | ModelAnswered():
                thoughts.append(line)
            case ResultNoted(name=name, text=text):
                results[name] = text
            case Closing():
                closing = line
                results.update(line.outputs)
    if opening is None:
        raise RecordDamaged(folder.name, damage or "its first line is missing")
    return RunHistory(
        folder=folder,
        opening=opening,
        started_at=reading.links[0].at,
        duration_s=reading.links[-1].monotonic_s - reading.links[0].monotonic_s,
        plan=plan,
        running=closing is None and lock.is_held(folder),
        steps=tuple(steps),
        intents=tuple(intents),
        begun=tuple(begun),
        questions=tuple(questions),
        answers=tuple(answers),
        thoughts=tuple(thoughts),
        accounts=tuple(accounts.values()),
        lessons=tuple(lessons),
        results=results,
        closing=closing,
        damage=damage,
    )
