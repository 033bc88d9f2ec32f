"""Fields that a box beside them switches on, as forms and dialogs have it for what may be left out."""

from grounding.screen import Element, ParsedScreen, Role, State
from planner.actions import Act, Clear, Click, TypeText
from planner.intents.expanding import Sighting, Single
from planner.intents.forms import aimed_at

_KEYS = frozenset({Role.CHECKBOX, Role.SWITCH, Role.RADIO})
_ENTERED = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.SPINNER, Role.DROPDOWN, Role.SLIDER})
_REACH = 320
_TOUCH = 6


def key_of(field: Element, screen: ParsedScreen) -> Element | None:
    """The nearest box before it in its line, where that is not ticked and no other field stands between."""
    box = field.box
    before = [
        e
        for e in screen.elements
        if e.role in _KEYS | _ENTERED
        and e.id != field.id
        and box.top <= e.box.center.y < box.bottom
        and 0 <= box.left - e.box.right + _TOUCH < _REACH
    ]
    nearest = max(before, key=lambda e: e.box.right, default=None)
    is_key = nearest is not None and nearest.role in _KEYS and nearest.enabled
    return nearest if is_key and nearest is not None and State.CHECKED not in nearest.state else None


def unlocked(act: Act, field: Element, eye: Sighting) -> Single | None:
    """What switches the field on that the act would write in; None where nothing does, or it is on."""
    if not isinstance(act, TypeText | Clear) or field.enabled:
        return None
    look = eye.look()
    key = key_of(field, eye.parse(look))
    if key is None:
        return None
    target = aimed_at(key, key.text or f"the box before {field.text or 'the field'}", look)
    return Single(act=Click(place=target.query), target=target)
