"""Controls that show as drawn shapes: fields, buttons, drop-downs, check boxes and radio buttons, by plain geometry.

The trained detector knows what things are, but tells the ends of wide ones only roughly; a border that is drawn is
exact to the pixel. So what shows as a closed outline lends its box to what was seen there, and stands in for it where
nothing was. Flat controls, switches, sliders and borderless rows are beyond it. What stands in a shape is the fusion's
work, so the elements carry no text here.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from grounding.detector.decode import SeenControl, once
from grounding.evidence import areas_of, boxes_of, shared_areas
from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Pixels, Role, Screenshot, State
from grounding.text_reader.ink import ink_of, runs

Mask = npt.NDArray[np.uint8]

EDGE = 8
"""The difference in brightness between neighbouring pixels that makes an edge of a control."""
RING = 2
"""How far an edge reaches into the shape that it bounds."""
RECTANGULAR = 0.86
ROUND = 0.9
MARK_SIZES = range(9, 25)
CONTROL_HEIGHTS = range(16, 61)
SMALLEST_AREA_SIDES = (140, 61)
SAME_SHAPE = 0.6
BAR_ALIGNED = 6
ARROW_WIDTHS = range(5, 16)
LARGEST_BUTTON = 110
MOST_SHAPES = 400
LEAST_DRAWN = 16
"""Pixels of edge; a single odd pixel makes nine."""


_CONFIDENCE = {
    Role.TEXT_FIELD: 0.7,
    Role.TEXT_AREA: 0.4,
    Role.BUTTON: 0.7,
    Role.ICON_BUTTON: 0.5,
    Role.DROPDOWN: 0.7,
    Role.CHECKBOX: 0.6,
    Role.SPINNER: 0.7,
    Role.RADIO: 0.6,
}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A closed outline. fill: the share of its box that it covers (1 a rectangle, 0.785 a circle)."""

    box: Box
    fill: float


def detect(screenshot: Screenshot, edges: Mask, lines: Sequence[Element]) -> tuple[Element, ...]:
    """The controls that show as shapes, in reading order. edges: `edges_of` the screenshot; lines: what was read."""
    pixels = screenshot.pixels
    texts = [line.box for line in lines]
    text_boxes = boxes_of(lines)
    text_areas = areas_of(text_boxes)
    rectangles = [shape for shape in without_grids(holes(edges)) if shape.fill >= RECTANGULAR]
    boxes = [shape.box for shape in rectangles]
    found: list[Element] = []
    for shape in rectangles:
        inside = [texts[at] for at in np.flatnonzero(shared_areas(text_boxes, shape.box) > 0.7 * text_areas)]
        role = None if is_bar(shape.box, boxes) else role_of(shape.box, inside, boxes, edges, pixels)
        if role is not None:
            found.append(seen(shape.box, role))
    for shape in small_outlines(edges):
        free = not (shared_areas(text_boxes, shape.box) >= 0.5 * shape.box.area).any()
        if free and all(shape.box.iou(element.box) < 0.3 for element in found):
            found += mark_of(shape, pixels)
    found = with_window_buttons(found)
    ordered = sorted(found, key=lambda element: (element.box.top, element.box.left))[:MOST_SHAPES]
    return tuple(replace(element, id=ElementId(f"shape-{number}")) for number, element in enumerate(ordered, start=1))


def visible(seen: Sequence[SeenControl], edges: Mask) -> list[SeenControl]:
    """Without those in whose place hardly anything is drawn: a network sees things in a speck on a blank ground."""
    if not seen:
        return []
    counts = cv2.integral(np.minimum(edges, 1))
    height, width = edges.shape
    reach = np.array([one.box.grown(RING) for one in seen], dtype=np.int64)
    left, top, right, bottom = reach.clip(0, (width, height, width, height)).T
    drawn = counts[bottom, right] - counts[top, right] - counts[bottom, left] + counts[top, left]
    return [one for one, count in zip(seen, drawn.tolist(), strict=True) if count >= LEAST_DRAWN]


def without_arrows(lines: Sequence[Element], controls: Sequence[Element]) -> list[Element]:
    """The lines less those that are the arrow of a drop-down, read as a letter."""
    ends = [
        Box(box.right - box.height, box.top, box.right, box.bottom)
        for box in (control.box for control in controls if control.role is Role.DROPDOWN)
    ]
    return [line for line in lines if len(line.text) > 1 or all(line.box.share_inside(end) < 0.9 for end in ends)]


def seen(box: Box, role: Role, *, checked: bool = False) -> Element:
    return Element(
        id=ElementId(""),
        box=box,
        role=role,
        state=frozenset({State.CHECKED}) if checked else frozenset(),
        confidence=_CONFIDENCE[role],
        found_by=FoundBy.VISION,
    )


# --- outlines -----------------------------------------------------------------------------------------------------


def edges_of(pixels: Pixels) -> Mask:
    """255 where neighbours differ, else 0."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    gradient = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), dtype=np.uint8))
    return np.asarray(cv2.threshold(gradient, EDGE, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)


def holes(edges: Mask) -> list[Shape]:
    """What closed lines of edges enclose, largest first, each shape once."""
    contours, hierarchy = cv2.findContours(edges, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    found: list[Shape] = []
    for contour, links in zip(contours, hierarchy[0] if len(contours) else (), strict=True):
        if links[3] < 0:
            continue
        left, top, width, height = cv2.boundingRect(contour)
        if width < MARK_SIZES.start or height < CONTROL_HEIGHTS.start - 2 * RING:
            continue
        fill = cv2.contourArea(contour) / max(1, (width - 1) * (height - 1))
        found.append(Shape(box=Box(left, top, left + width, top + height).grown(RING - 1), fill=fill))
    found.sort(key=lambda shape: -shape.box.area)
    found = found[: 4 * MOST_SHAPES]
    boxes = np.array([shape.box for shape in found], dtype=np.int64).reshape(-1, 4)
    return [found[at] for at in once(boxes, SAME_SHAPE).tolist()]


def small_outlines(edges: Mask) -> list[Shape]:
    """Whole connected pieces of edge that are as large as a check box."""
    contours, _ = cv2.findContours(edges, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    tree, _ = cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    found: dict[Box, Shape] = {}
    for contour in [*contours, *tree]:
        left, top, width, height = cv2.boundingRect(contour)
        if width - 2 not in MARK_SIZES or height - 2 not in MARK_SIZES or abs(width - height) > 2:
            continue
        box = Box(left + 1, top + 1, left + width - 1, top + height - 1)
        fill = cv2.contourArea(contour) / max(1, (width - 1) * (height - 1))
        found.setdefault(box, Shape(box=box, fill=fill))
    return list(found.values())


def without_grids(shapes: Sequence[Shape]) -> list[Shape]:
    """Without the cells of tables: shapes with equal neighbours that touch them both across and down."""
    boxes = np.array([shape.box for shape in shapes], dtype=np.int32).reshape(-1, 4)
    kept: list[Shape] = []
    for shape in shapes:
        left, top, right, bottom = shape.box
        same_row = (abs(boxes[:, 1] - top) <= 2) & (abs(boxes[:, 3] - bottom) <= 2)
        same_column = (abs(boxes[:, 0] - left) <= 2) & (abs(boxes[:, 2] - right) <= 2)
        across = same_row & ((abs(boxes[:, 0] - right) <= 1) | (abs(boxes[:, 2] - left) <= 1))
        down = same_column & ((abs(boxes[:, 1] - bottom) <= 1) | (abs(boxes[:, 3] - top) <= 1))
        if not (across.any() and down.any()):
            kept.append(shape)
    return kept


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
    """Three or more marks of one size close together in a row are a window's buttons, not choices."""
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
        if element in marks and len(near) >= 3:
            element = replace(
                element, role=Role.ICON_BUTTON, state=frozenset(), confidence=_CONFIDENCE[Role.ICON_BUTTON]
            )
        changed.append(element)
    return changed


# --- roles --------------------------------------------------------------------------------------------------------


def role_of(box: Box, texts: Sequence[Box], shapes: Sequence[Box], edges: Mask, pixels: Pixels) -> Role | None:
    """What a rectangle is, by its size, by where text stands in it, and by an arrow at its right end."""
    holds_shapes = any(other != box and other.share_inside(box) > 0.9 and other.height >= 12 for other in shapes)
    if box.width in MARK_SIZES and box.height in MARK_SIZES:
        return None
    is_key = box.height <= LARGEST_BUTTON and box.width <= 1.6 * box.height and len(texts) == 1 and not holds_shapes
    if box.height not in CONTROL_HEIGHTS and not is_key:
        width, height = SMALLEST_AREA_SIDES
        blank = ink_share(edges, box) < 0.12 and not holds_shapes
        return Role.TEXT_AREA if blank and box.width >= width and box.height >= height else None
    if len(texts) == 1 and box.height in CONTROL_HEIGHTS and box.width > box.height and has_steppers(box, shapes):
        return Role.SPINNER
    if len(texts) > 3 or (holds_shapes and len(texts) > 1):
        return None
    if box.width > 1.3 * box.height and has_arrow(pixels, box):
        return Role.DROPDOWN
    if not texts:
        return empty_role(box, edges, holds_shapes=holds_shapes)
    text = texts[0]
    for other in texts[1:]:
        text = text.joined(other)
    before, after = text.left - box.left, box.right - text.right
    if abs(before - after) <= max(6, 0.12 * box.width) and box.width <= text.width + 10 * box.height:
        return Role.BUTTON
    if _apart(texts):
        return None
    return Role.TEXT_FIELD if before <= box.height and box.width >= 2 * box.height else None


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


def empty_role(box: Box, edges: Mask, *, holds_shapes: bool) -> Role | None:
    ink = ink_share(edges, box)
    if 0.002 < ink < 0.7 and not holds_shapes and box.width <= 5 * box.height and is_centred(edges, box):
        return Role.ICON_BUTTON if box.width <= 1.6 * box.height else Role.BUTTON
    if box.width >= 2.2 * box.height and not holds_shapes and ink < 0.05:
        return Role.TEXT_FIELD
    if box.width <= 2.2 * box.height and box.width >= 16 and 0.002 < ink < 0.7:
        return Role.ICON_BUTTON if box.width <= 1.6 * box.height else Role.BUTTON
    return None


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
    even = all(np.ptp(side, axis=0).max() <= 30 for side in sides) and np.ptp(colours, axis=0).max() <= 30
    if not even or abs(colours.mean(axis=0) - ground).max() < EDGE:
        return []
    corners = patch[[0, 0, -1, -1], [0, -1, 0, -1]]
    rounded = abs(corners - ground).max(axis=1) < abs(colours.mean(axis=0) - ground).max() * 0.35
    inset = max(3, box.width // 4)
    middle = patch[inset:-inset, inset:-inset]
    marked = bool(np.ptp(middle.reshape(-1, 3), axis=0).max() > 60)
    plain = abs(middle.mean(axis=(0, 1)) - ground).max() < 60
    if not marked and not plain:
        return []
    if shape.fill < ROUND and rounded.all():
        # The dot of a radio button is solid; a cross or a dash in a circle is a window's button.
        centre, reach = box.width // 2, max(1, box.width // 10)
        dot = patch[centre - reach : centre + reach + 1, centre - reach : centre + reach + 1].reshape(-1, 3)
        is_choice = not marked or bool(np.ptp(dot, axis=0).max() <= 60)
        return [seen(box, Role.RADIO, checked=marked) if is_choice else seen(box, Role.ICON_BUTTON)]
    return [seen(box, Role.CHECKBOX, checked=marked)] if shape.fill >= ROUND else []
