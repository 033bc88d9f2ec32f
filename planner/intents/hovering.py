"""Menus that open when the pointer comes to lie on them: gone through one by one until what is wanted comes up."""

from collections.abc import Generator, Sequence

from grounding.geometry import Box
from grounding.screen import Element, Look, ParsedScreen, Query, Role, Target
from planner.actions import Hover
from planner.intents.expanding import Sighting, Single
from planner.intents.forms import aimed_at
from planner.intents.seen import at_point

MOST_HOVERED = 24
DEEPEST = 3
SEEN_AFTER_S = 0.5
_ENTRIES = frozenset({Role.MENU, Role.MENU_ITEM, Role.LIST_ITEM, Role.LINK, Role.TEXT, Role.BUTTON})
_TALLEST = 60
_LONGEST = 40
_LEVEL = 6
_ASIDE = (0, 24, 0)


def look_by_hovering(wanted: Query, eye: Sighting) -> Generator[Single, None, bool]:
    """Whether it is in sight now. Nothing is pressed."""
    look = eye.look()
    if not look.surroundings.address and (yield from _over_the_middle(wanted, look, eye)):
        return True
    left = [MOST_HOVERED]
    return (yield from _among(_first_level(eye.parse(look)), wanted, eye, DEEPEST, left))


def _over_the_middle(wanted: Query, look: Look, eye: Sighting) -> Generator[Single, None, bool]:
    """Of the window in front: over a picture or a film controls may come up as long as the pointer moves."""
    window = next((w.box for w in look.surroundings.windows if w.active), look.screenshot.box)
    for aside in _ASIDE:
        middle = at_point(window.center.moved(aside, 0), "the middle of the window", look)
        yield Single(act=Hover(place=middle.query), target=middle, expect=())
        found = eye.find(wanted, patience_s=SEEN_AFTER_S).found
        if isinstance(found, Target):
            yield Single(act=Hover(place=found.query), target=found, expect=())  # under the pointer it stays
            return True
    return False


def _among(
    entries: Sequence[Element], wanted: Query, eye: Sighting, deeper: int, left: list[int]
) -> Generator[Single, None, bool]:
    for entry in entries:
        if left[0] <= 0:
            return False
        left[0] -= 1
        before = eye.look()
        target = aimed_at(entry, entry.text, before)
        yield Single(act=Hover(place=target.query), target=target)
        if isinstance(eye.find(wanted, patience_s=SEEN_AFTER_S).found, Target):
            return True
        came = _came_up(before, eye)
        if came and deeper > 1 and (yield from _among(came, wanted, eye, deeper - 1, left)):
            return True
    return False


def _first_level(screen: ParsedScreen) -> list[Element]:
    """What a structure says is a menu; else short words in the topmost row of such, or in the first column."""
    entries = _short(screen.elements)
    told = [e for e in entries if e.role in (Role.MENU, Role.MENU_ITEM)]
    if told:
        return _outermost(told)
    rows = [[e for e in entries if abs(e.box.center.y - one.box.center.y) <= _LEVEL] for one in entries]
    row = next((row for row in rows if len(row) > 1), [])
    columns = [[e for e in entries if abs(e.box.left - one.box.left) <= _LEVEL] for one in entries]
    return _outermost(row or max(columns, key=len, default=[]))


def _short(elements: Sequence[Element]) -> list[Element]:
    fitting = [
        e for e in elements
        if e.role in _ENTRIES and e.enabled and 0 < len(e.text.strip()) <= _LONGEST and e.box.height <= _TALLEST
    ]  # fmt: skip
    return sorted(fitting, key=lambda e: (e.box.top, e.box.left))


def _outermost(entries: Sequence[Element]) -> list[Element]:
    """One of each that lie over each other."""
    kept: list[Element] = []
    for entry in entries:
        if not any(_covers(entry.box, other.box) for other in kept):
            kept.append(entry)
    return kept


def _covers(box: Box, other: Box) -> bool:
    return other.contains(box.center) or box.contains(other.center)


def _came_up(before: Look, eye: Sighting) -> list[Element]:
    known = {(e.text, e.box) for e in eye.parse(before).elements}
    fresh = [e for e in eye.parse(eye.look()).elements if (e.text, e.box) not in known]
    return _outermost(_short(fresh))
