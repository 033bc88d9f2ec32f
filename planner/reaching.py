"""Bringing a place into sight: by the page, by the list that holds it, by what lies in line with it."""

from collections.abc import Callable
from dataclasses import replace

from grounding.geometry import Box
from grounding.screen import Element, Missed, ParsedScreen, Query, Target
from planner.actions import Action, Assert, Direction, Read, Reading, Scroll, WaitFor
from planner.find import Finder, Sight
from planner.ports import Surface
from planner.safety.permit import BoundAction
from planner.wheel import PIXELS_PER_NOTCH, ground, near, scrolling_lists, towards

MOST_SCROLLS = 15
BROUGHT_WITHIN_S = 2.0
_ACROSS = frozenset({Direction.LEFT, Direction.RIGHT})

Scroller = Callable[[BoundAction, ParsedScreen], bool]
"""Carries out one scroll through the gate; False when the screen did not move."""


class Reacher:
    """`scroll` comes from the loop, which alone may act."""

    def __init__(self, *, surface: Surface, finder: Finder, scroll: Scroller) -> None:
        self._surface = surface
        self._finder = finder
        self._scroll = scroll

    def reach(self, query: Query, patience_s: float) -> Sight:
        """Looks for the place, and scrolls when that is what it takes."""
        by_sight_alone = self._surface.structure_path is None and not self._surface.reaches_popups
        sight = self._finder.sight(query, patience_s=min(patience_s, 3.0) if by_sight_alone else patience_s)
        for _ in range(MOST_SCROLLS):
            found = sight.found
            if isinstance(found, Target) or found.beyond is None:
                break
            if not self._scroll_towards(found.beyond, sight):
                break
            sight = self._finder.sight(query, patience_s=1.0)
        if isinstance(sight.found, Missed) and sight.found.beyond is None and self._surface.structure_path is None:
            sight = self._search_lists(query, sight)
        if isinstance(sight.found, Missed) and sight.found.beyond is None and by_sight_alone:
            sight = self._search(query, sight, self.over_ground)
            if isinstance(sight.found, Missed) and patience_s > 3.0:  # it may only have been covered, or late
                sight = self._finder.sight(query, patience_s=patience_s - 3.0)
        return sight

    def approach(self, reading: Reading, before: Action | None) -> None:
        """Brings a reading's place into sight where scrolling does; what comes of it, the reading tells."""
        place = reading.place if isinstance(reading, Read | WaitFor | Assert) else None
        if place is None:
            return
        seen = self._finder.sight(place, patience_s=0.0)
        if isinstance(seen.found, Missed) and seen.found.beyond is not None:
            self.reach(place, 0.0)
        elif isinstance(before, Scroll) and isinstance(reading, WaitFor) and not reading.gone:
            self.scroll_until(place, before)

    def bring(self, query: Query) -> None:
        """Scrolls a place into sight that is not; where it is not to be had, whoever needs it will say so."""
        if isinstance(self._finder.sight(query, patience_s=0.0).found, Missed):
            self.reach(query, BROUGHT_WITHIN_S)

    def scroll_until(self, place: Query, scroll: Scroll) -> None:
        """Goes on scrolling as the person began, until the place comes into sight or nothing moves any more."""
        for _ in range(MOST_SCROLLS):
            sight = self._finder.sight(place, patience_s=0.0)
            if isinstance(sight.found, Target):
                return
            if not self._scroll(self.over_ground(scroll, sight.screen), sight.screen):
                return

    def _search_lists(self, query: Query, sight: Sight) -> Sight:
        """In the lists that are seen to scroll, each by itself."""
        for area in scrolling_lists(sight.screen):

            def over(scroll: Scroll, screen: ParsedScreen, area: Element = area) -> BoundAction:
                return self._wheel_over(area, replace(scroll, amount=_most_of(area.box)), screen)

            sight = self._search(query, sight, over)
            if isinstance(sight.found, Target):
                break
        return sight

    def _search(self, query: Query, sight: Sight, over: Callable[[Scroll, ParsedScreen], BoundAction]) -> Sight:
        """What is known by sight alone: down to its end, then up to its top, until the place comes into sight.

        A page on a desktop is not searched so: there the wheel turns values and lists that the pointer happens to be
        over.
        """
        for direction in (Direction.DOWN, Direction.UP):
            for _ in range(MOST_SCROLLS):
                scroll = Scroll(direction=direction, amount=_most_of(sight.look.screenshot.box))
                if not self._scroll(over(scroll, sight.screen), sight.screen):
                    break
                sight = self._finder.sight(query, patience_s=0.0)
                if isinstance(sight.found, Target):
                    return sight
        return sight

    def _scroll_towards(self, beyond: Element, sight: Sight) -> bool:
        """By the wheel over what is of its kind and column, which moves with it; else by the page; else beside it."""
        screen = sight.look.screenshot.box
        sibling, neighbour = near(beyond, sight.screen)
        page = self.over_ground(towards(beyond, screen), sight.screen)
        hidden_in_part = screen.contains(beyond.box.center)
        tries = [self._wheel_towards(sibling, beyond, sight) if sibling else None]
        tries.append(None if hidden_in_part else page)
        tries.append(self._wheel_towards(neighbour, beyond, sight) if neighbour else None)
        if hidden_in_part and sibling is None:  # the page went past the part that holds it
            back = Scroll(direction=Direction.UP, amount=_most_of(screen))
            tries.append(self.over_ground(back, sight.screen))
        return any(self._scroll(scroll, sight.screen) for scroll in tries if scroll is not None)

    def over_ground(self, scroll: Scroll, screen: ParsedScreen) -> BoundAction:
        free = ground(screen, across=scroll.direction in _ACROSS)
        return BoundAction(action=scroll, surface_id=self._surface.id, target=free)

    def _wheel_towards(self, element: Element, beyond: Element, sight: Sight) -> BoundAction:
        screen = sight.look.screenshot.box
        scroll = towards(beyond, element.box if screen.contains(beyond.box.center) else screen)
        return self._wheel_over(element, scroll, sight.screen)

    def _wheel_over(self, element: Element, scroll: Scroll, screen: ParsedScreen) -> BoundAction:
        over = Target(
            screenshot_id=screen.screenshot.id,
            query=Query(text=element.text, role=element.role),
            element=element,
            point=element.box.clipped(screen.screenshot.box).center,
            score=1.0,
            why="it lies in the part that scrolls",
        )
        return BoundAction(action=scroll, surface_id=self._surface.id, target=over)


def _most_of(seen: Box) -> int:
    """Notches that bring most of what is in sight out of it, and nothing past it unseen."""
    return max(1, seen.height * 4 // 5 // PIXELS_PER_NOTCH)
