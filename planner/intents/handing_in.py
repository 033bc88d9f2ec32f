"""A form is handed in, and what comes up to ask once more is answered by the button of the same name.

Decision: what was changed on a page without a word on its button is handed in where there is just one button that can
mean it and no other field waits to be filled; else it is left as it is, for it may have taken effect by itself.
"""

from grounding.screen import Element, Look, ParsedScreen, Query, Role, Target
from planner.actions import Click
from planner.document_orders import HandIn
from planner.intents.expanding import Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.likeness import plain
from planner.waiting import BUTTONS, buttons

_COMES_UP_S = (0.3, 0.5)
_SHIFTED = 3
"""So many things at another place: the page is laid out anew, and its own button has moved."""


_HANDS_IN = frozenset({
    "submit", "submit changes", "done", "i'm done", "finish", "finished", "ok", "save", "save changes", "apply",
    "confirm", "check", "check answer", "hand in", "absenden", "fertig", "speichern", "übernehmen", "bestätigen",
    "prüfen", "valider", "terminer", "enviar", "guardar", "listo",
})  # fmt: skip
"""How buttons call what takes in all that was changed beside them."""
_KEEPS = frozenset({"save", "save changes", "update", "apply", "apply changes", "submit", "submit changes", "store"})
_NAMED_WITHIN_S = 2.0
_FILLED_IN = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA})


def hand_in(intent: HandIn, eye: Sighting) -> Singles:
    button = _own_button(eye) if intent.button is None else _that_keeps(intent.button, eye)
    named = button.query if button is not None else intent.button
    if named is None:
        return
    before = eye.look()
    yield Single(act=Click(place=named), target=button)
    for pause_s in _COMES_UP_S:
        eye.wait(pause_s)
        again = _asked_again(named.text, before, eye)
        if again is not None:
            yield Single(act=Click(place=again.query), target=again)
            return


def _that_keeps(button: Query, eye: Sighting) -> Target | None:
    """Where nothing is called "Save", the one button that keeps what was changed by another word."""
    sight = eye.find(button, patience_s=_NAMED_WITHIN_S)
    if plain(button.text) not in _KEEPS or isinstance(sight.found, Target):
        return None
    keeping = [one for one in buttons(sight.screen) if plain(one.text) in _KEEPS]
    return aimed_at(keeping[0], keeping[0].text, sight.look) if len(keeping) == 1 else None


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


def _own_button(eye: Sighting) -> Target | None:
    """The one on the page that can hand in what was changed; a list that is just closing may still lie over it."""
    look = eye.look()
    for pause_s in _COMES_UP_S if look.surroundings.address else ():
        button = _of_all(look, eye.parse(look))
        if button is not None:
            return button
        eye.wait(pause_s)
        look = eye.look()
    return _of_all(look, eye.parse(look)) if look.surroundings.address else None


def _of_all(look: Look, screen: ParsedScreen) -> Target | None:
    fitting = [one for one in buttons(screen) if plain(one.text) in _HANDS_IN]
    told = [element for element in screen.elements if element.handle] or screen.elements
    if len(fitting) != 1 or any(_waits_to_be_filled(element) for element in told):
        return None
    return aimed_at(fitting[0], fitting[0].text, look)


def _waits_to_be_filled(element: Element) -> bool:
    seen_in_it = "" if element.handle else element.text  # by sight, what stands in a field may pass for its name
    return element.role in _FILLED_IN and element.enabled and not (element.value or seen_in_it).strip()
