"""From an element that was acted on to a place in words that finds it again, on another day and with other data.

Decision: the locator that will look for it judges each wording on the very screen of the demonstration, and the first
that finds that element and no other is kept, from those that outlast most (its own name and kind; the row or column it
stands in; the part of the screen around it; what stands beside it) down to its number among others alike.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from grounding.screen import Element, Missed, ParsedScreen, Query, Related, Relation, Role, State, Target
from planner.demo.deeds import GROUNDS
from planner.demo.values import Aim, Locate

MOST_NUMBERED: Final = 40
LONGEST_NAME: Final = 120
LONGEST_CELL: Final = 60
MARGIN: Final = 0.02
SURE: Final = 0.9
SAME_PLACE: Final = 0.8
TOUCHING: Final = 2
BY_NUMBER: Final = "nothing but its number tells it apart"
BY_LOOK: Final = "it has no name, so it is known by its drawing"
BY_PLACE: Final = "it has no name, so only where it stands tells what it is"
_TEXTS: Final = frozenset({Role.TEXT, Role.LABEL, Role.HEADING, Role.CELL, Role.HEADER, Role.LINK, Role.LIST_ITEM})
_RECORDS: Final = frozenset({Role.ROW, Role.LIST_ITEM, Role.TREE_ITEM})
_AROUND: Final = frozenset({Role.DIALOG, Role.GROUP, Role.WINDOW})
_SHOWS_ITS_VALUE: Final = frozenset({Role.DROPDOWN, Role.SPINNER, Role.SLIDER})
_LABELLED: Final = frozenset(
    {Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.SPINNER, Role.SLIDER, Role.CHECKBOX, Role.RADIO, Role.SWITCH}
)
_OWN_TEXT_IS_DATA: Final = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA})


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """note: what a person should know of how it is told apart; "" when it has a name."""

    place: Query
    note: str = ""


def anchored(aim: Aim, locate: Locate, *, names_itself: bool = True) -> Anchor | None:
    """None: nothing on the screen tells where that was, or all that might tell finds something else.

    names_itself: its own words are no data that will differ.
    """
    element = aim.element
    screen = aim.scene.screen()
    if element is None:
        element = _under(aim, screen)
    if element is None:
        return None
    judged = _Judge(element, screen, locate)
    for anchor in _wordings(element, screen, names_itself):
        if judged.finds(anchor.place):
            return anchor
    for anchor in _wordings(element, screen, names_itself):
        for number in range(1, MOST_NUMBERED + 1):
            numbered = replace(anchor.place, ordinal=number)
            found = judged.of(numbered)
            if found is None:
                break
            if judged.is_it(found):
                return Anchor(place=numbered, note=BY_NUMBER)
    return None


def with_names(place: Query, names: Mapping[str, str]) -> Query:
    """The place with `{{name}}` for each text that is the value of an input. names: from values to names."""
    relations = tuple(replace(one, anchor=with_names(one.anchor, names)) for one in place.relations)
    name = names.get(place.text)
    return replace(place, text=f"{{{{{name}}}}}" if name else place.text, relations=relations)


class _Judge:
    """Asks the locator, on one screen, about one element."""

    def __init__(self, element: Element, screen: ParsedScreen, locate: Locate) -> None:
        self._element = element
        self._screen = screen
        self._locate = locate

    def of(self, place: Query) -> Target | None:
        found = self._locate(place, self._screen)
        return found if isinstance(found, Target) else None

    def is_it(self, found: Target) -> bool:
        other, element = found.element, self._element
        if self._is_same(other):
            return True
        lies_there = other.box.iou(element.box) > SAME_PLACE or element.box.encloses(other.box)
        return lies_there and element.box.contains(found.point) and other.role not in _TEXTS - {element.role}

    def _is_same(self, other: Element) -> bool:
        element = self._element
        return other.id == element.id or bool(element.handle and other.handle == element.handle)

    def finds(self, place: Query) -> bool:
        found = self._locate(place, self._screen)
        if isinstance(found, Missed):  # one that must be scrolled to first
            return found.beyond is not None and self._is_same(found.beyond)
        if not self.is_it(found):
            return False
        if not place.text and any(
            other.element.role is found.element.role and other.score > SURE * found.score for other in found.runners_up
        ):
            return False
        return all(
            other.score < found.score - MARGIN
            or other.element.role is not found.element.role
            or other.element.text.casefold() != found.element.text.casefold()
            for other in found.runners_up
        )


def _under(aim: Aim, screen: ParsedScreen) -> Element | None:
    """The smallest thing at the point that is no mere ground, whose middle is somewhere else."""
    under = [one for one in screen.elements if one.box.contains(aim.point) and one.role not in GROUNDS]
    return min(under, key=lambda one: one.box.area, default=None)


def _wordings(element: Element, screen: ParsedScreen, names_itself: bool) -> Iterator[Anchor]:
    own = list(_own(element)) if names_itself else [Anchor(place=Query(role=element.role))]
    named = [one for one in own if one.place.text]
    yield from named
    around, beside = _part_around(element, screen), _beside(element, screen)
    if not named and element.role in _LABELLED:
        beside_it = [related[0].anchor for related in beside]
        labels = [one.text for one in beside_it if one.role not in (Role.HEADING, Role.BUTTON)]
        yield from (Anchor(place=Query(text=label, exact=True, role=element.role)) for label in labels)
    for one in own:
        for related in (*_row_and_column(element, screen), *(around if one.place.text else ())):
            yield replace(one, place=replace(one.place, relations=related))
    yield from (one for one in own if not one.place.text)
    for one in own:
        for related in (*beside, *(() if one.place.text else around)):
            yield replace(one, place=replace(one.place, relations=related))


def _own(element: Element) -> Iterator[Anchor]:
    """By what it is called, what its hint says, what its drawing means, or its kind alone."""
    told = [element.text] if element.text and not _is_data(element) else []
    told += [element.hint] if element.hint and element.hint not in told else []
    for name in told:
        if _sayable(name):
            yield Anchor(place=Query(text=name, exact=True, role=element.role))
    if not told and element.meaning is not None:
        yield Anchor(place=Query(text=element.meaning.name, role=element.role), note=BY_LOOK)
    yield Anchor(place=Query(role=element.role), note="" if told else BY_PLACE)


def _is_data(element: Element) -> bool:
    """Whether its text is what it holds rather than what it is called."""
    if element.role in _SHOWS_ITS_VALUE:
        return bool(element.value) and element.text == element.value
    return element.role in _OWN_TEXT_IS_DATA and bool(element.value) and element.text == element.value


def _sayable(name: str) -> bool:
    """Braces would be read as the name of an input."""
    return 0 < len(name) <= LONGEST_NAME and "{{" not in name and "\n" not in name


# --- how it stands to other things ----------------------------------------------------------------------------------


def _row_and_column(element: Element, screen: ParsedScreen) -> list[tuple[Related, ...]]:
    """By what else stands in its row, the words that occur only there first; by the head of its column; by both."""
    rows = [(Related(relation=Relation.IN_ROW_OF, anchor=_anchor(cell)),) for cell in _identities(element, screen)]
    heads = [
        one
        for one in screen.elements
        if one.role is Role.HEADER
        and one.box.left < element.box.center.x < one.box.right
        and one.box.bottom <= element.box.top
        and _sayable(one.text)
    ]
    columns = [(Related(relation=Relation.IN_COLUMN_OF, anchor=_anchor(one)),) for one in heads[-1:]]
    return [*rows[:3], *((*row, *column) for row in rows[:2] for column in columns), *columns]


def _identities(element: Element, screen: ParsedScreen) -> list[Element]:
    """Texts of the record that holds it, from those that say best which one it is."""
    record = min(
        (one for one in screen.elements if one.role in _RECORDS and one.box.encloses(element.box)),
        key=lambda one: one.box.area,
        default=None,
    )
    if record is None:
        return []
    times: dict[str, int] = {}
    for one in screen.elements:
        times[one.text] = times.get(one.text, 0) + 1
    cells = [
        one
        for one in screen.elements
        if one.role in _TEXTS - _RECORDS
        and one.id not in (element.id, record.id)
        and record.box.encloses(one.box)
        and not one.box.encloses(element.box)
        and not element.box.encloses(one.box)
        and _sayable(one.text)
        and len(one.text) <= LONGEST_CELL
    ]
    return sorted(cells, key=lambda one: (times[one.text] > 1, not _has_letters(one.text), one.box.left))


def _has_letters(text: str) -> bool:
    return sum(sign.isalpha() for sign in text) >= 2


def _part_around(element: Element, screen: ParsedScreen) -> list[tuple[Related, ...]]:
    holders = [
        one
        for one in screen.elements
        if one.role in _AROUND and one.id != element.id and one.box.encloses(element.box) and _sayable(one.text)
    ]
    holders.sort(key=lambda one: one.box.area)
    return [(Related(relation=Relation.INSIDE, anchor=_anchor(one)),) for one in holders[:2]]


def _beside(element: Element, screen: ParsedScreen) -> list[tuple[Related, ...]]:
    """By the nearest words: to its left, above it, to its right, below it; those on a button too."""
    box = element.box
    texts = [
        one
        for one in screen.elements
        if (one.role in _TEXTS or one.role is Role.BUTTON)
        and one.id != element.id
        and _sayable(one.text)
        and len(one.text) <= LONGEST_CELL
    ]
    in_line = [one for one in texts if one.box.top < box.bottom and one.box.bottom > box.top]
    in_column = [one for one in texts if one.box.left < box.right and one.box.right > box.left]
    ways = (
        (Relation.RIGHT_OF, [(box.left - one.box.right, one) for one in in_line]),
        (Relation.BELOW, [(box.top - one.box.bottom, one) for one in in_column]),
        (Relation.LEFT_OF, [(one.box.left - box.right, one) for one in in_line]),
        (Relation.ABOVE, [(one.box.top - box.bottom, one) for one in in_column]),
    )
    found: list[tuple[Related, ...]] = []
    for relation, gaps in ways:
        near = min((pair for pair in gaps if pair[0] >= -TOUCHING), key=lambda pair: pair[0], default=None)
        if near is not None:
            found.append((Related(relation=relation, anchor=_anchor(near[1])),))
    return found


def _anchor(element: Element) -> Query:
    role = element.role if element.role in (Role.DIALOG, Role.WINDOW, Role.HEADER, Role.HEADING) else None
    return Query(text=element.text, exact=True, role=role)


def is_secret(aim: Aim) -> bool:
    return aim.element is not None and State.SECRET in aim.element.state
