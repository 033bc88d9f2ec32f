"""What moves is met where it will be: its way is told from two looks, each as long after the other as it takes."""

from dataclasses import dataclass

from grounding.geometry import Point
from grounding.screen import Look, Query
from planner.actions import Click, Hover
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.seen import Thing, at_point, meant, same_again, things_on
from planner.things import ChooseThing, FollowThing, Things

MOST_TRIES = 4
MOST_FOLLOWED = 12
_ACTS_S = 0.12
"""How long an act takes to arrive."""
_STILL = 3
"""Pixels that a thing moves by chance between two looks."""
_REST_S, _MOST_RESTS = 0.25, 12
"""What has not moved for so many rests stands for good."""


@dataclass(frozen=True, kw_only=True)
class _Seen:
    thing: Thing
    look: Look


def click_moving(intent: ChooseThing, eye: Sighting) -> Singles:
    """Until a click changes the thing, or there is none any more."""
    for _ in range(MOST_TRIES):
        before, now = _twice(intent.things, eye)
        if now is None:
            return
        point = _ahead(before, now)
        target = at_point(point, intent.things.said, now.look)
        yield Single(act=Click(place=Query(text=intent.things.said)), target=target, expect=())
        if _is_hit(now, eye):
            return


def follow_thing(intent: FollowThing, eye: Sighting) -> Singles:
    """The pointer is kept over it as long as it moves."""
    last: Point | None = None
    followed = rested = 0
    while followed < MOST_FOLLOWED and rested < _MOST_RESTS:
        before, now = _twice(intent.things, eye)
        if now is None:
            return
        center = now.thing.box.center
        if last is not None and max(abs(center.x - last.x), abs(center.y - last.y)) <= _STILL:
            rested += 1
            eye.wait(_REST_S)
            continue
        last, rested, followed = center, 0, followed + 1
        target = at_point(_ahead(before, now), intent.things.said, now.look)
        yield Single(act=Hover(place=Query(text=intent.things.said)), target=target, expect=())


def _twice(things: Things, eye: Sighting) -> tuple[_Seen | None, _Seen | None]:
    """The thing in two looks; the second is the newest. Raises NotPossible where it is not there at first."""
    seen = _once(things, eye)
    if seen is None:
        raise NotPossible(f"There is no “{things.said}” in sight.")
    eye.wait(0.02)
    later = eye.look()
    again = same_again(seen.thing, things_on(eye, later))
    return seen, _Seen(thing=again, look=later) if again is not None else None


def _once(things: Things, eye: Sighting) -> _Seen | None:
    look = eye.look()
    found = meant(things, things_on(eye, look))
    return _Seen(thing=found[0], look=look) if found else None


def _ahead(before: _Seen | None, now: _Seen) -> Point:
    """Where it will be when an act arrives: as far on as it came since the look before, and a little more."""
    if before is None:
        return now.thing.box.center
    passed_s = (now.look.screenshot.taken_at - before.look.screenshot.taken_at).total_seconds()
    share = 1 + _ACTS_S / passed_s if passed_s > 0 else 0.0
    across = now.thing.box.center.x - before.thing.box.center.x
    down = now.thing.box.center.y - before.thing.box.center.y
    ahead = now.thing.box.center.moved(round(across * share), round(down * share))
    within = now.look.screenshot.box.grown(-1)
    return Point(min(max(ahead.x, within.left), within.right - 1), min(max(ahead.y, within.top), within.bottom - 1))


def _is_hit(clicked: _Seen, eye: Sighting) -> bool:
    """Whether it is gone, or looks another way."""
    look = eye.look()
    if look.surroundings.address != clicked.look.surroundings.address:
        return True
    return same_again(clicked.thing, things_on(eye, look)) is None
