"""How well one box stands to another as a person means it: next to, below, in the row of, inside."""

from collections.abc import Sequence
from typing import assert_never

from grounding.geometry import Box
from grounding.locator.roles import TEXTS
from grounding.screen import Element, Relation, Role

_RECORDS = frozenset({Role.ROW, Role.LIST_ITEM, Role.TREE_ITEM})


def stands(wanted: Box, relation: Relation, anchor: Element, elements: Sequence[Element]) -> float:
    """0 (does not) to 1 (does, and lies near)."""
    box = anchor.box
    match relation:
        case Relation.NEXT_TO:
            return _next_to(wanted, words_of(anchor) if box.encloses(wanted) else box)
        case Relation.LEFT_OF:
            return _beside(wanted, box, box.left - wanted.right)
        case Relation.RIGHT_OF:
            return _beside(wanted, box, wanted.left - box.right)
        case Relation.ABOVE:
            return _over(wanted, box, box.top - wanted.bottom)
        case Relation.BELOW:
            return _over(wanted, box, wanted.top - box.bottom)
        case Relation.IN_ROW_OF:
            return _in_row(wanted, anchor, elements)
        case Relation.IN_COLUMN_OF:
            return _in_column(wanted, box)
        case Relation.INSIDE:
            return _inside(wanted, anchor, elements)
        case _:
            assert_never(relation)


def words_of(anchor: Element) -> Box:
    """Of a frame by sight that may hold more than its words, where the words stand."""
    return anchor.text_box or anchor.box


def _gaps(one: Box, other: Box) -> tuple[int, int]:
    """Empty pixels between the two, across and down; 0 where they overlap."""
    across = max(0, one.left - other.right, other.left - one.right)
    down = max(0, one.top - other.bottom, other.top - one.bottom)
    return across, down


def _shared(low: int, high: int, other_low: int, other_high: int) -> float:
    """How much of the shorter stretch both share, 0..1."""
    shortest = max(1, min(high - low, other_high - other_low))
    return max(0.0, min(1.0, (min(high, other_high) - max(low, other_low)) / shortest))


def _next_to(wanted: Box, anchor: Box) -> float:
    across, down = _gaps(wanted, anchor)
    if anchor.encloses(wanted):
        return 0.7  # a row or a card that holds it
    if wanted.encloses(anchor):
        return 0.3
    in_row = _shared(wanted.top, wanted.bottom, anchor.top, anchor.bottom)
    distance = across + 2.5 * down
    side = 1.0 if wanted.center.x >= anchor.center.x else 0.95
    return (0.6 + 0.4 * in_row) * side / (1 + distance / 150)


def _beside(wanted: Box, anchor: Box, gap: int) -> float:
    if gap < -0.25 * min(wanted.width, anchor.width):
        return 0.0
    in_row = _shared(wanted.top, wanted.bottom, anchor.top, anchor.bottom)
    return (0.15 + 0.85 * in_row) / (1 + max(0, gap) / 300)


def _over(wanted: Box, anchor: Box, gap: int) -> float:
    if gap < -0.25 * min(wanted.height, anchor.height):
        return 0.0
    in_column = _shared(wanted.left, wanted.right, anchor.left, anchor.right)
    return (0.25 + 0.75 * in_column) / (1 + max(0, gap) / 150)


def _in_row(wanted: Box, anchor: Element, elements: Sequence[Element]) -> float:
    record = _record_of(anchor, elements)
    if record is not None:
        return 1.0 if wanted.share_inside(record) >= 0.6 else 0.0
    box = anchor.box
    apart = abs(wanted.center.y - box.center.y)
    reach = 0.75 * max(box.height, min(wanted.height, 3 * box.height)) + 2
    if apart > reach:
        return 0.0
    across, _ = _gaps(wanted, box)
    return (1 - 0.4 * apart / reach) / (1 + across / 4000)


def _record_of(anchor: Element, elements: Sequence[Element]) -> Box | None:
    """The smallest row or list item around the anchor."""
    if anchor.role in _RECORDS:
        return anchor.box
    around = [e.box for e in elements if e.role in _RECORDS and anchor.box.share_inside(e.box) >= 0.8]
    return min(around, key=lambda box: box.area, default=None)


def _in_column(wanted: Box, anchor: Box) -> float:
    share = _shared(wanted.left, wanted.right, anchor.left, anchor.right)
    return share if share >= 0.3 else 0.0


def _inside(wanted: Box, anchor: Element, elements: Sequence[Element]) -> float:
    if anchor.role not in TEXTS:
        return 1.0 if wanted.share_inside(anchor.box) >= 0.8 else 0.0
    frames = [
        e.box
        for e in elements
        if e.role not in TEXTS and e.box.area > 4 * anchor.box.area and anchor.box.share_inside(e.box) >= 0.9
    ]
    around = min(frames, key=lambda box: box.area, default=None)
    if around is not None and wanted.share_inside(around) >= 0.8:
        return 0.9
    # A title without a frame: what follows below it, before the next thing as high as a page.
    below = wanted.top - anchor.box.bottom
    if below < -2:
        return 0.1 if _shared(wanted.top, wanted.bottom, anchor.box.top, anchor.box.bottom) > 0.5 else 0.0
    return 0.8 / (1 + below / 300)
