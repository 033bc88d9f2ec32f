"""A structure's claims held against the pixels: is its answer clear, where to look, does the name stand there."""

import re
from enum import Enum

from rapidfuzz import fuzz

from grounding.geometry import Box, Point
from grounding.screen import Element, Query, Role, Target
from grounding.text_reader.scripts import is_read

CLEAR_SCORE = 0.8
CLEAR_LEAD = 0.1
REGION_MARGIN = 6
WIDEST_REGION = (600, 90)
SEEN_LIKENESS = 50.0
SURE_CONFIDENCE = 0.8
LONG_NAME = 8
INSIDE = 0.6
SHORTEST_WORD = 3
STEM = 4
_SHOWS_ITS_NAME = frozenset(
    {
        Role.BUTTON,
        Role.LINK,
        Role.TAB,
        Role.MENU_ITEM,
        Role.OPTION,
        Role.LIST_ITEM,
        Role.CELL,
        Role.HEADER,
        Role.TREE_ITEM,
        Role.TEXT,
        Role.LABEL,
        Role.HEADING,
    }
)
_MAY_BE_A_PICTURE = frozenset({Role.BUTTON, Role.LINK, Role.LIST_ITEM, Role.CELL, Role.TAB})


class Shown(Enum):
    YES = "yes"
    OTHERWISE = "otherwise"
    UNCLEAR = "unclear"


def is_named_so(query: Query, element: Element) -> bool:
    return " ".join(query.text.split()).casefold() == " ".join(element.text.split()).casefold()


def is_called_by_it(query: Query, element: Element) -> bool:
    """Whether a word of the query stands on the element; by another word for it alone, what the words say literally
    may stand beside, where no structure tells it. Drawings and places without words are left to the score."""
    said = f"{element.text} {element.value} {element.hint}".casefold()
    words = [word for word in re.findall(r"\w+", query.text.casefold()) if len(word) >= SHORTEST_WORD]
    return not words or not said.strip() or any(word[:STEM] in said for word in words)


def is_clear(found: Target) -> bool:
    lead = found.score - max((other.score for other in found.runners_up), default=0.0)
    return found.score >= CLEAR_SCORE and lead >= CLEAR_LEAD


def region_of(element: Element, point: Point) -> Box:
    """The element with a small margin; of a large one the part around the point."""
    wide, high = WIDEST_REGION
    around = Box(point.x - wide // 2, point.y - high // 2, point.x + wide // 2, point.y + high // 2)
    return element.box.grown(REGION_MARGIN).clipped(around)


def shown(element: Element, lines: tuple[Element, ...]) -> Shown:
    """Whether the pixels bear the element out, by the text that was read in it where its name should stand."""
    if element.role not in _SHOWS_ITS_NAME or not can_be_read(element.text):
        return Shown.YES
    there = [line for line in lines if line.box.share_inside(element.box.grown(2)) >= INSIDE]
    if not there:
        return Shown.YES if element.role in _MAY_BE_A_PICTURE else Shown.UNCLEAR
    read = " ".join(line.text for line in there)
    if max(likeness(name, read) for name in (element.text, element.value, element.hint) if name) >= SEEN_LIKENESS:
        return Shown.YES
    sure = min(line.confidence for line in there) >= SURE_CONFIDENCE and len(read) > 2
    return Shown.OTHERWISE if sure else Shown.UNCLEAR


def likeness(name: str, read: str) -> float:
    """0..100. A short name is compared with whole words: its letters can be found in any sentence.

    >>> likeness("Save", "Delete everything") < 50 < likeness("Save", "5ave as")
    True
    """
    name, read = name.casefold(), read.casefold()
    if len(name) >= LONG_NAME:
        return float(fuzz.partial_ratio(name, read))
    return float(max(fuzz.ratio(name, word) for word in (read, *read.split())))


def can_be_read(text: str) -> bool:
    """Whether most of the text is in letters that the reader knows.

    >>> can_be_read("Größe"), can_be_read("Сохранить"), can_be_read("حفظ")
    (True, True, False)
    """
    letters = [letter for letter in text if letter.isalpha()]
    return sum(is_read(letter) for letter in letters) * 2 > len(letters)
