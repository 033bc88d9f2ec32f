"""A parsed screen as a picture: every box with its label, drawn over the screenshot."""

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app.errors import Misuse
from app.labels import Label, labels_of
from app.placing import Wish, places_of
from grounding.geometry import Box
from grounding.screen import ParsedScreen

LETTERS = 9
PADDING = 1
LETTER_COLOUR = "#ffffff"
FONTS = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "NotoSansCJK-Regular.ttc",
    "DroidSansFallback.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansThai-Regular.ttf",
)
"""Those that are installed serve; each label takes the first that lacks the fewest of its letters."""
NO_LETTER = "\uffff"

_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def check_drawable(path: Path) -> None:
    """Before anything is parsed: raises Misuse for a file that cannot be a picture or cannot be there."""
    if path.suffix.lower() not in Image.registered_extensions():
        raise Misuse(f"{path} has no ending of a picture. Give --draw a name that ends in .png.")
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise Misuse(f"{path} cannot be written: give --draw a file in a folder that exists.")


def draw(screen: ParsedScreen, path: Path) -> None:
    """Raises Misuse when the file cannot be written."""
    picture = drawn(screen)
    try:
        picture.save(path)
    except (OSError, ValueError, KeyError) as error:
        raise Misuse(f"{path} cannot be written: {error}. Give --draw another file.") from error


def drawn(screen: ParsedScreen) -> Image.Image:
    """RGB, of the screenshot's size."""
    picture = Image.fromarray(screen.screenshot.pixels).copy()
    pen = ImageDraw.Draw(picture)
    labels = labels_of(screen.elements)
    for label in labels:
        left, top, right, bottom = label.box
        pen.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), outline=label.colour)
    wishes = [Wish(box=label.box, sizes=tuple(size_of(words) for words in wordings(label))) for label in labels]
    places = places_of(wishes, screen.screenshot.pixels)
    for label, place in zip(labels, places, strict=True):
        _write(pen, wordings(label)[place.wording], place.box, label.colour)
    return picture


def wordings(label: Label) -> tuple[str, str]:
    return label.text, label.short


def size_of(words: str) -> tuple[int, int]:
    """Width and height of the label with its ground."""
    return round(font_for(words).getlength(words)) + 2 * PADDING + 1, LETTERS + 3


def _write(pen: ImageDraw.ImageDraw, words: str, box: Box, colour: str) -> None:
    pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill=colour)
    pen.text((box.left + PADDING, box.top), words, fill=LETTER_COLOUR, font=font_for(words))


def font_for(words: str) -> _Font:
    if words.isascii():
        return fonts()[0]
    return min(fonts(), key=lambda font: sum(lacks(font, letter) for letter in set(words)))


@cache
def fonts() -> tuple[_Font, ...]:
    found: list[_Font] = []
    for name in FONTS:
        try:
            found.append(ImageFont.truetype(name, LETTERS))
        except OSError:
            continue
    return tuple(found) or (ImageFont.load_default(size=LETTERS),)


@cache
def lacks(font: _Font, letter: str) -> bool:
    """Whether the font draws the letter as it draws what is none."""
    return not letter.isspace() and bytes(font.getmask(letter)) == bytes(font.getmask(NO_LETTER))
