"""The way of a pointer: points in between, as a hand would pass them."""

import itertools
from collections.abc import Iterator, Sequence

Spot = tuple[float, float]


def along(corners: Sequence[Spot], steps: int) -> Iterator[Spot]:
    """So many points on the way, evenly over its legs and at least each corner; without the first, with the last.

    >>> list(along([(0, 0), (4, 0)], 2))
    [(2.0, 0.0), (4.0, 0.0)]
    """
    legs = list(itertools.pairwise(corners))
    each = max(1, steps // max(1, len(legs)))
    for (x, y), (to_x, to_y) in legs:
        for step in range(1, each + 1):
            yield x + (to_x - x) * step / each, y + (to_y - y) * step / each
