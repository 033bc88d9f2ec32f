"""A second demonstration of the same chore with other values: what differs between the two becomes an input.

Where the second one does a part of the first several times in a row, that part becomes a loop over a table of what it
was done with.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace

from grounding.screen import Query
from planner.actions import OpenAddress, SetChecked
from planner.demo.naming import InputNames
from planner.demo.repeats import NOUNS, Repeats, differences, repeats_in
from planner.flow.values import Flow
from planner.language.describe import describe_action
from planner.plan import Step


@dataclass(frozen=True, kw_only=True)
class Varying:
    """The name of a place in a step that was another the second time. step: its number, 1 is the first.

    name: of the input that stands for it; is_new: it is not one of the flow's yet.
    """

    step: int
    was: str
    name: str
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class Compared:
    """notes: what differed and cannot be an input, in words for a person. loop: what becomes one, with its table."""

    varying: tuple[Varying, ...]
    notes: tuple[str, ...] = ()
    loop: Repeats | None = None


@dataclass(frozen=True, kw_only=True)
class NotAlike:
    """The two are not the same chore; reason: a sentence."""

    reason: str


def compared(first: Flow, second: Flow) -> Compared | NotAlike:
    """The first flow is the one that is kept."""
    steps = [node for node in first.nodes if isinstance(node, Step)]
    others = [node for node in second.nodes if isinstance(node, Step)]
    if len(steps) != len(first.nodes):
        return NotAlike(reason="The flow has loops or conditions, which one more demonstration cannot be held against.")
    loop = _loop(first, second, steps, others)
    if loop is not None:
        return loop
    for number, (step, other) in enumerate(zip(steps, others, strict=False), start=1):
        if _shape(step) != _shape(other):
            did, instead = describe_action(step.action), describe_action(other.action)
            return NotAlike(reason=f"Step {number} of the flow is “{did}”, but the second time it was “{instead}”.")
    if len(steps) != len(others):
        return NotAlike(reason=f"The flow has {len(steps)} steps, but the second time there were {len(others)}.")
    return _differences(first, second, list(enumerate(zip(steps, others, strict=True), start=1)))


def _loop(first: Flow, second: Flow, steps: list[Step], others: list[Step]) -> Compared | None:
    """The first one with the part that the second one repeats; None where it has no such part."""
    found = repeats_in(second)
    if found is None:
        return None
    begin, end, after = found.begin - 1, found.begin - 1 + found.length, found.begin - 1 + found.length * found.times
    once = [*others[:end], *others[after:]]
    if [_shape(step) for step in steps] != [_shape(other) for other in once]:
        return None
    body = differences(steps[begin:end], once[begin:end])
    if body is None:
        return None
    inputs = {one.now: one.was for one in body if not one.is_place}
    texts = {one.now: one.was for one in body if one.is_place}
    columns = tuple(
        replace(
            column,
            name=inputs.get(column.name, column.name),
            inputs=tuple(inputs.get(name, name) for name in column.inputs[:1]),
            places=tuple((step, texts.get(was, was)) for step, was in column.places),
        )
        for column in found.columns
    )
    outside = [
        (number, pair)
        for number, pair in enumerate(zip(steps, once, strict=True), start=1)
        if not begin < number <= end
    ]
    return replace(_differences(first, second, outside), loop=replace(found, times=1, columns=columns))


def _differences(first: Flow, second: Flow, pairs: list[tuple[int, tuple[Step, Step]]]) -> Compared:
    """pairs: the steps that are held against each other, with their numbers."""
    names = InputNames()
    for one in first.inputs:
        names.new(one.name)
    later = {one.name: one.default for one in second.inputs}
    known = {(one.default, later.get(one.name)): one.name for one in first.inputs if one.default is not None}
    new: set[str] = set()
    varying: list[Varying] = []
    notes: list[str] = []
    for number, (step, other) in pairs:
        for place, instead in zip(_places(step.action), _places(other.action), strict=False):
            if place.text == instead.text or "{{" in place.text or "{{" in instead.text or not place.text:
                continue
            pair = (place.text, instead.text)
            if pair not in known:
                known[pair] = names.new("", otherwise=NOUNS.get(place.role, "item"))
                new.add(known[pair])
            varying.append(Varying(step=number, was=place.text, name=known[pair], is_new=known[pair] in new))
        match step.action, other.action:
            case OpenAddress(address=was), OpenAddress(address=now) if was != now:
                notes.append(f"Step {number} went to {now} the second time; the flow keeps {was}.")
            case SetChecked(checked=was_on), SetChecked(checked=now_on) if was_on != now_on:
                notes.append(f"Step {number} was done the other way round the second time; the flow keeps the first.")
            case _:
                pass
    return Compared(varying=tuple(varying), notes=tuple(notes))


def _shape(step: Step) -> tuple[object, ...]:
    """What must be the same for two steps to be one: the kind of act, and of what it is about."""
    return (type(step.action), next((place.role for place in _places(step.action)), None))


def _places(value: object) -> Iterator[Query]:
    """The places in an action, each before those that it is told by."""
    if isinstance(value, Query):
        yield value
        for related in value.relations:
            yield from _places(related.anchor)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _places(getattr(value, one.name))
