"""The eyes: text lines, shapes and offered structure fused into one parsed screen, reading no more than it takes.

Decision: reading pixels is the dear part, so where structure names one clear candidate only its region is read, to
see that it is really there. What the region says goes through the same fusion as a whole screen does, so a control
that is covered, blank or named otherwise is judged alike on both ways. Lines in a secret field are never read out.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from grounding import meanings
from grounding.awake import with_awake
from grounding.claims import Shown, is_called_by_it, is_clear, is_named_so, region_of, shown
from grounding.controls import controls_of
from grounding.crosses import ADD, CLOSE, SUBTRACT, is_cross, is_minus, is_plus
from grounding.detector.detector import Detector
from grounding.difference import changed_boxes
from grounding.drawings import drawings_of
from grounding.errors import PictureUnusable
from grounding.evidence import squeezed
from grounding.expanders import with_expanders
from grounding.figures import find_figures
from grounding.geometry import Box
from grounding.icons import IconEncoder, Meant
from grounding.outlines import edges_of, visible, without_bare
from grounding.screen import (
    Element,
    ElementId,
    Figure,
    FoundBy,
    Grounding,
    Look,
    Meaning,
    Missed,
    ParsedScreen,
    Pixels,
    Query,
    Role,
    Screenshot,
    ScreenText,
    State,
    Structure,
    Target,
    Track,
    Vector,
)
from grounding.shapes import detect
from grounding.swatches import without_swatches
from grounding.switches import with_knobs
from grounding.text_reader.lines import Line, inside_of
from grounding.text_reader.reader import TextReader
from grounding.tracks import find_tracks
from grounding.underlined import with_links

Locate = Callable[[Query, ParsedScreen], Target | Missed]
Fuse = Callable[[tuple[Element, ...], tuple[Element, ...], Screenshot], tuple[Element, ...]]

MOST_CONTRADICTED = 3
SURELY_A_LINK = 0.6
IN_SECRET = 0.3
NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?\d+(?:[.,]\d+)?|[A-HJ-NP-WYZa-hjkmnp-wyz]")
NUMBERED = frozenset({Role.IMAGE, Role.ICON_BUTTON, Role.BUTTON})
INSET = 4
"""How far the frame of a button may reach into it."""
NUMBER_HEIGHTS = range(8, 49)
LONGEST_NUMBER = 2.5
"""The width of a number that may be taken for a drawing, in its heights."""
SURELY_A_NUMBER, A_NUMBER_ON_A_BUTTON = 0.9, 0.7
SAME_PLACE = 0.5
MOST_DRAWN_NUMBERS = 24


@dataclass(frozen=True)
class Contradicted:
    """Something else is plainly written where this element claims to be."""

    element: Element


@dataclass(frozen=True)
class Unsure:
    """The structure alone cannot answer: the whole screen must be read."""


class Grounder:
    """Implements the planner's port for eyes. Belongs to one thread."""

    def __init__(
        self, *, detector: Detector, text_reader: TextReader, icons: IconEncoder, locate: Locate, fuse: Fuse
    ) -> None:
        """text_reader: one that looks with the same detector, so that a screenshot is looked at once."""
        self._detector = detector
        self._text_reader = text_reader
        self._icons = icons
        self._locate = locate
        self._fuse = fuse
        self._last: tuple[Look, ParsedScreen] | None = None

    def load(self) -> None:
        """Opens the models now, not at the first look. Raises ModelMissing, ModelDamaged."""
        self._detector.load()
        self._text_reader.load()
        self._icons.load()

    def parse(self, look: Look) -> ParsedScreen:
        """Everything on the screen. Tiles and lines that were read before are not read again.

        Raises PictureUnusable for a frame of one colour, ModelMissing, ModelDamaged.
        """
        screenshot = look.screenshot
        refuse_one_colour(screenshot.pixels)
        if self._last is not None and is_same(look, self._last[0]):
            return self._last[1]
        structure = offered(look)
        read, linked = with_links(screenshot.pixels, self._text_reader.read(screenshot.pixels))
        lines = elements_of(read, structure)
        edges = edges_of(screenshot.pixels)
        seen = without_bare(visible(self._detector.controls(screenshot.pixels), edges), edges, lines)
        controls, texts = controls_of(seen, detect(screenshot, edges, lines), lines)
        controls = with_knobs(screenshot.pixels, controls)
        controls, texts = with_expanders(screenshot.pixels, without_swatches(screenshot.pixels, controls), texts)
        if not structure.elements:  # which tells its links itself
            texts += elements_of(linked, structure, first=len(read) + 1)
        elements = with_awake(screenshot.pixels, self._fuse(structure.elements, (*texts, *controls), screenshot))
        parsed = self._with_numbers(self._with_looks(screen_of(look, elements, (screenshot.box,))))
        self._last = (look, parsed)
        return parsed

    def ground(self, query: Query, look: Look) -> Grounding:
        """The answer to one query; the whole screen is read only when structure has no clear, visible candidate.

        Raises what `parse` raises.
        """
        refuse_one_colour(look.screenshot.pixels)
        structure = offered(look)
        for _ in range(MOST_CONTRADICTED):
            answer = self._by_structure(query, look, structure)
            match answer:
                case Grounding():
                    return answer
                case Contradicted():
                    left = tuple(element for element in structure.elements if element.id != answer.element.id)
                    structure = replace(structure, elements=left)
                case Unsure():
                    break
                case _:
                    assert_never(answer)
        if structure is not look.structure and isinstance(look.structure, Structure):
            look = replace(look, structure=structure)
        screen = self.parse(look)
        return Grounding(screen=screen, found=self._locate(query, screen))

    def locate(self, query: Query, screen: ParsedScreen) -> Target | Missed:
        """The answer to one query on a screen that is parsed already."""
        return self._locate(query, screen)

    def read(self, look: Look, box: Box) -> tuple[Element, ...]:
        """The text lines inside a box, from pixels alone; of a line that reaches out, the words inside."""
        refuse_one_colour(look.screenshot.pixels)
        lines = self._text_reader.read(look.screenshot.pixels, box)
        return elements_of([part for line in lines for part in inside_of(line, box)], offered(look))

    def read_line(self, look: Look, box: Box) -> tuple[Element, ...]:
        """What stands in a box that holds one line and no border; the detector, which finds lines, is not asked."""
        refuse_one_colour(look.screenshot.pixels)
        return elements_of(self._text_reader.read_in(look.screenshot.pixels, [box]), offered(look))

    def read_again(self, look: Look, lines: tuple[Element, ...]) -> tuple[ScreenText, ...]:
        """What another reader, some thirty times as dear, makes of lines that were read: a text each."""
        return self._text_reader.read_again(look.screenshot.pixels, [line.box for line in lines])

    def tracks(self, look: Look) -> tuple[Track, ...]:
        """The sliders that can be told from the picture alone: bars with a knob."""
        return find_tracks(look.screenshot.pixels)

    def figures(self, look: Look) -> tuple[Figure, ...]:
        """The circles, squares, triangles ... that can be told from the picture alone."""
        return find_figures(look.screenshot.pixels)

    def likeness(self, word: str, other: str) -> float:
        return meanings.likeness(word, other)

    def is_kind_of(self, word: str, kind: str) -> bool:
        return meanings.is_kind_of(word, kind)

    def changed(self, before: Screenshot, after: Screenshot) -> tuple[Box, ...]:
        """Where two screenshots of the same surface differ; the whole box when their sizes differ."""
        return changed_boxes(before.pixels, after.pixels)

    def _by_structure(self, query: Query, look: Look, structure: Structure) -> "Grounding | Contradicted | Unsure":
        """The clear candidate of the structure, when its pixels agree."""
        screenshot = look.screenshot
        if not structure.elements:
            return Unsure()
        claimed = screen_of(look, self._fuse(structure.elements, (), screenshot), ())
        found = self._locate(query, claimed)
        if isinstance(found, Missed) and found.beyond is not None and is_named_so(query, found.beyond):
            return Grounding(screen=claimed, found=found)  # to be scrolled to: nothing on this picture is better
        if not isinstance(found, Target) or not is_clear(found) or not is_called_by_it(query, found.element):
            return Unsure()
        region = region_of(found.element, found.point).clipped(screenshot.box)
        if not region.area:
            return Unsure()
        if State.SECRET in found.element.state:
            return Grounding(screen=claimed, found=found)
        lines = elements_of(self._text_reader.read(screenshot.pixels, region), structure)
        checked = screen_of(look, self._fuse(structure.elements, lines, screenshot), (region,))
        again = self._locate(query, checked)
        if not isinstance(again, Target) or not is_clear(again) or again.element.id != found.element.id:
            return Unsure()
        match shown(again.element, lines):
            case Shown.YES:
                return Grounding(screen=checked, found=again)
            case Shown.OTHERWISE:
                return Contradicted(again.element)
            case Shown.UNCLEAR:
                return Unsure()

    def _with_numbers(self, screen: ParsedScreen) -> ParsedScreen:
        """With the numbers that were taken for drawings, or for drawings on buttons: nothing but a sign or two."""
        drawn = [
            one
            for one in screen.elements
            if one.role in NUMBERED
            and not (one.text or one.hint or one.handle or one.meaning)
            and one.box.height in NUMBER_HEIGHTS
            and one.box.width <= LONGEST_NUMBER * one.box.height
        ][:MOST_DRAWN_NUMBERS]
        places = [one.box if one.role is Role.IMAGE else one.box.grown(-INSET) for one in drawn]
        lines = self._text_reader.read_in(screen.screenshot.pixels, places)
        numbers = [line for line in lines if NUMBER.fullmatch(line.text)]
        said: dict[ElementId, Element] = {}
        for one, place in zip(drawn, places, strict=True):
            line = next((line for line in numbers if line.box.share_inside(place) > SAME_PLACE), None)
            if line is None or line.confidence < (SURELY_A_NUMBER if one.role is Role.IMAGE else A_NUMBER_ON_A_BUTTON):
                continue
            if one.role is not Role.IMAGE:
                said[one.id] = replace(one, role=Role.BUTTON, text=line.text, text_box=line.box)
            elif line.box.iou(place) > SAME_PLACE:
                said[one.id] = replace(element_of(line, 0), id=one.id)
        elements = tuple(said.get(one.id, one) for one in screen.elements)
        return replace(screen, elements=elements) if said else screen

    def _with_looks(self, screen: ParsedScreen) -> ParsedScreen:
        """With what is drawn on the elements that say nothing in words."""
        drawings = drawings_of(screen.elements, screen.screenshot.pixels)
        vectors = self._icons.describe(screen.screenshot.pixels, [box for _, box in drawings])
        elements, looks = list(screen.elements), dict[ElementId, Vector]()
        for (at, box), vector in zip(drawings, vectors, strict=True):
            looks[elements[at].id] = vector
            if elements[at].text or elements[at].meaning is not None:
                continue
            meant = self._icons.meaning(vector)
            if is_cross(screen.screenshot.pixels, box):
                elements[at] = replace(elements[at], meaning=CLOSE)
            elif is_plus(screen.screenshot.pixels, box):
                elements[at] = replace(elements[at], meaning=ADD)
            elif isinstance(meant, Meant):
                meaning = Meaning(name=meant.name, confidence=round(meant.confidence, 3))
                elements[at] = replace(elements[at], meaning=meaning)
            elif is_minus(screen.screenshot.pixels, box):
                elements[at] = replace(elements[at], meaning=SUBTRACT)
        return replace(screen, elements=tuple(elements), looks=looks)


def is_same(look: Look, other: Look) -> bool:
    return (
        look.screenshot is other.screenshot
        and look.structure is other.structure
        and look.surroundings is other.surroundings
    )


def offered(look: Look) -> Structure:
    return look.structure if isinstance(look.structure, Structure) else Structure(elements=())


def screen_of(look: Look, elements: tuple[Element, ...], read: tuple[Box, ...]) -> ParsedScreen:
    return ParsedScreen(
        screenshot=look.screenshot,
        elements=elements,
        beyond=offered(look).beyond,
        surroundings=look.surroundings,
        read=read,
    )


def refuse_one_colour(pixels: Pixels) -> None:
    """Raises PictureUnusable."""
    first = pixels[0, 0]
    if bool((pixels[::16, ::16] == first).all()) and bool((pixels == first).all()):
        raise PictureUnusable(
            "The picture of the screen is of one colour: open the page that is to be used, unlock or wake the screen,"
            " or choose another display."
        )


def elements_of(lines: Sequence[Line], structure: Structure, *, first: int = 1) -> tuple[Element, ...]:
    """The lines as elements, without those in secret fields and on what cannot be reached. first: the number of the
    first."""
    secrets = [element.box for element in structure.elements if State.SECRET in element.state]
    open_lines = [line for line in lines if not any(line.box.share_inside(secret) > IN_SECRET for secret in secrets)]
    read = [element_of(line, number) for number, line in enumerate(open_lines, start=first)]
    return tuple(line for line in read if not is_behind(line, structure.behind))


def is_behind(line: Element, behind: Sequence[Element]) -> bool:
    """Whether a line is what is written on something that lies under a dialog."""
    said = squeezed(line.text)
    return any(line.box.share_inside(one.box) > SAME_PLACE and said in squeezed(one.text) for one in behind)


def element_of(line: Line, number: int) -> Element:
    return Element(
        id=ElementId(f"text-{number}"),
        box=line.box,
        role=Role.LINK if line.link >= SURELY_A_LINK else Role.TEXT,
        text=line.text,
        confidence=line.confidence,
        found_by=FoundBy.TEXT,
    )
