"""What each part of the eyes contributes to finding a place by words, on real desktop pictures.

    python -m tests.bench.ablation --samples PATH/samples.jsonl --json OUT

Every picture is parsed once; then parts are taken away from what was found and from what is asked, and added again one
by one: the text lines alone, asked for to the letter; other wordings (short forms, synonyms, kinds of controls); the
detector's controls with their roles; what drawings mean; relations and ordinals. A place is found when the point lies
in the box that a person marked. Samples are those of `tests.bench.openqa`.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.cli.locate import Eyes
from grounding.screen import FoundBy, Missed, ParsedScreen, Query, Role
from planner.language.orders import read_place
from tests.bench.intervals import Share, table
from tests.bench.openqa import Sample, read_samples


@dataclass(frozen=True, kw_only=True)
class Stage:
    name: str
    screen: Callable[[ParsedScreen], ParsedScreen]
    query: Callable[[Query], Query]


def lines_only(screen: ParsedScreen) -> ParsedScreen:
    """Text as it was read, without roles: a control gives back the line that it took in."""
    lines = [
        replace(one, role=Role.TEXT, text=one.text or one.value, box=one.text_box or one.box, text_box=None)
        for one in screen.elements
        if one.text or one.value
    ]
    lines = [replace(one, found_by=FoundBy.TEXT, meaning=None, state=frozenset()) for one in lines]
    return replace(screen, elements=tuple(lines), looks={})


def without_meanings(screen: ParsedScreen) -> ParsedScreen:
    return replace(screen, elements=tuple(replace(one, meaning=None) for one in screen.elements), looks={})


def to_the_letter(query: Query) -> Query:
    return Query(text=query.text, exact=True)


def alone(query: Query) -> Query:
    return replace(query, relations=(), ordinal=None)


def same(query: Query) -> Query:
    return query


def all_of_it(screen: ParsedScreen) -> ParsedScreen:
    return screen


STAGES = (
    Stage(name="text lines, to the letter", screen=lines_only, query=to_the_letter),
    Stage(name="+ other wordings", screen=lines_only, query=alone),
    Stage(name="+ detector", screen=without_meanings, query=alone),
    Stage(name="+ icons", screen=all_of_it, query=alone),
    Stage(name="+ relations", screen=all_of_it, query=same),
)


def found_at(stage: Stage, eyes: Eyes, sample: Sample, screen: ParsedScreen) -> bool:
    found = eyes.grounder.locate(stage.query(read_place(sample.instruction, eyes.lexicon)), stage.screen(screen))
    return not isinstance(found, Missed) and sample.box.contains(found.point)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ablation", description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=Path, required=True, help="samples.jsonl; pictures lie relative to it")
    parser.add_argument("--json", type=Path, required=True, help="where the figures go")
    options = parser.parse_args(arguments)
    samples = read_samples(options.samples)
    eyes = Eyes.open()
    hits: dict[str, dict[str, bool]] = {stage.name: {} for stage in STAGES}
    for image in dict.fromkeys(sample.image for sample in samples):
        screen = eyes.parse(image)
        for sample in samples:
            if sample.image == image:
                for stage in STAGES:
                    hits[stage.name][sample.id] = found_at(stage, eyes, sample, screen)
    kinds = (*sorted({sample.type for sample in samples}), "all")
    rows: list[tuple[str, ...]] = []
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for stage in STAGES:
        shares = {}
        for kind in kinds:
            of_kind = [hits[stage.name][sample.id] for sample in samples if kind in ("all", sample.type)]
            shares[kind] = Share(hits=sum(of_kind), total=len(of_kind))
        rows.append((stage.name, *(str(share) for share in shares.values())))
        figures[stage.name] = {kind: share.figures() for kind, share in shares.items()}
    print(table(("parts", *kinds), rows))
    options.json.write_text(json.dumps({"figures": figures, "cases": hits}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
