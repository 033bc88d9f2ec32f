"""`deskhand parse`: what is on a picture of a screen, as one JSON line, and drawn over the picture."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.errors import Misuse

if TYPE_CHECKING:
    from grounding.screen import Element, ParsedScreen


def parse(
    image: Annotated[Path, typer.Option("--image", help="A PNG or JPEG picture of a screen.")],
    draw: Annotated[Path | None, typer.Option("--draw", help="Writes the picture with every box drawn on it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON is printed with or without it.")] = False,
) -> None:
    """Say what is on a picture of a screen: every element with its box, and what found it."""
    del as_json
    from app.cli import drawing
    from app.cli.pictures import load_screenshot, of_one_colour
    from app.compose.parts import eyes
    from grounding.errors import PictureUnusable
    from grounding.screen import Look, NotOffered

    if draw is not None:
        drawing.check_drawable(draw)
    screenshot = load_screenshot(str(image))
    try:
        began_s = time.perf_counter()
        grounder = eyes()
        grounder.load()
        loaded_s, loaded_cpu_s = time.perf_counter(), time.process_time()
        screen = grounder.parse(Look(screenshot=screenshot, structure=NotOffered(reason="a picture from a file")))
        parsed_s, parsed_cpu_s = time.perf_counter(), time.process_time()
    except PictureUnusable as error:
        raise Misuse(of_one_colour(str(image))) from error
    if draw is not None:
        drawing.draw(screen, draw)
    timing = {
        "load_s": round(loaded_s - began_s, 4),
        "parse_s": round(parsed_s - loaded_s, 4),
        "parse_cpu_s": round(parsed_cpu_s - loaded_cpu_s, 4),
    }
    print(json.dumps({**_described(screen), "timing": timing}, ensure_ascii=False))


def _described(screen: "ParsedScreen") -> dict[str, object]:
    box = screen.screenshot.box
    return {"size": [box.width, box.height], "elements": [_told(element) for element in screen.elements]}


def _told(element: "Element") -> dict[str, object]:
    told: dict[str, object] = {
        "id": element.id,
        "box": list(element.box),
        "role": element.role.value,
        "text": element.text or element.value,
        "state": sorted(state.value for state in element.state),
        "confidence": round(element.confidence, 3),
        "found_by": element.found_by.value,
    }
    if element.meaning is not None:
        told["meaning"] = {"name": element.meaning.name, "confidence": round(element.meaning.confidence, 3)}
    return told
