"""A plan in short, and whether two plans are the same in what they do.

Two plans are the same when their actions are, in number, order and kind, with the same values and the same places.
Left out of the comparison, because nobody who says the same means anything by it: the words that describe a step,
how a result is called, capitals and quotation marks in the name of a place or window, whether a key is pressed twice
or pressed and pressed again, whether said values are gone through or named one by one, and the kind of control where
one of the two does not say it ("Save", "the Save button").
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from planner.document_orders import Finish
from planner.plan import Plan, Step

Short = Any
"""JSON: a dataclass is {"its name": {what differs from the defaults}}."""

_EVIDENCE = frozenset({"exact", "act", "literal", "firm", "said", "purpose", "expect"})
_NAMING = ("Read", "Compute", "Copy", "Ask", "ForEach")


def in_short(plan: Plan) -> list[Short]:
    """The actions, as JSON; without those that only press what keeps settings, which the screen decides."""
    return [_short(node) for node in plan.nodes if not (isinstance(node, Step) and isinstance(node.action, Finish))]


def is_same(left: list[Short], right: list[Short]) -> bool:
    return _same(*(_renamed(_small(_each_time(short))) for short in (left, right)))


def _told(short: Short) -> tuple[Short, list[Short]]:
    """A loop whose every round is told beforehand, and the value of each round."""
    each = short.get("ForEach", {}).get("items", {}).get("Listed") if isinstance(short, dict) else None
    if each:
        return short["ForEach"], each["values"]
    again = short.get("Repeat") if isinstance(short, dict) else None
    return (again, [None] * again["times"]) if again and again["until"] is None else (None, [])


def _put(short: Short, name: str, value: Short) -> Short:
    """A loop's orders with the value in the place of its name."""
    if isinstance(short, list):
        return [_put(item, name, value) for item in short]
    if isinstance(short, str):
        return short.replace(f"{{{{{name}}}}}", value["Literal"]["text"]) if value else short
    if not isinstance(short, dict):
        return short
    if value and short == {"Reference": {"name": name}}:
        return value
    return {key: _put(item, name, value) for key, item in short.items()}


def _small(short: Short, kind: str = "") -> Short:
    """Names of places and windows in small letters."""
    if isinstance(short, list):
        return [_small(item) for item in short]
    if not isinstance(short, dict):
        return short
    named = {"Query": "text", "OpenApp": "name", "SwitchTo": "name"}.get(kind)
    return {key: value.casefold() if key == named else _small(value, key) for key, value in short.items()}


def _each_time(short: list[Short]) -> list[Short]:
    """Keys that are pressed three times as three presses; orders for each of some values as the orders for each."""
    found: list[Short] = []
    for one in short:
        loop, values = _told(one)
        if loop is not None:
            found.extend(
                done for value in values for done in _each_time(_put(loop["body"], loop.get("name", ""), value))
            )
            continue
        said = one.get("PressKeys", {}) if isinstance(one, dict) else {}
        once = {"PressKeys": {key: value for key, value in said.items() if key != "times"}} if said else one
        found.extend([once] * said.get("times", 1))
    return found


def _short(value: object) -> Short:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_short(item) for item in value]
    if not is_dataclass(value):
        return value
    if type(value).__name__ == "Step":
        return _short(value.action)  # type: ignore[attr-defined]
    said = {
        one.name: _short(getattr(value, one.name))
        for one in fields(value)
        if one.name not in _EVIDENCE and getattr(value, one.name) != one.default
    }
    return {type(value).__name__: said}


def _names(short: Short) -> Iterator[str]:
    """The names that results are given, in order."""
    if isinstance(short, list):
        for item in short:
            yield from _names(item)
    elif isinstance(short, dict):
        for kind, said in short.items():
            if kind in _NAMING and isinstance(said, dict) and said.get("name"):
                yield said["name"]
            yield from _names(said)


def _renamed(short: Short) -> Short:
    """Results called by their number."""
    numbers: dict[str, str] = {}
    for name in _names(short):
        numbers.setdefault(name, f"result{len(numbers) + 1}")
    return _with_numbers(short, numbers)


def _with_numbers(short: Short, numbers: Mapping[str, str]) -> Short:
    if isinstance(short, list):
        return [_with_numbers(item, numbers) for item in short]
    if not isinstance(short, dict):
        return short
    found: dict[str, Short] = {}
    for key, value in short.items():
        if isinstance(value, str) and "{{" in value:
            found[key] = re.sub(r"{{(.*?)}}", lambda hole: f"{{{{{numbers.get(hole[1], hole[1])}}}}}", value)
        elif key == "name" and isinstance(value, str):
            found[key] = numbers.get(value, value)
        elif key == "expression":
            pattern = "|".join(re.escape(name) for name in sorted(numbers, key=len, reverse=True))
            found[key] = re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda m: numbers[m[0]], value) if numbers else value
            found[key] = re.sub(r"\s+", "", found[key])
        else:
            found[key] = _with_numbers(value, numbers)
    return found


def _same(left: Short, right: Short) -> bool:
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(_same(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict) and isinstance(right, dict):
        free = {key for key in ("role", "kind") if key not in left or key not in right}
        keys = (left.keys() | right.keys()) - free
        return all(key in left and key in right and _same(left[key], right[key]) for key in keys)
    return bool(left == right)
