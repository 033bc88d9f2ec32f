"""Facts of a sentence brought into the fields that a form has: each where its words fit one field and no other.

Decision: by the words' stems, by the kind of value, and, when one fact and one field are left over, by that. Where that
leaves a doubt nothing is filled in: the whole goes into the search field, as if there were no such form.
"""

import re
from collections.abc import Sequence

from grounding.screen import Element, Role, Target
from planner.actions import Click, Fact, FillFacts, FillFromScreen, Literal, PressKeys, TypeText
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import Field, aimed_at, button_of, fields, words_of
from planner.likeness import plain
from planner.plan import FieldHolds
from planner.readings import beside

_STEM = 4
_SMALL = frozenset({"the", "a", "an", "of", "from", "by", "in", "at", "on", "for", "with", "to", "and", "name", "your"})
_KINDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"(?:1[5-9]|20)\d\d"), frozenset({"year", "date", "released", "published", "when", "since"})),
    (re.compile(r"\S+@\S+\.\S+"), frozenset({"email", "e-mail", "mail"})),
    (re.compile(r"[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?[€$£]"), frozenset({"price", "amount", "cost", "budget"})),
)
_CUES = {
    "by": frozenset({"author", "artist", "director", "writer", "creator", "maker", "composer"}),
    "in": frozenset({"city", "place", "location", "country", "region", "where"}),
    "near": frozenset({"city", "place", "location", "where"}),
    "from": frozenset({"from", "origin", "departure"}),
    "to": frozenset({"to", "destination", "arrival"}),
}


def fill_facts(intent: FillFacts, eye: Sighting) -> Singles:
    look = eye.look()
    screen = eye.parse(look)
    form = fields(screen)
    matched = match(intent.facts, [field.label for field in form])
    button = button_of(form, screen) if form else None
    if matched is None:
        found = eye.find(intent.place, patience_s=3.0).found if intent.place is not None else None
        if isinstance(found, Target) and found.element.role is Role.BUTTON and not found.element.handle:
            raise NotPossible("None of the fields in sight can be told to be the one for these facts.")
        value = Literal(text=intent.text)
        yield Single(
            act=TypeText(value=value, place=intent.place), expect=(FieldHolds(value=value, place=intent.place),)
        )
        yield Single(act=PressKeys(keys=("enter",)))
        return
    for fact, number in zip(intent.facts, matched, strict=True):
        yield _into(form[number], fact.value, eye)
    if button is None:
        yield Single(act=PressKeys(keys=("enter",)))
        return
    yield Single(act=Click(place=aimed_at(button, button.text, look).query), target=aimed_at(button, button.text, look))


def fill_from_screen(intent: FillFromScreen, eye: Sighting) -> Singles:
    """Raises NotPossible when no field has a label that stands elsewhere with a value beside it."""
    screen = eye.parse(eye.look())
    form = fields(screen)
    inputs = {one.element.id for one in form}
    filled = 0
    missing = []
    for field in form:
        same = [e for e in screen.elements if field.label and words_of(e) == field.label]
        labels = sorted((e for e in same if e.id not in inputs), key=lambda e: _apart(e, field))
        values = [beside(label, screen) for label in labels[1:]]  # the nearest is the field's own
        told = [v for v in values if v is not None and v.id not in inputs and (v.value or v.text)]
        if told:
            filled += 1
            yield _into(field, told[0].value or told[0].text, eye)
        elif field.label:
            missing.append(field.label)
    if filled and missing:
        raise NotPossible(f"No value for “{missing[0]}” stands on the screen.")
    if not filled:
        raise NotPossible("No field of the form has a label that stands beside a value elsewhere.")


def _apart(label: Element, field: Field) -> int:
    here, there = label.box.center, field.element.box.center
    return abs(here.y - there.y) + max(0, field.element.box.left - label.box.right) // 4


def _into(field: Field, text: str, eye: Sighting) -> Single:
    target = aimed_at(field.element, field.label, eye.look())
    value = Literal(text=text)
    return Single(
        act=TypeText(value=value, place=target.query),
        expect=(FieldHolds(value=value, place=target.query),),
        target=target,
    )


def match(facts: Sequence[Fact], labels: Sequence[str]) -> tuple[int, ...] | None:
    """For each fact the number of its field; None unless every fact has one, each its own.

    >>> facts = (Fact(cue="films", value="noir"), Fact(cue="directed by", value="Lang"), Fact(cue="year", value="1944"))
    >>> match(facts, ("year", "genre", "director"))
    (1, 2, 0)
    >>> match(facts, ("search",)) is None
    True
    """
    if len(facts) < 2 or len(labels) < len(facts):
        return None
    chosen: dict[int, int] = {}
    for fits in (_by_words, _by_kind, _by_cue):
        for number, fact in enumerate(facts):
            if number in chosen:
                continue
            free = [at for at, label in enumerate(labels) if at not in chosen.values() and fits(fact, label)]
            if len(free) == 1:
                chosen[number] = free[0]
    left = [number for number in range(len(facts)) if number not in chosen]
    free = [at for at, label in enumerate(labels) if label and at not in chosen.values()]
    if len(left) == 1 and len(free) == 1 and chosen:
        chosen[left[0]] = free[0]
    return tuple(chosen[number] for number in range(len(facts))) if len(chosen) == len(facts) else None


def _by_words(fact: Fact, label: str) -> bool:
    said, shown = _content(fact.cue), _content(label)
    return any(a[:_STEM] == b[:_STEM] for a in said for b in shown if len(a) >= _STEM and len(b) >= _STEM)


def _by_kind(fact: Fact, label: str) -> bool:
    return any(kind.fullmatch(fact.value) and set(label.split()) & names for kind, names in _KINDS)


def _by_cue(fact: Fact, label: str) -> bool:
    words = plain(fact.cue).split()
    return bool(words) and bool(set(label.split()) & _CUES.get(words[-1], frozenset()))


def _content(text: str) -> list[str]:
    return [word for word in plain(text).split() if word not in _SMALL]
