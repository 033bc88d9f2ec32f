"""The minus before a number that stands alone: the detector sees two short marks apart and keeps the taller.

Decision: told from the ink, for a number without its sign is another number, not a misspelt one.
"""

from dataclasses import replace
from functools import reduce

from grounding.geometry import Box
from grounding.screen import Pixels, ScreenText
from grounding.text_reader.ink import blobs_of, ink_of
from grounding.text_reader.lines import Line, Reading

REACH = 1.2
"""How far before a number its sign is looked for, in heights; what else stands there parts it from the number."""
THINNEST, LONGEST = 0.25, 0.8
"""The height of a minus at most, its width at least and at most, in heights of the number."""
NEAR = 0.6
HIGHEST, LOWEST = 0.3, 0.8
LONGEST_NUMBER = 6


def reach_of(box: Box) -> Box:
    """The box with the place where a minus may stand before it."""
    return Box(box.left - round(REACH * box.height), box.top, box.right, box.bottom)


def signed(line: Line, pixels: Pixels) -> Line:
    """The line, with the minus before it when it is a number that has one."""
    text, box = line.text, line.box
    if not text[:1].isdigit() or len(text) > LONGEST_NUMBER or not text.replace(".", "").replace(",", "").isdigit():
        return line
    if _is_led_by_minus(box, pixels):
        return replace(line, text=ScreenText(f"-{text}"), reading=_with_sign(line.reading, box, box))
    around = reach_of(box).clipped(Box(0, 0, pixels.shape[1], pixels.shape[0]))
    mask = ink_of(pixels[around.top : around.bottom, around.left : around.right])
    if mask is None:
        return line
    # Its end may touch the number, so only what is before the number is looked at.
    before = [blob.box.moved(around.left, around.top) for blob in blobs_of(mask[:, : box.left - around.left])[0]]
    if len(before) != 1 or not _is_minus(before[0], box) or before[0].left <= around.left:
        return line
    whole = box.joined(before[0])
    return replace(line, box=whole, text=ScreenText(f"-{text}"), reading=_with_sign(line.reading, box, whole))


def _is_led_by_minus(box: Box, pixels: Pixels) -> bool:
    """Whether the first mark of what was read is a minus, which the recogniser passed over."""
    mask = ink_of(pixels[box.top : box.bottom, box.left : box.right])
    marks = sorted(blob.box.moved(box.left, box.top) for blob in blobs_of(mask)[0]) if mask is not None else []
    return len(marks) > 1 and _is_minus(marks[0], reduce(Box.joined, marks[1:]))


def _with_sign(reading: Reading, box: Box, whole: Box) -> Reading:
    start, share = (box.left - whole.left) / whole.width, box.width / whole.width
    middles = (start / 4, *(start + share * middle for middle in reading.middles))
    return Reading(ScreenText(f"-{reading.text}"), reading.confidence, middles)


def _is_minus(mark: Box, number: Box) -> bool:
    high = number.height
    at = (mark.top + mark.bottom) / 2 - number.top
    return (
        mark.height <= max(3, THINNEST * high)
        and mark.width > mark.height
        and THINNEST * high <= mark.width <= LONGEST * high
        and number.left - mark.right <= NEAR * high
        and HIGHEST * high <= at <= LOWEST * high
    )
