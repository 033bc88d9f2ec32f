"""Text lines of a screen or of a part of it, with tight boxes; what was read before costs nothing.

It says what is written, not what it means: an icon beside a word may add a letter, and "0" and "O" look alike.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from grounding.detector.decode import SeenLine
from grounding.detector.detector import Detector
from grounding.engine import Engine
from grounding.geometry import Box
from grounding.screen import Pixels, ScreenText
from grounding.text_reader.ink import NOWHERE, Piece, background_of, pieces
from grounding.text_reader.lines import Line, Reading, Recent
from grounding.text_reader.recognition import TextRecogniser
from grounding.text_reader.words import inside_of

LEAST_CONFIDENCE = 0.5
LEAST_CONFIDENCE_IF_SHORT = 0.6
SURE = 0.95
FIRST_IDEOGRAPH = "\u2e80"
SIGNS = {"十": "+", "二": "=", "一": "-", "—": "-", "O": "0"}
"""What a sign that stands alone is taken for: keys of calculators are commoner than lone ideographs and letters O."""
UPRIGHT = frozenset("1Il|")
SLANT = 0.25
SMALLEST_STROKE = 6
SURELY_UPRIGHT = 0.97
DRAWN = frozenset("□口☐☑☒✓✔✕✗○●◯▼▲▾▸▶◀")
"""Lone signs that are drawings of controls, not text."""
MARGIN = 3
KEPT_LINES = 2048

Read = tuple[Line, Reading]


class TextReader:
    """Belongs to one thread."""

    def __init__(self, *, engine: Engine, detector: Detector | None = None) -> None:
        """detector: one that others use too, so that a screenshot is looked at once."""
        self._detector = detector or Detector(engine=engine)
        self._recogniser = TextRecogniser(engine=engine)
        self._done: Recent[tuple[Pixels, tuple[Read, ...]]] = Recent(size=KEPT_LINES)

    def load(self) -> None:
        """Opens the models now. Raises ModelMissing, ModelDamaged."""
        self._detector.load()
        self._recogniser.load()

    def read(self, pixels: Pixels, within: Box | None = None) -> tuple[Line, ...]:
        """The lines that touch `within` (all when None), in reading order.

        Raises ModelMissing, ModelDamaged.
        """
        return tuple(line for line, _ in self._read(pixels, within))

    def read_inside(self, pixels: Pixels, box: Box) -> tuple[Line, ...]:
        """The lines in a box; of a line that reaches out of it, the words inside. Raises what `read` raises."""
        parts = (inside_of(line, box, reading, pixels) for line, reading in self._read(pixels, box))
        return tuple(part for part in parts if part is not None)

    def _read(self, pixels: Pixels, within: Box | None) -> list[Read]:
        frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
        region = frame if within is None else within.clipped(frame)
        if not region.area:
            return []
        seen = self._detector.lines(pixels, region)
        known = [self._as_before(pixels, line) for line in seen]
        missing = [at for at, read in enumerate(known) if read is None]
        parts = [(at, part) for at in missing for part in self._pieces(pixels, seen[at])]
        crops = [without_caret(pixels, part.box.grown(MARGIN).clipped(frame), part.caret) for _, part in parts]
        found: dict[int, list[Read]] = {at: [] for at in missing}
        for (at, part), reading in zip(parts, self._recogniser.read(crops), strict=True):
            found[at].append((line_of(reading, part.box, seen[at].link, pixels), reading))
        for at, lines in found.items():
            known[at] = tuple(lines)
            self._done.keep(seen[at], (around(seen[at], pixels).copy(), tuple(lines)))
        every = [read for lines in known for read in lines or () if read[0].box.clipped(region).area]
        return [read for read in every if is_believable(read[0])]

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

    def _as_before(self, pixels: Pixels, line: SeenLine) -> tuple[Read, ...] | None:
        """What was read in this place before, when nothing changed there."""
        done = self._done.get(line)
        return done[1] if done is not None and np.array_equal(done[0], around(line, pixels)) else None

    def _pieces(self, pixels: Pixels, line: SeenLine) -> list[Piece]:
        """The pieces of ink in a line that was seen."""
        frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
        return pieces(pixels, line.box.grown(room_of(line.box)).clipped(frame), core_of(line.box))


def line_of(reading: Reading, box: Box, link: float, pixels: Pixels) -> Line:
    """What was recognised, with lone signs put right."""
    text = reading.text.strip()
    if text in UPRIGHT and reading.confidence < SURELY_UPRIGHT:
        text = leaning(crop_of(pixels, box)) or text
    return Line(box=box, text=ScreenText(SIGNS.get(text, text)), confidence=round(reading.confidence, 3), link=link)


def room_of(box: Box) -> int:
    """How far around a line its ink may reach: the detector's boxes are off by a few pixels."""
    return max(3, box.height // 4)


def around(line: SeenLine, pixels: Pixels) -> Pixels:
    """All pixels that what is read in the line depends on."""
    frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
    return crop_of(pixels, line.box.grown(room_of(line.box) + MARGIN).clipped(frame))


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
