"""What is told by pressing one of a row of keys or stars: "dial 5550134", "give it four stars"."""

import re

from grounding.geometry import Box
from grounding.screen import Element, Form, Look, ParsedScreen, Query, Role
from planner.actions import Click
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.seen import at_point
from planner.likeness import plain
from planner.things import KeyIn, Rate

_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.CELL, Role.LIST_ITEM, Role.TEXT, Role.IMAGE})
_SAME_KEYS = {"*": "*×x·∗", "/": "/÷:∕", "-": "-−–", "+": "+＋", "=": "=＝", ".": ".,"}
_STARS = frozenset("★☆⭐✩✭✮")
_STARRED = re.compile(
    r"^(?:rate |rating )?(\d+)(?: ?(?:/|out of|of|von|sur|de) ?\d+)?(?: ?(?:stars?|sterne?|étoiles?|estrellas?))?$"
)
_LEVEL = 8
_FEWEST_STARS = 3


def key_in(intent: KeyIn, eye: Sighting) -> Singles:
    """Each on its own key; every key has to be there before the first is pressed."""
    missing = [sign for sign in intent.text if _key(sign, eye.parse(eye.look())) is None]
    if missing:
        raise NotPossible(f"There is no key “{missing[0]}” in sight.")
    for sign in intent.text:
        look = eye.look()
        key = _key(sign, eye.parse(look))
        if key is None:
            raise NotPossible(f"The key “{sign}” went away.")
        target = aimed_at(key, key.text, look)
        yield Single(act=Click(place=target.query), target=target)


def _key(sign: str, screen: ParsedScreen) -> Element | None:
    wanted = _SAME_KEYS.get(sign, sign)
    named = [e for e in screen.elements if e.role in _PRESSED and e.enabled and plain(e.text) in {*wanted.casefold()}]
    return min(named, key=lambda e: (e.role is Role.TEXT, not e.handle, e.box.area), default=None)


def rate(intent: Rate, eye: Sighting) -> Singles:
    """Raises NotPossible where no row of stars, or of numbers of stars, is in sight."""
    look = eye.look()
    screen = eye.parse(look)
    named = [e for e in screen.elements if _stars_named(e) == intent.stars]
    if named:
        best = min(named, key=lambda e: (not e.handle, e.box.area))
        target = aimed_at(best, best.text or best.hint, look)
        yield Single(act=Click(place=target.query), target=target)
        return
    row = _row_of_stars(screen, look, eye)
    if len(row) < max(_FEWEST_STARS, intent.stars):
        raise NotPossible(f"There is no row of {intent.stars} stars in sight.")
    said = f"star {intent.stars}"
    yield Single(act=Click(place=Query(text=said)), target=at_point(row[intent.stars - 1].center, said, look))


def _stars_named(element: Element) -> int:
    """What a control says that it gives; a bare number counts where its hint or kind says that it is chosen."""
    found = _STARRED.match(plain(element.text or element.hint))
    says_stars = found is not None and not plain(element.text or element.hint).isdecimal()
    return int(found[1]) if found is not None and (says_stars or element.role is Role.RADIO) else 0


def _row_of_stars(screen: ParsedScreen, look: Look, eye: Sighting) -> list[Box]:
    drawn = [e.box for e in screen.elements if _is_star(e)]
    drawn = drawn or [figure.box for figure in eye.figures(look) if figure.form is Form.STAR]
    rows = [[box for box in drawn if abs(box.center.y - one.center.y) <= _LEVEL] for one in drawn]
    longest: list[Box] = max(rows, key=len, default=[])
    return sorted(longest, key=lambda box: box.left)


def _is_star(element: Element) -> bool:
    meaning = element.meaning
    return element.text.strip() in _STARS or (meaning is not None and meaning.name.startswith("star"))
