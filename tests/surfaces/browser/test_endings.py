"""Ends: by a stop, by a killed browser, by a page that hangs, by Deskhand's own death; never by waiting."""

# ruff: noqa: E501 - the pages stand in the tests as they are served

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from app.errors import Misuse
from app.surfaces.browser.finding import find_browser
from app.surfaces.browser.keys import key_named
from app.surfaces.browser.surface import BrowserSurface
from planner.actions import Button, Click, OpenAddress, PressKeys
from planner.errors import Stopped, SurfaceGone

pytestmark = pytest.mark.chromium


def ends_within(action, error, within_s):
    started_s = time.monotonic()
    with pytest.raises(error):
        action()
    return time.monotonic() - started_s < within_s


def test_a_browser_killed_in_the_middle_is_told_at_once(browser, site):
    person = browser(site.html("x", "<button>Go</button>"))
    person.surface.look()
    threading.Timer(0.3, lambda: os.kill(person.surface.child_pids[-1], signal.SIGKILL)).start()

    assert ends_within(person.look_on, SurfaceGone, 3)
    assert ends_within(person.surface.look, SurfaceGone, 1)
    assert ends_within(lambda: person.do(PressKeys(keys=("a",))), SurfaceGone, 1)
    person.surface.release_all()
    person.surface.close()


def test_a_driver_killed_in_the_middle_is_told_and_takes_the_browser_along(browser, site):
    person = browser(site.html("x", "<button>Go</button>"))
    driver, chromium = person.surface.child_pids
    threading.Timer(0.3, lambda: os.kill(driver, signal.SIGKILL)).start()

    assert ends_within(person.look_on, SurfaceGone, 3)
    person.surface.close()
    assert not psutil.pid_exists(chromium)


@pytest.mark.parametrize("how", ["interrupt", "clock"])
def test_a_stop_ends_a_blocked_call_within_200_ms(browser, clock, site, how):
    person = browser(site.url("leaf.html"))
    pressed = []

    def stop():
        pressed.append(time.monotonic())
        if how == "interrupt":
            person.surface.interrupt()
        else:
            clock.stopped.set()

    threading.Timer(0.4, stop).start()
    with pytest.raises(Stopped):
        person.do(OpenAddress(address=site.url("never")))
    assert time.monotonic() - pressed[0] < 0.2
    person.surface.close()


def test_an_interrupt_ends_a_call_into_a_page_that_hangs(browser, site):
    person = browser(site.html("hang", "<button onclick='for(;;);'>Hang</button>"))
    target = person.target("Hang")
    permit = person.permit(Click(place=target.query), target)
    pressed = []
    threading.Timer(0.5, lambda: (pressed.append(time.monotonic()), person.surface.interrupt())).start()
    with pytest.raises(Stopped):
        person.surface.perform(permit)
    assert time.monotonic() - pressed[0] < 0.2
    person.surface.close()


def test_held_keys_and_buttons_are_let_go_from_another_thread(browser, site):
    page = "<p id=r>none</p><script>for(const k of ['keydown','keyup','mousedown','mouseup'])addEventListener(k,e=>r.textContent+=' '+k)</script>"
    person = browser(site.html("held", page))
    surface = person.surface
    surface.look()
    session = surface._tabs.session
    shift = key_named("shift")
    surface._hands.key_goes_down(session, shift)
    surface._connection.call("Input.dispatchKeyEvent", session, **shift.event("down", 8))
    surface._hands.button_goes_down(session, Button.LEFT, 50, 50)
    surface._connection.call(
        "Input.dispatchMouseEvent", session, type="mousePressed", x=50, y=50, button="left", clickCount=1
    )
    thread = threading.Thread(target=surface.release_all)
    thread.start()
    thread.join(2)
    person.until("none keydown mousedown mouseup keyup")
    surface.release_all()


def test_closing_leaves_no_process_and_no_profile(browser, site, eventually):
    person = browser(site.url("leaf.html"))
    pids = person.surface.child_pids
    family = [child for pid in pids for child in psutil.Process(pid).children(recursive=True)]
    profile = person.surface._launched.profile
    assert profile.is_dir()
    person.surface.close()
    eventually(lambda: not any(psutil.pid_exists(pid) for pid in pids))
    eventually(lambda: not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in family))
    assert not profile.exists()


def test_no_browser_outlives_a_deskhand_that_was_killed(site, tmp_path: Path, eventually):
    program = tmp_path / "start.py"
    program.write_text(
        "import os, sys, time\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from conftest_copy import made_gate, StopClock\n"
        "from app.surfaces.browser.surface import BrowserSurface\n"
        "from pathlib import Path\n"
        "clock = StopClock()\n"
        "surface = BrowserSurface.launch(redeemer=made_gate(clock), clock=clock, secrets=str, structure_offered=True,\n"
        "    url=sys.argv[1], profile=None, headless=True, download_folder=Path(sys.argv[2]), environment=dict(os.environ))\n"
        "surface.look()\n"
        "print(*surface.child_pids, flush=True)\n"
        "time.sleep(60)\n"
    )
    (tmp_path / "conftest_copy.py").write_text((Path(__file__).parent / "conftest.py").read_text(encoding="utf-8"))
    running = subprocess.Popen(
        [sys.executable, str(program), site.url("leaf.html"), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert running.stdout is not None
    pids = [int(pid) for pid in running.stdout.readline().split()]
    assert len(pids) == 2
    running.kill()
    running.wait(5)
    running.stdout.close()

    def ended(pid):
        return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE

    eventually(lambda: all(ended(pid) for pid in pids), within_s=2.0)


def test_closing_works_while_the_page_asks(browser, site, eventually):
    person = browser(site.html("asks", "<button onclick='alert(1)'>Ask</button>"))
    person.click("Ask")
    started_s = time.monotonic()
    person.surface.close()
    assert time.monotonic() - started_s < 6
    eventually(lambda: not any(psutil.pid_exists(pid) for pid in person.surface.child_pids))


def test_no_browser_on_the_machine_says_what_to_install(tmp_path: Path):
    with pytest.raises(Misuse, match="install Chromium"):
        find_browser({"PATH": str(tmp_path), "HOME": str(tmp_path)}, root=tmp_path)


def test_a_snap_is_passed_over_and_a_downloaded_browser_is_found(tmp_path: Path):
    wrapper = tmp_path / "chromium"
    wrapper.write_text("#!/bin/sh\nexec /snap/bin/chromium\n")
    wrapper.chmod(0o755)
    for revision in ("999", "1200"):
        program = tmp_path / ".cache" / "ms-playwright" / f"chromium-{revision}" / "chrome-linux" / "chrome"
        program.parent.mkdir(parents=True)
        program.write_text("")
    found = find_browser({"PATH": str(tmp_path), "HOME": str(tmp_path)}, root=tmp_path)
    assert "chromium-1200" in str(found)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"headless": False, "environment": {"PATH": os.environ["PATH"]}}, "no display"),
        ({"url": "javascript:alert(1)"}, "not opened"),
        ({"url": "http://127.0.0.1:9/"}, "could not be opened"),
        ({"profile": Path("/dev/null/profile")}, "cannot be written"),
    ],
)
def test_what_cannot_start_is_said_in_one_sentence(gate, clock, tmp_path: Path, changes, words):
    options = {
        "redeemer": gate,
        "clock": clock,
        "secrets": str,
        "structure_offered": True,
        "url": None,
        "profile": None,
        "headless": True,
        "download_folder": tmp_path,
        "environment": dict(os.environ),
        **changes,
    }
    with pytest.raises(Misuse, match=words):
        BrowserSurface.launch(**options)


def test_a_profile_in_use_is_said(browser, gate, clock, site, tmp_path: Path):
    browser(site.url("leaf.html"), profile=tmp_path / "mine")
    with pytest.raises(Misuse, match="in use"):
        browser(site.url("leaf.html"), profile=tmp_path / "mine")


def test_a_profile_of_one_s_own_is_kept(browser, site, tmp_path: Path):
    page = site.html(
        "visit", "<p id=p></p><script>p.textContent='visit '+(localStorage.n=1+(+localStorage.n||0))</script>"
    )
    first = browser(page, profile=tmp_path / "mine")
    first.until("visit 1")
    first.surface.close()
    browser(page, profile=tmp_path / "mine").until("visit 2")


def test_running_as_root_is_said(browser, site):
    person = browser(site.url("leaf.html"))
    assert bool(person.surface.notes) == (os.geteuid() == 0)
