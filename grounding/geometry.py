"""Points and boxes in screenshot pixels: integers, origin top left, boxes half-open."""

from typing import NamedTuple


class Point(NamedTuple):
    """A pixel."""

    x: int
    y: int

    def moved(self, across: int, down: int) -> "Point":
        return Point(self.x + across, self.y + down)


class Box(NamedTuple):
    """Pixels from (left, top) up to but without (right, bottom).

    >>> Box(10, 20, 30, 40).center
    Point(x=20, y=30)
    >>> Box(0, 0, 10, 10).iou(Box(5, 0, 15, 10))
    0.3333333333333333
    """

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return max(0, self.right - self.left)

    @property
    def height(self) -> int:
        return max(0, self.bottom - self.top)

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def center(self) -> Point:
        return Point((self.left + self.right) // 2, (self.top + self.bottom) // 2)

    def contains(self, point: Point) -> bool:
        return self.left <= point.x < self.right and self.top <= point.y < self.bottom

    def encloses(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def meets(self, other: "Box") -> bool:
        """Whether they share a pixel.

        >>> Box(0, 0, 10, 10).meets(Box(9, 9, 20, 20)), Box(0, 0, 10, 10).meets(Box(10, 0, 20, 10))
        (True, False)
        """
        return max(self.left, other.left) < min(self.right, other.right) and max(self.top, other.top) < min(
            self.bottom, other.bottom
        )

    def clipped(self, to: "Box") -> "Box":
        """The part inside `to`; empty (area 0) when they do not meet.

        >>> Box(0, 0, 10, 10).clipped(Box(20, 20, 30, 30)).area
        0
        """
        left, top = max(self.left, to.left), max(self.top, to.top)
        return Box(left, top, max(left, min(self.right, to.right)), max(top, min(self.bottom, to.bottom)))

    def grown(self, pixels: int) -> "Box":
        return Box(self.left - pixels, self.top - pixels, self.right + pixels, self.bottom + pixels)

    def moved(self, dx: int, dy: int) -> "Box":
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def joined(self, other: "Box") -> "Box":
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def iou(self, other: "Box") -> float:
        """Intersection over union, 0..1; 0 for two empty boxes."""
        shared = self.clipped(other).area
        union = self.area + other.area - shared
        return shared / union if union else 0.0

    def share_inside(self, other: "Box") -> float:
        """How much of this box lies in the other, 0..1."""
        return self.clipped(other).area / self.area if self.area else 0.0
