"""Pictures: whole, true in colour and place, on several monitors; one colour is never parsed."""

import os
import re
import sys
import time

import numpy as np
import pytest
from PIL import Image

from app.surfaces.desktop.looking import in_picture, on_display
from app.surfaces.desktop.own import hidden_areas, own_processes
from app.surfaces.desktop.ports import DesktopWindow
from grounding.geometry import Box, Point
from grounding.screen import Frame, NotOffered, Query
from planner.actions import Click, Drag
from planner.errors import ScreenUnusable

BLACK_WINDOW = """
import time
from Xlib.display import Display
server = Display()
screen = server.screen()
screen.root.create_window(
    0, 0, 1280, 800, 0, screen.root_depth, background_pixel=0, override_redirect=True
).map()
server.sync()
time.sleep(120)
"""


@pytest.mark.x11
def test_the_picture_is_the_same_as_another_program_takes(screen, probe, desk) -> None:
    screen.run("xdotool", "mousemove", "5", "5")
    file = screen.folder / "other.png"
    screen.run("import", "-window", "root", str(file))
    with Image.open(file) as picture:
        other = np.asarray(picture.convert("RGB"))
    pixels = desk.look().screenshot.pixels
    assert pixels.shape == (800, 1280, 3)
    assert not pixels.flags.writeable
    assert (pixels != other).any(axis=2).mean() < 0.001  # a caret may blink


@pytest.mark.x11
def test_the_look_names_the_application_and_its_window(probe, desk) -> None:
    look = desk.look()
    assert isinstance(look.structure, NotOffered)
    window = look.surroundings.windows[-1]
    assert window.active
    assert window.title == look.surroundings.title == "Probe"
    assert window.box.encloses(Box(*probe.box("line")))
    assert look.screenshot.box.encloses(window.box)


@pytest.mark.x11
def test_a_bare_desktop_is_a_picture_but_one_colour_with_a_window_is_not(screen, desk, wait_until) -> None:
    assert desk.look().surroundings.windows == ()
    screen.start(sys.executable, "-c", BLACK_WINDOW)
    wait_until(lambda: "1280x800+0+0" in screen.run("xwininfo", "-root", "-children"), "the black window")
    began_s = time.monotonic()
    with pytest.raises(ScreenUnusable, match="one colour"):
        desk.look()
    assert 0.5 < time.monotonic() - began_s < 2.0


@pytest.mark.x11
def test_two_monitors_are_one_picture_and_acts_land_on_the_second(screen, probe, desk, wait_until) -> None:
    output = re.findall(r"^(\S+) connected", screen.run("xrandr"), flags=re.MULTILINE)[0]
    screen.run("xrandr", "--setmonitor", "left", "640/200x800/250+0+0", output)
    screen.run("xrandr", "--setmonitor", "right", "640/200x800/250+640+0", "none")
    assert "Monitors: 2" in screen.run("xrandr", "--listmonitors")
    screen.run("wmctrl", "-r", "Probe", "-e", "0,700,300,-1,-1")
    wait_until(lambda: probe.box("line")[0] > 690, "the window on the right monitor")
    assert desk.look().screenshot.pixels.shape == (800, 1280, 3)
    desk.do(Click(place=Query()), desk.target(probe.box("button")))
    probe.wait("clicks", 1)
    titlebar = Box(*probe.box("line")).center.x, probe.box("line")[1] - 25
    desk.do(Drag(start=Query(), end=Query()), desk.at(*titlebar), desk.at(300, 60))
    wait_until(lambda: probe.box("line")[0] < 640, "the window dragged to the left monitor")


@pytest.mark.x11
def test_a_new_resolution_gives_a_picture_of_the_new_size(screen, probe, desk) -> None:
    desk.look()
    timing = ["63.50", "1024", "1072", "1176", "1328", "768", "771", "775", "798"]
    screen.run("xrandr", "--newmode", "smaller", *timing)
    screen.run("xrandr", "--addmode", "screen", "smaller")
    screen.run("xrandr", "--output", "screen", "--mode", "smaller")
    look = desk.look()
    assert look.screenshot.pixels.shape == (768, 1024, 3)
    desk.do(Click(place=Query()), desk.target(probe.box("button")))
    probe.wait("clicks", 1)


def test_a_frame_with_a_negative_origin_and_a_scale_maps_both_ways() -> None:
    frame = Frame(surface_id="s", origin=(-1920.0, -200.0), native_per_pixel=(0.5, 0.5))
    assert on_display(Point(100, 40), frame) == Point(-1870, -180)
    assert in_picture(Box(-1870, -180, -1770, -80), frame) == Box(100, 40, 300, 240)
    for point in (Point(0, 0), Point(3839, 2), Point(777, 1079)):
        native = frame.to_native(point)
        assert frame.to_pixel(*native) == point


def window(number: int, outer: Box, *, own: bool) -> DesktopWindow:
    return DesktopWindow(id=number, title="", app="", pid=0, box=outer, outer=outer, active=False, popup=False, own=own)


def test_only_the_visible_part_of_an_own_window_is_painted_out() -> None:
    screen = Box(0, 0, 100, 100)
    own = window(1, Box(-20, 10, 50, 60), own=True)
    over = window(2, Box(30, 30, 200, 200), own=False)
    areas = hidden_areas([own, over], screen)
    painted = np.zeros((100, 100), dtype=bool)
    for area in areas:
        painted[area.top : area.bottom, area.left : area.right] = True
    expected = np.zeros((100, 100), dtype=bool)
    expected[10:60, 0:50] = True
    expected[30:100, 30:100] = False
    assert (painted == expected).all()
    assert hidden_areas([over, own], screen) == (Box(0, 10, 50, 60),)
    assert hidden_areas([own, window(3, Box(-50, 0, 200, 90), own=False)], screen) == ()


def test_a_process_without_a_terminal_claims_no_ancestor() -> None:
    assert os.getpid() in own_processes()
    assert 1 not in own_processes()
