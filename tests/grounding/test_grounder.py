"""The eyes read no more than it takes, believe pixels before structure, and never give a secret away."""

import numpy as np
import pytest

from grounding.errors import PictureUnusable
from grounding.geometry import Box
from grounding.grounder import Grounder
from grounding.screen import (
    Element,
    ElementId,
    FoundBy,
    Missed,
    Query,
    Role,
    ScreenText,
    State,
    Structure,
    Target,
)


@pytest.fixture
def grounder(eyes) -> Grounder:
    return eyes


def claimed(name: str, box: Box, role: Role = Role.BUTTON, **more) -> Element:
    return Element(
        id=ElementId(f"s-{name}"), box=box, role=role, text=ScreenText(name), found_by=FoundBy.STRUCTURE, **more
    )


def test_pixels_alone_find_text_and_say_so(grounder: Grounder, canvas) -> None:
    screen = canvas()
    screen.write(20, 30, "Account settings")
    screen.button(Box(200, 100, 300, 130), "Save")
    look = screen.look()
    parsed = grounder.parse(look)
    assert {(element.text, element.found_by) for element in parsed.elements} == {
        ("Account settings", FoundBy.TEXT),
        ("Save", FoundBy.VISION),
    }
    assert parsed.read == (look.screenshot.box,)
    found = grounder.ground(Query(text="Save", role=Role.BUTTON), look).found
    assert isinstance(found, Target)
    assert Box(200, 100, 300, 130).contains(found.point)


def test_a_clear_candidate_of_the_structure_needs_only_its_own_region(grounder: Grounder, canvas) -> None:
    screen = canvas()
    save = screen.button(Box(200, 100, 300, 130), "Save")
    screen.button(Box(200, 300, 300, 330), "Cancel")
    structure = Structure(elements=(claimed("Save", save), claimed("Cancel", Box(200, 300, 300, 330))))
    answer = grounder.ground(Query(text="Save", role=Role.BUTTON), screen.look(structure))
    assert isinstance(answer.found, Target)
    assert answer.found.element.found_by is FoundBy.STRUCTURE
    assert len(answer.screen.read) == 1
    assert answer.screen.read[0].area < 0.05 * screen.screenshot().box.area


def test_a_control_that_is_not_drawn_is_not_found(grounder: Grounder, canvas) -> None:
    screen = canvas()
    screen.write(20, 30, "Nothing else here")
    structure = Structure(elements=(claimed("Save", Box(200, 100, 300, 130)),))
    assert isinstance(grounder.ground(Query(text="Save", role=Role.BUTTON), screen.look(structure)).found, Missed)


def test_a_control_is_found_where_it_is_seen_when_the_structure_is_wrong(grounder: Grounder, canvas) -> None:
    screen = canvas()
    save = screen.button(Box(200, 100, 300, 130), "Save")
    screen.write(420, 306, "Delete everything")
    structure = Structure(elements=(claimed("Save", Box(410, 300, 560, 330)),))
    found = grounder.ground(Query(text="Save"), screen.look(structure)).found
    assert isinstance(found, Target)
    assert save.contains(found.point)


def test_a_control_under_a_dialog_is_not_found(grounder: Grounder, canvas) -> None:
    screen = canvas()
    screen.field(Box(100, 60, 540, 340))
    screen.write(170, 105, "Do you really want to leave without saving?", size=14)
    structure = Structure(elements=(claimed("Archive", Box(200, 100, 300, 130)),))
    assert isinstance(grounder.ground(Query(text="Archive"), screen.look(structure)).found, Missed)


def test_names_in_letters_that_the_reader_lacks_are_taken_from_the_structure(grounder: Grounder, canvas) -> None:
    screen = canvas()
    box = screen.button(Box(200, 100, 320, 130), "Сохранить")
    structure = Structure(elements=(claimed("Сохранить", box),))
    found = grounder.ground(Query(text="Сохранить"), screen.look(structure)).found
    assert isinstance(found, Target)
    assert box.contains(found.point)


def test_what_scrolling_would_bring_is_said(grounder: Grounder, canvas) -> None:
    screen = canvas()
    screen.write(20, 30, "First page")
    below = claimed("Imprint", Box(20, 900, 90, 920), Role.LINK)
    structure = Structure(elements=(claimed("First page", Box(20, 30, 90, 46), Role.TEXT),), beyond=(below,))
    answer = grounder.ground(Query(text="Imprint"), screen.look(structure)).found
    assert isinstance(answer, Missed)
    assert answer.beyond == below


def test_what_stands_in_a_secret_field_is_never_read(grounder: Grounder, canvas) -> None:
    screen = canvas()
    field = screen.field(Box(100, 100, 300, 130))
    screen.write(108, 107, "hunter2 visible")
    screen.write(20, 107, "Password")
    secret = claimed("Password", field, Role.TEXT_FIELD, state=frozenset({State.SECRET}))
    look = screen.look(Structure(elements=(secret,)))
    seen = [element.text + element.value for element in (*grounder.parse(look).elements, *grounder.read(look, field))]
    assert not [text for text in seen if "hunter" in text]
    assert isinstance(grounder.ground(Query(text="Password", role=Role.TEXT_FIELD), look).found, Target)


def test_reading_a_box_gives_the_words_inside(grounder: Grounder, canvas) -> None:
    screen = canvas()
    screen.write(20, 30, "Total", size=14)
    inside = screen.write(20, 80, "Sum of all", size=14)
    screen.write(inside.right + 5, 80, "invoices", size=14)
    read = grounder.read(screen.look(), Box(10, 70, inside.right + 4, 110))
    assert [element.text for element in read] == ["Sum of all"]


def test_a_screen_of_one_colour_is_never_parsed(grounder: Grounder, canvas) -> None:
    look = canvas().look()
    for call in (grounder.parse, lambda look: grounder.ground(Query(text="OK"), look)):
        with pytest.raises(PictureUnusable, match="one colour"):
            call(look)
    with pytest.raises(PictureUnusable):
        grounder.read(look, Box(0, 0, 50, 50))


def test_one_odd_pixel_is_enough_to_be_looked_at(grounder: Grounder, canvas) -> None:
    screen = canvas()
    screen.image.putpixel((333, 77), (0, 0, 0))
    assert grounder.parse(screen.look()).elements == ()


def test_changes_are_boxed(grounder: Grounder, canvas) -> None:
    before, after = canvas(), canvas()
    after.write(300, 200, "New")
    (box,) = grounder.changed(before.screenshot("before"), after.screenshot("after"))
    assert box.encloses(Box(301, 203, 320, 214))
    assert np.prod((box.width, box.height)) < 5000
