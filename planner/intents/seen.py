"""What is drawn and written on a screen, thing by thing, and which of it a person's words mean."""

import itertools
import re
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from grounding.geometry import Box, Point
from grounding.screen import (
    Element,
    ElementId,
    Figure,
    Form,
    FoundBy,
    Look,
    ParsedScreen,
    Query,
    Role,
    Screenshot,
    ScreenText,
    Target,
)
from planner.intents.colors import Rgb, is_called
from planner.intents.expanding import NotPossible
from planner.likeness import plain
from planner.things import Kind, Side, Size, Things

_KINDS = {
    Form.CIRCLE: {Kind.CIRCLE, Kind.ELLIPSE},
    Form.ELLIPSE: {Kind.ELLIPSE},
    Form.SQUARE: {Kind.SQUARE, Kind.RECTANGLE, Kind.BOX},
    Form.RECTANGLE: {Kind.RECTANGLE, Kind.BOX},
    Form.TRIANGLE: {Kind.TRIANGLE},
    Form.DIAMOND: {Kind.DIAMOND},
    Form.PENTAGON: {Kind.PENTAGON},
    Form.HEXAGON: {Kind.HEXAGON},
    Form.STAR: {Kind.STAR},
    Form.OTHER: set[Kind](),
}
_WRITTEN = frozenset({Role.TEXT, Role.LABEL, Role.HEADING})
_NAMED_CONTROLS = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.TAB, Role.MENU_ITEM, Role.MENU})
_ALWAYS_CONTROLS = frozenset(
    {
        Role.TEXT_FIELD, Role.TEXT_AREA, Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.DROPDOWN, Role.SLIDER,
        Role.SPINNER, Role.SCROLLBAR, Role.PROGRESS,
    }
)  # fmt: skip
_LARGEST = {
    Role.CHECKBOX: 28, Role.RADIO: 28, Role.SWITCH: 40, Role.TEXT_FIELD: 60, Role.DROPDOWN: 60, Role.SPINNER: 60,
}  # fmt: skip
_POINT = 16
"""A round thing up to this size is a point."""
_TWO_SIZES = 1.35
_FRAMED = 8
_NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?\d+(?:[.,]\d+)?")


_DRAWN_SIGNS = frozenset("□■▢▣◻◼◽◾▪▫○●◯◌◦◆◇▲△▼▽")
"""Signs of the block of geometric shapes that look like what is drawn."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Thing:
    """kinds: all that it may be called. text: what a letter or a number says."""

    box: Box
    kinds: frozenset[Kind]
    rgb: Rgb
    hollow: bool = False
    text: str = ""
    corners: int = 0

    @property
    def size(self) -> int:
        return max(self.box.width, self.box.height)


class Seeing(Protocol):
    """Whoever parses a look and knows its figures."""

    def parse(self, look: Look) -> ParsedScreen: ...

    def figures(self, look: Look) -> tuple[Figure, ...]: ...


def things_on(eye: Seeing, look: Look) -> tuple[Thing, ...]:
    """From top to bottom. What belongs to a control, or is part of a line of writing, is no thing of its own."""
    screen = eye.parse(look)
    controls = [element for element in screen.elements if is_control(element, screen)]
    written = [e for e in screen.elements if e.role in _WRITTEN and _is_writing(e) and not _belongs(e.box, controls)]
    glyphs = [_glyph(e, look.screenshot) for e in written if _is_glyph(e.text)]
    figures = [
        figure
        for figure in eye.figures(look)
        if not _belongs(figure.box, controls)
        and not any(_is_ink(figure, line) or _is_frame(figure, line) for line in written)
    ]
    figures = [figure for figure in figures if not _is_sheet(figure, figures)]
    drawn = [_drawn(figure) for figure in figures]
    labels = [g for g in glyphs if any(f.box.encloses(g.box) and f.box.area > 2 * g.box.area for f in figures)]
    found = [*drawn, *(glyph for glyph in glyphs if glyph not in labels)]
    return tuple(sorted(found, key=lambda thing: (thing.box.top, thing.box.left)))


def _is_writing(element: Element) -> bool:
    """Squares and circles that a reader of text took for signs ("□□") are drawn things."""
    words = element.text.split()
    return bool(words) and (bool(element.handle) or not all(set(word) <= _DRAWN_SIGNS for word in words))


def is_control(element: Element, screen: ParsedScreen) -> bool:
    """By sight a coloured square is taken for a box to tick: where structure says what is, that does not count, and
    elsewhere neither does what has no words and is larger than such controls are."""
    by_sight = not any(other.handle for other in screen.elements)
    if element.role in _ALWAYS_CONTROLS:
        largest = _LARGEST.get(element.role, 0)
        return bool(element.handle) or (by_sight and (bool(element.text) or element.box.height <= largest))
    return element.role in _NAMED_CONTROLS and bool(element.text) and (bool(element.handle) or by_sight)


def meant(things: Things, seen: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """All of what is seen that the words fit."""
    found = [thing for thing in seen if _fits(things, thing)]
    besides = [other for part in things.besides for other in meant(part, seen)]
    found = [thing for thing in found if thing not in besides]
    if things.kind is Kind.POINT and any(thing.size <= _POINT for thing in found):
        found = [thing for thing in found if thing.size <= _POINT]
    match things.size:
        case Size.SMALLEST | Size.LARGEST if found:
            found.sort(key=lambda thing: thing.box.area, reverse=things.size is Size.LARGEST)
            found = [thing for thing in found if thing.box.area == found[0].box.area]
        case Size.SMALL | Size.LARGE:
            limit = _between_sizes(seen)
            found = [thing for thing in found if (thing.size <= limit) == (things.size is Size.SMALL)]
        case _:
            pass
    if things.side is not None and found:
        found = [min(found, key=lambda thing: _far_to(things.side, thing.box.center))]
    return tuple(found)


def inmost(found: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """Without what is only the frame around others."""
    frames = [one for one in found if one.hollow and any(one.box.encloses(o.box) for o in found if o is not one)]
    return tuple(one for one in found if one not in frames)


def needed(things: Things, seen: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """As `meant`. Raises NotPossible when there is none, unless all are meant, however many there are."""
    found = meant(things, seen)
    if not found and not things.every:
        raise NotPossible(f"There is no “{things.said}” in sight.")
    return found


def _far_to(side: Side | None, center: Point) -> int:
    match side:
        case Side.LEFT:
            return center.x
        case Side.RIGHT:
            return -center.x
        case Side.UP:
            return center.y
        case _:
            return -center.y


def _fits(things: Things, thing: Thing) -> bool:
    partly_covered = (
        things.kind is Kind.BOX and things.size is not None and thing.kinds == {Kind.SHAPE} and not thing.hollow
    )
    if things.kind is not Kind.ANYTHING and things.kind not in thing.kinds and not partly_covered:
        return False
    if things.names and plain(thing.text) not in {plain(name) for name in things.names}:
        return False
    return not things.color or is_called(thing.rgb, things.color, shades=things.shades)


def _between_sizes(seen: tuple[Thing, ...]) -> float:
    """What parts the small from the large: the widest gap among the sizes; where there is none, a line of writing."""
    sizes = sorted({thing.size for thing in seen if not thing.hollow})
    gaps = [(larger / smaller, (larger * smaller) ** 0.5) for smaller, larger in itertools.pairwise(sizes)]
    widest = max(gaps, default=(1.0, 0.0))
    return widest[1] if widest[0] >= _TWO_SIZES else 22.0


# --- what is what -------------------------------------------------------------------------------------------------


def _belongs(box: Box, controls: list[Element]) -> bool:
    return any(box.share_inside(control.box.grown(2)) > 0.8 for control in controls)


def _is_ink(figure: Figure, line: Element) -> bool:
    """A letter, or a stroke of one."""
    return figure.box.share_inside(line.box.grown(2)) > 0.7 and figure.box.height <= line.box.height * 1.2


def _is_sheet(figure: Figure, figures: list[Figure]) -> bool:
    """What several others are drawn on is no figure itself."""
    return not figure.hollow and sum(figure.box.encloses(other.box) for other in figures if other is not figure) > 1


def _is_frame(figure: Figure, line: Element) -> bool:
    """A button, a field or a cell: words with little around them."""
    words = len(line.text.strip()) > 1 and not _is_glyph(line.text)
    return words and figure.box.grown(2).encloses(line.box) and figure.box.area < _FRAMED * line.box.area


def _is_glyph(text: str) -> bool:
    bare = text.strip()
    return (len(bare) == 1 and bare.isalnum()) or _NUMBER.fullmatch(bare) is not None


def _glyph(element: Element, screenshot: Screenshot) -> Thing:
    text = element.text.strip()
    kinds = {Kind.LETTER} if text.isalpha() else {Kind.NUMBER, Kind.DIGIT} if len(text) == 1 else {Kind.NUMBER}
    return Thing(box=element.box, kinds=frozenset(kinds), rgb=ink_color(screenshot, element.box), text=text)


def _drawn(figure: Figure) -> Thing:
    kinds = {Kind.SHAPE} | _KINDS[figure.form]
    if kinds & {Kind.CIRCLE} or max(figure.box.width, figure.box.height) <= _POINT:
        kinds |= {Kind.POINT}
    return Thing(box=figure.box, kinds=frozenset(kinds), rgb=figure.rgb, hollow=figure.hollow, corners=figure.corners)


def ink_color(screenshot: Screenshot, box: Box) -> Rgb:
    """Of what stands in a box, as far from its ground as any of it is."""
    pixels = screenshot.crop(box).reshape(-1, 3).astype(np.int16)
    values, counts = np.unique(pixels, axis=0, return_counts=True)
    away = np.abs(pixels - values[int(np.argmax(counts))]).max(axis=1)
    ink = pixels[away >= 0.7 * max(1, int(away.max()))]
    red, green, blue = (int(part) for part in np.median(ink, axis=0))
    return red, green, blue


# --- for acting ---------------------------------------------------------------------------------------------------


def at_point(point: Point, said: str, look: Look, *, box: Box | None = None) -> Target:
    """A place that was found by its looks: nothing but the picture knows of it."""
    around = box or Box(point.x - 4, point.y - 4, point.x + 4, point.y + 4)
    element = Element(
        id=ElementId(f"{look.screenshot.id}-{point.x}-{point.y}"),
        box=around.clipped(look.screenshot.box),
        role=Role.IMAGE,
        text=ScreenText(said),
        confidence=0.8,
        found_by=FoundBy.VISION,
    )
    return Target(
        screenshot_id=look.screenshot.id,
        query=Query(text=said, role=Role.IMAGE),
        element=element,
        point=point,
        score=0.8,
        why="it looks so",
    )


def target_of(thing: Thing, said: str, look: Look) -> Target:
    return at_point(thing.box.center, said, look, box=thing.box)


def same_again(thing: Thing, seen: tuple[Thing, ...]) -> Thing | None:
    """The thing after it may have moved: of its colour, kinds and size; the nearest of these."""
    alike = [
        one
        for one in seen
        if one.kinds == thing.kinds and one.rgb == thing.rgb and abs(one.size - thing.size) <= max(2, thing.size // 10)
    ]
    return min(alike, key=lambda one: _apart(one, thing), default=None)


def _apart(one: Thing, other: Thing) -> int:
    return abs(one.box.center.x - other.box.center.x) + abs(one.box.center.y - other.box.center.y)


def without(things: Things, *others: Things) -> Things:
    return replace(things, besides=(*things.besides, *others))
