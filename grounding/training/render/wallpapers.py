"""What lies behind windows: plain grounds, patterns, gradients, noise as soft as a photograph, photographs."""

from functools import lru_cache
from pathlib import Path
from random import Random

import cv2
import numpy as np

from grounding.screen import Pixels

FOLDERS = (Path("/usr/share/backgrounds"), Path("/usr/share/wallpapers"), Path("/usr/share/desktop-base"))
LEAST_SIDE = 600


def wallpaper(random: Random, size_wh: tuple[int, int]) -> Pixels:
    makers = [plain, plain, gradient, gradient, pattern, noise, noise, photograph, photograph]
    return random.choice(makers)(random, size_wh)


def _colour(random: Random) -> np.ndarray:
    return np.array([random.randint(0, 255) for _ in range(3)], dtype=np.float32)


def plain(random: Random, size_wh: tuple[int, int]) -> Pixels:
    picture = np.empty((size_wh[1], size_wh[0], 3), dtype=np.uint8)
    picture[:] = _colour(random).astype(np.uint8)
    return picture


def gradient(random: Random, size_wh: tuple[int, int]) -> Pixels:
    """Between the colours of the four corners."""
    corners = np.stack([_colour(random) for _ in range(4)]).reshape(2, 2, 3)
    if random.random() < 0.5:
        corners[:, 1] = corners[:, 0]
    return _clipped(cv2.resize(corners, size_wh, interpolation=cv2.INTER_LINEAR))


def pattern(random: Random, size_wh: tuple[int, int]) -> Pixels:
    """A small tile, again and again: checks, stripes, dots, weave."""
    side = random.choice([2, 4, 8, 16, 32, 64])
    ground, ink = _colour(random), _colour(random)
    ink = ground + (ink - ground) * random.uniform(0.1, 0.8)
    tile = np.empty((side, side, 3), dtype=np.float32)
    tile[:] = ground
    if (kind := random.randrange(4)) == 0:
        tile[: side // 2, : side // 2] = tile[side // 2 :, side // 2 :] = ink
    elif kind == 1:
        tile[: side // 2] = ink
    elif kind == 2:
        cv2.circle(tile, (side // 2, side // 2), max(1, side // 4), ink.tolist(), -1)
    else:
        cv2.line(tile, (0, 0), (side, side), ink.tolist(), max(1, side // 8))
    repeats = size_wh[1] // side + 1, size_wh[0] // side + 1, 1
    return _clipped(np.tile(tile, repeats)[: size_wh[1], : size_wh[0]])


def noise(random: Random, size_wh: tuple[int, int]) -> Pixels:
    """Clouds of several sizes in two or three colours, with grain and a few soft shapes."""
    chance = np.random.default_rng(random.getrandbits(32))
    height = np.zeros((size_wh[1], size_wh[0]), dtype=np.float32)
    for octave in range(random.randint(2, 7)):
        coarse = chance.random((2 + 2**octave, 2 + 2**octave), dtype=np.float32) - 0.5
        height += cv2.resize(coarse, size_wh, interpolation=cv2.INTER_CUBIC) * 0.6**octave
    height = (height - height.min()) / (float(np.ptp(height)) or 1.0)
    colours = np.stack([_colour(random) for _ in range(3)])
    low, high = np.clip(1 - 2 * height, 0, 1)[..., None], np.clip(2 * height - 1, 0, 1)[..., None]
    picture = colours[0] * low + colours[1] * (1 - low - high) + colours[2] * high
    for _ in range(random.randint(0, 12)):
        centre = random.randrange(size_wh[0]), random.randrange(size_wh[1])
        shape = picture.copy()
        cv2.circle(shape, centre, random.randint(5, size_wh[1] // 3), _colour(random).tolist(), -1, cv2.LINE_AA)
        share = random.uniform(0.1, 0.6)
        picture = picture * (1 - share) + shape * share
    picture += chance.normal(0, random.uniform(0, 6), picture.shape[:2])[..., None]
    return _clipped(picture)


def photograph(random: Random, size_wh: tuple[int, int]) -> Pixels:
    """One of the pictures that are installed as wallpapers, cut to fit; soft noise where there are none."""
    paths = installed()
    picture = cv2.imread(str(random.choice(paths))) if paths else None
    if picture is None or min(picture.shape[:2]) < LEAST_SIDE:
        return noise(random, size_wh)
    scale = max(size_wh[0] / picture.shape[1], size_wh[1] / picture.shape[0])
    if scale != 1:
        wanted = round(picture.shape[1] * scale) + 1, round(picture.shape[0] * scale) + 1
        picture = cv2.resize(picture, wanted, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(picture[: size_wh[1], : size_wh[0], ::-1])


@lru_cache(maxsize=1)
def installed() -> tuple[Path, ...]:
    endings = {".jpg", ".jpeg", ".png"}
    found = [path for folder in FOLDERS if folder.exists() for path in folder.rglob("*") if path.suffix in endings]
    large = [path for path in found if path.is_file() and path.stat().st_size > 60_000]
    return tuple(sorted(large))


def _clipped(picture: np.ndarray) -> Pixels:
    return np.clip(picture, 0, 255).astype(np.uint8)
