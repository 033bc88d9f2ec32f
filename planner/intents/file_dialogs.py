"""A file given to a dialog of an application: by its path where the dialog takes one, else by clicks."""

from dataclasses import replace

from grounding.geometry import Box, Point
from grounding.screen import Element, ElementId, FoundBy, Look, Query, Role, State, Target
from planner.actions import Click, Direction, Filling, Literal, PressKeys, Scroll, TypeText
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.ticks import box_before
from planner.likeness import plain
from planner.plan import FieldHolds

_ENTERED = frozenset({Role.TEXT_FIELD, Role.DROPDOWN})
LOCATION = (("ctrl", "l"),)
"""Where a dialog shows folders only, these keys bring up a field for a path."""
_HOME = "Home"
_MOST_SCROLLS, _HALF = 8, 6
_LISTED_S = 0.4


def path_in_dialog(path: str, eye: Sighting) -> Singles:
    """In a dialog that shows one folder and takes no name, the folder is gone to and the file marked; any other takes a
    path in its field for names, or brings one up for these keys."""
    folder, _, name = path.rpartition("/")
    look = eye.look()
    shown = path_field(eye)
    if shown is not None and folder:
        if (shown.value or shown.text).rstrip("/") != folder:
            where = aimed_at(shown, shown.text or "Location", look)
            yield Single(act=TypeText(value=Literal(text=folder), place=where.query), target=where)
            yield Single(act=PressKeys(keys=("enter",)))
            eye.wait(0.5)
        row = eye.find(Query(text=name, exact=True), patience_s=1.0)
        if isinstance(row.found, Target) and front(row.look).contains(row.found.point):
            yield from _marked(row.found, name, eye)
        else:
            yield from _clicked_to(path, eye)
        return
    yield from _path_typed(path, eye)


def _path_typed(path: str, eye: Sighting) -> Singles:
    if not any(e.handle and State.FOCUSED in e.state for e in _entered(eye)):
        for chord in LOCATION:
            yield Single(act=PressKeys(keys=chord), expect=())
            eye.wait(0.3)
        if not any(e.role is Role.TEXT_FIELD and (e.handle or not _is_told(eye)) for e in _entered(eye)):
            yield from _clicked_to(path, eye)
            return
    typed = Literal(text=path)
    yield Single(act=TypeText(value=typed, filling=Filling.REPLACE), expect=(FieldHolds(value=typed, whole=False),))
    yield Single(act=PressKeys(keys=("enter",)))


def _entered(eye: Sighting) -> list[Element]:
    look = eye.look()
    inside = front(look)
    return [e for e in eye.parse(look).elements if e.role in _ENTERED and e.enabled and inside.contains(e.box.center)]


def _is_told(eye: Sighting) -> bool:
    """Whether the dialog tells of its fields itself, so that what only looks like one is none."""
    look = eye.look()
    inside = front(look)
    return any(e.handle and inside.contains(e.box.center) for e in eye.parse(look).elements)


def _clicked_to(path: str, eye: Sighting) -> Singles:
    """From the innermost folder that is in sight, at the side or in the list, into the others, to the file."""
    *folders, name = [part for part in path.split("/") if part]
    start = _innermost(folders, eye)
    if start is None and (home := _in_front(_HOME, eye)) is not None:
        yield Single(act=Click(place=home.query), target=home, expect=())
        eye.wait(_LISTED_S)
        start = _innermost(folders, eye)
    if start is None:
        raise NotPossible(f"No folder of “{path}” is in sight in the dialog.")
    ways = folders[start:]
    for folder, following in zip(ways, [*ways[1:], name], strict=True):
        for count in (1, 2):  # one click at the side, two in the list
            found = _in_front(folder, eye, last=count > 1)
            if found is None:
                raise NotPossible(f"The folder “{folder}” is not in sight in the dialog.")
            yield Single(act=Click(place=found.query, count=count), target=found, expect=())
            eye.wait(_LISTED_S)
            if _in_front(following, eye) is not None:
                break
    yield from _scrolled_to(name, eye)
    file = _in_front(name, eye)
    if file is None:
        raise NotPossible(f"“{name}” is not in sight in the dialog.")
    yield from _marked(file, name, eye)


def _scrolled_to(name: str, eye: Sighting) -> Singles:
    """Down the list, which fills most of the dialog's right side, until the name is in sight or nothing moves."""
    for _ in range(_MOST_SCROLLS):
        if _in_front(name, eye) is not None:
            return
        before = eye.look()
        box = front(before)
        over = Point(box.left + 2 * box.width // 3, box.center.y)
        lists = Element(id=ElementId("list"), box=_around(over), role=Role.LIST, found_by=FoundBy.VISION)
        target = aimed_at(lists, "list", before)
        yield Single(act=Scroll(direction=Direction.DOWN, amount=3, place=target.query), target=target, expect=())
        eye.wait(_LISTED_S)
        if not eye.changed(before, eye.look()):
            return


def _around(point: Point) -> Box:
    return Box(point.x - _HALF, point.y - _HALF, point.x + _HALF, point.y + _HALF)


def _marked(file: Target, name: str, eye: Sighting) -> Singles:
    look = eye.look()
    box = box_before(file.element, look, eye)
    marked = aimed_at(box, name, look) if box is not None else file
    yield Single(act=Click(place=marked.query), target=marked)


def _innermost(folders: list[str], eye: Sighting) -> int | None:
    return next((n for n in reversed(range(len(folders))) if _in_front(folders[n], eye) is not None), None)


def _in_front(name: str, eye: Sighting, *, last: bool = False) -> Target | None:
    """The leftmost that is called just so; the rightmost with `last`."""
    sight = eye.find(Query(text=name, exact=True), patience_s=0.3)
    if not isinstance(sight.found, Target):
        return None
    inside = front(sight.look)
    called = [(sight.found.element, sight.found.point)]
    called += [(o.element, o.point) for o in sight.found.runners_up if plain(o.element.text) == plain(name)]
    called = sorted((one for one in called if inside.contains(one[1])), key=lambda one: one[1].x, reverse=last)
    return replace(sight.found, element=called[0][0], point=called[0][1], runners_up=()) if called else None


def front(look: Look) -> Box:
    return next((w.box for w in look.surroundings.windows if w.active), look.screenshot.box)


def path_field(eye: Sighting) -> Element | None:
    """The one that holds a path; else the one that is labelled as the place."""
    holding = [e for e in _entered(eye) if holds_path(e)]
    if holding:
        return min(holding, key=lambda e: (not e.handle, e.box.area))
    found = eye.find(Query(text="Extract to", role=Role.TEXT_FIELD), patience_s=0.5).found
    named = isinstance(found, Target) and found.element.role in _ENTERED and "extract" in plain(found.element.text)
    return found.element if named and isinstance(found, Target) else None


def holds_path(element: Element) -> bool:
    return (element.value or element.text).startswith(("/", "~"))
