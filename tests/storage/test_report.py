"""A report is one file that needs nothing, shows everything, and lets nothing of the screen act."""

import html.parser
import re
from pathlib import Path

import pytest

from app.storage.history import salvage
from app.storage.report.page import report
from app.storage.verifying import examine
from grounding.geometry import Box
from grounding.screen import State
from planner.records import ModelAnswered, ModelAsked, Outcome

HOSTILE = '</title></style><script>document.title="owned"</script><img src=x onerror="document.title=1">\u202e\x07"\'&'


class Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attributes if name in ("href", "src", "xlink:href")]
        self.handlers += [name for name, _ in attributes if name.startswith("on")]


def page_of(folder: Path, index) -> str:
    return report(salvage(folder), examine(folder, index))


def parsed(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


def hostile_run(desk) -> Path:
    recorder = desk.begun(desk.step(HOSTILE), text=HOSTILE)
    recorder.step(desk.record(1, step=desk.step(HOSTILE), target=desk.target(desk.element(HOSTILE)), error=HOSTILE))
    recorder.end(Outcome.FAILED, HOSTILE, {HOSTILE: HOSTILE})
    return Path(recorder.folder)


def test_a_report_shows_the_whole_step(desk) -> None:
    page = page_of(desk.whole(), desk.index)
    for shown in ("press button 1", "press button 2", "0.97", "0.61", "Its name is the words that were given.", "391"):
        assert shown in page
    for shown in ("Rule: click", "It can be undone.", "by the policy", "“Saved” is shown", "confirmed", "is whole"):
        assert shown in page
    assert 'class="target" x="30" y="40" width="60" height="20"' in page
    assert 'class="runner-up" x="95"' in page


def test_a_report_shows_what_a_language_model_was_told_and_said(desk) -> None:
    recorder = desk.begun()
    recorder.hear(ModelAsked(called="the model “m”", turns=("GOAL\n“<b>pay”",), pictured=True))
    recorder.hear(ModelAnswered(text="done"))
    recorder.end(Outcome.DONE, "", {})
    page = page_of(Path(recorder.folder), desk.index)
    assert "to the model “m”, with a picture" in page
    assert "&lt;b&gt;pay" in page


def test_each_picture_is_in_the_file_once(desk) -> None:
    page = page_of(desk.whole(), desk.index)
    assert page.count("data:image/png;base64,") == 4
    assert page.count("<use ") > 4


def test_nothing_is_loaded_from_anywhere(desk) -> None:
    page = page_of(desk.whole(), desk.index)
    found = parsed(page)
    assert "script" not in found.tags
    assert "link" not in found.tags
    assert all(address.startswith(("#", "data:image/png")) for address in found.addresses)
    assert not re.search(r"https?://|url\(", page)


def test_words_of_the_screen_stay_words(desk) -> None:
    found = parsed(page_of(hostile_run(desk), desk.index))
    assert "script" not in found.tags
    assert "img" not in found.tags
    assert found.handlers == []
    assert "\u202e" not in page_of(hostile_run(desk), desk.index)


def test_a_record_that_points_outside_its_folder_shows_no_picture(desk, tmp_path: Path) -> None:
    from app.storage.records import Picture
    from app.storage.report.pictures import Gallery

    (tmp_path / "outside.png").write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    shot = desk.screenshot("x")
    for file in ("../outside.png", str(tmp_path / "outside.png"), "screens/../../outside.png"):
        picture = Picture(id="x", file=file, size_wh=(1, 1), frame=shot.frame, taken_at=shot.taken_at)
        gallery = Gallery(tmp_path / "run")
        assert "not in the run" in gallery.drawn(picture, "x")
        assert "base64" not in gallery.definitions()


def test_an_interrupted_run_says_which_act_is_unknown(desk) -> None:
    recorder = desk.begun()
    record = desk.record(1, irreversible=True)
    recorder.intent(1, desk.bound(record), record.cleared)
    recorder.close()
    page = page_of(Path(recorder.folder), desk.index)
    assert "One act is unknown" in page
    assert "never repeated unasked" in page


def test_a_damaged_record_is_shown_as_far_as_it_goes(desk) -> None:
    folder = desk.whole()
    records = folder / "records.jsonl"
    lines = records.read_bytes().splitlines(keepends=True)
    steps = [number for number, line in enumerate(lines) if b'"type":"StepTaken"' in line]
    lines[steps[1]] = lines[steps[1]].replace(b"button 2", b"button X")
    records.write_bytes(b"".join(lines))
    page = page_of(folder, desk.index)
    assert "The record is not as it was written" in page
    assert 'id="step-1"' in page
    assert 'id="step-2"' not in page


def test_secret_fields_have_no_words_in_a_report(desk) -> None:
    recorder = desk.begun()
    field = desk.element("pin 4711", State.SECRET, value="4711")
    recorder.step(desk.record(1, target=desk.target(field), secret_boxes=(Box(0, 0, 5, 5),)))
    recorder.end(Outcome.DONE, "", {})
    page = re.sub(r"base64,[^\"]*", "", page_of(Path(recorder.folder), desk.index))
    assert "4711" not in page


@pytest.mark.chromium
def test_a_browser_shows_a_hostile_report_and_runs_nothing(desk, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    place = tmp_path / "report.html"
    place.write_text(page_of(hostile_run(desk), desk.index), encoding="utf-8")
    requests: list[str] = []
    said: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1240, "height": 900})
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(place.as_uri())
        title = page.title()
        shots = page.locator("svg.shot").count()
        picture = page.locator("#step-1 svg.shot").first.screenshot()
        width = page.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert requests == [place.as_uri()]
    assert said == []
    assert title not in ("owned", "1")
    assert shots >= 3
    assert blue_in(picture) > 0.02  # the control of the test's screenshot is blue: the picture is really drawn
    assert width <= 1240


def chromium() -> str:
    from shutil import which

    found = next((path for name in ("chromium", "google-chrome", "microsoft-edge") if (path := which(name))), None)
    assert found is not None, "packaging/check.sh installs Chromium"
    return found


def blue_in(png: bytes) -> float:
    import io

    import numpy as np
    from PIL import Image

    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    return float((abs(pixels - (20, 90, 200)).sum(axis=2) < 30).mean())
