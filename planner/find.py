"""Looking until a place is there and ready: visible, at rest, enabled, on top.

A look is used again while a glance shows the very same picture, so a step that follows another costs one picture less.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from grounding.geometry import Box
from grounding.screen import Element, Grounding, Look, Missed, ParsedScreen, Query, Role, Screenshot, Target
from planner.actions import (
    Act,
    Clear,
    Click,
    Copy,
    Drag,
    Hover,
    Paste,
    PressKeys,
    Scroll,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    TypeText,
)
from planner.errors import ScreenUnusable
from planner.healing import Healer
from planner.other_names import is_other, not_so_narrow, other_names
from planner.ports import Clock, Eyes, Gone, Surface
from planner.settle import SETTLE_LIMIT_S, at_rest

FIND_PATIENCE_S = 10.0
PICTURE_PATIENCE_S = 4.0
READY_PATIENCE_S = 10.0
DOUBT_S = 1.5
FRESH_S, MOST_FRESH_S = 0.15, 0.4
"""How long a look counts as one of this moment; where a look takes long, another one would be of no later moment."""
SEEN_KEPT = 6
CARET_PIXELS = 1500
_MOVING = "it is still moving"
SAME_PLACE = 0.8
"""What lies so much over another is the same thing, told twice."""

Seeing = TypeVar("Seeing", Look, Screenshot)


@dataclass(frozen=True, kw_only=True, eq=False)
class Sight:
    """One look and what a query found in it."""

    look: Look
    screen: ParsedScreen
    found: Target | Missed


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Where a drag begins and where it ends, both found by an intent already."""

    start: Target
    end: Target

    @property
    def element(self) -> Element:
        return self.start.element


Given = Target | Stretch
"""A place, or two, that an intent has found already."""


@dataclass(frozen=True, kw_only=True)
class NotReady:
    """The place is there but cannot be acted on, and why."""

    reason: str


class Finder:
    """Looks for the loop; keeps the last look."""

    def __init__(self, *, surface: Surface, eyes: Eyes, clock: Clock) -> None:
        self._surface = surface
        self._eyes = eyes
        self._clock = clock
        self._last: Look | None = None
        self._known_s = -MOST_FRESH_S  # when the last look was begun, or its picture was seen to be still the same
        self._fresh_s = FRESH_S
        self._rested = False  # whether two pictures in a row were that of the last look
        self._compared = False  # whether the last look was made, or found to be the same, after an act was judged
        self._answered: tuple[Look | None, dict[Query, Grounding]] = (None, {})
        self._seen: dict[str, Screenshot] = {}
        self.healer: Healer | None = None  # for flows
        self.spent_s: dict[str, float] = {"look_s": 0.0, "parse_s": 0.0}

    @property
    def rested(self) -> bool:
        """Whether the picture before the last look was the same, so that the screen was at rest."""
        return self._rested

    def look(self, *, since: Screenshot | None = None) -> Look:
        """since: the picture that was taken right before, so that the look tells whether the screen rests."""
        began_s = self._clock.now_s()
        self._last = look = self._patiently(self._surface.look)
        self._known_s = began_s
        self._fresh_s = min(MOST_FRESH_S, max(FRESH_S, 2 * (self._clock.now_s() - began_s)))
        self._compared = False
        self._rested = since is not None and not self._eyes.changed(since, look.screenshot)
        self._seen[look.screenshot.id] = look.screenshot
        if len(self._seen) > SEEN_KEPT:
            del self._seen[next(iter(self._seen))]
        return look

    def differs(self, before: Screenshot, region: Box) -> bool:
        """Whether a region looks otherwise now, by more than a caret."""
        changed = self._eyes.changed(before, self.glance())
        return sum(box.clipped(region).area for box in changed) > CARET_PIXELS

    def seen(self, screenshot_id: str) -> Screenshot | None:
        """The picture of one of the last few looks."""
        return self._seen.get(screenshot_id)

    def glance(self) -> Screenshot:
        return self._patiently(self._surface.glance)

    def _patiently(self, see: Callable[[], Seeing]) -> Seeing:
        """A page that is just being replaced, or a display that redraws, gives no picture for a moment."""
        began_s = self._clock.now_s()
        try:
            while True:
                try:
                    return see()
                except ScreenUnusable:
                    if self._clock.now_s() >= began_s + PICTURE_PATIENCE_S:
                        raise
                    self._clock.sleep_s(0.1)
        finally:
            self.spent_s["look_s"] += self._clock.now_s() - began_s

    def rest(self, seconds: float) -> None:
        self._clock.sleep_s(seconds)
        self.forget()

    def forget(self) -> None:
        """After an act: what was seen before it no longer stands."""
        self._last = None

    def wait(self, seconds: float) -> None:
        """Whoever waits wants to see what came meanwhile."""
        self._clock.sleep_s(seconds)
        self._known_s = -MOST_FRESH_S

    def recent(self) -> Look:
        """The last look if it is of this moment; else the current one. For what is made sure of later, or doubted."""
        return self._last if self._last is not None and self._is_known() else self.current()

    def current(self) -> Look:
        """The last look if the picture is, or was a moment ago, still the same to the pixel; else a new one.

        A picture is what takes longest in a step.
        """
        return self._last if self._last is not None and self._compared and self._is_known() else self.present()

    def _is_known(self) -> bool:
        asks = self._last is not None and self._last.surroundings.dialog is not None
        return not asks and self._clock.now_s() < self._known_s + self._fresh_s

    def present(self) -> Look:
        """The same, and the picture is compared now."""
        last, began_s = self._last, self._clock.now_s()
        if last is None or last.surroundings.dialog is not None:
            last = self.look()
        elif self._eyes.changed(last.screenshot, now := self.glance()):
            last = self.look(since=now)
        else:
            self._known_s, self._rested = began_s, True
        self._compared = True
        return last

    def ground(self, query: Query, look: Look) -> Grounding:
        """What was asked of this very look before is answered as before."""
        if self._answered[0] is not look:
            self._answered = (look, {})
        known = self._answered[1].get(query)
        if known is None:
            known = self._answered[1][query] = self._grounded(query, look)
        return known

    def _grounded(self, query: Query, look: Look) -> Grounding:
        began_s = self._clock.now_s()
        grounding = self._eyes.ground(query, look)
        for other in other_names(query):
            if not isinstance(grounding.found, Target) or is_other(query, grounding.found.element, look):
                by_name = self._eyes.ground(other, look)
                grounding = by_name if isinstance(by_name.found, Target) else grounding
        found = grounding.found
        if isinstance(found, Target) and is_other(query, found.element, look):
            grounding = replace(grounding, found=not_so_narrow(query, found))
        self.spent_s["parse_s"] += self._clock.now_s() - began_s
        return grounding

    def parse(self, look: Look) -> ParsedScreen:
        began_s = self._clock.now_s()
        screen = self._eyes.parse(look)
        self.spent_s["parse_s"] += self._clock.now_s() - began_s
        return screen

    def sight(self, query: Query, *, patience_s: float = FIND_PATIENCE_S) -> Sight:
        """Looks until the query is found, with any patience at least twice, however long a look takes; gives up early
        when only scrolling can bring it."""
        began_s = self._clock.now_s()
        deadline_s = began_s + patience_s
        doubted_until_s = began_s + (min(DOUBT_S, patience_s) if self._surface.structure_path else 0.0)
        pause_s, looked_again = 0.1, not patience_s
        look = self.recent()
        while True:
            grounding = self.ground(query, look)
            sight = Sight(look=look, screen=grounding.screen, found=grounding.found)
            if isinstance(sight.found, Target):
                if not only_its_label(sight.found) or self._clock.now_s() >= doubted_until_s:
                    if self.healer is not None and patience_s:
                        self.healer.found(query, sight.found, look)
                    return sight
            elif sight.found.beyond is not None:
                return sight
            elif self.healer is not None and (taught := self.healer.as_taught(query, look)) is not None:
                return replace(sight, found=taught)
            if self._clock.now_s() >= deadline_s and looked_again:
                return self._healed(query, sight) if patience_s else sight
            looked_again = True
            self._clock.sleep_s(pause_s)
            pause_s = min(0.5, pause_s * 1.6)
            look = self._look_when_changed(look)

    def _healed(self, query: Query, sight: Sight) -> Sight:
        if self.healer is None or isinstance(sight.found, Target):
            return sight
        target = self.healer.heal(query, sight.look)
        return sight if target is None else replace(sight, found=target)

    def _look_when_changed(self, seen: Look) -> Look:
        """A new look; structure may change where the picture does not, so never the same object."""
        if self._surface.structure_path is None and not self._eyes.changed(seen.screenshot, self.glance()):
            return seen
        return self.look()

    def ready(self, query: Query, sight: Sight) -> Sight | NotReady:
        """Waits until the found element is at rest, enabled and on top; the newest sight of it."""
        began_s = self._clock.now_s()
        box_before: Box | None = None
        while True:
            assert isinstance(sight.found, Target)  # the caller has just found it
            reason = self._hindrance(sight.look, sight.found)
            box = sight.found.element.box
            # Carets, spinners and video never rest: then the element found at the same place again has to do.
            own_box_rests = reason == _MOVING and box == box_before and self._clock.now_s() >= began_s + SETTLE_LIMIT_S
            if not reason or own_box_rests:
                return sight
            box_before = box
            if self._clock.now_s() >= began_s + READY_PATIENCE_S:
                return NotReady(reason=reason)
            self._clock.sleep_s(0.1)
            look = self.look()
            grounding = self.ground(query, look)
            if isinstance(grounding.found, Missed) and sight.found.query != query:
                grounding = self.ground(sight.found.query, look)  # found under another name
            if isinstance(grounding.found, Missed):
                return NotReady(reason="it went away")
            sight = Sight(look=look, screen=grounding.screen, found=grounding.found)

    def _hindrance(self, look: Look, target: Target) -> str:
        """Why the target cannot be acted on yet; "" when it can."""
        if not target.element.enabled:
            return "it is disabled"
        if not self._rests(look, target.element) and not self._rests_by_its_own_box(target.element):
            return _MOVING
        if self._surface.hit(target.element, target.point.x, target.point.y) is False:
            return "something covers it"
        return ""

    def _rests(self, look: Look, element: Element) -> bool:
        if look is self._last and self._rested and self._is_known():
            return True
        _, rested = at_rest(
            look.screenshot,
            region=element.box.clipped(look.screenshot.box),
            glance=self.glance,
            changed=self._eyes.changed,
            clock=self._clock,
            limit_s=0.0,
        )
        return rested

    def _rests_by_its_own_box(self, element: Element) -> bool:
        """For carets, spinners and video: the structure says that the box is where it was."""
        if not element.handle:
            return False
        fresh = self._surface.inspect(element)
        return isinstance(fresh, Element) and not isinstance(fresh, Gone) and fresh.box == element.box


def only_its_label(target: Target) -> bool:
    """Whether words were read where a field was asked for: what has just come up tells its controls a moment later."""
    return target.query.role in _ENTERED and target.element.role in (Role.TEXT, Role.LABEL)


_ENTERED = frozenset(
    {Role.TEXT_FIELD, Role.DROPDOWN, Role.SPINNER, Role.SLIDER, Role.CHECKBOX, Role.RADIO, Role.SWITCH}
)


def wanted(action: Act | SelectOption | SetDate | SetLevel | SetChecked) -> Query | None:
    """The place that an action names, with the kind of control it needs when the words left it open."""
    match action:
        case TypeText(place=place) | Clear(place=place) | Paste(place=place) | SetDate(place=place):
            return _of_kind(place, Role.TEXT_FIELD)
        case SetLevel(place=place):
            return _of_kind(place, Role.SLIDER)
        case SelectOption(place=place):
            return _of_kind(place, Role.DROPDOWN)
        case SetChecked(place=place):
            return _of_kind(place, Role.CHECKBOX)
        case Click(place=place) | Hover(place=place) | PressKeys(place=place) | Copy(place=place) | Scroll(place=place):
            return place
        case Drag(start=start):
            return start
        case _:
            return None


def _of_kind(place: Query | None, role: Role) -> Query | None:
    if place is None or place.role is not None:
        return place
    return replace(place, role=role)


def alike(target: Target) -> tuple[Element, ...]:
    """The others that fit just as well: same kind, same words, no worse score. Acting on one would be a guess."""
    if target.query.ordinal is not None:
        return ()
    nameless = not target.query.text and not target.query.relations
    return tuple(
        other.element
        for other in target.runners_up
        if other.score >= target.score - 0.005
        and other.element.role is target.element.role
        and (nameless or other.element.text.casefold() == target.element.text.casefold())
        and other.element.box.iou(target.element.box) < SAME_PLACE
    )
