"""Candidates in order: best first, one of each place, equals in reading order, counted by an ordinal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from grounding.geometry import Point
from grounding.locator.labels import OF_DRAWING
from grounding.locator.words import How
from grounding.screen import Element, Query

ENOUGH = 0.55
"""From this score on, an element is what another one may be found by."""
TOO_FEW = 0.2
"""The score of all, when there are fewer than an ordinal says."""
ALIKE = 0.08
"""What lies this near to the best matches as well as the best, for one who counts."""


_LOOKED_AT = 60


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """Of a drawing to the words. alike: the cosine; rivals: how many usual names come nearer to it; among: how many
    drawings there are."""

    alike: float
    rivals: int
    among: int


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """part: the pixel that is meant, unless the middle of the element. how, shortened, source: as in `Called`.
    look: of what is drawn on it, if that is known."""

    element: Element
    part: Point | None = None
    score: float
    how: How
    shortened: bool = False
    source: str = ""
    look: Likeness | None = None
    why: str

    @property
    def is_drawing(self) -> bool:
        """Whether it is known by what is drawn on it."""
        return self.how is How.DRAWN or self.source == OF_DRAWING


def once(found: list[Ranked]) -> list[Ranked]:
    """Without what lies in, or around, a better one: a button and the text on it are one place."""
    kept: list[Ranked] = []
    for one in found[:_LOOKED_AT]:
        box, area = one.element.box, one.element.box.area
        for other in kept:
            shared = box.clipped(other.element.box).area
            if shared and shared >= 0.85 * min(area, other.element.box.area):
                break
        else:
            kept.append(one)
    return kept


def reading_order(found: Sequence[Ranked]) -> list[Ranked]:
    """Top to bottom, then left to right; what stands in one row belongs together whatever its height."""
    rows: list[list[Ranked]] = []
    for one in sorted(found, key=lambda one: one.element.box.center.y):
        box = one.element.box
        last = rows[-1][0].element.box if rows else None
        if last and abs(box.center.y - last.center.y) <= 0.5 * min(box.height, last.height):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [one for row in rows for one in sorted(row, key=lambda one: one.element.box.left)]


def ordered(found: list[Ranked], query: Query) -> list[Ranked]:
    """By score; what scores the same, and what an ordinal counts, in reading order."""
    if not found:
        return []
    if query.ordinal is not None:
        return _counted(found, query.ordinal, ALIKE if query.text else 0.03)
    best = [one for one in found if one.score >= found[0].score - 0.004]
    return [*reading_order(best), *found[len(best) :]]


def _counted(found: list[Ranked], ordinal: int, alike: float) -> list[Ranked]:
    """The one that the ordinal names first; nothing when there are not so many."""
    equal = reading_order([one for one in found if one.score >= max(found[0].score - alike, ENOUGH)])
    at = ordinal - 1 if ordinal > 0 else len(equal) + ordinal
    if not 0 <= at < len(equal) or ordinal == 0:
        return [replace(one, score=min(one.score, TOO_FEW)) for one in found]
    wanted = replace(
        equal[at], score=max(one.score for one in equal), why=f"{equal[at].why}, number {at + 1} of {len(equal)}"
    )
    return [wanted, *(replace(one, score=one.score * 0.8) for one in found if one is not equal[at])]
