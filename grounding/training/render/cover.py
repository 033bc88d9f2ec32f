"""What of a labelled screen is left in sight when something is laid over it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from grounding.geometry import Box
from grounding.screen import Role
from grounding.training.render.sample import Labelled, TextLine

KEPT_SHARE = 0.6
FAINTEST_SHARE = 0.1
"""Below this nothing of it could be found; between the two it may be found or not."""
CONTAINER_SHARE = 0.4
"""Of a container: below this it is not labelled at all, as what lies in it goes on counting."""
CONTAINERS = frozenset(
    {
        *(Role.WINDOW, Role.DIALOG, Role.DOCUMENT, Role.LIST, Role.TABLE, Role.ROW, Role.TEXT_AREA, Role.GROUP),
        *(Role.MENU, Role.MENU_BAR, Role.TOOLBAR, Role.TITLE_BAR),
    }
)


@dataclass(kw_only=True)
class Truth:
    """The labels of a screen while it is put together."""

    elements: list[Labelled] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    ignore: list[Box] = field(default_factory=list)

    def add(self, other: "Truth") -> None:
        self.elements += other.elements
        self.lines += other.lines
        self.ignore += other.ignore

    def moved(self, dx: int, dy: int, scale: float = 1.0) -> "Truth":
        """Scaled first, then moved."""

        def place(box: Box) -> Box:
            return Box(*(round(side * scale) for side in box)).moved(dx, dy)

        return Truth(
            elements=[replace(one, box=place(one.box)) for one in self.elements],
            lines=[replace(line, box=place(line.box)) for line in self.lines],
            ignore=[place(box) for box in self.ignore],
        )

    def within(self, screen: Box) -> "Truth":
        ignore = [rest for box in self.ignore if (rest := box.clipped(screen)).area]
        return self._left([one.box.clipped(screen) for one in self._all()], ignore)

    def under(self, covers: Iterable[Box]) -> "Truth":
        """Without what the covers hide; boxes that are partly hidden are cut to what is in sight."""
        covers = list(covers)

        def rest_of(one: Labelled | TextLine) -> Box:
            near = [cover for cover in covers if cover.clipped(one.box).area]
            if not near:
                return one.box
            large = isinstance(one, Labelled) and one.role in CONTAINERS
            return around(one.box, near) if large else remaining(one.box, near)

        ignore = [rest for box in self.ignore if (rest := remaining(box, covers)).area]
        return self._left([rest_of(one) for one in self._all()], ignore)

    def _all(self) -> list[Labelled | TextLine]:
        return [*self.elements, *self.lines]

    def _left(self, rests: list[Box], ignore: list[Box]) -> "Truth":
        kept = Truth(ignore=ignore)
        for one, rest in zip(self._all(), rests, strict=True):
            share = rest.area / one.box.area if one.box.area else 0.0
            if isinstance(one, Labelled) and one.role in CONTAINERS:
                if share >= CONTAINER_SHARE:
                    kept.elements.append(replace(one, box=rest))
            elif share >= KEPT_SHARE:
                if isinstance(one, TextLine):
                    kept.lines.append(replace(one, box=rest))
                else:
                    kept.elements.append(replace(one, box=rest))
            elif share >= FAINTEST_SHARE:
                kept.ignore.append(rest)
        return kept


def remaining(box: Box, covers: Iterable[Box]) -> Box:
    """The largest rectangle of it that nothing covers; empty when nothing is left.

    >>> remaining(Box(0, 0, 100, 20), [Box(60, 0, 200, 200)])
    Box(left=0, top=0, right=60, bottom=20)
    """
    parts = in_sight(box, covers)
    return max(parts, key=lambda part: part.area, default=Box(box.left, box.top, box.left, box.top))


def in_sight(box: Box, covers: Iterable[Box]) -> list[Box]:
    """Rectangles that together are what the covers leave of it; they may overlap."""
    parts = [box]
    for cover in covers:
        parts = [rest for part in parts for rest in _without(part, cover)]
    return parts


def _without(part: Box, cover: Box) -> list[Box]:
    """Rectangles that together are the part outside the cover; they may overlap."""
    shared = part.clipped(cover)
    if not shared.area:
        return [part]
    rest = [
        Box(part.left, part.top, part.right, shared.top),
        Box(part.left, shared.bottom, part.right, part.bottom),
        Box(part.left, part.top, shared.left, part.bottom),
        Box(shared.right, part.top, part.right, part.bottom),
    ]
    return [one for one in rest if one.area]


def around(box: Box, covers: Iterable[Box]) -> Box:
    """The box around what the covers leave of it.

    >>> around(Box(0, 0, 100, 20), [Box(60, 10, 200, 200)])
    Box(left=0, top=0, right=100, bottom=20)
    """
    seen = np.ones((box.height, box.width), dtype=bool)
    for cover in covers:
        part = cover.clipped(box).moved(-box.left, -box.top)
        seen[part.top : part.bottom, part.left : part.right] = False
    if not seen.any() or seen.mean() < CONTAINER_SHARE:
        return Box(box.left, box.top, box.left, box.top)
    columns, rows = np.flatnonzero(seen.any(axis=0)), np.flatnonzero(seen.any(axis=1))
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1).moved(box.left, box.top)
