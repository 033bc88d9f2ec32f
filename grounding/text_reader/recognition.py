"""What a line says: crops of one height through the recogniser, greedy CTC, remembered by their pixels.

The width that a crop is padded to depends on the crop alone, so the same pixels always give the same text, whatever
else is read with them. The recogniser knows Latin letters with their accents, Greek, digits, signs and Chinese and
Japanese; it has no Cyrillic, Arabic, Hebrew or Indic letters and answers with look-alikes there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from grounding.engine import Engine, Tensor
from grounding.screen import Pixels, ScreenText
from grounding.text_reader.lines import Recent, fingerprint

MODEL = "text_recogniser"
HEIGHT = 48
WIDTH_STEP = 32
COLUMNS_A_BATCH = 320
WIDEST = 2400
KEPT_TEXTS = 8192


@dataclass(frozen=True)
class Reading:
    """Text, mean confidence of its characters, and each character's middle as a share of the crop's width."""

    text: ScreenText
    confidence: float
    middles: tuple[float, ...]


class TextRecogniser:
    """Reads crops that hold one line each."""

    def __init__(self, *, engine: Engine) -> None:
        self._engine = engine
        self._known: Recent[Reading] = Recent(size=KEPT_TEXTS)
        self._characters: tuple[str, ...] = ()

    def load(self) -> None:
        self._engine.model(MODEL)

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """One reading a crop, in order."""
        keys = [fingerprint(crop) for crop in crops]
        known = {key: found for key in keys if (found := self._known.get(key)) is not None}
        missing = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in known}
        if missing:
            known |= self._compute(missing)
        for key, reading in known.items():
            self._known.keep(key, reading)
        return [known[key] for key in keys]

    def _compute(self, missing: dict[bytes, Pixels]) -> dict[bytes, Reading]:
        model = self._engine.model(MODEL)
        if not self._characters:
            self._characters = ("", *model.note("character").split("\n"), " ")
        by_width: dict[int, list[bytes]] = {}
        for key, crop in missing.items():
            by_width.setdefault(columns_of(crop), []).append(key)
        batches: list[list[bytes]] = []
        for width, keys in sorted(by_width.items(), reverse=True):
            size = max(1, COLUMNS_A_BATCH // width)
            batches += [keys[start : start + size] for start in range(0, len(keys), size)]

        def prepare(batch: list[bytes]) -> Tensor:
            return as_input([missing[key] for key in batch])

        def take(batch: list[bytes], output: Tensor) -> list[Reading]:
            crops = (missing[key] for key in batch)
            shares = (scaled_width(crop) / columns_of(crop) for crop in crops)
            return [decode(scores, self._characters, share=share) for scores, share in zip(output, shares, strict=True)]

        readings = model.run_each(batches, prepare, take)
        return {
            key: reading
            for batch, found in zip(batches, readings, strict=True)
            for key, reading in zip(batch, found, strict=True)
        }


def scaled_width(crop: Pixels) -> int:
    height, width = crop.shape[:2]
    return int(max(8, min(WIDEST, round(width * HEIGHT / height))))


def columns_of(crop: Pixels) -> int:
    """The width that the crop is padded to."""
    return -(-scaled_width(crop) // WIDTH_STEP) * WIDTH_STEP


def as_input(crops: Sequence[Pixels]) -> Tensor:
    """(n, 3, 48, width) BGR, -1..1, padded with grey on the right."""
    batch = np.zeros((len(crops), 3, HEIGHT, columns_of(crops[0])), dtype=np.float32)
    for index, crop in enumerate(crops):
        width = scaled_width(crop)
        resized = cv2.resize(crop, (width, HEIGHT), interpolation=cv2.INTER_LINEAR)
        batch[index, :, :, :width] = resized[:, :, ::-1].transpose(2, 0, 1).astype(np.float32) * (2 / 255) - 1
    return batch


def decode(scores: npt.NDArray[np.float32], characters: tuple[str, ...], *, share: float) -> Reading:
    """Greedy CTC: the best character a step, repeats joined, blanks (index 0) dropped."""
    best = scores.argmax(axis=1)
    previous = np.concatenate(([0], best[:-1]))
    steps = np.flatnonzero((best != 0) & (best != previous))
    letters = [characters[index] for index in best[steps]]
    if not letters:
        return Reading(ScreenText(""), 0.0, ())
    certainty = scores[steps, best[steps]]
    middles = tuple(float(min(1.0, (step + 0.5) / len(best) / share)) for step in steps)
    return Reading(ScreenText("".join(letters)), float(certainty.mean()), middles)
