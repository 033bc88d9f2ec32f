"""A plan under way: one step after another; what depends on the world is decided when the plan comes to it.

Decision: to decide and to gather are steps of their own, with a look, a record and a result. So a person sees why a
plan went the way it went, and a run that goes on later takes the same turns without deciding them anew. The results of
these steps have names that no person can give (they begin with `DECIDED`).
"""

import dataclasses
from collections.abc import Generator, Iterator, Mapping
from enum import Enum
from pathlib import PurePath
from typing import TypeVar

from planner.actions import Decide, Gather
from planner.conditions import Condition, FilesIn, Listed, Tabled
from planner.language.describe import describe_action
from planner.outcome import StepFailed
from planner.plan import ForEach, If, Node, Plan, Repeat, ResultKnown, Step
from planner.records import Outcome
from planner.results import DECIDED, HOLE, YES, Results
from planner.values import Literal, Reference, Secret, Template, Value

MOST_ITEMS = 1000
IF_PATIENCE_S = 2.0
UNTIL_PATIENCE_S = 0.7
AWAITED_S = 60.0
"""For how long a condition is waited for, where nothing is done meanwhile."""
Filled = TypeVar("Filled")


def course(plan: Plan, results: Results) -> Iterator[Step]:
    """The steps in their order, without the first `plan.done`, each with the names in it filled in.

    The caller carries a step out before it asks for the next one. Raises `StepFailed` when a repetition comes to
    nothing.
    """
    for number, step in enumerate(_walk(plan.nodes, "", results)):
        if number >= plan.done:
            yield retold(step, {name: Literal(text=text) for name, text in results.items()})


def _walk(nodes: tuple[Node, ...], above: str, results: Results) -> Iterator[Step]:
    for number, node in enumerate(nodes, 1):
        here = f"{above}{number}"
        match node:
            case Step():
                yield node
            case If():
                yield _deciding(node.purpose, node.condition, here, IF_PATIENCE_S)
                yes = _held(here, results)
                yield from _walk(node.then if yes else node.otherwise, f"{here}{'y' if yes else 'n'}.", results)
            case ForEach():
                yield from _each(node, here, results)
            case Repeat():
                yield from _again(node, here, results)


def _each(loop: ForEach, here: str, results: Results) -> Iterator[Step]:
    if isinstance(loop.items, Tabled):
        yield from _each_row(loop, loop.items, here, results)
        return
    for number, value in enumerate((yield from _values(loop, here, results)), 1):
        results.put(loop.name, value)
        if isinstance(loop.items, FilesIn):
            results.put(f"{loop.name}{FilesIn.NAME}", PurePath(value).name)
        yield from _walk(loop.body, f"{here}[{number}].", results)


def _each_row(loop: ForEach, table: Tabled, here: str, results: Results) -> Iterator[Step]:
    for number, row in enumerate(table.rows, 1):
        results.put(loop.name, str(number))
        for column, value in zip(table.columns, row, strict=True):
            results.put(column, results.text_of(value))
        yield from _walk(loop.body, f"{here}[{number}].", results)


def _values(loop: ForEach, here: str, results: Results) -> Generator[Step, None, list[str]]:
    """What is gone through; gathered once, before the first."""
    match loop.items:
        case Listed(values=values):
            return [results.text_of(value) for value in values]
        case items:
            name = f"{DECIDED}{here}"
            action = Gather(items=items, name=name)
            yield Step(purpose=loop.purpose, action=action, expect=(ResultKnown(name=name),))
            found = [line for line in (results.get(name) or "").split("\n") if line]
            if len(found) > MOST_ITEMS:
                raise StepFailed(Outcome.FAILED, f"There are {len(found)} to go through; {MOST_ITEMS} is the most.")
            return found


def _again(loop: Repeat, here: str, results: Results) -> Iterator[Step]:
    if loop.until is not None and not loop.body:
        yield _deciding(loop.purpose, loop.until, here, AWAITED_S)
        if not _held(here, results):
            raise StepFailed(Outcome.FAILED, f"Within {AWAITED_S:g} seconds it never came to: {loop.purpose}.")
        return
    for number in range(1, loop.times + 1):
        if loop.until is not None:
            turn = f"{here}({number})"
            yield _deciding(loop.purpose, loop.until, turn, UNTIL_PATIENCE_S)
            if _held(turn, results):
                return
        yield from _walk(loop.body, f"{here}({number}).", results)
    if loop.until is not None:
        turn = f"{here}({loop.times + 1})"
        yield _deciding(loop.purpose, loop.until, turn, IF_PATIENCE_S)
        if not _held(turn, results):
            raise StepFailed(Outcome.FAILED, f"It was repeated {loop.times} times and never came to: {loop.purpose}.")


def _deciding(purpose: str, condition: Condition, here: str, patience_s: float) -> Step:
    name = f"{DECIDED}{here}"
    action = Decide(condition=condition, name=name, patience_s=patience_s)
    return Step(purpose=purpose, action=action, expect=(ResultKnown(name=name),))


def _held(here: str, results: Results) -> bool:
    return results.get(f"{DECIDED}{here}") == YES


def filled(value: Filled, known: Mapping[str, Value]) -> Filled:
    """The value with `{{name}}` in its words, and references to it, replaced by what is known by that name.

    Text that is typed stays as it is, letter by letter: it may well hold such signs.

    >>> from grounding.screen import Query
    >>> filled(Query(text="Delete {{name}}"), {"name": Literal(text="Ana")}).text
    'Delete Ana'
    >>> filled(Literal(text="{{name}}"), {"name": Literal(text="Ana")}).text
    '{{name}}'
    """
    return _filled(value, known)  # type: ignore[return-value]  # the same type, field by field


def retold(step: Step, known: Mapping[str, Value]) -> Step:
    """The step filled; its purpose says what it does now, where it said no more than that before."""
    now = filled(step, known)
    if now is step or step.purpose != describe_action(step.action):
        return now
    return dataclasses.replace(now, purpose=describe_action(now.action))


def fill_holes(text: str, known: Mapping[str, Value]) -> str:
    """
    >>> fill_holes("Dear {{name}}, {{other}}", {"name": Literal(text="Ana")})
    'Dear Ana, {{other}}'
    """
    return HOLE.sub(lambda hole: _in_text(known.get(hole[1].strip()), hole[0]), text) if "{{" in text else text


def _in_text(value: Value | None, hole: str) -> str:
    match value:
        case Literal(text=text) | Template(text=text):
            return text
        case Reference(name=name):
            return f"{{{{{name}}}}}"
        case Secret() | None:
            return hole  # a secret never stands among other text


def _filled(value: object, known: Mapping[str, Value]) -> object:
    match value:
        case Enum() | Literal():
            return value
        case Reference(name=name):
            return known.get(name, value)
        case Template(text=text):
            whole = fill_holes(text, known)
            return Template(text=whole) if HOLE.search(whole) else Literal(text=whole)
        case str():
            return fill_holes(value, known)
        case tuple() if type(value) is tuple:
            return tuple(_filled(item, known) for item in value)
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            changes = {
                field.name: new
                for field in dataclasses.fields(value)
                if (new := _filled(old := getattr(value, field.name), known)) is not old and new != old
            }
            return dataclasses.replace(value, **changes) if changes else value
        case _:
            return value
