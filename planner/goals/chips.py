"""Values that a page offers as buttons side by side ("18:00", "18:30"; "S", "M", "L"), of which one is pressed."""

from collections.abc import Sequence

from grounding.screen import Element, ParsedScreen, Role
from planner.goals.fitting import Fitted
from planner.goals.goal import Given
from planner.goals.scene import bare, name_of
from planner.intents.moments import clock

_OFFERED = frozenset({Role.BUTTON, Role.OPTION, Role.RADIO})
_ALIKE = 4
_LONGEST = 3


def pressed_by_name(facts: Sequence[Given], screen: ParsedScreen) -> list[Fitted]:
    """Each fact whose value is just what one of several such buttons says."""
    buttons = [
        e for e in screen.elements if e.role in _OFFERED and e.enabled and 0 < len(name_of(e).split()) <= _LONGEST
    ]
    found: list[Fitted] = []
    for fact in facts:
        meant = [e for e in buttons if fact.value and _says(e, fact.value)]
        if len(meant) == 1 and any(_is_beside(meant[0], other) for other in buttons):
            found.append(Fitted(fact=fact, element=meant[0], label=name_of(meant[0]), score=1.0))
    return found


def _says(element: Element, value: str) -> bool:
    said, wanted = clock(name_of(element)), clock(value)
    return bare(name_of(element)) == bare(value) or (said is not None and said == wanted)


def _is_beside(one: Element, other: Element) -> bool:
    """Of one kind and height, in one line or one column; of times only times."""
    if one.id == other.id or one.role is not other.role or abs(one.box.height - other.box.height) > _ALIKE:
        return False
    in_line = abs(one.box.top - other.box.top) <= _ALIKE or abs(one.box.left - other.box.left) <= _ALIKE
    return in_line and (clock(name_of(one)) is None) == (clock(name_of(other)) is None)
