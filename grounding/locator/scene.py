"""A parsed screen made ready for questions: what each element may be called, and what lies in front."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from grounding.geometry import Box, Point
from grounding.locator.by_place import names_by_place
from grounding.locator.depicting import Depicting, Nothing
from grounding.locator.labels import OF_DRAWING, Name, boxes_of, labels, under_captions
from grounding.locator.roles import FIELDS, SURFACES, TEXTS, TOGGLES
from grounding.locator.synonyms import sayings
from grounding.screen import (
    Element,
    ElementId,
    FoundBy,
    ParsedScreen,
    Pixels,
    Role,
    ScreenText,
    State,
    Surroundings,
    Vector,
)

_ADJUSTED = frozenset({Role.BUTTON, Role.DROPDOWN, Role.TEXT_FIELD, Role.SPINNER, Role.MENU})
_PER_CENT = re.compile(r"\d{2,4}\s?%")
_WIDE = frozenset({Role.DROPDOWN, Role.LIST_ITEM, Role.MENU_ITEM, Role.OPTION, Role.TREE_ITEM})
"""What is much wider than its words, and may hold other controls at its end: it is clicked on its first words."""
_DOWN = "down"
_ARROWS = frozenset({_DOWN, "up"})
"""Meanings of `assets/words/icon_names.toml`."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Scene:
    box: Box
    pixels: Pixels
    elements: tuple[Element, ...]
    names: tuple[tuple[Name, ...], ...]
    front: Box | None  # the dialog on top, if one is open
    surroundings: Surroundings
    looks: Mapping[ElementId, Vector] = field(default_factory=dict)
    depicting: Depicting = field(default_factory=Nothing)


def scene_of(screen: ParsedScreen, depicting: Depicting) -> Scene:
    whole = screen.screenshot.box
    seen = [element for element in screen.elements if element.box.clipped(whole).area > 0]
    scene = _scene((*with_arrows(seen), *_windows(screen, seen)), whole, screen.screenshot.pixels, screen.surroundings)
    return replace(scene, looks=screen.looks, depicting=depicting)


def scene_beyond(screen: ParsedScreen) -> Scene:
    """What scrolling would bring, as if it all were in view."""
    whole = screen.screenshot.box
    for element in screen.beyond:
        whole = whole.joined(element.box)
    return _scene(screen.beyond, whole, screen.screenshot.pixels, Surroundings())


def _scene(elements: tuple[Element, ...], whole: Box, pixels: Pixels, surroundings: Surroundings) -> Scene:
    names = [own_names(element) for element in elements]
    for at, name in labels(elements, boxes_of(elements)):
        names[at].append(name)
    for at, name in (*under_captions(elements, names), *names_by_place(elements, whole)):
        names[at].append(name)
    return Scene(
        box=whole,
        pixels=pixels,
        elements=elements,
        names=tuple(tuple(of_one) for of_one in names),
        front=_front(elements, surroundings),
        surroundings=surroundings,
    )


def own_names(element: Element) -> list[Name]:
    names = [Name(text=element.text)] if element.text else []
    if element.hint and element.hint != element.text:
        names.append(Name(text=element.hint, weight=0.96, source="its hint"))
    if element.meaning is not None and not element.text:
        weight = 0.85 * element.meaning.confidence
        names += [Name(text=said, weight=weight, source=OF_DRAWING) for said in sayings(element.meaning.name)]
    if element.value and element.value != element.text and State.SECRET not in element.state:
        # What is seen only may be an entry in a frame that was taken for a field.
        weight = 0.93 if element.role is Role.DROPDOWN or element.found_by is FoundBy.VISION else 0.84
        names.append(Name(text=element.value, weight=weight, source="what it holds"))
    if element.role in _ADJUSTED and _PER_CENT.fullmatch(element.value or element.text):
        names.append(Name(text="zoom level", weight=0.8, source="what it holds"))
    return names


def _windows(screen: ParsedScreen, seen: list[Element]) -> list[Element]:
    """Windows that the surface knows by title but no structure offers."""
    offered = {str(element.text) for element in seen if element.role in (Role.WINDOW, Role.DIALOG)}
    whole = screen.screenshot.box
    return [
        Element(
            id=ElementId(f"window:{window.id}"),
            box=window.box.clipped(whole),
            role=Role.WINDOW,
            text=window.title or ScreenText(window.app),
            state=frozenset({State.FOCUSED}) if window.active else frozenset(),
            found_by=FoundBy.STRUCTURE,
            window=window.id,
        )
        for window in screen.surroundings.windows
        if window.title not in offered and window.box.clipped(whole).area > 0
    ]


def _front(elements: tuple[Element, ...], surroundings: Surroundings) -> Box | None:
    dialogs = [element for element in elements if element.role is Role.DIALOG and element.box.area > 0]
    if not dialogs:
        return None
    focused = [element for element in elements if State.FOCUSED in element.state and element.role is not Role.WINDOW]
    for dialog in dialogs:
        if State.FOCUSED in dialog.state or any(dialog.box.encloses(element.box) for element in focused):
            return dialog.box
    active = {window.title for window in surroundings.windows if window.active}
    for dialog in dialogs:
        if dialog.text and dialog.text in active:
            return dialog.box
    return min(dialogs, key=lambda dialog: dialog.box.area).box


def with_arrows(elements: Sequence[Element]) -> list[Element]:
    """A text field at whose right end an arrow down is drawn drops down; with one up as well, it counts."""
    arrows = [one for one in elements if one.meaning is not None and one.meaning.name in _ARROWS]

    def at_end_of(field: Box) -> set[str]:
        end = Box(field.right - round(1.5 * field.height), field.top, field.right, field.bottom)
        return {one.meaning.name for one in arrows if one.meaning and end.contains(one.box.center)}

    return [
        replace(one, role=Role.DROPDOWN) if one.role is Role.TEXT_FIELD and at_end_of(one.box) == {_DOWN} else one
        for one in elements
    ]


def arrow_of(box: Box) -> Point:
    """Where a drop-down has its arrow: there it opens, also one in whose text one types.

    >>> arrow_of(Box(0, 0, 200, 30))
    Point(x=185, y=15)
    """
    return Point(box.right - max(1, min(box.width, box.height) // 2), box.center.y)


def point_in(element: Element, scene: Scene) -> Point:
    """The middle of what is on the screen; beside it where another control lies on the middle of a container."""
    box = element.box.clipped(scene.box)
    middle = box.center
    if element.text_box is not None and element.role not in TOGGLES and box.contains(element.text_box.center):
        return element.text_box.center  # read text is surer than the shape around it
    if element.role in _WIDE:
        words = [one.box.center for one in scene.elements if one.role in TEXTS and box.contains(one.box.center)]
        if words:
            return min(words, key=lambda point: (point.y // 8, point.x))
    if element.role not in SURFACES:
        return middle
    nested = [
        other.box
        for other in scene.elements
        if other is not element and other.role not in TEXTS | SURFACES and box.encloses(other.box)
    ]
    for part in (0.5, 0.25, 0.1, 0.75, 0.9):
        point = Point(box.left + int(box.width * part), middle.y)
        if not any(other.contains(point) for other in nested):
            return point
    return middle


def named(element: Element, scene: Scene) -> Element:
    """With the name that its label gives it, when it has none: what is asked, judged and told speaks of that."""
    if element.text or element.hint:
        return element
    at = next((at for at, other in enumerate(scene.elements) if other is element), None)
    if at is None:
        return element
    beside = [name for name in scene.names[at] if name.source.startswith("the label")]
    within = [name for name in scene.names[at] if name.source.startswith("the text in")]
    names = beside or ([] if element.role in FIELDS else within)
    return replace(element, text=ScreenText(names[0].text.rstrip(" :*"))) if names else element
