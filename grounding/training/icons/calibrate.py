"""Fits the logistic curves that turn cosines into confidences, on the tuning set and on crops without an icon."""

import random

import numpy as np
import numpy.typing as npt
import torch

from grounding.icons import NOTHING, Meaning, as_input, features
from grounding.training.icons.crops import USUAL, Crops
from grounding.training.icons.draw import Masters
from grounding.training.icons.net import PictureNet, WordsNet
from grounding.training.icons.texts import everyday_meanings, key_of
from grounding.training.regression import Floats, logistic

CROPS_A_DRAWING = 3
WITHOUT_AN_ICON = 300
OTHERS = 29
SELDOM = 0.3  # weight of a drawing without an everyday meaning: the tuning set has more of them than screens have
PENALTY = 1e-3


@torch.no_grad()
def vectors_of(words: WordsNet, texts: list[str]) -> npt.NDArray[np.float32]:
    parts = [
        torch.from_numpy(np.stack([features(text) for text in texts[at : at + 256]]))
        for at in range(0, len(texts), 256)
    ]
    return np.concatenate([words(part).numpy() for part in parts])


@torch.no_grad()
def fitted(pictures: PictureNet, words: WordsNet, masters: Masters, *, seed: int = 11) -> str:
    """The note that `grounding.icons.read_calibration` reads."""
    chance = random.Random(seed)
    crops = Crops(masters, seed=seed, looks=USUAL)
    drawings = [one for one in masters.entries if one.role == "tuning"] * CROPS_A_DRAWING
    given = [crops.of(one) for one in drawings] + [crops.nothing()[0] for _ in range(WITHOUT_AN_ICON)]
    seen = np.concatenate(
        [
            pictures(torch.from_numpy(as_input(np.stack(given[at : at + 256])))).numpy()
            for at in range(0, len(given), 256)
        ]
    )
    slope, offset = likeness_curve(seen, [one.names[0] for one in drawings], words, chance)
    meanings = everyday_meanings()
    best, lead, right, weights = nearest_meanings(seen, [one.names for one in drawings], meanings, words)
    given = np.column_stack([best, lead, np.ones(len(best))])
    of_best, of_lead, meaning_offset = logistic(given, right, weights=weights, penalty=PENALTY, prior=np.zeros(3))
    return " ".join(f"{value:.4f}" for value in (slope, offset, of_best, of_lead, meaning_offset))


def likeness_curve(
    seen: npt.NDArray[np.float32], names: list[str], words: WordsNet, chance: random.Random
) -> tuple[float, float]:
    """One true name to OTHERS false ones."""
    distinct = sorted(set(names))
    place = {name: index for index, name in enumerate(distinct)}
    said = vectors_of(words, distinct)
    cosines: list[float] = []
    true: list[float] = []
    for vector, name in zip(seen, names, strict=False):
        own = place[name]
        others = [
            index for index in chance.sample(range(len(distinct)), OTHERS) if key_of(distinct[index]) != key_of(name)
        ]
        cosines += [float(vector @ said[index]) for index in (own, *others)]
        true += [1.0, *(0.0 for _ in others)]
    given = np.column_stack([cosines, np.ones(len(cosines))])
    even = np.ones(len(true))
    slope, offset = logistic(given, np.array(true), weights=even, penalty=PENALTY, prior=np.zeros(2))
    return float(slope), float(offset)


def nearest_meanings(
    seen: npt.NDArray[np.float32], names: list[tuple[str, ...]], meanings: list[Meaning], words: WordsNet
) -> tuple[Floats, Floats, Floats, Floats]:
    """Cosine of the best meaning, its lead over the next, whether it is one that the drawing's names belong
    to, and how much the case weighs.

    Rows of `seen` after the last of `names` hold no icon; answers that hold none are left out.
    """
    texts = [text for meaning in meanings for text in meaning.english] + list(NOTHING)
    owners = np.array(
        [index for index, meaning in enumerate(meanings) for _ in meaning.english] + [len(meanings)] * len(NOTHING)
    )
    cosines = seen @ vectors_of(words, texts).T
    best_of = np.full((len(seen), len(meanings) + 1), -1.0)
    for owner in range(len(meanings) + 1):
        best_of[:, owner] = cosines[:, owners == owner].max(axis=1)
    order = np.argsort(best_of, axis=1)
    rows = np.arange(len(seen))
    first, second = order[:, -1], order[:, -2]
    keys = [{key_of(text) for text in (meaning.name, *meaning.drawn)} for meaning in meanings]
    right = np.array(
        [
            row < len(names) and answer < len(meanings) and bool(keys[answer] & {key_of(name) for name in names[row]})
            for row, answer in enumerate(first)
        ],
        dtype=np.float64,
    )
    everyday = set().union(*keys)
    weights = np.array(
        [
            1.0 if row >= len(names) or everyday & {key_of(name) for name in names[row]} else SELDOM
            for row in range(len(seen))
        ]
    )
    kept = first < len(meanings)
    best = best_of[rows, first]
    return best[kept], (best - best_of[rows, second])[kept], right[kept], weights[kept]
