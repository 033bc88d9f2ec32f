"""Real GTK 3 and GTK 4 applications through AT-SPI."""

import time

import pytest

from grounding.screen import Element, NotOffered, Role, State
from planner.ports import Gone
from tests.surfaces.accessibility.conftest import Desk
from tests.surfaces.accessibility.test_qt import click

pytestmark = [pytest.mark.x11, pytest.mark.apps]


def test_an_editor_offers_its_menus_and_its_text(desk: Desk) -> None:
    desk.open("mousepad", title="Mousepad")
    assert State.FOCUSED in desk.one(Role.TEXT_AREA, "").state
    menu = desk.one(Role.MENU, "File")
    assert all(one.role is not Role.MENU_ITEM for one in desk.elements())
    click(desk, *menu.box.center)
    assert desk.until(lambda: desk.one(Role.MENU_ITEM, "Save As...").window != menu.window)
    save = desk.one(Role.MENU_ITEM, "Save As...")
    assert desk.tree.hit(save, *save.box.center, desk.layout()) is True
    area = desk.one(Role.TEXT_AREA, "")
    assert not area.box.clipped(save.box).area, "what the menu covers is not in sight"


def test_a_file_dialog_is_read_with_its_fields_and_buttons(desk: Desk) -> None:
    desk.open("mousepad", title="Mousepad")
    click(desk, *desk.one(Role.MENU, "File").box.center)
    click(desk, *desk.one(Role.MENU_ITEM, "Save As...").box.center)
    name = desk.one(Role.TEXT_FIELD, "Name")
    save = desk.one(Role.BUTTON, "Save")
    assert name.window == save.window
    assert desk.one(Role.BUTTON, "Cancel").enabled
    assert any(one.role is Role.DIALOG for one in desk.elements())


def test_buttons_of_a_gtk_3_calculator_do_what_their_boxes_say(desk: Desk) -> None:
    desk.open("galculator", title="galculator")
    for key in ("1", "7", "*", "2", "3", "="):
        click(desk, *desk.one(Role.BUTTON, key).box.center)
    shown = [one for one in desk.elements() if one.role is Role.TEXT_AREA]
    assert desk.until(lambda: any(one.value == "391" for one in desk.elements())), shown


def test_buttons_of_a_gtk_4_calculator_do_what_their_boxes_say(desk: Desk) -> None:
    """GTK 4 tells boxes as if its window stood in the corner of the screen."""
    desk.open("gnome-calculator", title="Calculator")
    for key in ("1", "7", "×", "2", "3", "="):
        click(desk, *desk.one(Role.BUTTON, key).box.center)
    assert desk.until(lambda: any("391" in one.value for one in desk.elements()))
    names = [one.text for one in desk.elements()]
    assert not [name for name in names if name.startswith(("Gtk", "Adw"))]


def test_a_file_manager_is_read(desk: Desk) -> None:
    desk.open("thunar", "/usr/share", title="share")
    desk.one(Role.MENU, "File")
    assert desk.one(Role.BUTTON, "Home").enabled
    assert not desk.one(Role.BUTTON, "Back").enabled
    place = desk.one(Role.CELL, "File System")
    click(desk, *place.box.center)
    assert desk.until(lambda: any(one.role is Role.TEXT_FIELD and one.value == "/" for one in desk.elements()))


def test_three_windows_are_read_in_a_fifth_of_a_second(desk: Desk) -> None:
    desk.open("mousepad", title="Mousepad")
    desk.open("galculator", title="galculator")
    desk.open_form()
    layout = desk.layout()
    times: list[float] = []
    for _ in range(5):
        begun_s = time.monotonic()
        desk.tree.read(layout)
        times.append(time.monotonic() - begun_s)
    assert min(times) < 0.2, times


def test_a_window_that_is_gone_says_so(desk: Desk) -> None:
    desk.open("mousepad", title="Mousepad")
    area = desk.one(Role.TEXT_AREA, "")
    click(desk, *desk.one(Role.MENU, "File").box.center)
    click(desk, *desk.one(Role.MENU_ITEM, "Quit").box.center)

    def is_gone() -> bool:
        return isinstance(desk.tree.inspect(area, desk.layout()), Gone)

    assert desk.until(is_gone)


def test_an_empty_display_offers_no_tree(desk: Desk) -> None:
    assert isinstance(desk.tree.read(desk.layout()), NotOffered)
    assert isinstance(desk.tree.focused(desk.layout()), NotOffered)


def test_a_display_that_is_not_there_offers_nothing(desk: Desk) -> None:
    from app.surfaces.accessibility.atspi import AtSpi

    nowhere = AtSpi(environment={"DISPLAY": ":4095"})
    assert isinstance(nowhere.read(desk.layout()), NotOffered)
    nowhere.close()


def test_boxes_fit_the_screen_when_gtk_is_scaled(scaled_desk: Desk) -> None:
    scaled_desk.open("mousepad", title="Mousepad")
    menu = scaled_desk.one(Role.MENU, "File")
    click(scaled_desk, *menu.box.center)
    new = scaled_desk.one(Role.MENU_ITEM, "New")
    assert isinstance(new, Element)
    assert new.box.height > 45


def test_the_items_of_a_gtk_4_popover_are_where_their_boxes_say(desk: Desk) -> None:
    """GTK 4 tells them as if the popover were drawn inside its window."""
    desk.open("gnome-calculator", title="Calculator")
    click(desk, *desk.one(Role.BUTTON, "Basic").box.center)
    assert desk.until(lambda: desk.one(Role.MENU_ITEM, "Advanced").window != desk.one(Role.WINDOW, "Calculator").window)
    advanced = desk.one(Role.MENU_ITEM, "Advanced")
    assert desk.tree.hit(advanced, *advanced.box.center, desk.layout()) is True
    click(desk, *advanced.box.center)
    assert desk.one(Role.BUTTON, "Advanced").enabled
