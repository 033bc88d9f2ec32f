"""The benchmark of web chores gives an episode its words, its seed and no more, and counts what the page rewards."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

# A page that speaks the benchmark's protocol: the seed says which of two buttons is asked for and where it stands.
PAGE = """<!doctype html><meta charset=utf-8><title>Chore</title>
<style>body {font: 14px sans-serif; margin: 0} #query {height: 44px} button {display: block; margin: 12px}</style>
<div id=query></div><div id=reward-display>Last reward</div><div id=sync-task-cover>START</div><div id=area></div>
<script>
var WOB_TASK_READY = true, WOB_DONE_GLOBAL = false, WOB_RAW_REWARD_GLOBAL = 0;
var seed = 0;
Math.seedrandom = value => { seed = value; };
var core = {
  EPISODE_MAX_TIME: 1,
  getUtterance: () => document.getElementById("query").textContent,
  endEpisode: reward => {
    if (!WOB_DONE_GLOBAL) { WOB_DONE_GLOBAL = true; WOB_RAW_REWARD_GLOBAL = reward; }
  },
  startEpisodeReal: () => {
    WOB_DONE_GLOBAL = false;
    const names = ["Apple", "Pear"], wanted = names[seed % 2];
    document.getElementById("query").textContent = WORDS.replace("%", wanted);
    document.getElementById("sync-task-cover").style.display = "none";
    for (const name of names) {
      const button = document.getElementById("area").appendChild(document.createElement("button"));
      button.textContent = name;
      button.onclick = () => core.endEpisode(name === wanted ? 1 : -1);
    }
    setTimeout(() => core.endEpisode(-1), core.EPISODE_MAX_TIME);
  },
};
</script>"""


def played(folder: Path, *flags: str) -> dict[str, Any]:
    pages = folder / "html" / "chores"
    pages.mkdir(parents=True, exist_ok=True)
    (pages / "press.html").write_text(PAGE.replace("WORDS", '"Click the % button."'))
    (pages / "mumble.html").write_text(PAGE.replace("WORDS", '"Frobnicate the % wobble."'))
    tasks, out = folder / "tasks.txt", folder / "out.json"
    tasks.write_text("# chores\npress\nmumble\n")
    given = ["--pages", str(pages), "--tasks-file", str(tasks), "--seeds", "0-1", "--json", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.miniwob", *given, *flags],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=170,
    )
    assert done.returncode == 0, done.stderr
    assert "press" in done.stdout
    cases: dict[str, Any] = json.loads(out.read_text())["cases"]
    return cases


@pytest.mark.chromium
@pytest.mark.parametrize("mode", [(), ("--pixels-only",)], ids=["structure", "pixels-only"])
def test_what_the_page_rewards_is_counted(mode: tuple[str, ...], tmp_path: Path) -> None:
    cases = played(tmp_path, *mode)
    assert (cases["press"]["hits"], cases["press"]["total"]) == (2, 2), cases
    assert (cases["mumble"]["hits"], cases["mumble"]["total"]) == (0, 2)
    assert [one["words"] for one in cases["press"]["episodes"]] == ["Click the Apple button.", "Click the Pear button."]
    assert {one["outcome"] for one in cases["mumble"]["episodes"]} == {"not understood"}


@pytest.mark.chromium
def test_blank_pictures_score_nothing(tmp_path: Path) -> None:
    cases = played(tmp_path, "--blank", "--tasks", "press")
    assert (cases["press"]["hits"], cases["press"]["total"]) == (0, 2), cases
