"""Where two pictures differ: changed tiles, merged into a few boxes; and whether two patches are the same."""

import cv2
import numpy as np

from grounding.geometry import Box
from grounding.screen import Pixels

TILE = 16
MOST_BOXES = 12
MOST_COMPARED = 40
CARET_WIDTH = 3


def changed_boxes(before: Pixels, after: Pixels) -> tuple[Box, ...]:
    """Boxes, on a grid of tiles, that hold every pixel that differs; the whole of `after` when the sizes differ.

    >>> before = np.zeros((64, 64, 3), dtype=np.uint8)
    >>> after = before.copy()
    >>> after[20, 40] = 255
    >>> changed_boxes(before, after)
    (Box(left=32, top=16, right=48, bottom=32),)
    """
    height, width = after.shape[:2]
    frame = Box(0, 0, width, height)
    if before.shape != after.shape:
        return (frame,)
    tiles = changed_tiles(before, after)
    if not tiles.any():
        return ()
    boxes = [box.clipped(frame) for box in boxes_of(tiles)]
    return tuple(sorted(merged(boxes), key=lambda box: (box.top, box.left)))


def boxes_of(tiles: Pixels) -> list[Box]:
    """Boxes of the connected tiles, in pixels; tiles far apart are joined when there are very many of them."""
    reach = 3
    while True:
        # Closing treats what lies outside as set; a margin of unset tiles keeps changes at the edge to themselves.
        padded = np.pad(tiles, reach)
        closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((reach, reach), dtype=np.uint8))
        joined = np.ascontiguousarray(closed[reach:-reach, reach:-reach])
        count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        if count <= MOST_COMPARED:
            break
        reach = reach * 2 + 1
    found = stats[1:, :4] * TILE
    return [Box(int(left), int(top), int(left + width), int(top + height)) for left, top, width, height in found]


def changed_tiles(before: Pixels, after: Pixels) -> Pixels:
    """(rows, columns) of 1 where a tile holds a differing pixel, else 0."""
    height, width = after.shape[:2]
    rows, columns = -(-height // TILE), -(-width // TILE)
    tiles = np.zeros((rows, columns), dtype=np.uint8)
    for row in range(rows):
        ours, theirs = (pixels[row * TILE : (row + 1) * TILE] for pixels in (before, after))
        if differ(ours, theirs):
            differing = np.bitwise_or.reduce(ours ^ theirs, axis=0).any(axis=1)
            tiles[row] = np.pad(differing, (0, columns * TILE - width)).reshape(columns, TILE).any(axis=1)
    return tiles


def merged(boxes: list[Box]) -> list[Box]:
    """Joins boxes that meet, then the pair that wastes least, until few are left."""
    boxes = list(boxes)
    while True:
        pairs = [
            (first.joined(second).area - first.area - second.area, i, j)
            for i, first in enumerate(boxes)
            for j, second in enumerate(boxes[:i])
        ]
        if not pairs:
            return boxes
        waste, i, j = min(pairs)
        if waste > 0 and len(boxes) <= MOST_BOXES:
            return boxes
        boxes[j] = boxes[j].joined(boxes[i])
        del boxes[i]


def differ(before: Pixels, after: Pixels) -> bool:
    """Whether any pixel of two patches of one size does; several times as fast as comparing arrays."""
    return before.size > 0 and cv2.norm(before, after, cv2.NORM_INF) > 0


def is_caret(before: Pixels, after: Pixels) -> bool:
    """Whether all that differs is one upright stroke: a caret that came or went by blinking.

    >>> before = np.zeros((64, 64, 3), dtype=np.uint8)
    >>> after = before.copy()
    >>> after[20:36, 40:42] = 255
    >>> is_caret(before, after), is_caret(before, before)
    (True, False)
    """
    if before.shape != after.shape or not differ(before, after):
        return False
    width, height = cv2.boundingRect(cv2.absdiff(before, after).max(axis=2))[2:]
    return bool(width <= CARET_WIDTH and height >= 2 * width)
