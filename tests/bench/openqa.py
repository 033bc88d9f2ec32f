"""Words to a point on real desktop pictures: the share of points inside the box that a person marked.

    python -m tests.bench.openqa --samples PATH/samples.jsonl --json OUT

A line of the samples: {"id", "image", "instruction", "bbox": [left, top, right, bottom], "type"}. The chance control
asks each instruction of a picture that another sample has, of the same size where there is one: what it hits there
in this sample's box is luck. "absent" asks each instruction of `--others` pictures where its target is not (see
`tests.bench.absent`): the share that is answered `missed`, pairs as if independent. `deskhand locate --batch` is what
is measured, by its own code.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.cli.locate import Eyes
from app.cli.pictures import load_screenshot
from grounding.geometry import Box, Point
from grounding.screen import ParsedScreen
from tests.bench.absent import Looks, named_in, other_pictures, patch_of, shows_pixels, texts_in, texts_on
from tests.bench.intervals import Share, table

GROWN_BY = 8
OTHERS = 4


class Seeing(Protocol):
    """`app.cli.locate.Eyes`, or eyes that have seen the pictures before."""

    def parse(self, image: str) -> ParsedScreen: ...

    def answer_on(self, screen: ParsedScreen, words: str) -> dict[str, object]: ...


@dataclass(frozen=True, kw_only=True)
class Sample:
    id: str
    image: str
    instruction: str
    box: Box
    type: str
    size: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Shot:
    """point None: the answer was "missed". image: the picture that was asked."""

    sample: Sample
    image: str
    point: Point | None
    score: float
    said: str = ""

    def hits(self, grown_by: int) -> bool:
        return self.point is not None and self.sample.box.grown(grown_by).contains(self.point)


@dataclass(kw_only=True)
class Shots:
    """own: at the samples' own pictures, chance: at one other each, absent: at pictures without the target."""

    own: dict[str, Shot] = field(default_factory=dict)
    chance: dict[str, Shot] = field(default_factory=dict)
    absent: list[Shot] = field(default_factory=list)
    parsing_s: list[float] = field(default_factory=list)


def read_samples(path: Path) -> list[Sample]:
    samples: list[Sample] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        value = json.loads(line)
        samples.append(
            Sample(
                id=str(value["id"]),
                image=str(path.parent / value["image"]),
                instruction=value["instruction"],
                box=Box(*(int(side) for side in value["bbox"])),
                type=value.get("type", "all"),
                size=(int(value.get("width", 0)), int(value.get("height", 0))),
            )
        )
    return samples


def shoot(samples: Sequence[Sample], eyes: Seeing, others: int) -> Shots:
    """Every picture is parsed once."""
    looks = {sample.id: patch_of(load_screenshot(sample.image).pixels, sample.box) for sample in samples}
    images = list(dict.fromkeys(sample.image for sample in samples))
    half_away = _half_away(samples)
    elsewhere = {sample.id: other_pictures(images, sample.image, others, sample.id) for sample in samples}
    shots = Shots()
    texts: dict[str, frozenset[str]] = {}
    shown: dict[str, Looks] = {}
    unseen: list[Shot] = []
    for done, image in enumerate(images, 1):
        began = time.perf_counter()
        screen = eyes.parse(image)
        shots.parsing_s.append(time.perf_counter() - began)
        texts[image] = texts_on(screen)
        for sample in samples:
            if image == sample.image:
                shots.own[sample.id] = _ask(eyes, sample, screen, image)
                shown[sample.id] = Looks(pixels=looks[sample.id], texts=texts_in(screen, sample.box))
            elif image == half_away[sample.id].image:
                shots.chance[sample.id] = _ask(eyes, sample, screen, image)
            if image in elsewhere[sample.id] and not shows_pixels(screen.screenshot.pixels, looks[sample.id]):
                unseen.append(_ask(eyes, sample, screen, image))
        print(f"{done} of {len(images)} pictures", file=sys.stderr)
    for shot in unseen:
        if not (shown[shot.sample.id].texts | {named_in(shot.sample.instruction)}) & texts[shot.image]:
            shots.absent.append(shot)
    return shots


def _ask(eyes: Seeing, sample: Sample, screen: ParsedScreen, image: str) -> Shot:
    answer = eyes.answer_on(screen, sample.instruction)
    point, score = answer.get("point"), answer.get("score")
    return Shot(
        sample=sample,
        image=image,
        point=Point(int(point[0]), int(point[1])) if isinstance(point, list) else None,
        score=float(score) if isinstance(score, float | int) else 0.0,
        said=str(answer.get("text", "")),
    )


def _half_away(samples: Sequence[Sample]) -> dict[str, Sample]:
    """For each sample one of another picture of its size, half the list away: neighbours show the same application."""
    found: dict[str, Sample] = {}
    for at, sample in enumerate(samples):
        middle = (at + len(samples) // 2) % len(samples)
        rest = [*samples[middle:], *samples[:middle]]
        different = [other for other in rest if other.image != sample.image]
        alike = [other for other in different if other.size == sample.size]
        found[sample.id] = (alike or different or [sample])[0]
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.openqa", description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=Path, required=True, help="samples.jsonl; pictures lie relative to it")
    parser.add_argument("--json", type=Path, required=True, help="where the figures go")
    parser.add_argument("--others", type=int, default=OTHERS, help="pictures without it that each is asked of")
    options = parser.parse_args(arguments)
    samples = read_samples(options.samples)
    report = report_on(samples, shoot(samples, Eyes.open(), options.others))
    options.json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def report_on(samples: Sequence[Sample], shots: Shots) -> dict[str, object]:
    """Printed as a table, and handed back for the JSON."""
    rows: list[tuple[str, ...]] = []
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for name in (*sorted({sample.type for sample in samples}), "all"):
        own, chance, absent = (
            [shot for shot in some if name in ("all", shot.sample.type)]
            for some in (shots.own.values(), shots.chance.values(), shots.absent)
        )
        shares = {
            "inside": Share(hits=sum(shot.hits(0) for shot in own), total=len(own)),
            f"inside_grown_{GROWN_BY}": Share(hits=sum(shot.hits(GROWN_BY) for shot in own), total=len(own)),
            "missed": Share(hits=sum(shot.point is None for shot in own), total=len(own)),
            "chance": Share(hits=sum(shot.hits(0) for shot in chance), total=len(chance)),
            "absent_missed": Share(hits=sum(shot.point is None for shot in absent), total=len(absent)),
        }
        figures[name] = {figure: share.figures() for figure, share in shares.items()}
        rows.append((name, *(str(share) for share in shares.values())))
    print(table(("type", "inside", f"inside, grown {GROWN_BY} px", "missed", "chance", "absent: missed"), rows))
    middle = sorted(shots.parsing_s)[len(shots.parsing_s) // 2]
    print(f"\n{len(shots.parsing_s)} pictures, {middle:.2f} s each (median) to parse")
    cases = {
        sample.id: {
            "inside": shots.own[sample.id].hits(0),
            "inside_grown": shots.own[sample.id].hits(GROWN_BY),
            "point": list(shots.own[sample.id].point or ()) or None,
            "score": shots.own[sample.id].score,
            "said": shots.own[sample.id].said,
        }
        for sample in samples
    }
    invented = [
        {"id": shot.sample.id, "image": Path(shot.image).name, "score": shot.score, "said": shot.said}
        for shot in shots.absent
        if shot.point is not None
    ]
    return {
        "figures": figures,
        "parse_s_median": round(middle, 3),
        "cases": cases,
        "found_though_absent": invented,
    }


if __name__ == "__main__":
    sys.exit(main())
