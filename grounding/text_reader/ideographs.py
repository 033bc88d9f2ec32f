"""Chinese and Japanese lines: RapidOCR's recogniser, sixty times as dear as ours, so for those lines only."""

from collections.abc import Sequence

import cv2
import numpy as np

from grounding.engine import Engine, Tensor
from grounding.screen import Pixels
from grounding.text_reader.ctc import Letters, by_width, decode

MODEL = "ideograph_recogniser"
HEIGHT = 48
WIDTH_STEP = 32
COLUMNS_A_BATCH = 320
WIDEST = 2400


class IdeographRecogniser:
    """Reads crops that hold one line each."""

    def __init__(self, *, engine: Engine) -> None:
        self._engine = engine
        self._characters: tuple[str, ...] = ()

    def read(self, crops: Sequence[Pixels]) -> list[Letters]:
        """One answer a crop, in order. Raises ModelMissing, ModelDamaged."""
        model = self._engine.model(MODEL)
        if not self._characters:
            self._characters = ("", *model.note("character").split("\n"), " ")
        batches = by_width(range(len(crops)), lambda index: columns_of(crops[index]), columns=COLUMNS_A_BATCH)

        def prepare(batch: list[int]) -> Tensor:
            return as_input([crops[index] for index in batch])

        def take(batch: list[int], output: Tensor) -> list[Letters]:
            shares = (scaled_width(crops[index]) / columns_of(crops[index]) for index in batch)
            return [decode(likely, self._characters, share=share) for likely, share in zip(output, shares, strict=True)]

        found: dict[int, Letters] = {}
        for batch, answers in zip(batches, model.run_each(batches, prepare, take), strict=True):
            found.update(zip(batch, answers, strict=True))
        return [found[index] for index in range(len(crops))]


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
