"""Seconds a step that a replay takes beside a bare Playwright script that waits for the same conditions, same run.

    python -m tests.bench.replay_time [--repeats 5] [--json OUT]

The script clicks and types as Playwright's own `click` and `press_sequentially` do, and then waits until the field
holds the value, the box is ticked, or the next page is there. The first step of a replay, which holds the first look,
is left out of both.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, expect, sync_playwright

from tests.bench.sweep_browsers import Change, changed_browser
from tests.bench.sweep_demos import DEMOS, Act, Demo
from tests.bench.sweep_trial import COMMAND, ROOT, WITHIN_S
from tests.bench.sweep_web import page_of, shown, site_of

NAME = "product"
GOAL_S = 0.25


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    demo = DEMOS[NAME]
    ours: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        flow = shown(NAME, demo, Path(folder)).flow
        for _ in range(options.repeats):
            ours += _replayed(demo, flow, Path(folder))
            bare += _scripted(demo, Path(folder))
    more = median(ours) - median(bare)
    figures = {"replay_s": median(ours), "script_s": median(bare), "more_s": more, "steps": len(ours)}
    print(
        f"a step, median: replay {median(ours):.3f} s, script {median(bare):.3f} s, {more:.3f} s more (goal {GOAL_S})"
    )
    if options.json is not None:
        options.json.write_text(json.dumps({"figures": figures, "cases": {}}, indent=2), encoding="utf-8")
    return 0


def _replayed(demo: Demo, flow: Path, folder: Path) -> list[float]:
    with site_of(demo, folder) as site, changed_browser(Change()) as browser, sync_playwright() as playwright:
        _, session = page_of(playwright, browser, site.address + demo.path)
        order = [*COMMAND, "replay", str(flow), "--cdp", browser, "--json"]
        ran = subprocess.run(order, cwd=ROOT, input="", capture_output=True, text=True, timeout=WITHIN_S)
        del session
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    if lines[-1]["outcome"] != "done":
        raise SystemExit(f"The replay did not come through: {lines[-1]['reason']}")
    return [float(line["duration_s"]) for line in lines if line["type"] == "step"][1:]


def _scripted(demo: Demo, folder: Path) -> list[float]:
    took: list[float] = []
    with site_of(demo, folder) as site, changed_browser(Change()) as browser, sync_playwright() as playwright:
        page, session = page_of(playwright, browser, site.address + demo.path)
        for act in demo.acts:
            began_s = time.monotonic()
            _act(page, act, demo)
            took.append(time.monotonic() - began_s)
        del session
    return took[1:]


def _act(page: Page, act: Act, demo: Demo) -> None:
    place = page.locator(act.where).first
    if act.kind == "type":
        place.click()
        place.press_sequentially(demo.shown[act.value])
        expect(place).to_have_value(demo.shown[act.value])
        return
    is_box = place.get_attribute("type") == "checkbox"
    place.click()
    if is_box:
        expect(place).to_be_checked()
    else:
        page.wait_for_load_state("load")


if __name__ == "__main__":
    sys.exit(main())
