"""Words to a point on real desktop pictures: the share of points inside the box that a person marked.

    python -m tests.bench.openqa --samples PATH/samples.jsonl --json OUT

A line of the samples: {"id", "image", "instruction", "bbox": [left, top, right, bottom], "type"}. The chance control
asks each instruction of a picture that another sample has, of the same size where there is one: what it hits there
in this sample's box is luck. `deskhand locate --batch` is what is measured, by its own code.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cli.locate import Eyes
from grounding.geometry import Box, Point
from tests.bench.intervals import Share, table

GROWN_BY = 8


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
    """point None: the answer was "missed"."""

    sample: Sample
    point: Point | None
    score: float

    def hits(self, grown_by: int) -> bool:
        return self.point is not None and self.sample.box.grown(grown_by).contains(self.point)


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


def shoot(samples: Sequence[Sample]) -> tuple[list[Shot], list[Shot], list[float]]:
    """Shots at the samples' own pictures, shots at another sample's picture, and seconds a picture took to parse."""
    eyes = Eyes.open()
    others = _others(samples)
    asking: dict[str, list[tuple[Sample, bool]]] = defaultdict(list)
    for sample in samples:
        asking[sample.image].append((sample, True))
        asking[others[sample.id].image].append((sample, False))
    own: dict[str, Shot] = {}
    chance: dict[str, Shot] = {}
    parsing_s: list[float] = []
    for done, (image, asked) in enumerate(asking.items(), 1):
        began = time.perf_counter()
        screen = eyes.parse(image)
        parsing_s.append(time.perf_counter() - began)
        for sample, is_own in asked:
            answer = eyes.answer_on(screen, sample.instruction)
            point, score = answer.get("point"), answer.get("score")
            shot = Shot(
                sample=sample,
                point=Point(int(point[0]), int(point[1])) if isinstance(point, list) else None,
                score=float(score) if isinstance(score, float | int) else 0.0,
            )
            (own if is_own else chance)[sample.id] = shot
        print(f"{done} of {len(asking)} pictures", file=sys.stderr)
    return [own[sample.id] for sample in samples], [chance[sample.id] for sample in samples], parsing_s


def _others(samples: Sequence[Sample]) -> dict[str, Sample]:
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
    options = parser.parse_args(arguments)
    samples = read_samples(options.samples)
    own, chance, parsing_s = shoot(samples)
    types = sorted({sample.type for sample in samples})
    rows: list[tuple[str, ...]] = []
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for name in (*types, "all"):
        shots = [shot for shot in own if name in ("all", shot.sample.type)]
        control = [shot for shot in chance if name in ("all", shot.sample.type)]
        shares = {
            "inside": Share(hits=sum(shot.hits(0) for shot in shots), total=len(shots)),
            f"inside_grown_{GROWN_BY}": Share(hits=sum(shot.hits(GROWN_BY) for shot in shots), total=len(shots)),
            "missed": Share(hits=sum(shot.point is None for shot in shots), total=len(shots)),
            "chance": Share(hits=sum(shot.hits(0) for shot in control), total=len(control)),
        }
        figures[name] = {figure: share.figures() for figure, share in shares.items()}
        rows.append((name, *(str(share) for share in shares.values())))
    print(table(("type", "inside", f"inside, grown {GROWN_BY} px", "missed", "chance"), rows))
    middle = sorted(parsing_s)[len(parsing_s) // 2]
    print(f"\n{len(parsing_s)} pictures, {middle:.2f} s each (median) to parse")
    cases = {
        shot.sample.id: {
            "inside": shot.hits(0),
            "inside_grown": shot.hits(GROWN_BY),
            "point": list(shot.point) if shot.point else None,
            "score": shot.score,
        }
        for shot in own
    }
    report = {"figures": figures, "parse_s_median": round(middle, 3), "cases": cases}
    options.json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
