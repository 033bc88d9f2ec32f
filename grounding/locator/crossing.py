"""Where a row and a column cross: "the Price in the row of Pear" names the column by its header."""

from collections.abc import Iterator, Sequence

from grounding.geometry import Box
from grounding.locator.order import ENOUGH, Ranked
from grounding.locator.relations import stands
from grounding.locator.roles import CONTAINERS, Fit, fit
from grounding.locator.words import How
from grounding.screen import Element, Query, Relation, Role

_HEADS = frozenset(
    {Role.HEADER, Role.CELL, Role.TEXT, Role.LABEL, Role.HEADING, Role.LINK, Role.BUTTON, Role.MENU_ITEM}
)
"""One that sorts is pressed, and by sight one is taken for an entry of a menu."""
_WHOLE_ROWS = CONTAINERS | {Role.ROW, Role.LIST_ITEM, Role.TREE_ITEM}
_SURELY = 0.8


def crossing(
    query: Query, heads: Sequence[Ranked], anchors: Sequence[Ranked], elements: Sequence[Element]
) -> Iterator[Ranked]:
    """What stands below one of the heads and in the row of an anchor.

    heads: what is called as the query says, best first. anchors: what the row is known by, best first.
    """
    named = [one for one in heads if one.score >= _SURELY and one.element.role in _HEADS]
    rows = [one for one in anchors if one.score >= ENOUGH]
    if not named or not rows:
        return
    head, row = named[0], rows[0]
    for element in elements:
        if element.role in _WHOLE_ROWS or element.id in (head.element.id, row.element.id):
            continue
        role = fit(query.role, element) if query.role is not None else Fit.SAME
        if role < Fit.LIKE or element.box.top < head.element.box.bottom - 2:
            continue
        in_row = stands(element.box, Relation.IN_ROW_OF, row.element, elements)
        in_column = _under(element.box, head.element.box)
        if in_row and in_column:
            score = min(head.score, row.score) * role * (0.8 + 0.1 * in_row + 0.1 * in_column)
            why = f"below “{head.element.text}”, in row of the other"
            yield Ranked(element=element, score=score, how=How.CROSSING, why=why)


def _under(box: Box, head: Box) -> float:
    """How much of the narrower of the two lies in the other's column, 0..1; nothing for a neighbour that touches it."""
    shared = min(box.right, head.right) - max(box.left, head.left)
    share = shared / max(1, min(box.width, head.width))
    return share if share >= 0.5 else 0.0
