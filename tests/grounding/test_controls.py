"""Controls are found in the pixels, each once and for what it is."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from grounding.geometry import Box
from grounding.screen import Element, FoundBy, Role, State

Parse = Callable[..., tuple[Element, ...]]


@pytest.fixture
def controls(eyes) -> Parse:

    def parse(screen) -> tuple[Element, ...]:
        return tuple(element for element in eyes.parse(screen.look()).elements if element.found_by is FoundBy.VISION)

    return parse


def test_a_form_shows_its_fields_buttons_and_choices(canvas, controls: Parse) -> None:
    screen = canvas(500, 300)
    screen.write(20, 24, "Name")
    field = screen.field(Box(80, 20, 280, 46))
    screen.write(20, 64, "City")
    filled = screen.field(Box(80, 60, 280, 86))
    screen.write(86, 65, "Berlin")
    check = screen.field(Box(80, 110, 94, 124))
    screen.write(102, 109, "Newsletter")
    on, off = screen.circle(Box(80, 140, 95, 155), dot=True), screen.circle(Box(180, 140, 195, 155))
    screen.write(102, 140, "Private")
    screen.write(202, 140, "Company")
    send, reset = screen.button(Box(80, 180, 170, 210), "Send"), screen.button(Box(190, 180, 280, 210), "Reset")
    found = controls(screen)

    def at(box: Box) -> Element:
        best = max(found, key=lambda element: element.box.iou(box))
        assert best.box.iou(box) > 0.7, (box, found)
        return best

    assert (at(field).role, at(field).value) == (Role.TEXT_FIELD, "")
    assert (at(filled).role, at(filled).value) == (Role.TEXT_FIELD, "Berlin")
    assert (at(check).role, at(check).state) == (Role.CHECKBOX, frozenset())
    assert (at(on).role, at(on).state) == (Role.RADIO, frozenset({State.CHECKED}))
    assert (at(off).role, at(off).state) == (Role.RADIO, frozenset())
    assert [(at(box).role, at(box).text) for box in (send, reset)] == [(Role.BUTTON, "Send"), (Role.BUTTON, "Reset")]
    assert len(found) <= 8


def test_a_ticked_box_is_checked(canvas, controls: Parse) -> None:
    screen = canvas(300, 100)
    screen.field(Box(20, 30, 35, 45))
    screen.line([(23, 37), (26, 41), (32, 33)], width=2)
    screen.write(44, 30, "Accept the terms")
    (box,) = controls(screen)
    assert (box.role, box.state) == (Role.CHECKBOX, frozenset({State.CHECKED}))


def test_a_field_with_an_arrow_is_a_drop_down(canvas, controls: Parse) -> None:
    screen = canvas(400, 100)
    screen.field(Box(20, 30, 180, 58))
    screen.write(28, 36, "Germany")
    for row in range(5):
        screen.line([(160 + row, 42 + row), (169 - row, 42 + row)])
    (found,) = controls(screen)
    assert (found.role, found.value) == (Role.DROPDOWN, "Germany")


def test_cells_of_a_table_are_cells(canvas, controls: Parse) -> None:
    screen = canvas(500, 260)
    for row in range(8):
        screen.line([(20, 20 + row * 26), (440, 20 + row * 26)])
    for column in range(4):
        screen.line([(20 + column * 140, 20), (20 + column * 140, 202)])
    for row in range(7):
        for column in range(3):
            screen.write(30 + column * 140, 25 + row * 26, f"Cell {row} {column}")
    found = controls(screen)
    assert {element.role for element in found} <= {Role.CELL, Role.ROW, Role.MENU_ITEM}
    assert sum(element.role is Role.CELL for element in found) >= 18


def test_a_photograph_gives_hardly_any_controls(canvas, controls: Parse) -> None:
    import cv2

    screen = canvas(640, 400)
    rough = np.random.default_rng(1).integers(0, 256, (40, 64, 3), dtype=np.uint8)
    screen.image.paste(Image.fromarray(cv2.resize(rough, (640, 400), interpolation=cv2.INTER_CUBIC)))
    assert len(controls(screen)) <= 3


def test_boxes_without_a_word_in_one_row_are_choices_and_signs_in_a_row_are_a_windows_buttons(
    canvas, controls: Parse
) -> None:
    screen = canvas(300, 120)
    boxes = [screen.field(Box(left, 30, left + 17, 47)) for left in (20, 52, 84)]
    screen.line([(55, 38), (59, 42), (66, 34)], width=2)
    found = controls(screen)
    ticked = [State.CHECKED in element.state for element in found]
    assert [element.role for element in found] == [Role.CHECKBOX] * 3
    assert all(one.box.iou(box) > 0.7 for one, box in zip(found, boxes, strict=True))
    assert ticked == [False, True, False]


def test_coloured_squares_are_pictures_and_a_box_to_tick_is_none(canvas, eyes) -> None:
    screen = canvas(400, 120)
    colours = ((220, 60, 60), (60, 150, 60), (70, 80, 210))
    squares = [
        screen.field(Box(left, 40, left + 18, 58), fill=fill) for left, fill in zip((40, 90, 140), colours, strict=True)
    ]
    box = screen.field(Box(240, 40, 258, 58))
    screen.write(266, 41, "Newsletter")
    ticked = [element.box for element in eyes.parse(screen.look()).elements if element.role is Role.CHECKBOX]
    assert not any(one.iou(square) > 0.3 for one in ticked for square in squares)
    assert any(one.iou(box) > 0.7 for one in ticked)


def test_a_short_empty_box_is_a_field_for_a_number(canvas, controls: Parse) -> None:
    screen = canvas(400, 120)
    screen.write(20, 41, "Pieces")
    box = screen.field(Box(80, 36, 130, 64))
    screen.button(Box(140, 34, 240, 66), "Order")
    assert [element.role for element in controls(screen) if element.box.iou(box) > 0.7] == [Role.TEXT_FIELD]
