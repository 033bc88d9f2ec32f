"""One of the results of a search, counted over as many pages as it takes."""

from grounding.screen import Element, ParsedScreen, Role
from planner.actions import Click, PickResult
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.openers import next_page, numbered_page

MOST_PAGES = 10
_HEADS = (Role.LINK, Role.HEADING)
_ALIGNED = 4


def pick_result(intent: PickResult, eye: Sighting) -> Singles:
    """Raises NotPossible when there are fewer."""
    counted = 0
    for page in range(1, MOST_PAGES + 1):
        look = eye.look()
        screen = eye.parse(look)
        found = results(screen)
        turner = next_page(screen) or numbered_page(page + 1, screen)
        at = intent.ordinal - counted - 1 if intent.ordinal > 0 else len(found) + intent.ordinal
        is_here = 0 <= at < len(found) and (intent.ordinal > 0 or turner is None)
        if is_here:
            target = aimed_at(found[at], found[at].text, look)
            yield Single(act=Click(place=target.query), target=target)
            return
        counted += len(found)
        if turner is None or not found:
            break
        target = aimed_at(turner, turner.text, look)
        yield Single(act=Click(place=target.query), target=target)
    raise NotPossible(f"There are only {counted} results." if counted else "There are no results in sight.")


def results(screen: ParsedScreen) -> tuple[Element, ...]:
    """The heads of what is listed: the longest column of links, else of headings, that start at one edge."""
    for role in _HEADS:
        heads = sorted((e for e in screen.elements if e.role is role and _is_title(e.text)), key=lambda e: e.box.top)
        columns = [[e for e in heads if abs(e.box.left - one.box.left) <= _ALIGNED] for one in heads]
        longest = max(columns, key=len, default=[])
        if len(longest) > 1:
            return tuple(longest)
    return ()


def _is_title(text: str) -> bool:
    """A number or a sign turns pages."""
    return any(letter.isalpha() for letter in text) and text.strip().casefold() not in ("next", "previous")
