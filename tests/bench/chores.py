"""Chores in desktop and web applications from a person's words, judged by files, databases and settings.

    python -m tests.bench.chores --json OUT [--only NAME,...] [--held-out | --tuned] [--runs DIR] [--files DIR]

The chores are in chore_files/, or in the folder that is told. Each has a home (or a web application's database) of
its own and goes through the ordinary command; the screen is not asked what came of it. What there is is compared before
and after: *right* is exactly what the words ask for, a *wrong effect* is anything else that is different, a *false
"done"* is an exit code 0 without the effect. "yes" is said only to questions of the rules that a chore names, because
its words authorise them; every other question is answered with no. The chores marked "held out" are not looked at while
the product is worked on.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from tests.bench.chores_homes import make_home, what_is_in
from tests.bench.chores_settings import setting
from tests.bench.chores_sites import STARTS_AT, served
from tests.bench.intervals import Share, table
from tests.calling import Line, Running

FILES = Path(__file__).parent / "chore_files"
BUDGET_S = 150.0
CUT_OFF_S = 200.0
MOST_ASKED = 4
SETTLES_S = 1.5
XDG = {
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
}
State = dict[str, str]
Expected = dict[str, str | list[str] | bool]


@dataclass(frozen=True, kw_only=True)
class Chore:
    """As desktop.toml tells."""

    name: str
    words: str
    expect: Expected
    app: str = ""
    site: str = ""
    path: str = ""
    way: str = "in"
    files: dict[str, str] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    pixels: bool = False
    held_out: bool = False

    @property
    def place(self) -> str:
        return self.app or self.site


@dataclass(kw_only=True)
class Done:
    """What came of a chore. missing and wrong: parts of the effect. asked: each question's rule with the answer."""

    chore: Chore
    code: int | None = None
    result: Line = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_right(self) -> bool:
        return not self.missing and not self.wrong

    @property
    def is_false(self) -> bool:
        return self.code == 0 and not self.is_right

    @property
    def verdict(self) -> str:
        told = "right" if self.is_right else "WRONG EFFECT" if self.wrong else "no effect"
        return f"{told}, FALSE DONE" if self.is_false else told

    def figures(self) -> dict[str, object]:
        return {
            "words": self.chore.words,
            "app": self.chore.place,
            "held_out": self.chore.held_out,
            "pixels_only": self.chore.pixels,
            "right": self.is_right,
            "missing": self.missing,
            "wrong": self.wrong,
            "exit_code": self.code,
            "outcome": self.result.get("outcome"),
            "reason": self.result.get("reason"),
            "run": self.result.get("run"),
            "asked": self.asked,
            "seconds": round(self.seconds, 1),
        }


def read_chores(folder: Path = FILES) -> list[Chore]:
    chores: list[Chore] = []
    for file in sorted(folder.glob("*.toml")):
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        for one in told["chore"]:
            listed = {name: tuple(one[name]) for name in ("settings", "yes") if name in one}
            chores.append(Chore(**{**one, **listed}))
    return chores


def judge(before: State, after: State, expected: Expected) -> tuple[list[str], list[str]]:
    """(what of the effect is missing, what is different otherwise)

    >>> judge({"a": "1"}, {"a": "2", "new/": "", "new/b": ""}, {"a": "2", "*/b": ""})
    ([], [])
    >>> judge({"a": "1", "b": "1"}, {"a": "1"}, {"a": "2"})
    (['a: 2'], ['b is gone'])
    """
    different = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    missing: list[str] = []
    for name, wanted in expected.items():
        keys = {key for key in before.keys() | after.keys() if _is_called(key, name)}
        fitting = {key for key in keys & different if _fits(after.get(key), wanted)}
        if not fitting:
            missing.append(f"{name}: {wanted}")
        different -= fitting
        different -= {
            folder for key in fitting for folder in different if folder.endswith("/") and key.startswith(folder)
        }
    return missing, [f"{key}: {after[key]!r}" if key in after else f"{key} is gone" for key in sorted(different)]


def _is_called(key: str, name: str) -> bool:
    return f"/{key}".endswith(name[1:]) if name.startswith("*/") else key == name


def _fits(held: str | None, wanted: str | list[str] | bool) -> bool:
    if isinstance(wanted, bool):
        return held is None
    accepted = [wanted] if isinstance(wanted, str) else wanted
    return held is not None and any(held == one or fnmatchcase(held, one) for one in accepted)


def carry_out(chore: Chore, scratch: Path, runs: Path) -> Done:
    home = scratch / "home"
    make_home(home, chore.files)
    with _place(chore, scratch) as (where, rows):
        before = _state(chore, home, rows)
        done = Done(chore=chore)
        _run(done, where, home, runs)
        time.sleep(SETTLES_S)
        done.missing, done.wrong = judge(before, _state(chore, home, rows), chore.expect)
    return done


@contextmanager
def _place(chore: Chore, scratch: Path) -> Iterator[tuple[list[str], Callable[[], State]]]:
    """Where the command is told to work, and what gives the rows of a site's database."""
    if not chore.site:
        yield ["--virtual", "1280x800"], dict
        return
    folder = scratch / "site"
    folder.mkdir()
    with served(chore.site, way=chore.way, folder=folder) as site:
        yield ["--browser", "--url", f"{site.address}{chore.path or STARTS_AT.get(chore.site, '/')}"], site.rows


def _state(chore: Chore, home: Path, rows: Callable[[], State]) -> State:
    return {**what_is_in(home), **{told: setting(home, told) for told in chore.settings}, **rows()}


def _run(done: Done, where: Sequence[str], home: Path, runs: Path) -> None:
    """The ordinary command, as from a terminal in the home; whoever sits there knows what the words authorise."""
    chore = done.chore
    how = [*where, *(["--pixels-only"] if chore.pixels else []), "--run-dir", str(runs), "--budget-s", f"{BUDGET_S:g}"]
    own = {name: str(home / part) for name, part in (("HOME", ""), *XDG.items())}
    began_s = time.monotonic()
    running = Running.start("run", chore.words, *how, "--json", environment=own, folder=home)
    try:
        while (line := running.next_line(within_s=CUT_OFF_S + began_s - time.monotonic())) is not None:
            if line["type"] == "question":
                agreed = line["rule"] in chore.yes and line["kind"] == "confirm" and len(done.asked) < MOST_ASKED
                done.asked.append(f"{line['rule'] or line['kind']}: {'yes' if agreed else 'no'}")
                running.answer("yes" if agreed else "no")
            elif line["type"] == "result":
                done.result = line
        done.code = running.finish()
        if not done.result:
            done.result = {"outcome": "none", "reason": " ".join(running.errors).strip()}
    except (AssertionError, subprocess.TimeoutExpired):
        done.result = {"outcome": "cut off", "reason": f"more than {CUT_OFF_S:g} s"}
    finally:
        running.close()
        done.seconds = time.monotonic() - began_s


def report_on(all_done: Sequence[Done]) -> tuple[str, dict[str, object]]:
    """The table for the terminal, and what goes into the JSON."""
    rows = [
        (
            one.chore.place,
            one.chore.name,
            one.verdict,
            str(one.result.get("outcome")),
            f"{one.seconds:.0f}",
            "; ".join(one.asked),
        )
        for one in all_done
    ]
    head = ("application", "chore", "effect", "outcome", "s", "asked")
    groups: dict[str, list[Done]] = {}
    for one in all_done:
        for group in (one.chore.place, "held out" if one.chore.held_out else "tuned on", "all"):
            groups.setdefault(group, []).append(one)
    order = sorted(groups, key=lambda group: (group in ("tuned on", "held out", "all"), group == "all"))
    shares = {
        group: Share(hits=sum(one.is_right for one in groups[group]), total=len(groups[group])) for group in order
    }
    sums = [
        (
            group,
            str(shares[group]),
            str(sum(bool(one.wrong) for one in groups[group])),
            str(sum(one.is_false for one in groups[group])),
            str(sum(len(one.asked) for one in groups[group])),
        )
        for group in order
    ]
    printed = f"{table(head, rows)}\n\n{table(('', 'right', 'wrong effects', 'false done', 'questions'), sums)}"
    return printed, {
        "success": round(shares["all"].share, 4),
        "figures": {group: share.figures() for group, share in shares.items()},
        "cases": {one.chore.name: one.figures() for one in all_done},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.chores", description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, required=True, help="where the figures go")
    parser.add_argument("--only", default="", metavar="NAME", help="these chores or applications, with commas between")
    parser.add_argument("--tuned", action="store_true", help="only chores that are looked at during development")
    parser.add_argument("--held-out", action="store_true", help="only chores that are not")
    parser.add_argument("--runs", type=Path, help="keep the run folders here")
    parser.add_argument("--files", type=Path, default=FILES, metavar="DIR", help="a folder with other chores")
    options = parser.parse_args(arguments)
    names = [name.lower() for name in options.only.split(",") if name]
    chores = [
        chore
        for chore in read_chores(options.files)
        if not (options.tuned and chore.held_out)
        and not (options.held_out and not chore.held_out)
        and (not names or chore.name in names or chore.place.lower() in names)
    ]
    if not chores:
        raise SystemExit("No chore is called that.")
    all_done: list[Done] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as kept:
        for number, chore in enumerate(chores, 1):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
                done = carry_out(chore, Path(scratch), options.runs.absolute() if options.runs else Path(kept))
            all_done.append(done)
            reason = "" if done.is_right else f" {done.result.get('reason')} {done.missing} {done.wrong}"
            print(
                f"{number} of {len(chores)}: {chore.name}: {done.verdict} ({done.seconds:.0f} s){reason}",
                file=sys.stderr,
            )
            printed, report = report_on(all_done)
            options.json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(printed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
