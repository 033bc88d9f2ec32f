"""Renders training lines into packed files.

    python -m grounding.training.reader.render SOURCES OUT --seed 1 --lines 50000 [--fonts held_out] [--pictures]

A part is two files: SEED.bin holds the strips one after another, column by column, SEED.json their widths, looks and
font families. The same seed over the same sources gives the same part. `--pictures` writes the crops themselves and
truth.json, for `tests.bench.reader`.
"""

import argparse
import json
import random
import time
from pathlib import Path

import cv2

from grounding.text_reader.contrast import strip_of
from grounding.text_reader.scripts import IDEOGRAPH, STRANGE
from grounding.training.reader.catalogues import collected
from grounding.training.reader.fonts import found
from grounding.training.reader.lines import Lines
from grounding.training.reader.strings import Strings


def lines_from(sources: Path, fonts: str) -> Lines:
    catalogues = collected(sources / "catalogues", sources / "strings.json")
    foreign = {kind: found(sources, kind) for kind in ("ideographs", "strange")}
    strings = Strings(catalogues=catalogues)
    return Lines(strings=strings, text=found(sources, fonts), foreign=foreign, icons=found(sources, "icons"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", type=int, default=50000)
    parser.add_argument("--pictures", action="store_true")
    parser.add_argument("--fonts", choices=("text", "held_out"), default="text")
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    lines, chance = lines_from(arguments.sources, arguments.fonts), random.Random(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.pictures:
        write_pictures(lines, chance, arguments.lines, arguments.out)
        return
    began = time.monotonic()
    widths: list[int] = []
    looks: list[str] = []
    families: list[str] = []
    with (arguments.out / f"{arguments.seed}.bin").open("wb") as packed:
        for _ in range(arguments.lines):
            line = lines.draw(chance)
            strip = strip_of(line.pixels)
            packed.write(strip.T.tobytes())
            widths.append(strip.shape[1])
            looks.append(line.look)
            families.append(line.family)
    truth = {"seed": arguments.seed, "widths": widths, "looks": looks, "families": families}
    (arguments.out / f"{arguments.seed}.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    print(f"{arguments.lines / (time.monotonic() - began):.0f} lines a second")


def write_pictures(lines: Lines, chance: random.Random, count: int, out: Path) -> None:
    texts: dict[str, str] = {}
    for number in range(count):
        line = lines.draw(chance)
        name = f"{number:05}.png"
        cv2.imwrite(str(out / name), line.pixels[:, :, ::-1])
        texts[name] = f"{line.look}" if {IDEOGRAPH, STRANGE} & set(line.look) else line.text
    (out / "truth.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
