"""What deeds have in common: what they hit, where, and whether two hit the same."""

from typing import Final

from grounding.geometry import Point
from grounding.screen import Role
from planner.demo.values import (
    Aim,
    Chose,
    Clicked,
    Copied,
    Dated,
    Deed,
    Dragged,
    FilledCell,
    GaveFile,
    Hovered,
    Keyed,
    Levelled,
    OpenedFile,
    SavedAs,
    Scene,
    Ticked,
    Typed,
    Wheeled,
)

FIELDS: Final = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.SPINNER})
TOGGLES: Final = frozenset({Role.CHECKBOX, Role.RADIO, Role.SWITCH})
NOWHERE: Final = Point(-1, -1)
GROUNDS: Final = frozenset({Role.DOCUMENT, Role.GROUP, Role.WINDOW})


def aim_of(deed: Deed) -> Aim | None:
    match deed:
        case Dragged(start=start):
            return start
        case (
            Clicked()
            | Typed()
            | Chose()
            | Ticked()
            | Dated()
            | Levelled()
            | GaveFile()
            | Hovered()
            | Wheeled()
            | Copied()
            | Keyed()
        ):
            return deed.aim
        case _:
            return None


def scene_of(deed: Deed) -> Scene | None:
    aim = aim_of(deed)
    if aim is not None:
        return aim.scene
    return deed.scene if isinstance(deed, Keyed | SavedAs | OpenedFile | FilledCell) else None


def is_same(one: Deed, other: Deed) -> bool:
    """Whether both hit the same element of the same document."""
    aims = aim_of(one), aim_of(other)
    if aims[0] is None or aims[1] is None:
        return False
    return aims[0].identity == aims[1].identity != ("", "")


def is_in(aim: Aim, earlier: Aim) -> bool:
    """Whether an element was on the screen, or a scroll away from it, at an earlier moment."""
    if aim.element is None or aim.scene.document != earlier.scene.document:
        return False
    screen = earlier.scene.screen()
    element = aim.element
    if element.handle:
        return any(one.handle == element.handle for one in (*screen.elements, *screen.beyond))
    return any(
        one.role is element.role and one.text == element.text and one.box.iou(element.box) > 0.5
        for one in screen.elements
    )
