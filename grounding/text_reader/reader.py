"""Text lines of a screen or of a part of it, with tight boxes; what was read before costs nothing.

It says what is written, not what it means: an icon beside a word may add a letter, and "0" and "O" look alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from grounding.detector.decode import SeenLine
from grounding.detector.detector import Detector
from grounding.difference import differ
from grounding.engine import Engine
from grounding.geometry import Box
from grounding.recent import Recent
from grounding.screen import Pixels, ScreenText
from grounding.text_reader.ink import NOWHERE, Piece, background_of, pieces
from grounding.text_reader.lines import Line, Reading
from grounding.text_reader.minus import reach_of, signed
from grounding.text_reader.reaching import reaching
from grounding.text_reader.recognition import TextRecogniser

LEAST_CONFIDENCE = 0.5
LEAST_CONFIDENCE_IF_SHORT = 0.4
SURE = 0.95
FIRST_IDEOGRAPH = "\u2e80"
SIGNS = {"十": "+", "二": "=", "一": "-", "—": "-", "O": "0"}
"""What a sign that stands alone is taken for: keys of calculators are commoner than lone ideographs and letters O."""
UPRIGHT = frozenset("1Il|")
SLANT = 0.25
SMALLEST_STROKE = 6
SURELY_UPRIGHT = 0.97
CROSSES = frozenset("xX")
SURELY_A_LETTER = 0.9
"""Below it a lone cross is what closes or multiplies: both are commoner than the letter alone."""
DRAWN = frozenset("□口☐☑☒✓✔✕✗○●◯▼▲▾▸▶◀")
"""Lone signs that are drawings of controls, not text."""
MARGIN = 3
KEPT_LINES = 2048


@dataclass(frozen=True, eq=False)
class Done:
    """What was read in a place, and the pixels that it depends on."""

    place: Box
    pixels: Pixels
    lines: tuple[Line, ...]


class TextReader:
    """Belongs to one thread."""

    def __init__(self, *, engine: Engine, detector: Detector | None = None) -> None:
        """detector: one that others use too, so that a screenshot is looked at once."""
        self._detector = detector or Detector(engine=engine)
        self._recogniser = TextRecogniser(engine=engine)
        self._done: Recent[Done] = Recent(size=KEPT_LINES)

    def load(self) -> None:
        """Opens the models now. Raises ModelMissing, ModelDamaged."""
        self._detector.load()
        self._recogniser.load()

    def read(self, pixels: Pixels, within: Box | None = None) -> tuple[Line, ...]:
        """The lines that touch `within` (all when None), in reading order.

        Raises ModelMissing, ModelDamaged.
        """
        frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
        region = frame if within is None else within.clipped(frame)
        if not region.area:
            return ()
        seen = self._detector.lines(pixels, region)
        lines = self._read(pixels, seen if within is None else reaching(pixels, seen, region))
        return tuple(line for line in lines if line.box.meets(region) and is_believable(line))

    def read_in(self, pixels: Pixels, boxes: Sequence[Box]) -> tuple[Line, ...]:
        """What can be read in boxes where the detector saw something else than text, each taken for one line."""
        lines = self._read(pixels, [SeenLine(box=box, likely=1.0, link=0.0) for box in boxes])
        return tuple(line for line in lines if is_believable(line))

    def _read(self, pixels: Pixels, seen: Sequence[SeenLine]) -> list[Line]:
        frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
        known = [self._as_before(pixels, line) for line in seen]
        missing = [at for at, read in enumerate(known) if read is None]
        parts = [(at, part) for at in missing for part in self._pieces(pixels, seen[at])]
        crops = [without_caret(pixels, part.box.grown(MARGIN).clipped(frame), part.caret) for _, part in parts]
        places = {at: place_of(seen[at].box).clipped(frame) for at in missing}
        copies = {at: crop_of(pixels, place).copy() for at, place in places.items()}
        found: dict[int, list[Line]] = {at: [] for at in missing}
        for (at, part), reading in zip(parts, self._recogniser.read(crops), strict=True):
            crop = crop_of(copies[at], part.box.moved(-places[at].left, -places[at].top))
            found[at].append(signed(line_of(reading, part.box, seen[at].link, crop), pixels))
        for at, lines in found.items():
            known[at] = tuple(lines)
            self._done.keep((seen[at], pixels.shape), Done(places[at], copies[at], tuple(lines)))
        return [line for lines in known for line in lines or ()]

    def read_again(self, pixels: Pixels, boxes: Sequence[Box]) -> tuple[ScreenText, ...]:
        """What the other recogniser makes of the lines in these boxes: a text each."""
        frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
        crops: list[Pixels] = []
        for box in boxes:
            around = box.grown(MARGIN).clipped(frame)
            parts = pieces(pixels, around, core_of(box))
            caret = next((part.caret for part in parts if part.caret.area), NOWHERE)
            crops.append(without_caret(pixels, around, caret))
        return self._recogniser.read_again(crops)

    def _as_before(self, pixels: Pixels, line: SeenLine) -> tuple[Line, ...] | None:
        """What was read in this place before, when nothing changed there."""
        done = self._done.get((line, pixels.shape))
        return None if done is None or differ(done.pixels, crop_of(pixels, done.place)) else done.lines

    def _pieces(self, pixels: Pixels, line: SeenLine) -> list[Piece]:
        """The pieces of ink in a line that was seen."""
        frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
        return pieces(pixels, line.box.grown(room_of(line.box)).clipped(frame), core_of(line.box))


def line_of(reading: Reading, box: Box, link: float, crop: Pixels) -> Line:
    """What was recognised, with lone signs put right."""
    text = reading.text.strip()
    if text in UPRIGHT and reading.confidence < SURELY_UPRIGHT:
        text = leaning(crop) or text
    if text in CROSSES and reading.confidence < SURELY_A_LETTER:
        text = ScreenText("×")
    text = ScreenText(SIGNS.get(text, text))
    return Line(box=box, text=text, confidence=round(reading.confidence, 3), link=link, reading=reading, crop=crop)


def room_of(box: Box) -> int:
    """How far around a line its ink may reach: the detector's boxes are off by a few pixels."""
    return max(3, box.height // 4)


def place_of(box: Box) -> Box:
    """All pixels that what is read in a line depends on."""
    return reach_of(box).joined(box.grown(room_of(box) + MARGIN))


def core_of(box: Box) -> Box:
    """The part of a line that is surely its own: the inner half of its height."""
    inset = max(1, box.height // 4)
    return Box(box.left, box.top + inset, box.right, max(box.top + inset + 1, box.bottom - inset))


def crop_of(pixels: Pixels, box: Box) -> Pixels:
    return pixels[box.top : box.bottom, box.left : box.right]


def without_caret(pixels: Pixels, box: Box, caret: Box) -> Pixels:
    """The crop, with the text cursor painted over: it would be read as a letter."""
    crop = crop_of(pixels, box)
    inside = caret.clipped(box)
    if not inside.area:
        return crop
    painted = crop.copy()
    painted[:, inside.left - box.left : inside.right - box.left] = background_of(crop)[0]
    return painted


def is_believable(line: Line) -> bool:
    """Icons are read as short texts without conviction, most of all as ideographs."""
    if line.text in DRAWN:
        return False
    if len(line.text) > 3:
        return line.confidence >= LEAST_CONFIDENCE
    lone_ideograph = len(line.text) == 1 and line.text >= FIRST_IDEOGRAPH
    return bool(line.text) and line.confidence >= (SURE if lone_ideograph else LEAST_CONFIDENCE_IF_SHORT)


def leaning(crop: Pixels) -> str:
    """A lone slash is read as a one: the sign that a slanting stroke is, or nothing when it stands upright."""
    grey = np.asarray(crop.mean(axis=2), dtype=np.uint8)
    _, parted = cv2.threshold(grey, 0, 1, cv2.THRESH_OTSU)
    stroke = np.asarray(parted == (0 if parted.mean() > 0.5 else 1))
    rows = np.flatnonzero(stroke.any(axis=1))
    if len(rows) < SMALLEST_STROKE:
        return ""
    top, bottom = (float(np.flatnonzero(stroke[row]).mean()) for row in (rows[0], rows[-1]))
    lean = (top - bottom) / len(rows)
    return "/" if lean > SLANT else "\\" if lean < -SLANT else ""
