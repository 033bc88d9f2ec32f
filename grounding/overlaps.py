"""Many boxes at once: how much they share with each other, and which of them come first among their like."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from grounding.geometry import Box

Number = TypeVar("Number", bound=np.number[Any])
Boxes = npt.NDArray[np.int64]
"""(n, 4): left, top, right, bottom."""
Flags = npt.NDArray[np.bool_]
COMPARED_AT_ONCE = 256


class Boxed(Protocol):
    """Whatever stands somewhere."""

    @property
    def box(self) -> Box: ...


def boxes_of(things: Iterable[Boxed]) -> Boxes:
    return np.array([thing.box for thing in things], dtype=np.int64).reshape(-1, 4)


def areas_of(boxes: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """(n,): how many pixels each of the boxes holds."""
    return np.asarray((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]), dtype=boxes.dtype)


def shared_areas(ones: npt.NDArray[Number], others: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """(n, m): how many pixels each of the n boxes shares with each of the m.

    >>> shared_areas(np.array([[0, 0, 10, 10]]), np.array([[5, 0, 15, 10], [10, 0, 20, 10]]))
    array([[50,  0]])
    """
    across = np.minimum(ones[:, 2, None], others[:, 2])
    across -= np.maximum(ones[:, 0, None], others[:, 0])
    down = np.minimum(ones[:, 3, None], others[:, 3])
    down -= np.maximum(ones[:, 1, None], others[:, 1])
    np.maximum(across, 0, out=across)
    np.maximum(down, 0, out=down)
    across *= down
    return np.asarray(across, dtype=ones.dtype)


def any_of(flags: Flags, *, axis: int) -> Flags:
    """Whether any is set in each row (axis 1) or column (axis 0)."""
    return np.asarray(flags.any(axis=axis), dtype=np.bool_)


def firsts(count: int, alike: Callable[[slice, slice], Flags]) -> npt.NDArray[np.intp]:
    """Which of `count` things are kept, when one that is like a kept one before it is not.

    alike: for two ranges of the things, n and m of them, whether each of the n is like each of the m, (n, m).

    >>> numbers = np.array([1, 2, 3, 5, 9])
    >>> firsts(5, lambda ones, others: abs(numbers[ones, None] - numbers[others]) < 2).tolist()
    [0, 2, 3, 4]
    """
    kept = np.ones(count, dtype=bool)
    for start in range(0, count, COMPARED_AT_ONCE):
        for at, like_it in enumerate(alike(slice(start, start + COMPARED_AT_ONCE), slice(start, None)), start=start):
            if kept[at]:
                kept[at + 1 :] &= ~like_it[at + 1 - start :]
    return np.flatnonzero(kept)
