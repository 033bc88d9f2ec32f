"""The screen as a picture for a model that sees: numbers at the controls, secrets painted out, of a useful size."""

import io

from PIL import Image, ImageDraw, ImageFont

from grounding.geometry import Box
from grounding.screen import ParsedScreen
from planner.model_planner.observation import Mark

LONGEST_SIDE = 1568
"""Models scale down what is larger, and its small letters with it."""
LETTERS = 12
_PAINT = (38, 38, 44)
_GROUND = "#b8470b"
_LETTER = "#ffffff"


def marked_picture(screen: ParsedScreen, marks: tuple[Mark, ...], hidden: tuple[Box, ...]) -> bytes:
    """A PNG."""
    picture = Image.fromarray(screen.screenshot.pixels).copy()
    whole = screen.screenshot.box
    scale = min(1.0, LONGEST_SIDE / max(picture.size))
    if scale < 1.0:
        picture = picture.resize(
            (round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS
        )
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=LETTERS)
    for box in hidden:
        if box.clipped(whole).area:
            pen.rectangle(_corners(box.clipped(whole).grown(1), scale), fill=_PAINT)
    for mark in marks:
        box = mark.element.box.clipped(whole)
        if not box.area:
            continue
        left, top, right, bottom = _corners(box, scale)
        pen.rectangle((left, top, right, bottom), outline=_GROUND)
        number = str(mark.number)
        width = round(font.getlength(number)) + 4
        # Before the control where there is room, so that its own words stay readable.
        at_x = left - width if left >= width else left
        pen.rectangle((at_x, top, at_x + width - 1, top + LETTERS + 2), fill=_GROUND)
        pen.text((at_x + 2, top), number, fill=_LETTER, font=font)
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=False, compress_level=6)
    return file.getvalue()


def _corners(box: Box, scale: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(side * scale) for side in box)
    return left, top, max(left, right - 1), max(top, bottom - 1)
