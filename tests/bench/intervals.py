"""Shares with their Wilson intervals, and the tables that the benchmarks print."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054


@dataclass(frozen=True, kw_only=True)
class Share:
    """`hits` of `total`. low, high: the 95 % interval after Wilson (1927), sound for small totals and extreme shares.

    >>> str(Share(hits=8, total=10))
    '.800 [.490, .943] 8/10'
    >>> Share(hits=0, total=0).high
    1.0
    """

    hits: int
    total: int

    @property
    def share(self) -> float:
        return self.hits / self.total if self.total else 0.0

    @property
    def low(self) -> float:
        return self._bound(-1.0)

    @property
    def high(self) -> float:
        return self._bound(1.0)

    def _bound(self, sign: float) -> float:
        if not self.total:
            return 0.0 if sign < 0 else 1.0
        n, p = self.total, self.share
        middle = p + Z_95**2 / (2 * n)
        spread = Z_95 * sqrt(p * (1 - p) / n + Z_95**2 / (4 * n * n))
        return min(1.0, max(0.0, (middle + sign * spread) / (1 + Z_95**2 / n)))

    def figures(self) -> dict[str, float]:
        """For a benchmark's JSON."""
        return {
            "share": round(self.share, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "hits": self.hits,
            "total": self.total,
        }

    def __str__(self) -> str:
        return f"{_short(self.share)} [{_short(self.low)}, {_short(self.high)}] {self.hits}/{self.total}"


def _short(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns padded to their widest cell, for a terminal.

    >>> print(table(("type", "inside"), (("text", ".765"), ("icon", ".050"))))
    type  inside
    text  .765
    icon  .050
    """
    widths = [max(len(str(line[column])) for line in (head, *rows)) for column in range(len(head))]
    return "\n".join(
        "  ".join(str(cell).ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (head, *rows)
    )
