"""What surely is not what is meant: buttons, cells and another window's text where a field is asked for; another entry
of the menus than the one that gives the image another size."""

from datetime import UTC, datetime

import numpy as np
import pytest

from grounding.geometry import Box
from grounding.screen import (
    Element,
    ElementId,
    FoundBy,
    Frame,
    Look,
    NotOffered,
    Query,
    Role,
    Screenshot,
    ScreenText,
    Surroundings,
    Window,
)
from planner.other_names import is_other

DIALOG = Window(id="2", title=ScreenText("Preferences"), app="scribble", box=Box(100, 100, 300, 300), active=True)
BEHIND = Window(id="1", title=ScreenText("Scribble"), app="scribble", box=Box(0, 0, 400, 400), active=False)
INSIDE, BESIDE = Box(120, 150, 200, 170), Box(0, 20, 90, 390)


def look(address: str = "") -> Look:
    pixels = np.zeros((400, 400, 3), dtype=np.uint8)
    shot = Screenshot(id="s", pixels=pixels, frame=Frame(surface_id="d"), taken_at=datetime.now(UTC))
    around = Surroundings(windows=(BEHIND, DIALOG), address=address)
    return Look(screenshot=shot, structure=NotOffered(reason="by sight"), surroundings=around)


def element(role: Role, text: str, box: Box = INSIDE, *, handle: str = "h") -> Element:
    known = FoundBy.STRUCTURE if handle else FoundBy.VISION
    return Element(id=ElementId("e"), box=box, role=role, text=ScreenText(text), found_by=known, handle=handle)


@pytest.mark.parametrize(
    ("found", "other"),
    [
        (element(Role.SPINNER, "Tab width"), False),
        (element(Role.TEXT_FIELD, ""), False),
        (element(Role.BUTTON, "Tab width"), True),
        (element(Role.BUTTON, "Tab width: 4", handle=""), True),
        (element(Role.BUTTON, "Tab width:", handle=""), False),
        (element(Role.TEXT, "Tab width: 4", handle=""), True),
        (element(Role.TEXT, "Tab width:", handle=""), False),
        (element(Role.CELL, "Tab"), True),
        (element(Role.TEXT_AREA, "", BESIDE), True),
        (element(Role.TEXT_AREA, "", Box(105, 120, 295, 280)), True),
        (element(Role.TEXT_AREA, ""), False),
        (element(Role.TEXT_FIELD, "Tab width", BESIDE), False),
    ],
)
def test_where_a_field_is_asked_for_nothing_else_is_typed_into(found: Element, other: bool) -> None:
    assert is_other(Query(text="tab width", role=Role.TEXT_FIELD), found, look()) is other


def test_on_a_page_a_button_may_take_text() -> None:
    found = element(Role.BUTTON, "Tab width")
    assert not is_other(Query(text="tab width", role=Role.TEXT_FIELD), found, look("http://a.example/"))


@pytest.mark.parametrize(
    ("said", "other"),
    [("Image", True), ("Set as Image (Crop)", True), ("Resize / Scale…", False), ("Image Size", False)],
)
def test_the_entry_that_gives_an_image_another_size_says_so(said: str, other: bool) -> None:
    assert is_other(Query(text="scale image", role=Role.MENU_ITEM), element(Role.MENU_ITEM, said), look()) is other
