"""A real Qt window through AT-SPI: every control, with what it holds and where it is."""

import os
import signal
import sys
import time

import pytest
from Xlib import X
from Xlib.display import Display
from Xlib.ext import xtest

from grounding.geometry import Box
from grounding.screen import Element, NotOffered, Role, State
from planner.ports import Gone
from tests.surfaces.accessibility.conftest import Desk

pytestmark = [pytest.mark.x11, pytest.mark.apps]


def click(desk: Desk, x: int, y: int) -> None:
    connection = Display(desk.display.display)
    xtest.fake_input(connection, X.MotionNotify, x=x, y=y)
    xtest.fake_input(connection, X.ButtonPress, 1)
    xtest.fake_input(connection, X.ButtonRelease, 1)
    connection.sync()
    connection.close()


def test_controls_are_called_by_their_labels_and_tell_what_they_hold(desk: Desk) -> None:
    desk.open_form()
    name = desk.one(Role.TEXT_FIELD, "Name")
    assert (name.value, name.hint) == ("Ada", "full name")
    assert desk.one(Role.SPINNER, "Amount").value == "7"
    assert desk.one(Role.SLIDER, "Volume").value == "40"
    assert desk.one(Role.TEXT_AREA, "Notes").value == "line one\nline two"
    city = desk.one(Role.DROPDOWN, "City")
    assert (city.value, city.options) == ("Berlin", ("Berlin", "Paris", "Rome"))
    assert State.CHECKED in desk.one(Role.CHECKBOX, "Express").state
    assert State.CHECKED not in desk.one(Role.RADIO, "By post").state
    assert State.SELECTED in desk.one(Role.TAB, "First").state
    assert not desk.one(Role.BUTTON, "Cancel").enabled
    assert desk.one(Role.BUTTON, "Send it").enabled


def test_a_window_that_is_one_plain_widget_has_a_tree_too(desk: Desk) -> None:
    program = (
        "import sys\nfrom PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget\n"
        "app = QApplication(sys.argv)\nwindow = QWidget()\nwindow.setWindowTitle('Plain')\n"
        "QVBoxLayout(window).addWidget(QPushButton('Greet'))\nwindow.show()\napp.exec()\n"
    )
    desk.open(sys.executable, "-c", program, title="Plain")
    assert desk.one(Role.BUTTON, "Greet").enabled


def test_a_password_is_a_secret_and_never_read(desk: Desk) -> None:
    desk.open_form()
    password = desk.one(Role.TEXT_FIELD, "Password")
    assert State.SECRET in password.state
    assert password.value == ""
    assert "topsecret" not in repr(desk.structure())


def test_what_cannot_be_seen_is_not_there_and_what_scrolling_would_bring_is_beyond(desk: Desk) -> None:
    desk.open_form()
    desk.one(Role.LIST_ITEM, "item 0")
    structure = desk.structure()
    shown = {one.text for one in structure.elements}
    assert "Unseen" not in shown
    assert "item 40" not in shown
    assert "item 40" in {one.text for one in structure.beyond}
    things = desk.one(Role.LIST, "Things")
    assert all(not one.box.clipped(things.box).area for one in structure.beyond)


def test_of_a_very_long_list_only_what_is_in_sight_is_read(desk: Desk) -> None:
    desk.open_form("20000")
    desk.one(Role.LIST_ITEM, "item 1")
    begun_s = time.monotonic()
    items = [one for one in desk.elements() if one.role is Role.LIST_ITEM]
    assert time.monotonic() - begun_s < 0.6
    assert 2 <= len(items) < 40


def test_the_items_of_an_open_list_are_options_of_its_own_window(desk: Desk) -> None:
    desk.open_form()
    city = desk.one(Role.DROPDOWN, "City")
    click(desk, *city.box.center)
    assert desk.until(lambda: desk.one(Role.OPTION, "Paris").window != city.window)
    paris = desk.one(Role.OPTION, "Paris")
    click(desk, *paris.box.center)
    assert desk.until(lambda: desk.one(Role.DROPDOWN, "City").value == "Paris")


def test_only_the_field_with_the_keyboard_has_the_focus(desk: Desk) -> None:
    desk.open_form()
    notes = desk.one(Role.TEXT_AREA, "Notes")
    click(desk, *notes.box.center)

    def focus_is_there() -> bool:
        focused = desk.tree.focused(desk.layout())
        return isinstance(focused, Element) and focused.handle == notes.handle

    assert desk.until(focus_is_there)
    assert [one.text for one in desk.elements() if State.FOCUSED in one.state] == ["Notes"]


def test_a_point_belongs_to_the_control_that_is_there(desk: Desk) -> None:
    desk.open_form()
    name, send = desk.one(Role.TEXT_FIELD, "Name"), desk.one(Role.BUTTON, "Send it")
    layout = desk.layout()
    assert desk.tree.hit(name, *name.box.center, layout) is True
    assert desk.tree.hit(name, *send.box.center, layout) is False
    assert desk.tree.hit(send, *send.box.center, layout) is True


def test_inspecting_again_tells_what_has_become_of_a_control(desk: Desk) -> None:
    pid = desk.open_form()
    express = desk.one(Role.CHECKBOX, "Express")
    assert desk.tree.inspect(express, desk.layout()) == express
    click(desk, express.box.left + 10, express.box.center.y)

    def is_unchecked() -> bool:
        again = desk.tree.inspect(express, desk.layout())
        return isinstance(again, Element) and State.CHECKED not in again.state

    assert desk.until(is_unchecked)
    os.kill(pid, signal.SIGKILL)
    assert desk.until(lambda: isinstance(desk.tree.inspect(express, desk.layout()), Gone))


def test_a_covered_control_is_not_in_sight(desk: Desk) -> None:
    desk.open_form()
    send = desk.one(Role.BUTTON, "Send it")
    connection = Display(desk.display.display)
    screen = connection.screen()
    cover = screen.root.create_window(
        send.box.left - 30, send.box.top - 10, send.box.width + 60, 60, 0, screen.root_depth, override_redirect=True
    )
    cover.map()
    connection.sync()
    assert desk.until(lambda: all(one.text != "Send it" for one in desk.elements()))
    assert desk.tree.hit(send, *send.box.center, desk.layout()) is False
    connection.close()


def test_a_hung_application_does_not_hang_the_look(desk: Desk) -> None:
    pid = desk.open_form()
    name = desk.one(Role.TEXT_FIELD, "Name")
    os.kill(pid, signal.SIGSTOP)
    begun_s = time.monotonic()
    desk.tree.read(desk.layout())
    assert isinstance(desk.tree.inspect(name, desk.layout()), NotOffered)
    assert time.monotonic() - begun_s < 2.0
    os.kill(pid, signal.SIGCONT)
    assert desk.one(Role.TEXT_FIELD, "Name").value == "Ada"


def test_boxes_fit_the_screen_when_the_display_is_scaled(desk: Desk, scaled_desk: Desk) -> None:
    desk.open_form()
    scaled_desk.open_form()
    plain, scaled = desk.one(Role.CHECKBOX, "Express"), scaled_desk.one(Role.CHECKBOX, "Express")
    assert abs(scaled.box.height - 2 * plain.box.height) <= 4
    click(scaled_desk, scaled.box.left + 20, scaled.box.center.y)
    assert scaled_desk.until(lambda: State.CHECKED not in scaled_desk.one(Role.CHECKBOX, "Express").state)
    assert Box(0, 0, 1280, 800).encloses(scaled.box)
