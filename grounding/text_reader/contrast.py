"""A crop as the recogniser sees it: one channel of fixed height, 0 where the ground is, 1 where the ink is strongest.

Ground is the commonest colour; each pixel is measured along the one direction of colour in which the crop differs
most from its ground (the first principal axis through it). So dark on light, light on dark, coloured and greyed-out
text all look alike to the network.
"""

import cv2
import numpy as np
import numpy.typing as npt

from grounding.screen import Pixels

Strip = npt.NDArray[np.uint8]
"""(HEIGHT, width): GROUND where the ground is, up to 255 towards the ink, down to 0 on its other side."""

HEIGHT = 32
GROUND = 128
LOWEST = 16
"""Lower crops keep their size, with ground above and below: a dash or a dot must not fill the strip."""
WIDEST = 3200
NARROWEST = 8
FAINTEST = 20.0
"""A crop whose strongest pixel differs less than this from its ground is left faint: it holds no ink."""
LEVELS = [16, 16, 16]
RANGES = [0, 256, 0, 256, 0, 256]


def strip_of(crop: Pixels) -> Strip:
    """The crop's strip; it depends on the crop's pixels alone."""
    height, width = crop.shape[:2]
    contrast = contrast_of(np.ascontiguousarray(crop))
    if height < LOWEST:
        above = (LOWEST - height) // 2
        contrast = np.pad(contrast, ((above, LOWEST - height - above), (0, 0)))
    wanted = (width_of(height, width), HEIGHT)
    shrinks = wanted[0] < width or contrast.shape[0] > HEIGHT
    resized = cv2.resize(contrast, wanted, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    return np.asarray(resized * 127 + (GROUND + 0.5), dtype=np.uint8)


def width_of(height: int, width: int) -> int:
    """How wide the strip of a crop of that size is.

    >>> width_of(16, 100), width_of(8, 100), width_of(64, 100)
    (200, 200, 50)
    """
    return max(NARROWEST, min(WIDEST, round(width * HEIGHT / max(height, LOWEST))))


def contrast_of(crop: Pixels) -> npt.NDArray[np.float32]:
    """(height, width), -1..1: how far each pixel is from the ground towards the ink."""
    away = cv2.subtract(crop, cv2.mean(crop, ground_of(crop)[0]), dtype=cv2.CV_32F).reshape(-1, 3)
    _, axes = np.linalg.eigh(away.T @ away)
    along = away @ axes[:, 2].astype(np.float32)
    if along.sum() < 0:
        along = -along
    strongest = max(float(np.abs(along).max()), FAINTEST)
    contrast: npt.NDArray[np.float32] = (along / strongest).reshape(crop.shape[:2])
    return contrast


def ground_of(crop: Pixels) -> tuple[npt.NDArray[np.uint8], float]:
    """Where the commonest colour is, found at 16 levels a channel, 255 else 0; and its share of the pixels."""
    counts = cv2.calcHist([crop], [0, 1, 2], None, LEVELS, RANGES)
    common = int(counts.argmax())
    levels = np.array(np.unravel_index(common, counts.shape)) * 16
    where = cv2.inRange(crop, levels.astype(np.uint8), (levels + 15).astype(np.uint8))
    return np.asarray(where, dtype=np.uint8), float(counts.flat[common]) / where.size
