"""Which cell of a sheet was typed in, by what a sheet shows between and during the keys.

An event is heard after a look that began after it.
"""

from dataclasses import replace

from app.compose.parts import load_words
from grounding.geometry import Box
from grounding.locator.locate import locate
from grounding.screen import Element, Role, ScreenText, Surroundings
from planner.actions import Literal, OpenApp, PressKeys, Reference
from planner.demo.flows import flow_of
from planner.demo.inputs import Input, KeyDown, Sighting
from planner.demo.values import Demonstration, FilledCell
from planner.document_orders import SetCell
from planner.flow.reading import read_flow
from planner.flow.writing import written
from planner.plan import Step
from tests.planner.demo.test_desk import WINDOW, click, deeds, sighting, thing

GROUND = Box(0, 100, 800, 600)


def sheet(at_s: float, active: str, *filled: tuple[str, str], lasts_s: float = 0.1) -> Sighting:
    """A look at a sheet that tells its active cell and what is in its cells."""
    cells = [cell(address, text) for address, text in filled if address != active]
    held = next((text for address, text in filled if address == active), "")
    looked = sighting(at_s, thing(Role.TABLE, "Sheet 1", GROUND), cell(active, held, focused=True), *cells)
    return replace(looked, ended_s=at_s + lasts_s)


def cell(address: str, text: str, *, focused: bool = False) -> Element:
    made = thing(Role.CELL, text, Box(10, 110, 90, 130), value=text, focused=focused)
    return replace(made, hint=ScreenText(address), handle=f"cell {address}")


def keys(at_s: float, text: str, ends: str) -> list[Input]:
    typed = [KeyDown(at_s=at_s + number / 100, name=sign, text=sign) for number, sign in enumerate(text)]
    return [*typed, KeyDown(at_s=at_s + 0.5, name=ends, text="")]


def filled(*told: Input | Sighting) -> list[tuple[str, str]]:
    return [(one.cell, one.text) for one in deeds(*told) if isinstance(one, FilledCell)]


def test_a_cell_that_was_clicked_and_those_that_keys_led_to_are_known_by_their_addresses() -> None:
    found = filled(
        sheet(1, "A1"),
        sheet(2.2, "B3"), *click(2, Box(300, 300, 320, 320)),
        sheet(3.7, "C3", ("B3", "Rent")), *keys(3, "Rent", "tab"),
        sheet(4.7, "B4", ("B3", "Rent"), ("C3", "640")), *keys(4, "640", "enter"),
        sheet(6, "B5", ("B3", "Rent"), ("C3", "640"), ("B4", "Food")), *keys(5, "Food", "enter"),
    )  # fmt: skip
    assert found == [("B3", "Rent"), ("C3", "640"), ("B4", "Food")]


def test_looks_that_take_longer_than_a_cell_still_tell_them_together() -> None:
    found = filled(
        sheet(1, "A1"),
        *click(2, Box(300, 300, 320, 320)),
        sheet(3.7, "C3", ("B3", "Rent"), lasts_s=0.7), *keys(3, "Rent", "tab"),
        sheet(4.6, "B4", ("B3", "Rent"), ("C3", "640"), lasts_s=0.9), *keys(4, "640", "enter"),
        sheet(6, "B4", ("B3", "Rent"), ("C3", "640")),
    )  # fmt: skip
    assert found == [("B3", "Rent"), ("C3", "640")]


def test_the_cell_that_came_to_hold_what_was_typed_tells_the_others() -> None:
    found = filled(
        sheet(1, "A1"),
        *click(2, Box(300, 300, 320, 320)),
        sheet(6, "E9", ("B3", "Rent"), ("C3", "640")),
        *keys(3, "Rent", "tab"), *keys(3.6, "640", "enter"), *click(4.2, GROUND),
    )  # fmt: skip
    assert found == [("B3", "Rent"), ("C3", "640")]


def test_where_the_looks_disagree_the_cell_is_not_known_and_the_flow_leaves_it_to_the_person() -> None:
    told = (
        sheet(1, "A1"),
        sheet(2.2, "B3"), *click(2, Box(300, 300, 320, 320)), sheet(2.5, "E9"),
        sheet(4, "D4", ("B3", "Rent"), ("E9", "Rent")), *keys(3, "Rent", "tab"),
    )  # fmt: skip
    assert filled(*told) == [("", "Rent")]
    made = flow_of(Demonstration(name="chore", deeds=tuple(deeds(*told)), desktop=True), locate)
    assert not any(isinstance(one, Step) and isinstance(one.action, SetCell) for one in made.flow.nodes)


def test_what_is_typed_in_a_dialog_over_the_sheet_is_in_no_cell() -> None:
    dialog = replace(WINDOW, id="d", title="Save", active=True)
    field = thing(Role.TEXT_FIELD, "Name", Box(300, 300, 400, 320), focused=True)
    over = sighting(2.5, cell("A1", ""), replace(field, window="d"))
    windows = Surroundings(windows=(replace(WINDOW, active=False), dialog))
    over = replace(over, look=replace(over.look, surroundings=windows))
    save = KeyDown(at_s=2, name="s", text="", modifiers=("ctrl",))
    assert filled(sheet(1, "A1"), over, save, sheet(4, "A1"), *keys(3, "march", "enter")) == []
    assert filled(sheet(1, "A1"), save, sheet(4, "A1"), *keys(3, "march", "enter")) == []


def test_what_no_cell_came_to_show_may_have_been_a_password() -> None:
    found = deeds(sheet(1, "A1"), sheet(4, "A2"), *keys(3, "hunter2", "enter"))
    assert not any(isinstance(one, FilledCell) for one in found)
    assert "hunter2" not in repr([vars(one) for one in found])


def test_a_cell_is_filled_by_its_address_and_the_way_to_it_is_left_out() -> None:
    told = (
        sheet(1, "A1", ("B1", "Price")),
        sheet(2.2, "B3", ("B1", "Price")), *click(2, Box(300, 300, 320, 320)),
        sheet(4, "C3", ("B1", "Price"), ("B3", "640")), *keys(3, "640", "tab"),
        sheet(6, "B4", ("B1", "Price"), ("B3", "640"), ("C3", "1280")), *keys(5, "=B3*2", "enter"),
    )  # fmt: skip
    flow = flow_of(Demonstration(name="chore", deeds=tuple(deeds(*told)), desktop=True), locate).flow
    acts = [one.action for one in flow.nodes if isinstance(one, Step)]
    assert acts == [
        OpenApp(name="Sheet"),
        SetCell(cell="B3", value=Reference(name="price")),
        SetCell(cell="C3", value=Literal(text="=B3*2")),
        PressKeys(keys=("enter",)),
    ]
    again = read_flow(written(flow), load_words())
    assert [one.action for one in again.nodes if isinstance(one, Step)] == acts
