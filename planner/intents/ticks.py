"""Ticks in rows: of menus, lists and dialogs; told by a state, or drawn."""

from dataclasses import replace

from grounding.screen import Element, Look, NotOffered, Role, State
from planner.intents.expanding import Sighting


def is_ticked(element: Element, look: Look, eye: Sighting) -> bool:
    """As its state says, or as the tick that is drawn in its row: not every menu tells of its ticks."""
    return bool(element.state & {State.CHECKED, State.SELECTED}) or bool(drawn_tick(element, look, eye))


def drawn_tick(element: Element, look: Look, eye: Sighting) -> bool | None:
    """Whether the box that is drawn in its row has a mark; None where no such box is seen."""
    box = box_before(element, look, eye)
    return None if box is None else State.CHECKED in box.state


def box_before(element: Element, look: Look, eye: Sighting) -> Element | None:
    """The box or dot that is drawn in its row, in it or right before it."""
    seen = eye.parse(replace(look, structure=NotOffered(reason="what is drawn is looked for")))
    row = element.box
    boxes = [
        e
        for e in seen.elements
        if e.role in (Role.CHECKBOX, Role.RADIO)
        and row.top <= e.box.center.y < row.bottom
        and row.left - 2 * row.height <= e.box.center.x < row.right
    ]
    return min(boxes, key=lambda e: abs(e.box.right - row.left), default=None)
