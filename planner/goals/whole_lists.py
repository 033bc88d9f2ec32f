"""What is done to a whole list: it is put in order, only some of it is shown, all of it is marked.

Decision: by the list's own controls alone (a choice of orders, the head of a column, a filter, a box for all): what a
page does not offer for the whole is not done thing by thing. The order that was asked for is read off the column.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from grounding.screen import Element, ParsedScreen, Role
from planner.actions import Filling, Literal, SelectOption, SetChecked, TypeText
from planner.goals.fitting import controls
from planner.goals.goal import Goal
from planner.goals.moves import Moves, called
from planner.goals.scene import PRESSED, TICKED, bare, name_of
from planner.held import number_in
from planner.outcome import Fault, Layer
from planner.plan import Instruction
from planner.proposals import Done, Infeasible, Ledger, Move, Proposal
from planner.records import StepRecord
from planner.standing import Part, Standing

SORT, FILTER, MARK_ALL = "sort", "filter", "mark_all"
WHOLE_LISTS = frozenset({SORT, FILTER, MARK_ALL})
FALLING, RISING = "descending", "ascending"
MOST_TURNED = 2
_ORDERING = re.compile(r"\b(?:sort\w*|order\w*|arrange\w*)\b")
_FALLS = re.compile(r"high\w* to low|desc|z\s?[-–to]+\s?a\b|newest|latest|highest|largest|most|dearest|↓|▼")
_RISES = re.compile(r"low\w* to high|\basc|a\s?[-–to]+\s?z\b|oldest|earliest|lowest|smallest|least|cheapest|↑|▲")
_FILTERING = re.compile(r"\b(?:filter|show|view|only)\b")
_ALL = re.compile(r"(?:(?:select|mark|choose|tick|check) )?(?:all|everything)(?: \w+)?")
_COUNTED = re.compile(r"\s*\(?\d+\)?$")
_IN_LINE = 10
_STEM = 4
_ROWS = frozenset({Role.ROW, Role.LIST_ITEM})
_VALUES = frozenset({Role.CELL, Role.TEXT, Role.LINK})


@dataclass(kw_only=True)
class ListPolicy:
    """A Planner for one goal of WHOLE_LISTS."""

    goal: Goal
    _moves: Moves = field(default_factory=Moves)
    _done: bool = False
    _head: Element | None = None
    _turned: int = 0
    _all_chosen: bool = False

    @property
    def looks(self) -> bool:
        return True

    @property
    def account(self) -> tuple[Standing, ...]:
        return (Standing(words=self.goal.said, state=Part.DONE if self._done else Part.NOT_YET),)

    def propose(
        self, goal: Instruction, ledger: Ledger, screen: ParsedScreen | None, history: tuple[StepRecord, ...]
    ) -> Proposal:
        assert screen is not None  # it has said that it looks
        if ledger.fault is Fault.REFUSED:
            return Infeasible(reason=ledger.trouble)
        self._moves.see(screen, ledger)
        if self._done and self._is_in_order(screen):
            return Done()
        ways = {SORT: self._sort, FILTER: self._filter, MARK_ALL: self._mark}
        move = ways[self.goal.deed](screen) or self._moves.wait()
        if move is not None:
            return move
        reason = ledger.trouble.rstrip(".") or f"nothing on the screen does that for the whole {self.goal.thing.noun}"
        return Infeasible(reason=f"“{self.goal.said}”: {reason}.", begun=self._moves.has_acted, layer=Layer.GROUNDING)

    @property
    def _wanted(self) -> str:
        return self.goal.facts[0].value

    def _has_done(self) -> None:
        self._done = True

    # --- putting in order ---------------------------------------------------------------------------------------------

    def _sort(self, screen: ParsedScreen) -> Move | None:
        for one in controls(screen):
            options = [option for option in one.element.options if self._is_order(option)]
            if options and (_ORDERING.search(one.label) or _ORDERING.search(bare(one.element.text))):
                best = min(options, key=lambda option: bool(_FALLS.search(option.casefold())))
                place = called(one.element)
                return self._moves.make(
                    SelectOption(option=Literal(text=best), place=place), one.element, self._has_done
                )
        heads = self._heads(screen)
        if len(heads) != 1 or self._turned >= MOST_TURNED:
            return None
        return self._moves.click(heads[0], partial(self._has_turned, heads[0]))

    def _has_turned(self, head: Element) -> None:
        self._done, self._head = True, head
        self._turned += 1

    def _is_order(self, option: str) -> bool:
        """By what was said, and in the direction that was said."""
        said = option.casefold()
        falls, rises = bool(_FALLS.search(said)), bool(_RISES.search(said))
        fitting = not ((self._falling and rises and not falls) or (self._rising and falls and not rises))
        return _stems(self._wanted) <= _stems(said) and fitting

    @property
    def _falling(self) -> bool:
        return FALLING in self.goal.options

    @property
    def _rising(self) -> bool:
        return RISING in self.goal.options

    def _heads(self, screen: ParsedScreen) -> list[Element]:
        """What heads the column, among others in its line; a control in it before the head itself."""
        named = [e for e in screen.elements if bare(name_of(e)) == bare(self._wanted) and not e.value]
        heads = [e for e in named if e.role is Role.HEADER]
        pressed = [e for e in named if e.role in PRESSED and _has_neighbours(e, screen)]
        inside = [e for e in pressed if not heads or any(head.box.encloses(e.box) for head in heads)]
        return inside or heads

    def _is_in_order(self, screen: ParsedScreen) -> bool:
        if self._head is None or not (self._falling or self._rising):
            return True
        values = _below(self._head, screen)
        return values == sorted(values, reverse=self._falling)

    # --- showing some of it -------------------------------------------------------------------------------------------

    def _filter(self, screen: ParsedScreen) -> Move | None:
        cue, wanted = self.goal.facts[0].cue, bare(self._wanted)
        offering = [one for one in controls(screen) if any(bare(option) == wanted for option in one.element.options)]
        offering = [one for one in offering if bare(cue) in one.label] or offering
        if len(offering) == 1:
            element = offering[0].element
            option = next(option for option in element.options if bare(option) == wanted)
            return self._moves.make(
                SelectOption(option=Literal(text=option), place=called(element)), element, self._has_done
            )
        rows = [e.box for e in screen.elements if e.role in _ROWS]
        free = [e for e in screen.elements if e.enabled and not any(row.encloses(e.box) for row in rows)]
        named = [e for e in free if bare(_COUNTED.sub("", name_of(e))) == wanted]
        ticked = [e for e in named if e.role in TICKED]
        if len(ticked) == 1:
            place = called(ticked[0])
            return self._moves.make(SetChecked(place=place, checked=True), ticked[0], self._has_done)
        pressed = [e for e in named if e.role in PRESSED]
        if len(pressed) == 1:
            return self._moves.click(pressed[0], self._has_done)
        typed = [
            one
            for one in controls(screen)
            if one.element.role is Role.TEXT_FIELD
            and (bare(cue) == one.label if cue else _FILTERING.search(f"{one.label} {bare(one.element.hint)}"))
        ]
        if len(typed) != 1:
            return None
        value = TypeText(value=Literal(text=self._wanted), place=called(typed[0].element), filling=Filling.REPLACE)
        return self._moves.make(value, typed[0].element, self._has_done)

    # --- marking all of it --------------------------------------------------------------------------------------------

    def _mark(self, screen: ParsedScreen) -> Move | None:
        state, noun = bare(self._wanted), bare(self.goal.thing.noun)
        pressed = [e for e in screen.elements if e.role in PRESSED and e.enabled]
        for said in (f"mark all as {state}", f"mark all {state}", f"mark all {noun} as {state}", f"set all to {state}"):
            if one := [e for e in pressed if bare(name_of(e)) == said]:
                return self._moves.click(one[0], self._has_done)
        if not self._all_chosen:
            boxes = [e for e in screen.elements if e.role in TICKED and _ALL.fullmatch(bare(name_of(e)))]
            if len(boxes) != 1:
                return None
            ticked = SetChecked(place=called(boxes[0]), checked=True)
            return self._moves.make(ticked, boxes[0], partial(setattr, self, "_all_chosen", True))
        for said in (f"mark as {state}", f"mark {state}", f"set to {state}", state):
            if one := [e for e in pressed if bare(name_of(e)) == said]:
                return self._moves.click(one[0], self._has_done)
        return None


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in bare(text).split()}


def _has_neighbours(one: Element, screen: ParsedScreen) -> bool:
    beside = [e for e in screen.elements if e.role is one.role and abs(e.box.center.y - one.box.center.y) <= _IN_LINE]
    return len(beside) > 1


def _below(head: Element, screen: ParsedScreen) -> list[float] | list[str]:
    """What the column shows, top to bottom: numbers where each has one."""
    box = head.box
    under = [
        e
        for e in screen.elements
        if e.role in _VALUES
        and e.text
        and e.box.top >= box.bottom
        and e.box.left < box.right
        and box.left < e.box.right
    ]
    cells: Sequence[Element] = [e for e in under if e.role is Role.CELL] or under
    texts = [e.text for e in sorted(cells, key=lambda e: e.box.top)]
    numbers = [number for text in texts if (number := number_in(text)) is not None]
    return numbers if len(numbers) == len(texts) else [text.casefold() for text in texts]
