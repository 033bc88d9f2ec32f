"""What the detector saw, as elements: each control once, letters that were taken for drawings and drawings that were
read as letters told apart, small drawings given to the control that they stand on."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from grounding.detector.decode import SeenControl
from grounding.detector.layout import Group
from grounding.evidence import Boxes, boxes_of
from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Role

LIKELY = {
    Role.IMAGE: 0.35,
    Role.WINDOW: 0.5,
    Role.DIALOG: 0.5,
    Role.TITLE_BAR: 0.5,
    Role.TOOLBAR: 0.5,
    Role.ROW: 0.5,
}
"""From which likelihood on a control of that role is reported; LIKELY_ELSE for the others."""
LIKELY_ELSE = 0.35
ON_LETTERS = 0.5
SURE_TEXT = 0.8
SHORT = 2
INSIDE = 0.8
LARGEST_SIGN = 48
SAME = 0.5
SAME_NEST = 0.35
ON_NEST = 0.85
"""Shares of the union, and of its own area, from which on one control is an echo of another."""
_CARRIERS = frozenset(
    {Role.BUTTON, Role.ICON_BUTTON, Role.TAB, Role.MENU_ITEM, Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.LINK}
)
"""Controls that a drawing on them belongs to; in rows, cells and fields a drawing may be a control of its own."""
_NESTS = frozenset({Role.BUTTON, Role.TAB, Role.MENU_ITEM, Role.TEXT_FIELD, Role.DROPDOWN, Role.SPINNER})


def controls_of(seen: Sequence[SeenControl], lines: Sequence[Element]) -> tuple[list[Element], list[Element]]:
    """The controls in reading order, and the lines that are text; found_by VISION, ids `seen-1`, `seen-2` ..."""
    likely = [one for one in seen if one.likely >= LIKELY.get(one.role, LIKELY_ELSE)]
    kept, lines = told_apart(likely, lines)
    kept = without_echoes(kept)
    kept.sort(key=lambda one: (one.box.top, one.box.left, one.box))
    found = [
        Element(
            id=ElementId(f"seen-{number}"),
            box=one.box,
            role=role_of(one, lines),
            state=one.state,
            confidence=round(one.likely, 3),
            found_by=FoundBy.VISION,
        )
        for number, one in enumerate(kept, start=1)
    ]
    return carried(found), list(lines)


def told_apart(seen: Sequence[SeenControl], lines: Sequence[Element]) -> tuple[list[SeenControl], list[Element]]:
    """Of a small drawing and a text in one place, the one that is more probable."""
    if not seen or not lines:
        return list(seen), list(lines)
    texts = boxes_of(lines)
    gone_lines: set[int] = set()
    kept: list[SeenControl] = []
    for one in seen:
        if one.group is not Group.DRAWING:
            kept.append(one)
            continue
        shared = shared_areas(texts, one.box)
        on_letters = False
        for at in np.flatnonzero(shared > ON_LETTERS * one.box.area).tolist():
            line = lines[at]
            is_all = shared[at] > ON_LETTERS * line.box.area
            if is_all and len(line.text) <= SHORT and line.confidence < max(SURE_TEXT, one.likely):
                gone_lines.add(at)
            else:
                on_letters = True
        if not on_letters:
            kept.append(one)
            small = shared > INSIDE * (texts[:, 2] - texts[:, 0]) * (texts[:, 3] - texts[:, 1])
            gone_lines.update(
                at for at in np.flatnonzero(small).tolist() if len(lines[at].text) <= SHORT and one.role is Role.IMAGE
            )
    return kept, [line for at, line in enumerate(lines) if at not in gone_lines]


def without_echoes(seen: Sequence[SeenControl]) -> list[SeenControl]:
    """Without a less sure box of another kind that nearly fills, or is nearly filled by, a surer one."""
    kept: list[SeenControl] = []
    pressed: list[SeenControl] = []
    boxes = np.zeros((len(seen), 4), dtype=np.int64)
    nests = np.zeros(len(seen), dtype=bool)
    for one in sorted(seen, key=lambda one: (-one.likely, one.box)):
        if one.group not in (Group.PRESSED, Group.HOLDING):
            kept.append(one)
            continue
        count = len(pressed)
        others = boxes[:count]
        shared = shared_areas(others, one.box)
        areas = (others[:, 2] - others[:, 0]) * (others[:, 3] - others[:, 1])
        overlap = shared / np.maximum(1, areas + one.box.area - shared)
        both = nests[:count] & (one.role in _NESTS)
        echoes = (overlap > SAME) | both & ((overlap > SAME_NEST) | (shared > ON_NEST * one.box.area))
        if not echoes.any():
            boxes[count], nests[count] = one.box, one.role in _NESTS
            pressed.append(one)
            kept.append(one)
    return kept


def role_of(one: SeenControl, lines: Sequence[Element]) -> Role:
    if one.role is not Role.BUTTON or one.box.width > 2 * one.box.height:
        return one.role
    named = any(line.box.share_inside(one.box) > 0.6 for line in lines)
    return Role.BUTTON if named else Role.ICON_BUTTON


def carried(found: Sequence[Element]) -> list[Element]:
    """Without the drawings on buttons and their like. Where it stands is kept: it is what a person aims at."""
    signs = [one for one in found if one.role is Role.IMAGE and max(one.box.width, one.box.height) <= LARGEST_SIGN]
    if not signs:
        return list(found)
    boxes, gone, on = boxes_of(signs), set[ElementId](), dict[ElementId, Box]()
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    for element in found:
        if element.role not in _CARRIERS:
            continue
        for at in np.flatnonzero(shared_areas(boxes, element.box.grown(2)) > INSIDE * areas).tolist():
            gone.add(signs[at].id)
            on.setdefault(element.id, signs[at].box)
    kept = [element for element in found if element.id not in gone]
    return [replace(one, text_box=on[one.id]) if one.id in on else one for one in kept]


def shared_areas(boxes: Boxes, box: Box) -> Boxes:
    """(n,): how many pixels each of the boxes shares with one."""
    across = np.minimum(boxes[:, 2], box.right) - np.maximum(boxes[:, 0], box.left)
    down = np.minimum(boxes[:, 3], box.bottom) - np.maximum(boxes[:, 1], box.top)
    shared: Boxes = across.clip(0) * down.clip(0)
    return shared
