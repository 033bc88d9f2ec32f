"""From a recogniser's answers to letters, and crops in batches of one width."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Letters:
    """What a line holds. certainties: 0..1 for each letter; middles: where it stands as a share of the crop's width."""

    text: str
    certainties: tuple[float, ...]
    middles: tuple[float, ...]


def decode(likely: npt.NDArray[np.float32], characters: tuple[str, ...], *, share: float) -> Letters:
    """Greedy CTC: the best character a step, repeats joined, blanks (index 0) dropped.

    likely: (steps, characters); share: of the steps that the crop fills, the rest is padding.
    """
    best = likely.argmax(axis=1)
    previous = np.concatenate(([0], best[:-1]))
    steps = np.flatnonzero((best != 0) & (best != previous))
    return Letters(
        text="".join(characters[index] for index in best[steps]),
        certainties=tuple(float(value) for value in likely[steps, best[steps]]),
        middles=tuple(float(min(1.0, (step + 0.5) / len(best) / share)) for step in steps),
    )


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
