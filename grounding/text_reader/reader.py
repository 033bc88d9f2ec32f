"""Text lines of a screen or of a part of it, with tight boxes; what was read before costs nothing.

It says what is written, not what it means: an icon beside a word may add a letter, and "0" and "O" look alike.
"""

import numpy as np

from grounding.engine import Engine
from grounding.geometry import Box
from grounding.screen import Pixels, ScreenText
from grounding.text_reader.detection import TextDetector
from grounding.text_reader.ink import ink_of, pieces, runs
from grounding.text_reader.lines import Line, Word
from grounding.text_reader.recognition import Reading, TextRecogniser

LEAST_CONFIDENCE = 0.5
LEAST_CONFIDENCE_IF_SHORT = 0.6
SURE = 0.95
FIRST_IDEOGRAPH = "\u2e80"
SIGNS = {"十": "+", "二": "=", "一": "-", "—": "-"}
"""What a sign that stands alone is taken for: the recogniser has seen more ideographs than calculators."""
DRAWN = frozenset("□口☐☑☒✓✔✕✗○●◯▼▲▾▸▶◀")
"""Lone signs that are drawings of controls, not text."""
MARGIN = 3


class TextReader:
    """Belongs to one thread."""

    def __init__(self, *, engine: Engine) -> None:
        self._detector = TextDetector(engine=engine)
        self._recogniser = TextRecogniser(engine=engine)

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
        boxes = [
            piece
            for found in self._detector.find(pixels, region)
            for piece in pieces(pixels, found.box, found.core)
            if piece.clipped(region).area
        ]
        crops = [crop_of(pixels, box.grown(MARGIN).clipped(frame)) for box in boxes]
        lines = [
            line_of(pixels, box, reading) for box, reading in zip(boxes, self._recogniser.read(crops), strict=True)
        ]
        return tuple(line for line in lines if is_believable(line))


def crop_of(pixels: Pixels, box: Box) -> Pixels:
    return pixels[box.top : box.bottom, box.left : box.right]


def is_believable(line: Line) -> bool:
    """Icons are read as short texts without conviction, most of all as ideographs."""
    if line.text in DRAWN:
        return False
    if len(line.text) > 3:
        return line.confidence >= LEAST_CONFIDENCE
    lone_ideograph = len(line.text) == 1 and line.text >= FIRST_IDEOGRAPH
    return bool(line.text) and line.confidence >= (SURE if lone_ideograph else LEAST_CONFIDENCE_IF_SHORT)


def line_of(pixels: Pixels, box: Box, reading: Reading) -> Line:
    text = reading.text.strip()
    return Line(
        box=box,
        text=ScreenText(SIGNS.get(text, text)),
        confidence=round(reading.confidence, 3),
        words=words_of(pixels, box, reading),
    )


def words_of(pixels: Pixels, box: Box, reading: Reading) -> tuple[Word, ...]:
    """The words' boxes: parted at the gap in the ink that is nearest to where each space was read."""
    texts = reading.text.split()
    if len(texts) < 2:
        return (Word(box=box, text=ScreenText(reading.text.strip())),)
    places = [
        (reading.middles[index - 1] + reading.middles[index + 1]) / 2 * box.width
        for index, letter in enumerate(reading.text)
        if letter == " " and 0 < index < len(reading.text) - 1 and reading.text[index - 1] != " "
    ]
    mask = ink_of(crop_of(pixels, box))
    gaps = runs(np.asarray(~mask.any(axis=0))) if mask is not None else []
    cuts: list[tuple[int, int]] = []
    for place in places:
        near = [gap for gap in gaps if abs((gap[0] + gap[1]) / 2 - place) < box.height]
        cuts.append(max(near, key=lambda gap: gap[1] - gap[0]) if near else (round(place), round(place)))
    edges = [0, *(edge for cut in cuts for edge in cut), box.width]
    starts, ends = edges[::2], edges[1::2]
    if len(starts) != len(texts) or bool((np.diff(edges) < 0).any()):
        return (Word(box=box, text=ScreenText(reading.text.strip())),)
    return tuple(
        Word(box=Box(box.left + start, box.top, box.left + end, box.bottom), text=ScreenText(text))
        for start, end, text in zip(starts, ends, texts, strict=True)
    )
