"""A form is handed in, and what comes up to ask once more is answered by the button of the same name."""

from grounding.screen import Look, Target
from planner.actions import Click
from planner.document_orders import HandIn
from planner.intents.expanding import Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.likeness import plain
from planner.waiting import BUTTONS

_COMES_UP_S = (0.3, 0.5)
_SHIFTED = 3
"""So many things at another place: the page is laid out anew, and its own button has moved."""


def hand_in(intent: HandIn, eye: Sighting) -> Singles:
    before = eye.look()
    yield Single(act=Click(place=intent.button))
    for pause_s in _COMES_UP_S:
        eye.wait(pause_s)
        again = _asked_again(intent.button.text, before, eye)
        if again is not None:
            yield Single(act=Click(place=again.query), target=again)
            return


def _asked_again(name: str, before: Look, eye: Sighting) -> Target | None:
    """The button of that name that came up in front of the same page, with all else where it was."""
    look = eye.look()
    if look.surroundings.address != before.surroundings.address:
        return None
    old, new = eye.parse(before).elements, eye.parse(look).elements
    known = {(e.role, plain(e.text)): e.box for e in old if e.text}
    moved = [e for e in new if (box := known.get((e.role, plain(e.text)))) is not None and not e.box.meets(box)]
    same = [e for e in new if e.role in BUTTONS and e.enabled and plain(e.text) == plain(name)]
    fresh = [e for e in same if not any(e.box.meets(o.box) for o in old if o.role in BUTTONS and o.text)]
    if len(fresh) != 1 or len([e for e in moved if e not in fresh]) >= _SHIFTED:
        return None
    return aimed_at(fresh[0], fresh[0].text, look)
