"""What on a screen plainly opens something that may hide the wanted thing, and nothing that does more than that.

Plain is what says so itself: a state that is collapsed, a tab that is not the chosen one, "Show more", a page turner, a
chevron or plus. Where the person said what to open ("expand the sections"), the things so called count as well, and
failing these the rows of a list. Whether one may be pressed without asking is for the gate to say, not for this module.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grounding.geometry import Box
from grounding.screen import Element, ParsedScreen, Query, Role, State
from planner.likeness import plain

_HOLDS_A_VALUE = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.SPINNER, Role.SLIDER})
_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.TAB, Role.TEXT, Role.TREE_ITEM, Role.HEADING})
_ROWS = frozenset(
    {Role.LIST_ITEM, Role.TREE_ITEM, Role.TAB, Role.ROW, Role.HEADING, Role.BUTTON, Role.TEXT, Role.LABEL}
)
_DRAWN = frozenset({Role.IMAGE, Role.ICON_BUTTON, Role.BUTTON})
_MORE = re.compile(
    r"(?:(?:show|see|view|load|display) )?(?:more|all|details|more (?:details|options|results|items))"
    r"(?: ?(?:\.{3}|…|»|›|▾))?"
    r"|expand(?: all)?|details|advanced(?: (?:options|settings))?|options|\.{3}|…|⋯|⋮|unfold(?: all)?"
    r"|mehr(?: anzeigen)?|alle anzeigen|weitere|(?:afficher|voir) plus|plus|(?:ver|mostrar) más|más|mostra altro"
)
_NEXT_PAGE = re.compile(r"next page|older(?: posts)?|nächste seite|page suivante|página siguiente|pagina successiva")
_NEXT = re.compile(r"next|>|›|»|→|>>|weiter|suivant|siguiente|successivo|volgende")
_OPENING_DRAWINGS = re.compile(r"chevron|caret|triangle|expand|plus|arrow (?:down|right)|more|ellipsis|unfold")
_SURE = 0.5
_ALIGNED = 4
_FURTHER = 6


@dataclass(frozen=True, kw_only=True)
class Opener:
    """key: the same for the same opener on a later screen, where it may stand elsewhere."""

    element: Element
    key: tuple[str, str]


def openers(screen: ParsedScreen, drawings: Iterable[Element], opening: Query | None = None) -> tuple[Opener, ...]:
    """The likeliest first: what the person said, then what is collapsed, tabs, "more", drawings, then further pages.

    drawings: found by sight on the same picture. opening: what the person said to open; None when nothing was said.
    """
    elements = [e for e in screen.elements if e.enabled]
    said = list(_so_called(elements, opening)) if opening is not None else []
    plainly = [*_by_state(elements), *_tabs(elements), *_more(elements), *_by_drawing(elements, tuple(drawings))]
    rows = list(_rows(elements, opening)) if opening is not None and not said and not plainly else []
    found: dict[Box, Opener] = {}
    for element, row in (*said, *plainly, *rows, *_next_page(elements)):
        found.setdefault(element.box, Opener(element=element, key=_key(row)))
    return tuple(found.values())


def _key(element: Element) -> tuple[str, str]:
    text = plain(element.text or element.hint)
    place = str(element.box.left // (2 * _ALIGNED)) if text else f"{element.box.left} {element.box.top}"
    return text, place


Found = Iterator[tuple[Element, Element]]
"""What is pressed, and what it opens (usually itself)."""


def _so_called(elements: list[Element], opening: Query) -> Found:
    """ "the sections": what is named "Section 1", "Section 2"; "the tabs": the tabs."""
    noun = plain(opening.text)
    for element in elements:
        if State.EXPANDED in element.state or element.role in _HOLDS_A_VALUE:
            continue
        is_tab = opening.role is Role.TAB and element.role is Role.TAB and State.SELECTED not in element.state
        named = bool(noun) and plain(element.text).startswith(noun) and len(element.text) < 3 * len(noun) + 12
        if is_tab or named:
            yield element, element


def _by_state(elements: list[Element]) -> Found:
    return ((e, e) for e in elements if State.COLLAPSED in e.state and e.role not in _HOLDS_A_VALUE)


def _tabs(elements: list[Element]) -> Found:
    known = frozenset({State.SELECTED, State.COLLAPSED, State.EXPANDED})
    tabs = [e for e in elements if e.role is Role.TAB]
    return ((e, e) for e in tabs if len(tabs) > 1 and not known & e.state)


def _more(elements: list[Element]) -> Found:
    for element in elements:
        if element.role in _PRESSED and _MORE.fullmatch(plain(element.text or element.hint)):
            yield element, element


def _by_drawing(elements: list[Element], drawings: tuple[Element, ...]) -> Found:
    """A row with a chevron or plus on it, or with a drawing before it that its neighbours do not have."""
    drawn = [e for e in drawings if e.role in _DRAWN and not e.text]
    for row, before in _led(elements, drawn):
        sign = min(before, key=lambda e: e.box.left)
        if _shows_opening(sign):
            yield sign, row
    for column in _columns(_led(elements, drawn)):
        inmost = max(min(e.box.left for e in before) for _, before in column)
        for row, before in column:
            sign = min(before, key=lambda e: e.box.left)
            if sign.box.left < inmost - _FURTHER:
                yield sign, row


def _led(elements: list[Element], drawn: list[Element]) -> list[tuple[Element, list[Element]]]:
    """Rows of words with the drawings right before them."""
    led = []
    for row in elements:
        words = row.text_box or row.box
        if row.role not in _ROWS or not row.text:
            continue
        before = [
            e
            for e in drawn
            if row.box.top <= e.box.center.y < row.box.bottom
            and e.box.height <= 1.5 * words.height
            and (row.box.grown(_FURTHER).contains(e.box.center) or 0 <= words.left - e.box.right < 2 * words.height)
        ]
        if before:
            led.append((row, before))
    return led


def _columns(led: list[tuple[Element, list[Element]]]) -> Iterator[list[tuple[Element, list[Element]]]]:
    """Those whose drawing next to the words is in line, two or more."""
    rest = list(led)
    while rest:
        edge = max(e.box.left for e in rest[0][1])
        column = [one for one in rest if abs(max(e.box.left for e in one[1]) - edge) <= _ALIGNED]
        rest = [one for one in rest if one not in column]
        if len(column) > 1:
            yield column


def _shows_opening(element: Element) -> bool:
    meaning = element.meaning
    return meaning is not None and meaning.confidence >= _SURE and bool(_OPENING_DRAWINGS.search(meaning.name))


def _rows(elements: list[Element], opening: Query) -> Found:
    """The rows of what looks like a list, where the person said that there is something to open."""
    kinds = (
        (Role.TREE_ITEM, Role.LIST_ITEM) if opening.role is Role.TREE_ITEM else (Role.LIST_ITEM, Role.HEADING, Role.TAB)
    )
    for kind in kinds:
        rows = [e for e in elements if e.role is kind and e.text and State.EXPANDED not in e.state]
        if rows:
            yield from ((e, e) for e in rows)
            return


def _next_page(elements: list[Element]) -> Found:
    """A page turner: called so, or "next" beside numbers of pages."""
    for element in elements:
        said = plain(element.text or element.hint)
        if element.role not in _PRESSED or not said:
            continue
        if _NEXT_PAGE.fullmatch(said) or (_NEXT.fullmatch(said) and _beside_numbers(element, elements)):
            yield element, element


def _beside_numbers(element: Element, elements: list[Element]) -> bool:
    in_line = [e for e in elements if e.box.top < element.box.bottom and e.box.bottom > element.box.top]
    return any(re.fullmatch(r"\d{1,4}", e.text.strip()) for e in in_line)
