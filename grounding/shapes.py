"""Controls that show as drawn shapes: fields, buttons, drop-downs, check boxes and radio buttons, by plain geometry.

The trained detector knows what things are, but tells the ends of wide ones only roughly; a border that is drawn is
exact to the pixel. So what shows as a closed outline lends its box to what was seen there, and stands in for it where
nothing was. Flat controls, switches, sliders and borderless rows are beyond it. What stands in a shape is the fusion's
work, so the elements carry no text here.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from grounding.corners import has_grip, has_scroll_bar
from grounding.geometry import Box, Point
from grounding.outlines import EDGE, MARK_SIZES, RING, Mask, Shape, outlines_of, without_grids
from grounding.overlaps import any_of, areas_of, boxes_of, shared_areas
from grounding.screen import Element, ElementId, FoundBy, Pixels, Role, Screenshot, State
from grounding.text_reader.ink import ink_of, runs

RECTANGULAR = 0.86
ROUND = 0.9
CONTROL_HEIGHTS = range(16, 61)
SMALLEST_AREA_SIDES = (140, 61)
IN_IT = 0.7
"""The share of a text from which on it stands in a shape."""
HELD = 0.9
LOWEST_HELD = 12
BAR_ALIGNED = 6
ARROW_WIDTHS = range(5, 16)
LARGEST_BUTTON = 110
HIGHEST_FIELD = 44
LOWEST_WITH_MARKS = 36
WHITE, PAPER = 250, 235
PALER = 0.35
"""How much paler one side of a mark may be than another, in their contrast to the ground."""
MOST_SHAPES = 400
INDENTED = 0.6
"""Further than this, in heights, no text begins in a field."""
SURELY_A_BUTTON = 0.9

_CONFIDENCE = {
    Role.TEXT_FIELD: 0.7,
    Role.TEXT_AREA: 0.4,
    Role.BUTTON: 0.7,
    Role.ICON_BUTTON: 0.5,
    Role.DROPDOWN: 0.7,
    Role.CHECKBOX: 0.6,
    Role.SPINNER: 0.7,
    Role.RADIO: 0.6,
    Role.LIST: 0.6,
}


def detect(screenshot: Screenshot, edges: Mask, lines: Sequence[Element]) -> tuple[Element, ...]:
    """The controls that show as shapes, in reading order. edges: `edges_of` the screenshot; lines: what was read."""
    pixels = screenshot.pixels
    holes, small = outlines_of(edges)
    rectangles = [shape for shape in without_grids(holes) if shape.fill >= RECTANGULAR]
    places, texts = boxes_of(rectangles), boxes_of(lines)
    boxes = [shape.box for shape in rectangles]
    shared = shared_areas(places, places)
    np.fill_diagonal(shared, 0)
    is_high = places[:, 3] - places[:, 1] >= LOWEST_HELD
    holds = any_of((shared > HELD * areas_of(places)) & is_high, axis=1)
    inside = shared_areas(places, texts) > IN_IT * areas_of(texts)
    found: list[Element] = []
    for box, of_it, holds_shapes in zip(boxes, inside, holds.tolist(), strict=True):
        within = [lines[at].box for at in np.flatnonzero(of_it).tolist()]
        role = None if is_bar(box, boxes) else role_of(box, within, boxes, edges, pixels, holds_shapes=holds_shapes)
        if role is not None:
            surely = role is Role.BUTTON and is_filled_button(box, within, pixels)
            found.append(replace(seen(box, role), confidence=SURELY_A_BUTTON) if surely else seen(box, role))
    marks = boxes_of(small)
    free = ~any_of(shared_areas(marks, texts) >= 0.5 * areas_of(marks)[:, None], axis=1)
    for shape in itertools.compress(small, free.tolist()):
        if all(shape.box.iou(element.box) < 0.3 for element in found):
            found += mark_of(shape, pixels)
    found = with_window_buttons(found)
    return tuple(sorted(found, key=lambda element: (element.box.top, element.box.left))[:MOST_SHAPES])


def seen(box: Box, role: Role, *, checked: bool = False) -> Element:
    return Element(
        id=ElementId(""),
        box=box,
        role=role,
        state=frozenset({State.CHECKED}) if checked else frozenset(),
        confidence=_CONFIDENCE[role],
        found_by=FoundBy.VISION,
    )


def is_filled_button(box: Box, texts: Sequence[Box], pixels: Pixels) -> bool:
    """Whether words stand in the middle of it, away from both ends, on a ground of its own: no field looks so."""
    margin = round(INDENTED * box.height)
    if not texts or is_sheet(pixels, box, Point(box.left + margin // 2, box.center.y)):
        return False
    return min(text.left for text in texts) - box.left > margin and box.right - max(t.right for t in texts) > margin


def is_bar(box: Box, shapes: Sequence[Box]) -> bool:
    """Whether it ends left and right where a much higher shape close by ends: a tool bar, a status bar, a row."""
    return any(
        other.height > 2.5 * box.height
        and abs(other.left - box.left) <= BAR_ALIGNED
        and abs(other.right - box.right) <= BAR_ALIGNED
        and other.top - 3 * box.height <= box.top
        and box.bottom <= other.bottom + 3 * box.height
        for other in shapes
    )


def with_window_buttons(found: Sequence[Element]) -> list[Element]:
    """Three or more marks of one size close together in a row are a window's buttons, not choices; but those have signs
    on them, and of choices at least one is seldom marked."""
    marks = [element for element in found if element.role in (Role.CHECKBOX, Role.RADIO, Role.ICON_BUTTON)]
    changed: list[Element] = []
    for element in found:
        box = element.box
        near = [
            other
            for other in marks
            if abs(other.box.top - box.top) <= 1
            and abs(other.box.width - box.width) <= 2
            and abs(other.box.left - box.left) <= 5 * box.width
        ]
        if element in marks and len(near) >= 3 and not _are_choices(near):
            element = replace(
                element, role=Role.ICON_BUTTON, state=frozenset(), confidence=_CONFIDENCE[Role.ICON_BUTTON]
            )
        changed.append(element)
    return changed


def _are_choices(marks: Sequence[Element]) -> bool:
    alike = {mark.role for mark in marks} in ({Role.CHECKBOX}, {Role.RADIO})
    return alike and any(State.CHECKED not in mark.state for mark in marks)


# --- roles --------------------------------------------------------------------------------------------------------


def role_of(
    box: Box, texts: Sequence[Box], shapes: Sequence[Box], edges: Mask, pixels: Pixels, *, holds_shapes: bool
) -> Role | None:
    """What a rectangle is, by its size, by where text stands in it, and by an arrow at its right end."""
    if box.width in MARK_SIZES and box.height in MARK_SIZES:
        return None
    if box.height >= LOWEST_WITH_MARKS and (marked := _by_its_corner(box, pixels)) is not None:
        return marked
    is_key = box.height <= LARGEST_BUTTON and box.width <= 1.6 * box.height and len(texts) == 1 and not holds_shapes
    if box.height not in CONTROL_HEIGHTS and not is_key:
        width, height = SMALLEST_AREA_SIDES
        blank = not texts and ink_share(edges, box) < 0.12 and not holds_shapes
        return Role.TEXT_AREA if blank and box.width >= width and box.height >= height else None
    if len(texts) == 1 and box.height in CONTROL_HEIGHTS and box.width > box.height and has_steppers(box, shapes):
        return Role.SPINNER
    if len(texts) > 3 or (holds_shapes and len(texts) > 1):
        return None
    if box.width > 1.3 * box.height and has_arrow(pixels, box):
        return Role.DROPDOWN
    if not texts:
        return empty_role(box, edges, pixels, holds_shapes=holds_shapes)
    text = texts[0]
    for other in texts[1:]:
        text = text.joined(other)
    before, after = text.left - box.left, box.right - text.right
    if abs(before - after) <= max(6, 0.12 * box.width) and box.width <= text.width + 10 * box.height:
        return Role.BUTTON
    if _apart(texts):
        return None
    return Role.TEXT_FIELD if before <= box.height and box.width >= 2 * box.height else None


def _by_its_corner(box: Box, pixels: Pixels) -> Role | None:
    return Role.TEXT_AREA if has_grip(pixels, box) else Role.LIST if has_scroll_bar(pixels, box) else None


def has_steppers(box: Box, shapes: Sequence[Box]) -> bool:
    """Whether two keys of the same height follow on its right: the − and + of a number field."""
    row = [
        other
        for other in shapes
        if abs(other.top - box.top) <= 2 and abs(other.bottom - box.bottom) <= 2 and other.width <= 1.5 * box.height
    ]
    first = next((key for key in row if abs(key.left - box.right) <= 4), None)
    return first is not None and any(abs(key.left - first.right) <= 4 for key in row)


def _apart(texts: Sequence[Box]) -> bool:
    """Whether words stand further apart than words of one text do: the names on a menu bar."""
    row = sorted(texts, key=lambda text: text.left)
    return any(after.left - before.right > before.height for before, after in itertools.pairwise(row))


def empty_role(box: Box, edges: Mask, pixels: Pixels, *, holds_shapes: bool) -> Role | None:
    ink = ink_share(edges, box)
    if 0.002 < ink < 0.7 and not holds_shapes and box.width <= 5 * box.height and is_centred(edges, box):
        return Role.ICON_BUTTON if box.width <= 1.6 * box.height else Role.BUTTON
    if box.width >= 2.2 * box.height and not holds_shapes and ink < 0.05:
        return Role.TEXT_FIELD
    if box.width >= 1.3 * box.height and box.height <= HIGHEST_FIELD and ink == 0 and is_sheet(pixels, box):
        return Role.TEXT_FIELD  # a short one, for a number
    if box.width <= 2.2 * box.height and box.width >= 16 and 0.002 < ink < 0.7:
        return Role.ICON_BUTTON if box.width <= 1.6 * box.height else Role.BUTTON
    return None


def is_sheet(pixels: Pixels, box: Box, at: Point | None = None) -> bool:
    """Whether inside it, in its middle or `at` a point, shows the ground that it stands on, or white paper: what is of
    another colour is no field."""
    point = at or box.center
    inside, around = pixels[point.y, point.x].astype(np.int16), box.grown(RING)
    if not Box(0, 0, pixels.shape[1], pixels.shape[0]).encloses(around):
        return False
    sides = pixels[[around.top, around.bottom - 1], around.left : around.right].reshape(-1, 3)
    return bool(inside.min() >= WHITE or np.abs(inside - np.median(sides, axis=0)).max() < EDGE)


def ink_share(edges: Mask, box: Box) -> float:
    inner = box.grown(-2 * RING)
    return float((edges[inner.top : inner.bottom, inner.left : inner.right] > 0).mean()) if inner.area else 0.0


def is_centred(edges: Mask, box: Box) -> bool:
    """Whether what is drawn in the box stands in its middle: a sign on a button, not a caret in a field."""
    inner = box.grown(-2 * RING)
    columns = np.flatnonzero((edges[inner.top : inner.bottom, inner.left : inner.right] > 0).any(axis=0))
    return len(columns) > 0 and abs((columns[0] + columns[-1]) / 2 - inner.width / 2) <= 0.08 * inner.width


def has_arrow(pixels: Pixels, box: Box) -> bool:
    """Whether the last drawing in the box, apart from what is before it, is a triangle or angle that points down."""
    inner = box.grown(-2 * RING)
    crop = pixels[inner.top : inner.bottom, max(inner.left, inner.right - 2 * box.height) : inner.right]
    mask = ink_of(crop)
    if mask is None:
        return False
    stretches = runs(np.asarray(mask.any(axis=0)))
    if not stretches:
        return False
    start, end = stretches[-1]
    if not ARROW_WIDTHS.start <= end - start <= ARROW_WIDTHS.stop or (
        len(stretches) > 1 and start - stretches[-2][1] < 3
    ):
        return False
    arrow = mask[:, start:end]
    rows = np.flatnonzero(arrow.any(axis=1))
    height = int(rows[-1] - rows[0]) + 1
    if not 3 <= height <= 0.8 * (end - start) or not 0.3 < (rows[0] + rows[-1]) / 2 / len(mask) < 0.7:
        return False
    extents = [float(np.ptp(np.flatnonzero(arrow[row]))) for row in range(rows[0], rows[-1] + 1) if arrow[row].any()]
    narrowing = sum(upper >= lower for upper, lower in itertools.pairwise(extents))
    return extents[-1] <= 0.5 * max(extents) and narrowing >= 0.75 * (len(extents) - 1)


def mark_of(shape: Shape, pixels: Pixels) -> list[Element]:
    """A check box or radio button: straight or round sides of one colour, and a plain or a marked middle."""
    box = shape.box
    around = box.grown(2)
    if not Box(0, 0, pixels.shape[1], pixels.shape[0]).encloses(around):
        return []
    patch = pixels[box.top : box.bottom, box.left : box.right].astype(np.int16)
    ground = np.median(pixels[around.top : around.bottom, [around.left, around.right - 1]].reshape(-1, 3), axis=0)
    third = box.width * 2 // 5 if shape.fill < ROUND else max(2, box.width // 3)
    sides = [patch[0, third:-third], patch[-1, third:-third], patch[third:-third, 0], patch[third:-third, -1]]
    colours = np.array([side.mean(axis=0) for side in sides])
    contrast = abs(colours.mean(axis=0) - ground).max()
    # At a scale of one and a half, say, a side lies across two lines of pixels and is paler than the next.
    alike = np.ptp(colours, axis=0).max() <= max(30, PALER * contrast)
    if not alike or any(np.ptp(side, axis=0).max() > 30 for side in sides) or contrast < EDGE:
        return []
    corners = patch[[0, 0, -1, -1], [0, -1, 0, -1]]
    rounded = abs(corners - ground).max(axis=1) < contrast * 0.35
    inset = max(3, box.width // 4)
    middle = patch[inset:-inset, inset:-inset]
    marked = bool(np.ptp(middle.reshape(-1, 3), axis=0).max() > 60)
    is_paper = middle.min() >= PAPER and abs(colours.mean(axis=0) - middle.mean(axis=(0, 1))).max() > 2 * EDGE
    plain = abs(middle.mean(axis=(0, 1)) - ground).max() < 60 or is_paper
    if not marked and not plain:
        return []
    if shape.fill < ROUND and rounded.all():
        # The dot of a radio button is solid; a cross or a dash in a circle is a window's button.
        centre, reach = box.width // 2, max(1, box.width // 10)
        dot = patch[centre - reach : centre + reach + 1, centre - reach : centre + reach + 1].reshape(-1, 3)
        is_choice = not marked or bool(np.ptp(dot, axis=0).max() <= 60)
        return [seen(box, Role.RADIO, checked=marked) if is_choice else seen(box, Role.ICON_BUTTON)]
    return [seen(box, Role.CHECKBOX, checked=marked)] if shape.fill >= ROUND else []
