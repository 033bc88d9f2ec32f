"""A demonstration without what did nothing: mistakes that were undone, clicks that only gave the focus, looking about.

Decision: every rule looks at what the deed brought about, never at how long it took: a click is left out only where the
next deed says the same better (the field's value, the box's new state), and nothing that may have had an effect of its
own is ever taken for a mistake.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from grounding.screen import Role, State
from planner.actions import Button
from planner.demo.deeds import FIELDS, GROUNDS, aim_of, is_in, is_same
from planner.demo.mistakes import without_unneeded_scrolls, without_what_was_undone
from planner.demo.values import (
    Chose,
    Clicked,
    Copied,
    Dated,
    Deed,
    FilledCell,
    GaveFile,
    Hovered,
    Keyed,
    Levelled,
    Scene,
    Ticked,
    Typed,
    WentBack,
    WentTo,
    Wheeled,
)

Settled = Typed | Chose | Ticked | Dated | Levelled | GaveFile
SAME_SPOT: Final = 12
_EDITING: Final = frozenset({"backspace", "delete", "home", "end", "left", "right", "insert"})
_MOVING: Final = frozenset({"up", "down", "page_up", "page_down"})
_FROM_CELL: Final = _MOVING | {"tab", "enter", "home", "end", "left", "right", "f2", "escape"}
_TO_ADDRESS: Final = (("ctrl", "l"), ("alt", "d"), ("f6",))
_AGAIN: Final = (("f5",), ("ctrl", "r"), ("ctrl", "f5"), ("ctrl", "shift", "r"))
_COPYING: Final = (("ctrl", "c"), ("ctrl", "x"), ("ctrl", "insert"))
_EDITING_CHORDS: Final = frozenset("acvxzy")


def tidied(deeds: Sequence[Deed]) -> tuple[Deed, ...]:
    """In the order in which they came; what is put together stands where it began."""
    kept = list(deeds)
    for rule in (
        _without_ways_to_cells,
        _without_browser_keys,
        _without_editing_keys,
        _without_selecting,
        _fields_once,
        _settled_once,
        _without_focusing,
        without_what_was_undone,
        without_unneeded_scrolls,
    ):
        kept = rule(kept)
    return tuple(kept)


# --- cells ----------------------------------------------------------------------------------------------------------


def _without_ways_to_cells(deeds: list[Deed]) -> list[Deed]:
    """Clicks and keys that only led to a cell which is known by its address."""
    kept: list[Deed] = []
    for deed in deeds:
        if isinstance(deed, FilledCell) and deed.cell:
            while kept and _goes_to_cells(kept[-1], deed.scene):
                kept.pop()
        kept.append(deed)
    return kept


def _goes_to_cells(deed: Deed, scene: Scene) -> bool:
    match deed:
        case Keyed(keys=keys, scene=other):
            moves = keys[-1] in _FROM_CELL and set(keys[:-1]) <= {"shift", "ctrl"}
            return moves and other is not None and other.window == scene.window
        case Clicked(aim=aim, button=Button.LEFT):
            is_cell = aim.element is None or aim.element.role in GROUNDS | {Role.CELL, Role.TABLE}
            return is_cell and not deed.modifiers and aim.scene.window == scene.window
        case Wheeled(aim=aim):
            return aim.scene.window == scene.window
        case _:
            return False


# --- keys -----------------------------------------------------------------------------------------------------------


def _without_browser_keys(deeds: list[Deed]) -> list[Deed]:
    """Chords whose effect the browser told of: the address bar, back, forward, again."""
    kept: list[Deed] = []
    for at, deed in enumerate(deeds):
        following = deeds[at + 1] if at + 1 < len(deeds) else None
        if not (isinstance(deed, Keyed) and following is not None and _leads_to(deed, following)):
            kept.append(deed)
    return kept


def _leads_to(deed: Keyed, following: Deed) -> bool:
    match following:
        case WentTo():
            return deed.keys in _TO_ADDRESS
        case WentBack():
            return deed.keys == ("alt", "left")
        case Keyed(aim=None, keys=("f5",)):
            return deed.keys in _AGAIN
        case Keyed(aim=None, keys=("alt", "right")):
            return deed.keys == ("alt", "right")
        case _:
            return False


def _without_editing_keys(deeds: list[Deed]) -> list[Deed]:
    """What a field holds in the end says what the keys in it did; moving on to the next field says nothing."""
    kept: list[Deed] = []
    for at, deed in enumerate(deeds):
        if isinstance(deed, Keyed) and _only_edits(deed, kept, deeds[at + 1 :]):
            continue
        kept.append(deed)
    return kept


def _only_edits(deed: Keyed, before: Sequence[Deed], after: Sequence[Deed]) -> bool:
    *modifiers, key = deed.keys
    if _is_tab(deed):
        return _only_moves_on(before, after)
    beside = [*before[-1:], *[one for one in after if not isinstance(one, Wheeled)][:1]]
    if any(isinstance(one, Settled) and not isinstance(one, Typed) and is_same(deed, one) for one in beside):
        return key != "enter"  # the space bar or an arrow, and the box, list or slider that it changed
    if not deed.in_field:
        return False
    if set(modifiers) <= {"shift", "ctrl"} and key in _EDITING:
        return True
    if modifiers == ["ctrl"] and key in _EDITING_CHORDS:
        return True
    if key in _MOVING and set(modifiers) <= {"shift"}:
        return deed.many or not _picks(deed, after)
    return key == "enter" and deed.many and not modifiers


def _is_tab(deed: Deed) -> bool:
    return isinstance(deed, Keyed) and deed.keys[-1] == "tab" and set(deed.keys[:-1]) <= {"shift"}


def _only_moves_on(before: Sequence[Deed], after: Sequence[Deed]) -> bool:
    """Whether Tab only gave the keyboard to what the next deed names by itself. In a table it also takes what was
    typed, and the same line is then typed in again; and where nothing is known of a field, it is the way there."""
    following = next((one for one in after if not isinstance(one, Wheeled) and not _is_tab(one)), None)
    earlier = next((one for one in reversed(before) if not _is_tab(one)), None)
    if following is None or (earlier is not None and is_same(earlier, following)):
        return following is None
    if isinstance(following, Keyed):
        came_of_it = next((one for one in after if not isinstance(one, Wheeled | Keyed)), None)
        if isinstance(came_of_it, Settled) and is_same(following, came_of_it):
            return True
        return following.in_field and following.aim is not None and len(following.keys) == 1
    aim = aim_of(following)
    return aim is None or (aim.element is not None and aim.element.role is not Role.CELL)


def _picks(deed: Keyed, after: Sequence[Deed]) -> bool:
    """Arrows through what a field offers, which end with Enter."""
    for one in after:
        if not isinstance(one, Keyed) or not is_same(one, deed):
            return False
        if one.keys == ("enter",):
            return True
    return False


# --- fields ---------------------------------------------------------------------------------------------------------


def _without_selecting(deeds: list[Deed]) -> list[Deed]:
    """Clicks that marked the text which was copied next, and the keys that copied and pasted it."""
    kept: list[Deed] = []
    for at, deed in enumerate(deeds):
        following = next((one for one in deeds[at + 1 :] if not isinstance(one, Keyed)), None)
        marks = isinstance(deed, Clicked) and deed.count > 1 and isinstance(following, Copied)
        copies = (
            isinstance(deed, Keyed)
            and deed.keys in _COPYING
            and any(isinstance(one, Copied) for one in deeds[max(0, at - 1) : at + 2])
        )
        if not copies and not (marks and following is not None and is_same(deed, following)):
            kept.append(deed)
    return kept


def _fields_once(deeds: list[Deed]) -> list[Deed]:
    """Corrections of what was typed, as long as nothing was sent off between."""
    return _merged(deeds, Typed, lambda first, last: replace(last, at_s=first.at_s, aim=first.aim, held=first.held))


def _settled_once(deeds: list[Deed]) -> list[Deed]:
    for kind in (Chose, Ticked, Dated, Levelled):
        deeds = _merged(
            deeds,
            kind,
            lambda first, last: replace(last, at_s=first.at_s, aim=first.aim, held=first.held),
        )
    return [one for one in deeds if not _came_to_nothing(one)]


def _merged(deeds: list[Deed], kind: type[Deed], joined: Callable[..., Deed]) -> list[Deed]:
    kept: list[Deed] = []
    for deed in deeds:
        before = _same_before(deed, kept) if isinstance(deed, kind) else None
        if before is None:
            kept.append(deed)
        else:
            kept[before] = joined(kept[before], deed)
    return kept


def _same_before(deed: Deed, kept: list[Deed]) -> int | None:
    """Where the same field was set before, with nothing between but other fields and the way to them."""
    for at in range(len(kept) - 1, -1, -1):
        one = kept[at]
        if type(one) is type(deed) and is_same(one, deed):
            return at
        is_way = isinstance(one, Clicked) and _only_focuses(one)
        if not (isinstance(one, Settled | Wheeled | Hovered) or is_way):
            return None
    return None


def _came_to_nothing(deed: Deed) -> bool:
    match deed:
        case Typed(secret=False, held=str() as held, text=text):
            return held == text
        case Chose(held=held, option=option):
            return bool(held) and held == option
        case Ticked(held=was, checked=checked):
            return was == checked
        case Dated(held=held, text=text) | Levelled(held=held, text=text):
            return held == text
        case _:
            return False


# --- clicks ---------------------------------------------------------------------------------------------------------


def _without_focusing(deeds: list[Deed]) -> list[Deed]:
    kept: list[Deed] = []
    click: Clicked | None = None
    several = _several_places_typed_at(deeds)
    for at, deed in enumerate(deeds):
        if isinstance(deed, Clicked) and deed not in several and _is_said_by_the_next(deed, deeds[at + 1 :]):
            click = deed
            continue
        if isinstance(deed, GaveFile) and click is not None and not is_in(deed.aim, click.aim):
            deed = replace(deed, aim=click.aim)  # the field itself is hidden; what was clicked stands for it
        kept.append(deed)
        click = None
    return kept


def _several_places_typed_at(deeds: list[Deed]) -> list[Clicked]:
    """Clicks on ground that nothing names, each followed by typing there: of one, the keyboard is there anyway; where
    there are several, as in a drawn table, each says where, and leaving it out would write into the wrong place."""
    found = [
        one
        for one, following in pairwise(deeds)
        if isinstance(one, Clicked)
        and _is_ground(one)
        and isinstance(following, Typed)
        and following.aim.element is None
    ]
    points = [one.aim.point for one in found]
    apart = any(math.dist(one, other) > SAME_SPOT for one, other in pairwise(points))
    return found if apart else []


def _is_ground(click: Clicked) -> bool:
    element = click.aim.element
    return element is None or (element.role in GROUNDS and not element.text and not element.hint)


def _is_said_by_the_next(click: Clicked, after: Sequence[Deed]) -> bool:
    if click.button is not Button.LEFT or click.modifiers:
        return False
    if _is_ground(click):
        return True
    following = next((one for one in after if not isinstance(one, Wheeled)), None)
    if following is None:
        return _only_focuses(click)
    if isinstance(following, GaveFile):
        return True
    if isinstance(following, Settled | Keyed) and is_same(click, following):
        return True
    if isinstance(following, Clicked) and is_same(click, following) and _only_focuses(click):
        return True
    return _only_focuses(click) and not _brought_up(click, following)


def _only_focuses(click: Clicked) -> bool:
    element = click.aim.element
    plain = click.button is Button.LEFT and not click.modifiers
    return plain and element is not None and element.role in FIELDS and State.READ_ONLY not in element.state


def _brought_up(click: Clicked, following: Deed) -> bool:
    """Whether the next deed is about something that was not there before this click."""
    aim = aim_of(following)
    if aim is None or aim.element is None or aim.scene.document != click.aim.scene.document:
        return False
    return not is_in(aim, click.aim)
