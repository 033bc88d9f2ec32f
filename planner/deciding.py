"""Decides what a plan asks on its way: whether a condition holds, and what there is to go through."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from grounding.geometry import Box
from grounding.screen import NO_TEXT, Candidate, Element, Missed, ParsedScreen, Query, Role, State, Target
from planner.actions import SetChecked
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
from planner.find import Finder, wanted
from planner.held import number_in
from planner.likeness import plain
from planner.ports import Clock, Eyes, Files, Surface
from planner.readings import read_place
from planner.results import Results
from planner.values import Value

_LINES = frozenset({Role.ROW, Role.LIST_ITEM, Role.GROUP})
_REST_S = 0.2
_NUMBER_WORDS = frozenset({"number", "the number", "value", "result", "number shown", "total", "score"})
_WRITTEN = frozenset({Role.TEXT, Role.HEADING, Role.LABEL})
_ONE_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_NEAR_LINES, _NEAR_ACROSS = 3, 10
"""How far from its name a number stands at most, in heights of the name."""
_ALIKE = 0.25
"""What fits as well as the best, less this, is one of those that are meant."""


class Undecided(Exception):
    """The condition cannot be told; why, in one sentence."""


class Decider:
    """For one run. Looks, and touches nothing."""

    def __init__(
        self, *, surface: Surface, eyes: Eyes, clock: Clock, finder: Finder, files: Files, results: Results
    ) -> None:
        self._surface = surface
        self._eyes = eyes
        self._clock = clock
        self._finder = finder
        self._files = files
        self._results = results

    def holds(self, condition: Condition, patience_s: float) -> tuple[bool, str]:
        """Whether it does, and what was seen. What does not hold yet is looked at again for `patience_s`.

        Raises Undecided, UnknownResult.
        """
        deadline_s = self._clock.now_s() + patience_s
        while True:
            held, seen = self._now(condition)
            waits = isinstance(condition, IsShown | IsTicked | IsEnabled | Compares) and not held
            if not waits or self._clock.now_s() >= deadline_s:
                return held, seen
            self._clock.sleep_s(_REST_S)
            self._finder.forget()

    def _now(self, condition: Condition) -> tuple[bool, str]:
        match condition:
            case IsShown(place=place, present=present):
                there = self._target(place) is not None
                return there is present, f"{called(place)} is {'there' if there else 'not there'}"
            case IsTicked(place=place, ticked=ticked):
                target = self._target(wanted(SetChecked(place=place, checked=ticked)) or place)
                if target is None:
                    raise Undecided(f"{called(place)} is not on the screen.")
                is_on = bool(target.element.state & {State.CHECKED, State.SELECTED})
                return is_on is ticked, f"{called(place)} is {'on' if is_on else 'off'}"
            case IsEnabled(place=place, enabled=enabled):
                target = self._target(place)
                if target is None:
                    raise Undecided(f"{called(place)} is not on the screen.")
                can = State.DISABLED not in target.element.state
                return can is enabled, f"{called(place)} is {'enabled' if can else 'disabled'}"
            case Compares(subject=subject, comparison=comparison, value=value):
                other = self._results.text_of(value)
                said = self._text(subject, counts=comparison in _ORDER)
                if not said and comparison in _ORDER:
                    return False, "no number is shown yet"
                return compared(said, comparison, other), f"“{said[:60]}” beside “{other[:60]}”"
            case FileIsThere(path=path, present=present):
                there = self._files.modified_at_s(path) is not None
                return there is present, f"{path} is {'there' if there else 'not there'}"
            case _:
                assert_never(condition)

    def _text(self, subject: Query | Value, *, counts: bool) -> str:
        """counts: it is a number; where what is found says none, it may be the name of one beside it."""
        if not isinstance(subject, Query):
            return self._results.text_of(subject)
        target = self._target(subject)
        if target is None and counts and plain(subject.text) in _NUMBER_WORDS and subject.role is None:
            return self._lone_number()
        if target is None:
            raise Undecided(f"{called(subject)} is not on the screen.")
        look = self._finder.current()
        got = read_place(target, look, self._finder.parse(look), eyes=self._eyes, surface=self._surface)
        if got is None:
            raise Undecided(f"{called(subject)} holds nothing that can be read.")
        if counts and number_in(got.text) is None:
            return _number_beside(target.element, self._finder.parse(look)) or got.text
        return got.text

    def _lone_number(self) -> str:
        """ "The number", where just one stands on the screen by itself; else ""."""
        texts = [e.text for e in self._finder.parse(self._finder.current()).elements if e.role in _WRITTEN]
        numbers = [text for text in texts if _ONE_NUMBER.fullmatch(text.strip())]
        return numbers[0] if len(numbers) == 1 else ""

    def _target(self, place: Query) -> Target | None:
        found = self._finder.sight(place, patience_s=0.0).found
        if isinstance(found, Missed):
            return None
        kind = place.role if not place.text else None
        return None if kind is not None and found.element.role is not kind else found

    # --- what there is ----------------------------------------------------------------------------------------------

    def gather(self, items: Items) -> tuple[str, ...]:
        """A line each; never empty lines. Raises UnknownResult, Undecided."""
        match items:
            case Listed(values=values):
                return tuple(self._results.text_of(value) for value in values)
            case Tabled(rows=rows):
                return tuple(", ".join(map(self._results.text_of, row)) for row in rows)
            case LinesOf(value=value):
                lines = (line.strip() for line in self._results.text_of(value).splitlines())
                return tuple(line for line in lines if line)
            case FilesIn(folder=folder, ending=ending):
                found = self._files.listed(folder, ending)
                if found is None:
                    raise Undecided(f"There is no folder {folder}.")
                return found
            case Fitting(place=place, besides=besides):
                return self._fitting(place, frozenset(map(plain, besides)))
            case _:
                assert_never(items)

    def _fitting(self, place: Query, besides: frozenset[str]) -> tuple[str, ...]:
        screen = self._finder.parse(self._finder.current())
        elements = [one for one in self._alike(place, screen) if besides.isdisjoint(map(plain, _texts_of(one, screen)))]
        ordered = sorted(elements, key=lambda element: (element.box.top // 12, element.box.left))
        return tuple(dict.fromkeys(" ".join(name.split()) for one in ordered if (name := _name_of(one, screen))))

    def _alike(self, place: Query, screen: ParsedScreen) -> tuple[Element, ...]:
        if place.role is not None:
            of_kind = [element for element in screen.elements if element.role is place.role]
            if not of_kind and place.role in _LINES:
                of_kind = _drawn_lines(screen)
            if not of_kind:
                raise Undecided(f"There is no {place.role.value.replace('_', ' ')} on the screen.")
            said = plain(place.text)
            return tuple(one for one in of_kind if any(said in plain(text) for text in _texts_of(one, screen)))
        found = self._finder.sight(place, patience_s=0.0).found
        if isinstance(found, Missed):
            return ()
        best = Candidate(element=found.element, point=found.point, score=found.score)
        return tuple(one.element for one in (best, *found.runners_up) if one.score >= best.score - _ALIKE)


def _number_beside(name: Element, screen: ParsedScreen) -> str:
    """What stands right of a name or below it, if that is one number; "" where nothing is near."""
    box = name.box
    near = [
        e
        for e in screen.elements
        if e.id != name.id
        and number_in(e.text) is not None
        and -box.height <= e.box.top - box.top <= _NEAR_LINES * box.height
        and e.box.right > box.left
        and e.box.left - box.right <= _NEAR_ACROSS * box.height
    ]
    best = min(near, key=lambda e: (abs(e.box.center.y - box.center.y), e.box.left), default=None)
    return best.text if best is not None else ""


def compared(said: str, comparison: Comparison, other: str) -> bool:
    """Numbers as numbers where both hold exactly one, else words without regard to case and space. Raises Undecided.

    >>> compared("Total: 1,250.00 EUR", Comparison.MORE, "999"), compared("Open", Comparison.IS, "open")
    (True, True)
    """
    numbers = number_in(said), number_in(other)
    match comparison:
        case Comparison.IS | Comparison.IS_NOT:
            if None not in numbers and plain(said) != plain(other):
                same = numbers[0] == numbers[1]
            else:
                same = plain(said) == plain(other)
            return same is (comparison is Comparison.IS)
        case Comparison.CONTAINS:
            return plain(other) in plain(said)
        case Comparison.CONTAINS_NOT:
            return plain(other) not in plain(said)
        case _:
            left, right = numbers
            if left is None or right is None:
                part = said if left is None else other
                raise Undecided(f"“{part[:60]}” is no number that can be compared.")
            return _ORDER[comparison](left, right)


_ORDER: dict[Comparison, Callable[[float, float], bool]] = {
    Comparison.MORE: lambda left, right: left > right,
    Comparison.LESS: lambda left, right: left < right,
    Comparison.AT_LEAST: lambda left, right: left >= right,
    Comparison.AT_MOST: lambda left, right: left <= right,
}


def called(place: Query) -> str:
    """
    >>> called(Query(text="Save")), called(Query())
    ('“Save”', '“”')
    """
    return f"“{place.text}”" if place.text or place.role is None else f"The {place.role.value.replace('_', ' ')}"


def _name_of(element: Element, screen: ParsedScreen) -> str:
    """What it is told by: a row by the first text inside it, anything else by its own."""
    texts = _texts_of(element, screen)
    own = str(element.text).strip()
    return texts[-1] if own and element.role not in _LINES else texts[0] if texts else ""


def _texts_of(element: Element, screen: ParsedScreen) -> list[str]:
    """The texts inside it from the top left, then its own."""
    others = (one for one in screen.elements if one is not element and one.text and one.role not in _LINES)
    inside = [one for one in others if element.box.contains(one.box.center)]
    inside.sort(key=lambda one: (one.box.top // 12, one.box.left))
    own = [str(element.text)] if element.text.strip() else []
    return [*(str(one.text) for one in inside), *own]


def _drawn_lines(screen: ParsedScreen) -> list[Element]:
    """Where no rows are told, as in a picture: what stands on one line, with a text at the left, is a row."""
    rows: list[Element] = []
    texts = sorted((one for one in screen.elements if one.text), key=lambda one: one.box.left)
    for text in texts:
        if not any(row.box.top <= text.box.center.y < row.box.bottom for row in rows):
            line = Box(0, text.box.top, screen.screenshot.pixels.shape[1], text.box.bottom)
            rows.append(replace(text, box=line, role=Role.ROW, text=NO_TEXT))
    return rows
