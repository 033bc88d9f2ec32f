"""`deskhand parse`: what is on a picture of a screen, as one JSON line, and drawn over the picture."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.errors import AppError, Misuse

if TYPE_CHECKING:
    from grounding.screen import ParsedScreen

_COLOURS = {"text": "#0060d0", "vision": "#d03000", "structure": "#108030"}


def parse(
    image: Annotated[Path, typer.Option("--image", help="A PNG or JPEG picture of a screen.")],
    draw: Annotated[Path | None, typer.Option("--draw", help="Writes the picture with every box drawn on it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON is printed with or without it.")] = False,
) -> None:
    """Say what is on a picture of a screen: every element with its box, and what found it."""
    del as_json
    from app.cli.pictures import load_screenshot
    from app.compose.parts import eyes
    from grounding.errors import GroundingError, PictureUnusable
    from grounding.screen import Look, NotOffered

    if draw is not None:
        _check_drawable(draw)
    screenshot = load_screenshot(str(image))
    try:
        began_s = time.perf_counter()
        grounder = eyes()
        grounder.load()
        loaded_s, loaded_cpu_s = time.perf_counter(), time.process_time()
        screen = grounder.parse(Look(screenshot=screenshot, structure=NotOffered(reason="a picture from a file")))
        parsed_s, parsed_cpu_s = time.perf_counter(), time.process_time()
    except PictureUnusable as error:
        raise Misuse(f"{image} is of one colour: give a picture of a screen with something on it.") from error
    except GroundingError as error:
        raise AppError(str(error)) from error
    if draw is not None:
        _draw(screen, draw)
    timing = {
        "load_s": round(loaded_s - began_s, 4),
        "parse_s": round(parsed_s - loaded_s, 4),
        "parse_cpu_s": round(parsed_cpu_s - loaded_cpu_s, 4),
    }
    print(json.dumps({**_described(screen), "timing": timing}, ensure_ascii=False))


def _described(screen: "ParsedScreen") -> dict[str, object]:
    box = screen.screenshot.box
    return {
        "size": [box.width, box.height],
        "elements": [
            {
                "id": element.id,
                "box": list(element.box),
                "role": element.role.value,
                "text": element.text or element.value,
                "state": sorted(state.value for state in element.state),
                "confidence": round(element.confidence, 3),
                "found_by": element.found_by.value,
            }
            for element in screen.elements
        ],
    }


def _check_drawable(path: Path) -> None:
    from PIL import Image

    if path.suffix.lower() not in Image.registered_extensions():
        raise Misuse(f"{path} has no ending of a picture. Give --draw a name that ends in .png.")
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise Misuse(f"{path} cannot be written: give --draw a file in a folder that exists.")


def _draw(screen: "ParsedScreen", path: Path) -> None:
    """Boxes in the colour of what found them; role and text above, where the text is not what stands there anyway."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.fromarray(screen.screenshot.pixels).copy()
    pen = ImageDraw.Draw(picture)
    try:
        font: ImageFont.FreeTypeFont | ImageFont.ImageFont = ImageFont.truetype("DejaVuSans.ttf", 9)
    except OSError:
        font = ImageFont.load_default(size=10)
    for element in screen.elements:
        colour = _COLOURS[element.found_by.value]
        left, top, right, bottom = element.box.grown(1)
        pen.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), outline=colour)
        label = element.role.value if element.found_by.value != "text" else ""
        label = " ".join(part for part in (label, element.text or element.value) if part)
        place = pen.textbbox((left, max(0, top - 11)), label, font=font)
        pen.rectangle(place, fill="#ffffff")
        pen.text((left, max(0, top - 11)), label, fill=colour, font=font)
    try:
        picture.save(path)
    except OSError as error:
        raise Misuse(f"{path} cannot be written: {error.strerror or error}. Give --draw another file.") from error
