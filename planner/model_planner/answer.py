"""The model's answer, from its text to a plan, or to what it says instead of one."""

import json
import re
from dataclasses import dataclass

from pydantic import ValidationError

from planner.actions import Action, Back, Hover, Reveal, Scroll, WaitFor
from planner.language.describe import describe_action
from planner.language.expectations import expected
from planner.model_planner.acting import Reading
from planner.model_planner.errors import Unusable
from planner.model_planner.steps import Answer
from planner.plan import Step

_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)
_PROVES_NOTHING = Scroll | WaitFor | Hover | Back | Reveal
"""What leaves everything as it was and shows nothing of the goal."""
MOST_FAULTS = 6


@dataclass(frozen=True, kw_only=True)
class Given:
    """A step, and the model's own words for it."""

    step: Step
    words: str


@dataclass(frozen=True, kw_only=True)
class Steps:
    """What to do next. completes: whether the goal is reached with them."""

    given: tuple[Given, ...]
    completes: bool


@dataclass(frozen=True, kw_only=True)
class SaysDone:
    pass


@dataclass(frozen=True, kw_only=True)
class SaysImpossible:
    reason: str


def read_answer(text: str, reading: Reading) -> Steps | SaysDone | SaysImpossible:
    """Raises Unusable, with all that is wrong as far as it can be seen."""
    raw = _object(text)
    try:
        answer = Answer.model_validate(raw)
    except ValidationError as error:
        raise Unusable(_faults(error)) from error
    match answer.outcome:
        case "done":
            return SaysDone()
        case "impossible":
            if not answer.reason.strip():
                raise Unusable("an impossible goal needs its reason")
            return SaysImpossible(reason=" ".join(answer.reason.split()))
        case "steps":
            return _steps(answer, raw, reading)


def proves_something(action: Action) -> bool:
    return not isinstance(action, _PROVES_NOTHING)


def _steps(answer: Answer, raw: dict[str, object], reading: Reading) -> Steps:
    if not answer.steps:
        raise Unusable("the outcome is steps, but there are none")
    actions: list[Action] = []
    for number, step in enumerate(answer.steps):
        try:
            actions.append(reading.action(step))
        except Unusable as error:
            raise Unusable(f"steps.{number} ({step.do}): {error}") from error
    written = raw["steps"]
    assert isinstance(written, list)  # the answer was read from it
    given = tuple(
        Given(
            step=Step(
                purpose=describe_action(action),
                action=action,
                expect=expected(action, *actions[number + 1 : number + 2]),
            ),
            words=json.dumps(words, ensure_ascii=False),
        )
        for number, (action, words) in enumerate(zip(actions, written, strict=True))
    )
    return Steps(given=given, completes=answer.completes)


def _object(text: str) -> dict[str, object]:
    """The JSON object, also where a server without constraints let the model put something around it.

    >>> _object('<think>{hm}</think>Here:\\n```json\\n{"outcome": "done"}\\n```')
    {'outcome': 'done'}
    """
    bare = _THOUGHTS.sub("", text)
    start, end = bare.find("{"), bare.rfind("}")
    if start < 0 or end < start:
        raise Unusable("it holds no whole JSON object")
    try:
        value = json.loads(bare[start : end + 1])
    except ValueError as error:
        raise Unusable(f"it is not JSON ({error})") from error
    except RecursionError as error:
        raise Unusable("it is nested too deeply") from error
    assert isinstance(value, dict)  # it begins with a brace
    return value


def _faults(error: ValidationError) -> str:
    """Where and what, without repeating what the model wrote there."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    said = [f"{'.'.join(map(str, fault['loc'])) or 'answer'}: {fault['msg'][:200]}" for fault in faults[:MOST_FAULTS]]
    more = len(faults) - MOST_FAULTS
    return "; ".join(said) + (f"; and {more} more" if more > 0 else "")
