"""The control that is called by an order's own words.

Decision: the verb must stand on it as its first word; of the thing it may say all, or nothing. What says something else
beside the verb ("Save draft" for "save the guest") is not what was meant.
"""

from grounding.screen import Element, Role
from planner.actions import Click
from planner.document_orders import PressNamed
from planner.goals.scene import PRESSED, bare, name_of
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at

_NO_NAMES = frozenset({"the", "a", "an", "this", "my", "your", "it", "now"})
_WAITS_S = (0.0, 0.5, 1.5)


def press_named(intent: PressNamed, eye: Sighting) -> Singles:
    for pause_s in _WAITS_S:
        eye.wait(pause_s)
        look = eye.look()
        called = _called(intent, eye.parse(look).elements)
        if called:
            break
    else:
        raise NotPossible(f"Nothing on the screen is called “{intent.verb} {intent.thing}” or “{intent.verb}”.")
    if len(called) > 1:
        raise NotPossible(f"{len(called)} controls are called “{name_of(called[0])}”; say which one.")
    target = aimed_at(called[0], name_of(called[0]), look)
    yield Single(act=Click(place=target.query), target=target)


def _called(intent: PressNamed, elements: tuple[Element, ...]) -> list[Element]:
    """Those that say the thing as well, else those that say just the verb. By sight, a button may be its words."""
    may_be = PRESSED if any(e.handle for e in elements) else PRESSED | {Role.TEXT}
    controls = [(_words(name_of(e)), e) for e in elements if e.role in may_be and e.enabled]
    verb, thing = tuple(intent.verb.split()), tuple(intent.thing.split())
    whole = [e for words, e in controls if words == verb + thing]
    return whole or [e for words, e in controls if words == verb]


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in bare(name).split() if word not in _NO_NAMES)
