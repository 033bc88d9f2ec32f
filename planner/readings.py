"""Readings: what a place says, what a wait is for, what is claimed, what is worked out. They touch nothing.

"The result" without a place is what the last acts brought up: the newest text in the active window that was not there
before and was not typed, a number rather than words, large rather than small.
"""

import re
from dataclasses import dataclass

from grounding.geometry import Box
from grounding.screen import Element, Look, ParsedScreen, Role, Screenshot, State, Target
from planner.language.compute import CannotCompute, evaluate
from planner.likeness import letters, plain, reads_as
from planner.ports import Eyes, Surface
from planner.reading_back import Shown, stands_in
from planner.records import Evidence, Path, Says

_FIELDS = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.SPINNER, Role.DROPDOWN, Role.SLIDER})
_WORDS = frozenset({Role.TEXT, Role.LABEL, Role.HEADING, Role.CELL, Role.HEADER, Role.LIST_ITEM, Role.ROW})
_SUM = re.compile(r"(?!\d+-\d+-\d+$)[-(.]*\d.*[-+*/^×÷−%]")
_IN_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[-−+]?[\d][\d.,'\u00a0 ]*(?:[eE][-+]?\d+)?\s*[%€$£]?")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read, from which element, and what each path said of it."""

    text: str
    element: Element | None
    evidence: tuple[Evidence, ...]


def read_place(target: Target, look: Look, screen: ParsedScreen, *, eyes: Eyes, surface: Surface) -> Reading | None:
    """The value of a field; of a label, what it labels; else the text itself. None: nothing legible, or a secret."""
    element = target.element
    if State.SECRET in element.state:
        return None
    if element.role in _WORDS:
        element, text = _labelled(target, screen)
    else:
        text = element.value or ("" if element.role in _FIELDS else element.text)
    return _cross_checked(element, text, look, eyes=eyes, surface=surface)


def _labelled(target: Target, screen: ParsedScreen) -> tuple[Element, str]:
    """ "Total: 12 EUR" gives "12 EUR"; a bare "Total" gives what stands to its right, else below it."""
    element = target.element
    asked = plain(target.query.text).strip(" :")
    said = element.text.strip()
    name, colon, rest = said.partition(":")
    if colon and rest.strip() and plain(name) == asked:
        return element, rest.strip()
    if not asked or plain(said).strip(" :") != asked:
        return element, said
    neighbour = beside(element, screen)
    if neighbour is None:
        return element, said
    return neighbour, neighbour.value or neighbour.text


def beside(element: Element, screen: ParsedScreen) -> Element | None:
    box = element.box
    texts = [e for e in screen.elements if e.id != element.id and (e.value or e.text) and not e.box.encloses(box)]
    right = [  # the boxes of cells that are known by sight may overlap a little
        e
        for e in texts
        if (e.box.left >= box.right - 2 or (e.box.left > box.center.x and e.box.right > box.right))
        and abs(e.box.center.y - box.center.y) <= max(6, box.height // 2)
    ]
    if right:
        return min(right, key=lambda e: e.box.left)
    below = [
        e
        for e in texts
        if 0 <= e.box.top - box.bottom + 2 <= 3 * box.height and e.box.left < box.right and e.box.right > box.left
    ]
    return min(below, key=lambda e: e.box.top, default=None)


def _cross_checked(element: Element, text: str, look: Look, *, eyes: Eyes, surface: Surface) -> Reading | None:
    """Text from structure is looked for in the picture, text from the picture is asked of the structure.

    Where there is none, another reader is asked: one alone would never know that it took a letter for another.
    """
    evidence: list[Evidence] = []
    lines = Shown(look, [element.box.grown(2)], eyes)
    seen = lines.text
    fresh = surface.inspect(element) if element.handle else None
    if isinstance(fresh, Element) and surface.structure_path is not None:
        told = fresh.value or fresh.text
        text = text if text and text in told else (told or text)
        says = Says.AGREES if told else Says.NO_ANSWER
        evidence.append(Evidence(path=surface.structure_path, says=says, detail=f"it says “{told[:80]}”"))
    text = text or seen
    if not text:
        return None
    if isinstance(fresh, Element):
        shown = reads_as(text, seen) or (bool(seen) and reads_as(seen, text))
    else:
        shown = stands_in(text, [(line,) for line in lines.again], words=False)
    says = Says.AGREES if shown else Says.NO_ANSWER
    evidence.insert(0, Evidence(path=Path.PIXELS, says=says, detail=f"it shows “{seen[:80]}”"))
    return Reading(text=text, element=element, evidence=tuple(evidence))


def read_result(
    before: Screenshot | None, look: Look, screen: ParsedScreen, typed: tuple[str, ...], *, eyes: Eyes, surface: Surface
) -> Reading | None:
    """What came up since `before` (None: nothing is known of earlier, so the whole window counts)."""
    changed = eyes.changed(before, look.screenshot) if before is not None else (look.screenshot.box,)
    active = next((window.box for window in look.surroundings.windows if window.active), look.screenshot.box)
    came_up = [
        e
        for e in screen.elements
        if _content(e) and e.box.share_inside(active) > 0.8 and any(e.box.clipped(box).area for box in changed)
    ]
    best = max(came_up, key=lambda e: (bool(is_answer(_part_of(e, typed), typed)), *_rank(e, typed)), default=None)
    if best is None:
        return None
    return _cross_checked(best, _result_part(_content(best), typed), look, eyes=eyes, surface=surface)


def _part_of(element: Element, typed: tuple[str, ...]) -> str:
    return _result_part(_content(element), typed)


def is_answer(shown: str, typed: tuple[str, ...]) -> bool | None:
    """Whether a number is what the sum typed last comes to, as far as its digits go; None: no sum, or no number.

    What an application answers is its own affair, but until it has, what stands there is the last number keyed in.

    >>> is_answer("8", ("12.5*8",)), is_answer("100", ("12.5*8",)), is_answer("0.333", ("1/3",))
    (False, True, True)
    >>> is_answer("8", ("hello",)), is_answer("8", ("2026-11-21",))
    (None, None)
    >>> is_answer("2^16", ("2^16",)), is_answer("65 536", ("2^16",))
    (False, True)
    """
    sum_typed = next((text for text in reversed(typed) if _SUM.match(text.strip())), "")
    try:
        wanted = float(evaluate(sum_typed.rstrip("= \n"), {}))
        if letters(shown) == letters(sum_typed):
            return False
        got = float(evaluate(_IN_THOUSANDS.sub("", shown), {}))
    except (CannotCompute, ValueError, OverflowError):
        return None
    _, point, decimals = shown.strip().rpartition(".")
    last_digit = 10.0 ** -len(decimals) if point and decimals.isdigit() else 0.0
    return abs(wanted - got) <= max(last_digit, abs(wanted) * 1e-9)


def _content(element: Element) -> str:
    if State.SECRET in element.state or element.role in (Role.BUTTON, Role.ICON_BUTTON, Role.MENU_ITEM, Role.WINDOW):
        return ""
    return str(element.value if element.role in _FIELDS else element.text)


def _rank(element: Element, typed: tuple[str, ...]) -> tuple[bool, bool, bool, int]:
    text = _content(element)
    part = _result_part(text, typed)
    was_typed = any(letters(text) == letters(t) for t in typed)
    number = bool(_NUMBER.fullmatch(part.strip()))
    return (not was_typed, number, element.role in _FIELDS, _line_height(element.box, text))


def _line_height(box: Box, text: str) -> int:
    return box.height // max(1, text.count("\n") + 1)


def _result_part(text: str, typed: tuple[str, ...]) -> str:
    """Of "17×23 = 391" only "391"; of several lines the last that says something.

    >>> _result_part("17×23 = 391", ("17*23",))
    '391'
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    last = lines[-1] if lines else text.strip()
    _, equals, rest = last.rpartition("=")
    if equals and rest.strip():
        last = rest.strip()
    elif equals and not rest.strip():
        last = last.rstrip("= ")
    return last
