"""The eyes: text lines, shapes and offered structure fused into one parsed screen, reading no more than it takes.

Decision: reading pixels is the dear part, so where structure names one clear candidate only its region is read, to
see that it is really there. What the region says goes through the same fusion as a whole screen does, so a control
that is covered, blank or named otherwise is judged alike on both ways. Lines in a secret field are never read out.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz

from grounding import shapes
from grounding.difference import changed_boxes
from grounding.errors import PictureUnusable
from grounding.geometry import Box, Point
from grounding.screen import (
    Element,
    ElementId,
    FoundBy,
    Grounding,
    Look,
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
)
from grounding.text_reader.lines import Line
from grounding.text_reader.reader import TextReader

Locate = Callable[[Query, ParsedScreen], Target | Missed]
Fuse = Callable[[tuple[Element, ...], tuple[Element, ...], Screenshot], tuple[Element, ...]]
Detect = Callable[[Screenshot, tuple[Element, ...]], tuple[Element, ...]]
"""Controls seen in the pixels, given the lines that were read; found_by VISION."""

CLEAR_SCORE = 0.8
CLEAR_LEAD = 0.1
REGION_MARGIN = 6
WIDEST_REGION = (600, 90)
SEEN_LIKENESS = 50.0
INSIDE = 0.6
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


class Grounder:
    """Implements the planner's port for eyes. Belongs to one thread."""

    def __init__(self, *, text_reader: TextReader, locate: Locate, fuse: Fuse, detect: Detect = shapes.detect) -> None:
        self._text_reader = text_reader
        self._locate = locate
        self._fuse = fuse
        self._detect = detect
        self._last: ParsedScreen | None = None

    def load(self) -> None:
        """Opens the models now, not at the first look. Raises ModelMissing, ModelDamaged."""
        self._text_reader.load()

    def parse(self, look: Look) -> ParsedScreen:
        """Everything on the screen. Tiles and lines that were read before are not read again.

        Raises PictureUnusable for a frame of one colour, ModelMissing, ModelDamaged.
        """
        screenshot = look.screenshot
        refuse_one_colour(screenshot.pixels)
        last = self._last
        if last is not None and last.screenshot is screenshot and last.surroundings is look.surroundings:
            return last
        structure = offered(look)
        lines = self._lines(screenshot, screenshot.box, structure)
        controls = self._detect(screenshot, lines)
        seen = shapes.without_arrows(lines, controls) + controls
        elements = self._fuse(structure.elements, seen, screenshot)
        self._last = screen_of(look, elements, (screenshot.box,))
        return self._last

    def ground(self, query: Query, look: Look) -> Grounding:
        """The answer to one query; the whole screen is read only when structure has no clear, visible candidate.

        Raises what `parse` raises.
        """
        refuse_one_colour(look.screenshot.pixels)
        structure = offered(look)
        if structure.elements:
            by_structure = self._by_structure(query, look, structure)
            if by_structure is not None:
                return by_structure
        screen = self.parse(look)
        return Grounding(screen=screen, found=self._locate(query, screen))

    def read(self, look: Look, box: Box) -> tuple[Element, ...]:
        """The text lines inside a box, from pixels alone; of a line that reaches out, the words inside."""
        refuse_one_colour(look.screenshot.pixels)
        return self._lines(look.screenshot, box.clipped(look.screenshot.box), offered(look), cut=True)

    def changed(self, before: Screenshot, after: Screenshot) -> tuple[Box, ...]:
        """Where two screenshots of the same surface differ; the whole box when their sizes differ."""
        return changed_boxes(before.pixels, after.pixels)

    def _by_structure(self, query: Query, look: Look, structure: Structure) -> Grounding | None:
        """The clear candidate of the structure, when its pixels agree."""
        screenshot = look.screenshot
        claimed = screen_of(look, self._fuse(structure.elements, (), screenshot), ())
        found = self._locate(query, claimed)
        if not isinstance(found, Target) or not is_clear(found):
            return None
        region = region_of(found.element, found.point).clipped(screenshot.box)
        if not region.area:
            return None
        if State.SECRET in found.element.state:
            return Grounding(screen=claimed, found=found)
        lines = self._lines(screenshot, region, structure)
        checked = screen_of(look, self._fuse(structure.elements, lines, screenshot), (region,))
        again = self._locate(query, checked)
        if not isinstance(again, Target) or not is_clear(again) or again.element.id != found.element.id:
            return None
        if not is_shown(found.element, lines, screenshot.crop(region)):
            return None
        return Grounding(screen=checked, found=again)

    def _lines(
        self, screenshot: Screenshot, box: Box, structure: Structure, *, cut: bool = False
    ) -> tuple[Element, ...]:
        lines = self._text_reader.read(screenshot.pixels, box)
        if cut:
            lines = tuple(part for line in lines for part in inside_of(line, box))
        secrets = [element.box for element in structure.elements if State.SECRET in element.state]
        open_lines = [line for line in lines if not any(line.box.share_inside(secret) > 0.3 for secret in secrets)]
        return tuple(element_of(line, number) for number, line in enumerate(open_lines, start=1))


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
            "The picture of the screen is of one colour: unlock or wake the screen, or choose another display."
        )


def is_clear(found: Target) -> bool:
    lead = found.score - max((other.score for other in found.runners_up), default=0.0)
    return found.score >= CLEAR_SCORE and lead >= CLEAR_LEAD


def region_of(element: Element, point: Point) -> Box:
    """The element with a small margin; of a large one the part around the point."""
    wide, high = WIDEST_REGION
    around = Box(point.x - wide // 2, point.y - high // 2, point.x + wide // 2, point.y + high // 2)
    return element.box.grown(REGION_MARGIN).clipped(around)


def is_shown(element: Element, lines: tuple[Element, ...], crop: Pixels) -> bool:
    """Whether the pixels bear the element out: its text is read there, or something is drawn where no text is due."""
    if element.role not in _SHOWS_ITS_NAME or not element.text:
        return True
    spread = crop.max(axis=(0, 1)).astype(np.int16) - crop.min(axis=(0, 1))
    if int(spread.max()) < 16:
        return False
    there = [line.text for line in lines if line.box.share_inside(element.box.grown(2)) >= INSIDE]
    if not there or not can_be_read(element.text):
        return element.role in (Role.BUTTON, Role.LINK, Role.LIST_ITEM) or not can_be_read(element.text)
    wanted, read = element.text.casefold(), " ".join(there).casefold()
    return max(fuzz.partial_ratio(wanted, read), fuzz.ratio(element.value.casefold(), read)) >= SEEN_LIKENESS


def can_be_read(text: str) -> bool:
    """Whether most of the text is in letters that the reader knows: Latin and its neighbours.

    >>> can_be_read("Größe"), can_be_read("Сохранить")
    (True, False)
    """
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter < "\u0400" for letter in letters) * 2 > len(letters)


def element_of(line: Line, number: int) -> Element:
    return Element(
        id=ElementId(f"text-{number}"),
        box=line.box,
        role=Role.TEXT,
        text=line.text,
        confidence=line.confidence,
        found_by=FoundBy.TEXT,
    )


def inside_of(line: Line, box: Box) -> tuple[Line, ...]:
    """The line, or its words in the box; nothing when it only touches it."""
    if line.box.share_inside(box) > 0.85:
        return (line,)
    if line.box.clipped(box).height < 0.5 * line.box.height:
        return ()
    words = tuple(word for word in line.words if box.contains(word.box.center))
    if not words:
        return ()
    joined = words[0].box
    for word in words[1:]:
        joined = joined.joined(word.box)
    return (replace(line, box=joined, text=ScreenText(" ".join(word.text for word in words)), words=words),)
