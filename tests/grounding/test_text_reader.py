"""What is written on a screen is read, in its place, and read once."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from grounding.engine import Engine
from grounding.geometry import Box
from grounding.screen import Pixels, ScreenText
from grounding.text_reader.lines import Line, Reading
from grounding.text_reader.minus import signed
from grounding.text_reader.reader import TextReader

SAYINGS = (
    "Save changes to the file before closing?",
    "Invoice 4711-AB of 17 May 2024",
    "Größe wählen, Straße löschen",
    "customer@example.com",
    "Total: 1.234,56 EUR (incl. 19 % VAT)",
    "Ctrl+Shift+P",
    "Recent documents",
)
MOST_MEMORY_MB = 450


def texts(reader: TextReader, pixels: Pixels, within: Box | None = None) -> list[str]:
    return [line.text for line in reader.read(pixels, within)]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [10, 12, 14, 18])
def test_small_text_is_read_on_light_and_dark_ground(text_reader, canvas, size: int, dark: bool) -> None:
    screen = canvas(dark=dark)
    for row, saying in enumerate(SAYINGS):
        screen.write(20, 15 + row * 40, saying, size=size)
    read = texts(text_reader, screen.pixels)
    misread = 3 if size == 10 else 1  # letters of seven pixels are the hardest that screens show
    assert sum(saying in read for saying in SAYINGS) >= len(SAYINGS) - misread, read


def test_boxes_hug_the_ink(text_reader, canvas) -> None:
    screen = canvas()
    drawn = [screen.write(30, 20 + 50 * row, saying, size=14) for row, saying in enumerate(SAYINGS)]
    lines = text_reader.read(screen.pixels)
    for box in drawn:
        nearest = max(lines, key=lambda line, box=box: line.box.iou(box))
        assert all(abs(found - true) <= 2 for found, true in zip(nearest.box, box, strict=True)), (nearest, box)


def test_titles_with_a_wide_gap_are_lines_of_their_own(text_reader, canvas) -> None:
    screen = canvas()
    x = 10
    for title in ("File", "Edit", "View", "Document", "Help"):
        x = screen.write(x, 10, title).right + 17
    assert texts(text_reader, screen.pixels) == ["File", "Edit", "View", "Document", "Help"]


def test_a_sentence_is_one_line_with_a_box_for_each_word(text_reader, canvas) -> None:
    screen = canvas()
    screen.write(20, 30, "Send the order now", size=14)
    drawn = [screen.write(20, 90, word, size=14) for word in ("Send",)]
    first = text_reader.read(screen.pixels)[0]
    assert [word.text for word in first.words] == ["Send", "the", "order", "now"]
    assert abs(first.words[0].box.right - drawn[0].right) <= 2
    assert all(left.box.right <= right.box.left for left, right in zip(first.words, first.words[1:], strict=False))


def test_cells_and_check_boxes_part_a_line(text_reader, canvas) -> None:
    screen = canvas()
    for row in range(4):
        top = 20 + row * 24
        screen.line([(10, top), (310, top)])
        for column, name in enumerate(("Country", "Austria", "12:45")):
            screen.line([(10 + column * 100, top), (10 + column * 100, top + 24)])
            screen.write(16 + column * 100, top + 4, name, size=12)
    screen.field(Box(20, 150, 33, 163))
    screen.write(40, 148, "Newsletter")
    screen.field(Box(130, 150, 143, 163))
    screen.write(150, 148, "Terms")
    read = texts(text_reader, screen.pixels)
    assert [read.count(name) for name in ("Country", "Austria", "12:45", "Newsletter", "Terms")] == [4, 4, 4, 1, 1]


@pytest.mark.parametrize("text", ["Hello world", "letter.txt", "391", "a.gray@mail.org", "Bill"])
@pytest.mark.parametrize("size", [12, 13, 15])
def test_the_text_cursor_is_no_letter(text_reader, canvas, text: str, size: int) -> None:
    for in_field in (True, False):
        for at_end in (True, False):
            screen = canvas(300, 60)
            if in_field:
                screen.field(Box(10, 15, 250, 46))
            ink = screen.write(18, 21, text, size=size)
            x = ink.right + 1 if at_end else 17
            screen.line([(x, 20), (x, 24 + size)])
            assert texts(text_reader, screen.pixels) == [text], (in_field, at_end)


def test_the_keys_of_a_calculator_are_told_apart(text_reader, canvas) -> None:
    screen = canvas(400, 120)
    keys = ("1", "/", "7", "+", "=", "0")
    for number, key in enumerate(keys):
        screen.button(Box(10 + 62 * number, 30, 62 + 62 * number, 64), key)
    read = {line.text for line in text_reader.read(screen.pixels)}
    assert {"1", "/", "7", "+", "0"} <= read


def test_a_bar_between_words_stays(text_reader, canvas) -> None:
    screen = canvas()
    screen.write(20, 20, "6 files | 78 GiB free", size=14)
    assert texts(text_reader, screen.pixels) == ["6 files | 78 GiB free"]


def test_reading_a_part_gives_what_reading_all_gave(engine: Engine, canvas) -> None:
    screen = canvas(900, 700)
    for row in range(16):
        screen.write(20 + 30 * row, 10 + row * 42, f"Row {row + 1}: order number {4711 + row}")
    part = Box(0, 130, 900, 420)
    all_lines = [line for line in TextReader(engine=engine).read(screen.pixels) if line.box.clipped(part).area]
    assert list(TextReader(engine=engine).read(screen.pixels, part)) == all_lines
    assert len(all_lines) >= 6


def test_what_did_not_change_is_not_read_again(engine: Engine, canvas) -> None:
    reader, screen = TextReader(engine=engine), canvas(800, 600)
    for row in range(14):
        screen.write(20, 10 + row * 40, f"Line {row + 1}: the quick brown fox jumps over the lazy dog")
    began = time.process_time()
    first = reader.read(screen.pixels)
    first_s = time.process_time() - began
    began = time.process_time()
    assert reader.read(screen.pixels) == first
    assert time.process_time() - began < first_s / 4
    screen.write(20, 575, "One more line")
    began = time.process_time()
    assert [line.text for line in reader.read(screen.pixels)] == [*(line.text for line in first), "One more line"]
    assert time.process_time() - began < first_s / 2


def test_a_moved_line_is_known_by_its_pixels(text_reader, canvas) -> None:
    before, after = canvas(), canvas()
    before.write(20, 40, "A line that scrolls")
    after.write(20, 61, "A line that scrolls")
    assert [line.text for line in text_reader.read(before.pixels)] == ["A line that scrolls"]
    assert [line.box.top for line in text_reader.read(after.pixels)] == [
        line.box.top + 21 for line in text_reader.read(before.pixels)
    ]


def test_nothing_is_read_where_nothing_is_written(text_reader, canvas) -> None:
    screen = canvas()
    assert text_reader.read(screen.pixels) == ()
    screen.write(20, 20, "Top")
    assert text_reader.read(screen.pixels, Box(0, 250, 640, 400)) == ()
    assert text_reader.read(screen.pixels, Box(700, 500, 800, 600)) == ()
    assert text_reader.read(np.zeros((17, 16, 3), dtype=np.uint8)) == ()


def test_a_full_screen_stays_within_the_memory_that_is_promised(canvas, tmp_path: Path) -> None:
    screen = canvas(1920, 1080)
    for row in range(42):
        for column in range(7):
            screen.write(15 + column * 270, 10 + row * 25, f"{SAYINGS[(row + column) % 7][:26]} {row * 7 + column}")
    screen.image.save(tmp_path / "full.png")
    code = (
        "import json, re, sys, numpy\n"
        "from PIL import Image\n"
        "from grounding.engine import Engine\n"
        "from grounding.text_reader.reader import TextReader\n"
        "lines = TextReader(engine=Engine(threads=2)).read(numpy.array(Image.open(sys.argv[1])))\n"
        # Not ru_maxrss: a child begins with the peak of the process that started it.
        "peak_kb = int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
        "print(json.dumps([len(lines), peak_kb / 1024]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "full.png")], capture_output=True, text=True, check=True
    )
    count, peak_mb = json.loads(done.stdout)
    assert count >= 280
    assert peak_mb < MOST_MEMORY_MB


@pytest.mark.chromium
def test_a_page_in_a_real_browser_is_read(text_reader, tmp_path: Path) -> None:
    browser = next(path for name in ("chromium", "google-chrome", "microsoft-edge") if (path := shutil.which(name)))
    rows = "".join(f"<tr><td>{saying}<td>{number}" for number, saying in enumerate(SAYINGS, start=1001))
    page = tmp_path / "page.html"
    page.write_text(
        "<meta charset=utf-8><body style='font:13px sans-serif;color:#222'><table border=1 cellpadding=4>" + rows,
        encoding="utf-8",
    )
    picture = tmp_path / "page.png"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=800,600"]
    own = [f"--user-data-dir={tmp_path / 'profile'}", f"--screenshot={picture}"]
    subprocess.run(
        [browser, *flags, *own, page.as_uri()],
        check=True,
        capture_output=True,
        timeout=90,
    )
    read = read_picture(text_reader, picture)
    wanted = [*SAYINGS, *(str(number) for number in range(1001, 1001 + len(SAYINGS)))]
    assert sum(text in read for text in wanted) >= len(wanted) - 2, read


@pytest.mark.x11
@pytest.mark.apps
def test_the_menus_of_a_real_application_are_read(text_reader, tmp_path: Path, x_server: Callable[..., str]) -> None:
    display = x_server()
    environment = {"DISPLAY": display, "HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "NO_AT_BRIDGE": "1"}
    program = subprocess.Popen(
        ["dbus-run-session", "--", "galculator"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 30
        wanted = {"File", "Edit", "View", "Calculator", "Help", "sqrt"}
        read: set[str] = set()
        while not wanted <= read and time.monotonic() < deadline:
            read = set(texts(text_reader, capture(display)))
        assert wanted <= read
    finally:
        import os
        import signal

        os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def capture(display: str) -> Pixels:
    import mss

    with mss.MSS(display=display) as camera:
        shot = camera.grab(camera.monitors[0])
        return np.array(shot, dtype=np.uint8)[:, :, 2::-1]


def read_picture(reader: TextReader, picture: Path) -> list[str]:
    from app.cli.pictures import load_screenshot

    return texts(reader, load_screenshot(str(picture)).pixels)


def test_a_number_at_the_very_edge_of_a_screen_is_looked_at_for_a_minus_and_nothing_breaks() -> None:
    pixels = np.full((40, 60, 3), 255, dtype=np.uint8)
    pixels[10:26, 0:4] = 0
    box = Box(0, 8, 6, 28)
    line = Line(box=box, text=ScreenText("1"), confidence=1.0, reading=Reading(ScreenText("1"), 1.0, (0.5,)))
    assert signed(line, pixels).text == "1"
