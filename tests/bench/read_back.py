"""How often a field that is read back is taken for what was typed: right and wrong values in fields of Chromium and Qt.

    python -m tests.bench.read_back --json OUT

Random words, names of files, addresses and numbers stand in fields of several fonts of 11 to 18 px. Each field is asked
for what it holds, and three times for a text that one slip of a key makes of it. "roughly" is how a field is judged
whose letters another path tells, "to the letter" one that is known from pixels alone.
"""

import argparse
import json
import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import sync_playwright
from PySide6.QtGui import QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.compose.parts import eyes
from grounding.geometry import Box
from grounding.screen import Frame, Look, NotOffered, Pixels, Screenshot
from planner.reading_back import Shown, look_of
from tests.bench.intervals import Share, table

FONTS = ("DejaVu Sans", "Liberation Sans", "Cantarell", "Noto Sans", "DejaVu Sans Mono", "Liberation Serif", "FreeSans")
SIZES = (11, 12, 13, 14, 15, 16, 18)
ACCENTED = ("Größe ändern", "Müller & Söhne", "café crème", "naïve", "Łódź", "El Niño", "façade", "señal")
PAGES, FIELDS, SLIPS = 5, 36, 3
WIDE, HIGH = 400, 36


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A field in a picture, and the text that it holds."""

    look: Look
    box: Box
    value: str


def values(random_: random.Random) -> Iterator[str]:
    lines = files("assets").joinpath("words", "thesaurus.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if (word := line.split(" ")[0]).isalpha() and 3 <= len(word) <= 10]

    def word() -> str:
        return random_.choice(words)

    while True:
        number = random_.randint(1, 99999)
        yield word()
        yield f"{word()}.{random_.choice(('txt', 'pdf', 'csv', 'html', 'png'))}"
        yield f"{word()}.{word()}@{word()}.{random_.choice(('com', 'org', 'de'))}"
        yield f"{word().capitalize()} {word().capitalize()}"
        yield " ".join(word() for _ in range(random_.randint(2, 4)))
        yield random_.choice((str(number), f"{number / 100:.2f}", f"20{number % 90 + 10}-{number % 12 + 1:02d}-17"))
        yield f"{word()}_{word()}{number % 100}"
        yield f"https://{word()}.org/{word()}"
        yield f"{word().capitalize()} {number % 200}, {number} {word().capitalize()}"
        yield random_.choice(ACCENTED)


def slip(text: str, random_: random.Random) -> str:
    """The text with one key too few, too many, beside the right one, or in the wrong order; or with caps lock on."""
    at = random_.randrange(len(text) - 1)
    kind = random_.choice(("lost", "twice", "swapped", "another", "capitals"))
    if kind == "capitals":
        return text.swapcase()
    another = random_.choice("abdefghkmnprtyz" if text[at].isalpha() else "234679")
    pair = text[at : at + 2]
    instead = {"lost": pair[1:], "twice": pair[0] + pair, "swapped": pair[::-1], "another": another + pair[1:]}[kind]
    return text[:at] + instead + text[at + 2 :]


def place(index: int) -> tuple[int, int]:
    return 20 + (WIDE + 40) * (index % 2), 10 + 48 * (index // 2)


def in_chromium(texts: Iterator[str], random_: random.Random) -> Iterator[Filled]:
    program = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 900, "height": 900})
        for number in range(PAGES):
            ground, ink = ("#222", "#eee") if number % 2 else ("#fff", "#333")
            styles = [
                f"position:absolute;left:{x}px;top:{y}px;width:{WIDE}px;height:{HIGH}px;box-sizing:border-box;"
                f"font:{random_.choice(SIZES)}px '{random_.choice(FONTS)}';border:1px solid #999;"
                f"padding:0 {random_.choice((4, 8, 12))}px;background:{ground};color:{ink}"
                for x, y in map(place, range(FIELDS))
            ]
            page.set_content("".join(f'<input style="{style}">' for style in styles))
            held = [next(texts) for _ in styles]
            for field, text in zip(page.locator("input").all(), held, strict=True):
                field.fill(text)
            pixels = cv2.imdecode(np.frombuffer(page.screenshot(), np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1]
            look = look_at(np.ascontiguousarray(pixels))
            for index, text in enumerate(held):
                x, y = place(index)
                yield Filled(look=look, box=Box(x, y, x + WIDE, y + HIGH), value=text)
        browser.close()


def in_qt(texts: Iterator[str], random_: random.Random) -> Iterator[Filled]:
    application = QApplication.instance() or QApplication(["read_back", "-platform", "offscreen"])
    for _ in range(PAGES):
        window = QWidget()
        window.resize(900, 900)
        held = [next(texts) for _ in range(FIELDS)]
        for index, text in enumerate(held):
            field = QLineEdit(window)
            font = QFont(random_.choice(FONTS))
            font.setPixelSize(random_.choice(SIZES))
            field.setFont(font)
            field.setGeometry(*place(index), WIDE, HIGH)
            QTest.keyClicks(field, text) if text.isascii() else field.setText(text)
        window.show()
        application.processEvents()
        image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        look = look_at(rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy())
        for index, text in enumerate(held):
            x, y = place(index)
            yield Filled(look=look, box=Box(x, y, x + WIDE, y + HIGH), value=text)


def look_at(pixels: Pixels) -> Look:
    shot = Screenshot(id="fields", pixels=pixels, frame=Frame(surface_id="fields"), taken_at=datetime.now(UTC))
    return Look(screenshot=shot, structure=NotOffered(reason="pixels only"))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.read_back", description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, required=True, help="where the figures go")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    random_, seeing = random.Random(options.seed), eyes()
    texts = values(random_)
    counts = {way: {"right": [0, 0], "wrong": [0, 0]} for way in ("roughly", "to the letter")}
    for filled in (*in_chromium(texts, random_), *in_qt(texts, random_)):
        shown = Shown(filled.look, [filled.box.grown(4)], seeing)
        slips = {slip(filled.value, random_) for _ in range(SLIPS)}
        asked = [filled.value, *(wrong for wrong in sorted(slips) if look_of(wrong) != look_of(filled.value))]
        for text in asked:
            kind = "right" if text == filled.value else "wrong"
            for way, taken in (("roughly", shown.has_roughly(text)), ("to the letter", shown.has(text, words=True))):
                part = shown.is_part_of(text, filled.box) if way == "to the letter" else False
                counts[way][kind][0] += taken or part
                counts[way][kind][1] += 1
    shares = {w: {k: Share(hits=hits, total=total) for k, (hits, total) in c.items()} for w, c in counts.items()}
    print(
        table(
            ("judged", "right value taken", "wrong value taken"),
            [(w, *map(str, c.values())) for w, c in shares.items()],
        )
    )
    figures = {way: {kind: share.figures() for kind, share in both.items()} for way, both in shares.items()}
    options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
