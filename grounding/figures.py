"""Figures told from the picture alone: circles, squares, triangles ..., filled or as an outline, each of one colour.

Decision: no network. What is drawn as a figure has one flat colour, or an outline that closes around a ground; the
share of its box that it fills, its corners and the circle around it tell which figure it is. Letters are figures too
as far as colours go: whoever asks knows from the text what stands where.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from grounding.geometry import Box
from grounding.screen import Figure, Form, Pixels

SMALLEST = 6
LARGEST_SHARE = 0.5
MOST_COLOURS = 64
MOST_FIGURES = 400
_GROUND_SHARE = 0.2
_SHEET_SHARE = 0.02
"""Of the picture: what a ground covers at the least, and what a part does that others may be drawn on."""
_LEAST_PIXELS = 24
_STANDS_OUT = 48
"""Largest difference in a channel from which a pixel is no longer the blurred edge of a ground."""
_HOLLOW = 0.5
_LEAST_FILL = 0.25
_COVERED = 0.8
_SAME = 0.6
_MOST_PARTS = 4000
_SMALL = 12
"""So small a figure has no corners to tell it by."""
_BULGES_OUT = 0.9
_STRAIGHT = 0.018
"""How far an outline may lie off a straight side, as a share of its length."""

_Mask = npt.NDArray[np.uint8]
_Packed = npt.NDArray[np.uint32]


def find_figures(pixels: Pixels) -> tuple[Figure, ...]:
    """From top to bottom, then from left to right; a filled figure with an outline of its own is one."""
    packed = pixels.astype(np.uint32) @ np.array([65536, 256, 1], dtype=np.uint32)
    colours, counts = np.unique(packed, return_counts=True)
    order = np.argsort(counts)[::-1]
    grounds = [int(colours[at]) for at in order[:4] if counts[at] >= _GROUND_SHARE * packed.size]
    found: list[Figure] = []
    for at in order[:MOST_COLOURS]:
        if counts[at] < _LEAST_PIXELS or int(colours[at]) in grounds:
            continue
        found.extend(_flat((packed == colours[at]).astype(np.uint8), int(colours[at])))
    found = [figure for figure in found if not _is_hole(figure, found)]
    sheets = [int(colours[at]) for at in order[:MOST_COLOURS] if counts[at] >= _SHEET_SHARE * packed.size]
    for figure in _outlined(pixels, packed, sheets):
        if all(figure.box.iou(other.box) < _SAME for other in found):
            found.append(figure)
    found = _without_own_outlines(found)
    found.sort(key=lambda figure: -figure.box.area)
    return tuple(sorted(found[:MOST_FIGURES], key=lambda figure: (figure.box.top, figure.box.left)))


def _flat(mask: _Mask, colour: int) -> Iterator[Figure]:
    for part, left, top in _parts(mask):
        inner, filled = int(part.sum()), _filled(part)
        if filled.sum() < _LEAST_FILL * filled.size:
            continue  # a line, or a blurred edge
        form = _form(filled)
        height, width = part.shape
        hollow = inner < _HOLLOW * int(filled.sum())
        box, corners = Box(left, top, left + width, top + height), _corners(filled, form)
        yield Figure(box=box, form=form, rgb=_rgb(colour), hollow=hollow, corners=corners)


def _outlined(pixels: Pixels, packed: _Packed, grounds: list[int]) -> Iterator[Figure]:
    """What closes around a ground, however thin and blurred its line is."""
    for ground in grounds:
        away = np.abs(pixels.astype(np.int16) - np.array(_rgb(ground), dtype=np.int16)).max(axis=2)
        for part, left, top in _parts((away > _STANDS_OUT).astype(np.uint8)):
            filled = _filled(part)
            if int(part.sum()) >= _HOLLOW * int(filled.sum()) or filled.sum() < _LEAST_FILL * filled.size:
                continue
            height, width = part.shape
            clearest = int(np.argmax(np.where(part > 0, away[top : top + height, left : left + width], -1)))
            rgb = _rgb(int(packed[top + clearest // width, left + clearest % width]))
            box, form = Box(left, top, left + width, top + height), _form(filled)
            yield Figure(box=box, form=form, rgb=rgb, hollow=True, corners=_corners(filled, form))


def _is_hole(figure: Figure, found: list[Figure]) -> bool:
    """What shows inside of an outline is the sheet that the outline is drawn on."""
    return any(
        other.rgb == figure.rgb
        and not other.hollow
        and other.box.encloses(figure.box)
        and other.box.area > figure.box.area
        for other in found
    )


def _parts(mask: _Mask) -> Iterator[tuple[_Mask, int, int]]:
    """Each connected part that is large enough to be a figure, cut out, and where it begins."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    largest = LARGEST_SHARE * mask.size
    for label in range(1, min(count, _MOST_PARTS)):
        left, top, width, height, area = (int(value) for value in stats[label])
        if min(width, height) < SMALLEST or area < _LEAST_PIXELS or width * height > largest:
            continue
        yield (labels[top : top + height, left : left + width] == label).astype(np.uint8), left, top


def _filled(part: _Mask) -> _Mask:
    contours, _ = cv2.findContours(part, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = np.zeros_like(part)
    cv2.drawContours(whole, contours, -1, 1, thickness=cv2.FILLED)
    return whole


def _form(filled: _Mask) -> Form:
    height, width = filled.shape
    area = float(filled.sum())
    fill = area / (width * height)
    even = abs(width - height) <= max(2, 0.08 * max(width, height))
    if even and width <= _SMALL and 0.66 <= fill <= 0.92:
        return Form.CIRCLE
    if fill >= 0.93:
        return Form.SQUARE if even else Form.RECTANGLE
    contours, _ = cv2.findContours(filled, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    contour = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(contour)
    solid = cv2.contourArea(contour) / max(1.0, cv2.contourArea(hull))
    corners = len(cv2.approxPolyDP(contour, 0.05 * cv2.arcLength(contour, closed=True), closed=True))
    if solid < 0.75:
        return Form.STAR if 8 <= corners <= 12 else Form.OTHER
    if solid < 0.88:
        return Form.OTHER
    _, radius = cv2.minEnclosingCircle(contour)
    if even and 0.72 <= fill <= 0.88 and area / (np.pi * (radius + 0.5) ** 2) >= 0.85:
        return Form.CIRCLE
    if 0.42 <= fill <= 0.6:
        return Form.TRIANGLE if corners == 3 else Form.DIAMOND if corners == 4 else Form.OTHER
    if not even and 0.74 <= fill <= 0.83:
        return Form.ELLIPSE
    fine = len(cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, closed=True), closed=True))
    return {3: Form.TRIANGLE, 5: Form.PENTAGON, 6: Form.HEXAGON}.get(fine, Form.OTHER)


def _corners(filled: _Mask, form: Form) -> int:
    if form in (Form.CIRCLE, Form.ELLIPSE):
        return 0
    contours, _ = cv2.findContours(filled, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    contour = max(contours, key=cv2.contourArea)
    hull = cv2.convexHull(contour)
    if cv2.contourArea(contour) < _BULGES_OUT * cv2.contourArea(hull):
        return 0
    return len(cv2.approxPolyDP(hull, _STRAIGHT * cv2.arcLength(hull, closed=True), closed=True))


def _without_own_outlines(found: list[Figure]) -> list[Figure]:
    """A line around a filled figure is its edge, no other figure; the figure takes the edge into its box."""
    filled = [figure for figure in found if not figure.hollow and figure.form is not Form.OTHER]
    kept = [
        figure
        for figure in found
        if figure in filled
        or not (any(figure.box.iou(other.box) >= _SAME for other in filled) or _is_edge(figure, found))
    ]
    unique: list[Figure] = []
    for figure in kept:
        if not any(figure.hollow == other.hollow and figure.box.iou(other.box) >= 0.9 for other in unique):
            unique.append(figure)
    return unique


def _is_edge(figure: Figure, found: list[Figure]) -> bool:
    """The line around several figures that lie over each other closes around them, not around a ground."""
    if not figure.hollow:
        return False
    inside = (other for other in found if not other.hollow and figure.box.contains(other.box.center))
    inner = [other for other in inside if other.box.area < _COVERED * figure.box.area]
    return len(inner) > 1 and sum(other.box.clipped(figure.box).area for other in inner) > _COVERED * figure.box.area


def _rgb(colour: int) -> tuple[int, int, int]:
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255
