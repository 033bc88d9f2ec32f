"""The words for how things look: kinds, colours, sizes, sides, strokes; and for which of them are meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from planner.intents.colors import NAMED
from planner.language.phrases import PhraseTable
from planner.text_looks import Style
from planner.things import Kind, Side, Size, Stroke, Trait

Choice = TypeVar("Choice", bound=StrEnum)


class Picking(StrEnum):
    """What small words say of which things are meant; `things.toml` has a list for each."""

    EVERY = "every"
    EVERYTHING = "everything"
    REST = "rest"
    MOVING = "moving"
    THAT_MOVES = "that_moves"
    AS_IT_MOVES = "as_it_moves"
    ANY_THING = "any_thing"
    EXCEPT = "except"
    SHADES = "shades"
    MIDDLE = "middle"
    THERE = "there"
    COUNT_OF = "count_of"
    SHOWN_TEXT = "shown_text"
    DESCRIBES = "describes"
    PUZZLE = "puzzle"
    PUZZLE_ENDS = "puzzle_ends"
    PUZZLE_IS_SHOWN = "puzzle_is_shown"
    ANSWER_TO = "answer_to"
    SIDES = "sides"
    AT_COORDINATES = "at_coordinates"
    IN_GRID = "in_grid"
    LIKE_IN_MEANING = "like_in_meaning"
    WORDS = "words"
    KINDS_OF = "kinds_of"
    THAT_ARE_OFFERED = "that_are_offered"
    ON_KEYPAD = "on_keypad"
    NOUGHTS = "noughts"
    SUM_OF = "sum_of"
    AVERAGE_OF = "average_of"
    IN_TABLE = "in_table"
    COLUMN_NOUN = "column_noun"
    NAME_OF = "name_of"
    SHOWN_PROSE = "shown_prose"
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
    STYLE_OF = "style_of"
    COLOR_OF = "color_of"
    THE_STYLE = "the_style"
    THE_LOOK = "the_look"
    WHOLE_TEXT = "whole_text"
    TEXT_HEAD = "text_head"
    WITH_PICKER = "with_picker"
    AS_COLOR = "as_color"
    WIDTH = "width"
    HEIGHT = "height"
    BIGGER = "bigger"
    SHRINKS = "shrinks"
    SO_THAT = "so_that"
    THE_COLOR = "the_color"
    SHOWN_COLOR = "shown_color"
    IN_EDITOR = "in_editor"
    LIST_TOP = "list_top"
    LIST_BOTTOM = "list_bottom"


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
    styles: PhraseTable[Style]
    picking: Mapping[Picking, PhraseTable[bool]]
    kind_words: tuple[tuple[str, Kind], ...]

    @staticmethod
    def parse(
        *,
        kinds: Lists,
        colors: Lists,
        sizes: Lists,
        sides: Lists,
        traits: Lists,
        strokes: Lists,
        styles: Lists,
        picking: Lists,
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
            styles=PhraseTable(_named(styles, Style)),
            picking={kind: PhraseTable((phrase, True) for phrase in picking.get(kind.value, ())) for kind in Picking},
            kind_words=named_kinds,
        )


def _named(lists: Lists, choices: type[Choice]) -> Iterable[tuple[str, Choice]]:
    return [(phrase, choices(name)) for name, phrases in lists.items() for phrase in phrases]
