"""Brings a slider or a spinner to a number, by what it shows: a look after each try, and an end to the tries.

What structure knows as a slider or a field is set through it. Of any other, the knob is clicked and arrow keys move it;
one press tells which number beside it moves with it and how far, so that the rest is one more act. Where keys do
nothing, its bar is clicked where the number should lie.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace

from grounding.geometry import Box, Point
from grounding.screen import Element, ElementId, FoundBy, Look, Query, Role, ScreenText, Target, Track
from planner.actions import Click, Literal, PressKeys, SetLevel, TypeText
from planner.find import wanted
from planner.held import number_in
from planner.intents.expanding import NotPossible, Sighting, Single
from planner.intents.forms import aimed_at
from planner.intents.stepping import step_to, stepper_near
from planner.plan import Expectation, FieldHolds, ScreenChanges

MOST_TRIES = 8
MOST_PRESSES = 2000
_REACH = 160
_LONGEST = 40
_SETTLES_S = (0.0, 0.15, 0.3)
_ENTERED = frozenset({Role.SPINNER, Role.TEXT_FIELD, Role.DROPDOWN})
_NEAR_ENOUGH = 1e-9

Levelling = Generator[Single, None, Element | None]
"""What is returned is the element that shows the number."""


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """A number near the slider, and what shows it."""

    number: float
    element: Element


def set_level(intent: SetLevel, eye: Sighting) -> Levelling:
    """Raises NotPossible."""
    number = number_in(intent.value.text) if isinstance(intent.value, Literal) else None
    if number is None:
        raise NotPossible("A slider takes a number.")
    query = wanted(intent)
    assert query is not None
    look = eye.look()
    tracks = eye.tracks(look)
    sight = eye.find(query, patience_s=0.0 if tracks else 6.0)
    found = sight.found if isinstance(sight.found, Target) else None
    stepper = stepper_near(found, eye.parse(look))
    if stepper is not None and tracks and not (found is not None and _in_line(stepper.box, found.element.box)):
        stepper = None
    if found is None and stepper is not None:
        found = _field_beside(stepper.box, look, eye)
    sure = found is not None and (
        bool(found.element.handle) or not any(track.box.meets(found.element.box) for track in tracks)
    )  # a bar looks like a field at times
    if stepper is not None and not (found is not None and found.element.role in _ENTERED and found.element.handle):
        return (yield from step_to(number, stepper, eye))
    if found is not None and sure and (found.element.role in _ENTERED or _is_told(found.element)):
        by_sight = found.element.role in _ENTERED and not found.element.handle
        expect: Expectation = FieldHolds(value=intent.value, place=found.query) if by_sight else ScreenChanges()
        yield Single(act=TypeText(value=intent.value, place=found.query), expect=(expect,), target=found)
        return found.element
    track = _meant(tracks, query, found, eye)
    if track is None:
        raise NotPossible(f"There is no slider “{intent.place.text}”." if intent.place.text else "There is no slider.")
    return (yield from _moved(number, track, eye, alone=len(tracks) == 1))


def _in_line(one: Box, other: Box) -> bool:
    return one.top < other.center.y < one.bottom or other.top < one.center.y < other.bottom


def _field_beside(steps: Box, look: Look, eye: Sighting) -> Target | None:
    """The field whose number the two signs beside it change, where structure tells of it."""
    fields = [e for e in eye.parse(look).elements if e.role in _ENTERED and e.handle and number_in(e.value) is not None]
    near = [e for e in fields if e.box.grown(e.box.height // 2).meets(steps)]
    return aimed_at(near[0], near[0].text or "number", look) if len(near) == 1 else None


def _is_told(element: Element) -> bool:
    """Whether structure says where the slider stands."""
    return element.role is Role.SLIDER and bool(element.handle) and number_in(element.value) is not None


def _meant(tracks: tuple[Track, ...], query: Query, found: Target | None, eye: Sighting) -> Track | None:
    """By its number among several, else by what was found for its name, else the only one."""
    if query.ordinal is not None:
        at = query.ordinal - 1 if query.ordinal > 0 else query.ordinal
        return tracks[at] if -len(tracks) <= at < len(tracks) else None
    if len(tracks) == 1 or not tracks:
        return tracks[0] if tracks else None
    if not query.text:
        raise NotPossible(f"There are {len(tracks)} sliders; say which one.")
    named = found
    if named is None or not any(track.box.meets(named.element.box) for track in tracks):
        label = eye.find(replace(query, role=None), patience_s=0.0).found
        named = label if isinstance(label, Target) else None
    if named is None:
        return None
    box = named.element.box
    return min(tracks, key=lambda track: _gap(track.box, box))


def _gap(one: Box, other: Box) -> tuple[int, int]:
    """How far two boxes lie apart; of what lies as far, what is beside or below comes first."""
    across = max(one.left - other.right, other.left - one.right, 0)
    down = max(one.top - other.bottom, other.top - one.bottom, 0)
    return across + down, down


# --- moving it --------------------------------------------------------------------------------------------------------


def _moved(number: float, track: Track, eye: Sighting, *, alone: bool) -> Levelling:
    """alone: no other slider is there, so that the number next to it is its own before anything has moved."""
    before = _numbers(track, eye)
    nearest = before[0] if before else None
    if alone and nearest is not None and nearest.number == number:
        return nearest.element
    focus = Click(place=Query(role=Role.SLIDER))
    yield Single(act=focus, expect=(), target=_on(track, track.knob.center, eye.look()))
    now = _numbers(track, eye)
    before = (*now, *(one for one in before if not any(_at_one_place(one.element.box, o.element.box) for o in now)))
    up = nearest is None or number > nearest.number
    shown, step = None, 0.0
    for way in (up, not up):
        yield Single(act=PressKeys(keys=(_key(way),)))
        moved = _that_moved(before, track, eye)
        if moved is not None:
            shown, step = moved
            up = way
            break
    if shown is None:
        return (yield from _by_clicks(number, track, before, eye))
    rises = (step > 0) == up
    for _ in range(MOST_TRIES):
        left = number - shown.number
        presses = min(MOST_PRESSES, round(abs(left) / abs(step)))
        if abs(left) < _NEAR_ENOUGH:
            return shown.element
        if presses == 0:
            raise NotPossible(f"The slider stands at {shown.number:g} and moves by {abs(step):g}.")
        yield Single(act=PressKeys(keys=(_key((left > 0) == rises),), times=presses))
        again = _same(shown, track, eye)
        if again is None or again.number == shown.number:
            break
        shown = again
    raise NotPossible(f"The slider stands at {shown.number:g} and cannot be brought to {number:g}.")


def _key(up: bool) -> str:
    return "right" if up else "left"


def _by_clicks(number: float, track: Track, before: tuple[_Shown, ...], eye: Sighting) -> Levelling:
    """On the bar, where the number should lie if it grows evenly: first anywhere, then between what was seen."""
    start, end = (track.box.bottom, track.box.top) if track.upright else (track.box.left, track.box.right)
    seen: list[tuple[float, int]] = []
    at = start + (end - start) * 3 // 4
    shown: _Shown | None = None
    for _ in range(MOST_TRIES):
        point = Point(track.box.center.x, at) if track.upright else Point(at, track.box.center.y)
        yield Single(act=Click(place=Query(role=Role.SLIDER)), target=_on(track, point, eye.look()))
        moved = _that_moved(before, track, eye)
        if moved is None:
            break
        shown = moved[0]
        if shown.number == number:
            return shown.element
        seen.append((shown.number, at))
        before = _numbers(track, eye)
        others = [one for one in seen[:-1] if one[0] != shown.number]
        if others:
            value, place = min(others, key=lambda one: abs(one[0] - number))
            at += round((number - shown.number) * (at - place) / (shown.number - value))
        else:
            at = start + (end - start) // 4
        at = max(min(at, max(start, end) - 2), min(start, end) + 2)
    stands = f"stands at {shown.number:g} and cannot be brought to {number:g}" if shown else "cannot be moved"
    raise NotPossible(f"The slider {stands}.")


def _on(track: Track, point: Point, look: Look) -> Target:
    half, tall = track.knob.width // 2, track.knob.height // 2
    slider = Element(
        id=ElementId(f"{look.screenshot.id}-slider-{point.x}-{point.y}"),
        box=Box(point.x - half, point.y - tall, point.x + half, point.y + tall),
        role=Role.SLIDER,
        confidence=0.7,
        found_by=FoundBy.VISION,
    )
    return Target(
        screenshot_id=look.screenshot.id,
        query=Query(role=Role.SLIDER),
        element=slider,
        point=point,
        score=slider.confidence,
        why="it looks like a slider",
    )


# --- the number that goes with it -------------------------------------------------------------------------------------


def _numbers(track: Track, eye: Sighting) -> tuple[_Shown, ...]:
    """The numbers around the slider, the nearest first."""
    look = eye.look()
    around = track.box.grown(_REACH)
    return _numbered(eye.parse(look).elements, track, around) or _numbered(
        eye.read(look, around.clipped(look.screenshot.box)), track, around
    )


def _numbered(elements: tuple[Element, ...], track: Track, around: Box) -> tuple[_Shown, ...]:
    found: list[_Shown] = []
    for element in sorted(elements, key=lambda e: _gap(track.box, e.box)):
        number = number_in(element.value or element.text)
        if number is not None and len(element.text) < _LONGEST and around.contains(element.box.center):
            found.append(_Shown(number=number, element=element))
    return tuple(found)


def _that_moved(before: tuple[_Shown, ...], track: Track, eye: Sighting) -> tuple[_Shown, float] | None:
    """The number that is another than before, where one was, and by how much."""
    for pause_s in _SETTLES_S:
        eye.wait(pause_s)
        seen = _numbers(track, eye)
        for was in before:
            here = [one for one in seen if _at_one_place(one.element.box, was.element.box)]
            if any(one.number == was.number for one in here):
                continue  # a line may be told as a whole and in its parts
            now = next(iter(here), None) or _read_alone(was.element.box, eye)
            if now is not None and was.number != now.number:
                return now, now.number - was.number
    return None


def _same(shown: _Shown, track: Track, eye: Sighting) -> _Shown | None:
    """What the same place shows once it changed; as it was when it does not."""
    now: _Shown | None = None
    for pause_s in _SETTLES_S:
        eye.wait(pause_s)
        here = [one for one in _numbers(track, eye) if _at_one_place(one.element.box, shown.element.box)]
        now = next(iter(here), None) or _read_alone(shown.element.box, eye) or now
        if now is not None and now.number != shown.number:
            return now
    return now


def _read_alone(box: Box, eye: Sighting) -> _Shown | None:
    """A lone digit, passed over where the whole screen is read, shows when its place is read by itself."""
    wide = Box(box.left - 2 * box.height, box.top - 4, box.right + 2 * box.height, box.bottom + 4)
    look = eye.look()
    for line in eye.read(look, wide.clipped(look.screenshot.box)):
        number = number_in(line.text)
        if number is not None and _at_one_place(line.box, box):
            return _Shown(number=number, element=line)
    place = Element(
        id=ElementId(f"{look.screenshot.id}-number"),
        box=Box(box.left - box.height, box.top - 2, box.right + box.height, box.bottom + 2),
        role=Role.TEXT,
        found_by=FoundBy.TEXT,
    )
    text = next(iter(eye.read_again(look, (place,))), "")
    number = number_in(text)
    return _Shown(number=number, element=replace(place, text=ScreenText(text))) if number is not None else None


def _at_one_place(one: Box, other: Box) -> bool:
    """Numbers grow and shrink with their digits, to the right, to the left or both."""
    level = abs(one.center.y - other.center.y) <= max(3, min(one.height, other.height) // 2)
    return level and one.left <= other.right and other.left <= one.right
