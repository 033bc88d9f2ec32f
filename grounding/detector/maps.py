"""The maps of a screenshot, kept between frames: only the part that pixels changed is computed again.

Everything stands on a fixed grid of STRIDE pixels. A cell of the fine map depends on the pixels up to HALO away and on
nothing else, so a part computed with that halo around it is the same as in a computation of the whole frame.
"""

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from grounding.detector.layout import FEATURES, FINE, FINE_CHANNELS, HALO, STRIDE
from grounding.difference import TILE, boxes_of, changed_tiles, merged
from grounding.engine import Engine, Tensor
from grounding.geometry import Box
from grounding.screen import Pixels

FINE_MODEL = "detector_fine"
WIDE_MODEL = "detector_wide"
LARGEST_PART = 960
"""Parts are at most this wide and high, so that two threads share a screen and memory stays small."""
CELLS = STRIDE // FINE

Flags = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Part:
    """A part of the grid (core) and the pixels that it is computed from (seen); both inside the padded frame."""

    core: Box
    seen: Box


class Maps:
    """The fine and the wide map of the last frame. Belongs to one thread."""

    def __init__(self, *, engine: Engine) -> None:
        self._engine = engine
        self._pixels: Pixels | None = None
        self._fine = np.zeros((FINE_CHANNELS, 0, 0), dtype=np.float32)
        self._features = np.zeros((FEATURES, 0, 0), dtype=np.float32)
        self._known: Flags = np.zeros((0, 0), dtype=np.uint8)
        self._wide: Tensor | None = None

    def load(self) -> None:
        """Opens the models now. Raises ModelMissing, ModelDamaged."""
        self._engine.model(FINE_MODEL)
        self._engine.model(WIDE_MODEL)

    def fine(self, pixels: Pixels, within: Box) -> Tensor:
        """(FINE_CHANNELS, h / 4, w / 4) of the whole frame; only what touches `within` is sure to be up to date."""
        self._follow(pixels)
        frame = Box(0, 0, self._known.shape[1] * STRIDE, self._known.shape[0] * STRIDE)
        wanted = np.zeros_like(self._known)
        area = within.clipped(frame)
        wanted[area.top // STRIDE : -(-area.bottom // STRIDE), area.left // STRIDE : -(-area.right // STRIDE)] = 1
        missing: Flags = wanted & (1 - self._known)
        if missing.any():
            parts = [part for box in merged(boxes_of(missing)) for part in parts_of(box.clipped(frame), frame)]
            outputs = self._engine.model(FINE_MODEL).run_each(
                parts, lambda part: as_input(pixels, part.seen), lambda part, output: core_of(output, part)
            )
            for part, output in zip(parts, outputs, strict=True):
                left, top, right, bottom = part.core
                square = (slice(top // STRIDE, bottom // STRIDE), slice(left // STRIDE, right // STRIDE))
                self._fine[:, top // FINE : bottom // FINE, left // FINE : right // FINE] = output[:FINE_CHANNELS]
                self._features[:, *square] = gathered(output[FINE_CHANNELS:])
                self._known[square] = 1
            self._wide = None
        return self._fine

    def wide(self, pixels: Pixels) -> Tensor:
        """(WIDE_CHANNELS, h / 8, w / 16) of the whole frame."""
        self.fine(pixels, Box(0, 0, pixels.shape[1], pixels.shape[0]))
        if self._wide is None:
            self._wide = self._engine.model(WIDE_MODEL).run(self._features[np.newaxis])[0]
        return self._wide

    def _follow(self, pixels: Pixels) -> None:
        """Forgets what the difference to the last frame touches."""
        before = self._pixels
        if before is pixels:
            return
        self._pixels = pixels
        if before is None or before.shape != pixels.shape:
            rows, columns = -(-pixels.shape[0] // STRIDE), -(-pixels.shape[1] // STRIDE)
            self._known = np.zeros((rows, columns), dtype=np.uint8)
            self._fine = np.zeros((FINE_CHANNELS, rows * CELLS, columns * CELLS), dtype=np.float32)
            self._features = np.zeros((FEATURES, rows, columns), dtype=np.float32)
            self._wide = None
            return
        changed = changed_tiles(before, pixels)
        if changed.any():
            back, forth = (reach // TILE for reach in HALO)
            around = np.ones((back + 1 + forth,) * 2, dtype=np.uint8)
            self._known &= 1 - cv2.dilate(changed, around, anchor=(back, back))
            self._wide = None


def parts_of(box: Box, frame: Box) -> list[Part]:
    """The box cut into parts of about equal size, none larger than LARGEST_PART, with their halos.

    >>> [part.core for part in parts_of(Box(0, 0, 1920, 1088), Box(0, 0, 1920, 1088))]  # doctest: +ELLIPSIS
    [Box(left=0, top=0, right=960, bottom=544), ...Box(left=960, top=544, right=1920, bottom=1088)]
    """
    columns, rows = edges_of(box.left, box.right), edges_of(box.top, box.bottom)
    cores = [
        Box(left, top, right, bottom)
        for top, bottom in itertools.pairwise(rows)
        for left, right in itertools.pairwise(columns)
    ]
    return [Part(core, seen_from(core).clipped(frame)) for core in cores]


def seen_from(core: Box) -> Box:
    """With all pixels that its cells depend on."""
    before, after = HALO
    return Box(core.left - before, core.top - before, core.right + after, core.bottom + after)


def edges_of(start: int, end: int) -> list[int]:
    count = -(-(end - start) // LARGEST_PART)
    step = -(-(end - start) // (count * STRIDE)) * STRIDE
    return [*range(start, end, step), end]


def as_input(pixels: Pixels, seen: Box) -> Tensor:
    """(1, 3, h, w) RGB 0..1; black where the padded frame reaches over the picture."""
    crop = pixels[seen.top : seen.bottom, seen.left : seen.right]
    given = np.zeros((1, 3, seen.height, seen.width), dtype=np.float32)
    for plane, channel in zip(given[0], cv2.split(crop), strict=True):  # three times as fast as all at once
        np.multiply(channel, np.float32(1 / 255), out=plane[: crop.shape[0], : crop.shape[1]])
    return given


def core_of(output: Tensor, part: Part) -> Tensor:
    left, top = (part.core.left - part.seen.left) // FINE, (part.core.top - part.seen.top) // FINE
    return output[0, :, top : top + part.core.height // FINE, left : left + part.core.width // FINE]


def gathered(spread: Tensor) -> Tensor:
    """(FEATURES / 16, h / 4, w / 4) to (FEATURES, h / 16, w / 16): what was spread over a square's cells in one place.

    >>> gathered(np.arange(16).reshape(1, 4, 4))[:, 0, 0].tolist() == list(range(16))
    True
    """
    count, height, width = spread.shape
    cells = spread.reshape(count, height // CELLS, CELLS, width // CELLS, CELLS).transpose(0, 2, 4, 1, 3)
    return cells.reshape(-1, height // CELLS, width // CELLS)
