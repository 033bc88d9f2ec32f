"""The browser with a window of its own, on a real display."""

# ruff: noqa: E501 - the pages stand in the tests as they are served

import os
import subprocess
from collections.abc import Iterator

import pytest

from grounding.screen import DialogKind, Query, Role
from planner.actions import AnswerDialog, Copy, GiveFile, Paste

pytestmark = [pytest.mark.chromium, pytest.mark.x11]


@pytest.fixture
def display() -> Iterator[str]:
    """A display of the test's own with a window manager."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "2000x1400x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"],
        env={**os.environ, "DISPLAY": f":{number}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield f":{number}"
    for process in (manager, server):
        process.terminate()
        process.wait(10)


@pytest.fixture
def windowed(browser, display):
    def make(url, **more):
        return browser(url, headless=False, environment={**os.environ, "DISPLAY": display}, **more)

    return make


def test_a_form_is_filled_in_a_window_too(windowed, site):
    person = windowed(site.url("form.html"))
    person.type("Größe @#{}€", "Full name", Role.TEXT_FIELD)
    person.type("Japan", "Country", Role.DROPDOWN)
    person.type("2026-12-24", "Delivery", Role.TEXT_FIELD)
    person.type("83", "Volume", Role.SLIDER)
    person.click("Newsletter", Role.CHECKBOX)
    assert person.value("Full name", Role.TEXT_FIELD) == "Größe @#{}€"
    assert person.value("Country", Role.DROPDOWN) == "Japan"
    assert person.value("Delivery", Role.TEXT_FIELD) == "2026-12-24"
    assert person.value("Volume", Role.SLIDER) == "83"
    assert person.do(Copy(place=Query(text="it")), person.target("Full name", Role.TEXT_FIELD)).text == "Größe @#{}€"
    person.do(Paste(place=Query(text="it")), person.target("Notes", Role.TEXT_AREA))
    assert person.value("Notes", Role.TEXT_AREA) == "Größe @#{}€"


def test_questions_wait_in_a_window_too(windowed, site, tmp_path):
    page = (
        "<p id=r>nothing</p><button onclick=\"r.textContent=confirm('Sure?')\">Ask</button>"
        "<label>Upload <input type=file onchange='r.textContent=this.files[0].name'></label>"
        "<button onclick=\"navigator.geolocation.getCurrentPosition(p=>r.textContent='here',e=>r.textContent='no '+e.code)\">Where</button>"
    )
    person = windowed(site.html("questions", page))
    person.click("Ask")
    assert person.surface.look().surroundings.dialog.kind is DialogKind.CONFIRM
    person.do(AnswerDialog(accept=True))
    person.until("true")
    person.click("Upload", Role.BUTTON)
    person.until_asked(DialogKind.FILE_CHOOSER)
    (tmp_path / "file.txt").write_text("x")
    person.do(GiveFile(path=str(tmp_path / "file.txt")))
    person.until("file.txt")
    person.click("Where")
    person.until_asked(DialogKind.PERMISSION)
    person.do(AnswerDialog(accept=False))
    person.until("no 1")


def test_frames_and_tabs_work_in_a_window_too(windowed, site):
    person = windowed(site.url("frames.html"), scale=1.5)
    for name in ("Inner", "Srcdoc", "Data", "Shadow"):
        person.until(name)
        assert person.click(name).delivery == "seen", name
        person.until(f"done {name.lower()}")
    site.html("opener", f"<a target=_blank href='{site.url('leaf.html')}'>New</a>")
    person.go(site.url("opener"))
    person.click("New")
    assert person.until("Leaf").surroundings.title == "Leaf"
