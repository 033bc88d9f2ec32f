"""The values of reading: what was recognised, and a line of it with its words."""

from dataclasses import dataclass, field, replace
from functools import cached_property, reduce

import numpy as np

from grounding.geometry import Box
from grounding.screen import NO_TEXT, Pixels, ScreenText
from grounding.text_reader.ink import ink_of, runs

MOSTLY = 0.85
NOTHING_SEEN: Pixels = np.zeros((0, 0, 3), dtype=np.uint8)


@dataclass(frozen=True)
class Reading:
    """Text, mean confidence of its characters, and each character's middle as a share of the crop's width."""

    text: ScreenText
    confidence: float
    middles: tuple[float, ...]


NOTHING_READ = Reading(NO_TEXT, 0.0, ())


@dataclass(frozen=True, kw_only=True)
class Word:
    box: Box
    text: ScreenText


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of text between wide gaps; `box` hugs its ink. confidence: the mean over its characters, 0..1.

    link: how surely it looks like a link, 0..1. reading and crop: what the words come from, when they are asked for.
    """

    box: Box
    text: ScreenText
    confidence: float
    link: float = 0.0
    reading: Reading = field(default=NOTHING_READ, repr=False, compare=False)
    crop: Pixels = field(default_factory=lambda: NOTHING_SEEN, repr=False, compare=False)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words_of(self.box, self.reading, self.crop)


def inside_of(line: Line, box: Box) -> tuple[Line, ...]:
    """The line, or its words in the box; nothing when it only touches it."""
    if line.box.share_inside(box) > MOSTLY:
        return (line,)
    if line.box.clipped(box).height < 0.5 * line.box.height:
        return ()
    words = [word for word in line.words if box.contains(word.box.center)]
    if not words:
        return ()
    text = ScreenText(" ".join(word.text for word in words))
    return (replace(line, box=reduce(Box.joined, (word.box for word in words)), text=text),)


def words_of(box: Box, reading: Reading, crop: Pixels) -> tuple[Word, ...]:
    """Parted at the widest gap in the ink near to where each space was read; one when that gives no sense."""
    text, middles = reading.text, reading.middles
    texts = text.split()
    spaces = [at for at in range(1, len(text) - 1) if text[at] == " " and text[at - 1] != " "]
    mask = ink_of(crop) if len(texts) > 1 else None
    gaps = runs(np.asarray(~mask.any(axis=0))) if mask is not None else []
    cuts: list[tuple[int, int]] = []
    for place in ((middles[at - 1] + middles[at + 1]) / 2 * box.width for at in spaces):
        near = [gap for gap in gaps if abs((gap[0] + gap[1]) / 2 - place) < box.height]
        cuts.append(max(near, key=lambda gap: gap[1] - gap[0]) if near else (round(place), round(place)))
    edges = [0, *(edge for cut in cuts for edge in cut), box.width]
    starts, ends = edges[::2], edges[1::2]
    if len(starts) != len(texts) or bool((np.diff(edges) < 0).any()):
        return (Word(box=box, text=ScreenText(text.strip())),)
    return tuple(
        Word(box=Box(box.left + start, box.top, box.left + end, box.bottom), text=ScreenText(text))
        for start, end, text in zip(starts, ends, texts, strict=True)
    )
