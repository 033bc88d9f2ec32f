"""Boxes that are ticked, switches, and the entries of menus that have a tick."""

from collections.abc import Generator

from grounding.screen import Element, Look, Missed, Query, Role, State, Target
from planner.actions import Click, Reveal, SetChecked
from planner.find import wanted
from planner.intents.expanding import NotPossible, Sighting, Single
from planner.intents.menus import close_menus, drawn_tick, is_ticked, look_in_menus
from planner.intents.reveal import reveal

SHOWN_WITHIN_S = 3.0
_IN_MENU = frozenset({Role.MENU, Role.MENU_ITEM})


def set_checked(intent: SetChecked, eye: Sighting) -> Generator[Single, None, Element | None]:
    """Raises NotPossible. Returns the element that tells whether it was reached."""
    query = wanted(intent)
    assert query is not None
    before = eye.look()
    found = eye.find(query, patience_s=SHOWN_WITHIN_S).found
    if isinstance(found, Missed):
        yield from reveal(Reveal(place=query), eye)
        found = eye.find(query, patience_s=SHOWN_WITHIN_S).found
    if isinstance(found, Missed):
        raise NotPossible(f"There is no box “{query.text}” to {'tick' if intent.checked else 'clear'}.")
    look = eye.look()
    in_menu = found.element.role in _IN_MENU or _came_up(before, look)
    ticked = is_ticked(found.element, look, eye) if in_menu else bool(found.element.state & _TICKED)
    if ticked is not intent.checked:
        yield Single(act=Click(place=query), target=found)
        return (yield from _seen_in_menu(query, intent, before, eye)) if in_menu else None
    if in_menu:
        yield from close_menus(before, eye)  # it is so already; the menu does not close by itself
    return found.element


_TICKED = frozenset({State.CHECKED, State.SELECTED})


def _came_up(before: Look, look: Look) -> bool:
    known = {window.id for window in before.surroundings.windows}
    return any(window.id not in known and not window.active for window in look.surroundings.windows)


def _seen_in_menu(
    query: Query, intent: SetChecked, before: Look, eye: Sighting
) -> Generator[Single, None, Element | None]:
    """A menu closes when an entry of it is pressed: it is opened once more, to see whether the entry has its tick."""
    if (yield from look_in_menus(query, eye)) is None:
        return None
    found, look = eye.find(query, patience_s=0.0).found, eye.look()
    told = isinstance(found, Target) and (bool(found.element.state & _TICKED) or drawn_tick(found.element, look, eye))
    yield from close_menus(before, eye)
    if isinstance(found, Missed):
        return None
    if told is not None and told is not intent.checked:
        raise NotPossible(f"“{query.text}” was pressed in its menu, and is {'not ' if intent.checked else ''}ticked.")
    return found.element
