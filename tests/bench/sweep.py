"""The sweep: demonstrations recorded once and replayed with other values on changed screens.

    python -m tests.bench.sweep [--only customer,letter] [--points dark,"zoom 80%"] [--ways deskhand] [--json OUT]
    python -m tests.bench.sweep --part ONE.json --part OTHER.json --json OUT   the rest, and the table of all

Each demonstration is given by an independent driver (trusted mouse and keyboard events) while `deskhand record`
listens, and replayed by `deskhand replay` with other values in a browser or on a desktop that is changed in one way.
Judged by the application's database or by the files in the home: what was to come is there, and nothing else has
changed. Beside it, in the same run, the same demonstration replayed by coordinates, and by pictures (pyautogui's
finder at confidence .9).
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from app.cli.telling import talk
from tests.bench.intervals import Share, table
from tests.bench.sweep_demos import DEMOS
from tests.bench.sweep_desk_demos import DESK_DEMOS
from tests.bench.sweep_desktop import DeskTrial
from tests.bench.sweep_trial import WAYS, Judged, Trial
from tests.bench.sweep_web import WebTrial

Cases = dict[tuple[str, str], dict[str, Judged]]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="demonstrations, by name")
    parser.add_argument("--points", default="", help="changes, by name")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--pixels-only", action="store_true", help="Deskhand replays by its eyes alone")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--part", type=Path, action="append", default=[], help="what an earlier call wrote: not again")
    parser.add_argument("--folder", type=Path, help="keep the flows and the runs here")
    options = parser.parse_args(arguments)
    trials: list[Trial] = [
        *(WebTrial(name, demo) for name, demo in DEMOS.items()),
        *(DeskTrial(name, demo) for name, demo in DESK_DEMOS.items()),
    ]
    trials = _chosen({one.name: one for one in trials}, options.only)
    wanted = _names(options.points)
    ways = _names(options.ways)
    more = ("--pixels-only",) if options.pixels_only else ()
    cases = _read(options.part)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        for trial in trials:
            points = [one for one in trial.points if one in (wanted or trial.points) and (trial.name, one) not in cases]
            if points:
                talk(f"{trial.name}: shown, {trial.show(folder)} steps")
            for point in points:
                for way in ways:
                    judged = trial.judge(point, way, folder, more=more)
                    cases.setdefault((trial.name, point), {})[way] = judged
                    mark = "right" if judged.right else "WRONG EFFECT" if judged.wrong else "no"
                    talk(f"{trial.name:<9} {point:<26} {way:<12} {mark:<6} {'' if judged.right else judged.said[:300]}")
                if options.json is not None:
                    options.json.write_text(json.dumps(_figures(cases, ways), indent=1) + "\n", encoding="utf-8")
    print(_table(cases, ways))
    if options.json is not None:
        options.json.write_text(json.dumps(_figures(cases, ways), indent=1) + "\n", encoding="utf-8")
    return 0


def _read(parts: list[Path]) -> Cases:
    cases: Cases = {}
    for part in parts:
        for called, ways in json.loads(part.read_text(encoding="utf-8"))["cases"].items():
            name, _, point = called.partition(", ")
            cases[(name, point)] = {way: Judged(**judged) for way, judged in ways.items()}
    return cases


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def _chosen(trials: dict[str, Trial], listed: str) -> list[Trial]:
    wanted = _names(listed) or list(trials)
    missing = [name for name in wanted if name not in trials]
    if missing:
        raise SystemExit(f"There is no {missing[0]}; there are {', '.join(trials)}.")
    return [trials[name] for name in wanted]


def _share(cases: Cases, way: str, counts: Callable[[tuple[str, str]], bool]) -> Share:
    some = [judged[way] for case, judged in cases.items() if way in judged and counts(case)]
    return Share(hits=sum(one.right for one in some), total=len(some))


def _groups(cases: Cases) -> dict[str, Callable[[tuple[str, str]], bool]]:
    """Which cases each row of the table counts: each application, each point, all."""
    groups: dict[str, Callable[[tuple[str, str]], bool]] = {}
    for name, _ in cases:
        groups[name] = lambda case, name=name: case[0] == name  # type: ignore[misc]
    for _, point in cases:
        groups[point] = lambda case, point=point: case[1] == point  # type: ignore[misc]
    return {**groups, "all": lambda _: True}


def _wrong(cases: Cases, way: str) -> int:
    return sum(judged[way].wrong for judged in cases.values() if way in judged)


def _table(cases: Cases, ways: list[str]) -> str:
    rows = [(group, *(str(_share(cases, way, counts)) for way in ways)) for group, counts in _groups(cases).items()]
    return table(("", *ways), [*rows, ("wrong effects", *(str(_wrong(cases, way)) for way in ways))])


def _figures(cases: Cases, ways: list[str]) -> dict[str, object]:
    return {
        "figures": {
            way: {
                "wrong_effects": _wrong(cases, way),
                **{group: _share(cases, way, counts).figures() for group, counts in _groups(cases).items()},
            }
            for way in ways
        },
        "cases": {
            f"{name}, {point}": {way: vars(one) for way, one in judged.items()}
            for (name, point), judged in cases.items()
        },
    }


if __name__ == "__main__":
    sys.exit(main())
