"""A plan in words, a line a step, with what gives the steps their order; and conditions in words."""

from collections.abc import Iterator
from dataclasses import dataclass
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
    """depth: how deep it stands under what decides over it. step None: a line that decides."""

    depth: int
    text: str
    step: Step | None = None


def outline(plan: Plan) -> tuple[OutlineLine, ...]:
    return tuple(_lines(plan.nodes, 0))


def _lines(nodes: tuple[Node, ...], depth: int) -> Iterator[OutlineLine]:
    for node in nodes:
        match node:
            case Step():
                yield OutlineLine(depth=depth, text=node.purpose, step=node)
            case If():
                yield OutlineLine(depth=depth, text=f"If {describe_condition(node.condition)}:")
                yield from _lines(node.then, depth + 1)
                if node.otherwise:
                    yield OutlineLine(depth=depth, text="Otherwise:")
                    yield from _lines(node.otherwise, depth + 1)
            case ForEach():
                yield OutlineLine(depth=depth, text=f"For each of {describe_items(node.items)} ({node.name}):")
                yield from _lines(node.body, depth + 1)
            case Repeat(until=None):
                yield OutlineLine(depth=depth, text=f"{node.times} times:")
                yield from _lines(node.body, depth + 1)
            case Repeat(until=until):
                assert until is not None
                yield OutlineLine(depth=depth, text=f"Until {describe_condition(until)}, {node.times} times at most:")
                yield from _lines(node.body, depth + 1)


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
