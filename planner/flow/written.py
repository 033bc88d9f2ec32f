"""Places, values, conditions and items as a flow writes them: the way back from `planner.flow.places`."""

from typing import assert_never

from grounding.screen import Query
from planner.conditions import (
    Compares,
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
from planner.flow.places import COMPARISONS, RELATIONS
from planner.values import Literal, Reference, Secret, Template, Value

Plain = str | int | bool | list["Plain"] | dict[str, "Plain"]
"""What YAML writes; a text that could be taken for something else is quoted by the writer."""

_COMPARISON_WORDS = {comparison: word for word, comparison in COMPARISONS.items()}
_RELATION_WORDS = {relation: word for word, relation in RELATIONS.items()}


def value_as_written(value: Value) -> Plain:
    match value:
        case Literal(text=text) | Template(text=text):
            return text
        case Reference(name=name):
            return f"{{{{{name}}}}}"
        case Secret(name=name):
            return f"{{{{secret:{name}}}}}"
        case _:
            assert_never(value)


def place_as_written(place: Query) -> Plain:
    written: dict[str, Plain] = {}
    if place.text:
        written["name"] = place.text
        if not place.exact:
            written["loosely"] = True
    if place.role is not None:
        written["role"] = place.role.value.replace("_", " ")
    if place.ordinal is not None:
        written["nth"] = place.ordinal
    for related in place.relations:
        word, anchor = _RELATION_WORDS[related.relation], place_as_written(related.anchor)
        before = written.get(word)
        if before is None:
            written[word] = anchor
        else:
            written[word] = [*before, anchor] if isinstance(before, list) else [before, anchor]
    return written


def condition_as_written(condition: Condition) -> Plain:
    match condition:
        case IsShown(place=place, present=present):
            return {"shown" if present else "not shown": place_as_written(place)}
        case IsTicked(place=place, ticked=ticked):
            return {"ticked" if ticked else "not ticked": place_as_written(place)}
        case IsEnabled(place=place, enabled=enabled):
            return {"enabled" if enabled else "disabled": place_as_written(place)}
        case FileIsThere(path=path, present=present):
            return {"file" if present else "no file": path}
        case Compares(subject=Query() as place, comparison=comparison, value=value):
            return {"place": place_as_written(place), _COMPARISON_WORDS[comparison]: value_as_written(value)}
        case Compares(subject=subject, comparison=comparison, value=value):
            assert not isinstance(subject, Query)
            return {"value": value_as_written(subject), _COMPARISON_WORDS[comparison]: value_as_written(value)}
        case _:
            assert_never(condition)


def items_as_written(items: Items) -> Plain:
    match items:
        case Listed(values=values):
            return [value_as_written(value) for value in values]
        case Tabled(columns=columns, rows=rows):
            return [{name: value_as_written(value) for name, value in zip(columns, row, strict=True)} for row in rows]
        case Fitting(place=place):
            return {"all": place_as_written(place)}
        case FilesIn(folder=folder, ending=""):
            return {"files in": folder}
        case FilesIn(folder=folder, ending=ending):
            return {"files in": folder, "ending": ending}
        case LinesOf(value=value):
            return {"lines of": value_as_written(value)}
        case _:
            assert_never(items)
