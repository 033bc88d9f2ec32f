"""Whether a control shows the day or time, or the number, that was wanted of it: pixels and structure, each asked."""

import re
from collections.abc import Callable

from grounding.screen import Element, Look, Role, State, Structure
from planner.intents.moments import days, holds_moment
from planner.likeness import plain
from planner.ports import Eyes, Gone, Surface
from planner.reading_back import Shown
from planner.records import Evidence, Path, told_by
from planner.settle import touches

_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:[ ,]\d{3}(?!\d))*(?:[.,]\d+)?")

_HOLDS = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.SPINNER, Role.SLIDER, Role.DROPDOWN})

Holds = Callable[[str], bool]
"""Whether a text says what was wanted."""


def showing_number(wanted: str) -> Holds:
    number = number_in(wanted)
    return lambda held: number is not None and number_in(held) == number


def number_in(text: str) -> float | None:
    """The first number that a text shows.

    >>> number_in("-97"), number_in("50 %"), number_in("1,250 km"), number_in("none")
    (-97.0, 50.0, 1250.0, None)
    """
    found = _NUMBER.search(text.replace("\N{MINUS SIGN}", "-"))
    if found is None:
        return None
    said = re.sub(r"[ ,](?=\d{3}(?!\d))", "", found[0])
    return float(said.replace(",", "."))


def day_evidence(
    wanted: str, element: Element | None, before: Look, after: Look, *, surface: Surface, eyes: Eyes
) -> tuple[Evidence, ...]:
    """As `shown_evidence`; a day in a calendar, which says nothing but its number, is marked when it is chosen."""
    is_day = element is not None and element.role not in _HOLDS
    if element is not None and is_day and number_in(element.text) in {day.day for day in days(wanted)}:
        changed = touches(eyes.changed(before.screenshot, after.screenshot), element.box)
        return (told_by(Path.PIXELS, changed or None, f"“{element.text[:80]}” is marked now"),)
    return shown_evidence(lambda held: holds_moment(wanted, held), element, before, after, surface=surface, eyes=eyes)


def shown_evidence(
    holds: Holds, element: Element | None, before: Look, after: Look, *, surface: Surface, eyes: Eyes
) -> tuple[Evidence, ...]:
    """What each path says of the element that was set. None: it was not found, so nothing can be said."""
    if element is None:
        return (told_by(Path.PIXELS, None, "what would show it was not found"),)
    fresh = surface.inspect(element) if element.handle else None
    told = fresh.value or fresh.text if isinstance(fresh, Element) else ""
    shown = Shown(after, [element.box.grown(2)], eyes)
    texts = [shown.text, *(line.text for line in shown.lines)]
    changed = touches(eyes.changed(before.screenshot, after.screenshot), element.box)
    path = surface.structure_path
    if isinstance(fresh, Element) and path is not None:
        chosen = bool({State.SELECTED, State.CHECKED} & fresh.state)
        agrees = holds(told) or (chosen and not fresh.value)
        seen = any(map(holds, texts)) or changed
        evidence = [told_by(Path.PIXELS, seen or None, f"it shows “{shown.text[:80]}”")]
        if agrees or fresh.value:
            evidence.append(told_by(path, agrees, f"it holds “{told[:80]}”"))
        elif not any(map(holds, texts)):
            evidence.append(told_by(path, None, f"it says only “{told[:80]}”"))
        return tuple(evidence)
    if not any(map(holds, texts)):
        again = shown.again or eyes.read_again(after, (element,))  # a lone digit is passed over at times
        texts.extend((" ".join(again), *again))
    good = any(map(holds, texts))
    evidence = [told_by(Path.PIXELS, good or None, f"it shows “{shown.text[:80]}”")]
    if isinstance(fresh, Gone) and path is not None and not good:
        evidence.append(told_by(path, None, "it is gone"))
    return tuple(evidence)


def drawn_anew(element: Element, after: Look) -> Element | None:
    """The control that a page put in an element's place: of the same kind and name, where it was."""
    offered = after.structure.elements if isinstance(after.structure, Structure) else ()
    same = [e for e in offered if e.role is element.role and e.text == element.text and e.box.iou(element.box) > 0.3]
    return same[0] if len(same) == 1 else None


def names_its_choice(element: Element, option: str) -> bool:
    """Some lists are named by what is chosen in them."""
    return element.role is Role.DROPDOWN and plain(element.text) == plain(option)
