"""The sweep on web pages: shown in a browser that is listened to, replayed in one that is changed in one way."""

import signal
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import CDPSession, Page, Playwright, sync_playwright

from tests.bench.chores_sites import Site, served
from tests.bench.sweep_browsers import Change, changed_browser
from tests.bench.sweep_demos import Demo, perform
from tests.bench.sweep_trial import COMMAND, ROOT, Judged, Shown, crop, replayed, settings, where_it_is

CHANGES: dict[str, Change] = {
    "same": Change(),
    **{f"zoom {percent}%": Change(zoom=percent / 100) for percent in (80, 90, 110, 125, 133, 150, 175, 200)},
    **{f"scale {scale:g}": Change(scale=scale) for scale in (1.5, 2.0, 3.0)},
    **{f"text +{percent}%": Change(font_size=round(16 * (1 + percent / 100))) for percent in (10, 19, 37)},
    **{f"font {name}": Change(font=name) for name in ("DejaVu Serif", "Liberation Mono", "DejaVu Sans Condensed")},
    "dark": Change(dark=True),
    "narrow": Change(size_wh=(1000, 700)),
    "wide": Change(size_wh=(1700, 950)),
    "order": Change(order=True),
    "banner": Change(banner=True),
    "slow": Change(latency_ms=900),
}


class WebTrial:
    """A demonstration on the pages of an application, judged by its database."""

    def __init__(self, name: str, demo: Demo) -> None:
        self.name = name
        self._demo = demo
        self._shown: Shown | None = None

    @property
    def points(self) -> Collection[str]:
        return CHANGES

    def show(self, folder: Path) -> int:
        self._shown = shown(self.name, self._demo, folder)
        return self._shown.flow.read_text(encoding="utf-8").count("\n  - ")

    def judge(self, point: str, way: str, folder: Path, *, more: Sequence[str]) -> Judged:
        assert self._shown is not None
        demo, change = self._demo, CHANGES[point]
        with site_of(demo, folder) as site, changed_browser(change) as browser, sync_playwright() as playwright:
            page, session = page_of(playwright, browser, site.address + demo.path, change)
            before = site.rows()
            if way == "deskhand":
                order = [str(self._shown.flow), "--cdp", browser, "--run-dir", str(folder / "runs")]
                said = replayed([*order, *settings(self._shown.flow, demo.shown, demo.other), *more])
                page.wait_for_timeout(300)
            else:
                said = self._by_others(page, change, way, self._shown)
            del session
            after = site.rows()
        came = {name: held for name, held in after.items() if before.get(name) != held}
        lost = [name for name in before if name not in after]
        expected = dict([demo.comes])
        wrong = {name: held for name, held in came.items() if expected.get(name) != held}
        right = came == expected and not lost
        return Judged(right=right, wrong=bool(wrong or lost), said=f"{said} {wrong or ''}".strip())

    def _by_others(self, page: Page, change: Change, way: str, given: Shown) -> str:
        """The same acts at the recorded points, or where the recorded picture is found, each after the page rests."""
        demo = self._demo
        for act, point, picture in zip(demo.acts, given.points, given.crops, strict=True):
            page.wait_for_load_state("load")
            page.wait_for_timeout(400 + change.latency_ms * 2)
            if point is None or picture is None:  # keys go to what has the focus
                page.keyboard.press("Tab")
                page.keyboard.type(demo.other[act.value])
                continue
            if way == "pictures":
                found = where_it_is(_picture(page), picture)
                if found is None:
                    return f"the picture of {act.where} is not there"
                scale = page.evaluate("devicePixelRatio")
                point = (found[0] / scale, found[1] / scale)
            page.mouse.click(*point)
            if act.kind == "over":
                page.keyboard.press("Control+A")
            if act.value:
                page.keyboard.type(demo.other[act.value], delay=10)
        page.wait_for_timeout(900 + change.latency_ms * 2)
        return "went through"


def shown(name: str, demo: Demo, folder: Path) -> Shown:
    flow = folder / f"{name}.flow.yaml"
    with site_of(demo, folder) as site, changed_browser(Change()) as browser, sync_playwright() as playwright:
        page, session = page_of(playwright, browser, site.address + demo.path)
        listening = subprocess.Popen(
            [*COMMAND, "record", str(flow), "--cdp", browser, "--json"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert listening.stdout is not None
        line = listening.stdout.readline()
        if '"recording"' not in line:
            raise SystemExit(f"The recorder did not listen: {line}")
        points, crops = [], []
        for act in demo.acts:
            picture = _picture(page)
            point = perform(page, act, demo.shown)
            points.append(point)
            crops.append(crop(picture, point) if point is not None else None)
        page.wait_for_timeout(800)
        listening.send_signal(signal.SIGTERM)
        told = listening.stdout.read()
        if listening.wait(60) != 0:
            raise SystemExit(f"The recorder ended with {listening.returncode}: {told}")
        del session
    return Shown(flow=flow, points=tuple(points), crops=tuple(crops))


@contextmanager
def site_of(demo: Demo, folder: Path) -> Iterator[Site]:
    with tempfile.TemporaryDirectory(dir=folder) as home, served(demo.site, way="in", folder=Path(home)) as site:
        yield site


def page_of(
    playwright: Playwright, browser: str, address: str, change: Change | None = None
) -> tuple[Page, CDPSession]:
    """The page, and a session that must be kept as long as the change is to last."""
    joined = playwright.chromium.connect_over_cdp(browser)
    context = joined.contexts[0]
    page = context.pages[0]
    session = context.new_cdp_session(page)
    if change is not None:
        change.put_on(session)
    page.goto(address)
    page.wait_for_load_state("load")
    return page, session


def _picture(page: Page) -> Image.Image:
    return Image.open(BytesIO(page.screenshot())).convert("RGB")
