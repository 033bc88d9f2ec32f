"""What on a screen plainly opens something that may hide the wanted thing, and nothing that does more than that.

Plain is what says so itself: a state that is collapsed, a tab that is not the chosen one, "Show more", a page turner, a
chevron or plus. Where the person said what to open ("expand the sections"), the things so called count as well, and
failing these the rows of a list. Whether one may be pressed without asking is for the gate to say, not for this module.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from grounding.geometry import Box
from grounding.screen import Element, ParsedScreen, Query, Role, ScreenText, State
from planner.likeness import plain

_HOLDS_A_VALUE = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.SPINNER, Role.SLIDER})
_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.TAB, Role.TEXT, Role.TREE_ITEM, Role.HEADING})
_ROWS = frozenset(
    {Role.LIST_ITEM, Role.TREE_ITEM, Role.TAB, Role.ROW, Role.HEADING, Role.BUTTON, Role.TEXT, Role.TEXT_FIELD}
)
"""What a row that opens may be taken for by sight; one in a frame looks like a field."""
_DRAWN = frozenset({Role.IMAGE, Role.ICON_BUTTON, Role.BUTTON, Role.CHECKBOX})
_MORE = re.compile(
    r"(?:(?:show|see|view|load|display) )?(?:more|all|details|more (?:details|options|results|items))"
    r"(?: ?(?:\.{3}|…|»|›|▾))?"
    r"|expand(?: all)?|details|advanced(?: (?:options|settings))?|options|\.{3}|…|⋯|⋮|unfold(?: all)?"
    r"|mehr(?: anzeigen)?|alle anzeigen|weitere|(?:afficher|voir) plus|plus|(?:ver|mostrar) más|más|mostra altro"
)
_NEXT_PAGE = re.compile(r"next page|older(?: posts)?|nächste seite|page suivante|página siguiente|pagina successiva")
_NEXT = re.compile(r"next|>|›|»|→|>>|weiter|suivant|siguiente|successivo|volgende")
_SIGNED = re.compile(r"^\s*(?:\[[-+−]\]|[▸▹▶►▷⊞⊟▾▿▼▽])\s*(?=\S)")
_CLOSED_AFTER = re.compile(r"\w\s*[▸▹▶►▷▾▿▼▽⌄]\s*$")
_CLOSED = re.compile(r"\s*(?:\[\+\]|[▸▹▶►▷⊞])\s*\S")
_LONGEST = 60
_OPENING_DRAWINGS = re.compile(r"chevron|caret|triangle|expand|plus|arrow (?:down|right)|more|ellipsis|unfold")
_SURE = 0.5
_DOUBTED = 0.2
_ALIGNED = 4
_FURTHER = 6
_SHIFTED = 12


@dataclass(frozen=True, kw_only=True)
class Opener:
    """element: what is pressed. name, left: of what it opens, by which it is known again on a later screen."""

    element: Element
    name: str
    left: int

    def is_same(self, other: "Opener") -> bool:
        return plain(self.name) == plain(other.name) and abs(self.left - other.left) <= _SHIFTED


def openers(screen: ParsedScreen, seen: Iterable[Element], opening: Query | None = None) -> tuple[Opener, ...]:
    """The likeliest first: what the person said, then what is collapsed, tabs, "more", drawings, then further pages.

    seen: all that is found by sight on the same picture. opening: what the person said to open, if anything.
    """
    elements = [e for e in screen.elements if e.enabled]
    said = list(_so_called(elements, opening)) if opening is not None else []
    open_already = [e for e in elements if State.EXPANDED in e.state]
    drawn = _by_drawing(tuple(seen), open_already)
    plainly = [*_by_state(elements), *_signed(elements), *_tabs(elements), *_more(elements), *drawn, *_popups(elements)]
    rows = list(_rows(elements, opening)) if opening is not None and not said and not plainly else []
    found: dict[Box, Opener] = {}
    for element, row in (*said, *plainly, *rows, *_next_page(elements)):
        found.setdefault(element.box, Opener(element=element, name=_name(row), left=row.box.left))
    return tuple(found.values())


def _name(element: Element) -> str:
    """Without the sign before it, which is another one once it is open."""
    name = element.text or element.hint or ("" if element.handle else element.value)
    return _SIGNED.sub("", name)


Found = Iterator[tuple[Element, Element]]
"""What is pressed, and what it opens (usually itself)."""


def _so_called(elements: list[Element], opening: Query) -> Found:
    """ "the sections": what is named "Section 1", "Section 2"; "the tabs": the tabs."""
    noun = plain(opening.text)
    for element in elements:
        if State.EXPANDED in element.state or (element.handle and element.role in _HOLDS_A_VALUE):
            continue
        name = _name(element)  # by sight, a row in a frame looks like a field that holds its words
        is_tab = opening.role is Role.TAB and element.role is Role.TAB and State.SELECTED not in element.state
        named = bool(noun) and any(_begins(noun, said) for said in (name, element.hint))
        if is_tab or named:
            yield element, element


def _begins(noun: str, said: str) -> bool:
    return plain(said).startswith(noun) and len(said) < 3 * len(noun) + 12


def _by_state(elements: list[Element]) -> Found:
    return ((e, e) for e in elements if State.COLLAPSED in e.state and e.role not in _HOLDS_A_VALUE)


def _signed(elements: list[Element]) -> Found:
    """What begins or ends with a sign of being closed; a plus alone begins "+ New" as well."""
    for element in elements:
        said = element.text or element.hint or ("" if element.handle else element.value)
        signed = _CLOSED.match(said) or (_CLOSED_AFTER.search(said) and State.EXPANDED not in element.state)
        if signed and not (element.handle and element.role in _HOLDS_A_VALUE) and len(said) < _LONGEST:
            yield element, element


def _popups(elements: list[Element]) -> Found:
    """What says that a menu comes up under it ("Lea Moser")."""
    for element in elements:
        if State.POPUP in element.state and State.EXPANDED not in element.state and element.role not in _HOLDS_A_VALUE:
            yield element, element


def _tabs(elements: list[Element]) -> Found:
    known = frozenset({State.SELECTED, State.COLLAPSED, State.EXPANDED})
    tabs = [e for e in elements if e.role is Role.TAB]
    return ((e, e) for e in tabs if len(tabs) > 1 and not known & e.state)


def _more(elements: list[Element]) -> Found:
    for element in elements:
        if element.role in _PRESSED and _MORE.fullmatch(plain(element.text or element.hint)):
            yield element, element


def _by_drawing(seen: tuple[Element, ...], opened: list[Element]) -> Found:
    """A row with a chevron or plus on it, or with a drawing before it that its neighbours do not have.

    All of it as it is seen: a structure says neither what is drawn nor where in its row the words begin.
    """
    led = [(row, signs) for row, signs in _led(seen) if not any(e.box.contains(row.box.center) for e in opened)]
    for row, signs in led:
        yield from ((_called(sign, row), row) for sign in signs if _shows_opening(sign, row))
    for column in _columns(led):
        inmost = max(_lead(signs).box.left for _, signs in column)
        odd = [(_lead(signs), row) for row, signs in column if _lead(signs).box.left < inmost - _FURTHER]
        yield from ((_called(sign, row), row) for sign, row in odd if not _shows_another_thing(sign))


def _called(sign: Element, row: Element) -> Element:
    """A sign is called by what it opens, and judged by that."""
    return replace(sign, text=ScreenText(_name(row)))


def _shows_another_thing(sign: Element) -> bool:
    """A bin or a star before some of the rows opens nothing."""
    meaning = sign.meaning
    return meaning is not None and meaning.confidence >= _DOUBTED and not _OPENING_DRAWINGS.search(meaning.name)


def _lead(signs: list[Element]) -> Element:
    return min(signs, key=lambda e: e.box.left)


def _words(row: Element) -> Box:
    return row.text_box or row.box


def _led(seen: tuple[Element, ...]) -> list[tuple[Element, list[Element]]]:
    """Rows of words with the small drawings in line with them: before the words, or after them within the row."""
    drawn = [e for e in seen if e.role in _DRAWN and not e.text]
    led = []
    for row in seen:
        words = _words(row)
        if row.role not in _ROWS or not (row.text or row.value):
            continue
        signs = [
            e
            for e in drawn
            if words.top - _ALIGNED <= e.box.center.y < words.bottom + _ALIGNED
            and e.box.height <= 2 * words.height
            and (0 <= words.left - e.box.right + _ALIGNED < 4 * words.height or row.box.contains(e.box.center))
            and not words.contains(e.box.center)
        ]
        if signs:
            led.append((row, signs))
    return led


def _columns(led: list[tuple[Element, list[Element]]]) -> Iterator[list[tuple[Element, list[Element]]]]:
    """Those with a drawing before them whose words are in line, two or more: one level of a tree."""
    rest = [one for one in led if _lead(one[1]).box.left < _words(one[0]).left]
    while rest:
        edge = _words(rest[0][0]).left
        column = [one for one in rest if abs(_words(one[0]).left - edge) <= _FURTHER]
        rest = [one for one in rest if one not in column]
        if len(column) > 1:
            yield column


def _shows_opening(sign: Element, row: Element) -> bool:
    meaning = sign.meaning
    if meaning is None or meaning.confidence < _SURE:
        return False
    small_before = sign.box.right <= _words(row).left + _ALIGNED and sign.box.height <= 1.3 * _words(row).height
    return bool(_OPENING_DRAWINGS.search(meaning.name)) or (meaning.name == "play" and small_before)


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


def next_page(screen: ParsedScreen) -> Element | None:
    """What turns to the next page of what is listed."""
    return next((element for element, _ in _next_page([e for e in screen.elements if e.enabled])), None)


def numbered_page(number: int, screen: ParsedScreen) -> Element | None:
    """The number of a page in a row of such numbers."""
    named = [e for e in screen.elements if e.enabled and e.role in _PRESSED and e.text.strip() == str(number)]
    for element in named:
        if _beside_numbers(element, [other for other in screen.elements if other.id != element.id]):
            return element
    return None


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
