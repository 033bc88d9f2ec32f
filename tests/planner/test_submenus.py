"""Entries of a menu that open another one, by sight alone."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from grounding.geometry import Box
from grounding.screen import (
    Element,
    ElementId,
    FoundBy,
    Frame,
    Look,
    NotOffered,
    ParsedScreen,
    Role,
    Screenshot,
    ScreenText,
    Surroundings,
    Window,
)
from planner.intents.menu_bars import menu_bar, of_other_things
from planner.intents.submenus import with_more

MENU = Box(20, 10, 240, 110)


def picture() -> np.ndarray:
    """A dark menu with three entries: one ends in an arrow, one in a shortcut, one in a letter."""
    pixels = np.full((140, 300, 3), 70, dtype=np.uint8)
    for at in range(7):
        pixels[18 + at, 222 + min(at, 6 - at)] = 255
    pixels[50:60, 190:232] = 255
    pixels[86:94, 222] = pixels[86, 222:226] = pixels[93, 222:226] = pixels[88:92, 226] = 255  # a D
    return pixels


def entry(name: str, top: int) -> Element:
    box = Box(30, top, 120, top + 24)
    return Element(id=ElementId(name), box=box, role=Role.MENU_ITEM, text=ScreenText(name), found_by=FoundBy.TEXT)


def look(*windows: Window) -> Look:
    shot = Screenshot(id="s", pixels=picture(), frame=Frame(surface_id="d"), taken_at=datetime.now(UTC))
    return Look(
        screenshot=shot, structure=NotOffered(reason="by sight"), surroundings=Surroundings(windows=tuple(windows))
    )


def test_an_arrow_at_the_end_of_a_row_is_seen_and_a_shortcut_is_none() -> None:
    entries = [entry("Transform", 9), entry("Duplicate", 43), entry("Print", 78)]
    opened = look(Window(id="menu", title=ScreenText(""), app="", box=MENU, active=False))
    assert [e.text for e in with_more(entries, opened, look())] == ["Transform"]


def test_what_stands_beside_the_menu_opens_none() -> None:
    assert with_more([entry("Transform", 9)], look(), look()) == []


def test_a_row_that_looks_like_menus_is_a_bar_with_one_usual_word_in_it() -> None:
    window = Window(id="w", title=ScreenText(""), app="", box=Box(0, 0, 300, 140), active=True)
    shown = tuple(replace(entry(name, 9), box=Box(at, 9, at + 40, 33)) for at, name in ((10, "Archive"), (60, "Help")))
    more = replace(shown[0], id=ElementId("m"), box=Box(110, 9, 150, 33), text=ScreenText("Action"))
    seen = look(window)
    assert len(menu_bar(ParsedScreen(screenshot=seen.screenshot, elements=(*shown, more)), seen)) == 3
    words = tuple(replace(one, role=Role.TEXT) for one in (*shown, more))
    assert menu_bar(ParsedScreen(screenshot=seen.screenshot, elements=words), seen) == ()


def test_what_is_to_be_done_to_the_image_is_not_looked_for_in_the_menu_of_its_layers() -> None:
    titles = [entry(name, 9) for name in ("File", "Select", "Image", "Layer")]
    assert [e.text for e in of_other_things(titles, "rotate left, rotate the image 90 degrees")] == ["Select", "Layer"]
    assert [e.text for e in of_other_things(titles, "rotate left, rotate the layer of the image")] == ["Select"]
    assert of_other_things(titles[:2], "rotate left, rotate the image") == ()
