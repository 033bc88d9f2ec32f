"""What a screen offers to somebody with a goal: controls by what they are called, and what has just come up.

Decision: by words and drawings alone, the same for a structure and for pixels; where there is no structure a frame with
words in it may be a button that was taken for a field, so its words count as a name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from grounding.geometry import Box
from grounding.screen import Element, ElementId, ParsedScreen, Role, ScreenText, State
from planner.goals.skill import Skill
from planner.likeness import letters, plain

PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.MENU_ITEM, Role.OPTION, Role.TAB, Role.IMAGE})
ENTERED = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.SPINNER, Role.SLIDER})
TICKED = frozenset({Role.CHECKBOX, Role.RADIO, Role.SWITCH})
_STATED = frozenset({Role.HEADING, Role.DIALOG, Role.WINDOW, Role.TITLE_BAR, Role.DOCUMENT, Role.TABLE, Role.LIST})
_OF_FIELDS = ENTERED | {Role.LABEL}
"""Where a structure tells what is a control, these are none that is pressed."""
_WITHIN = 0.8
_SIGNS = re.compile(r"[^\w\s'’&/-]+")
_INVISIBLE = " \n\t\ufe0e\ufe0f"
"""Round a sign; two of them say only how it is to be drawn."""
_LONGEST_NAME = 7
_APART = re.compile(r"\s[·•|‖/»›]\s")
_SURE_DRAWING = 0.35
WHOLE, BEGINS, HOLDS, DRAWN = 1.0, 0.85, 0.7, 0.6


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A control that fits, and how well, 0..1."""

    element: Element
    fit: float


def name_of(element: Element) -> str:
    """What a person would call it; words in a frame that only looks like a field are its name."""
    return element.text or element.hint or ("" if element.handle else element.value)


def bare(text: str) -> str:
    """
    >>> bare(" + New event… ")
    'new event'
    """
    return " ".join(_SIGNS.sub(" ", plain(text)).split())


def spot(element: Element) -> Box:
    """Where a thing surely is: by sight the frame around its words may be a guess."""
    return element.text_box if element.text_box is not None and not element.handle else element.box


def pieces(elements: Iterable[Element]) -> Iterator[Element]:
    """Words that were read as one line but stand apart ("Home · Sign in"), each where it must be by its share."""
    for element in elements:
        yield element
        if element.handle or not _APART.search(element.text):
            continue
        box, length = spot(element), len(element.text)
        at = 0
        for number, part in enumerate(_APART.split(element.text)):
            start = element.text.index(part, at) if part else at
            at = start + len(part)
            if len(part.strip()) > 1:
                left = box.left + box.width * start // length
                right = box.left + box.width * at // length
                yield replace(
                    element,
                    id=ElementId(f"{element.id}.{number}"),
                    text=ScreenText(part.strip()),
                    box=Box(left, box.top, right, box.bottom),
                    text_box=None,
                )


def said_on(element: Element) -> str:
    """All that stands on it."""
    return " ".join(part for part in (element.text, element.value, element.hint) if part)


def fits(element: Element, names: Iterable[str], drawn: Iterable[str] = ()) -> float:
    """How well a control is called by one of the names; 0.0 when it is not."""
    names, drawings = tuple(names), set(drawn)
    said = [text for text in (name_of(element), element.hint) if text]
    if any(text.strip(_INVISIBLE) in drawings for text in said):
        return WHOLE  # a sign that is written, not drawn
    if said:
        return max(_fit(text, names) for text in said)
    meaning = element.meaning
    shown = meaning is not None and meaning.confidence >= _SURE_DRAWING and meaning.name in drawings
    return DRAWN if shown else 0.0


def _fit(said: str, names: tuple[str, ...]) -> float:
    name = bare(said)
    if not name:
        return WHOLE if plain(said) in names else 0.0
    words = name.split()
    best = 0.0
    for wanted in names:
        if name == wanted or letters(name) == letters(wanted):
            return WHOLE
        if len(words) > _LONGEST_NAME:
            continue
        if name.startswith(f"{wanted} "):
            best = max(best, BEGINS)
        elif f" {wanted} " in f" {name} " and len(words) <= len(wanted.split()) + 2:
            best = max(best, HOLDS)
    return best


def offers(
    elements: Iterable[Element],
    names: Iterable[str],
    drawn: Iterable[str] = (),
    *,
    noun: str = "",
    repeated: bool = False,
) -> list[Offer]:
    """The controls that may be pressed and are called so, the best first; upper ones before lower ones.

    repeated: one of many alike is looked for, so that by sight bare words may be one of them as well.
    """
    found = []
    wanted = tuple(names)
    elements = tuple(elements)
    fields = [element.box for element in elements if element.handle and element.role in ENTERED]
    for element in pieces(elements):
        if not element.enabled or element.role in _STATED or element.role in TICKED:
            continue
        if element.handle and element.role in _OF_FIELDS:
            continue
        if element.role is Role.TEXT and any(element.box.share_inside(field) > _WITHIN for field in fields):
            continue  # what is written in a field
        fit = fits(element, wanted, drawn)
        if not fit:
            continue
        is_control = element.role in PRESSED
        is_seen_so = not element.handle and (element.role in ENTERED or (repeated and fit >= BEGINS))
        if not is_control and fit < WHOLE and not is_seen_so:
            continue
        if noun and noun.rstrip("s") in bare(name_of(element)):
            fit += 0.2
        found.append(Offer(element=element, fit=fit if is_control else fit * 0.8))
    return sorted(found, key=lambda offer: (-offer.fit, offer.element.box.top, offer.element.box.left))


def of_skill(skill: Skill, elements: Iterable[Element], *, repeated: bool = False) -> list[Offer]:
    """The controls of the deed, whether they begin it or carry it out."""
    return offers(elements, (*skill.begins, *skill.ends), skill.drawn, repeated=repeated)


def shows(text: str, element: Element) -> bool:
    """Whether the text stands on the element as words of their own.

    >>> from grounding.geometry import Box
    >>> from grounding.screen import ElementId, FoundBy, ScreenText
    >>> def line(said): return Element(id=ElementId("e"), box=Box(0, 0, 9, 9), role=Role.TEXT, text=ScreenText(said),
    ...     found_by=FoundBy.TEXT)
    >>> shows("Bo", line("From: Bo")), shows("Bo", line("Bottles"))
    (True, False)
    """
    wanted, said = plain(text), plain(said_on(element))
    if re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", said):
        return True
    return not element.handle and len(wanted) > 3 and letters(wanted) in letters(said)


def fresh(now: ParsedScreen, before: ParsedScreen | None) -> list[Element]:
    """What was not there before: other words, or at another place."""
    if before is None:
        return list(now.elements)
    known: dict[str, list[Box]] = {}
    for element in before.elements:
        known.setdefault(bare(name_of(element)), []).append(element.box)
    return [
        element
        for element in now.elements
        if not any(element.box.iou(box) > 0.5 for box in known.get(bare(name_of(element)), ()))
    ]


def dialogs(screen: ParsedScreen) -> list[Element]:
    return [element for element in screen.elements if element.role is Role.DIALOG]


def inside(screen: ParsedScreen, box: Box) -> list[Element]:
    return [element for element in screen.elements if element.box.share_inside(box) > 0.8 and element.box != box]


def is_secret(element: Element) -> bool:
    return State.SECRET in element.state
