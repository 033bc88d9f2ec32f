"""How long it takes to understand what a person says, in milliseconds.

    python -m tests.bench.planning [--language en] [--json OUT]

Each of the 200 phrasings (`tests.bench.phrasings`) is understood `--rounds` times; its time is the best of them, in
processor time of this process. Beside it, in the same run, what a program would need that only looks up which of the
200 phrasings is the likest (rapidfuzz, WRatio, all 200 at once). Target: a median of at most 20 ms.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz, process

from app.words import load_foreign, load_lexicon
from planner.language.understand import understand
from tests.bench.intervals import table
from tests.bench.phrasings import instructions

TARGET_MS = 20.0


def best_ms(work: Callable[[], object], rounds: int) -> float:
    spent: list[float] = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent) * 1000.0


def figures(spent_ms: list[float]) -> dict[str, float]:
    ordered = sorted(spent_ms)
    return {
        "median_ms": round(statistics.median(ordered), 2),
        "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 2),
        "most_ms": round(ordered[-1], 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--language", default="en")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    began = time.process_time()
    lexicon, foreign = load_lexicon(), load_foreign()
    loading_ms = (time.process_time() - began) * 1000.0
    said = [words for one in instructions(options.language) for words in one.phrasings]
    understood = [
        best_ms(lambda words=words: understand(words, lexicon, foreign=foreign), options.rounds) for words in said
    ]
    likest = [
        best_ms(lambda words=words: process.extractOne(words, said, scorer=fuzz.WRatio), options.rounds)
        for words in said
    ]
    found = {"understanding": figures(understood), "the likest of them (rapidfuzz)": figures(likest)}
    rows = [(name, *(f"{value:.2f}" for value in each.values())) for name, each in found.items()]
    print(table(("of each phrasing", "median ms", "95th of 100", "most"), rows))
    print(f"the word lists are read once, in {loading_ms:.0f} ms; target: a median of at most {TARGET_MS:.0f} ms")
    if options.json:
        cases = dict(zip(said, (round(one, 2) for one in understood), strict=True))
        options.json.write_text(json.dumps({"figures": found, "cases": cases}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
