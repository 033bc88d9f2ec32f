"""Boxes that are ticked, switches, and the entries of menus that have a tick."""

import re
from collections.abc import Generator
from dataclasses import replace

from grounding.screen import Element, Look, Missed, ParsedScreen, Query, Role, State, Target
from planner.actions import Click, Reveal, SetChecked
from planner.find import wanted
from planner.intents.expanding import NotPossible, Sighting, Single
from planner.intents.forms import aimed_at
from planner.intents.menus import close_menus, look_in_menus
from planner.intents.reveal import LEADS, reveal
from planner.intents.ticks import drawn_tick, is_ticked
from planner.likeness import plain

SHOWN_WITHIN_S = 3.0
_IN_MENU = frozenset({Role.MENU, Role.MENU_ITEM})
_BOXES = frozenset({Role.CHECKBOX, Role.SWITCH, Role.RADIO})
_WORDS = frozenset({Role.TEXT, Role.LABEL, Role.HEADING})
"""What only says something is no box, whatever it says."""
_UNSAID = frozenset(
    {"the", "a", "an", "of", "to", "on", "in", "for", "and", "my", "its", "option", "setting", "show", "use"}
)
_STEM = 5
_HEADED = 120
"""So far above a box may stand the words that head its part of a dialog, in pixels."""


def set_checked(intent: SetChecked, eye: Sighting) -> Generator[Single, None, Element | None]:
    """Raises NotPossible. Returns the element that tells whether it was reached."""
    query = wanted(intent)
    assert query is not None
    before = eye.look()
    found = _box(query, eye)
    if isinstance(found, Missed):
        yield from reveal(Reveal(place=query if query.role else replace(query, role=Role.CHECKBOX)), eye)
        found = _box(query, eye)
    if isinstance(found, Missed):
        raise NotPossible(f"There is no box “{query.text}” to {'tick' if intent.checked else 'clear'}.")
    if not intent.checked and found.element.role in _WORDS:
        raise NotPossible(f"Whether “{query.text}” is ticked cannot be told: no box is seen beside it.")
    look = eye.look()
    in_menu = found.element.role in _IN_MENU or _came_up(before, look)
    ticked = is_ticked(found.element, look, eye) if in_menu else bool(found.element.state & _TICKED)
    if ticked is not intent.checked:
        yield Single(act=Click(place=query), target=found)
        return (yield from _seen_in_menu(query, intent, before, eye)) if in_menu else found.element
    if in_menu:
        yield from close_menus(before, eye)  # it is so already; the menu does not close by itself
    return found.element


def _box(query: Query, eye: Sighting) -> Target | Missed:
    """What is called so, if it can have a tick; else the one box whose own words, and those that head it, say so."""
    sight = eye.find(query, patience_s=SHOWN_WITHIN_S)
    found = sight.found
    if isinstance(found, Target) and not _may_be_meant(query, found.element):
        found = Missed(screenshot_id=sight.look.screenshot.id, query=query)
    leads = isinstance(found, Target) and bool(found.element.handle) and found.element.role in LEADS
    if isinstance(found, Target) and not leads and (found.element.role not in _WORDS or query.exact):
        return found
    screen = eye.parse(sight.look)
    wanted = _stems(query.text)
    boxes = [e for e in screen.elements if e.role in _BOXES and e.enabled]
    own = [e for e in boxes if wanted and wanted <= _stems(f"{e.text} {e.hint}")]
    own = own or [e for e in boxes if wanted and wanted <= _stems(f"{e.text} {e.hint} {_heading(e, screen)}")]
    if len(own) == 1:
        return aimed_at(own[0], own[0].text, sight.look)
    return Missed(screenshot_id=sight.look.screenshot.id, query=query) if leads else found


def _may_be_meant(query: Query, element: Element) -> bool:
    """What is no box and no entry of a menu says half of what is wanted at least: an entry "Trash" is not "ask before
    files are moved to the Trash". A box that the structure names says all of what stands between quotation marks."""
    wanted = _stems(query.text)
    shared = len(wanted & _stems(f"{element.text} {element.hint}"))
    if element.role in _BOXES | _IN_MENU:
        return not (query.exact and element.handle and element.text) or shared == len(wanted)
    return 2 * shared >= len(wanted)


def _stems(text: str) -> frozenset[str]:
    """
    >>> sorted(_stems("Show the blinking of the cursor"))
    ['blink', 'curso']
    """
    words = re.findall(r"[^\W\d_]+", plain(text))
    return frozenset(word[:_STEM] for word in words if word not in _UNSAID)


def _heading(box: Element, screen: ParsedScreen) -> str:
    """The nearest words above it that begin further to the left."""
    above = [
        e
        for e in screen.elements
        if e.role in _WORDS and e.text and e.box.left < box.box.left and 0 <= box.box.top - e.box.bottom < _HEADED
    ]
    nearest = max(above, key=lambda e: e.box.bottom, default=None)
    return nearest.text if nearest is not None else ""


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
