"""Where text is: the detector's map, computed tile by tile on a fixed grid, and the line boxes that it holds.

Every tile is computed with a halo around it, so its part of the map depends on its own pixels alone: unchanged tiles
are taken from memory, and reading a part of a screen gives what reading all of it gives. The formula that grows a
found core back to the text's size (area * ratio / perimeter) is that of differentiable binarization, Liao et al. 2020.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from grounding.engine import Engine, Tensor
from grounding.geometry import Box
from grounding.screen import Pixels
from grounding.text_reader.lines import Recent, fingerprint

TextMap = npt.NDArray[np.uint8]
"""How likely each pixel lies in the core of a text line, 0..255."""

MODEL = "text_detector"
STRIDE = 32
TILE_HEIGHT = 160
WIDEST_TILE = 640
HALO = 32
CORE_LIKELY = 0.3
LINE_LIKELY = 0.45
GROWTH = 1.6
SMALLEST_CORE = 2
KEPT_TILES = 96
NEARLY_BLANK = 6


@dataclass(frozen=True)
class Tile:
    """A part of the grid (core) and the pixels that its map is computed from (seen)."""

    core: Box
    seen: Box


def grid(width: int, height: int) -> tuple[Tile, ...]:
    """The fixed tiles of a frame of that size.

    >>> [tile.core for tile in grid(640, 300)]
    [Box(left=0, top=0, right=640, bottom=160), Box(left=0, top=160, right=640, bottom=300)]
    """
    columns = -(-width // WIDEST_TILE)
    tile_width = -(-width // (columns * STRIDE)) * STRIDE
    frame = Box(0, 0, width, height)
    tiles: list[Tile] = []
    for top in range(0, height, TILE_HEIGHT):
        for left in range(0, width, tile_width):
            core = Box(left, top, left + tile_width, top + TILE_HEIGHT).clipped(frame)
            tiles.append(Tile(core, core.grown(HALO).clipped(frame)))
    return tuple(tiles)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A line as the map has it. box: as large as its text or a little larger; core: surely text."""

    box: Box
    core: Box


class TextDetector:
    """Finds line boxes; remembers the maps of the last tiles."""

    def __init__(self, *, engine: Engine) -> None:
        self._engine = engine
        self._maps: Recent[TextMap] = Recent(size=KEPT_TILES)

    def load(self) -> None:
        self._engine.model(MODEL)

    def find(self, pixels: Pixels, within: Box) -> tuple[Found, ...]:
        """The lines that touch `within`, in reading order."""
        height, width = pixels.shape[:2]
        wanted = [tile for tile in grid(width, height) if tile.core.top < within.bottom + HALO]
        wanted = [tile for tile in wanted if tile.core.bottom > within.top - HALO]
        if not wanted:
            return ()
        top = min(tile.core.top for tile in wanted)
        whole = np.zeros((max(tile.core.bottom for tile in wanted) - top, width), dtype=np.uint8)
        for tile, found in zip(wanted, self._maps_of(pixels, wanted), strict=True):
            whole[tile.core.top - top : tile.core.bottom - top, tile.core.left : tile.core.right] = found
        frame = Box(0, 0, width, height)
        lines = (
            Found(box=grown.moved(0, top).clipped(frame), core=core.moved(0, top)) for core, grown in lines_in(whole)
        )
        touching = (line for line in lines if line.box.clipped(within).area)
        return tuple(sorted(touching, key=lambda line: (line.box.top, line.box.left)))

    def _maps_of(self, pixels: Pixels, tiles: list[Tile]) -> list[TextMap]:
        crops = [pixels[tile.seen.top : tile.seen.bottom, tile.seen.left : tile.seen.right] for tile in tiles]
        keys = [fingerprint(crop) + bytes(repr(tile), "ascii") for crop, tile in zip(crops, tiles, strict=True)]
        known = {key: found for key in keys if (found := self._maps.get(key)) is not None}
        missing: list[tuple[bytes, Tile, Pixels]] = []
        for key, tile, crop in zip(keys, tiles, crops, strict=True):
            if key in known:
                continue
            if is_blank(crop):
                known[key] = np.zeros((tile.core.height, tile.core.width), dtype=np.uint8)
            else:
                missing.append((key, tile, crop))
        if missing:
            outputs = self._engine.model(MODEL).run_each(
                missing, lambda given: as_input(given[2]), lambda given, output: core_of(output, given[1])
            )
            for (key, _, _), text_map in zip(missing, outputs, strict=True):
                known[key] = text_map
        for key, found in known.items():
            self._maps.keep(key, found)
        return [known[key] for key in keys]


def is_blank(crop: Pixels) -> bool:
    """One colour, or nearly: nothing to find."""
    low, high = crop.min(axis=(0, 1)), crop.max(axis=(0, 1))
    return bool((high - low).max() <= NEARLY_BLANK)


def as_input(crop: Pixels) -> Tensor:
    """(1, 3, height, width) BGR, -1..1; grown to multiples of the stride by repeating the last row and column."""
    height, width = crop.shape[:2]
    below, right = -height % STRIDE, -width % STRIDE
    padded = np.pad(crop, ((0, below), (0, right), (0, 0)), mode="edge") if below or right else crop
    blue_first = np.ascontiguousarray(padded[:, :, ::-1].transpose(2, 0, 1), dtype=np.float32)
    blue_first *= 2 / 255
    blue_first -= 1
    return blue_first[np.newaxis]


def core_of(output: Tensor, tile: Tile) -> TextMap:
    left, top = tile.core.left - tile.seen.left, tile.core.top - tile.seen.top
    core = output[0, 0, top : top + tile.core.height, left : left + tile.core.width]
    return (core * 255).clip(0, 255).astype(np.uint8)


def lines_in(text_map: TextMap) -> list[tuple[Box, Box]]:
    """Boxes of the map's cores, and the same grown to the size of their text."""
    likely = (text_map > CORE_LIKELY * 255).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(likely, connectivity=8)
    sums = np.bincount(labels.ravel(), weights=text_map.ravel(), minlength=count)
    boxes: list[tuple[Box, Box]] = []
    for index in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[index])
        if min(width, height) < SMALLEST_CORE or sums[index] / area < LINE_LIKELY * 255:
            continue
        growth = round(width * height * GROWTH / (2 * (width + height)))
        core = Box(left, top, left + width, top + height)
        boxes.append((core, core.grown(growth)))
    return boxes
