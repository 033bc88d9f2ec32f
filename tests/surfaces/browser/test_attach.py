"""Joined to a browser that someone else started, Deskhand changes nothing in it but what a permitted act does."""

# ruff: noqa: E501 - the pages stand in the tests as they are served

import json
import os
import shutil
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Misuse
from app.surfaces.browser.finding import find_browser
from app.surfaces.browser.protocol import Connection
from app.surfaces.browser.surface import BrowserSurface
from app.surfaces.browser.websocket import WebSocket
from grounding.screen import DialogKind, Query, Role
from planner.actions import AnswerDialog, Copy, GiveFile, OpenAddress, SwitchTo
from planner.errors import Stopped, SurfaceGone
from planner.ports import Delivery

pytestmark = pytest.mark.chromium

PROBE = """JSON.stringify({size:[innerWidth,innerHeight,outerWidth,outerHeight],ratio:devicePixelRatio,focus:document.hasFocus(),
 seen:document.visibilityState,screen:[screen.width,screen.height],dark:matchMedia('(prefers-color-scheme: dark)').matches,
 touch:navigator.maxTouchPoints,agent:navigator.userAgent,language:navigator.language,zone:Intl.DateTimeFormat().resolvedOptions().timeZone,
 geo:typeof Geolocation.prototype.getCurrentPosition, native:String(Notification.requestPermission).includes('native code')})"""


class OtherClient:
    """The person's own tool at the same browser: watches a tab, and emulates."""

    def __init__(self, address: str, clock) -> None:
        told = json.load(urllib.request.urlopen(f"{address}/json/version", timeout=5))
        self.connection = Connection(wire=WebSocket(told["webSocketDebuggerUrl"]), clock=clock)
        self.sessions: dict[str, str] = {}

    def session(self, words: str) -> str:
        for info in self.connection.call("Target.getTargets").items("targetInfos"):
            if info.text("type") == "page" and words in info.text("title") + info.text("url"):
                target = info.text("targetId")
                if target not in self.sessions:
                    answer = self.connection.call("Target.attachToTarget", targetId=target, flatten=True)
                    self.sessions[target] = answer.text("sessionId")
                return self.sessions[target]
        raise AssertionError(words)

    def ask(self, words: str, expression: str):
        answer = self.connection.call(
            "Runtime.evaluate", self.session(words), expression=expression, returnByValue=True
        )
        return answer.at("result", "value").value

    def open(self, url: str) -> None:
        self.connection.call("Target.createTarget", url=url, background=True)

    def attached(self) -> int:
        return sum(one.flag("attached") for one in self.connection.call("Target.getTargets").items("targetInfos"))


@pytest.fixture
def running(tmp_path: Path, site, eventually) -> Iterator[tuple[str, subprocess.Popen]]:
    """A browser that another program started, with a page open; its address and its process."""
    profile = tmp_path / "theirs"
    program = find_browser(dict(os.environ))
    process = subprocess.Popen(
        [program, "--headless", "--no-first-run", f"--user-data-dir={profile}", "--remote-debugging-port=0",
         "--site-per-process", "--window-size=1000,800", *(["--no-sandbox"] if os.geteuid() == 0 else []), site.url("frames.html")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    port_file = profile / "DevToolsActivePort"
    eventually(lambda: port_file.is_file() and port_file.read_text().count("\n"), within_s=20)
    yield f"http://127.0.0.1:{port_file.read_text().splitlines()[0]}", process
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
    shutil.rmtree(profile, ignore_errors=True)


@pytest.fixture
def other(running, clock) -> Iterator[OtherClient]:
    client = OtherClient(running[0], clock)
    end_s = time.monotonic() + 10
    while client.ask("", "document.readyState+document.title") != "completeFrames":
        assert time.monotonic() < end_s
    yield client
    client.connection.close()


@pytest.fixture
def join(running, other, gate, clock, tmp_path: Path, person_of):
    opened = []

    def make(tab=None, address=None):
        surface = BrowserSurface.attach(
            address=address or running[0],
            tab=tab,
            redeemer=gate,
            clock=clock,
            secrets=str,
            structure_offered=True,
            download_folder=tmp_path / "downloads",
        )
        opened.append(surface)
        return person_of(surface)

    yield make
    for surface in opened:
        surface.close()


def emulate(other, words="Frames"):
    """What the other client's own tests would do: a viewport of its own at two pixels a point, dark."""
    session = other.session(words)
    other.connection.call(
        "Emulation.setDeviceMetricsOverride", session, width=800, height=700, deviceScaleFactor=2, mobile=False
    )
    other.connection.call(
        "Emulation.setEmulatedMedia", session, features=[{"name": "prefers-color-scheme", "value": "dark"}]
    )
    end_s = time.monotonic() + 5
    while (other.ask(words, "innerWidth"), other.ask(words, "devicePixelRatio")) != (800, 2):
        other.connection.call("Page.captureScreenshot", session)  # a headless page applies it with its next frame
        assert time.monotonic() < end_s


def use(person):
    """A look, clicks into frames of all kinds, typing, a copy."""
    for name in ("Inner", "Srcdoc", "Data", "Shadow"):
        person.until(name)
        assert person.click(name).delivery is Delivery.SEEN
        person.until(f"done {name.lower()}")
    person.type("Grüße", "Inner field", Role.TEXT_FIELD)
    assert person.value("Inner field") == "Grüße"
    assert person.do(Copy(place=Query(text="it")), person.target("Inner field")).text == "Grüße"


@pytest.mark.parametrize("emulated", [False, True])
def test_nothing_changes_for_the_client_that_is_there(join, other, emulated):
    if emulated:
        emulate(other)
    before = other.ask("Frames", PROBE)
    attached = other.attached()
    person = join()
    assert other.ask("Frames", PROBE) == before
    look = person.surface.look()
    assert other.ask("Frames", PROBE) == before
    if emulated:  # the picture may have one pixel a point or two, whichever the browser gives; the frame says it
        width = look.screenshot.pixels.shape[1]
        assert width in (800, 1600)
        assert look.screenshot.frame.native_per_pixel == (800 / width, 800 / width)
    use(person)
    assert other.ask("Frames", PROBE) == before
    person.surface.close()
    assert other.ask("Frames", PROBE) == before
    assert other.ask("Frames", "typeof deskhand + typeof deskhandReports") == "undefinedundefined"
    end_s = time.monotonic() + 5
    while other.attached() != attached:
        assert time.monotonic() < end_s, "a session of ours stayed open"


def test_a_page_that_loads_after_we_left_holds_nothing_of_ours(join, other, site):
    join().surface.close()
    other.connection.call("Page.navigate", other.session("Frames"), url=site.url("leaf.html"))
    end_s = time.monotonic() + 5
    while other.ask("", "document.title") != "Leaf":
        assert time.monotonic() < end_s
    assert other.ask("Leaf", "Object.keys(globalThis).filter(k=>/deskhand|playwright/i.test(k)).length") == 0


def test_uploads_of_the_person_are_not_caught_but_ours_are(join, other, site, tmp_path, eventually):
    site.html("upload", "<input type=file aria-label=Up onchange='document.title=this.files[0].name'>")
    person = join()
    person.go(site.url("upload"))
    session = other.session("upload")
    opened = []
    other.connection.listen(lambda event: opened.append(event.name) if "fileChooser" in event.name else None)
    other.connection.call("Page.enable", session)
    other.connection.call("Page.setInterceptFileChooserDialog", session, enabled=True)
    person.click("Up")
    eventually(lambda: person.surface.look().surroundings.dialog is not None)
    assert person.surface.look().surroundings.dialog.kind is DialogKind.FILE_CHOOSER
    (tmp_path / "mine.txt").write_text("x")
    person.do(GiveFile(path=str(tmp_path / "mine.txt")))
    assert person.surface.look().surroundings.title == "mine.txt"
    person.surface.close()
    assert other.connection.wait(lambda: bool(opened), timeout_s=2)  # the other client's own wish was left alone


def test_a_question_can_be_answered_by_either(join, other, site):
    site.html("asks", "<button onclick='this.textContent=confirm(\"Sure?\")'>Ask</button>")
    person = join()
    person.go(site.url("asks"))
    other.connection.call("Page.enable", other.session("asks"))
    person.click("Ask")
    assert person.surface.look().surroundings.dialog.text == "Sure?"
    person.do(AnswerDialog(accept=True))
    person.until("true")
    person.click("true")
    assert person.surface.look().surroundings.dialog is not None
    other.connection.call("Page.handleJavaScriptDialog", other.session("asks"), accept=False)
    person.until("false")


def test_closing_leaves_a_question_to_the_person(join, other, site):
    site.html("asks", "<button onclick='this.textContent=confirm(\"Sure?\")'>Ask</button>")
    person = join()
    person.go(site.url("asks"))
    session = other.session("asks")
    other.connection.call("Page.enable", session)
    person.click("Ask")
    person.surface.close()
    other.connection.call("Page.handleJavaScriptDialog", session, accept=True)
    end_s = time.monotonic() + 5
    while other.ask("asks", "document.body.textContent.trim()") != "true":
        assert time.monotonic() < end_s


def test_the_tab_is_told_by_words_or_asked_for(join, other, site):
    other.open(site.url("leaf.html"))
    end_s = time.monotonic() + 5
    while not any(
        "Leaf" in one.text("title") for one in other.connection.call("Target.getTargets").items("targetInfos")
    ):
        assert time.monotonic() < end_s
    assert join(tab="leaf").surface.look().surroundings.title == "Leaf"
    assert join(tab="FRAMES.html").surface.look().surroundings.title == "Frames"
    with pytest.raises(Misuse, match="No tab has"):
        join(tab="nothing of the kind")
    with pytest.raises(Misuse, match="More than one"):
        join(tab="127.0.0.1")


def test_other_tabs_are_not_touched(join, other, site):
    other.open(site.url("leaf.html"))
    end_s = time.monotonic() + 5
    while other.ask("leaf.html", "document.title") != "Leaf":
        assert time.monotonic() < end_s
    before = other.ask("Leaf", PROBE)
    person = join(tab="Frames")
    person.surface.look()
    person.click("Shadow")
    assert other.ask("Leaf", PROBE) == before
    person.do(SwitchTo(name="Leaf"))
    person.until("Leaf")
    person.click("Leaf")
    person.until("done leaf")


def test_the_person_s_browser_outlives_us_and_our_end_is_clean(join, running, other):
    person = join()
    person.surface.look()
    person.surface.close()
    person.surface.close()
    assert running[1].poll() is None
    assert other.ask("Frames", "1+1") == 2


def test_a_stop_leaves_the_person_s_browser_alone(join, running, other, site):
    person = join()
    pressed = []
    threading.Timer(0.3, lambda: (pressed.append(time.monotonic()), person.surface.interrupt())).start()
    with pytest.raises(Stopped):
        person.do(OpenAddress(address=site.url("never")))
    assert time.monotonic() - pressed[0] < 0.2
    person.surface.close()
    assert running[1].poll() is None


def test_a_browser_that_dies_is_told_at_once(join, running):
    person = join()
    person.surface.look()
    threading.Timer(0.2, lambda: os.killpg(running[1].pid, signal.SIGKILL)).start()
    started_s = time.monotonic()
    with pytest.raises(SurfaceGone):
        person.look_on()
    assert time.monotonic() - started_s < 2


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://10.1.2.3:9222", "this machine"),
        ("http://example.org:9222", "this machine"),
        ("http://127.0.0.1:9", "No browser answers"),
        ("http://127.0.0.1", "no debugging address"),
        ("nonsense", "no debugging address"),
        ("https://127.0.0.1:9222", "no debugging address"),
        ("http://user@127.0.0.1:9222", "no debugging address"),
        ("http://127.0.0.1:99999", "no debugging address"),
    ],
)
def test_addresses_that_cannot_be_joined_are_said(gate, clock, tmp_path, address, words):
    with pytest.raises(Misuse, match=words):
        BrowserSurface.attach(
            address=address,
            tab=None,
            redeemer=gate,
            clock=clock,
            secrets=str,
            structure_offered=True,
            download_folder=tmp_path,
        )


def test_a_server_that_is_no_browser_is_said(gate, clock, tmp_path, site):
    with pytest.raises(Misuse, match="No browser answers"):
        BrowserSurface.attach(
            address=site.url(),
            tab=None,
            redeemer=gate,
            clock=clock,
            secrets=str,
            structure_offered=True,
            download_folder=tmp_path,
        )
