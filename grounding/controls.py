"""What the detector saw, as elements: each control once, letters that were taken for drawings and drawings that were
read as letters told apart, small drawings given to the control that they stand on."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from grounding.detector.decode import SeenControl
from grounding.detector.layout import Group
from grounding.geometry import Box
from grounding.overlaps import Boxes, Flags, any_of, areas_of, boxes_of, firsts, shared_areas
from grounding.screen import Element, ElementId, FoundBy, Role, State

LIKELY = 0.5
"""From which likelihood on a control is reported: the detector's are shares that are right. Below it more false ones
come than true ones, and they hide the true ones beside them."""
LIKELY_ENTRY = 0.65
"""The same for entries of menus and lists: a label that stands alone looks like one."""
ON_LETTERS = 0.5
SURE_TEXT = 0.8
SHORT = 2
"""Letters that a drawing may be read as."""
INSIDE = 0.8
ARROW = 0.9
ON_IT = 0.6
"""Shares of a line from which on it is the arrow of a drop-down, and written on a button."""
LARGEST_SIGN = 48
SIGN_LIKELY = 0.2
SIGN_ROOM = 1.6
"""How far from a drop-down's right end its arrow stands at most, in heights."""
IN_LINE = 5
MOST_LONE = 2
SAME = 0.5
SAME_NEST = 0.35
ON_NEST = 0.85
"""Shares of the union, and of its own area, from which on one control is an echo of another."""
TOP, BOTTOM = 1, 3
LEADS = 16
"""How far from where a label seems to end its field begins, at most."""
GAP = 5
"""Pixels by which what the network sees as a border may lie off the border that is drawn."""
SAME_OUTLINE = 0.45
UNSURE = 0.45
SURE = 0.65
SURELY_AN_ENTRY = 0.85
_CARRIERS = frozenset(
    {Role.BUTTON, Role.ICON_BUTTON, Role.TAB, Role.MENU_ITEM, Role.CHECKBOX, Role.RADIO, Role.SWITCH, Role.LINK}
)
"""Controls that a drawing on them belongs to; in rows, cells and fields a drawing may be a control of its own."""
_HOLDING = frozenset(
    {Role.TEXT_FIELD, Role.DROPDOWN, Role.SPINNER, Role.CELL, Role.LIST_ITEM, Role.ROW, Role.TEXT_AREA}
)
_OUTLINED = _HOLDING | {Role.BUTTON, Role.ICON_BUTTON, Role.CHECKBOX, Role.RADIO, Role.TAB, Role.SWITCH, Role.MENU_ITEM}
_ENTRIES = frozenset({Role.MENU_ITEM, Role.LIST_ITEM})
_TOGGLES = frozenset({Role.CHECKBOX, Role.RADIO})
_LABELLED = frozenset({Role.TEXT_FIELD, Role.DROPDOWN, Role.SPINNER})
_LISTS = frozenset({Role.LIST})
_MARKS = _TOGGLES | {Role.IMAGE, Role.ICON_BUTTON, Role.SWITCH}
_NESTS = frozenset({Role.BUTTON, Role.TAB, Role.MENU_ITEM, Role.TEXT_FIELD, Role.DROPDOWN, Role.SPINNER})


def controls_of(
    seen: Sequence[SeenControl], drawn: Sequence[Element], lines: Sequence[Element]
) -> tuple[list[Element], list[Element]]:
    """The controls in reading order, and the lines that are text; found_by VISION.

    seen: what the detector saw; drawn: what shows as a closed outline (`grounding.shapes`); lines: what was read.
    """
    likely = [one for one in seen if one.likely >= (LIKELY_ENTRY if one.role in _ENTRIES else LIKELY)]
    kept, texts = told_apart(likely, lines)
    kept = without_labels(without_gaps(without_echoes(kept), drawn), drawn)
    found = [
        Element(
            id=ElementId(""),
            box=one.box,
            role=role,
            state=one.state,
            confidence=round(one.likely, 3),
            found_by=FoundBy.VISION,
        )
        for one, role in zip(kept, roles_of(kept, texts, signs_among(seen)), strict=True)
    ]
    found = without_lone_cells(carried(with_drawn(found, drawn)))
    found.sort(key=lambda one: (one.box.top, one.box.left, one.box, one.role))
    controls = [replace(one, id=ElementId(f"seen-{number}")) for number, one in enumerate(found, start=1)]
    return controls, without_arrows(texts, controls)


def told_apart(seen: Sequence[SeenControl], lines: Sequence[Element]) -> tuple[list[SeenControl], list[Element]]:
    """Of a small drawing and a text in one place, the one that is more probable."""
    drawings = [one for one in seen if one.group is Group.DRAWING]
    if not drawings or not lines:
        return list(seen), list(lines)
    places, texts = boxes_of(drawings), boxes_of(lines)
    likely = np.array([max(SURE_TEXT, one.likely) for one in drawings])
    is_short = np.array([len(line.text) <= SHORT for line in lines])
    shared = shared_areas(places, texts)
    meets = shared > ON_LETTERS * areas_of(places)[:, None]
    is_all = shared > ON_LETTERS * areas_of(texts)
    doubtful = meets & is_all & is_short & (np.array([line.confidence for line in lines]) < likely[:, None])
    on_letters = any_of(meets & ~doubtful, axis=1)
    is_picture = np.array([one.role is Role.IMAGE for one in drawings]) & ~on_letters
    part_of_it = (shared > INSIDE * areas_of(texts)) & is_short & is_picture[:, None]
    no_text = any_of(doubtful | part_of_it, axis=0)
    stays = iter((~on_letters).tolist())
    kept = [one for one in seen if one.group is not Group.DRAWING or next(stays)]
    return kept, [line for line, gone in zip(lines, no_text.tolist(), strict=True) if not gone]


def without_arrows(lines: Sequence[Element], controls: Sequence[Element]) -> list[Element]:
    """The lines less those that are the arrow of a drop-down, read as a letter."""
    ends = boxes_of([control for control in controls if control.role is Role.DROPDOWN])
    ends[:, 0] = ends[:, 2] - (ends[:, 3] - ends[:, 1])
    texts = boxes_of(lines)
    in_arrow = any_of(shared_areas(ends, texts) >= ARROW * areas_of(texts), axis=0)
    return [line for line, is_in in zip(lines, in_arrow.tolist(), strict=True) if len(line.text) > 1 or not is_in]


def without_echoes(seen: Sequence[SeenControl]) -> list[SeenControl]:
    """Surest first, without a less sure box of another kind that nearly fills, or is nearly filled by, a surer one."""
    ordered = sorted(seen, key=lambda one: (-one.likely, one.box))
    pressed = [at for at, one in enumerate(ordered) if one.group in (Group.PRESSED, Group.HOLDING)]
    boxes = boxes_of(ordered[at] for at in pressed)
    areas = areas_of(boxes)
    nests = np.array([ordered[at].role in _NESTS for at in pressed], dtype=bool)

    def echoes(ones: slice, others: slice) -> Flags:
        shared = shared_areas(boxes[ones], boxes[others])
        overlap = shared / (areas[ones, None] + areas[others] - shared)
        nested = (overlap > SAME_NEST) | (shared > ON_NEST * areas[others])
        return np.asarray((overlap > SAME) | nested & nests[ones, None] & nests[others])

    gone = set(pressed) - {pressed[at] for at in firsts(len(pressed), echoes).tolist()}
    return [one for at, one in enumerate(ordered) if at not in gone]


def without_gaps(seen: Sequence[SeenControl], drawn: Sequence[Element]) -> list[SeenControl]:
    """Without fields whose upper and lower borders are those of the fields above and below: a label between the two."""
    fields = [one.box for one in drawn if one.role in _HOLDING]

    def touched(box: Box, edge: int, far: int) -> bool:
        """edge, far: of the corners of a field, the one that meets the box, and the one beyond it."""
        return any(
            abs(other[edge] - box[far]) <= GAP
            and min(other.right, box.right) - max(other.left, box.left) > INSIDE * box.width
            for other in fields
        )

    return [
        one
        for one in seen
        if one.role not in _HOLDING or not (touched(one.box, BOTTOM, TOP) and touched(one.box, TOP, BOTTOM))
    ]


def without_labels(seen: Sequence[SeenControl], drawn: Sequence[Element]) -> list[SeenControl]:
    """Without entries of menus that stand alone but for a field right after them: labels."""
    fields = [one.box for one in seen if one.role in _LABELLED]
    fields += [one.box for one in drawn if one.role in _LABELLED]

    def leads(box: Box) -> bool:
        return any(abs(field.left - box.right) <= LEADS and _shares_row(field, box) for field in fields)

    entries = [one.box for one in seen if one.role in _ENTRIES]
    return [
        one
        for one in seen
        if one.role not in _ENTRIES
        or not leads(one.box)
        or any(other != one.box and (_shares_row(other, one.box) or _follow(other, one.box)) for other in entries)
    ]


def _follow(one: Box, other: Box) -> bool:
    """Whether they stand one right below the other, as wide and as far to the left: entries of one menu."""
    near = max(one.top, other.top) - min(one.bottom, other.bottom) <= LEADS
    return near and abs(one.left - other.left) <= IN_LINE and abs(one.right - other.right) <= IN_LINE


def _shares_row(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > ON_IT * min(one.height, other.height)


def with_drawn(seen: Sequence[Element], drawn: Sequence[Element]) -> list[Element]:
    """What was seen, with the exact boxes of what shows as a drawn shape, and the shapes that were not seen."""
    found: list[Element | None] = list(seen)
    added: list[Element] = []
    boxes = boxes_of(seen)
    areas = areas_of(boxes).tolist()
    for shape, shares in zip(drawn, shared_areas(boxes_of(drawn), boxes), strict=True):
        fitting = _MARKS if shape.role in _TOGGLES else _OUTLINED if shape.role is not Role.LIST else _LISTS
        shared = {at: int(shares[at]) for at in np.flatnonzero(shares).tolist()}
        near = [at for at in shared if found[at] is not None and seen[at].role in fitting]
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
    certain = one.role in _HOLDING and shape.role in (Role.DROPDOWN, Role.SPINNER, Role.TEXT_AREA)
    no_arrow = one.role in (Role.DROPDOWN, Role.SPINNER) and shape.role is Role.TEXT_FIELD and one.confidence < SURE
    doubtful = one.role in (Role.CELL, Role.LIST_ITEM, Role.ROW) or one.confidence < UNSURE or no_arrow
    no_knob = one.role is Role.SWITCH and shape.role is Role.TEXT_FIELD
    # What stands in a frame of its own, in its middle, is no entry of a menu.
    framed = one.role is Role.MENU_ITEM and shape.role is Role.BUTTON and one.confidence < SURELY_AN_ENTRY
    filled = one.role is Role.TEXT_FIELD and shape.role is Role.BUTTON and shape.confidence >= one.confidence
    taken = certain or doubtful or no_knob or framed or filled
    return replace(one, box=shape.box, role=shape.role if taken else one.role)


def signs_among(seen: Sequence[SeenControl]) -> list[Box]:
    """Drawings that may be the arrow of a drop-down, also those too unsure to be told of."""
    return [one.box for one in seen if one.role is Role.IMAGE and one.likely >= SIGN_LIKELY]


def roles_of(seen: Sequence[SeenControl], lines: Sequence[Element], signs: Sequence[Box]) -> list[Role]:
    """Of each, by what is on it.

    A button no wider than twice its height that nothing is written on shows a drawing. A drop-down without a sign near
    its right end is a field: their frames are alike, and the network sees the frame before the arrow.
    """
    texts = boxes_of(lines)
    is_named = any_of(shared_areas(boxes_of(seen), texts) > ON_IT * areas_of(texts), axis=1)
    roles: list[Role] = []
    for one, named in zip(seen, is_named.tolist(), strict=True):
        box, role = one.box, one.role
        if role is Role.BUTTON and box.width <= 2 * box.height and not named:
            role = Role.ICON_BUTTON
        elif role is Role.DROPDOWN:
            end = Box(max(box.left, round(box.right - SIGN_ROOM * box.height)), box.top, box.right, box.bottom)
            role = role if any(end.contains(sign.center) for sign in signs) else Role.TEXT_FIELD
        roles.append(role)
    return roles


def carried(found: Sequence[Element]) -> list[Element]:
    """Without the drawings on buttons and their like. Where it stands is kept: it is what a person aims at."""
    boxes = boxes_of(found)

    def on(carriers: list[int], parts: list[int]) -> Flags:
        """(n, m): which parts stand on which carriers."""
        around = boxes[carriers] + (-2, -2, 2, 2)
        return np.asarray(shared_areas(around, boxes[parts]) > INSIDE * areas_of(boxes[parts]))

    signs = [at for at, one in enumerate(found) if one.role is Role.IMAGE and longest(one.box) <= LARGEST_SIGN]
    arrows = [at for at, one in enumerate(found) if one.role in (Role.IMAGE, Role.ICON_BUTTON)]
    carriers = [at for at, one in enumerate(found) if one.role in _CARRIERS]
    carries = on(carriers, signs)
    in_dropdown = on([at for at, one in enumerate(found) if one.role is Role.DROPDOWN], arrows)
    first = {carriers[at]: found[signs[carries[at].argmax()]].box for at in np.flatnonzero(any_of(carries, axis=1))}
    gone = {
        *itertools.compress(signs, any_of(carries, axis=0).tolist()),
        *itertools.compress(arrows, any_of(in_dropdown, axis=0).tolist()),
    }
    return [replace(one, text_box=first[at]) if at in first else one for at, one in enumerate(found) if at not in gone]


def without_lone_cells(found: Sequence[Element]) -> list[Element]:
    """Without cells that stand in no grid: in line with fewer than two others, a cell is a guess around a label."""
    left, top, right, bottom = boxes_of([one for one in found if one.role is Role.CELL]).T

    def near(ends: Boxes) -> Flags:
        return np.asarray(np.abs(ends[:, None] - ends) <= IN_LINE)

    in_line = (near(top) & near(bottom) | near(left) & near(right)).sum(axis=1)
    stays = iter((in_line > MOST_LONE).tolist())
    return [one for one in found if one.role is not Role.CELL or next(stays)]


def longest(box: Box) -> int:
    return max(box.width, box.height)
