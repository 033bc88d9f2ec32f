"""Chromium as a renderer: a page's HTML in, its picture and truth out.

Pictures come by the protocol's own command: Playwright's screenshot would put the scale back to 1 before it takes one.
"""

import base64
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np
from playwright.sync_api import Error, sync_playwright

from grounding.geometry import Box
from grounding.screen import Pixels, Role, State
from grounding.training.render.sample import Labelled, Sample, TextLine
from grounding.training.render.web.ink import shows, tightened
from grounding.training.render.web.page import Page

_SCRIPTS = (Path(__file__).parent / "truth" / f"{part}.js" for part in ("seeing", "elements", "lines"))
TRUTH = (
    "() => {"
    + "".join(path.read_text(encoding="utf-8") for path in _SCRIPTS)
    + "return { width: innerWidth, height: innerHeight, elements, lines, ignore }; }"
)
READY = """async ([scroll, focus]) => {
  await document.fonts.ready;
  const missing = [...document.querySelectorAll(":not(:defined)")].map((one) => one.localName);
  const defined = Promise.all([...new Set(missing)].map((one) => customElements.whenDefined(one)));
  await Promise.race([defined, new Promise((done) => setTimeout(done, 3000))]);
  scrollTo(0, scroll * (document.documentElement.scrollHeight - innerHeight));
  for (const pane of document.querySelectorAll(".x-scrolled")) pane.scrollTop = scroll * pane.scrollHeight * 0.6;
  if (focus < 0.4) {
    const fields = [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button")];
    const one = fields[Math.floor(focus / 0.4 * fields.length)];
    if (one) one.focus({ preventScroll: true, focusVisible: true });
  }
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
FEWEST = 5
CONTAINERS = frozenset(
    {
        Role.DIALOG,
        Role.WINDOW,
        Role.MENU,
        Role.TOOLBAR,
        Role.TITLE_BAR,
        Role.ROW,
        Role.LIST_ITEM,
        Role.CELL,
        Role.HEADER,
    }
)


class RenderingFailed(Exception):
    """The browser gave no picture that fits the page."""


class Browser:
    """One Chromium with one tab; a context manager. workspace: where the page's file lies while it is shown."""

    def __init__(self, *, executable: str, workspace: Path) -> None:
        self._executable, self._file = executable, workspace / "page.html"

    def __enter__(self) -> Self:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=self._executable,
            ignore_default_args=["--hide-scrollbars"],
            args=[
                "--allow-file-access-from-files",
                "--disable-lcd-text",
                "--disable-gpu",
                "--font-render-hinting=slight",
            ],
        )
        self._tab = self._browser.new_page(no_viewport=True)
        self._protocol = self._tab.context.new_cdp_session(self._tab)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._browser.close()
        self._playwright.stop()

    def render(self, page: Page, *, source: str, seed: int, held_out: bool) -> Sample:
        wide, high = page.size_wh
        self._file.write_text(page.html, encoding="utf-8")
        try:
            self._protocol.send(
                "Emulation.setDeviceMetricsOverride",
                {"width": wide, "height": high, "deviceScaleFactor": page.scale, "mobile": False},
            )
            self._tab.goto(self._file.as_uri(), wait_until="load", timeout=15_000)
            self._tab.evaluate(READY, [page.scroll, page.focus])
            coded = self._protocol.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})["data"]
            truth = self._tab.evaluate(TRUTH)
        except Error as error:
            raise RenderingFailed(str(error)) from error
        picture = cv2.imdecode(np.frombuffer(base64.b64decode(coded), np.uint8), cv2.IMREAD_COLOR)
        pixels = np.ascontiguousarray(picture[:, :, ::-1])
        if (
            abs(pixels.shape[1] - truth["width"] * page.scale) > 1.5
            or abs(pixels.shape[0] - truth["height"] * page.scale) > 1.5
        ):
            raise RenderingFailed(
                f"a picture of {pixels.shape[1]}x{pixels.shape[0]} for a page of {wide}x{high} at {page.scale}"
            )
        sample = _sample(pixels, truth, page.scale, source=source, seed=seed, held_out=held_out)
        if len(sample.elements) + len(sample.lines) < FEWEST:
            raise RenderingFailed("hardly anything on it")
        return sample


def _box(sides: list[float], scale: float, pixels: Pixels) -> Box:
    left, top, right, bottom = (round(side * scale) for side in sides)
    return Box(left, top, right, bottom).clipped(Box(0, 0, pixels.shape[1], pixels.shape[0]))


def _sample(pixels: Pixels, truth: dict, scale: float, *, source: str, seed: int, held_out: bool) -> Sample:  # type: ignore[type-arg]
    elements, lines, ignore = [], [], []
    for one in truth["elements"]:
        box, role = _box(one["box"], scale, pixels), Role(one["role"])
        if role is Role.IMAGE and box.width and box.height:
            box = tightened(pixels, box) or box
        if min(box.width, box.height) < 3:
            continue
        if shows(pixels, box):
            elements.append(
                Labelled(box=box, role=role, state=frozenset(State(state) for state in one["state"]), text=one["text"])
            )
        elif role not in CONTAINERS:
            ignore.append(box)
    for line in truth["lines"]:
        rough = _box(line["box"], scale, pixels)
        box = tightened(pixels, rough)
        if box is None or box.height < 2 or box.width < 1:
            ignore.append(rough)
        else:
            lines.append(TextLine(box=box, text=line["text"]))
    known = [one.box for one in elements if one.role not in CONTAINERS] + [line.box for line in lines]
    for sides in truth["ignore"]:
        box = _box(sides, scale, pixels)
        if box.area and not any(box.contains(other.center) for other in known):
            ignore.append(box)
    return Sample(
        pixels=pixels,
        source=source,
        seed=seed,
        held_out=held_out,
        elements=tuple(elements),
        lines=tuple(lines),
        ignore=tuple(ignore),
    )
