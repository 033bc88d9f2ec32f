"""What an intent is opened up into, and what it may ask of the loop between its acts."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Protocol

from grounding.geometry import Box
from grounding.screen import Element, Figure, Look, ParsedScreen, Query, Target, Track
from planner.actions import Act
from planner.find import Given, Sight
from planner.plan import Expectation, ScreenChanges


@dataclass(frozen=True, kw_only=True)
class Single:
    """One act of an intent. expect: () where nothing need be seen of it. target: where, when it is found already."""

    act: Act
    expect: tuple[Expectation, ...] = (ScreenChanges(),)
    target: Given | None = None


class NotPossible(Exception):
    """The intent cannot be carried out on this screen, and why, in one sentence."""


class Sighting(Protocol):
    """What an intent may ask of the loop between its acts."""

    @property
    def reaches_popups(self) -> bool: ...

    def find(self, query: Query, *, patience_s: float) -> Sight: ...

    def look(self) -> Look: ...

    def parse(self, look: Look) -> ParsedScreen: ...

    def read(self, look: Look, box: Box) -> tuple[Element, ...]: ...

    def read_again(self, look: Look, lines: tuple[Element, ...]) -> tuple[str, ...]: ...

    def tracks(self, look: Look) -> tuple[Track, ...]: ...

    def figures(self, look: Look) -> tuple[Figure, ...]: ...

    def likeness(self, word: str, other: str) -> float: ...

    def is_kind_of(self, word: str, kind: str) -> bool: ...

    def changed(self, before: Look, after: Look) -> tuple[Box, ...]: ...

    def wait(self, seconds: float) -> None: ...

    def is_harmless(self, act: Act, target: Target) -> bool:
        """Whether the gate would let it pass without asking anybody."""
        ...

    def hidden_behind(self, place: Query) -> tuple[str, ...]:
        """What was opened, one after the other, when the place was found before; () when nothing is known."""
        ...

    def found_behind(self, place: Query, opened: tuple[str, ...]) -> None:
        """The place came into sight when these were opened."""
        ...


Singles = Generator[Single, None, None]
