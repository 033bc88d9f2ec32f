"""The words for how things look: kinds, colours, sizes, sides, strokes; and for which of them are meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from planner.colors import NAMED
from planner.language.phrases import PhraseTable
from planner.things import Kind, Side, Size, Stroke, Trait

Choice = TypeVar("Choice", bound=StrEnum)


class Picking(StrEnum):
    """What small words say of which things are meant; `things.toml` has a list for each."""

    EVERY = "every"
    EVERYTHING = "everything"
    REST = "rest"
    EXCEPT = "except"
    SHADES = "shades"
    MIDDLE = "middle"
    THERE = "there"
    COUNT_OF = "count_of"
    SHOWN_TEXT = "shown_text"
    DESCRIBES = "describes"
    INSIDE = "inside"
    PLACE = "place"
    AROUND = "around"
    BY_MOUSE = "by_mouse"
    RISING = "rising"
    FALLING = "falling"
    LOWEST = "lowest"
    HIGHEST = "highest"
    GOES_ON = "goes_on"
    NARROWING = "narrowing"


Lists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Looks:
    """A language that has no such words yet has empty tables."""

    kinds: PhraseTable[Kind]
    colors: PhraseTable[str]
    sizes: PhraseTable[Size]
    sides: PhraseTable[Side]
    traits: PhraseTable[Trait]
    strokes: PhraseTable[Stroke]
    picking: Mapping[Picking, PhraseTable[bool]]
    kind_words: tuple[tuple[str, Kind], ...]

    @staticmethod
    def parse(
        *, kinds: Lists, colors: Lists, sizes: Lists, sides: Lists, traits: Lists, strokes: Lists, picking: Lists
    ) -> "Looks":
        """Raises ValueError for a name that means nothing."""
        unknown = [name for name in colors if name not in NAMED]
        if unknown:
            raise ValueError(f"no colour is called {unknown[0]}")
        named_kinds = tuple(_named(kinds, Kind))
        return Looks(
            kinds=PhraseTable(named_kinds),
            colors=PhraseTable((phrase, name) for name, phrases in colors.items() for phrase in phrases),
            sizes=PhraseTable(_named(sizes, Size)),
            sides=PhraseTable(_named(sides, Side)),
            traits=PhraseTable(_named(traits, Trait)),
            strokes=PhraseTable(_named(strokes, Stroke)),
            picking={kind: PhraseTable((phrase, True) for phrase in picking.get(kind.value, ())) for kind in Picking},
            kind_words=named_kinds,
        )


def _named(lists: Lists, choices: type[Choice]) -> Iterable[tuple[str, Choice]]:
    return [(phrase, choices(name)) for name, phrases in lists.items() for phrase in phrases]
