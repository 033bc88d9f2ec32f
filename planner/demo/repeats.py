"""Steps that a demonstration shows several times with other values: one block, and a table of what differed.

Decision: a block counts when it is the same acts on the same controls, in the same order, right after each other.
What may differ is what was typed or chosen, and the names of things that lists are made of (rows, links, options, and
what tells a row). Two steps alike are no pattern yet; what was the same each time stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Final

from grounding.screen import Query, Relation, Role
from planner.actions import Ask, Compute, Copy, Read
from planner.course import fill_holes
from planner.demo.naming import InputNames
from planner.flow.names import names_in
from planner.flow.values import Flow
from planner.plan import Instruction, Node, Plan, Step
from planner.results import HOLE
from planner.values import Reference

LONGEST_BLOCK: Final = 60
NOUNS: Final[Mapping[Role | None, str]] = {Role.LINK: "link", Role.OPTION: "option", Role.TAB: "tab", Role.ROW: "row"}
_THINGS: Final = frozenset({Role.LINK, Role.OPTION, Role.ROW, Role.CELL, Role.LIST_ITEM, Role.TREE_ITEM, Role.TAB})


@dataclass(frozen=True, kw_only=True)
class Column:
    """What differed from block to block. inputs: those that held it; () where it is the name of a place.

    places: in the first block, the number of each step with such a place, and its name there.
    """

    name: str
    values: tuple[str, ...]
    inputs: tuple[str, ...] = ()
    places: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """begin: the number of the first step of the first block. length: steps a block. times: blocks."""

    begin: int
    length: int
    times: int
    columns: tuple[Column, ...]

    @property
    def words(self) -> str:
        """
        >>> Repeats(begin=2, length=3, times=4, columns=(Column(name="guest", values=()),)).words
        'Steps 2 to 4 are done 4 times, each time with another guest.'
        """
        end = self.begin + self.length - 1
        what = f"Steps {self.begin} to {end} are" if self.length > 1 else f"Step {self.begin} is"
        *others, last = (column.name for column in self.columns)
        return (
            f"{what} done {self.times} times, each time with another {', '.join(others)}{' and ' * bool(others)}{last}."
        )


@dataclass(frozen=True, kw_only=True)
class Differs:
    """One thing that is another in a later block. step: in its block, 0 is the first. path: where in its action.

    was, now: names of inputs, or of a place.
    """

    step: int
    path: tuple[str, ...]
    was: str
    now: str
    is_place: bool
    noun: str = ""


class _NotAlike(Exception):
    """Two actions are not the same act."""


def repeats_in(flow: Flow) -> Repeats | None:
    """The repetition that spares the most steps; None where nothing is done twice."""
    best: Repeats | None = None
    for number, steps in _runs(flow.nodes):
        for length in range(1, min(len(steps) // 2, LONGEST_BLOCK) + 1):
            for at in range(len(steps) - 2 * length + 1):
                found = _repeated(flow, steps, at, length, number)
                if found is not None and (best is None or _spared(found) > _spared(best)):
                    best = found
    return best


def differences(first: Sequence[Step], later: Sequence[Step]) -> tuple[Differs, ...] | None:
    """None: they are not the same acts on the same controls."""
    names: dict[str, str] = {}
    try:
        return tuple(
            replace(one, step=place)
            for place, (step, other) in enumerate(zip(first, later, strict=True))
            for one in _differing(step.action, other.action, (), names)
        )
    except _NotAlike:
        return None


def _spared(repeats: Repeats) -> int:
    return repeats.length * (repeats.times - 1)


def _runs(nodes: tuple[Node, ...]) -> Iterator[tuple[int, list[Step]]]:
    """Steps in a row, with the number of the first."""
    number, steps = 1, list[Step]()
    for node in nodes:
        if isinstance(node, Step):
            steps.append(node)
            continue
        yield number, steps
        inside = Plan(instruction=Instruction(text=""), nodes=(node,)).steps
        number, steps = number + len(steps) + len(inside), []
    yield number, steps


def _repeated(flow: Flow, steps: list[Step], at: int, length: int, number: int) -> Repeats | None:
    """number: of the first of the steps. at: where among them the first block begins."""
    first, rounds = steps[at : at + length], list[tuple[Differs, ...]]()
    for begin in range(at + length, len(steps) - length + 1, length):
        found = differences(first, steps[begin : begin + length])
        if found is None:
            break
        rounds.append(found)
    if not rounds or (length == 1 and len(rounds) < 2):
        return None
    columns = _columns(flow, rounds, number + at)
    end = at + length * (len(rounds) + 1)
    used = {name for step in (*steps[:at], *steps[end:]) for name in names_in(step.action)}
    if not columns or any(name in used for column in columns for name in column.inputs):
        return None
    return Repeats(begin=number + at, length=length, times=len(rounds) + 1, columns=columns)


def _columns(flow: Flow, rounds: list[tuple[Differs, ...]], begin: int) -> tuple[Column, ...]:
    """() where nothing differs, or where a value is not known beforehand."""
    names = InputNames()
    values = {one.name: one.default for one in flow.inputs if one.default is not None and not one.secret}
    for one in flow.inputs:
        names.new(one.name)
    columns: list[Column] = []
    for place in dict.fromkeys((one.step, one.path) for found in rounds for one in found):
        here = [next((one for one in found if (one.step, one.path) == place), None) for found in rounds]
        known = next(one for one in here if one is not None)
        told = (known.was, *(one.now if one is not None else known.was for one in here))
        if known.is_place:
            same = next((one for one in columns if one.values == told), None)
            where = ((begin + known.step, known.was),)
            if same is not None:
                columns[columns.index(same)] = replace(same, places=(*same.places, *where))
            else:
                columns.append(Column(name=names.new("", otherwise=known.noun), values=told, places=where))
        elif any(name not in values for name in told):
            return ()
        else:
            held = tuple(values[name] for name in told)
            columns.append(Column(name=known.was, values=held, inputs=tuple(dict.fromkeys(told))))
    return tuple(columns)


def _differing(
    one: object, other: object, path: tuple[str, ...], names: dict[str, str], *, tells_row: bool = False
) -> Iterator[Differs]:
    """names: those of the later block, by the names that the first one has for the same; grows. Raises _NotAlike."""
    match one, other:
        case Reference(name=was), Reference(name=now):
            yield from _other_input(was, now, path, names)
        case Query(), Query():
            yield from _other_place(one, other, path, names, tells_row=tells_row)
        case (Enum(), _) | (_, Enum()) | (None, _) | (_, None):
            if one is not other:
                raise _NotAlike
        case str(), str():
            was_hole, now_hole = HOLE.fullmatch(one), HOLE.fullmatch(other)
            if was_hole and now_hole:
                yield from _other_input(was_hole[1].strip(), now_hole[1].strip(), path, names)
            elif one != _told_as_first(other, names):
                raise _NotAlike
        case tuple(), tuple():
            if len(one) != len(other):
                raise _NotAlike
            for place, (each, another) in enumerate(zip(one, other, strict=True)):
                yield from _differing(each, another, (*path, str(place)), names)
        case _ if is_dataclass(one) and type(one) is type(other):
            for each in fields(one):
                was, now = getattr(one, each.name), getattr(other, each.name)
                if each.name == "name" and isinstance(one, Read | Copy | Compute | Ask):
                    names[now] = was
                else:
                    yield from _differing(was, now, (*path, each.name), names)
        case _:
            if one != other:
                raise _NotAlike


def _other_input(was: str, now: str, path: tuple[str, ...], names: dict[str, str]) -> Iterator[Differs]:
    if names.get(now, now) != was:
        if now in names or was in names.values():
            raise _NotAlike
        names[now] = was
        yield Differs(step=0, path=path, was=was, now=now, is_place=False)


def _other_place(
    one: Query, other: Query, path: tuple[str, ...], names: dict[str, str], *, tells_row: bool
) -> Iterator[Differs]:
    if (one.role, one.ordinal, len(one.relations)) != (other.role, other.ordinal, len(other.relations)):
        raise _NotAlike
    text = _told_as_first(other.text, names)
    if one.text != text:
        is_thing = tells_row or one.role in _THINGS
        if not is_thing or not one.text or not text or "{{" in one.text or "{{" in text:
            raise _NotAlike
        noun = NOUNS.get(one.role, "item")
        yield Differs(step=0, path=path, was=one.text, now=text, is_place=True, noun=noun)
    for number, (related, another) in enumerate(zip(one.relations, other.relations, strict=True)):
        if related.relation is not another.relation:
            raise _NotAlike
        in_row = related.relation is Relation.IN_ROW_OF
        yield from _differing(related.anchor, another.anchor, (*path, str(number)), names, tells_row=in_row)


def _told_as_first(text: str, names: Mapping[str, str]) -> str:
    return fill_holes(text, {now: Reference(name=was) for now, was in names.items()})
