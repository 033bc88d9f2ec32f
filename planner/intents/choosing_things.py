"""Choosing what is told by its looks, its kind or what it says: all of it, all but some, the one that answers."""

import re

from grounding.screen import Element, Look, ParsedScreen, Query, Role, State
from planner.actions import Click, Literal, TypeText
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at, fields
from planner.intents.moving_targets import click_moving
from planner.intents.puzzles import answer_to
from planner.intents.seen import Thing, is_control, meant, needed, target_of, things_on
from planner.likeness import plain
from planner.things import ChooseThing, ChooseThings, GiveAnswer, Kind, MarkNumbers, NameFigure, Things, Trait

_TICKED = frozenset({Role.CHECKBOX, Role.SWITCH, Role.RADIO})
_OFFERED = frozenset({Role.BUTTON, Role.RADIO, Role.CHECKBOX, Role.LINK, Role.OPTION, Role.TAB, Role.LIST_ITEM})
_KEYS = frozenset("0123456789")
_ANSWER = re.compile(r"\b(?:answer|solution|result|lösung|antwort|ergebnis|réponse|respuesta|risposta)\b")


def choose_things(intent: ChooseThings, eye: Sighting) -> Singles:
    look = eye.look()
    if not _is_by_kind(intent.things, eye.parse(look)):
        for thing in needed(intent.things, things_on(eye, look)):
            yield Single(act=Click(place=Query(text=intent.things.said)), target=target_of(thing, _called(thing), look))
        return
    for element in _controls(intent.things, eye.parse(look)):
        if _is_as_wanted(element, intent):
            continue
        if any(element.id == beyond.id for beyond in eye.parse(look).beyond):
            yield Single(act=Click(place=Query(text=element.text, exact=True, role=element.role)))  # by scrolling
            continue
        target = aimed_at(element, element.text or intent.things.said, look)
        yield Single(act=Click(place=target.query), target=target)
    ticked = [element for element in _controls(intent.things, eye.parse(eye.look())) if element.role in _TICKED]
    missed = next((element for element in ticked if element.handle and not _is_as_wanted(element, intent)), None)
    if missed is not None:
        raise NotPossible(f"“{missed.text[:60]}” is {'not ticked' if intent.checked else 'still ticked'}.")


def choose_thing(intent: ChooseThing, eye: Sighting) -> Singles:
    if intent.things.moving:
        yield from click_moving(intent, eye)
        return
    look = eye.look()
    found = meant(intent.things, things_on(eye, look))
    if len(found) > 1 and not intent.things.any_one:
        raise NotPossible(f"There are {len(found)} of “{intent.things.said}”; say which one.")
    if not found:
        yield Single(act=Click(place=Query(text=intent.things.said, narrowing=tuple(intent.things.size or ()))))
        return
    yield Single(act=Click(place=Query(text=intent.things.said)), target=target_of(found[0], _called(found[0]), look))


def _is_by_kind(things: Things, screen: ParsedScreen) -> bool:
    """Controls, and not what is drawn. Boxes, and things of no kind, are those to tick where there are any."""
    if things.role is not None:
        return True
    tickable = any(element.role in _TICKED and is_control(element, screen) for element in screen.elements)
    return tickable and things.kind in (Kind.ANYTHING, Kind.BOX) and not things.color and things.size is None


def _controls(things: Things, screen: ParsedScreen) -> tuple[Element, ...]:
    """Raises NotPossible where none is there, or where a thing that is left out is none of them."""
    every = (*screen.elements, *screen.beyond)
    found = [e for e in every if e.role in _TICKED] if things.role in (None, Role.CHECKBOX, Role.SWITCH) else []
    found = found or [e for e in every if e.role is things.role and e.handle == (e.handle or "")]
    if things.names:
        found = [e for e in found if _is_called(e, things.names)]
    for part in things.besides:
        unknown = [name for name in part.names if not any(_is_called(e, (name,)) for e in found)]
        if unknown:
            raise NotPossible(f"There is no “{unknown[0]}” to leave out.")
        found = [e for e in found if not _is_called(e, part.names)]
    found = [e for e in found if e.enabled]
    if not found:
        raise NotPossible(f"There is nothing to choose for “{things.said}”.")
    return tuple(found)


def _is_called(element: Element, names: tuple[str, ...]) -> bool:
    return plain(element.text) in {plain(name) for name in names}


def _is_as_wanted(element: Element, intent: ChooseThings) -> bool:
    if element.role not in _TICKED:
        return False
    return (State.CHECKED in element.state or State.SELECTED in element.state) is intent.checked


def _called(thing: Thing) -> str:
    return thing.text or next(iter(sorted(thing.kinds & set(_SPECIFIC))), "figure")


_SPECIFIC = frozenset(Kind) - {Kind.ANYTHING, Kind.SHAPE, Kind.BOX, Kind.POINT}


# --- what says something of another -------------------------------------------------------------------------------


def mark_numbers(intent: MarkNumbers, eye: Sighting) -> Singles:
    look = eye.look()
    numbers = [thing for thing in things_on(eye, look) if Kind.NUMBER in thing.kinds]
    if not numbers:
        raise NotPossible("There are no numbers in sight to be marked.")
    choices = _choices(eye.parse(look))
    for number in numbers:
        words = {plain(word) for trait, word in intent.traits if _is(_value(number.text), trait)}
        if not words:
            raise NotPossible(f"“{number.text}” is none of these.")
        fitting = [choice for choice in choices if plain(choice.text) in words]
        beside = [choice for choice in fitting if _is_level(choice, number)]
        chosen = min(beside or fitting, key=lambda choice: _apart(choice, number), default=None)
        if chosen is None:
            raise NotPossible(f"Nothing beside “{number.text}” says {' or '.join(sorted(words))}.")
        target = aimed_at(chosen, chosen.text, look)
        yield Single(act=Click(place=target.query), target=target)


def _value(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-").replace(",", "."))


def _is(number: float, trait: Trait) -> bool:
    match trait:
        case Trait.ODD:
            return number % 2 == 1
        case Trait.EVEN:
            return number % 2 == 0
        case Trait.POSITIVE:
            return number > 0
        case Trait.NEGATIVE:
            return number < 0


def _is_level(choice: Element, thing: Thing) -> bool:
    return choice.box.top < thing.box.center.y < choice.box.bottom


def _apart(choice: Element, thing: Thing) -> int:
    return abs(choice.box.center.x - thing.box.center.x) + abs(choice.box.center.y - thing.box.center.y)


def _choices(screen: ParsedScreen) -> tuple[Element, ...]:
    return tuple(e for e in screen.elements if e.role in _OFFERED and e.text and is_control(e, screen))


def name_figure(intent: NameFigure, eye: Sighting) -> Singles:
    look = eye.look()
    seen = things_on(eye, look)
    if len(seen) != 1:
        raise NotPossible(
            f"There are {len(seen)} figures in sight; say which one." if seen else "No figure is in sight."
        )
    words = {plain(word): kind for word, kind in intent.words}
    fits = [
        (choice, kind)
        for choice in _choices(eye.parse(look))
        if (kind := words.get(plain(choice.text))) is not None and kind in seen[0].kinds
    ]
    exact = [choice for choice, kind in fits if kind is not Kind.SHAPE] or [choice for choice, _ in fits]
    if len(exact) != 1:
        raise NotPossible("None of the choices says what is drawn." if not exact else "Several choices say what it is.")
    target = aimed_at(exact[0], exact[0].text, look)
    yield Single(act=Click(place=target.query), target=target)


def give_answer(intent: GiveAnswer, eye: Sighting) -> Singles:
    """Numbers to choose from are answers; the ten digits are a keypad."""
    look = eye.look()
    offered = _answers(look, eye)
    if len(offered) < 2 or {plain(choice.text) for choice in offered} >= _KEYS:
        asking = [field for field in fields(eye.parse(look)) if not field.element.value and _asks(field.label)]
        if len(asking) == 1:
            target = aimed_at(asking[0].element, asking[0].label, look)
            yield Single(act=TypeText(value=Literal(text=intent.result), place=target.query), target=target)
        return
    fits = [choice for choice in offered if plain(choice.text) == plain(intent.result)]
    if not fits:
        raise NotPossible(f"It is {intent.result}, and none of the answers says so.")
    target = aimed_at(fits[0], fits[0].text, look)
    yield Single(act=Click(place=target.query), target=target)


def _asks(label: str) -> bool:
    """Whether a field's words ask for a number: "Answer", "7 x 8 =", "How many?"."""
    return bool(_ANSWER.search(label)) or label.rstrip().endswith(("=", "?")) or answer_to(label) is not None


def _answers(look: Look, eye: Sighting) -> list[Element]:
    return [choice for choice in _choices(eye.parse(look)) if choice.text.strip().isdecimal()]
