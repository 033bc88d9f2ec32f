"""The words of a line, each with its own box: wanted only of a line that reaches out of what is asked for."""

from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels, ScreenText
from grounding.text_reader.ink import ink_of, runs
from grounding.text_reader.lines import Line, Reading

MOSTLY = 0.85


@dataclass(frozen=True, kw_only=True)
class Word:
    box: Box
    text: ScreenText


def inside_of(line: Line, box: Box, reading: Reading, pixels: Pixels) -> Line | None:
    """The line, or its words in the box; None when it only touches it."""
    if line.box.share_inside(box) > MOSTLY:
        return line
    if line.box.clipped(box).height < 0.5 * line.box.height:
        return None
    words = [word for word in words_of(line.box, reading, pixels) if box.contains(word.box.center)]
    if not words:
        return None
    text = ScreenText(" ".join(word.text for word in words))
    return replace(line, box=reduce(Box.joined, (word.box for word in words)), text=text)


def words_of(box: Box, reading: Reading, pixels: Pixels) -> tuple[Word, ...]:
    """Parted at the widest gap in the ink near to where each space was read; one when that gives no sense."""
    text, middles = reading.text, reading.middles
    texts = text.split()
    spaces = [at for at in range(1, len(text) - 1) if text[at] == " " and text[at - 1] != " "]
    mask = ink_of(pixels[box.top : box.bottom, box.left : box.right]) if len(texts) > 1 else None
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
