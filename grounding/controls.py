"""What the detector saw, as elements: each control once, letters that were taken for drawings and drawings that were
read as letters told apart, small drawings given to the control that they stand on."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from grounding.detector.decode import SeenControl
from grounding.detector.layout import Group
from grounding.evidence import areas_of, boxes_of, shared_areas
from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Role, State

LIKELY = {
    Role.CELL: 0.42,
    Role.MENU_ITEM: 0.3,
    Role.LIST_ITEM: 0.3,
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
IN_LINE = 5
MOST_LONE = 2
SAME = 0.5
SAME_NEST = 0.35
ON_NEST = 0.85
"""Shares of the union, and of its own area, from which on one control is an echo of another."""
SAME_OUTLINE = 0.45
UNSURE = 0.45
SURE = 0.65
_CARRIERS = frozenset(
    {Role.BUTTON, Role.ICON_BUTTON, Role.TAB, Role.MENU_ITEM, Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.LINK}
)
"""Controls that a drawing on them belongs to; in rows, cells and fields a drawing may be a control of its own."""
_HOLDING = frozenset(
    {Role.TEXT_FIELD, Role.DROPDOWN, Role.SPINNER, Role.CELL, Role.LIST_ITEM, Role.ROW, Role.TEXT_AREA}
)
_OUTLINED = _HOLDING | {Role.BUTTON, Role.ICON_BUTTON, Role.CHECKBOX, Role.RADIO, Role.TAB, Role.SWITCH, Role.MENU_ITEM}
_TOGGLES = frozenset({Role.CHECKBOX, Role.RADIO})
_MARKS = _TOGGLES | {Role.IMAGE, Role.ICON_BUTTON, Role.SWITCH}
_NESTS = frozenset({Role.BUTTON, Role.TAB, Role.MENU_ITEM, Role.TEXT_FIELD, Role.DROPDOWN, Role.SPINNER})


def controls_of(
    seen: Sequence[SeenControl], drawn: Sequence[Element], lines: Sequence[Element]
) -> tuple[list[Element], list[Element]]:
    """The controls in reading order, and the lines that are text; found_by VISION.

    seen: what the detector saw; drawn: what shows as a closed outline (`grounding.shapes`); lines: what was read.
    """
    likely = [one for one in seen if one.likely >= LIKELY.get(one.role, LIKELY_ELSE)]
    kept, texts = told_apart(likely, lines)
    found = [
        Element(
            id=ElementId(""),
            box=one.box,
            role=role_of(one, texts),
            state=one.state,
            confidence=round(one.likely, 3),
            found_by=FoundBy.VISION,
        )
        for one in without_echoes(kept)
    ]
    found = without_lone_cells(carried(with_drawn(found, drawn)))
    found.sort(key=lambda one: (one.box.top, one.box.left, one.box, one.role))
    return [replace(one, id=ElementId(f"seen-{number}")) for number, one in enumerate(found, start=1)], texts


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
            small = shared > INSIDE * areas_of(texts)
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
        areas = areas_of(others)
        overlap = shared / np.maximum(1, areas + one.box.area - shared)
        both = nests[:count] & (one.role in _NESTS)
        echoes = (overlap > SAME) | both & ((overlap > SAME_NEST) | (shared > ON_NEST * one.box.area))
        if not echoes.any():
            boxes[count], nests[count] = one.box, one.role in _NESTS
            pressed.append(one)
            kept.append(one)
    return kept


def with_drawn(seen: Sequence[Element], drawn: Sequence[Element]) -> list[Element]:
    """What was seen, with the exact boxes of what shows as a drawn shape, and the shapes that were not seen."""
    found: list[Element | None] = list(seen)
    added: list[Element] = []
    boxes = boxes_of(seen)
    areas = areas_of(boxes)
    for shape in drawn:
        shared = shared_areas(boxes, shape.box)
        near = [at for at in np.flatnonzero(shared).tolist() if found[at] is not None]
        near = [at for at in near if seen[at].role in (_MARKS if shape.role in _TOGGLES else _OUTLINED)]
        overlap = {at: shared[at] / (areas[at] + shape.box.area - shared[at]) for at in near}
        best = max(near, key=overlap.__getitem__, default=None)
        if best is not None and overlap[best] < SAME_OUTLINE:
            best = None
        if best is None and any(shared[at] > INSIDE * shape.box.area for at in near):
            continue
        for at in near:
            if at != best and seen[at].role in _HOLDING and shape.role in _HOLDING and shared[at] > INSIDE * areas[at]:
                found[at] = None  # a rough look at a part of the shape
        if best is None:
            added.append(shape)
        else:
            found[best] = outlined(seen[best], shape)
    return [*(one for one in found if one is not None), *added]


def outlined(one: Element, shape: Element) -> Element:
    """What a control is that both tell of: marks, arrows and steppers that are drawn are certain, and a cell in no grid
    is a field."""
    if shape.role in _TOGGLES:
        return replace(shape, state=shape.state | (one.state - {State.CHECKED}), confidence=one.confidence)
    certain = one.role in _HOLDING and shape.role in (Role.DROPDOWN, Role.SPINNER)
    no_arrow = one.role in (Role.DROPDOWN, Role.SPINNER) and shape.role is Role.TEXT_FIELD and one.confidence < SURE
    doubtful = one.role in (Role.CELL, Role.LIST_ITEM, Role.ROW) or one.confidence < UNSURE or no_arrow
    return replace(one, box=shape.box, role=shape.role if certain or doubtful else one.role)


def role_of(one: SeenControl, lines: Sequence[Element]) -> Role:
    if one.role is not Role.BUTTON or one.box.width > 2 * one.box.height:
        return one.role
    named = any(line.box.share_inside(one.box) > 0.6 for line in lines)
    return Role.BUTTON if named else Role.ICON_BUTTON


def carried(found: Sequence[Element]) -> list[Element]:
    """Without the drawings on buttons and their like. Where it stands is kept: it is what a person aims at."""
    signs = [at for at, one in enumerate(found) if one.role is Role.IMAGE and longest(one.box) <= LARGEST_SIGN]
    arrows = [at for at, one in enumerate(found) if one.role in (Role.IMAGE, Role.ICON_BUTTON)]
    boxes = boxes_of(found)
    areas = areas_of(boxes)
    gone, on = set[int](), dict[int, Box]()
    for number, element in enumerate(found):
        parts = signs if element.role in _CARRIERS else arrows if element.role is Role.DROPDOWN else []
        if parts:
            inside = shared_areas(boxes[parts], element.box.grown(2)) > INSIDE * areas[parts]
            for at in np.array(parts)[inside].tolist():
                gone.add(at)
                if element.role in _CARRIERS:
                    on.setdefault(number, found[at].box)
    return [replace(one, text_box=on[at]) if at in on else one for at, one in enumerate(found) if at not in gone]


def without_lone_cells(found: Sequence[Element]) -> list[Element]:
    """Without cells that stand in no grid: in line with fewer than two others, a cell is a guess around a label."""
    boxes = boxes_of([one for one in found if one.role is Role.CELL])

    def in_line(box: Box) -> int:
        off = np.abs(boxes - np.array(box)) <= IN_LINE
        return int(((off[:, 1] & off[:, 3]) | (off[:, 0] & off[:, 2])).sum())

    return [one for one in found if one.role is not Role.CELL or in_line(one.box) > MOST_LONE]


def longest(box: Box) -> int:
    return max(box.width, box.height)
