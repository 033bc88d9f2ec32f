"""Elements and screenshots in a line each."""

from datetime import UTC, datetime

from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Frame, Pixels, Role, Screenshot, ScreenText

SOMEWHERE = Box(10, 10, 60, 30)


def element(box: Box = SOMEWHERE, role: Role = Role.BUTTON, text: str = "", **more) -> Element:
    """Seen by vision, with the box as its id, unless `more` says otherwise."""
    told = {"id": ElementId(f"e-{box}"), "found_by": FoundBy.VISION, **more}
    return Element(box=box, role=role, text=ScreenText(text), **told)


def screenshot_of(pixels: Pixels) -> Screenshot:
    return Screenshot(
        id="shot", pixels=pixels, frame=Frame(surface_id="test"), taken_at=datetime(2025, 1, 1, tzinfo=UTC)
    )
