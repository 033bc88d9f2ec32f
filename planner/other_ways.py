"""Another way to do what a click did not do: a double click on what is opened by one, a key on what takes keys."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from grounding.screen import Element, NotOffered, Role
from planner.actions import Act, Button, Click, PressKeys
from planner.find import Finder
from planner.memory import Memory, OtherWay, Way
from planner.outcome import has_arrived, was_light
from planner.records import Status, StepRecord

_OPENED = frozenset({Role.LIST_ITEM, Role.TREE_ITEM, Role.ROW, Role.CELL, Role.IMAGE})
_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.MENU_ITEM})
_SWITCHED = frozenset({Role.CHECKBOX, Role.RADIO, Role.SWITCH})


def other_way(record: StepRecord, focused: Callable[[], Element | NotOffered]) -> Way | None:
    """For a click that was tried and left everything as it was; None where there is no other, or it may do harm.

    focused: gives what has the keyboard now. A key is for that alone: a click would press once more.
    """
    if record.target is None or record.verification.status is not Status.UNCHANGED or not was_light(record):
        return None
    if not (isinstance(record.action, Click) and is_plain(record.action)):
        return None
    element = record.target.element
    if has_arrived(record):
        return None  # what the page received it has done, seen or not; two more clicks would do it again
    if element.role in _OPENED:
        return Way.DOUBLE_CLICK
    if not element.handle or element.role not in _PRESSED | _SWITCHED:
        return None
    holds = focused()
    if not isinstance(holds, Element) or holds.handle != element.handle:
        return None
    return Way.SPACE if element.role in _SWITCHED else Way.ENTER


def is_plain(click: Click) -> bool:
    return click.count == 1 and click.button is Button.LEFT and not click.modifiers


@dataclass(frozen=True, kw_only=True)
class Ways:
    """What is known of other ways."""

    memory: Memory
    finder: Finder

    def known(self, action: Act) -> Act:
        """The way that worked before, where a click does nothing; else the act as it is."""
        if not (isinstance(action, Click) and is_plain(action) and self.memory.knows(OtherWay, action.place)):
            return action
        around = self.finder.current().surroundings
        tip = self.memory.tip(OtherWay, action.place, around)
        if tip is None:
            return action
        self.memory.followed(OtherWay, action.place, around)
        return by_way(action, tip.way)


def by_way(click: Click, way: Way) -> Act:
    match way:
        case Way.DOUBLE_CLICK:
            return replace(click, count=2)
        case Way.ENTER:
            return PressKeys(keys=("enter",), place=click.place)
        case Way.SPACE:
            return PressKeys(keys=("space",), place=click.place)
        case _:
            assert_never(way)
