"""Dragging what is told by its looks, putting entries in order, and drawing: with the mouse held down."""

from math import cos, pi, sin

from grounding.geometry import Box, Point
from grounding.screen import Element, Look, Missed, ParsedScreen, Query, Role
from planner.actions import Click, Drag
from planner.find import Stretch
from planner.held import number_in
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.seen import Thing, at_point, needed, same_again, target_of, things_on
from planner.likeness import plain
from planner.rows import entries_of
from planner.things import ClickMiddle, Draw, Kind, MoveItem, MoveThings, Side, SortItems, Stroke, SwapItems, Things

ASIDE = 60
"""So many pixels a thing is dragged to one side when no more is said."""
MOST_DRAWN = 150
_EDGE = 5
_CORNERS = 24
_OVERSHOOTS = (0.3, 0.6, 0.0)
"""Shares of its height by which an entry is dragged past the middle of the one whose place it takes; tried in turn."""
_ALIGNED = 4
_MOVED = 4
_ENTRIES = (Role.LIST_ITEM, Role.ROW, Role.OPTION)
_SAME = 0.5
_BOXES = frozenset({Kind.BOX, Kind.RECTANGLE, Kind.SQUARE, Kind.SHAPE, Kind.ANYTHING})


def move_things(intent: MoveThings, eye: Sighting) -> Singles:
    if isinstance(intent.to, Side):
        yield from _aside(intent.things, intent.to, eye)
        return
    look = eye.look()
    seen = things_on(eye, look)
    moving = _movable(intent.things, needed(intent.things, seen))
    if not moving:
        return
    box = _place_for(intent.to, moving, seen)
    outside = [thing for thing in moving if thing.box.share_inside(box) < 1.0]
    for thing, spot in zip(outside, _spots(box, len(outside)), strict=True):
        look = eye.look()
        start, end = target_of(thing, intent.things.said, look), at_point(spot, intent.to.said, look, box=box)
        yield Single(act=Drag(start=start.query, end=end.query), target=Stretch(start=start, end=end))
    left = _movable(intent.things, tuple(t for t in things_on(eye, eye.look()) if t.box.share_inside(box) < 0.9))
    still = [thing for thing in left if any(same_again(moved, (thing,)) for moved in moving)]
    if still:
        raise NotPossible(f"Not all of “{intent.things.said}” came to lie in “{intent.to.said}”.")


def _movable(things: Things, found: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """An outline is what others are put into, unless there is nothing else."""
    filled = tuple(thing for thing in found if not thing.hollow)
    return filled if (filled or things.every) and things.kind in _BOXES else found


def _place_for(to: Things, moving: tuple[Thing, ...], seen: tuple[Thing, ...]) -> Box:
    """Whatever the words fit that can hold each of the things. Raises NotPossible."""
    width, height = max(t.box.width for t in moving), max(t.box.height for t in moving)
    roomy = tuple(t for t in seen if t not in moving and t.box.width > width and t.box.height > height)
    return needed(to, roomy)[0].box


def _spots(box: Box, count: int) -> tuple[Point, ...]:
    """Evenly over the middle of a box, so that what was put there stays in sight."""
    return tuple(Point(box.left + box.width * (number + 1) // (count + 1), box.center.y) for number in range(count))


def _aside(things: Things, side: Side, eye: Sighting) -> Singles:
    look = eye.look()
    for thing in _movable(things, needed(things, things_on(eye, look))):
        look = eye.look()
        across, down = _WAYS[side]
        goal = thing.box.center.moved(across * ASIDE, down * ASIDE)
        within = look.screenshot.box.grown(-_EDGE)
        goal = Point(min(max(goal.x, within.left), within.right), min(max(goal.y, within.top), within.bottom))
        start, end = target_of(thing, things.said, look), at_point(goal, f"to the {side.value}", look)
        yield Single(act=Drag(start=start.query, end=end.query), target=Stretch(start=start, end=end))
        now = same_again(thing, things_on(eye, eye.look()))
        if now is None:
            continue
        went = now.box.center.x - thing.box.center.x, now.box.center.y - thing.box.center.y
        if went[0] * across + went[1] * down < _MOVED:
            raise NotPossible(f"“{things.said}” cannot be dragged there.")


_WAYS = {Side.LEFT: (-1, 0), Side.RIGHT: (1, 0), Side.UP: (0, -1), Side.DOWN: (0, 1)}


# --- entries of a list --------------------------------------------------------------------------------------------


def move_item(intent: MoveItem, eye: Sighting) -> Singles:
    sight = eye.find(intent.item, patience_s=6.0)
    if isinstance(sight.found, Missed):
        raise NotPossible(f"There is no “{intent.item.text}” to be dragged.")
    found, position = sight.found.element, intent.position
    rows = [e for e in entries_of(eye.parse(sight.look)) if e.role in _ENTRIES and e.text]
    item = next((row for row in rows if row.box.iou(found.box) > _SAME or row.box.encloses(found.box)), found)
    if intent.beside is not None:
        yield from _set_beside(item, intent.beside, eye, after=intent.after)
        return
    if intent.by:
        entries = _siblings(item, eye.parse(eye.look()))
        here = next((number for number, entry in enumerate(entries, 1) if entry.text == item.text), 0)
        position = here + intent.by
        if not here or not 1 <= position <= len(entries):
            raise NotPossible(f"“{item.text[:60]}” has no place there to be dragged to.")
    yield from _brought(item, position, eye)


def _set_beside(item: Element, beside: Query, eye: Sighting, *, after: bool) -> Singles:
    entries = _siblings(item, eye.parse(eye.look()))
    here, there = _number_of(item.text, entries), _number_of(beside.text, entries)
    place = there + (1 if after else 0)
    yield from _brought(item, place - 1 if here < place else place, eye)


def _number_of(name: str, entries: list[Element]) -> int:
    """1 for the first. Raises NotPossible."""
    found = [number for number, entry in enumerate(entries, 1) if plain(entry.text) == plain(name)]
    found = found or [number for number, entry in enumerate(entries, 1) if plain(name) in plain(entry.text)]
    if len(found) != 1:
        raise NotPossible(f"There is {'more than one' if found else 'no'} “{name[:60]}” in the list.")
    return found[0]


def swap_items(intent: SwapItems, eye: Sighting) -> Singles:
    entries = _longest(eye.parse(eye.look()))
    first, second = _number_of(intent.first.text, entries), _number_of(intent.second.text, entries)
    upper, lower = sorted((first, second))
    names = [str(entry.text) for entry in entries]
    yield from _brought(entries[upper - 1], lower, eye, twins=names)
    other = next((e for e in _longest(eye.parse(eye.look())) if e.text == names[lower - 1]), None)
    if other is None:
        raise NotPossible(f"“{names[lower - 1][:60]}” went away while it was moved.")
    yield from _brought(other, upper, eye, twins=names)


def sort_items(intent: SortItems, eye: Sighting) -> Singles:
    entries = _longest(eye.parse(eye.look()))
    if len(entries) < 2:
        raise NotPossible("There is no list in sight to be put in order.")
    numbers = [number_in(entry.text) for entry in entries]
    by_number = all(number is not None for number in numbers)
    order = sorted(
        entries,
        key=lambda entry: (number_in(entry.text) or 0.0 if by_number else 0.0, plain(entry.text)),
        reverse=intent.falling,
    )
    for position, wanted in enumerate(order, 1):
        now = next((e for e in _longest(eye.parse(eye.look())) if e.text == wanted.text), None)
        if now is None:
            raise NotPossible(f"“{wanted.text[:60]}” went away while the list was put in order.")
        yield from _brought(now, position, eye, twins=[entry.text for entry in order])


def _brought(item: Element, position: int, eye: Sighting, twins: list[str] | None = None) -> Singles:
    """Raises NotPossible when the entry does not stay where it is dropped."""
    for overshoot in _OVERSHOOTS:
        look = eye.look()
        entries = _siblings(item, eye.parse(look))
        at = position - 1 if position > 0 else len(entries) + position
        if not 0 <= at < len(entries):
            raise NotPossible(f"The list has only {len(entries)} entries.")
        here = next((number for number, entry in enumerate(entries) if entry.text == item.text), None)
        if here is None:
            raise NotPossible(f"“{item.text[:60]}” is no entry of a list.")
        if here == at or entries[at].text == item.text:
            return
        place = entries[at].box
        past = round((place.height if _is_column(entries) else place.width) * overshoot) * (1 if at > here else -1)
        goal = place.center.moved(0, past) if _is_column(entries) else place.center.moved(past, 0)
        start = aimed_at(entries[here], item.text, look)
        end = at_point(goal, f"place {at + 1}", look, box=place)
        yield Single(act=Drag(start=start.query, end=end.query), target=Stretch(start=start, end=end))
        item = next((e for e in _siblings(entries[here], eye.parse(eye.look())) if e.text == item.text), item)
    entries = _siblings(item, eye.parse(eye.look()))
    at = position - 1 if position > 0 else len(entries) + position
    if not (0 <= at < len(entries) and entries[at].text == item.text):
        raise NotPossible(f"“{item.text[:60]}” does not stay in place {position}.")


def _siblings(item: Element, screen: ParsedScreen) -> list[Element]:
    """The entries in one column, or else in one row, with it: of its role and size."""
    entries = entries_of(screen)
    alike = [e for e in entries if e.role is item.role and e.text and abs(e.box.height - item.box.height) <= 6]
    column = [e for e in alike if abs(e.box.left - item.box.left) <= _ALIGNED]
    row = [e for e in alike if abs(e.box.top - item.box.top) <= _ALIGNED]
    if len(column) >= len(row):
        return sorted(column, key=lambda e: e.box.top)
    return sorted(row, key=lambda e: e.box.left)


def _is_column(entries: list[Element]) -> bool:
    return len(entries) > 1 and entries[-1].box.top > entries[0].box.top + _ALIGNED


def _longest(screen: ParsedScreen) -> list[Element]:
    """The entries of the list in sight that has most of them; of numbers, if there is one."""
    entries = [e for e in entries_of(screen) if e.role in _ENTRIES and e.text]
    lists = [_siblings(entry, screen) for entry in entries]
    return max(lists, key=lambda one: (all(number_in(e.text) is not None for e in one), len(one)), default=[])


# --- points and strokes -------------------------------------------------------------------------------------------


def click_middle(intent: ClickMiddle, eye: Sighting) -> Singles:
    look = eye.look()
    found = needed(intent.things, things_on(eye, look))
    middle = Point(
        round(sum(thing.box.left + thing.box.right for thing in found) / (2 * len(found))),
        round(sum(thing.box.top + thing.box.bottom for thing in found) / (2 * len(found))),
    )
    said = f"the middle of {intent.things.said}"
    yield Single(act=Click(place=Query(text=said)), target=at_point(middle, said, look))


def draw(intent: Draw, eye: Sighting) -> Singles:
    look = eye.look()
    found = needed(intent.around, things_on(eye, look))
    if len(found) > 1:
        raise NotPossible(f"There are {len(found)} of “{intent.around.said}”; say which one.")
    center, room = found[0].box.center, _room_around(found[0], look, eye).grown(-_EDGE)
    start, end, through = _stroke(intent.stroke, center, room)
    said = intent.stroke.value
    yield Single(
        act=Drag(start=Query(text=said), end=Query(text=said), through=through),
        target=Stretch(start=at_point(start, said, look), end=at_point(end, said, look)),
    )


def _stroke(stroke: Stroke, center: Point, room: Box) -> tuple[Point, Point, tuple[tuple[int, int], ...]]:
    match stroke:
        case Stroke.HORIZONTAL:
            left, right = max(room.left, center.x - MOST_DRAWN), min(room.right, center.x + MOST_DRAWN)
            return Point(left, center.y), Point(right, center.y), ()
        case Stroke.VERTICAL:
            top, bottom = max(room.top, center.y - MOST_DRAWN), min(room.bottom, center.y + MOST_DRAWN)
            return Point(center.x, top), Point(center.x, bottom), ()
        case Stroke.CIRCLE:
            near = min(center.x - room.left, room.right - center.x, center.y - room.top, room.bottom - center.y)
            radius = min(near, MOST_DRAWN // 2)
            if radius < 2 * _EDGE:
                raise NotPossible("There is no room for a circle around it.")
            turns = [2 * pi * number / _CORNERS for number in range(1, _CORNERS)]
            way = tuple((round(radius * cos(turn)) - radius, round(radius * sin(turn))) for turn in turns)
            start = center.moved(radius, 0)
            return start, start, way


def _room_around(thing: Thing, look: Look, eye: Sighting) -> Box:
    """The smallest thing or part of the page that lies around it with room to spare; else the whole picture."""
    boxes = [e.box for e in eye.parse(look).elements] + [figure.box for figure in eye.figures(look)]
    around = [box for box in boxes if box.encloses(thing.box.grown(2)) and box.area > 9 * thing.box.area]
    return min(around, key=lambda box: box.area, default=look.screenshot.box)
