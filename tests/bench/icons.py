"""How often the icon encoder finds the right name of a drawing among 200, on icon sets that it was not trained on.

    python -m tests.bench.icons --json OUT

`name`: of a drawing's own name and 199 other names of its set, the own is nearest (first) or among the five nearest.
`drawing`: the other way round, of 200 drawings the one that is named. `unseen`: names whose words, in any order, no
set of the training uses as a name. `meaning`: of the everyday meanings answered with confidence, how many the
drawing's name belongs to; and how many drawings were answered. The sheets in `tests/bench/icon_sheets` come from
`grounding/training/icons/score.py`. Milliseconds are CPU time of one thread, crops and network.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from grounding.engine import Engine, package_folder
from grounding.geometry import Box
from grounding.icons import IconEncoder, Meant, Vector, read_meanings
from tests.bench.intervals import Share, table

SHEETS = Path(__file__).parent / "icon_sheets"
CANDIDATES = 200
CALIBRATION_STEPS = ((0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))


@dataclass(frozen=True, kw_only=True)
class Icon:
    box: Box
    name: str
    unseen: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    set: str
    pixels: npt.NDArray[np.uint8]
    icons: tuple[Icon, ...]


def read_sheet(path: Path) -> Sheet:
    content = json.loads(path.read_text(encoding="utf-8"))
    with Image.open(path.with_suffix(".png")) as image:
        pixels = np.asarray(image.convert("RGB"))
    icons = (Icon(box=Box(*one["box"]), name=one["name"], unseen=one["unseen"]) for one in content["icons"])
    return Sheet(set=content["set"], pixels=pixels, icons=tuple(icons))


def same_words(name: str) -> tuple[str, ...]:
    return tuple(sorted(name.split()))


def ranks(likeness: npt.NDArray[np.float32], keys: Sequence[tuple[str, ...]], chance: random.Random) -> list[int]:
    """Of each row the place, from 0, of its own column among it and 199 columns of other words. keys: of both."""
    found = []
    for row, key in enumerate(keys):
        others: dict[tuple[str, ...], int] = {}
        for column in chance.sample(range(len(keys)), len(keys)):
            if keys[column] != key:
                others.setdefault(keys[column], column)
        rivals = list(others.values())[: CANDIDATES - 1]
        found.append(int((likeness[row, rivals] >= likeness[row, row]).sum()))
    return found


def shares(places: Sequence[int]) -> tuple[Share, Share]:
    return (
        Share(hits=sum(place == 0 for place in places), total=len(places)),
        Share(hits=sum(place < 5 for place in places), total=len(places)),
    )


def meanings_right(encoder: IconEncoder, sheet: Sheet, vectors: Sequence[Vector]) -> list[tuple[float, bool]]:
    """Confidence of each answer and whether it is right, for those that were given."""
    meanings = read_meanings(package_folder("assets") / "words" / "icon_names.toml")
    words = {one.name: {same_words(text) for text in (one.name, *one.drawn)} for one in meanings}
    answers = [(icon, encoder.meaning(vector)) for icon, vector in zip(sheet.icons, vectors, strict=True)]
    return [
        (answer.confidence, same_words(icon.name) in words[answer.name])
        for icon, answer in answers
        if isinstance(answer, Meant)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, required=True)
    out = parser.parse_args().json
    encoder = IconEncoder(engine=Engine(threads=1))
    encoder.load()
    sheets = [read_sheet(path) for path in sorted(SHEETS.glob("*.json"))]
    by_name: dict[str, list[int]] = {}
    by_drawing: dict[str, list[int]] = {}
    unseen: list[int] = []
    answers: list[tuple[float, bool]] = []
    seconds = 0.0
    for sheet in sheets:
        encoder.describe(sheet.pixels, [Box(0, 0, 8, 8)])
        began = time.process_time()
        vectors = encoder.describe(sheet.pixels, [icon.box for icon in sheet.icons])
        seconds += time.process_time() - began
        said = [encoder.words(icon.name) for icon in sheet.icons]
        likeness = np.stack(vectors) @ np.stack(said).T
        keys = [same_words(icon.name) for icon in sheet.icons]
        by_name[sheet.set] = ranks(likeness, keys, random.Random(1))
        by_drawing[sheet.set] = ranks(likeness.T, keys, random.Random(2))
        unseen += [place for place, icon in zip(by_name[sheet.set], sheet.icons, strict=True) if icon.unseen]
        answers += meanings_right(encoder, sheet, vectors)
    total = sum(len(sheet.icons) for sheet in sheets)
    figures: dict[str, tuple[Share, Share]] = {}
    for kind, places in (("name", by_name), ("drawing", by_drawing)):
        figures |= {f"{kind}, {name}": shares(found) for name, found in places.items()}
        figures[f"{kind}, all"] = shares([place for found in places.values() for place in found])
    figures["name, unseen"] = shares(unseen)
    calibration = {
        f"{low:.1f}-{min(high, 1):.1f}": Share(
            hits=sum(right for confidence, right in answers if low <= confidence < high),
            total=sum(low <= confidence < high for confidence, _ in answers),
        )
        for low, high in CALIBRATION_STEPS
    }
    meaning = Share(hits=sum(right for _, right in answers), total=len(answers))
    crop_ms = 1000 * seconds / total
    print(table(("asked for", "first", "in five"), [(name, str(a), str(b)) for name, (a, b) in figures.items()]))
    print(table(("confidence", "right"), [(name, str(share)) for name, share in calibration.items()]))
    print(f"meaning right {meaning}, answered {Share(hits=len(answers), total=total)}; {crop_ms:.2f} ms a crop")
    content = {
        "schema": 1,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "of_200": {name: {"first": a.figures(), "in_five": b.figures()} for name, (a, b) in figures.items()},
        "meaning": {
            "right": meaning.figures(),
            "answered": Share(hits=len(answers), total=total).figures(),
            "by_confidence": {name: share.figures() for name, share in calibration.items()},
        },
        "crop_ms": round(crop_ms, 3),
    }
    out.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
