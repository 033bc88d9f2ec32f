"""Slips of the keyboard in the words that orders are built of.

Decision: a word that is one slip away from a word of orders, and is no word itself, is put right before anything is
read, for a name would swallow it ("swtich to the Notes window"). Any other unknown word is taken for a known one only
where nothing else can be made of the phrase (`slips`). What is quoted, and names with a capital, stay as they are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

SHORTEST_SLIP = 3
LONG = 5


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """meant: the words that orders are built of, the commonest first. right: words that only look like a slip of one.
    wrong: what is always a slip, to what was meant."""

    meant: tuple[str, ...]
    right: frozenset[str]
    wrong: Mapping[str, str]

    @cached_property
    def by_length(self) -> Mapping[int, tuple[str, ...]]:
        lengths = {len(word) for word in self.meant}
        return {length: tuple(word for word in self.meant if len(word) == length) for length in lengths}

    def mended(self, word: str) -> str | None:
        """What was meant by an unknown word: two letters swapped, then one left out, one too many, a wrong one; of
        short words only the first two tell enough.

        >>> spelling = Spelling(meant=("then", "select"), right=frozenset(), wrong={})
        >>> [spelling.mended(word) for word in ("tehn", "thn", "selectt", "zelect", "than", "apple")]
        ['then', 'then', 'select', 'select', None, None]
        """
        length = len(word)
        if length < SHORTEST_SLIP or word in self.right:
            return None
        same = self.by_length.get(length, ())
        ways: list[tuple[Iterable[str], int]] = [
            ((one for one in same if sorted(one) == sorted(word)), 0),
            (self.by_length.get(length + 1, ()), 0),
            (self.by_length.get(length - 1, ()), LONG),
            (same, LONG),
        ]
        near = (one for among, least in ways if length >= least for one in among if is_one_slip(word, one))
        return next(near, None)


def is_one_slip(written: str, meant: str) -> bool:
    """
    >>> [is_one_slip(word, "click") for word in ("clcik", "clck", "cllick", "klick", "check")]
    [True, True, True, True, False]
    """
    if written == meant:
        return False
    if len(written) == len(meant):
        wrong = [at for at, (a, b) in enumerate(zip(written, meant, strict=True)) if a != b]
        if len(wrong) == 1:
            return True
        swap = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return swap and written[wrong[0]] == meant[wrong[1]] and written[wrong[1]] == meant[wrong[0]]
    longer, shorter = (written, meant) if len(written) > len(meant) else (meant, written)
    if len(longer) - len(shorter) != 1:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
