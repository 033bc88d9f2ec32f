"""How many ways of saying the same are understood as the same.

    python -m tests.bench.phrasings [--language en] [--missed] [--json OUT] [--files DIR]

200 phrasings of 40 instructions, five each, as different people would put them: terse, chatty, polite, as a question,
with slips of the keyboard, in another order, with other verbs. They were written before any was tried; half of them
(`held_out`) are never looked at while the grammar is worked on, only counted. A phrasing counts when its plan is the
same as the instruction's own (`tests.bench.plan_shape` says what that means), which stands in the data and not in the
grammar. A floor in the same run: how many are right when a phrasing is taken for the plain instruction whose words
are most alike to it. The German ones say the twenty commonest of the same instructions.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from app.words import load_foreign, load_lexicon
from planner.language.understand import understand
from planner.plan import Plan
from tests.bench.intervals import Share, table
from tests.bench.plan_shape import Short, in_short, is_same

FOLDER = Path(__file__).with_suffix("")
TARGET = 0.9


@dataclass(frozen=True, kw_only=True)
class Instruction:
    """One thing to do.

    plan: what it comes to, in short. also: other plans that do the same. open: phrasings to work on. held_out: others,
    only counted.
    """

    group: str
    name: str
    plain: str
    plan: list[Short]
    also: tuple[list[Short], ...]
    open: tuple[str, ...]
    held_out: tuple[str, ...]

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (*self.open, *self.held_out)


def instructions(language: str = "en", folder: Path = FOLDER) -> list[Instruction]:
    """Those of a language; all but English ones take name and plan from the English file."""
    english = {one.name: one for one in _read(folder / "en", {})}
    return list(english.values()) if language == "en" else list(_read(folder / language, english))


def _read(folder: Path, english: Mapping[str, Instruction]) -> Iterator[Instruction]:
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            same = english.get(said["name"])
            yield Instruction(
                group=same.group if same else file.stem,
                name=said["name"],
                plain=same.plain if same else said["plain"],
                plan=same.plan if same else said["plan"],
                also=same.also if same else tuple(said.get("also", ())),
                open=tuple(said["open"]),
                held_out=tuple(said["held_out"]),
            )


def is_understood(words: str, one: Instruction, language: str) -> bool:
    found = understand(words, load_lexicon(), foreign=() if language == "en" else load_foreign())
    plans = (one.plan, *one.also) if one.plan else ()
    return isinstance(found, Plan) and any(is_same(in_short(found), plan) for plan in plans)


def nearest_by_letters(words: str, among: list[Instruction]) -> Instruction:
    return max(among, key=lambda one: fuzz.WRatio(words, one.plain))


def share(among: list[Instruction], half: str, is_right: Callable[[str, Instruction], bool]) -> Share:
    pairs = [(words, one) for one in among for words in getattr(one, half)]
    return Share(hits=sum(is_right(words, one) for words, one in pairs), total=len(pairs))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--language", default="en")
    parser.add_argument("--missed", action="store_true", help="list what is missed of the half that may be looked at")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--files", type=Path, default=FOLDER, metavar="DIR", help="a folder with other phrasings")
    options = parser.parse_args()
    language: str = options.language
    among = instructions(language, options.files)
    if not among:
        parser.error(f"{options.files} holds no phrasings in “{language}”; name a folder with en/*.jsonl in it.")
    halves = ("open", "held_out")

    def by_grammar(words: str, one: Instruction) -> bool:
        return is_understood(words, one, language)

    def by_letters(words: str, one: Instruction) -> bool:
        return nearest_by_letters(words, among) is one

    cases = {one.name: {half: share([one], half, by_grammar) for half in halves} for one in among}
    groups = sorted({one.group for one in among})
    rows = [
        (group, *(str(share([one for one in among if one.group == group], half, by_grammar)) for half in halves))
        for group in groups
    ]
    total = {half: share(among, half, by_grammar) for half in halves}
    floor = {half: share(among, half, by_letters) for half in halves}
    rows.append(("all", *(str(total[half]) for half in halves)))
    rows.append(("taken for the likest", *(str(floor[half]) for half in halves)))
    print(table(("instructions", "open", "held out"), rows))
    print(f"target {TARGET} on both")
    if options.missed:
        for one in among:
            for words in one.open:
                if not by_grammar(words, one):
                    print(f"- {one.name}: {words}")
    if options.json:
        figures = {
            half: {"grammar": total[half].figures(), "taken for the likest": floor[half].figures()} for half in halves
        }
        shown = {name: {half: each[half].figures() for half in halves} for name, each in cases.items()}
        options.json.write_text(json.dumps({"figures": figures, "cases": shown}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
