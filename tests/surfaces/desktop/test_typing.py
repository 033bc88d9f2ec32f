"""Text arrives exactly, on every layout, in real GTK and Qt applications, and nothing is left changed."""

import subprocess
import threading
import time
from pathlib import Path

import pytest

from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.xkb import LOCK_MASK, Xkb
from grounding.geometry import Point
from planner.actions import Clear, Copy, Filling, Literal, Paste, PressKeys, Secret, TypeText
from planner.errors import ActFailed, Stopped

pytestmark = pytest.mark.x11

SIGNS = '@#{}[]~^`|\\ € 100% "quoted" \'single\' <a href="#">!?&*()_+-=;:,./$'
SCRIPTS = "Grüße, Ärger, Straße; Съешь же ещё этих булок; Ξεσκεπάζω την ώρα; ¿Qué? naïve ł ş İ č; 日本語 한국어"
ASTRAL = "emoji 😀🎉👨‍👩‍👧 astral 𝔘𝔫𝔦 ∑≠→"
ALL = f"{SIGNS}\n{SCRIPTS}\tafter the tab\n{ASTRAL}\n"
MIDDLE = Point(640, 420)
LAYOUTS = ["us", "de", "fr", "ru", "us,ru", "ru,us", "gr"]


def keyboard(display: str) -> tuple[bytes, int, int]:
    """The whole map, the locked modifiers and the group of a display."""
    connection = Connection(display)
    try:
        with connection.call() as server:
            xkb = Xkb(server)
            state = xkb.state(server)
            return b"".join(key.raw for key in xkb.keys(server)), state.locked, state.group
    finally:
        connection.close()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_text_arrives_exactly_on_any_layout_in_qt(layout, screen, probe, make_desk) -> None:
    screen.run("setxkbmap", "-layout", layout)
    before = keyboard(screen.display)
    desk = make_desk()
    desk.look()
    desk.do(TypeText(value=Literal(text=ALL)), desk.target(probe.box("area")))
    probe.wait("area", ALL)
    desk.close()
    assert keyboard(screen.display) == before


@pytest.mark.apps
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("editor", ["mousepad", "l3afpad"])
def test_any_text_arrives_exactly_on_any_layout_in_gtk(
    editor, layout, screen, desk, tmp_path: Path, wait_until
) -> None:
    screen.run("setxkbmap", "-layout", layout)
    file = tmp_path / "typed.txt"
    file.write_text("to be replaced", encoding="utf-8")
    screen.start(editor, str(file))
    screen.wait_window("typed.txt")
    wait_until(lambda: any(window.box.contains(MIDDLE) for window in desk.look().surroundings.windows), "the editor")
    desk.do(TypeText(value=Literal(text=ALL)), desk.at(*MIDDLE))
    desk.do(PressKeys(keys=("ctrl", "s")))
    wait_until(lambda: file.read_text(encoding="utf-8") != "to be replaced", "the saved text")
    wait_until(lambda: file.read_text(encoding="utf-8").rstrip("\n") == ALL.rstrip("\n"), "the exact text")


@pytest.mark.parametrize("locks", [("Caps_Lock",), ("Num_Lock",), ("Caps_Lock", "Num_Lock")])
def test_locks_change_nothing_and_stay_on(locks, screen, probe, desk) -> None:
    for lock in locks:
        screen.run("xdotool", "key", lock)
    before = keyboard(screen.display)
    assert before[1]
    desk.look()
    desk.do(TypeText(value=Literal(text="Mixed Case 123 + äÖ € и")), desk.target(probe.box("line")))
    probe.wait("line", "Mixed Case 123 + äÖ € и")
    assert bool(keyboard(screen.display)[1] & LOCK_MASK) == ("Caps_Lock" in locks)


def test_a_layout_that_is_switched_to_its_second_group_stays_so(screen, probe, desk) -> None:
    screen.run("setxkbmap", "-layout", "us,ru")
    connection = Connection(screen.display)
    with connection.call() as server:
        Xkb(server).lock_group(server, 1)
        server.sync()
    desk.look()
    desk.do(TypeText(value=Literal(text="hello привет #1")), desk.target(probe.box("line")))
    probe.wait("line", "hello привет #1")
    assert keyboard(screen.display)[2] == 1
    desk.do(PressKeys(keys=("ctrl", "a")))
    desk.do(PressKeys(keys=("delete",)))
    probe.wait("line", "")
    connection.close()


def test_a_layout_that_changes_between_two_texts_does_no_harm(screen, probe, desk) -> None:
    for layout in ("us", "ru", "de"):
        screen.run("setxkbmap", "-layout", layout)
        desk.look()
        desk.do(TypeText(value=Literal(text=f"{layout}: ф é z € y")), desk.target(probe.box("line")))
        probe.wait("line", f"{layout}: ф é z € y")


def test_a_hundred_characters_take_well_under_a_second(screen, probe, desk) -> None:
    text = "The quick brown fox jumps over the lazy dog; " * 2 + "and again."
    desk.look()
    target = desk.target(probe.box("line"))
    began_s = time.monotonic()
    desk.do(TypeText(value=Literal(text=text)), target)
    assert time.monotonic() - began_s < 0.8
    probe.wait("line", text)


def test_nothing_is_lost_in_a_long_text(screen, probe, desk) -> None:
    text = "".join(f"{number} аб{number % 7}ß-" for number in range(300))
    desk.look()
    desk.do(TypeText(value=Literal(text=text)), desk.target(probe.box("area")))
    probe.wait("area", text)


def test_typing_leaves_the_clipboard_as_it_was(screen, probe, desk) -> None:
    subprocess.run(["xclip", "-selection", "clipboard"], input=b"kept", env=screen.environment(), check=True)
    desk.look()
    desk.do(TypeText(value=Literal(text="ünïcödé 😀")), desk.target(probe.box("line")))
    probe.wait("line", "ünïcödé 😀")
    assert screen.run("xclip", "-selection", "clipboard", "-o") == "kept"


def test_filling_replaces_appends_or_goes_where_the_caret_is(screen, probe, desk) -> None:
    desk.look()
    area = desk.target(probe.box("area"))
    desk.do(TypeText(value=Literal(text="one\ntwo")), area)
    probe.wait("area", "one\ntwo")
    desk.do(TypeText(value=Literal(text="\nthree"), filling=Filling.APPEND), area)
    probe.wait("area", "one\ntwo\nthree")
    desk.do(PressKeys(keys=("ctrl", "home")))
    desk.do(TypeText(value=Literal(text="zero "), filling=Filling.HERE))
    probe.wait("area", "zero one\ntwo\nthree")
    desk.do(TypeText(value=Literal(text=""), filling=Filling.REPLACE), area)
    probe.wait("area", "")


def test_clear_empties_and_enter_is_the_return_key(screen, probe, desk) -> None:
    desk.look()
    line = desk.target(probe.box("line"))
    desk.do(TypeText(value=Literal(text="something\n")), line)
    probe.wait("returns", 1)
    desk.do(Clear(), line)
    probe.wait("line", "")


def test_copy_gives_the_text_and_paste_puts_it_elsewhere(screen, probe, desk) -> None:
    desk.look()
    desk.do(TypeText(value=Literal(text="köpīert 😀")), desk.target(probe.box("line")))
    probe.wait("line", "köpīert 😀")
    copied = desk.do(Copy(), desk.target(probe.box("line")))
    assert copied.text == "köpīert 😀"
    desk.do(Paste(), desk.target(probe.box("area")))
    probe.wait("area", "köpīert 😀")


def test_copying_nothing_is_said_and_not_passed_off_as_the_old_clipboard(screen, probe, desk) -> None:
    subprocess.run(["xclip", "-selection", "clipboard"], input=b"old", env=screen.environment(), check=True)
    desk.look()
    with pytest.raises(ActFailed, match="Nothing was copied"):
        desk.do(Copy(), desk.target(probe.box("line")))


def test_a_secret_is_typed_and_named_only_here(screen, probe, make_desk) -> None:
    desk = make_desk(secrets={"bank": "p@ß {1}"}.__getitem__)
    desk.look()
    desk.do(TypeText(value=Secret(name="bank")), desk.target(probe.box("line")))
    probe.wait("line", "p@ß {1}")


def test_another_window_that_takes_the_focus_gets_no_more_than_a_chunk(screen, make_probe, desk, wait_until) -> None:
    first, second = make_probe("First"), make_probe("Second")
    screen.run("wmctrl", "-r", "First", "-e", "0,20,20,500,360")
    screen.run("wmctrl", "-r", "Second", "-e", "0,640,20,500,360")
    screen.run("wmctrl", "-a", "First")
    wait_until(lambda: first.box("area")[2] < 600 < second.box("area")[0], "windows side by side")
    text = "abcdefghij" * 3000
    desk.look()
    target = desk.target(first.box("area"))
    thief = screen.start("sh", "-c", "sleep 0.4; wmctrl -a Second")
    with pytest.raises(ActFailed, match="took the keyboard"):
        desk.do(TypeText(value=Literal(text=text)), target)
    thief.wait(10)
    got = str(second.state()["line"]) + str(second.state()["area"])
    assert len(got) <= 12
    assert text.startswith(str(first.state()["area"]))


def test_a_control_character_is_refused_before_anything_is_typed(screen, probe, desk) -> None:
    desk.look()
    with pytest.raises(ActFailed, match="control character"):
        desk.do(TypeText(value=Literal(text="fine\x07"), filling=Filling.HERE), desk.target(probe.box("line")))
    assert probe.state()["line"] == ""


def test_a_stop_ends_typing_and_holds_nothing(screen, probe, desk, keys_down, wait_until) -> None:
    desk.look()
    target = desk.target(probe.box("area"))
    typed = TypeText(value=Literal(text="STOP me " * 2000))
    slip = desk.slip(typed, target)
    stopped_s: list[float] = []

    def stop() -> None:
        wait_until(lambda: len(str(probe.state()["area"])) > 10, "some text")
        stopped_s.append(time.monotonic())
        desk.switch.stop()
        desk.surface.interrupt()
        desk.surface.release_all()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(Stopped):
        desk.surface.perform(slip)
    ended_s = time.monotonic()
    thread.join()
    assert ended_s - stopped_s[0] < 0.2
    assert keys_down(screen.display) == []


def test_a_stop_leaves_the_keyboard_as_it_was(screen, probe, make_desk, wait_until) -> None:
    before = keyboard(screen.display)
    desk = make_desk()
    desk.look()
    slip = desk.slip(TypeText(value=Literal(text="Ünïcödé ж " * 2000)), desk.target(probe.box("area")))

    def stop() -> None:
        wait_until(lambda: len(str(probe.state()["area"])) > 10, "some text")
        desk.switch.stop()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(Stopped):
        desk.surface.perform(slip)
    thread.join()
    assert keyboard(screen.display) != before
    desk.close()
    assert keyboard(screen.display) == before
