"""What the command line says while a run goes on: steps in words, or one JSON object a line."""

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import assert_never

from planner.language.describe import describe_action
from planner.language.outline import outline
from planner.records import (
    Accounted,
    Answered,
    Asked,
    Event,
    Healed,
    LessonFollowed,
    ModelAnswered,
    ModelAsked,
    Outcome,
    PlanMade,
    RunEnded,
    Seen,
    StepBegins,
    StepDone,
    StepRecord,
)
from planner.safety.permit import Permit, Refusal

Redact = Callable[[str], str]
EXIT_CODES: Mapping[Outcome, int] = {
    Outcome.DONE: 0,
    Outcome.UNVERIFIED: 1,
    Outcome.FAILED: 1,
    Outcome.INFEASIBLE: 3,
    Outcome.REFUSED: 3,
    Outcome.STOPPED: 4,
}


class Output:
    """Standard output for the length of a run, told apart from what anything else writes there.

    With `exclusive`, descriptor 1 carries this object's lines and nothing else: what a library or a child process
    writes to it goes to standard error. `gone`: nobody reads it any more.
    """

    def __init__(self, *, exclusive: bool, gone: Callable[[], None]) -> None:
        self._gone = gone
        self._writing = threading.Lock()
        self._lost = False
        sys.stdout.flush()
        self._exclusive = exclusive
        self._descriptor = os.dup(1)  # not inherited by child processes
        if exclusive:
            os.dup2(2, 1)

    def put(self, line: str) -> None:
        """One line, whole, whichever thread writes it."""
        with self._writing:
            left = (line + "\n").encode("utf-8", errors="backslashreplace")
            while left and not self._lost:
                try:
                    left = left[os.write(self._descriptor, left) :]
                except OSError:  # whoever gave the order is gone
                    self._lost = True
                    self._gone()

    def put_json(self, line: Mapping[str, object]) -> None:
        self.put(json.dumps(line, ensure_ascii=False))

    def close(self) -> None:
        sys.stdout.flush()
        if self._exclusive:
            os.dup2(self._descriptor, 1)
        os.close(self._descriptor)


class PlainTeller:
    """Talk on standard error, outputs and outcome on standard output."""

    def __init__(self, output: Output, *, redact: Redact, row: int | None = None) -> None:
        self._output = output
        self._redact = redact
        self._row = row

    def __call__(self, event: Event) -> None:
        match event:
            case PlanMade(plan=plan):
                for number, line in enumerate(outline(plan), 1):
                    talk(self._redact(f"  {number}. {'   ' * line.depth}{line.text}"))
            case StepDone(record=record):
                talk(self._redact(_line(record)))
            case RunEnded():
                for name, text in event.outputs:
                    self._output.put(self._redact(f"{name}: {text}"))
                which = f"row {self._row} " if self._row is not None else ""
                self._output.put(self._redact(f"{which}{event.outcome.value}: {event.reason}"))
                if event.run:
                    talk(f"Record: {event.run}")
            case Healed(step=step, healing=healing):
                talk(self._redact(f"  “{healing.was.text}” is called “{healing.now.text}” now ({step.purpose})"))
            case LessonFollowed(lesson=lesson):
                talk(self._redact(f"  From an earlier run: {lesson.words}."))
            case ModelAsked(called=called):
                talk(f"Asking {called}.")
            case StepBegins() | Seen() | Asked() | Answered() | ModelAnswered() | Accounted():
                pass
            case _:
                assert_never(event)


class JsonTeller:
    """contract.md's lines on standard output, and nothing else there."""

    def __init__(self, output: Output, *, redact: Redact, row: int | None = None) -> None:
        self._output = output
        self._redact = redact
        self._row = row

    def __call__(self, event: Event) -> None:
        match event:
            case StepDone(record=record):
                self._put(step_line(record))
            case RunEnded():
                self._put(result_line(event) if self._row is None else row_line(event, self._row))
            case (
                PlanMade()
                | StepBegins()
                | Seen()
                | Asked()
                | Answered()
                | ModelAsked()
                | ModelAnswered()
                | Healed()
                | LessonFollowed()
                | Accounted()
            ):
                pass  # the JsonConfirmer writes the questions, for it takes their answers
            case _:
                assert_never(event)

    def _put(self, line: Mapping[str, object]) -> None:
        # Before it is encoded: JSON writes some letters of a secret in another way.
        self._output.put_json({name: redacted(value, self._redact) for name, value in line.items()})


def redacted(value: object, redact: Redact) -> object:
    """
    >>> redacted({"a": ["my pin", 1]}, lambda text: text.replace("pin", "***"))
    {'a': ['my ***', 1]}
    """
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {name: redacted(one, redact) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [redacted(one, redact) for one in value]
    return value


def step_line(record: StepRecord) -> dict[str, object]:
    """
    >>> sorted(EXIT_CODES.values())
    [0, 1, 1, 3, 3, 4]
    """
    cleared = record.cleared
    target = record.target
    return {
        "type": "step",
        "sequence": record.sequence,
        "purpose": record.step.purpose,
        "action": describe_action(record.action),
        "target": {
            "role": target.element.role.value,
            "text": target.element.text,
            "box": list(target.element.box),
            "point": list(target.point),
            "score": round(target.score, 3),
        }
        if target
        else None,
        "verdict": cleared.verdict.value if isinstance(cleared, Permit | Refusal) else None,
        "by": cleared.by.value if isinstance(cleared, Permit | Refusal) else None,
        "rule": cleared.rule if cleared else None,
        "verification": record.verification.status.value,
        "evidence": [f"{e.path.value} {e.says.value}: {e.detail}" for e in record.verification.evidence],
        "duration_s": round(record.duration_s, 4),
        "timing": record.timing,
        "error": record.error or None,
    }


def result_line(ended: RunEnded) -> dict[str, object]:
    return {
        "type": "result",
        "outcome": ended.outcome.value,
        "reason": ended.reason,
        "run": ended.run or None,
        "outputs": dict(ended.outputs),
        "timing": dict(ended.timing),
    }


def row_line(ended: RunEnded, row: int) -> dict[str, object]:
    """One of several runs: only the last line of all is a `result`."""
    return {**result_line(ended), "type": "row", "row": row}


def _line(record: StepRecord) -> str:
    mark = {"confirmed": "✓", "unchanged": "·", "contradicted": "✗", "unclear": "?"}[record.verification.status]
    if record.error:
        mark = "✗"
    said = [e.detail for e in record.verification.evidence]
    why = record.error or "; ".join(dict.fromkeys(said))
    by = ""
    if isinstance(record.cleared, Permit) and record.cleared.by != "policy":
        by = f" [{record.cleared.verdict}, by {record.cleared.by}]"
    return f"{mark} {describe_action(record.action)}{by} ({record.duration_s:.2f} s) {why}".rstrip()


def talk(line: str) -> None:
    with suppress(OSError):  # nobody listens; the run goes on
        print(line, file=sys.stderr, flush=True)
