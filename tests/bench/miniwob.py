"""Small web chores done from their own words: the share of episodes that their page rewards, by task.

    python -m tests.bench.miniwob --tasks-file FILE --seeds FIRST-LAST [--pixels-only] --json OUT

The pages are those of the development package `miniwob`; FILE names one task a line ("#" begins a comment).
The protocol is BrowserGym's (github.com/ServiceNow/BrowserGym, browsergym/miniwob): the random numbers are seeded, the
episode is begun by the page's own call with no limit of time that matters, what the page shows to people who watch
(the words, the clock, the last reward, the cover between episodes) cannot be seen, and the raw reward above 0 is a
success. The work area of 160 x 210 CSS pixels is shown at 1.4 in a picture of 500 x 320 pixels, as there; here it is
the browser's own scale, which the pages' scripts need not know of. At most 15 acts and `--seconds` an episode.

Deskhand gets the browser's debugging address and the words, and makes an ordinary run of them, with nobody there to
answer a question; with `--yes` someone is, who says yes where that is all it takes. The eyes stay loaded between
runs. `--blank` is the control: a white sheet that takes no clicks lies over the page, and the pixels are all there is,
so what is then rewarded is luck.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.cli.telling import step_line
from app.clock import StopSwitch
from app.compose.parts import eyes, read_words
from app.compose.run import Job, work
from app.errors import AppError
from app.where import Attached, How, Where
from app.worker import Worker
from grounding.grounder import Grounder
from planner.plan import NotUnderstood
from planner.records import Asked, Event, RunEnded, StepDone
from planner.safety.question import Answer, By, Question, QuestionKind
from tests.bench.chromium import Chromium, Page, PageBroken
from tests.bench.intervals import Share, table
from tests.bench.miniwob_pages import installed_pages, served

SIZE_WH = (357, 229)
SCALE = 1.4
MAX_ACTS = 15
EPISODE_S = 60.0
ENDS_WITHIN_S = 10.0
NO_LIMIT_MS = 10**9
LOADED = "document.readyState === 'complete' && typeof core === 'object'"
BEGIN = """
Math.seedrandom(%(seed)d);
core.EPISODE_MAX_TIME = %(limit)d;
core.startEpisodeReal();
document.head.appendChild(document.createElement("style")).textContent =
  "#reward-display, #click-canvas, #sync-task-cover, #query, #query * { visibility: hidden !important }";
"""
SHEET = """
document.documentElement.appendChild(document.createElement("div")).style.cssText =
  "position: fixed; inset: 0; background: white; z-index: 2147483647; pointer-events: none";
"""
READY = "WOB_TASK_READY === true"
WORDS = "(said => typeof said === 'string' ? said : said.utterance)(core.getUtterance())"
REWARD = "WOB_DONE_GLOBAL ? WOB_RAW_REWARD_GLOBAL : 0"


@dataclass(kw_only=True)
class Episode:
    """outcome: of the run; "not understood" when none was begun, "cut off" when it took too long.

    asked: each question with its kind.
    """

    task: str
    seed: int
    words: str = ""
    outcome: str = ""
    reason: str = ""
    reward: float = 0.0
    seconds: float = 0.0
    asked: list[str] = field(default_factory=list)
    steps: list[dict[str, object]] = field(default_factory=list)

    @property
    def is_success(self) -> bool:
        return self.reward > 0

    def hear(self, event: Event) -> None:
        match event:
            case StepDone(record=record):
                self.steps.append(step_line(record))
            case Asked(question=question):
                self.asked.append(f"{question.kind.value}: {question.text}")
            case RunEnded():
                self.outcome, self.reason = event.outcome.value, event.reason
            case _:
                pass


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Nobody; or, `agreeing`, a person who says yes and no more."""

    agreeing: bool

    def ask(self, question: Question) -> Answer:
        if self.agreeing and question.kind is QuestionKind.CONFIRM:
            return Answer(question_id=question.id, text="yes", by=By.PERSON)
        return Answer(question_id=question.id, text="", by=By.NOBODY)


@dataclass(kw_only=True)
class Bench:
    """runs: the folder for run folders. seeing: loaded eyes, which belong to one run at a time."""

    browser: Chromium
    pages: str
    runs: Path
    pixels_only: bool
    blank: bool
    answering: Answering
    limit_s: float
    seeing: Grounder = field(default_factory=eyes)

    def play(self, task: str, seed: int) -> Episode:
        """Raises TimeoutError when the browser does not even show the page."""
        episode = Episode(task=task, seed=seed)
        address = f"{self.pages}/{task}.html"
        page = self.browser.page(address)
        page.wait_for(LOADED)
        page.evaluate(BEGIN % {"seed": seed, "limit": NO_LIMIT_MS})
        page.wait_for(READY)
        episode.words = page.evaluate(WORDS).text()
        if self.blank:
            page.evaluate(SHEET)
        began_s = time.monotonic()
        try:
            self._run(episode)
        finally:
            episode.seconds = round(time.monotonic() - began_s, 2)
            episode.reward = _reward(page, address)
        return episode

    def _run(self, episode: Episode) -> None:
        where = Where(place=Attached(address=self.browser.address), pixels_only=self.pixels_only)
        plan = read_words(episode.words, where.place)
        if isinstance(plan, NotUnderstood):
            episode.outcome, episode.reason = "not understood", plan.part
            return
        how = How(max_steps=MAX_ACTS, budget_s=self.limit_s, runs_folder=self.runs)
        job = Job(plan=plan, where=where, how=how)
        switch = StopSwitch()
        worker: Worker[RunEnded] = Worker(
            work=lambda own: work(
                job,
                confirmer=self.answering,
                listener=episode.hear,
                switch=switch,
                watch=own.watch,
                loaded=self.seeing,
            ),
            switch=switch,
        )
        worker.start()
        try:
            cut_off = not worker.join(self.limit_s)
        finally:
            worker.stop()
        if not worker.join(ENDS_WITHIN_S):
            self.seeing = eyes()  # the old ones are still in use
        elif not cut_off:
            try:
                worker.result()
            except AppError as error:
                episode.outcome, episode.reason = "not begun", str(error)
        if cut_off:
            episode.outcome, episode.reason = "cut off", f"more than {self.limit_s:g} s"


def _reward(page: Page, address: str) -> float:
    """0 where the page was left (a place within it is no other page), or is held by a question of its own."""
    try:
        return page.evaluate(f"location.href.split('#')[0] === {json.dumps(address)} ? ({REWARD}) : 0").number()
    except (AppError, PageBroken):
        return 0.0


def report_on(episodes: Sequence[Episode]) -> tuple[str, dict[str, object]]:
    """The table for the terminal, and what goes into the JSON."""
    rows: list[tuple[str, ...]] = []
    cases: dict[str, object] = {}
    for task in sorted({episode.task for episode in episodes}):
        own = [episode for episode in episodes if episode.task == task]
        share = Share(hits=sum(episode.is_success for episode in own), total=len(own))
        rows.append((task, str(share), f"{_middle([one.seconds for one in own]):.1f}"))
        cases[task] = {**share.figures(), "episodes": [vars(episode) for episode in own]}
    whole = Share(hits=sum(episode.is_success for episode in episodes), total=len(episodes))
    rows.append(("all", str(whole), f"{_middle([one.seconds for one in episodes]):.1f}"))
    return table(("task", "rewarded", "s (median)"), rows), {
        "success": round(whole.share, 4),
        "figures": {"all": whole.figures()},
        "cases": cases,
    }


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def _tasks(file: Path, wanted: str) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SystemExit(f"{file} cannot be read as a list of tasks, one a line.") from error
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    tasks = [line for line in lines if line]
    chosen = wanted.split(",") if wanted else tasks
    if unknown := sorted(set(chosen) - set(tasks)):
        raise SystemExit(f"{file} does not name {', '.join(unknown)}.")
    return chosen


def _seeds(text: str) -> range:
    first, _, last = text.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal()):
        raise argparse.ArgumentTypeError(f"“{text}” names no seeds; write 1-20, or one number.")
    return range(int(first), int(last or first) + 1)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.miniwob", description=__doc__.splitlines()[0])
    parser.add_argument("--tasks-file", type=Path, required=True, help="a task a line")
    parser.add_argument("--seeds", type=_seeds, required=True, metavar="FIRST-LAST", help="an episode a task and seed")
    parser.add_argument("--json", type=Path, required=True, help="where the figures go")
    parser.add_argument("--pixels-only", action="store_true", help="no page structure")
    parser.add_argument("--blank", action="store_true", help="the control: nothing to be seen, and pixels only")
    parser.add_argument("--yes", action="store_true", help="someone is there who says yes to what is to be confirmed")
    parser.add_argument("--tasks", default="", help="of the file's tasks only these, with commas between")
    parser.add_argument("--pages", type=Path, help="the folder of pages (usually the installed package's)")
    parser.add_argument("--runs", type=Path, help="keep the run folders here")
    parser.add_argument("--scale", type=float, default=SCALE, help="picture pixels for a CSS pixel")
    parser.add_argument("--seconds", type=float, default=EPISODE_S, help="at most, an episode")
    options = parser.parse_args(arguments)
    tasks = _tasks(options.tasks_file, options.tasks)
    episodes: list[Episode] = []
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
        served((options.pages or installed_pages()).absolute()) as pages,
        Chromium.started(size_wh=SIZE_WH, scale=options.scale) as browser,
    ):
        os.environ["XDG_DATA_HOME"] = scratch  # the history of the person at this machine stays as it is
        bench = Bench(
            browser=browser,
            pages=pages,
            runs=options.runs.absolute() if options.runs else Path(scratch) / "runs",
            pixels_only=options.pixels_only or options.blank,
            blank=options.blank,
            answering=Answering(agreeing=options.yes),
            limit_s=options.seconds,
        )
        try:
            for task in tasks:
                for seed in options.seeds:
                    episode = bench.play(task, seed)
                    episodes.append(episode)
                    told = f"{len(episodes)} of {len(tasks) * len(options.seeds)}: {task} {seed}"
                    print(f"{told}: {episode.reward:g}, {episode.outcome} ({episode.seconds:g} s)", file=sys.stderr)
                    _keep(options.json, episodes)
        except KeyboardInterrupt:
            print("Stopped; what there is follows.", file=sys.stderr)
    print(_keep(options.json, episodes))
    return 0


def _keep(file: Path, episodes: Sequence[Episode]) -> str:
    """Writes what there is so far; the table of it."""
    printed, report = report_on(episodes)
    file.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return printed


if __name__ == "__main__":
    sys.exit(main())
