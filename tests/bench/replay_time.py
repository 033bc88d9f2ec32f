"""Seconds a step that a replay takes beside a bare Playwright script that waits for the same conditions, same run.

    python -m tests.bench.replay_time [--repeats 5] [--json OUT]

The script clicks and types as Playwright's own `click` and `press_sequentially` do, and then waits until the field
holds the value, the box is ticked, or the next page is there. A step of the replay is all that lies between its end and
the end of the step before it, whatever it was spent on; each is set beside the same act of the script. The first act,
which holds the first look, is left out of both.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, expect, sync_playwright

from tests.bench.sweep_browsers import Change, changed_browser
from tests.bench.sweep_demos import DEMOS, Act, Demo
from tests.bench.sweep_trial import COMMAND, ROOT
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
    more = [replay - script for replay, script in zip(ours, bare, strict=True)]
    figures = {"replay_s": median(ours), "script_s": median(bare), "more_s": median(more), "steps": len(more)}
    figures |= {"most_more_s": max(more), "load": os.getloadavg()[0]}
    print(
        f"a step, median: replay {median(ours):.3f} s, script {median(bare):.3f} s; beside the same act"
        f" {median(more):.3f} s more (goal {GOAL_S}), {max(more):.3f} s at most; load {os.getloadavg()[0]:.1f}"
    )
    if options.json is not None:
        options.json.write_text(json.dumps({"figures": figures, "cases": {}}, indent=2), encoding="utf-8")
    return 0


def _replayed(demo: Demo, flow: Path, folder: Path) -> list[float]:
    with site_of(demo, folder) as site, changed_browser(Change()) as browser, sync_playwright() as playwright:
        _, session = page_of(playwright, browser, site.address + demo.path)
        order = [*COMMAND, "replay", str(flow), "--cdp", browser, "--json"]
        process = subprocess.Popen(order, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        ended_s, last = _ends(process)
        del session
    if last.get("outcome") != "done":
        raise SystemExit(f"The replay did not come through: {last.get('reason')}")
    return [later - earlier for earlier, later in pairwise(ended_s)]


def _ends(process: "subprocess.Popen[str]") -> tuple[list[float], dict[str, str]]:
    """When each step of the flow ended, a step that took several acts with the last of them; the run's result."""
    ends_s: dict[str, float] = {}
    line: dict[str, str] = {}
    assert process.stdout is not None
    for told in process.stdout:
        line = json.loads(told)
        if line["type"] == "step":
            ends_s[line["purpose"]] = time.monotonic()
    process.wait()
    return list(ends_s.values()), line


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
