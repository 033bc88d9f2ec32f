"""Clicks, drags, wheels and chords land where they should, in a real application; what moved or is ours is refused."""

import os
import signal
import threading
import time

import pytest

from app.surfaces.desktop.fingers import Kind
from grounding.geometry import Box
from grounding.screen import Query, State
from planner.actions import (
    AnswerDialog,
    Back,
    Button,
    Click,
    Direction,
    Drag,
    GiveFile,
    Hover,
    Literal,
    OpenApp,
    PressKeys,
    Scroll,
    SwitchTo,
    TypeText,
)
from planner.errors import ActFailed, PermitRefused, SurfaceGone

pytestmark = pytest.mark.x11
SOMEWHERE = Query()


def test_a_click_presses_the_button_and_a_double_click_is_double(probe, desk) -> None:
    desk.look()
    desk.do(Click(place=SOMEWHERE), desk.target(probe.box("button")))
    probe.wait("clicks", 1)
    desk.do(Click(place=SOMEWHERE, count=2), desk.target(probe.box("label")))
    probe.wait("doubles", 1)


def test_a_permit_works_once(probe, desk) -> None:
    desk.look()
    slip = desk.slip(Click(place=SOMEWHERE), desk.target(probe.box("button")))
    desk.surface.perform(slip)
    probe.wait("clicks", 1)
    with pytest.raises(PermitRefused):
        desk.surface.perform(slip)
    assert probe.state()["clicks"] == 1


def test_the_wheel_turns_where_it_is_pointed_or_in_the_active_window(probe, desk) -> None:
    desk.look()
    desk.do(Scroll(direction=Direction.DOWN, amount=3), desk.target(probe.box("label")))
    probe.wait("wheel", -360)
    desk.do(Scroll(direction=Direction.UP, amount=1), desk.target(probe.box("label")))
    probe.wait("wheel", -240)
    desk.do(Scroll(direction=Direction.UP, amount=1))


def test_a_drag_selects_text_and_shift_click_extends_it(probe, desk) -> None:
    desk.look()
    line = desk.target(probe.box("line"))
    desk.do(TypeText(value=Literal(text="select me by dragging")), line)
    probe.wait("line", "select me by dragging")
    left, top, right, bottom = probe.box("line")
    middle = (top + bottom) // 2
    desk.do(Drag(start=SOMEWHERE, end=SOMEWHERE), desk.at(left + 3, middle), desk.at(right - 3, middle))
    desk.do(PressKeys(keys=("backspace",)))
    probe.wait("line", "")
    desk.do(TypeText(value=Literal(text="again")), line)
    probe.wait("line", "again")
    desk.do(PressKeys(keys=("home",)))
    desk.do(Click(place=SOMEWHERE, modifiers=("shift",)), desk.at(right - 3, middle))
    desk.do(PressKeys(keys=("delete",)))
    probe.wait("line", "")


def test_chords_and_names_of_keys(probe, desk) -> None:
    desk.look()
    desk.do(TypeText(value=Literal(text="abc")), desk.target(probe.box("line")))
    for keys in (("home",), ("X",), ("end",), ("+",), ("shift", "left"), ("?",), ("ctrl", "A"), ("ctrl", "c")):
        desk.do(PressKeys(keys=keys))
    desk.do(PressKeys(keys=("end",)))
    desk.do(PressKeys(keys=("ctrl", "v"), times=2))
    probe.wait("line", "Xabc?" * 3)
    desk.do(PressKeys(keys=("enter",)))
    probe.wait("returns", 1)
    desk.do(PressKeys(keys=("f24",)))
    with pytest.raises(ActFailed, match="no key called"):
        desk.do(PressKeys(keys=("nonsense",)))


def test_a_menu_is_a_window_of_the_application_and_can_be_clicked(probe, desk, wait_until) -> None:
    desk.look()
    desk.do(Click(place=SOMEWHERE), desk.target(probe.box("other")))
    wait_until(lambda: len(desk.look().surroundings.windows) == 2, "the menu")
    menu = desk.last.surroundings.windows[-1]
    assert desk.last.surroundings.title == "Probe"
    assert menu.app == desk.last.surroundings.app != ""
    desk.do(Click(place=SOMEWHERE), desk.at(menu.box.center.x, menu.box.bottom - 8))
    probe.wait("chosen", "Second")


def test_hovering_moves_the_pointer_there(screen, probe, desk) -> None:
    desk.look()
    desk.do(Hover(place=SOMEWHERE), desk.at(333, 222))
    assert "x:333 y:222" in screen.run("xdotool", "getmouselocation")


def test_a_left_handed_pointer_still_clicks_with_the_button_that_is_meant(screen, probe, desk) -> None:
    screen.run("xmodmap", "-e", "pointer = 3 2 1")
    desk.look()
    desk.do(Click(place=SOMEWHERE), desk.target(probe.box("button")))
    probe.wait("clicks", 1)


def test_a_window_that_moved_since_the_look_is_not_clicked(screen, probe, desk, wait_until) -> None:
    desk.look()
    target = desk.target(probe.box("button"))
    before = probe.box("button")
    screen.run("wmctrl", "-r", "Probe", "-e", "0,420,230,-1,-1")
    wait_until(lambda: probe.box("button") != before, "the window at its new place")
    with pytest.raises(ActFailed, match=r"moved|Another window"):
        desk.do(Click(place=SOMEWHERE), target)
    assert probe.state()["clicks"] == 0
    desk.look()
    desk.do(Click(place=SOMEWHERE), desk.target(probe.box("button")))
    probe.wait("clicks", 1)


def test_a_window_that_came_in_front_is_not_clicked_instead(screen, make_probe, desk, wait_until) -> None:
    first = make_probe("First")
    desk.look()
    target = desk.target(first.box("button"))
    second = make_probe("Second")
    left, top, _, _ = first.box("line")
    screen.run("wmctrl", "-r", "Second", "-e", f"0,{left},{top},-1,-1")
    wait_until(lambda: abs(second.box("line")[0] - left) < 40, "the second window over the first")
    with pytest.raises(ActFailed, match="Another window"):
        desk.do(Click(place=SOMEWHERE), target)
    assert first.state()["clicks"] == 0


def test_keys_for_the_focused_field_do_not_go_to_a_window_that_took_the_focus_since(screen, make_probe, desk) -> None:
    first = make_probe("First")
    desk.look()
    slip = desk.slip(TypeText(value=Literal(text="for the first")))
    second = make_probe("Second")
    with pytest.raises(ActFailed, match="keyboard now"):
        desk.surface.perform(slip)
    assert first.state()["line"] == second.state()["line"] == ""


def test_a_window_that_closed_is_not_clicked_through(screen, probe, desk, wait_until) -> None:
    desk.look()
    target = desk.target(probe.box("button"))
    screen.run("wmctrl", "-c", "Probe")
    wait_until(lambda: probe.program.poll() is not None, "the end of the program")
    with pytest.raises(ActFailed):
        desk.do(Click(place=SOMEWHERE), target)


def test_own_windows_are_unseen_and_untouched(make_probe, make_desk) -> None:
    own = make_probe("Own")
    desk = make_desk(own_pids=frozenset({own.program.pid}))
    look = desk.look()
    assert look.surroundings.windows == ()
    assert look.surroundings.title == ""
    shown = look.screenshot.crop(Box(*own.box("area")))
    assert (shown == 128).all()
    assert (desk.surface.glance().crop(Box(*own.box("area"))) == 128).all()
    for act in (Click(place=SOMEWHERE), Hover(place=SOMEWHERE), TypeText(value=Literal(text="me"))):
        with pytest.raises(ActFailed, match="own window"):
            desk.do(act, desk.target(own.box("line")))
    for act in (PressKeys(keys=("a",)), TypeText(value=Literal(text="me")), Back(), Scroll(direction=Direction.UP)):
        with pytest.raises(ActFailed, match="own window"):
            desk.do(act)
    assert own.state()["line"] == ""
    with pytest.raises(ActFailed, match="No window"):
        desk.do(SwitchTo(name="Own"))


def test_what_lies_over_an_own_window_is_seen(screen, make_probe, make_desk, wait_until) -> None:
    own, other = make_probe("Own"), make_probe("Other")
    screen.run("wmctrl", "-r", "Own", "-e", "0,100,100,500,360")
    screen.run("wmctrl", "-r", "Other", "-e", "0,350,250,500,360")
    screen.run("wmctrl", "-a", "Other")
    wait_until(lambda: own.box("line")[0] < 150 and other.box("line")[0] > 340, "the windows at their places")
    desk = make_desk(own_pids=frozenset({own.program.pid}))
    look = desk.look()
    assert [window.title for window in look.surroundings.windows] == ["Other"]
    assert not (look.screenshot.crop(Box(*other.box("line"))) == 128).all()
    assert (look.screenshot.crop(Box(110, 130, 340, 240)) == 128).all()


def test_switching_finds_a_window_by_some_of_its_words_and_restores_a_minimised_one(
    screen, make_probe, desk, wait_until
) -> None:
    make_probe("Quarterly report 2026")
    make_probe("Shopping list")
    desk.do(SwitchTo(name="quarterly report"))
    assert desk.look().surroundings.title == "Quarterly report 2026"
    screen.run("xdotool", "search", "--name", "Shopping list", "windowminimize")
    wait_until(lambda: len(desk.look().surroundings.windows) == 1, "one visible window")
    desk.do(SwitchTo(name="shoping list"))
    assert desk.look().surroundings.title == "Shopping list"
    with pytest.raises(ActFailed, match="No window is called"):
        desk.do(SwitchTo(name="calendar"))


def test_an_open_application_is_used_and_not_opened_again(probe, desk) -> None:
    desk.launcher.classes["the probe"] = (desk.look().surroundings.app,)
    desk.do(OpenApp(name="the probe"))
    assert desk.launcher.opened == []
    desk.do(OpenApp(name="another"))
    assert desk.launcher.opened == ["another"]


def test_without_a_window_manager_it_works_too(bare_screen, make_desk, wait_until) -> None:
    desk = make_desk(on=bare_screen)
    bare_screen.start("mousepad", "--disable-server", str(bare_screen.folder / "note.txt"))
    wait_until(lambda: any("note.txt" in window.title for window in desk.look().surroundings.windows), "the editor")
    box = desk.look().surroundings.windows[-1].box
    desk.do(TypeText(value=Literal(text="typed without a manager: ü")), desk.at(*box.center))
    desk.do(PressKeys(keys=("ctrl", "s")))
    file = bare_screen.folder / "note.txt"
    wait_until(lambda: file.exists() and file.read_text().strip() == "typed without a manager: ü", "the saved text")


def test_what_belongs_to_a_browser_is_refused_here(screen, desk) -> None:
    for act in (AnswerDialog(accept=True), GiveFile(path="x")):
        with pytest.raises(ActFailed, match="browser"):
            desk.do(act)


def test_a_field_that_has_the_focus_is_not_clicked_again(screen, probe, desk) -> None:
    desk.look()
    desk.do(TypeText(value=Literal(text="caret")), desk.target(probe.box("line")))
    screen.run("xdotool", "mousemove", "5", "5")
    desk.look()
    desk.do(PressKeys(keys=("end",)), desk.target(probe.box("line"), state=frozenset({State.FOCUSED})))
    assert "x:5 y:5" in screen.run("xdotool", "getmouselocation")


def test_held_keys_and_buttons_are_let_go_from_another_thread(screen, probe, desk, keys_down) -> None:
    fingers = desk.surface._input._fingers
    with fingers.burst() as burst:
        burst.press(Kind.KEY, 50)
        burst.press(Kind.BUTTON, 1)
    assert keys_down(screen.display) == [50, -1]
    thread = threading.Thread(target=desk.surface.release_all)
    thread.start()
    thread.join(2)
    assert keys_down(screen.display) == []


@pytest.mark.parametrize("what", ["look", "glance", "click", "type"])
def test_a_killed_server_ends_in_one_sentence_within_five_seconds(what, screen, probe, desk) -> None:
    desk.look()
    target = desk.target(probe.box("line"))
    acts = {
        "look": desk.surface.look,
        "glance": desk.surface.glance,
        "click": lambda: desk.do(Click(place=SOMEWHERE), target),
        "type": lambda: desk.do(TypeText(value=Literal(text="x" * 100)), target),
    }
    screen.server.kill()
    screen.server.wait()
    began_s = time.monotonic()
    with pytest.raises(SurfaceGone, match=screen.display):
        acts[what]()
    desk.surface.release_all()
    assert time.monotonic() - began_s < 5


@pytest.mark.parametrize("what", ["look", "glance", "click"])
def test_a_frozen_server_ends_within_five_seconds(what, screen, probe, desk, frozen) -> None:
    desk.look()
    target = desk.target(probe.box("line"))
    frozen(screen.server.pid)
    began_s = time.monotonic()
    with pytest.raises(SurfaceGone):
        {
            "look": desk.surface.look,
            "glance": desk.surface.glance,
            "click": lambda: desk.do(Click(place=SOMEWHERE), target),
        }[what]()
    assert time.monotonic() - began_s < 5


def test_an_interrupt_ends_a_blocked_call_at_once(screen, probe, desk, frozen) -> None:
    desk.look()
    frozen(screen.server.pid)
    interrupted_s: list[float] = []

    def interrupt() -> None:
        interrupted_s.append(time.monotonic())
        desk.surface.interrupt()

    timer = threading.Timer(0.3, interrupt)
    timer.start()
    with pytest.raises(SurfaceGone):
        desk.surface.look()
    assert time.monotonic() - interrupted_s[0] < 0.25


def test_the_server_dies_in_the_middle_of_typing(screen, probe, desk) -> None:
    desk.look()
    target = desk.target(probe.box("area"))
    timer = threading.Timer(0.3, lambda: os.kill(screen.server.pid, signal.SIGKILL))
    timer.start()
    with pytest.raises(SurfaceGone):
        desk.do(TypeText(value=Literal(text="never ending " * 5000)), target)
    desk.surface.release_all()


def test_a_right_click_is_the_right_button(screen, probe, desk, wait_until) -> None:
    desk.look()
    desk.do(Click(place=SOMEWHERE, button=Button.RIGHT), desk.target(probe.box("line")))
    wait_until(lambda: len(desk.look().surroundings.windows) == 2, "the field's own menu")
