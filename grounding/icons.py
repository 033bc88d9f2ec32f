"""What an icon means: a crop of the screen and a person's words as vectors of one space.

Two models, one for crops and one for words, trained together on drawings with names (`grounding/training/icons`).
A crop is a square around the ink, so a little of what stands beside it is seen too; its ground is subtracted and its
contrast stretched, so that light on dark, coloured and disabled drawings look alike to the network. Letters, bits of
photographs and empty places have words of their own (`NOTHING`), near which nothing lies that a person asks for.

The same crop gives the same vector whatever is asked beside it: batches have one size, and empty places are filled.
"""

import re
import tomllib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from grounding.engine import Engine, Tensor, package_folder
from grounding.errors import ModelDamaged
from grounding.geometry import Box
from grounding.recent import Recent, fingerprint
from grounding.screen import Pixels

PICTURES = "icon_pictures"
WORDS = "icon_words"
SIDE = 32
GROWN = 0.15
DIMENSIONS = 128
CROPS_A_BATCH = 8
TEXTS_A_BATCH = 64
FAINTEST = 0.06
ROWS = 32768
FEATURES = 96
KEPT_CROPS = 8192
KEPT_TEXTS = 4096
SURE = 0.5
VOCABULARY_SCHEMA = 1
NOTHING = ("only letters", "nothing at all", "part of a photograph", "part of an edge")

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """An everyday meaning of icons. drawn: words of icon sets; said: of people, in English; others: elsewhere."""

    name: str
    drawn: tuple[str, ...]
    said: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def english(self) -> tuple[str, ...]:
        return (self.name, *self.drawn, *self.said)


@dataclass(frozen=True, kw_only=True)
class Meant:
    """confidence: how often such an answer is right, 0..1."""

    name: str
    confidence: float


@dataclass(frozen=True, kw_only=True)
class Unclear:
    """No everyday meaning is likely enough. nearest: the least unlikely, empty when the crop holds no icon."""

    nearest: str
    confidence: float


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Logistic curves, fitted on icon sets that were not trained on. likeness: (slope, offset) over the cosine;
    meaning: (slope of the best cosine, slope of its lead over the next meaning, offset)."""

    likeness: tuple[float, float]
    meaning: tuple[float, float, float]


class IconEncoder:
    """Knows what crops show, in words."""

    def __init__(self, *, engine: Engine, vocabulary: Path | None = None) -> None:
        self._engine = engine
        self._vocabulary_path = vocabulary or package_folder("assets") / "words" / "icon_names.toml"
        self._crops: Recent[Vector] = Recent(size=KEPT_CROPS)
        self._texts: Recent[Vector] = Recent(size=KEPT_TEXTS)
        self._meant: Recent[Meant | Unclear] = Recent(size=KEPT_CROPS)

    def load(self) -> None:
        self._engine.model(PICTURES)
        self._engine.model(WORDS)

    def describe(self, pixels: Pixels, boxes: Sequence[Box]) -> list[Vector]:
        """One vector of unit length a box, in order. The boxes should hug the ink."""
        crops = [square_crop(pixels, box) for box in boxes]
        keys = [fingerprint(crop) for crop in crops]
        known = {key: found for key in keys if (found := self._crops.get(key)) is not None}
        missing = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in known}
        if missing:
            known |= self._see(missing)
        for key, vector in known.items():
            self._crops.keep(key, vector)
        return [known[key] for key in keys]

    def words(self, text: str) -> Vector:
        """The vector of a wording: "bin", "show the password". Say what the icon shows or does, not "the ... icon"."""
        key = text.encode(errors="surrogatepass")
        found = self._texts.get(key)
        if found is None:
            found = self._engine.model(WORDS).run(features(text)[None])[0]
            self._texts.keep(key, found)
        return found

    def likeness(self, vector: Vector, text: str) -> float:
        """How likely the words name the drawing, 0..1, when one of thirty drawings is named."""
        slope, offset = self._calibration.likeness
        return logistic(slope * float(vector @ self.words(text)) + offset)

    def meaning(self, vector: Vector) -> Meant | Unclear:
        """The everyday meaning of the drawing."""
        key = vector.tobytes()
        meant = self._meant.get(key)
        if meant is None:
            meant = self._nearest(vector)
            self._meant.keep(key, meant)
        return meant

    def _nearest(self, vector: Vector) -> Meant | Unclear:
        name, best, lead = self._vocabulary.nearest(vector)
        if not name:
            return Unclear(nearest="", confidence=0.0)
        of_best, of_lead, offset = self._calibration.meaning
        confidence = logistic(of_best * best + of_lead * lead + offset)
        if confidence < SURE:
            return Unclear(nearest=name, confidence=confidence)
        return Meant(name=name, confidence=confidence)

    @property
    def names(self) -> Tensor:
        """(n, DIMENSIONS): the vectors of what drawings are usually called, for telling a likeness from chance."""
        return self._vocabulary.vectors

    def _see(self, missing: dict[bytes, Pixels]) -> dict[bytes, Vector]:
        keys = list(missing)
        batches = [keys[start : start + CROPS_A_BATCH] for start in range(0, len(keys), CROPS_A_BATCH)]

        def prepare(batch: list[bytes]) -> Tensor:
            crops = np.zeros((CROPS_A_BATCH, SIDE, SIDE, 3), dtype=np.uint8)
            for index, key in enumerate(batch):
                crops[index] = sized(missing[key])
            return as_input(crops)

        def take(batch: list[bytes], output: Tensor) -> dict[bytes, Vector]:
            return {key: vector.copy() for key, vector in zip(batch, output, strict=False)}

        found: dict[bytes, Vector] = {}
        for part in self._engine.model(PICTURES).run_each(batches, prepare, take):
            found |= part
        return found

    @cached_property
    def _calibration(self) -> Calibration:
        return read_calibration(self._engine.model(WORDS).note("calibration"))

    @cached_property
    def _vocabulary(self) -> "_Vocabulary":
        names: list[str] = []
        texts: list[str] = []
        for meaning in read_meanings(self._vocabulary_path):
            names += [meaning.name] * len(meaning.english)
            texts += meaning.english
        names += [""] * len(NOTHING)
        texts += NOTHING
        batches = [texts[start : start + TEXTS_A_BATCH] for start in range(0, len(texts), TEXTS_A_BATCH)]

        def prepare(batch: list[str]) -> Tensor:
            return np.stack([features(text) for text in batch])

        vectors = np.concatenate(list(self._engine.model(WORDS).run_each(batches, prepare, lambda _, output: output)))
        return _Vocabulary(names=names, vectors=vectors)


class _Vocabulary:
    """Names of meanings and the vectors of their words; the empty name stands for no icon."""

    def __init__(self, *, names: Sequence[str], vectors: Tensor) -> None:
        self._names = tuple(dict.fromkeys(names))
        place = {name: index for index, name in enumerate(self._names)}
        self._owners = np.array([place[name] for name in names])
        self.vectors = vectors

    def nearest(self, vector: Vector) -> tuple[str, float, float]:
        """The name of the nearest meaning, its cosine, and how far the next is behind."""
        cosines = np.full(len(self._names), -1.0, dtype=np.float32)
        np.maximum.at(cosines, self._owners, self.vectors @ vector)
        second, first = np.argsort(cosines, kind="stable")[-2:]
        return self._names[first], float(cosines[first]), float(cosines[first] - cosines[second])


def read_meanings(path: Path) -> list[Meaning]:
    """The vocabulary of `assets/words/icon_names.toml`. Raises ModelDamaged."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        if content.pop("schema", None) != VOCABULARY_SCHEMA:
            raise ModelDamaged(str(path), "it is of another version")
        return [
            Meaning(
                name=name,
                drawn=tuple(fields["drawn"]),
                said=tuple(fields["said"]),
                others=tuple(word for language in ("de", "fr", "es") for word in fields[language]),
            )
            for name, fields in content.items()
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelDamaged(str(path), "it is no vocabulary") from error


def read_calibration(note: str) -> Calibration:
    """From the words model's metadata: five numbers with spaces between. Raises ModelDamaged.

    >>> read_calibration("20 -9 8 12 -6").likeness
    (20.0, -9.0)
    """
    try:
        slope, offset, of_best, of_lead, meaning_offset = map(float, note.split())
    except ValueError as error:
        raise ModelDamaged(WORDS, "it carries no calibration") from error
    return Calibration(likeness=(slope, offset), meaning=(of_best, of_lead, meaning_offset))


def logistic(value: float) -> float:
    """
    >>> logistic(0.0), logistic(1000.0), logistic(-1000.0)
    (0.5, 1.0, 0.0)
    """
    return float(value > 0) if abs(value) > 60 else 1 / (1 + exp(-value))


def square_crop(pixels: Pixels, box: Box) -> Pixels:
    """The square around the middle of `box`, a little larger; what lies outside the picture repeats its edge."""
    height, width = pixels.shape[:2]
    side = max(4, round(max(box.width, box.height) * (1 + 2 * GROWN)))
    left = round((box.left + box.right - side) / 2)
    top = round((box.top + box.bottom - side) / 2)
    rows = np.arange(top, top + side).clip(0, height - 1)
    columns = np.arange(left, left + side).clip(0, width - 1)
    if rows[-1] - rows[0] == columns[-1] - columns[0] == side - 1:
        return np.ascontiguousarray(pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
    return np.ascontiguousarray(pixels[rows[:, None], columns[None, :]])


def sized(crop: Pixels) -> Pixels:
    """uint8 (SIDE, SIDE, 3)."""
    shrinks = crop.shape[0] > SIDE
    made: Pixels = cv2.resize(crop, (SIDE, SIDE), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    return made


def as_input(crops: npt.NDArray[np.uint8]) -> Tensor:
    """(n, SIDE, SIDE, 3) to (n, 4, SIDE, SIDE): the difference from the ground in units of the largest, and its size.

    The ground is the median of the crop's border, so that a neighbour that reaches in does not move it.
    """
    pixels = crops.astype(np.float32) / 255
    border = np.concatenate([pixels[:, 0], pixels[:, -1], pixels[:, 1:-1, 0], pixels[:, 1:-1, -1]], axis=1)
    difference = pixels - np.median(border, axis=1)[:, None, None, :]
    size = np.abs(difference).max(axis=3, keepdims=True)
    largest = np.maximum(size.max(axis=(1, 2), keepdims=True), FAINTEST)
    planes = np.concatenate([difference, size], axis=3) / largest
    return np.ascontiguousarray(planes.transpose(0, 3, 1, 2))


def row_of(token: str) -> int:
    return zlib.crc32(token.encode(errors="surrogatepass")) % (ROWS - 1) + 1


def features(text: str) -> Tensor:
    """(2, FEATURES): rows of the table and their weights, of each word and of its groups of three and four letters.

    >>> features("Star")[0, :3].astype(int).tolist() == [row_of("star"), row_of("<st"), row_of("sta")]
    True
    """
    rows: list[int] = []
    weights: list[float] = []
    for word in re.findall(r"[^\W_]+|[^\w\s]", text.lower()):
        marked = f"<{word}>"
        groups = [marked[start : start + size] for size in (3, 4) for start in range(len(marked) - size + 1)]
        rows += [row_of(word), *(row_of(group) for group in groups)]
        weights += [1.0, *(1 / len(groups) for _ in groups)]
    found = np.zeros((2, FEATURES), dtype=np.float32)
    kept = min(FEATURES, len(rows))
    found[0, :kept], found[1, :kept] = rows[:kept], weights[:kept]
    return found
