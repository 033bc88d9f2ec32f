"""What common English words mean: how near two come to each other, and whether one is a kind of another.

Decision: WordNet's own network and no model: half a megabyte answers for 60,000 words, the same on every machine, and
says why. What would change it: words of other languages, or likeness that is no kinship ("bread" and "butter").
"""

import lzma
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_APART = 0.35
"""How much each step in the network takes away."""
_FURTHEST = 6
_DOUBT = 0.15
"""How much a rarer sense of a word takes away."""
_GENERAL = 3
"""What lies so near to the top of the network is no kinship: an event, a thing."""
_COMMON = 2
_ABOUT = 0.6
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))


@dataclass(frozen=True, kw_only=True)
class _Network:
    """senses: of a word, each with its rank, 0 the commonest. words: of a sense. above: what it is a kind of."""

    senses: Mapping[str, Sequence[tuple[int, int]]]
    words: Sequence[tuple[str, ...]]
    above: Sequence[tuple[int, ...]]


def likeness(word: str, other: str) -> float:
    """0 for strangers, 1 when both chiefly mean the same.

    >>> likeness("big", "large") > likeness("stallion", "horse") > likeness("stallion", "peaceful")
    True
    """
    if word.casefold() == other.casefold():
        return 1.0
    about = (
        *(_between(synonym, other) for synonym in _synonyms(word)),
        *(_between(word, synonym) for synonym in _synonyms(other)),
    )
    return max(_between(word, other), _ABOUT * max(about, default=0.0))


def _between(word: str, other: str) -> float:
    pairs = (
        _near(one, two) / (1 + _DOUBT * (rank + other_rank))
        for rank, one in _senses(word)
        for other_rank, two in _senses(other)
    )
    return max(pairs, default=0.0)


def _synonyms(word: str) -> frozenset[str]:
    """Other words for its common senses: what is like them is somewhat like it."""
    words = _network().words
    return frozenset(other for rank, sense in _senses(word) if rank < _COMMON for other in words[sense])


def is_kind_of(word: str, kind: str) -> bool:
    """In one of the two commonest senses of either.

    >>> is_kind_of("goat", "animals"), is_kind_of("shovel", "animal"), is_kind_of("apple", "fruit")
    (True, False, True)
    """
    wanted = {sense for rank, sense in _senses(kind) if rank < _COMMON}
    own = [sense for rank, sense in _senses(word) if rank < _COMMON]
    return any(not wanted.isdisjoint(_all_above(sense).keys()) for sense in own)


def _near(one: int, other: int) -> float:
    mine, theirs = _all_above(one), _all_above(other)
    shared = [mine[sense] + theirs[sense] for sense in mine.keys() & theirs.keys() if not _is_general(sense)]
    steps = 0 if one == other else min(shared, default=_FURTHEST + 1)
    return 1 / (1 + _APART * steps) if steps <= _FURTHEST else 0.0


@cache
def _is_general(sense: int) -> bool:
    """Adjectives stand in no such tree: they are like one another, or not."""
    above = _network().above
    return bool(above[sense]) and max(_all_above(sense).values()) < _GENERAL


@cache
def _all_above(sense: int) -> Mapping[int, int]:
    """With how many steps it takes there."""
    above = _network().above
    found = {sense: 0}
    waiting = [sense]
    for one in waiting:
        for higher in above[one]:
            if higher not in found:
                found[higher] = found[one] + 1
                waiting.append(higher)
    return found


def _senses(word: str) -> Sequence[tuple[int, int]]:
    known = _network().senses
    return next((known[form] for form in _forms(word.casefold().strip()) if form in known), ())


def _forms(word: str) -> Iterator[str]:
    """As it stands, then without what its number or tense adds."""
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            yield word[: -len(ending)] + instead


@cache
def _network() -> _Network:
    packed = files("assets").joinpath("words", "meanings.tsv.xz").read_bytes()
    lines = [line for line in lzma.decompress(packed).decode().splitlines() if not line.startswith("#")]
    senses: dict[str, list[tuple[int, int]]] = {}
    above: list[tuple[int, ...]] = []
    words: list[tuple[str, ...]] = []
    for number, line in enumerate(lines):
        lemmas, _, parents = line.partition("\t")
        above.append(tuple(map(int, parents.split())))
        words.append(tuple(lemma.rstrip("0123456789") for lemma in lemmas.split()))
        for lemma in lemmas.split():
            word = lemma.rstrip("0123456789")
            senses.setdefault(word, []).append((int(lemma[len(word) :] or 0), number))
    return _Network(senses=senses, words=words, above=above)
