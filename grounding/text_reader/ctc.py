"""From a recogniser's answers to letters, and crops in batches of one width."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Key = TypeVar("Key", bound=Hashable)
SURE_BLANK = 0.99
SURE = 0.9
"""A stretch in which each step is as sure as that needs no second thought."""
CANDIDATES = 4
BEAMS = 6
NOT_NOTHING = 0.1


@dataclass(frozen=True, kw_only=True)
class Letters:
    """What a line holds. certainties: 0..1 for each letter; middles: where it stands as a share of the crop's width."""

    text: str
    certainties: tuple[float, ...]
    middles: tuple[float, ...]


def decode(likely: npt.NDArray[np.float32], characters: tuple[str, ...], *, share: float) -> Letters:
    """The likeliest text of each stretch between sure blanks; blanks are index 0.

    likely: (steps, characters); share: of the steps that the crop fills, the rest is padding.
    """
    found: list[tuple[int, int, float]] = []
    doubted: list[Stretch] = []
    for start, end in stretches(likely[:, 0] < SURE_BLANK):
        part = likely[start:end]
        if float(part.max(axis=1).min()) >= SURE:
            found += [(start + step, index, float(part[step, index])) for step, index in best_path(part)]
            continue
        texts = likeliest(part)
        doubted.append(Stretch(start=start, likely=part, texts=texts))
        found += placed(start, part, *texts[0])
    if not found and doubted:
        found = something(doubted)
    return Letters(
        text="".join(characters[index] for _, index, _ in found),
        certainties=tuple(certainty for *_, certainty in found),
        middles=tuple(float(min(1.0, (step + 0.5) / len(likely) / share)) for step, *_ in found),
    )


Text = tuple[tuple[int, ...], float]
"""Characters by index, and how likely they are all there is."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Stretch:
    """Steps that are no sure blanks. texts: what they may say, the likeliest first."""

    start: int
    likely: npt.NDArray[np.float32]
    texts: list[Text]


def stretches(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where runs of True begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False]))))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def best_path(likely: npt.NDArray[np.float32]) -> list[tuple[int, int]]:
    """Steps and characters: the best at each step, repeats joined, blanks dropped."""
    best = likely.argmax(axis=1)
    previous = np.concatenate(([0], best[:-1]))
    return [(int(step), int(best[step])) for step in np.flatnonzero((best != 0) & (best != previous))]


def likeliest(likely: npt.NDArray[np.float32]) -> list[Text]:
    """Texts by the sum over all their paths: prefix beam search (Hannun et al. 2014).

    A letter whose likelihood is spread over two steps is the best at neither, and yet there.
    """
    beams: dict[tuple[int, ...], tuple[float, float]] = {(): (1.0, 0.0)}
    for step in likely:
        told = np.argpartition(step, -CANDIDATES)[-CANDIDATES:]
        grown: dict[tuple[int, ...], list[float]] = {}
        for prefix, (blank, letter) in beams.items():
            stays = grown.setdefault(prefix, [0.0, 0.0])
            stays[0] += (blank + letter) * float(step[0])
            if prefix:
                stays[1] += letter * float(step[prefix[-1]])
            for index in told:
                if index:
                    before = blank if prefix and prefix[-1] == index else blank + letter
                    grown.setdefault((*prefix, int(index)), [0.0, 0.0])[1] += before * float(step[index])
        kept = sorted(grown.items(), key=lambda one: -sum(one[1]))[:BEAMS]
        beams = {prefix: (blank, letter) for prefix, (blank, letter) in kept}
    return [(prefix, blank + letter) for prefix, (blank, letter) in beams.items()]


def placed(
    start: int, likely: npt.NDArray[np.float32], text: tuple[int, ...], chance: float
) -> list[tuple[int, int, float]]:
    """Step, character and certainty of each letter: each stands where it is likeliest after the one before."""
    found: list[tuple[int, int, float]] = []
    first = 0
    for number, index in enumerate(text):
        last = len(likely) - (len(text) - number - 1)
        step = first + int(likely[first:last, index].argmax())
        found.append((start + step, index, min(1.0, chance ** (1 / len(text)))))
        first = step + 1
    return found


def something(doubted: list[Stretch]) -> list[tuple[int, int, float]]:
    """What a line says that is more likely empty: whoever cut it out took it for text, unlike the training lines."""
    tries = [(chance, one, text) for one in doubted for text, chance in one.texts if text]
    chance, one, text = max(tries, key=lambda each: each[0], default=(0.0, None, ()))
    return placed(one.start, one.likely, text, chance) if one is not None and chance >= NOT_NOTHING else []


class Scripts:
    """Which script each character belongs to, for readers whose words are of one script each."""

    def __init__(self, characters: tuple[str, ...], letters: Mapping[str, frozenset[str]]) -> None:
        """letters: those that belong to one script alone; characters in none of them fit to any."""
        self._belongs = np.array(
            [[character in own for own in letters.values()] for character in characters], dtype=np.float32
        )
        self._parts_words = np.array([bool(one) and not one.isalpha() for one in characters])

    def settled(self, likely: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The same likelihoods, without the letters that are not of their word's script.

        A word ends at anything that is no letter; its script is the one that most speaks for.
        """
        best = likely.argmax(axis=1)
        if self._belongs[best].any(axis=0).sum() < 2:
            return likely
        word = np.cumsum(self._parts_words[best])
        spoken = np.zeros((int(word[-1]) + 1, self._belongs.shape[1]), dtype=np.float32)
        np.add.at(spoken, word, likely @ self._belongs)
        fits = (self._belongs.sum(axis=1) == 0) | (self._belongs[:, spoken.argmax(axis=1)[word]].T > 0)
        return np.where(fits, likely, 0).astype(np.float32)


def by_width(keys: Iterable[Key], width_of: Callable[[Key], int], *, columns: int) -> list[list[Key]]:
    """Batches of one width each and at most about that many columns, widest first.

    >>> by_width([10, 30, 10, 10], lambda key: key, columns=20)
    [[30], [10, 10], [10]]
    """
    grouped: dict[int, list[Key]] = {}
    for key in keys:
        grouped.setdefault(width_of(key), []).append(key)
    batches: list[list[Key]] = []
    for width, members in sorted(grouped.items(), reverse=True):
        size = max(1, columns // width)
        batches += [members[start : start + size] for start in range(0, len(members), size)]
    return batches
