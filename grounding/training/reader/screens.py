"""Lines cut out of rendered screens, as a part for training: Chromium and Qt drew them and told their text.

python -m grounding.training.reader.screens SCREENS... --out PARTS --seed 1001
"""

import argparse
import json
import random
from pathlib import Path

import cv2
import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels
from grounding.text_reader.contrast import strip_of
from grounding.text_reader.ink import ink_of
from grounding.text_reader.scripts import look_of
from grounding.training.reader.catalogues import KNOWN
from grounding.training.reader.lines import MARGIN
from grounding.training.render.sample import TextLine, read

NARROWEST_LETTER = 0.12
WIDEST_LETTER = 1.3


def cut(pixels: Pixels, line: TextLine, chance: random.Random) -> Pixels | None:
    """The line's crop as the eyes would give it; None when its ink is not what the text would leave."""
    box = line.box
    mask = ink_of(pixels[box.top : box.bottom, box.left : box.right])
    if mask is None or not mask.any():
        return None
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    tight = Box(
        box.left + int(columns[0]), box.top + int(rows[0]), box.left + int(columns[-1]) + 1, box.top + int(rows[-1]) + 1
    )
    letter = tight.width / len(line.text) / max(tight.height, 6)
    if not NARROWEST_LETTER < letter < WIDEST_LETTER:
        return None
    sides = [MARGIN if chance.random() < 0.6 else chance.randint(1, 6) for _ in range(4)]
    grown = Box(tight.left - sides[0], tight.top - sides[1], tight.right + sides[2], tight.bottom + sides[3])
    grown = grown.clipped(Box(0, 0, pixels.shape[1], pixels.shape[0]))
    return pixels[grown.top : grown.bottom, grown.left : grown.right]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("screens", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1001)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    chance = random.Random(arguments.seed)
    widths: list[int] = []
    looks: list[str] = []
    families: list[str] = []
    with (arguments.out / f"{arguments.seed}.bin").open("wb") as packed:
        for path in (path for folder in arguments.screens for path in sorted(folder.rglob("*.json"))):
            sample = read(path)
            if sample.held_out:
                continue
            for line in sample.lines:
                look = look_of(line.text)
                if not look or not set(look) <= KNOWN:
                    continue
                crop = cut(sample.pixels, line, chance)
                if crop is not None:
                    strip = strip_of(crop)
                    packed.write(strip.T.tobytes())
                    widths.append(strip.shape[1])
                    looks.append(look)
                    families.append(sample.source)
    truth = {"seed": arguments.seed, "widths": widths, "looks": looks, "families": families}
    (arguments.out / f"{arguments.seed}.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    print(f"{len(looks)} lines")


if __name__ == "__main__":
    main()
