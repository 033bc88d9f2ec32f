"""Random crops of rendered screens, with what screens do to pictures: other scales, colours, compression, noise."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels, Role
from grounding.training.detector.targets import LEAST_VISIBLE
from grounding.training.render.sample import Labelled, Sample, TextLine, read

POOL = 160
CROPS_EACH = 8
"""Crops taken of a picture before another takes its place: reading one costs as much as several crops."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Crop:
    pixels: Pixels
    elements: tuple[Labelled, ...]
    lines: tuple[TextLine, ...]
    links: tuple[Box, ...]
    ignore: tuple[Box, ...]


class Screens:
    """Samples of several folders, drawn at random with a weight for each folder; folders may grow meanwhile."""

    def __init__(self, folders: Sequence[tuple[Path, float]], chance: random.Random) -> None:
        self._folders = folders
        self._chance = chance
        self._paths: list[list[Path]] = []
        self._pool: list[Sample] = []
        self.refresh()

    def refresh(self) -> None:
        self._paths = [sorted(folder.glob("*.json")) for folder, _ in self._folders]

    def draw(self) -> Sample:
        if len(self._pool) < POOL:
            self._pool.append(self._fresh())
            return self._pool[-1]
        at = self._chance.randrange(POOL)
        if self._chance.random() < 1 / CROPS_EACH:
            self._pool[at] = self._fresh()
        return self._pool[at]

    def _fresh(self) -> Sample:
        while True:
            weights = [weight * bool(paths) for (_, weight), paths in zip(self._folders, self._paths, strict=True)]
            paths = self._chance.choices(self._paths, weights)[0]
            sample = read(self._chance.choice(paths))
            if not sample.held_out:
                return sample


def crop_of(sample: Sample, size_wh: tuple[int, int], chance: random.Random) -> Crop:
    """A crop of exactly that size, of the sample as it is or drawn larger or smaller."""
    scale = 1.0
    if chance.random() < 0.3:
        scale = chance.choice((0.7, 0.8, 0.9, 1.15, 1.3, 1.5, 2.0))
    width, height = round(size_wh[0] / scale), round(size_wh[1] / scale)
    high, wide = sample.pixels.shape[:2]
    left, top = chance.randint(min(0, wide - width), max(0, wide - width)), chance.randint(0, max(0, high - height))
    if wide <= width:
        left = 0
    window = Box(left, top, min(wide, left + width), min(high, top + height))
    pixels = sample.pixels[window.top : window.bottom, window.left : window.right]
    if scale != 1.0:
        way = cv2.INTER_AREA if scale < 1 else chance.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC))
        pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=way)
    pixels = pixels[: size_wh[1], : size_wh[0]]
    missing = (size_wh[1] - pixels.shape[0], size_wh[0] - pixels.shape[1])
    if missing != (0, 0):
        pixels = np.pad(pixels, ((0, missing[0]), (0, missing[1]), (0, 0)))
    frame = Box(0, 0, size_wh[0], size_wh[1])
    elements: list[Labelled] = []
    ignore = [box for one in sample.ignore if (box := placed(one, window, scale).clipped(frame)).area]
    for element in sample.elements:
        box = placed(element.box, window, scale)
        inside = box.clipped(frame)
        if inside.area < LEAST_VISIBLE * box.area:
            if inside.area:
                ignore.append(inside)
        elif min(inside.width, inside.height) >= 4:
            elements.append(replace(element, box=inside))
    lines: list[TextLine] = []
    for line in sample.lines:
        box = placed(line.box, window, scale)
        inside = box.clipped(frame)
        if inside.height >= 0.8 * box.height and inside.width >= 4 and inside.height >= 4:
            lines.append(replace(line, box=inside))
        elif inside.area:
            ignore.append(inside)
    links = tuple(element.box for element in elements if element.role is Role.LINK)
    return Crop(
        pixels=recoloured(np.ascontiguousarray(pixels), chance),
        elements=tuple(elements),
        lines=tuple(lines),
        links=links,
        ignore=tuple(ignore),
    )


def placed(box: Box, window: Box, scale: float) -> Box:
    return Box(
        round((box.left - window.left) * scale),
        round((box.top - window.top) * scale),
        round((box.right - window.left) * scale),
        round((box.bottom - window.top) * scale),
    )


def recoloured(pixels: Pixels, chance: random.Random) -> Pixels:
    if chance.random() < 0.15:
        pixels = 255 - pixels
    if chance.random() < 0.2:
        pixels = np.ascontiguousarray(pixels[:, :, chance.sample((0, 1, 2), 3)])
    if chance.random() < 0.3:
        gain, lift = chance.uniform(0.6, 1.15), chance.uniform(-25, 25)
        pixels = cv2.convertScaleAbs(pixels, alpha=gain, beta=max(0.0, lift))
    if chance.random() < 0.1:
        pixels = cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    if chance.random() < 0.12:
        _, packed = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, chance.randint(45, 92)])
        pixels = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    if chance.random() < 0.05:
        pixels = cv2.GaussianBlur(pixels, (3, 3), chance.uniform(0.4, 0.8))
    return pixels
