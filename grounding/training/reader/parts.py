"""Packed lines, read back in batches of one width."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from grounding.text_reader.contrast import GROUND, HEIGHT
from grounding.text_reader.recognition import WIDTH_STEP

Bytes = npt.NDArray[np.uint8]
COLUMNS_A_BATCH = 4000
NARROW = 128
"""Narrower lines count as so wide: the mean over a batch of thousands of single letters would teach little of each."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One rendered part; strips lie in `packed` column by column."""

    packed: Bytes
    starts: npt.NDArray[np.int64]
    widths: npt.NDArray[np.int64]
    looks: list[str]
    families: list[str]

    def strip(self, index: int) -> Bytes:
        """(width, height)"""
        start = int(self.starts[index])
        return self.packed[start : start + int(self.widths[index]) * HEIGHT].reshape(-1, HEIGHT)


def opened(path: Path) -> Part:
    """The part whose JSON lies at `path`."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    widths = np.array(truth["widths"], dtype=np.int64)
    starts = np.concatenate(([0], np.cumsum(widths)[:-1])) * HEIGHT
    packed = np.memmap(path.with_suffix(".bin"), dtype=np.uint8, mode="r")
    return Part(packed=packed, starts=starts, widths=widths, looks=truth["looks"], families=truth["families"])


@dataclass(frozen=True, kw_only=True)
class Batch:
    """strips: (n, 1, height, width) float, the ground at 0."""

    strips: torch.Tensor
    looks: list[str]


def padded_width(width: int) -> int:
    return -(-width // WIDTH_STEP) * WIDTH_STEP


def batches(
    parts: list[Part], chance: random.Random, *, widest: int, longest: int, columns: int = COLUMNS_A_BATCH
) -> Iterator[Batch]:
    """Every line once that is neither wider nor longer than that, in random order."""
    by_width: dict[int, list[tuple[int, int]]] = {}
    for number, part in enumerate(parts):
        for index, width in enumerate(part.widths):
            if width <= widest and len(part.looks[index]) <= longest:
                by_width.setdefault(padded_width(int(width)), []).append((number, index))
    planned: list[tuple[int, list[tuple[int, int]]]] = []
    for width, places in by_width.items():
        chance.shuffle(places)
        size = max(4, columns // max(width, NARROW))
        planned += [(width, places[start : start + size]) for start in range(0, len(places), size)]
    chance.shuffle(planned)
    for width, places in planned:
        block = np.full((len(places), width, HEIGHT), GROUND, dtype=np.uint8)
        looks: list[str] = []
        for row, (number, index) in enumerate(places):
            strip = parts[number].strip(index)
            block[row, : len(strip)] = strip
            looks.append(parts[number].looks[index])
        strips = (torch.from_numpy(block).float() - GROUND) / 127
        yield Batch(strips=strips.transpose(1, 2).unsqueeze(1), looks=looks)
