"""The sweep: demonstrations recorded once and replayed with other values on changed screens.

    python -m tests.bench.sweep [--only customer,product] [--points zoom-80,dark] [--json OUT]

Each demonstration is given by an independent driver (trusted mouse and keyboard events) while `deskhand record`
listens, and replayed by `deskhand replay` with other values in a browser that is changed in one way: zoom, device
scale, font size, font, dark colours, window size, fields in another order, a banner, a slow network. Judged by the
application's database: the row that was to come is there, and no other row has changed. Beside it, in the same run,
the same demonstration replayed by coordinates, and by pictures (pyautogui's finder, pyscreeze, at confidence .9).
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyscreeze
from PIL import Image
from playwright.sync_api import CDPSession, Page, sync_playwright

from app.cli.telling import talk
from tests.bench.chores_sites import Site, served
from tests.bench.intervals import Share
from tests.bench.sweep_browsers import Change, changed_browser
from tests.bench.sweep_demos import DEMOS, Demo, perform

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "app")
WITHIN_S = 180.0
CROP = (70, 30)
WAYS = ("deskhand", "coordinates", "pictures")

CHANGES: dict[str, Change] = {
    "same": Change(),
    **{f"zoom-{percent}": Change(zoom=percent / 100) for percent in (80, 90, 110, 125, 133, 150, 175, 200)},
    **{f"scale-{scale:g}": Change(scale=scale) for scale in (1.5, 2.0, 3.0)},
    **{f"font+{percent}%": Change(font_size=round(16 * (1 + percent / 100))) for percent in (10, 19, 37)},
    **{f"font {name}": Change(font=name) for name in ("DejaVu Serif", "Liberation Mono", "DejaVu Sans Condensed")},
    "dark": Change(dark=True),
    "narrow": Change(size_wh=(1000, 700)),
    "wide": Change(size_wh=(1700, 950)),
    "order": Change(order=True),
    "banner": Change(banner=True),
    "slow": Change(latency_ms=900),
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A demonstration as it was given: its flow, and for the other ways where it was clicked and what was there."""

    flow: Path
    points: tuple[tuple[float, float] | None, ...]
    crops: tuple[Image.Image | None, ...]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """right: the row is there and nothing else changed. wrong: something else changed."""

    right: bool
    wrong: bool
    said: str


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="demonstrations, by name")
    parser.add_argument("--points", default="", help="changes, by name")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    demos = _chosen(DEMOS, options.only)
    changes = _chosen(CHANGES, options.points)
    ways = tuple(way for way in options.ways.split(",") if way in WAYS)
    cases: dict[str, dict[str, Judged]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, demo in demos.items():
            given = shown(name, demo, Path(folder))
            for point, change in changes.items():
                for way in ways:
                    judged = _judged(demo, change, way, given, Path(folder))
                    cases.setdefault(f"{name} {point}", {})[way] = judged
                    mark = "right" if judged.right else "WRONG EFFECT" if judged.wrong else "no"
                    talk(f"{name:<9} {point:<22} {way:<12} {mark:<6} {'' if judged.right else judged.said[:110]}")
    return _told(cases, ways, options.json)


def _chosen(table: Mapping[str, object], names: str) -> dict[str, object]:  # type: ignore[type-arg]
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    missing = [name for name in wanted if name not in table]
    if missing:
        raise SystemExit(f"There is no {missing[0]}; there are {', '.join(table)}.")
    return {name: table[name] for name in wanted or table}


# --- showing and replaying ----------------------------------------------------------------------------------------


def shown(name: str, demo: Demo, folder: Path) -> Shown:
    flow = folder / f"{name}.flow.yaml"
    with site_of(demo, folder) as site, changed_browser(Change()) as browser, sync_playwright() as playwright:
        page, _ = page_of(playwright, browser, site.address + demo.path)
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
            crops.append(_crop(picture, point) if point is not None else None)
        page.wait_for_timeout(800)
        listening.send_signal(signal.SIGTERM)
        told = listening.stdout.read()
        if listening.wait(60) != 0:
            raise SystemExit(f"The recorder ended with {listening.returncode}: {told}")
    talk(f"{name}: shown, {flow.read_text(encoding='utf-8').count(chr(10) + '  - ')} steps")
    return Shown(flow=flow, points=tuple(points), crops=tuple(crops))


def _judged(demo: Demo, change: Change, way: str, shown: Shown, folder: Path) -> Judged:
    with site_of(demo, folder) as site, changed_browser(change) as browser:
        before = site.rows()
        if way == "deskhand":
            said = _by_deskhand(demo, browser, site, change, shown)
        else:
            said = _by_others(demo, browser, site, change, shown, way)
        after = site.rows()
    came = {name: held for name, held in after.items() if before.get(name) != held}
    lost = [name for name in before if name not in after]
    expected = dict([demo.comes])
    wrong = {name: held for name, held in came.items() if expected.get(name) != held}
    return Judged(right=came == expected and not lost, wrong=bool(wrong or lost), said=f"{said} {wrong or ''}".strip())


def _by_deskhand(demo: Demo, browser: str, site: Site, change: Change, shown: Shown) -> str:
    from app.words import load_lexicon
    from planner.flow.reading import read_flow  # the names that the recorder gave to what was typed

    flow = read_flow(shown.flow.read_text(encoding="utf-8"), load_lexicon("en"))
    known = {value: demo.other[key] for key, value in demo.shown.items()}
    settings = [f"{one.name}={known[one.default]}" for one in flow.inputs if one.default in known]
    with sync_playwright() as playwright:
        page, session = page_of(playwright, browser, site.address + demo.path, change)
        order = [*COMMAND, "replay", str(shown.flow), "--cdp", browser, "--json"]
        for setting in settings:
            order += ["--set", setting]
        ran = subprocess.run(order, cwd=ROOT, input="", capture_output=True, text=True, timeout=WITHIN_S)
        page.wait_for_timeout(300)
        del session
    last = ran.stdout.strip().splitlines()[-1:] or [ran.stderr[-300:]]
    with_reason = json.loads(last[0]) if last[0].startswith("{") else {"reason": last[0]}
    return f"{with_reason.get('outcome', '')}: {with_reason.get('reason', '')}"


def _by_others(demo: Demo, browser: str, site: Site, change: Change, shown: Shown, way: str) -> str:
    """The same acts at the recorded points, or where the recorded picture is found, each after the page rests."""
    with sync_playwright() as playwright:
        page, session = page_of(playwright, browser, site.address + demo.path, change)
        for act, point, crop in zip(demo.acts, shown.points, shown.crops, strict=True):
            page.wait_for_timeout(700 + change.latency_ms * 2)
            if point is None or crop is None:  # keys go to what has the focus
                page.keyboard.press("Tab")
                page.keyboard.type(demo.other[act.value])
                continue
            if way == "pictures":
                found = _found(_picture(page), crop)
                if found is None:
                    return f"the picture of {act.where} is not there"
                scale = page.evaluate("devicePixelRatio")
                point = (found[0] / scale, found[1] / scale)
            page.mouse.click(*point)
            if act.kind == "type":
                page.keyboard.type(demo.other[act.value], delay=10)
        page.wait_for_timeout(900 + change.latency_ms * 2)
        del session
    return "went through"


def _found(picture: Image.Image, crop: Image.Image) -> tuple[float, float] | None:
    try:
        box = pyscreeze.locate(crop, picture, confidence=0.9)
    except pyscreeze.ImageNotFoundException:
        return None
    return (box.left + box.width / 2, box.top + box.height / 2) if box is not None else None


@contextmanager
def site_of(demo: Demo, folder: Path) -> Iterator[Site]:
    with tempfile.TemporaryDirectory(dir=folder) as home, served(demo.site, way="in", folder=Path(home)) as site:
        yield site


def page_of(playwright: object, browser: str, address: str, change: Change | None = None) -> tuple[Page, CDPSession]:
    joined = playwright.chromium.connect_over_cdp(browser)  # type: ignore[attr-defined]
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


def _crop(picture: Image.Image, point: tuple[float, float]) -> Image.Image:
    x, y = point
    width, height = CROP
    left, top = max(0, int(x - width / 2)), max(0, int(y - height / 2))
    return picture.crop((left, top, left + width, top + height))


# --- telling ------------------------------------------------------------------------------------------------------


def _told(cases: dict[str, dict[str, Judged]], ways: tuple[str, ...], out: Path | None) -> int:
    print(f"{'':<22}" + "".join(f"{way:>30}" for way in ways))
    for point in dict.fromkeys(case.split(" ", 1)[1] for case in cases):
        some = [judged for case, judged in cases.items() if case.split(" ", 1)[1] == point]
        row = "".join(f"{sum(one[way].right for one in some):>24} of {len(some):<2}" for way in ways)
        print(f"{point:<22}{row}")
    figures: dict[str, object] = {}
    for way in ways:
        right = sum(one[way].right for one in cases.values())
        wrong = sum(one[way].wrong for one in cases.values())
        share = Share(hits=right, total=len(cases))
        figures[way] = {**share.figures(), "wrong_effects": wrong}
        print(f"{way}: {share}, wrong effects {wrong}")
    if out is not None:
        told = {case: {way: vars(one) for way, one in judged.items()} for case, judged in cases.items()}
        out.write_text(json.dumps({"figures": figures, "cases": told}, indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
