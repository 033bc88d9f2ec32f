"""Names of controls that have none of their own: the text in them, or the label beside or above them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grounding.geometry import Box
from grounding.locator.roles import FIELDS, SURFACES, TEXTS, TOGGLES
from grounding.screen import Element, FoundBy, Role

Boxes = npt.NDArray[np.int64]
"""(n, 4): left, top, right, bottom."""

_LABELLED = FIELDS | TOGGLES
_OPTIONS = TOGGLES | {Role.OPTION, Role.LIST_ITEM, Role.MENU_ITEM}
_INDENT, _GROUP = 48, 8
"""How far to the right of its caption an option may begin, and how many options may stand under one."""
_REACH = 160
_HIGHEST_MENU = 60
"""What is higher is an open menu: the words in it name its entries."""
_FAR = 1_000_000
OF_DRAWING = "its drawing"
BY_PLACE = "its place"


@dataclass(frozen=True, kw_only=True)
class Name:
    """Something that an element may be called. weight: how surely; source: in words, "" for its own text."""

    text: str
    weight: float = 1.0
    source: str = ""


def boxes_of(elements: Sequence[Element]) -> Boxes:
    return np.array([element.box for element in elements], dtype=np.int64).reshape(-1, 4)


def labels(elements: Sequence[Element], boxes: Boxes) -> Iterator[tuple[int, Name]]:
    """(index of an element, a name that text near it gives it)."""
    at_texts = [at for at, element in enumerate(elements) if _may_label(element)]
    if not at_texts:
        return
    lines = boxes[at_texts]
    texts = [str(elements[at].text) for at in at_texts]
    fields = boxes[[at for at, element in enumerate(elements) if element.role in _LABELLED]].reshape(-1, 4)
    for at, element in enumerate(elements):
        if element.role in TEXTS:
            continue
        if not element.text and not (element.role is Role.MENU and element.box.height > _HIGHEST_MENU):
            yield from ((at, name) for name in _inside(element.box, lines, texts))
        if element.role in _LABELLED:
            yield from ((at, name) for name in _outside(element, lines, texts, fields))


def _may_label(element: Element) -> bool:
    """By sight, a coloured label looks like a link."""
    is_text = element.role in TEXTS or (element.role is Role.LINK and element.found_by is FoundBy.TEXT)
    return is_text and bool(element.text)


def _inside(box: Box, lines: Boxes, texts: list[str]) -> Iterator[Name]:
    across, down = (lines[:, 0] + lines[:, 2]) // 2, (lines[:, 1] + lines[:, 3]) // 2
    inside = (across >= box.left) & (across < box.right) & (down >= box.top) & (down < box.bottom)
    found = np.flatnonzero(inside)
    if found.size > 6:
        return
    names = [texts[at] for at in sorted(found, key=lambda at: (lines[at][1] // 8, lines[at][0]))]
    for name in names:
        yield Name(text=name, weight=0.97, source="the text in it")
    if len(names) > 1:
        yield Name(text=" ".join(names), weight=0.97, source="the text in it")


def _outside(element: Element, lines: Boxes, texts: list[str], fields: Boxes) -> Iterator[Name]:
    weight = 0.9 if element.text else 0.97
    left = _left(element.box, lines, fields)
    if element.role in TOGGLES:
        right = _right(element.box, lines)
        if right is not None:
            yield Name(text=texts[right], weight=weight, source="the label on its right")
        elif left is not None:
            yield Name(text=texts[left], weight=weight, source="the label on its left")
        return
    if left is not None:
        yield Name(text=texts[left], weight=weight, source="the label on its left")
    above = _above(element.box, lines, fields)
    if above is not None:
        yield Name(text=texts[above], weight=weight - 0.02, source="the label above it")


def under_captions(elements: Sequence[Element], names: Sequence[Sequence[Name]]) -> Iterator[tuple[int, Name]]:
    """(index of an option, its name after the caption of its group): "Sort by: Size" for the Size under "Sort by:"."""
    captions = [one for one in elements if one.role not in _LABELLED and one.text.rstrip().endswith(":")]
    for at, element in enumerate(elements):
        if not captions or element.role not in _OPTIONS or not names[at]:
            continue
        above = [
            one
            for one in captions
            if one.box.bottom <= element.box.top + 4 and abs(one.box.left - element.box.left) <= _INDENT
        ]
        if above:
            caption = max(above, key=lambda one: one.box.bottom)
            if element.box.top - caption.box.bottom <= _GROUP * max(element.box.height, caption.box.height):
                for name in names[at][:2]:
                    text = f"{caption.text.rstrip(' :')} {name.text}"
                    yield at, Name(text=text, weight=0.96 * name.weight, source="the caption above it")


def beside_label(label: Element, elements: Sequence[Element]) -> Element | None:
    """What a label with a colon is the label of, whatever it was taken for: what stands next on its right."""
    if not label.text.rstrip().endswith(":"):
        return None
    middle = label.box.center.y
    right = [
        one
        for one in elements
        if one.box.top <= middle < one.box.bottom
        and 0 <= one.box.left - label.box.right <= _REACH
        and one.box.height <= 4 * label.box.height
        and not one.text.rstrip().endswith(":")
    ]
    nearest = min(right, key=lambda one: one.box.left, default=None)
    if nearest is None:
        return None
    return max((one for one in right if one.box.encloses(nearest.box)), key=lambda one: one.box.area)


def _left(box: Box, lines: Boxes, fields: Boxes) -> int | None:
    """The nearest line on the left in the same row, with no other field between."""
    middle = (lines[:, 1] + lines[:, 3]) / 2
    gap = box.left - lines[:, 2]
    fits = (middle >= box.top - 4) & (middle <= box.bottom + 4) & (gap >= -6) & (gap <= 420) & (lines[:, 0] < box.left)
    if not fits.any():
        return None
    at = int(np.where(fits, gap, _FAR).argmin())
    line = lines[at]
    between = (fields[:, 0] >= line[2] - 4) & (fields[:, 2] <= box.left + 4)
    between &= (fields[:, 1] <= middle[at]) & (fields[:, 3] >= middle[at])
    return None if between.any() else at


def _above(box: Box, lines: Boxes, fields: Boxes) -> int | None:
    """The nearest line above that begins where the field begins, outside other fields."""
    gap = box.top - lines[:, 3]
    height = np.maximum(8, lines[:, 3] - lines[:, 1])
    overlaps = (lines[:, 0] < box.right) & (lines[:, 2] > box.left)
    fits = (gap >= -4) & (gap <= 1.5 * height + 8) & overlaps & (np.abs(lines[:, 0] - box.left) <= 48)
    if not fits.any():
        return None
    at = int(np.where(fits, gap, _FAR).argmin())
    line = lines[at]
    middle = (line[1] + line[3]) / 2
    holds = (fields[:, 1] <= middle) & (fields[:, 3] >= middle) & (fields[:, 0] < line[2]) & (fields[:, 2] > line[0])
    return None if holds.any() else at


def _right(box: Box, lines: Boxes) -> int | None:
    middle = (lines[:, 1] + lines[:, 3]) / 2
    gap = lines[:, 0] - box.right
    fits = (middle >= box.top - 6) & (middle <= box.bottom + 6) & (gap >= -4) & (gap <= 40 + box.width)
    return int(np.where(fits, gap, _FAR).argmin()) if fits.any() else None


def titles(elements: Sequence[Element], containers: frozenset[Role]) -> Iterator[tuple[int, Name]]:
    """(index of a container, the text that stands at its top)."""
    texts = [element for element in elements if element.role in TEXTS and element.text]
    for at, element in enumerate(elements):
        if element.role not in containers or element.role in SURFACES - containers:
            continue
        box = element.box
        head = Box(box.left, box.top, box.right, min(box.bottom, box.top + 64))
        inside = [text for text in texts if text.box.share_inside(head) > 0.8]
        for text in sorted(inside, key=lambda text: text.box.top)[:3]:
            yield at, Name(text=str(text.text), weight=0.95, source="the title in it")
