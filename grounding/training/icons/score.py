"""How often the right name is first, or among five, of 200 names of the same set; and the sheets of the benchmark.

    python -m grounding.training.icons.score FOLDER [--net NET.pt] [--sheets tests/bench/icon_sheets]

Prints the figures of every set that is held out or for tuning, of a checkpoint or of the shipped models. A sheet is a
picture of crops of one held-out set, each as a screen might show it, with their boxes and names beside it: what
`tests/bench/icons.py` reads. Sheets are made only of sets whose licence lets anyone pass them on.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch

from grounding.icons import GROWN, as_input, features
from grounding.training.icons.collect import SOURCES
from grounding.training.icons.crops import USUAL, Crops
from grounding.training.icons.draw import Master, Masters, Picture
from grounding.training.icons.net import PictureNet, WordsNet
from grounding.training.icons.texts import key_of
from tests.bench.intervals import Share

CANDIDATES = 200
SHEET_ICONS = 640
LARGEST_SAMPLE = 800  # drawings of a set
SHEET_COLUMNS = 20
LARGEST_CELL = 84


def name_key(master: Master) -> tuple[str, ...]:
    return tuple(sorted(master.names[0].split()))


@torch.no_grad()
def first_and_fifth(
    pictures: PictureNet, words: WordsNet, masters: Masters, drawings: Sequence[Master], *, seed: int
) -> tuple[Share, Share]:
    """One crop of each drawing against its own name and 199 others of the same set."""
    chance = random.Random(seed)
    crops = Crops(masters, seed=seed, looks=USUAL)
    names = {name_key(master): master.names[0] for master in drawings}
    keys = list(names)
    said = words(torch.from_numpy(np.stack([features(names[key]) for key in keys])))
    place = {key: index for index, key in enumerate(keys)}
    first = fifth = 0
    for start in range(0, len(drawings), 256):
        part = drawings[start : start + 256]
        seen = pictures(torch.from_numpy(as_input(np.stack([crops.of(master) for master in part]))))
        likeness = (seen @ said.T).numpy()
        for master, row in zip(part, likeness, strict=True):
            own = place[name_key(master)]
            others = [index for index in range(len(keys)) if index != own]
            others = chance.sample(others, min(CANDIDATES - 1, len(others)))
            better = int((row[others] >= row[own]).sum())
            first += better == 0
            fifth += better < 5
    return Share(hits=first, total=len(drawings)), Share(hits=fifth, total=len(drawings))


def write_sheet(masters: Masters, name: str, folder: Path, *, seed: int = 7) -> None:
    """NAME.png and NAME.json: crops of up to SHEET_ICONS drawings of the set."""
    chance = random.Random(seed)
    crops = Crops(masters, seed=seed, looks=USUAL)
    trained = {key_of(text) for one in masters.entries if one.role == "training" for text in one.names}
    drawings = [one for one in masters.entries if one.set == name]
    drawings = chance.sample(drawings, min(SHEET_ICONS, len(drawings)))
    cells: list[Picture] = []
    while len(cells) < len(drawings):
        cell = crops.seen(drawings[len(cells)])
        if len(cell) <= LARGEST_CELL:
            cells.append(cell)
    rows = [range(at, min(at + SHEET_COLUMNS, len(cells))) for at in range(0, len(cells), SHEET_COLUMNS)]
    high = sum(max(len(cells[index]) for index in row) for row in rows)
    wide = max(sum(len(cells[index]) for index in row) for row in rows)
    sheet = np.zeros((high, wide, 3), dtype=np.uint8)
    icons, top = [], 0
    for row in rows:
        left = 0
        for index in row:
            side = len(cells[index])
            sheet[top : top + side, left : left + side] = cells[index]
            ink = round(side / (1 + 2 * GROWN))
            first = (side - ink) // 2
            icons.append(
                {
                    "box": [left + first, top + first, left + first + ink, top + first + ink],
                    "name": drawings[index].names[0],
                    "unseen": key_of(drawings[index].names[0]) not in trained,
                }
            )
            left += side
        top += max(len(cells[index]) for index in row)
    folder.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(folder / f"{name}.png"), sheet[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 9])
    content = {"set": name, "licence": SOURCES["npm"][name]["licence"], "icons": icons}
    (folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    from grounding.training.icons.export import load_shipped

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--net", type=Path)
    parser.add_argument("--sheets", type=Path)
    asked = parser.parse_args()
    masters = Masters(asked.folder)
    if asked.sheets:
        for name, source in SOURCES["npm"].items():
            if source.get("role") == "held_out":
                write_sheet(masters, name, asked.sheets)
        return
    pictures, words = PictureNet().eval(), WordsNet().eval()
    if asked.net:
        state = torch.load(asked.net, weights_only=True)
        pictures.load_state_dict(state["pictures"])
        words.load_state_dict(state["words"])
    else:
        load_shipped(pictures, words)
    for name in dict.fromkeys(one.set for one in masters.entries if one.role != "training"):
        drawings = [one for one in masters.entries if one.set == name]
        drawings = random.Random(4).sample(drawings, min(LARGEST_SAMPLE, len(drawings)))
        first, fifth = first_and_fifth(pictures, words, masters, drawings, seed=3)
        print(f"{name} ({drawings[0].role}): first {first}, in five {fifth}")


if __name__ == "__main__":
    main()
