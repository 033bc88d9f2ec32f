"""Which control is meant where the words give none a name: the one that fits the kind and the act best."""

import re
from collections.abc import Callable
from dataclasses import replace

from grounding.errors import PictureUnusable
from grounding.screen import Candidate, Element, ParsedScreen, Query, Role, State, Target
from planner.actions import Act, Clear, Copy, Paste, TypeText
from planner.likeness import plain
from planner.ports import Surface

_FIELDS = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA})
_NEVER_TYPED_INTO = frozenset(
    {Role.MENU, Role.MENU_ITEM, Role.TAB, Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.HEADER}
)
_SWITCHES = frozenset({Role.CHECKBOX, Role.RADIO, Role.SWITCH})
_ENTERED = _FIELDS | {Role.SPINNER, Role.DROPDOWN}
_HEADS = frozenset({Role.LABEL, Role.TEXT, Role.HEADER})
_COLUMN = 6
"""So many times its height a head reaches down."""
_LEADS_BACK = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK})
_WAY_BACK = re.compile(r"(?:[←‹<«⟵]\s*)?(?:(?:go )?back|zurück|retour|atrás|volver|indietro)|←")


def own_way_back(screen: ParsedScreen) -> Element | None:
    """What a page itself offers for going back, where that is one control."""
    leading = (e for e in screen.elements if e.enabled and e.role in _LEADS_BACK)
    ways = [e for e in leading if _WAY_BACK.fullmatch(plain(e.text))]
    return ways[0] if len(ways) == 1 else None


def into_the_only_field(action: TypeText, surface: Surface, parse: Callable[[], ParsedScreen]) -> TypeText:
    """Where nothing that takes keys has the keyboard, the only field of a page is meant, if it is empty."""
    focused = surface.focused() if surface.structure_path is not None else None
    takes_keys = isinstance(focused, Element) and (focused.role in _FIELDS or not focused.handle)
    if focused is None or takes_keys:
        return action
    try:
        screen = parse()
    except PictureUnusable:
        return action  # nothing is to be seen, and the keys go where they go
    free = [e for e in screen.elements if e.handle and e.role in _FIELDS and e.enabled]
    is_meant = len(free) == 1 and State.READ_ONLY not in free[0].state and not free[0].value
    return replace(action, place=Query(role=Role.TEXT_FIELD)) if is_meant else action


def best_nameless(found: Target, action: Act) -> Target:
    """ "the text field" beside a text area, one that can be typed into beside one that cannot, one that holds something
    where it is copied. Several that fit alike stay, for the person to choose from."""
    query = found.query
    named = bool(query.text or query.relations) or query.ordinal is not None
    if named or query.role is None or found.element.role not in _FIELDS:
        return found
    kept = [
        Candidate(element=found.element, point=found.point, score=found.score),
        *(one for one in found.runners_up if one.element.role in _FIELDS),
    ]
    for fits in (_can_take(action), lambda element: element.role is query.role):
        kept = [one for one in kept if fits(one.element)] or kept
    best = kept[0]
    return replace(found, element=best.element, point=best.point, score=best.score, runners_up=tuple(kept[1:]))


def _can_take(action: Act) -> Callable[[Element], bool]:
    match action:
        case TypeText() | Clear() | Paste():
            return lambda element: State.READ_ONLY not in element.state
        case Copy():
            return lambda element: bool(element.value)
        case _:
            return lambda element: True


def in_the_nameless(words: Target, screen: ParsedScreen) -> Target:
    """ "the query box" where "Query" only heads the page: the one field that is not called anything."""
    if words.element.role not in (Role.TEXT, Role.LABEL, Role.HEADING, Role.LINK):
        return words
    entered = [e for e in screen.elements if e.handle and e.enabled and e.role in _FIELDS]
    nameless = [e for e in entered if not e.text and not e.hint]
    if len(nameless) != 1:
        return words
    return replace(words, element=nameless[0], point=nameless[0].box.clipped(screen.screenshot.box).center)


def beside_its_switch(named: Target, screen: ParsedScreen) -> Target:
    """ "Show the margin at column [80]": what is typed for a box with a tick goes into the field in its row, or right
    below it."""
    switch = named.element
    if switch.role in _HEADS and switch.handle:
        return _below_its_head(named, screen)
    if switch.role not in _SWITCHES:
        return named
    entered = [e for e in screen.elements if e.enabled and e.role in _ENTERED and e.box.left >= switch.box.left]
    level = [
        e for e in entered if abs(e.box.center.y - switch.box.center.y) <= max(e.box.height, switch.box.height) // 2
    ]
    below = [e for e in entered if 0 <= e.box.top - switch.box.bottom <= 2 * switch.box.height]
    field = min(level, key=lambda e: e.box.left, default=None) or min(below, key=lambda e: e.box.top, default=None)
    if field is None:
        return named
    return replace(
        named, element=field, point=field.box.clipped(screen.screenshot.box).center, why="it stands beside it"
    )


def _below_its_head(named: Target, screen: ParsedScreen) -> Target:
    """ "Width" over a column in which more than the field stands."""
    head = named.element
    column = [
        e
        for e in screen.elements
        if e.enabled
        and e.role in _ENTERED
        and e.window == head.window
        and 0 <= e.box.top - head.box.bottom <= _COLUMN * head.box.height
        and abs(e.box.center.x - head.box.center.x) <= e.box.width // 2
    ]
    field = min(column, key=lambda e: e.box.top, default=None)
    if field is None:
        return named
    return replace(named, element=field, point=field.box.clipped(screen.screenshot.box).center, why="it stands below")


def is_no_field(element: Element, screen: ParsedScreen) -> bool:
    """Keys that are typed at a menu or a tab do what those keys stand for there. A button may open a field."""
    if element.role not in (Role.TEXT, Role.LABEL):
        return element.role in _NEVER_TYPED_INTO
    under = [e for e in screen.elements if e.handle and e.box.contains(element.box.center) and e.id != element.id]
    smallest = min(under, key=lambda e: e.box.area, default=None)
    return smallest is not None and smallest.role in _NEVER_TYPED_INTO
