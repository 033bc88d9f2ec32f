"""What the command line says while a run goes on: steps in words, or one JSON object a line."""

import json
import sys
import threading
from collections.abc import Mapping
from typing import assert_never

from planner.language.describe import describe_action
from planner.records import (
    Answered,
    Asked,
    Event,
    Outcome,
    PlanMade,
    RunEnded,
    Seen,
    StepBegins,
    StepDone,
    StepRecord,
)
from planner.safety.permit import Permit, Refusal

_WRITING = threading.Lock()
EXIT_CODES: Mapping[Outcome, int] = {
    Outcome.DONE: 0,
    Outcome.UNVERIFIED: 1,
    Outcome.FAILED: 1,
    Outcome.INFEASIBLE: 3,
    Outcome.REFUSED: 3,
    Outcome.STOPPED: 4,
}


class PlainTeller:
    """Talk on standard error, outputs and outcome on standard output."""

    def __call__(self, event: Event) -> None:
        match event:
            case PlanMade(plan=plan):
                for number, step in enumerate(plan.steps, 1):
                    _talk(f"  {number}. {step.purpose}")
            case StepDone(record=record):
                _talk(_line(record))
            case RunEnded():
                for name, text in event.outputs:
                    print(f"{name}: {text}")
                print(f"{event.outcome.value}: {event.reason}")
                if event.run:
                    _talk(f"Record: {event.run}")
            case StepBegins() | Seen() | Asked() | Answered():
                pass
            case _:
                assert_never(event)


class JsonTeller:
    """contract.md's lines on standard output, and nothing else there."""

    def __call__(self, event: Event) -> None:
        match event:
            case StepDone(record=record):
                put_json(step_line(record))
            case RunEnded():
                put_json(result_line(event))
            case PlanMade() | StepBegins() | Seen() | Asked() | Answered():
                pass  # the JsonConfirmer writes the questions, for it takes their answers
            case _:
                assert_never(event)


def put_json(line: Mapping[str, object]) -> None:
    put_line(json.dumps(line, ensure_ascii=False))


def put_line(line: str) -> None:
    """One line on standard output, whole, whichever thread writes it."""
    with _WRITING:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


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


def _talk(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
