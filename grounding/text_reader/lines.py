"""The values of reading: what was recognised, a line, and a cache that forgets the oldest."""

import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels, ScreenText

Value = TypeVar("Value")


@dataclass(frozen=True)
class Reading:
    """Text, mean confidence of its characters, and each character's middle as a share of the crop's width."""

    text: ScreenText
    confidence: float
    middles: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of text between wide gaps; `box` hugs its ink. confidence: the mean over its characters, 0..1.

    link: how surely it looks like a link, 0..1.
    """

    box: Box
    text: ScreenText
    confidence: float
    link: float = 0.0


class Recent(Generic[Value]):
    """The last `size` values by what they came from.

    >>> recent = Recent[int](size=2)
    >>> for number, key in enumerate((b"a", b"b", b"c")):
    ...     recent.keep(key, number)
    >>> recent.get(b"a"), recent.get(b"c")
    (None, 2)
    """

    def __init__(self, *, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Hashable, Value] = OrderedDict()

    def get(self, key: Hashable) -> Value | None:
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        return None

    def keep(self, key: Hashable, value: Value) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._size:
            self._values.popitem(last=False)


def fingerprint(pixels: Pixels) -> bytes:
    """A hash of size and pixels: the same patch anywhere gives the same."""
    digest = hashlib.blake2b(repr(pixels.shape).encode(), digest_size=16)
    digest.update(np.ascontiguousarray(pixels).data)
    return digest.digest()
