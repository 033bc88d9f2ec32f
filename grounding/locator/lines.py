"""Text lines: names that were broken over lines, and where in a line some words stand."""

from collections.abc import Sequence
from dataclasses import replace

from grounding.geometry import Box, Point
from grounding.locator.spelling import Spelling, spell
from grounding.locator.words import likeness
from grounding.screen import Element, ElementId, FoundBy, Role, ScreenText

_NARROW, _WIDE = frozenset("iljtfr.,;:'|!()[]I "), frozenset("mwMW@%—")


def joined_lines(asked: Spelling, elements: Sequence[Element]) -> list[tuple[Element, Point]]:
    """Neighbouring pieces of read text that together say better what was asked, each pair with the pixel to act at.

    Readers of text split a name that is wrapped, or whose words stand wide apart.
    """
    letters = asked.compact
    pieces = [
        element
        for element in elements
        if element.found_by is FoundBy.TEXT
        and element.role in (Role.TEXT, Role.LABEL)
        and _shares(letters, spell(element.text))
    ][:60]
    found: list[tuple[Element, Point]] = []
    for first in pieces:
        for second in pieces:
            if first is not second and (_follows_below(first.box, second.box) or _follows_right(first.box, second.box)):
                both = _join(first, second)
                score = likeness(asked, spell(both.text)).score
                alone = max(likeness(asked, spell(first.text)).score, likeness(asked, spell(second.text)).score)
                if score > max(0.6, alone + 0.02):
                    # "Sort by:" and "Name" are a caption and what it is the caption of.
                    caption = first.text.rstrip().endswith(":")
                    longest = max((first, second), key=lambda piece: len(piece.text))
                    found.append((both, (second if caption else longest).box.center))
    return found


def _shares(letters: str, piece: Spelling) -> bool:
    if len(piece.compact) < 2:
        return False
    return piece.compact in letters or any(len(word) > 1 and word in letters for word in piece.words)


def _follows_below(first: Box, second: Box) -> bool:
    height = max(first.height, second.height)
    if not -0.3 * height <= second.top - first.bottom <= 0.6 * height:
        return False
    if second.center.y <= first.center.y or min(first.height, second.height) < 0.6 * height:
        return False
    return abs(first.left - second.left) <= 0.6 * height or abs(first.center.x - second.center.x) <= 0.6 * height


def _follows_right(first: Box, second: Box) -> bool:
    height = max(first.height, second.height)
    return abs(first.center.y - second.center.y) <= 0.35 * height and -2 <= second.left - first.right <= 1.2 * height


def _join(first: Element, second: Element) -> Element:
    return replace(
        first,
        id=ElementId(f"{first.id}+{second.id}"),
        box=first.box.joined(second.box),
        text=ScreenText(f"{first.text} {second.text}"),
        confidence=min(first.confidence, second.confidence),
    )


def middle_of_words(asked: Spelling, line: Element) -> Point | None:
    """Where in a line of text the asked words stand, by the usual widths of letters; None when they are not there.

    >>> from grounding.screen import FoundBy
    >>> line = Element(id=ElementId("1"), box=Box(0, 0, 300, 20), role=Role.TEXT, found_by=FoundBy.TEXT,
    ...     text=ScreenText("File Edit View"))
    >>> middle_of_words(spell("view"), line).x > 200
    True
    """
    shown = str(line.text).casefold()
    at = shown.find(asked.raw.casefold())
    length = len(asked.raw)
    if at < 0:
        at, length = shown.find(asked.plain), len(asked.plain)
    if at < 0 or not length or line.box.width < 2:
        return None
    text = str(line.text)
    total = _width(text)
    start, end = _width(text[:at]) / total, _width(text[: at + length]) / total
    x = line.box.left + round(line.box.width * (start + end) / 2)
    return Point(min(line.box.right - 1, max(line.box.left, x)), line.box.center.y)


def _width(text: str) -> float:
    return sum(0.55 if c in _NARROW else 1.5 if c in _WIDE else 1.25 if c.isupper() else 1.0 for c in text) or 1.0
