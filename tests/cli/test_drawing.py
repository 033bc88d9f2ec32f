"""The picture of a parsed screen: boxes in their colours, labels beside them, letters of every script."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from app.cli.drawing import LETTER_COLOUR, draw, drawn, font_for, fonts, lacks
from app.errors import Misuse
from app.labels import COLOURS, family_of
from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Frame, Meaning, ParsedScreen, Role, Screenshot, ScreenText

ICON = Element(
    id=ElementId("icon"),
    box=Box(40, 40, 64, 64),
    role=Role.ICON_BUTTON,
    meaning=Meaning(name="bin", confidence=0.9),
    found_by=FoundBy.VISION,
)
FIELD = Element(
    id=ElementId("field"),
    box=Box(40, 120, 240, 148),
    role=Role.TEXT_FIELD,
    text=ScreenText("Name"),
    found_by=FoundBy.VISION,
)


def screen(ground: int, *elements: Element) -> ParsedScreen:
    pixels = np.full((200, 300, 3), ground, dtype=np.uint8)
    taken_at = datetime(2024, 1, 1, tzinfo=UTC)
    return ParsedScreen(
        screenshot=Screenshot(id="s", pixels=pixels, frame=Frame(surface_id="m"), taken_at=taken_at), elements=elements
    )


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


@pytest.mark.parametrize("ground", [0, 255])
@pytest.mark.parametrize("element", [ICON, FIELD])
def test_box_and_label_are_drawn_in_the_family_s_colour(ground: int, element: Element) -> None:
    picture = drawn(screen(ground, element))
    colour = rgb(COLOURS[family_of(element)])
    left, top, right, bottom = element.box
    corners = [(left, top), (right - 1, top), (left, bottom - 1), (right - 1, bottom - 1)]
    assert {picture.getpixel(corner) for corner in corners} == {colour}
    assert picture.getpixel(element.box.center) == (ground,) * 3
    outside = np.asarray(picture).copy()
    outside[top:bottom, left:right] = ground
    assert (outside == colour).all(axis=2).sum() > 100  # the label's ground
    if ground == 0:
        assert (outside == rgb(LETTER_COLOUR)).all(axis=2).any()


def test_the_meaning_of_an_icon_is_written() -> None:
    plain = Element(id=ICON.id, box=ICON.box, role=ICON.role, found_by=ICON.found_by)
    assert drawn(screen(255, ICON)).tobytes() != drawn(screen(255, plain)).tobytes()


def test_the_screenshot_itself_stays_as_it_was() -> None:
    parsed = screen(255, ICON, FIELD)
    drawn(parsed)
    assert (parsed.screenshot.pixels == 255).all()


@pytest.mark.parametrize("words", ["Größe", "Ωμέγα", "Размер", "हिन्दी", "אבג"])
def test_letters_of_many_scripts_are_drawn_as_letters(words: str) -> None:
    assert not [letter for letter in words if lacks(font_for(words), letter)]


def test_latin_needs_one_font_only() -> None:
    assert font_for("Save as") is fonts()[0]


@pytest.mark.parametrize("name", ["drawn.jpg", "drawn.png", "drawn.webp", "drawn.gif"])
def test_every_common_format_can_be_written(name: str, tmp_path: Path) -> None:
    draw(screen(255, ICON, FIELD), tmp_path / name)
    assert (tmp_path / name).stat().st_size > 100


def test_a_folder_that_is_gone_meanwhile_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="--draw"):
        draw(screen(255, ICON), tmp_path / "gone" / "drawn.png")
