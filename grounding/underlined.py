"""Words that are underlined, by plain geometry: what most screens mark as a link, also in the middle of a sentence.

Decision: the detector tells whether a whole line looks like a link, and a line of a paragraph seldom does. A thin bar
right under some of its words, no longer than they are, needs no network. A single letter that is underlined in a word
is a key to be pressed, and a bar that goes on beyond the words a border; neither counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels, ScreenText
from grounding.text_reader.ink import Mask, ink_of, runs
from grounding.text_reader.lines import Line

BELOW = 4
"""Pixels under a line's ink where its underline may lie, when it was not taken for a part of the letters."""
LOWEST_PART = 0.4
"""The share of a line's height, from below, that its underline lies in."""
THICKEST = 3
UNBROKEN = 0.85
FREE = 0.6
PARTED_ABOVE = 0.83
"""Shares of a bar from which on it is drawn, shows the ground below it, and right above it: the feet of letters are
broken, and the letters stand on them."""
PARTED = 0.2
"""A gap in a bar wider than this share of the line's height parts two: a narrower one goes around a descender."""
TAIL = 3
"""How far to the side the tail of a descender goes where it crosses the bar."""
NARROWEST = 6
SHORTEST = 0.4
"""Of a bar, in pixels and in heights of the line."""
COVERED = 0.7
"""The share of a word from which on a bar is its own: less is a key of a menu."""
OVERHANG = 3
"""How far a bar may reach beyond the ink of its words."""
BARS = "=-_"
"""Signs that are bars themselves."""
WITH_A_BAR = str.maketrans("≥≤±", "><+")
MOST_LINES = 400


def with_links(pixels: Pixels, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines, those that are underlined from end to end as surely links; and the underlined parts of the others."""
    whole: list[Line] = []
    parts: list[Line] = []
    for at, line in enumerate(lines):
        found = list(_in_line(pixels, line)) if at < MOST_LINES else []
        is_link = any(box == line.box for box, _ in found)
        whole.append(replace(line, link=1.0) if is_link else line)
        parts += [] if is_link else [replace(line, box=box, text=text, link=1.0) for box, text in found]
    return whole, parts


def _in_line(pixels: Pixels, line: Line) -> Iterator[tuple[Box, ScreenText]]:
    """Box and text of what is underlined; the line's own box when all of it is."""
    box = line.box
    around = Box(box.left - OVERHANG - 2, box.top, box.right + OVERHANG + 2, box.bottom + BELOW)
    around = around.clipped(Box(0, 0, pixels.shape[1], pixels.shape[0]))
    mask = ink_of(pixels[around.top : around.bottom, around.left : around.right])
    bars = [(around.left + start, around.left + end) for start, end in _bars(mask, box.height)]
    if not bars:
        return
    words = _words(line)
    said = [" ".join(filter(None, (_over(bar, word, bars) for word in words))) for bar in bars]
    for (start, end), text in zip(bars, said, strict=True):
        if text.strip(BARS):
            whole = text.split() == [word for word, _ in words]
            place = box if whole else Box(start, box.top, end, box.bottom)
            yield place, ScreenText(text.translate(WITH_A_BAR))


def _words(line: Line) -> list[tuple[str, list[float]]]:
    """Each word with where the middles of its letters are about: they are told to a few pixels."""
    words: list[tuple[str, list[float]]] = [("", [])]
    for letter, middle in zip(line.reading.text, line.reading.middles, strict=False):
        if letter.isspace():
            words.append(("", []))
        else:
            words[-1] = (words[-1][0] + letter, [*words[-1][1], line.box.left + middle * line.box.width])
    return [word for word in words if word[0]]


def _over(bar: tuple[int, int], word: tuple[str, list[float]], bars: Sequence[tuple[int, int]]) -> str:
    """What of the word stands over the bar: all of it when most does; where a space was not read, the letters that do;
    nothing when the bar is under a few letters of it only."""
    text, places = word
    on = [[start - OVERHANG < place < end + OVERHANG for place in places] for start, end in bars]
    own = on[bars.index(bar)]
    if sum(any(marks) for marks in on) > 1:
        return "".join(letter for letter, marked in zip(text, own, strict=True) if marked)
    return text if sum(own) >= COVERED * len(text) else ""


def _bars(mask: Mask | None, height: int) -> list[tuple[int, int]]:
    """(first, last + 1) column of each, from left to right."""
    if mask is None or mask.shape[0] < height + 1:
        return []
    rows, shortest = mask.shape[0], max(NARROWEST, round(SHORTEST * height))
    first = max(1, rows - BELOW - round(LOWEST_PART * height))
    begun = (mask[first:-1] & ~mask[first - 1 : -2]).sum(axis=1)
    found: list[list[tuple[int, int]]] = []
    for top in (np.flatnonzero(begun >= UNBROKEN * shortest) + first).tolist():
        letters = np.asarray(mask[: top - 1].any(axis=0))
        stretches = _joined(runs(mask[top]), letters, max(2, round(PARTED * height)))
        bars = [one for one in stretches if one[1] - one[0] >= shortest and _is_bar(mask, top, one)]
        found.append(bars)
    return max(found, key=lambda bars: sum(end - start for start, end in bars), default=[])


def _joined(stretches: list[tuple[int, int]], letters: Mask, gap: int) -> list[tuple[int, int]]:
    """Over narrow gaps with letters above them: there a bar goes around a descender.

    >>> _joined([(0, 4), (6, 9), (11, 20)], np.array([True] * 9 + [False] * 11), 2)
    [(0, 9), (11, 20)]
    """
    found: list[tuple[int, int]] = []
    for start, end in stretches:
        last = found[-1][1] if found else start - gap - 1
        if start - last == 1 or (start - last <= gap and 2 * letters[last:start].sum() >= start - last):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_bar(mask: Mask, top: int, stretch: tuple[int, int]) -> bool:
    """Thin, unbroken but for descenders, parted from the letters above it, which are as long as it is."""
    start, end = stretch
    under = [row for row in range(top + 1, min(top + 1 + THICKEST, len(mask))) if mask[row, start:end].mean() < 0.5]
    if start == 0 or end == mask.shape[1] or not under:
        return False
    bar, above, below = (mask[row, start:end] for row in (top, top - 1, under[0]))
    if bar.mean() < UNBROKEN or below.mean() > 1 - FREE:
        return False
    tails = {column for at in np.flatnonzero(below).tolist() for column in range(max(0, at - TAIL), at + TAIL + 1)}
    apart = np.delete(above, sorted(column for column in tails if column < len(above)))
    if not len(apart) or apart.mean() > 1 - PARTED_ABOVE:
        return False
    ink = np.flatnonzero(mask[: top - 1, start:end].any(axis=0))
    return len(ink) > 0 and ink[0] <= OVERHANG and end - start - 1 - ink[-1] <= OVERHANG
