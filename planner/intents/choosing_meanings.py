"""Choosing by what words mean: "the words similar to happy and fast", "all the animals"."""

from grounding.screen import Element, ParsedScreen, Query, Role, State
from planner.actions import Click
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.seen import is_control
from planner.things import ChooseByMeaning

LEAST = 0.3
_TICKED = frozenset({Role.CHECKBOX, Role.SWITCH, Role.RADIO})
_OFFERED = frozenset({Role.BUTTON, Role.LINK, Role.OPTION, Role.LIST_ITEM, Role.TAB, Role.MENU_ITEM, Role.TEXT})
_SURE = 1.4
"""By this factor the likest must be more like than the next, or nothing tells which is meant."""


def choose_by_meaning(intent: ChooseByMeaning, eye: Sighting) -> Singles:
    look = eye.look()
    offered = _offered(eye.parse(look))
    chosen = _of_kind(intent, offered, eye) if intent.kind else _likest(intent, offered, eye)
    for element in chosen:
        if {State.CHECKED, State.SELECTED} & element.state and element.role in _TICKED:
            continue
        look = eye.look()
        if any(element.id == beyond.id for beyond in eye.parse(look).beyond):
            yield Single(act=Click(place=Query(text=element.text, exact=True, role=element.role)))  # by scrolling
            continue
        now = next((e for e in _offered(eye.parse(look)) if e.text == element.text), element)
        target = aimed_at(now, now.text, look)
        yield Single(act=Click(place=target.query), target=target)


def _offered(screen: ParsedScreen) -> list[Element]:
    """What can be ticked, where anything can be; else what can be pressed by its words; else what is written."""
    whole = [e for e in (*screen.elements, *screen.beyond) if e.text.strip() and e.enabled]
    ticked = [e for e in whole if e.role in _TICKED]
    pressed = [e for e in whole if e.role in _OFFERED and e.role is not Role.TEXT and is_control(e, screen)]
    written = [e for e in whole if e.role in _OFFERED]
    return next((found for found in (ticked, pressed, written) if len(found) > 1), [])


def _of_kind(intent: ChooseByMeaning, offered: list[Element], eye: Sighting) -> list[Element]:
    found = [e for e in offered if any(eye.is_kind_of(word, intent.kind) for word in _words(e))]
    if not found:
        raise NotPossible(f"Nothing that is offered is known to be of the kind “{intent.kind}”.")
    return found


def _likest(intent: ChooseByMeaning, offered: list[Element], eye: Sighting) -> list[Element]:
    """For each word the one that is likest, each once; the surest word chooses first."""
    scores = [
        (max((eye.likeness(word, own) for own in _words(element)), default=0.0), word, element)
        for word in intent.like
        for element in offered
    ]
    chosen: dict[str, Element] = {}
    for score, word, element in sorted(scores, key=lambda one: -one[0]):
        free = word not in chosen and all(element.id != other.id for other in chosen.values())
        if score >= LEAST and free:
            chosen[word] = element
    missing = [word for word in intent.like if word not in chosen]
    if missing:
        raise NotPossible(f"Nothing that is offered is known to be like “{missing[0]}”.")
    return [chosen[word] for word in intent.like]


def _words(element: Element) -> tuple[str, ...]:
    said = element.text.strip().lower()
    return (said, *said.split()) if " " in said else (said,)
