"""What a step turns out to ask once the control is seen that it names: words alone do not tell a slider from a field.

Decision: the words are followed as they were read, unless what they name is there and is of another kind, or is not
there and something that offers just that is. Nothing is done here; the step only takes the form that the control takes.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from grounding.screen import Element, ParsedScreen, Query, Related, Relation, Role, Target
from planner.actions import Action, Click, Filling, Literal, SelectOption, SetLevel, TypeText
from planner.find import wanted
from planner.held import number_in
from planner.intents.expanding import Sighting
from planner.intents.forms import chooser_of, labels_a_field
from planner.intents.stepping import stepper_near
from planner.language.describe import describe_action
from planner.language.expectations import expected
from planner.likeness import plain
from planner.other_ways import is_plain
from planner.plan import Step

_SAYS = frozenset({Role.TEXT, Role.LABEL, Role.HEADING})
_OFFERED = frozenset(
    {Role.RADIO, Role.CHECKBOX, Role.OPTION, Role.LIST_ITEM, Role.BUTTON, Role.TAB, Role.LINK, Role.TEXT, Role.CELL}
)
_NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?\d+(?:[.,]\d+)?\s*(?:%|[a-zµ°]+)?", re.I)
_BESIDE = 3
"""How far below its label a slider may lie, in heights of the label."""


def as_it_takes(step: Step, eye: Sighting) -> Step:
    """The step as it is, or with the action that the control takes."""
    match step.action:
        case TypeText(value=Literal(text=text), place=Query() as place, filling=Filling.REPLACE) if _NUMBER.fullmatch(
            text.strip()
        ):
            action: Action | None = _as_level(step.action, place, eye)
        case SelectOption(option=Literal(text=text)):
            action = _as_click(text, step.action, eye)
        case Click(place=Query(exact=False, role=None, relations=(), ordinal=None) as place) as click if is_plain(
            click
        ):
            action = _as_choice(place, eye) if " " in place.text else None
        case _:
            action = None
    if action is None:
        return step
    return replace(step, action=action, purpose=describe_action(action), expect=expected(action))


def _as_level(typing: TypeText, place: Query, eye: Sighting) -> SetLevel | None:
    """A number that is typed into what is a slider, or has a minus and a plus."""
    query = wanted(typing)
    assert query is not None
    assert isinstance(typing.value, Literal)
    sight = eye.find(query, patience_s=0.0)
    if not isinstance(sight.found, Target):
        return None
    element = sight.found.element
    if element.role is not Role.SLIDER:
        if element.role not in _SAYS or labels_a_field(element, eye.parse(sight.look)):
            return None
        below = replace(element, box=element.box.grown(_BESIDE * element.box.height)).box
        slides = any(track.box.meets(below) for track in eye.tracks(sight.look))
        if not slides and stepper_near(sight.found, eye.parse(sight.look)) is None:
            return None
    number = number_in(typing.value.text)
    return SetLevel(value=Literal(text=f"{number:g}"), place=place)


def _as_click(option: str, choosing: SelectOption, eye: Sighting) -> Click | None:
    """What is chosen from is no list that opens, and what is to be chosen stands there."""
    query = wanted(choosing)
    assert query is not None
    sight = eye.find(query, patience_s=0.0)
    named = sight.found.element if isinstance(sight.found, Target) else None
    if named is not None and named.role not in _SAYS:
        return None
    screen = eye.parse(sight.look)
    if named is not None and (labels_a_field(named, screen) or chooser_of(named, screen) is not None):
        return None
    known = (*screen.elements, *screen.beyond)
    called = [e for e in known if e.role in _OFFERED and plain(e.text) == plain(option) and e.enabled]
    below = (Related(relation=Relation.BELOW, anchor=choosing.place),) if len(called) > 1 else ()
    return Click(place=Query(text=option, exact=True, relations=below)) if called else None


def _as_choice(place: Query, eye: Sighting) -> Action | None:
    """ "choose size XL", "select insurance private": the label and what it offers; or what a closed list offers."""
    sight = eye.find(place, patience_s=0.0)
    if isinstance(sight.found, Target) and _names(sight.found.element, place.text):
        return None
    screen = eye.parse(sight.look)
    for label, option in _parted(place.text):
        for control, chooser in _choosers(label, screen):
            if not chooser.options or any(plain(one) == option for one in chooser.options):
                return SelectOption(option=Literal(text=_as_said(option, place.text)), place=Query(text=control))
        if _is_headed(label, option, screen):
            return Click(place=Query(text=_as_said(option, place.text), exact=True))
    return None


def _names(element: Element, text: str) -> bool:
    return plain(text) in (plain(element.text), plain(element.hint), plain(element.value))


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """
    >>> list(_parted("blood group AB"))
    [('blood group', 'ab'), ('group ab', 'blood'), ('blood', 'group ab'), ('ab', 'blood group')]
    """
    words = plain(text).split()
    for length in range(len(words) - 1, 0, -1):
        yield " ".join(words[:length]), " ".join(words[length:])
        yield " ".join(words[-length:]), " ".join(words[:-length])


def _as_said(part: str, text: str) -> str:
    at = text.casefold().find(part)
    return text[at : at + len(part)] if at >= 0 else part


def _choosers(label: str, screen: ParsedScreen) -> Iterator[tuple[str, Element]]:
    """What the drop-down is called, and the drop-down."""
    for element in screen.elements:
        name = plain(element.text).strip(" :*")
        if name != label:
            continue
        if element.role is Role.DROPDOWN:
            yield element.text, element
        elif element.role in _SAYS and (chooser := chooser_of(element, screen)) is not None:
            yield element.text, chooser


def _is_headed(label: str, option: str, screen: ParsedScreen) -> bool:
    """Whether a choice of that name stands on a screen that says the label before it."""
    heads = [e for e in screen.elements if plain(e.text).strip(" :*") == label]
    ticked = [e for e in screen.elements if e.role in (Role.RADIO, Role.CHECKBOX) and plain(e.text) == option]
    return bool(heads) and len(ticked) == 1
