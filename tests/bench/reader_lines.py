"""Lines of real screens whose text is known: from applications by AT-SPI, from pages in Chromium by the DOM.

Nothing here is drawn by the renderer of the training lines. A line's crop is its ink, grown as the eyes grow it.
"""

import json
import os
import random
import shutil
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from Xlib import X
from Xlib.display import Display
from Xlib.ext import xtest

from app.surfaces.desktop.capture import Camera
from app.surfaces.virtual_display.display import VirtualDisplay
from grounding.geometry import Box
from grounding.screen import Pixels, Role
from grounding.text_reader.ink import ink_of, runs
from grounding.text_reader.reader import MARGIN, TextReader, without_caret
from tests.surfaces.accessibility.conftest import Desk, WallClock

PROGRAMS = (
    ("gnome-calculator", "Calculator"),
    ("galculator", "galculator"),
    ("mousepad", "Mousepad"),
    ("l3afpad", "Untitled"),
    ("gedit", "gedit"),
    ("thunar", "Home"),
    ("baobab", "Disk"),
    ("gnome-system-monitor", "System Monitor"),
    ("featherpad", "FeatherPad"),
    ("kcalc", "KCalc"),
    ("qalculate-gtk", "Qalculate"),
    ("speedcrunch", "SpeedCrunch"),
    ("dconf-editor", "dconf"),
)
NAMED = frozenset(
    {
        *(
            Role.BUTTON,
            Role.MENU,
            Role.MENU_ITEM,
            Role.CHECKBOX,
            Role.RADIO,
            Role.TAB,
            Role.LABEL,
            Role.TEXT,
            Role.LINK,
        ),
        *(Role.HEADER, Role.CELL, Role.LIST_ITEM, Role.TREE_ITEM, Role.HEADING, Role.OPTION),
    }
)
MOST_MENUS = 6
GAP = 9
SIZE_WH = (1280, 800)
SAYINGS = tuple(Path(__file__).with_name("sayings.txt").read_text(encoding="utf-8").splitlines())
PALETTES = (
    ("#ffffff", "#1b1b1b"), ("#1e1f22", "#dfe1e5"), ("#f6f5f4", "#2e3436"), ("#3584e4", "#ffffff"),
    ("#ffffff", "#0969da"),
    ("#fafafa", "#9a9996"), ("#242424", "#9a9a9a"), ("#fff3cd", "#664d03"), ("#198754", "#ffffff"),
    ("#000000", "#ffff00"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class Known:
    """One line and where it comes from."""

    crop: Pixels
    text: str
    source: str


def crop_of(pixels: Pixels, box: Box) -> Pixels:
    grown = box.grown(MARGIN).clipped(Box(0, 0, pixels.shape[1], pixels.shape[0]))
    return np.ascontiguousarray(pixels[grown.top : grown.bottom, grown.left : grown.right])


def ink_groups(pixels: Pixels, box: Box) -> list[Box]:
    """The stretches of ink in the box that wide gaps part, each hugged."""
    mask = ink_of(pixels[box.top : box.bottom, box.left : box.right])
    if mask is None or not mask.any():
        return []
    groups: list[tuple[int, int]] = []
    for start, end in runs(np.asarray(mask.any(axis=0))):
        if groups and start - groups[-1][1] < GAP:
            groups[-1] = (groups[-1][0], end)
        else:
            groups.append((start, end))
    boxes: list[Box] = []
    for start, end in groups:
        rows = np.flatnonzero(mask[:, start:end].any(axis=1))
        boxes.append(Box(box.left + start, box.top + int(rows[0]), box.left + end, box.top + int(rows[-1]) + 1))
    return boxes


def seen_pieces(reader: TextReader, pixels: Pixels) -> list[tuple[Box, Pixels]]:
    """What the eyes take for pieces of text, and the crops that they would read."""
    frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
    found = reader._detector.lines(pixels, frame)
    pieces = [piece for line in found for piece in reader._pieces(pixels, line)]
    return [
        (piece.box, np.ascontiguousarray(without_caret(pixels, piece.box.grown(MARGIN).clipped(frame), piece.caret)))
        for piece in pieces
    ]


def application_screens(kept: Path | None) -> Iterator[tuple[str, Pixels, list[tuple[str, Box]]]]:
    """Those that were kept in a folder at an earlier run, else fresh ones, which then are kept there."""
    if kept is None or not kept.exists():
        for number, (program, pixels, names) in enumerate(fresh_screens()):
            if kept is not None:
                kept.mkdir(parents=True, exist_ok=True)
                cv2.imwrite(str(kept / f"{number:03}.png"), pixels[:, :, ::-1])
                truth = {"program": program, "names": [[name, list(box)] for name, box in names]}
                (kept / f"{number:03}.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
            yield program, pixels, names
        return
    for path in sorted(kept.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        pixels = np.ascontiguousarray(cv2.imread(str(path.with_suffix(".png")))[:, :, ::-1])
        yield truth["program"], pixels, [(name, Box(*box)) for name, box in truth["names"]]


def fresh_screens() -> Iterator[tuple[str, Pixels, list[tuple[str, Box]]]]:
    """Program, picture, and the names that its elements have with their boxes; with each menu open in turn."""
    with VirtualDisplay.start(size_wh=SIZE_WH, clock=WallClock()) as display:
        desk = Desk(display)
        camera = Camera(display=display.display)
        frame = Box(0, 0, *SIZE_WH)

        def looked(program: str) -> tuple[str, Pixels, list[tuple[str, Box]]]:
            desk.until(lambda: False, within_s=1.0)
            elements = [one for one in desk.elements() if one.role in NAMED and one.text.strip()]
            return program, camera.take(frame), [(one.text.strip(), one.box.clipped(frame)) for one in elements]

        for program, title in PROGRAMS:
            if shutil.which(program) is None:
                continue
            try:
                pid = desk.open(program, title=title)
            except AssertionError:
                continue
            yield looked(program)
            menus = [one for one in desk.elements() if one.role is Role.MENU and one.text][:MOST_MENUS]
            for menu in menus:
                click(display.display, *menu.box.center)
                yield looked(program)
                press_escape(display.display)
            os.kill(pid, signal.SIGKILL)
        camera.close()
        desk.close()


def click(name: str, x: int, y: int) -> None:
    connection = Display(name)
    xtest.fake_input(connection, X.MotionNotify, x=x, y=y)
    xtest.fake_input(connection, X.ButtonPress, 1)
    xtest.fake_input(connection, X.ButtonRelease, 1)
    connection.sync()
    connection.close()


def press_escape(name: str) -> None:
    connection = Display(name)
    key = connection.keysym_to_keycode(0xFF1B)
    for kind in (X.KeyPress, X.KeyRelease) * 2:
        xtest.fake_input(connection, kind, key)
    connection.sync()
    connection.close()


def browser_lines(*, fonts: Path | None, seed: int = 5, pages: int = 4) -> list[Known]:
    """Sayings in several fonts, sizes and colours, on pages of a real Chromium. fonts: more font files to show."""
    from playwright.sync_api import sync_playwright

    chance = random.Random(seed)
    files = sorted(path for path in fonts.rglob("*.[to]tf")) if fonts else []
    own = chance.sample(files, min(14, len(files)))
    faces = "".join(f"@font-face{{font-family:own{n};src:url('{path.as_uri()}')}}" for n, path in enumerate(own))
    families = [f"own{n}" for n in range(len(own))] or ["sans-serif", "serif", "monospace"]
    program = next(path for name in ("chromium", "google-chrome", "microsoft-edge") if (path := shutil.which(name)))
    found: list[Known] = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        flags = ["--no-sandbox", "--allow-file-access-from-files"]
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        for number in range(pages):
            scale = (1, 1, 1.25, 2)[number % 4]
            page = browser.new_page(viewport={"width": 1200, "height": 1000}, device_scale_factor=scale)
            cells = []
            for saying in chance.sample(SAYINGS, len(SAYINGS)):
                ground, ink = chance.choice(PALETTES)
                size = chance.choice((11, 12, 13, 13, 14, 14, 15, 16, 18, 24))
                style = f"font:{size}px {chance.choice(families)};background:{ground};color:{ink}"
                escaped = saying.replace("&", "&amp;").replace("<", "&lt;")
                cells.append(f'<div style="{style}"><span>{escaped}</span></div>')
            css = "div{float:left;padding:8px 14px;margin:2px;white-space:nowrap}body{margin:0;background:#eee}"
            place = Path(folder) / f"{number}.html"
            html = f"<meta charset=utf-8><style>{faces}{css}</style>{''.join(cells)}"
            place.write_text(html, encoding="utf-8")
            page.goto(place.as_uri())
            page.evaluate("document.fonts.ready")
            rects = page.evaluate(
                "[...document.querySelectorAll('span')].map(s => {const r = s.getBoundingClientRect();"
                "return [s.textContent, r.left, r.top, r.right, r.bottom]})"
            )
            pixels = cv2.imdecode(np.frombuffer(page.screenshot(full_page=True), np.uint8), cv2.IMREAD_COLOR)[
                :, :, ::-1
            ]
            for text, *sides in rects:
                left, top, right, bottom = (round(side * scale) for side in sides)
                # Two columns more on each side: a slanted letter reaches out of its box.
                groups = ink_groups(pixels, Box(left - 2, top, right + 2, bottom))
                if groups:
                    whole = Box(
                        groups[0].left, min(g.top for g in groups), groups[-1].right, max(g.bottom for g in groups)
                    )
                    found.append(Known(crop=crop_of(pixels, whole), text=text, source="chromium"))
            page.close()
        browser.close()
    return found


def rendered_lines(folder: Path) -> list[Known]:
    """Crops that `grounding.training.reader.render --pictures` drew in fonts that were held out."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return [
        Known(crop=np.ascontiguousarray(cv2.imread(str(folder / name))[:, :, ::-1]), text=text, source="held-out fonts")
        for name, text in truth.items()
    ]
