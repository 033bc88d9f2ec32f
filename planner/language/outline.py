"""A plan in words, a line a step, with what gives the steps their order; and conditions in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import assert_never

from grounding.screen import Query
from planner.conditions import (
    Compares,
    Comparison,
    Condition,
    FileIsThere,
    FilesIn,
    Fitting,
    IsEnabled,
    IsShown,
    IsTicked,
    Items,
    LinesOf,
    Listed,
    Tabled,
)
from planner.language.saying import describe_place, describe_value
from planner.plan import ForEach, If, Node, Plan, Repeat, Step

_COMPARES = {
    Comparison.IS: "is",
    Comparison.IS_NOT: "is not",
    Comparison.MORE: "is more than",
    Comparison.LESS: "is less than",
    Comparison.AT_LEAST: "is at least",
    Comparison.AT_MOST: "is at most",
    Comparison.CONTAINS: "contains",
    Comparison.CONTAINS_NOT: "does not contain",
}


@dataclass(frozen=True, kw_only=True)
class OutlineLine:
    """depth: how deep it stands under what decides over it. step None: a line that decides.

    part: the number of the condition or loop that the line begins, in reading order, 1 is the first; 0: it begins none.
    """

    depth: int
    text: str
    step: Step | None = None
    part: int = 0


def outline(plan: Plan) -> tuple[OutlineLine, ...]:
    return tuple(_lines(plan.nodes, 0, count(1)))


def _lines(nodes: tuple[Node, ...], depth: int, parts: Iterator[int]) -> Iterator[OutlineLine]:
    for node in nodes:
        if isinstance(node, Step):
            yield OutlineLine(depth=depth, text=node.purpose, step=node)
            continue
        yield OutlineLine(depth=depth, text=_deciding(node), part=next(parts))
        match node:
            case If():
                yield from _lines(node.then, depth + 1, parts)
                if node.otherwise:
                    yield OutlineLine(depth=depth, text="Otherwise:")
                    yield from _lines(node.otherwise, depth + 1, parts)
            case ForEach() | Repeat():
                yield from _lines(node.body, depth + 1, parts)


def _deciding(node: If | ForEach | Repeat) -> str:
    match node:
        case If(condition=condition):
            return f"If {describe_condition(condition)}:"
        case ForEach(items=items, name=name):
            return f"For each of {describe_items(items)} ({name}):"
        case Repeat(until=None, times=times):
            return f"{times} times:"
        case Repeat(until=until, times=times):
            assert until is not None
            return f"Until {describe_condition(until)}, {times} times at most:"


def describe_condition(condition: Condition) -> str:
    """
    >>> describe_condition(IsShown(place=Query(text="Next"), present=False))
    '“Next” is not there'
    """
    match condition:
        case IsShown(place=place, present=present):
            return f"{describe_place(place)} is {'' if present else 'not '}there"
        case IsTicked(place=place, ticked=ticked):
            return f"{describe_place(place)} is {'on' if ticked else 'off'}"
        case IsEnabled(place=place, enabled=enabled):
            return f"{describe_place(place)} is {'enabled' if enabled else 'disabled'}"
        case Compares(subject=subject, comparison=comparison, value=value):
            what = describe_place(subject) if isinstance(subject, Query) else describe_value(subject)
            return f"{what} {_COMPARES[comparison]} {describe_value(value)}"
        case FileIsThere(path=path, present=present):
            return f"the file {path} is {'' if present else 'not '}there"
        case _:
            assert_never(condition)


def describe_items(items: Items) -> str:
    match items:
        case Listed(values=values):
            return ", ".join(describe_value(value) for value in values)
        case Tabled(columns=columns, rows=rows):
            return f"{len(rows)} rows with {', '.join(columns)}"
        case Fitting(place=place, besides=besides) if besides:
            return f"what fits {describe_place(place)}, except {', '.join(besides)}"
        case Fitting(place=place):
            return f"what fits {describe_place(place)}"
        case FilesIn(folder=folder, ending=ending):
            return f"the {ending + ' ' if ending else ''}files in {folder}"
        case LinesOf(value=value):
            return f"the lines of {describe_value(value)}"
        case _:
            assert_never(items)
