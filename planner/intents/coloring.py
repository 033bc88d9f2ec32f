"""A field, a button or a palette for colours brought to a colour: by its number, or by a click on it."""

import re

from grounding.screen import Element, Look, Role, State
from planner.actions import Click, Literal, PressKeys, TypeText
from planner.intents.colors import Rgb, is_called, number_of, rgb_of
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.seen import Thing, target_of, things_on
from planner.plan import FieldHolds
from planner.text_looks import SetColor

_HEX = re.compile(r"(#?)([0-9a-fA-F]{6})")
_RGB = re.compile(r"rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)")
_RING, _WITHIN = 8, 0.6
_SAMPLE = 100
"""Square pixels that are enough to show a colour."""
_NEAR = 40
"""A swatch this far from a colour, over all three channels, is of that colour."""


def set_color(intent: SetColor, eye: Sighting) -> Singles:
    look = eye.look()
    field = _field(eye, look)
    color = intent.color or _shown(things_on(eye, look), field)
    if field is None:
        yield _swatch(color, things_on(eye, look), look)
        return
    value = Literal(text=_written(color, field.value))
    target = aimed_at(field, field.text or "colour", look)
    yield Single(
        act=TypeText(value=value, place=target.query),
        expect=(FieldHolds(value=value, place=target.query),),
        target=target,
    )
    yield Single(act=PressKeys(keys=("tab",)))  # takes the number over
    yield from _closed(look, field, eye)


def _closed(before: Look, field: Element, eye: Sighting) -> Singles:
    """What opened beside the field for the mouse would cover other controls: Escape closes it, or a click elsewhere."""
    for act in (PressKeys(keys=("escape",)), None):
        look = eye.look()
        opened = [box for box in eye.changed(before, look) if box.share_inside(field.box.grown(_RING)) < _WITHIN]
        if not any(box.height > field.box.height for box in opened):
            return
        if act is not None:
            yield Single(act=act)
            continue
        words = [e for e in eye.parse(look).elements if e.role in (Role.TEXT, Role.HEADING)]
        beside = [e for e in words if not any(e.box.share_inside(box) > 0.5 for box in opened)]
        if beside:
            target = aimed_at(beside[0], beside[0].text, look)
            yield Single(act=Click(place=target.query), target=target)


def _field(eye: Sighting, look: Look) -> Element | None:
    """The one field that holds a colour."""
    fields = [
        e
        for e in eye.parse(look).elements
        if e.role is Role.TEXT_FIELD
        and State.SECRET not in e.state
        and (_HEX.fullmatch(e.value) or _RGB.fullmatch(e.value))
    ]
    if len(fields) > 1:
        raise NotPossible("There are several fields for colours; say which one.")
    return fields[0] if fields else None


def _shown(seen: tuple[Thing, ...], field: Element | None) -> str:
    """The colour of the largest thing that is filled with one, and is not the field's own sample."""
    apart = [thing for thing in seen if field is None or not thing.box.grown(_RING).meets(field.box)]
    filled = [thing for thing in apart if not thing.hollow and not thing.text and thing.box.area >= _SAMPLE]
    if not filled:
        raise NotPossible("No colour is shown that could be meant.")
    return number_of(max(filled, key=lambda thing: thing.box.area).rgb)


def _written(color: str, like: str) -> str:
    """
    >>> _written("navy", "#ff0000"), _written("red", "AB2567"), _written("red", "rgb(1, 2, 3)")
    ('#000080', 'FF0000', 'rgb(255, 0, 0)')
    """
    number = _HEX.fullmatch(like)
    if number is not None:
        digits = number_of(rgb_of(color)).removeprefix("#")
        return f"{number[1]}{digits.upper() if number[2].isupper() else digits}"
    return "rgb({}, {}, {})".format(*rgb_of(color))


def _swatch(color: str, seen: tuple[Thing, ...], look: Look) -> Single:
    wanted = rgb_of(color)
    called = [thing for thing in seen if is_called(thing.rgb, color)]
    exact = [thing for thing in called if _apart(thing.rgb, wanted) <= _NEAR]
    chosen = exact or called
    if len(chosen) != 1:
        raise NotPossible(f"There is {'more than one' if chosen else 'no'} {color} in sight to choose.")
    return Single(act=Click(place=target_of(chosen[0], color, look).query), target=target_of(chosen[0], color, look))


def _apart(one: Rgb, other: Rgb) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))
