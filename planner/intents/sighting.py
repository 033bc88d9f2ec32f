"""What intents may ask of the loop between their acts: looking, finding, waiting."""

from collections.abc import Callable
from dataclasses import replace

from grounding.geometry import Box
from grounding.screen import Element, Figure, Look, ParsedScreen, Query, Target, Track
from planner.actions import Act, Intent, SelectOption, SetChecked, SetDate, SetLevel
from planner.find import Finder, Sight, wanted
from planner.memory import FoundBehind, Memory
from planner.ports import Allows, Eyes, Surface
from planner.safety.permit import BoundAction
from planner.settle import touches

SHOWN_WITHIN_S = 3.0


class LoopSighting:
    """`planner.intents.expand.Sighting` over the loop's own finder."""

    def __init__(
        self,
        *,
        surface: Surface,
        finder: Finder,
        eyes: Eyes,
        allows: Allows,
        bring: Callable[[Query], None],
        memory: Memory,
    ) -> None:
        """bring: scrolls a place into sight."""
        self._surface = surface
        self._finder = finder
        self._eyes = eyes
        self._allows = allows
        self._bring = bring
        self._memory = memory
        self.aimed: Target | None = None
        """Where the planner has seen the place of the intent at hand."""

    @property
    def reaches_popups(self) -> bool:
        return self._surface.reaches_popups

    def find(self, query: Query, *, patience_s: float) -> Sight:
        if self.aimed is not None and replace(query, role=None) == replace(self.aimed.query, role=None):
            look = self.look()
            return Sight(look=look, screen=self.parse(look), found=self.aimed)
        return self._finder.sight(query, patience_s=patience_s)

    def look(self) -> Look:
        return self._finder.current()

    def parse(self, look: Look) -> ParsedScreen:
        return self._finder.parse(look)

    def read(self, look: Look, box: Box) -> tuple[Element, ...]:
        return self._eyes.read(look, box)

    def read_again(self, look: Look, lines: tuple[Element, ...]) -> tuple[str, ...]:
        return self._eyes.read_again(look, lines)

    def tracks(self, look: Look) -> tuple[Track, ...]:
        return self._eyes.tracks(look)

    def figures(self, look: Look) -> tuple[Figure, ...]:
        return self._eyes.figures(look)

    def likeness(self, word: str, other: str) -> float:
        return self._eyes.likeness(word, other)

    def is_kind_of(self, word: str, kind: str) -> bool:
        return self._eyes.is_kind_of(word, kind)

    def changed(self, before: Look, after: Look) -> tuple[Box, ...]:
        return self._eyes.changed(before.screenshot, after.screenshot)

    def changed_at(self, region: Box, before: Look, after: Look) -> bool:
        return touches(self.changed(before, after), region)

    def wait(self, seconds: float) -> None:
        self._finder.wait(seconds)

    def is_harmless(self, act: Act, target: Target) -> bool:
        screen = self.parse(self.look())
        return self._allows(BoundAction(action=act, surface_id=self._surface.id, target=target), screen)

    def hidden_behind(self, place: Query) -> tuple[str, ...]:
        tip = self._memory.tip(FoundBehind, place, self.look().surroundings)
        return tip.opened if tip is not None else ()

    def found_behind(self, place: Query, opened: tuple[str, ...]) -> None:
        around = self.look().surroundings
        if self.hidden_behind(place) == opened:
            self._memory.followed(FoundBehind, place, around)
        else:
            self._memory.notice(FoundBehind(opened=opened), place, around)

    def _shows_track(self, query: Query) -> bool:
        """Whether a slider that has no name but its number among others is in sight."""
        return not query.text and len(self.tracks(self.look())) >= abs(query.ordinal or 1)

    def subject(self, intent: Intent) -> Target | None:
        """The control whose state tells afterwards whether the intent was reached; its place comes into sight."""
        if not isinstance(intent, SelectOption | SetChecked | SetDate | SetLevel):
            return None
        query = wanted(intent)
        assert query is not None  # all name a place
        if self.aimed is None and not (isinstance(intent, SetLevel) and self._shows_track(query)):
            self._bring(query)
        if isinstance(intent, SetDate | SetLevel):
            return None
        found = self.find(query, patience_s=SHOWN_WITHIN_S).found
        return found if isinstance(found, Target) else None
