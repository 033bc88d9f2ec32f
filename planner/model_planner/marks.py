"""From a numbered mark to a place in words that the eyes find again.

A mark is of one look, a place in words is looked for anew before each act, so what has moved is still found and what
has changed is not clicked. Of several wordings the first is taken that leads to the very control.
"""

from collections.abc import Callable, Iterator

from grounding.screen import Element, Missed, ParsedScreen, Query, Related, Relation, Role, Target
from planner.model_planner.errors import Unusable
from planner.model_planner.observation import Mark, in_reading_order

Locate = Callable[[Query, ParsedScreen], Target | Missed]
_NAMES = frozenset({Role.TEXT, Role.LABEL, Role.HEADING, Role.CELL, Role.HEADER, Role.ROW})


class Marked:
    """The marks of one look. What one of them means is found out when an answer names it."""

    def __init__(self, marks: tuple[Mark, ...], screen: ParsedScreen | None, locate: Locate) -> None:
        """screen None: nothing was seen, so there are no marks."""
        self._elements = {mark.number: mark.element for mark in marks}
        self._screen = screen
        self._locate = locate

    def place(self, number: int) -> Query:
        """Raises Unusable."""
        element = self._elements.get(number)
        if element is None or self._screen is None:
            raise Unusable(f"there is no mark {number} on the present screen")
        for query in _wordings(element, self._screen):
            found = self._locate(query, self._screen)
            if isinstance(found, Target) and (found.element.id == element.id or found.element.box == element.box):
                return query
        raise Unusable(
            f"mark {number} cannot be told from the other controls; use a place by name and what is beside it"
        )


def _wordings(element: Element, screen: ParsedScreen) -> Iterator[Query]:
    name = element.text or element.hint or (element.meaning.name if element.meaning else "")
    if name:
        alike = [
            e
            for e in screen.elements
            if e.role is element.role and (e.text or e.hint) == (element.text or element.hint)
        ]
        if len(alike) == 1:
            yield Query(text=name, exact=bool(element.text), role=element.role)
        else:
            for anchor in _row_anchors(element, screen):
                yield Query(text=name, role=element.role, relations=(_related(Relation.IN_ROW_OF, anchor),))
            ordered = in_reading_order(alike)
            yield Query(text=name, exact=bool(element.text), role=element.role, ordinal=ordered.index(element) + 1)
        yield Query(text=name, role=element.role)
        return
    for anchor in _row_anchors(element, screen):
        yield Query(role=element.role, relations=(_related(Relation.NEXT_TO, anchor),))
    same = in_reading_order(e for e in screen.elements if e.role is element.role)
    yield Query(role=element.role, ordinal=same.index(element) + 1)


def _row_anchors(element: Element, screen: ParsedScreen) -> list[str]:
    """Words in the same line that stand nowhere else, the nearest first."""
    texts = [e.text for e in screen.elements if e.text]
    beside = [
        other
        for other in screen.elements
        if other.role in _NAMES
        and other.text
        and texts.count(other.text) == 1
        and not other.box.meets(element.box)
        and other.box.top < element.box.center.y < other.box.bottom
    ]
    beside.sort(key=lambda other: abs(other.box.center.x - element.box.center.x))
    return [other.text for other in beside[:3]]


def _related(relation: Relation, anchor: str) -> Related:
    return Related(relation=relation, anchor=Query(text=anchor, exact=True))
