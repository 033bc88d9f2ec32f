"""What the script in the page tells of single elements, and how its CSS pixels lie in a picture."""

from dataclasses import dataclass

from grounding.geometry import Box

Region = tuple[float, float, float, float]
"""left, top, right, bottom in CSS pixels of the tab."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Screenshot pixels per CSS pixel."""

    x: float
    y: float

    def box(self, region: Region) -> Box:
        left, top = round(region[0] * self.x), round(region[1] * self.y)
        return Box(left, top, max(left + 1, round(region[2] * self.x)), max(top + 1, round(region[3] * self.y)))


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What typing has to know of an element. kind: its input type, else its tag."""

    kind: str
    editable: bool
    value: str
    secret: bool
    least: str
    most: str
    step: str
    right_to_left: bool
    options: tuple["Choice", ...]
    mark: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    text: str
    usable: bool
    chosen: bool
