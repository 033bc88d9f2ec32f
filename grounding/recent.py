"""What was worked out lately, by what it came from: the oldest is forgotten."""

import hashlib
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

import numpy as np

from grounding.screen import Pixels

Value = TypeVar("Value")


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
