"""The simulated surface keeps the port's promises, and goes wrong just as it is told to."""

from dataclasses import replace

import numpy as np
import pytest

from app.surfaces.simulated.spec import Faults, Moved
from grounding.geometry import Point
from grounding.screen import Element, FoundBy, Look, NotOffered, Role, State, Structure
from planner.actions import (
    Back,
    Clear,
    Click,
    Copy,
    Direction,
    Filling,
    Literal,
    OpenApp,
    Paste,
    PressKeys,
    Query,
    Scroll,
    Secret,
    TypeText,
)
from planner.errors import ActFailed, PermitRefused, Stopped, SurfaceGone
from planner.ports import Delivery, Gone, Surface
from planner.records import Path

HERE = Query()


def typed(text: str, **more: object) -> TypeText:
    return TypeText(value=Literal(text=text), place=HERE, **more)  # type: ignore[arg-type]


def elements(look: Look) -> dict[str, Element]:
    assert isinstance(look.structure, Structure)
    return {element.handle: element for element in look.structure.elements}


def test_it_is_a_surface(desk) -> None:
    surface: Surface = desk().surface
    assert surface.structure_path is Path.ACCESSIBILITY
    assert desk(structure_offered=False).surface.structure_path is None


def test_a_button_runs_what_it_is_for_and_a_dead_one_does_nothing(desk) -> None:
    one = desk()
    one.do(typed("Ada"), "name")
    assert one.do(Click(place=HERE), "greet").delivery is Delivery.SEEN
    assert one.surface.world.content("greeting") == "Hello Ada"
    other = desk(faults=Faults(dead=frozenset({"greet"})))
    other.do(Click(place=HERE), "greet")
    assert other.surface.world.content("greeting") == ""


def test_the_picture_shows_what_happened_and_only_that(desk) -> None:
    one = desk()
    before = one.surface.glance().pixels
    assert np.array_equal(before, one.surface.glance().pixels)
    one.do(Click(place=HERE), "gift")
    after = one.surface.glance().pixels
    assert not np.array_equal(before, after)
    one.do(Click(place=HERE), "nothing")
    unlike = np.argwhere((one.surface.glance().pixels != after).any(axis=2))
    low, high = unlike.min(axis=0), unlike.max(axis=0)
    ring = [one.surface.world.find(key) for key in ("gift", "nothing")]
    assert all(shown is not None for shown in ring)
    assert ring[0].box.top <= low[0], "nothing but the focus ring moved"
    assert high[0] < ring[1].box.bottom


def test_typing_replaces_appends_or_goes_where_the_caret_is(desk) -> None:
    one = desk()
    one.do(typed("one"), "name")
    one.do(typed("two"), "name")
    assert one.surface.world.content("name") == "two"
    one.do(typed(" three", filling=Filling.APPEND), "name")
    assert one.surface.world.content("name") == "two three"
    one.do(PressKeys(keys=("home",)))
    one.do(TypeText(value=Literal(text="ÄÖ "), filling=Filling.HERE))
    assert one.surface.world.content("name") == "ÄÖ two three"
    one.do(Clear(place=HERE), "name")
    assert one.surface.world.content("name") == ""


def test_keys_move_edit_and_press(desk) -> None:
    one = desk()
    one.do(TypeText(value=Literal(text="Ada\tpw")))
    assert (one.surface.world.content("name"), one.surface.world.content("password")) == ("Ada", "pw")
    one.do(PressKeys(keys=("enter",)))
    assert one.surface.world.content("greeting") == "Hello Ada", "Enter in a field presses the default button"
    one.do(PressKeys(keys=("shift", "tab")))
    one.do(PressKeys(keys=("ctrl", "a")))
    one.do(PressKeys(keys=("ctrl", "x")))
    assert one.surface.world.content("name") == ""
    one.do(PressKeys(keys=("ctrl", "v"), times=2))
    assert one.surface.world.content("name") == "AdaAda"
    one.do(PressKeys(keys=("backspace",), times=3))
    assert one.surface.world.content("name") == "Ada"
    one.do(PressKeys(keys=("ctrl", "n")))
    front = one.surface.world.front
    assert front is not None
    assert front.spec.key == "note"


def test_copy_gives_the_text_and_paste_puts_it_elsewhere(desk) -> None:
    one = desk()
    one.do(typed("Ada"), "name")
    assert one.do(Copy(place=HERE), "name").text == "Ada"
    one.do(OpenApp(name="notes"))
    one.do(Paste(place=HERE), "text")
    assert one.surface.world.content("text") == "Ada"


def test_a_list_opens_and_its_item_is_chosen_by_a_click(desk) -> None:
    one = desk()
    one.do(Click(place=HERE), "colour")
    listed = elements(one.surface.look())["colour/Green"]
    assert listed.role is Role.OPTION
    option = one.surface.world.options()[1]
    one.surface.world.click(option.box.center)
    assert one.surface.world.content("colour") == "Green"
    assert not one.surface.world.options()


def test_a_native_list_is_chosen_by_typing_and_not_by_a_click(desk) -> None:
    one = desk()
    one.do(Click(place=HERE), "size")
    one.surface.world.click(one.surface.world.options()[2].box.center)
    assert one.surface.world.content("size") == ""
    one.do(typed("Medium"), "size")
    assert one.surface.world.content("size") == "Medium"
    assert State.NATIVE_LIST in elements(one.surface.look())["size"].state


def test_a_modal_window_takes_every_click_until_it_is_closed(desk) -> None:
    one = desk()
    one.do(Click(place=HERE), "about")
    assert elements(one.surface.look())["close"].window == "about"
    assert one.do(Click(place=HERE), "gift").delivery is Delivery.MISSED
    assert not one.surface.world.is_checked("gift")
    one.do(PressKeys(keys=("escape",)))
    assert one.do(Click(place=HERE), "gift").delivery is Delivery.SEEN
    assert one.surface.world.is_checked("gift")


def test_what_is_scrolled_out_lies_beyond_and_comes_in(desk) -> None:
    one = desk()
    one.do(OpenApp(name="notes"))
    structure = one.surface.look().structure
    assert isinstance(structure, Structure)
    assert [element.handle for element in structure.beyond] == ["far"]
    one.do(Scroll(direction=Direction.DOWN, amount=10))
    assert "far" in elements(one.surface.look())
    one.do(Click(place=HERE), "far")
    assert one.surface.world.content("text") == "far"


def test_a_secret_is_typed_but_never_told(desk) -> None:
    one = desk()
    one.do(TypeText(value=Secret(name="pin"), place=HERE), "password")
    assert one.surface.world.content("password") == "1234"
    told = elements(one.surface.look())["password"]
    assert told.value == ""
    assert State.SECRET in told.state
    assert one.do(Copy(place=HERE), "password").text == ""
    assert one.surface.world.clipboard == ""
    assert "1234" not in repr(one.surface.received)


def test_without_structure_it_offers_pictures_alone(desk) -> None:
    one = desk(structure_offered=False)
    look = one.surface.look()
    assert isinstance(look.structure, NotOffered)
    assert [window.title for window in look.surroundings.windows] == ["Order form"]
    element = Element(id="x", box=look.screenshot.box, role=Role.BUTTON, found_by=FoundBy.TEXT)  # type: ignore[arg-type]
    assert isinstance(one.surface.inspect(element), NotOffered)
    assert isinstance(one.surface.focused(), NotOffered)
    assert isinstance(one.surface.hit(element, 1, 1), NotOffered)
    assert one.do(Click(place=HERE), "gift").delivery is Delivery.UNKNOWN
    assert one.surface.world.is_checked("gift")


def test_structure_is_told_freshly(desk) -> None:
    one = desk()
    name = elements(one.surface.look())["name"]
    one.do(typed("Ada"), "name")
    fresh = one.surface.inspect(name)
    assert isinstance(fresh, Element)
    assert fresh.value == "Ada"
    focused = one.surface.focused()
    assert isinstance(focused, Element)
    assert focused.handle == "name"
    assert one.surface.hit(name, *name.box.center) is True
    assert one.surface.hit(name, 1, 1) is False
    assert one.surface.inspect(replace(name, handle="elsewhere")) == Gone()


# --- permits ------------------------------------------------------------------------------------------------------


def test_a_permit_opens_once_and_only_here(desk) -> None:
    one, other = desk(), desk()
    permit = one.permit(Click(place=HERE), "gift")
    one.surface.perform(permit)
    with pytest.raises(PermitRefused):
        one.surface.perform(permit)
    with pytest.raises(PermitRefused):
        other.surface.perform(one.permit(Click(place=HERE), "gift"))
    assert other.surface.received == []
    assert [received.act for received in one.surface.received] == [Click(place=HERE)]


def test_a_stop_ends_it_before_the_act(desk) -> None:
    one = desk()
    permit = one.permit(Click(place=HERE), "gift")
    one.switch.stop()
    with pytest.raises(Stopped):
        one.surface.perform(permit)
    assert not one.surface.world.is_checked("gift")
    other = desk()
    other.surface.interrupt()
    with pytest.raises(Stopped):
        other.surface.look()


def test_what_cannot_be_done_in_memory_is_said(desk) -> None:
    one = desk()
    for act in (Back(), OpenApp(name="nowhere")):
        with pytest.raises(ActFailed):
            one.do(act)
    one.surface.close()
    with pytest.raises(SurfaceGone):
        one.surface.look()


# --- faults -------------------------------------------------------------------------------------------------------


def test_a_widget_that_appears_late(desk) -> None:
    surface = desk(faults=Faults(appears_after={"greet": 2})).surface
    assert ["greet" in elements(surface.look()) for _ in range(4)] == [False, False, True, True]


def test_a_widget_that_is_disabled_at_first(desk) -> None:
    one = desk(faults=Faults(enabled_after={"gift": 2}))
    assert State.DISABLED in elements(one.surface.look())["gift"].state
    one.do(Click(place=HERE), "gift")
    assert not one.surface.world.is_checked("gift")
    one.do(Click(place=HERE), "gift")
    assert one.surface.world.is_checked("gift")


def test_a_covered_widget_is_neither_hit_nor_seen(desk) -> None:
    one = desk(faults=Faults(covered_until={"gift": 2}))
    gift = elements(one.surface.look())["gift"]
    assert one.surface.hit(gift, *gift.box.center) is False
    assert one.do(Click(place=HERE), "gift").delivery is Delivery.MISSED
    assert one.do(Click(place=HERE), "gift").delivery is Delivery.SEEN
    assert one.surface.world.is_checked("gift")


def test_a_window_that_moves_takes_its_widgets_along(desk) -> None:
    surface = desk(faults=Faults(moved=(Moved(window="form", from_look=2, across=100, down=50),))).surface
    before, after = elements(surface.look())["gift"].box, elements(surface.look())["gift"].box
    assert after == before.moved(100, 50)


def test_the_keyboard_is_lost_when_the_focus_is_stolen(desk) -> None:
    one = desk(faults=Faults(focus_stolen_at=2))
    one.surface.look()
    one.surface.look()
    one.do(TypeText(value=Literal(text="Ada")))
    assert one.surface.world.content("name") == ""


def test_acts_are_lost_while_it_is_deaf_and_looks_fail_when_it_is_gone(desk) -> None:
    one = desk(faults=Faults(deaf_until=3, gone_at=4))
    assert one.do(Click(place=HERE), "gift").delivery is Delivery.MISSED
    one.surface.look()
    assert one.do(Click(place=HERE), "gift").delivery is Delivery.SEEN
    with pytest.raises(SurfaceGone):
        one.surface.look()


def test_a_window_is_dragged_by_its_title_bar(desk) -> None:
    one = desk()
    box = one.surface.world.box_of(one.surface.world.windows[-2])
    one.surface.world.drag(Point(box.left + 5, box.top + 5), Point(box.left + 25, box.top + 35))
    assert elements(one.surface.look())["form"].box == box.moved(20, 30)
