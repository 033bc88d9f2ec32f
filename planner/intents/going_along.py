"""Going along a path within an application: typed where it takes one, else name by name.

Decision: Ctrl+L brings up a field for a path wherever an application has one; its last part must come into sight then.
"""

from grounding.screen import Element, Look, Query, Role, State, Target
from planner.actions import Click, Filling, Literal, PressKeys, TypeText
from planner.document_orders import GoAlong
from planner.intents.expanding import NotPossible, Sighting, Single, Singles

_LOCATION = ("ctrl", "l")
_SEEN_S = (0.2, 0.4, 0.8)
_PATIENCE_S = 1.5
_ENTERED = frozenset({Role.TEXT_FIELD, Role.DROPDOWN})


def go_along(intent: GoAlong, eye: Sighting) -> Singles:
    """Raises NotPossible where a part of the path is not in sight."""
    parts = [part for part in intent.path.split("/") if part]
    before = eye.look()
    yield Single(act=PressKeys(keys=_LOCATION), expect=())
    if _takes_path(before, eye):
        yield Single(act=TypeText(value=Literal(text=f"/{'/'.join(parts)}/"), filling=Filling.REPLACE), expect=())
        yield Single(act=PressKeys(keys=("enter",)), expect=())
        if _in_sight(parts[-1], eye) is not None:
            return
        yield Single(act=PressKeys(keys=("escape",)), expect=())
    for number, part in enumerate(parts):
        found = _in_sight(part, eye)
        if found is None:
            raise NotPossible(f"“{part}” of “{intent.path}” is not in sight.")
        following = parts[number + 1] if number + 1 < len(parts) else ""
        yield Single(act=Click(place=found.query), target=found, expect=())
        if following and _in_sight(following, eye) is None:
            again = _in_sight(part, eye) or found
            yield Single(act=Click(place=again.query, count=2), target=again, expect=())


def _takes_path(before: Look, eye: Sighting) -> bool:
    """Whether a field for one line has come up, or has the keyboard."""
    known = _fields(before, eye)
    for pause_s in _SEEN_S:
        eye.wait(pause_s)
        now = _fields(eye.look(), eye)
        focused = any(State.FOCUSED in field.state for field in now)
        if focused or any(not any(field.box.iou(old.box) > 0.5 for old in known) for field in now):
            return True
    return False


def _fields(look: Look, eye: Sighting) -> list[Element]:
    return [e for e in eye.parse(look).elements if e.role in _ENTERED and e.enabled]


def _in_sight(name: str, eye: Sighting) -> Target | None:
    found = eye.find(Query(text=name, exact=True), patience_s=_PATIENCE_S).found
    return found if isinstance(found, Target) else None
