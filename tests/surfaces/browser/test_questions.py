"""The browser's own questions stay open until a permitted act answers them."""

# ruff: noqa: E501 - the pages stand in the tests as they are served

import time

import pytest

from grounding.screen import DialogKind, NotOffered, Role
from planner.actions import AnswerDialog, Back, GiveFile, Literal, OpenAddress, PressKeys
from planner.errors import ActFailed
from planner.ports import Delivery

pytestmark = pytest.mark.chromium

PAGE = """<p id=r>nothing yet</p><script>const say=t=>r.textContent=t</script>
<button onclick="alert('Hello there');say('went on')">Alert</button>
<button onclick="say('confirmed '+confirm('Sure?'))">Confirm</button>
<button onclick="say('name '+prompt('Your name?','Bob'))">Prompt</button>
<button onclick="alert('one');alert('two');say('both')">Two</button>
<label>Upload <input type=file onchange="say('file '+[...this.files].map(f=>f.name+f.size))"></label>
<button onclick="navigator.geolocation.getCurrentPosition(p=>say('here'),e=>say('no place '+e.code))">Where</button>
<button onclick="Notification.requestPermission().then(x=>say('notify '+x))">Notify</button>
<button onclick="navigator.mediaDevices.getUserMedia({audio:true}).then(x=>say('heard'),e=>say('mic '+e.name))">Listen</button>
<button onclick="navigator.clipboard.readText().then(x=>say('clip read'),e=>say('clip '+e.name))">Clip</button>
<input aria-label=Draft oninput="window.onbeforeunload=e=>e.preventDefault()">"""


@pytest.fixture
def page(shared, site):
    shared.go(site.html("questions", PAGE))
    return shared


def asked(page):
    return page.surface.look().surroundings.dialog


def soon_asked(page):
    """A wish for a permission reaches us a moment after the click."""
    deadline_s = time.monotonic() + 3
    while (now := asked(page)) is None:
        assert time.monotonic() < deadline_s, "nothing was asked"
    return now


def answer(page, accept, text=None):
    page.do(AnswerDialog(accept=accept, value=Literal(text=text) if text is not None else None))


def test_an_alert_stays_open_and_is_shown(page):
    before = page.surface.look().screenshot.pixels
    performed = page.click("Alert")
    assert performed.delivery is Delivery.SEEN
    look = page.surface.look()
    assert look.surroundings.dialog is not None
    assert (look.surroundings.dialog.kind, look.surroundings.dialog.text) == (DialogKind.ALERT, "Hello there")
    assert isinstance(look.structure, NotOffered)
    assert look.screenshot.pixels.shape == before.shape
    assert (look.screenshot.pixels != before).any()
    assert asked(page) is not None
    answer(page, True)
    page.until("went on")
    assert asked(page) is None


def test_a_look_at_a_held_page_is_quick(page):
    page.click("Alert")
    started_s = time.monotonic()
    page.surface.look()
    page.surface.glance()
    assert isinstance(page.surface.focused(), NotOffered)
    assert time.monotonic() - started_s < 1
    answer(page, True)


def test_nothing_else_is_done_while_the_page_asks(page):
    page.click("Alert")
    with pytest.raises(ActFailed, match="answer it first"):
        page.do(PressKeys(keys=("enter",)))
    answer(page, True)


@pytest.mark.parametrize(("accept", "seen"), [(True, "confirmed true"), (False, "confirmed false")])
def test_confirm_takes_the_answer_that_was_permitted(page, accept, seen):
    page.click("Confirm")
    answer(page, accept)
    page.until(seen)


@pytest.mark.parametrize(
    ("accept", "text", "seen"), [(True, "Änne", "name Änne"), (True, None, "name Bob"), (False, None, "name null")]
)
def test_a_prompt_takes_text(page, accept, text, seen):
    page.click("Prompt")
    assert asked(page).default == "Bob"
    answer(page, accept, text)
    page.until(seen)


def test_a_second_question_waits_for_its_own_answer(page):
    page.click("Two")
    answer(page, True)
    deadline_s = time.monotonic() + 3
    while (now := asked(page)) is None or now.text != "two":
        assert time.monotonic() < deadline_s
    answer(page, True)
    page.until("both")


def test_answering_nothing_is_told(page):
    with pytest.raises(ActFailed, match="asks nothing"):
        answer(page, True)


def test_a_question_in_a_foreign_frame_is_open_for_the_tab(shared, site):
    site.html("asking", "<button onclick=\"this.textContent=confirm('Inside?')\">Ask</button>")
    shared.go(site.html("holder", f"<iframe src='{site.url('asking', 'localhost')}'></iframe>"))
    shared.until("Ask")
    shared.click("Ask")
    assert "Inside?" in asked(shared).text
    answer(shared, True)
    shared.until("true")


def test_leaving_a_page_with_a_draft_asks_first(page, site):
    page.type("something", "Draft")
    assert "asks" in page.do(OpenAddress(address=site.url("leaf.html"))).note
    assert asked(page).kind is DialogKind.LEAVE
    answer(page, False)
    assert page.surface.look().surroundings.title == "questions"
    assert page.value("Draft") == "something"
    page.do(Back())  # after a first no the browser may ask again, or leave the history alone; the draft stays
    if asked(page) is not None:
        answer(page, False)
    assert page.value("Draft") == "something"
    page.do(OpenAddress(address=site.url("leaf.html")))
    answer(page, True)
    page.until("Leaf")


def test_an_upload_waits_for_a_file(page, tmp_path):
    file = tmp_path / "läter.txt"
    file.write_text("12345")
    page.click("Upload", Role.BUTTON)
    assert asked(page).kind is DialogKind.FILE_CHOOSER
    with pytest.raises(ActFailed, match="no file"):
        page.do(GiveFile(path=str(tmp_path / "none")))
    page.do(GiveFile(path=str(file)))
    page.until("file läter.txt5")
    assert asked(page) is None


def test_an_upload_can_be_called_off(page, tmp_path):
    page.click("Upload", Role.BUTTON)
    with pytest.raises(ActFailed, match="needs a file"):
        answer(page, True)
    answer(page, False)
    assert asked(page) is None
    with pytest.raises(ActFailed, match="No file chooser"):
        page.do(GiveFile(path=str(tmp_path)))


@pytest.mark.parametrize(
    ("button", "words", "granted", "denied"),
    [
        ("Where", "where you are", None, "no place 1"),
        ("Notify", "notifications", "notify granted", "notify denied"),
        ("Listen", "microphone", "mic NotFoundError", "mic Not"),
        ("Clip", "clipboard", "clip read", "clip NotAllowedError"),
    ],
)
def test_a_permission_is_asked_for_and_the_answer_counts(browser, site, button, words, granted, denied):
    person = browser(site.html("questions", PAGE))
    person.click(button)
    question = soon_asked(person)
    assert question.kind is DialogKind.PERMISSION
    assert words in question.text
    assert f"127.0.0.1:{site.port}" in question.text
    assert "nothing yet" in person.names()
    answer(person, False)
    person.until(denied)
    assert asked(person) is None
    if granted is not None:
        person.go(site.html("questions", PAGE).replace("127.0.0.1", "localhost"))  # another origin, not yet decided
        person.click(button)
        assert words in soon_asked(person).text
        answer(person, True)
        person.until(granted)


def test_downloads_go_to_quarantine_under_safe_names(browser, site, tmp_path):
    site.pages["/file"] = "the content"
    site.headers["/file"] = {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": 'attachment; filename="..%2Fnew folder.sh"',
    }
    person = browser(
        site.html("downloads", "<a href='/file' download='../../.profile'>Get</a> <a href='/file'>Other</a>")
    )
    person.click("Get")
    person.click("Get")
    deadline_s = time.monotonic() + 5
    while len(done := person.surface.look().surroundings.downloads) < 2:
        assert time.monotonic() < deadline_s
    folder = tmp_path / "downloads"
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.rpartition("/")[2] for path in done)
    assert all(path.startswith(str(folder)) and "/." not in path[len(str(folder)) :] for path in done)
    assert (folder / done[0].rpartition("/")[2]).read_text() == "the content"
