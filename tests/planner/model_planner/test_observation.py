"""What a model is told of a screen, what it is not told, and that each mark leads back to its control."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from app.cli.pictures import load_screenshot
from grounding.geometry import Box
from grounding.grounder import Grounder
from grounding.screen import (
    DialogKind,
    Element,
    ElementId,
    FoundBy,
    Frame,
    Look,
    NotOffered,
    OpenDialog,
    ParsedScreen,
    Role,
    Screenshot,
    ScreenText,
    State,
    Surroundings,
    Window,
)
from planner.model_planner.errors import Unusable
from planner.model_planner.marks import Marked
from planner.model_planner.observation import MOST_MARKS, observe

SCREENS = Path(__file__).resolve().parents[2] / "screens"


def element(number: int, role: Role, text: str = "", **more: object) -> Element:
    top = number * 30
    given = {"box": Box(10, top, 110, top + 20), "found_by": FoundBy.STRUCTURE, **more}
    return Element(id=ElementId(str(number)), role=role, text=ScreenText(text), **given)  # type: ignore[arg-type]


def screen(*elements: Element, **more: object) -> ParsedScreen:
    pixels = np.full((400, 400, 3), 255, dtype=np.uint8)
    taken = Screenshot(id="s", pixels=pixels, frame=Frame(surface_id="s"), taken_at=datetime.now(UTC))
    return ParsedScreen(screenshot=taken, elements=elements, **more)  # type: ignore[arg-type]


def test_what_can_be_acted_on_has_a_number_and_headings_and_words_have_none() -> None:
    seen = observe(
        screen(
            element(1, Role.HEADING, "Order"),
            element(2, Role.TEXT_FIELD, "Name", value=ScreenText("Ana"), state=frozenset({State.FOCUSED})),
            element(3, Role.DROPDOWN, "Size", options=(ScreenText("S"), ScreenText("L"))),
            element(4, Role.TEXT, "Total 12"),
            element(5, Role.BUTTON, "Send", state=frozenset({State.DISABLED})),
        )
    )
    assert seen.text.split("\n") == [
        'heading "Order"',
        '[1] text_field "Name" holds "Ana" focused',
        '[2] dropdown "Size" offers "S", "L"',
        'text "Total 12"',
        '[3] button "Send" disabled',
    ]


def test_a_label_that_its_control_says_already_is_not_said_again() -> None:
    seen = observe(screen(element(1, Role.LABEL, "Name"), element(2, Role.TEXT_FIELD, "Name")))
    assert seen.text == '[1] text_field "Name"'


def test_a_control_without_words_is_told_by_what_stands_beside_it() -> None:
    box = element(1, Role.CHECKBOX, box=Box(10, 32, 24, 46), state=frozenset({State.CHECKED}))
    seen = observe(
        screen(box, element(2, Role.TEXT, "In stock", box=Box(30, 30, 90, 48)), element(9, Role.TEXT, "far"))
    )
    assert seen.text.split("\n")[0] == '[1] checkbox beside "In stock" checked'


def test_what_is_around_the_window_is_told_without_keys_of_a_session() -> None:
    around = Surroundings(
        app="Browser",
        title=ScreenText("Shop"),
        address="https://ana:pw@shop.example/cart?token=abc#x",
        windows=(Window(id="2", title=ScreenText("Mail"), app="Mail", box=Box(0, 0, 9, 9), active=False),),
        dialog=OpenDialog(kind=DialogKind.CONFIRM, text=ScreenText("Leave?")),
    )
    told = observe(screen(surroundings=around)).text
    assert 'window "Shop" of "Browser"' in told
    assert 'address "https://shop.example/cart"' in told
    assert 'other windows and tabs: "Mail"' in told
    assert 'the browser asks (confirm): "Leave?"' in told
    assert "abc" not in told
    assert "pw" not in told


def test_what_a_password_field_holds_is_not_told_and_its_place_is_hidden() -> None:
    password = element(1, Role.TEXT_FIELD, "Password", value=ScreenText("••••"), state=frozenset({State.SECRET}))
    seen = observe(screen(password))
    assert "•" not in seen.text
    assert seen.hidden == (password.box,)


def test_where_a_secret_was_typed_nothing_is_told() -> None:
    spot = Box(0, 25, 200, 55)
    seen = observe(screen(element(1, Role.TEXT, "s3cret"), element(2, Role.BUTTON, "Send")), (spot,))
    assert "s3cret" not in seen.text
    assert seen.hidden == (spot,)


def test_a_screen_full_of_controls_is_cut_to_what_a_model_can_take() -> None:
    many = [element(1, Role.BUTTON, f"Button {number}", box=Box(10, number, 50, number + 1)) for number in range(500)]
    numbered = [replace(one, id=ElementId(str(number))) for number, one in enumerate(many)]
    assert len(observe(screen(*numbered)).marks) == MOST_MARKS


def test_what_lies_out_of_sight_is_named() -> None:
    below = element(40, Role.BUTTON, "Send")
    assert 'out of sight, by scrolling: "Send"' in observe(screen(beyond=(below,))).text


@pytest.mark.parametrize("name", ["shop-page", "text-editor", "passwords"])
def test_nearly_every_mark_leads_back_to_its_control_on_real_screens(session_eyes: Grounder, name: str) -> None:
    shot = load_screenshot(str(SCREENS / f"{name}.png"))
    parsed = session_eyes.parse(Look(screenshot=shot, structure=NotOffered(reason="pixels only")))
    seen = observe(parsed)
    marked = Marked(seen.marks, parsed, session_eyes.locate)
    lost = [mark.element.text for mark in seen.marks if not _leads(marked, mark.number)]
    assert len(lost) <= len(seen.marks) // 20, lost


def _leads(marked: Marked, number: int) -> bool:
    try:
        return marked.place(number) is not None
    except Unusable:
        return False


@pytest.mark.parametrize("named", ["Delete", ""])
def test_of_two_alike_each_mark_leads_to_its_own(session_eyes: Grounder, named: str) -> None:
    first, second = (element(number, Role.BUTTON, named) for number in (2, 4))
    ana, bo = (
        element(number, Role.CELL, name, box=Box(150, top, 250, top + 20))
        for number, name, top in ((12, "Ana", 60), (14, "Bo", 120))
    )
    seen = screen(first, second, ana, bo)
    marked = Marked(observe(seen).marks, seen, session_eyes.locate)
    assert marked.place(1) != marked.place(2)
