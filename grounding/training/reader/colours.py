"""Grounds and inks as screens have them, and what happens to a picture on its way."""

import random

import cv2
import numpy as np
import numpy.typing as npt

from grounding.training.reader.painter import Canvas, Colour

Grey = npt.NDArray[np.float32]
ACCENTS = (
    (53, 132, 228), (0, 120, 212), (13, 110, 253), (25, 118, 210), (61, 174, 233), (46, 194, 126), (25, 135, 84),
    (224, 27, 36), (220, 53, 69), (255, 193, 7), (230, 97, 0), (145, 65, 172), (111, 66, 193), (0, 150, 136),
    (94, 92, 100), (33, 37, 41), (233, 84, 32), (76, 86, 106), (119, 33, 111), (21, 83, 158),
)  # fmt: skip


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """`share` of the second in the first."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def grey(level: int, chance: random.Random, tint: int = 8) -> Colour:
    red, green, blue = (min(255, max(0, level + chance.randint(-tint, tint))) for _ in range(3))
    return red, green, blue


def brightness(colour: Colour) -> float:
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def ground_and_ink(chance: random.Random) -> tuple[Colour, Colour]:
    which = chance.random()
    if which < 0.46:
        ground = (255, 255, 255) if chance.random() < 0.4 else grey(chance.randint(215, 255), chance)
        ink = grey(chance.choice((0, 0, 20, 46, 51, 60, 85)), chance)
    elif which < 0.7:
        ground = grey(chance.choice((0, 18, 30, 36, 45, 53, 60, 70)), chance)
        ink = grey(chance.choice((255, 255, 238, 220, 200, 180)), chance)
    elif which < 0.84:
        ground = chance.choice(ACCENTS)
        ink = (255, 255, 255) if brightness(ground) < 150 else grey(20, chance)
    elif which < 0.92:
        ground = grey(chance.choice((255, 250, 240, 40, 30)), chance)
        ink = chance.choice(ACCENTS)
    else:
        ground = tuple(chance.randint(0, 255) for _ in range(3))
        ink = tuple(chance.randint(0, 255) for _ in range(3))
    if chance.random() < 0.12:
        ink = mixed(ink, ground, chance.uniform(0.3, 0.68))
    if abs(brightness(ground) - brightness(ink)) < 38:
        ink = (255, 255, 255) if brightness(ground) < 128 else (0, 0, 0)
    return ground, ink


def ground_of(chance: random.Random, height: int, width: int, colour: Colour) -> Canvas:
    """A canvas of that colour; now and then with a slight slope or grain."""
    canvas = np.empty((height, width, 4), dtype=np.uint8)
    canvas[:] = (*colour[::-1], 255)
    which = chance.random()
    if which < 0.05:
        slope = np.linspace(0, chance.choice((-30, -16, 16, 30)), height)[:, None, None]
        canvas[:, :, :3] = np.clip(canvas[:, :, :3] + slope, 0, 255)
    elif which < 0.08:
        grain = np.random.default_rng(chance.getrandbits(32)).normal(0, chance.uniform(1, 6), (height, width, 1))
        canvas[:, :, :3] = np.clip(canvas[:, :, :3] + grain, 0, 255)
    return canvas


def on_its_way(chance: random.Random, pixels: Canvas) -> tuple[Canvas, float]:
    """The picture after scaling and compression, and by how much it was scaled."""
    scale = 1.0
    which = chance.random()
    if which < 0.1:
        scale = chance.choice((1.25, 1.5, 1.5, 2.0, 2.0, chance.uniform(1.1, 2.2)))
        way = chance.choice((cv2.INTER_LINEAR, cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_NEAREST))
        pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=way)
    elif which < 0.15:
        scale = chance.uniform(0.6, 0.95)
        pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if chance.random() < 0.08:
        quality = chance.randint(45, 92)
        _, packed = cv2.imencode(".jpg", pixels[:, :, :3], [cv2.IMWRITE_JPEG_QUALITY, quality])
        pixels = np.ascontiguousarray(cv2.imdecode(packed, cv2.IMREAD_COLOR))
    return pixels, scale
