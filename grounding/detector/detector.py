"""Lines of text and controls of a screenshot; what did not change since the last one is not computed again."""

from dataclasses import replace

from grounding.detector.decode import LEAST_LIKELY, SeenControl, SeenLine, controls_in, lines_in
from grounding.detector.hugging import hugged
from grounding.detector.layout import FINE, FINE_KINDS, STRIDE, Group
from grounding.detector.maps import Maps
from grounding.engine import Engine
from grounding.geometry import Box
from grounding.screen import Pixels

FURTHER = 320
"""How far to the side is looked at next when a line goes on there."""
TALLER = 32
DRAWN = frozenset(role for kind in FINE_KINDS if kind.group is Group.DRAWING for role in kind.roles)


class Detector:
    """Belongs to one thread."""

    def __init__(self, *, engine: Engine) -> None:
        self._maps = Maps(engine=engine)

    def load(self) -> None:
        """Opens the models now. Raises ModelMissing, ModelDamaged."""
        self._maps.load()

    def lines(self, pixels: Pixels, within: Box | None = None) -> tuple[SeenLine, ...]:
        """The lines that touch `within` (all when None), in reading order; a line that reaches out of it is whole.

        Reading a part of a screen gives what reading all of it gives: where a line goes on, more is looked at.
        """
        frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
        within = frame if within is None else within.clipped(frame)
        if not within.area:
            return ()
        looked = on_grid(Box(within.left - TALLER, within.top - TALLER, within.right + TALLER, within.bottom + TALLER))
        while True:
            looked = looked.clipped(frame)
            fine = self._maps.fine(pixels, looked)
            rows = slice(looked.top // FINE, -(-looked.bottom // FINE))
            columns = slice(looked.left // FINE, -(-looked.right // FINE))
            here = lines_in(fine[:, rows, columns], Box(0, 0, looked.width, looked.height))
            lines = [line.moved(looked.left, looked.top) for line in here]
            lines = [line for line in lines if line.box.meets(within)]
            further = on_grid(further_than(looked, lines)).clipped(frame)
            if further == looked:
                return tuple(lines)
            looked = further

    def controls(self, pixels: Pixels, least: float = LEAST_LIKELY) -> tuple[SeenControl, ...]:
        """The controls of the whole screenshot that are at least so likely, surest first."""
        frame = Box(0, 0, pixels.shape[1], pixels.shape[0])
        wide = self._maps.wide(pixels)
        found = controls_in(self._maps.fine(pixels, frame), wide, frame, least)
        return tuple(replace(one, box=hugged(one.box, pixels)) if one.role in DRAWN else one for one in found)


def on_grid(box: Box) -> Box:
    return Box(
        box.left // STRIDE * STRIDE,
        box.top // STRIDE * STRIDE,
        -(-box.right // STRIDE) * STRIDE,
        -(-box.bottom // STRIDE) * STRIDE,
    )


def further_than(looked: Box, lines: list[SeenLine]) -> Box:
    """What was looked at, and more where a line comes near to its edge."""
    left, top, right, bottom = looked
    for line in lines:
        near = line.box.height
        left = min(left, looked.left - FURTHER) if line.box.left < looked.left + near else left
        right = max(right, looked.right + FURTHER) if line.box.right > looked.right - near else right
        top = min(top, looked.top - TALLER) if line.box.top < looked.top + near // 2 else top
        bottom = max(bottom, looked.bottom + TALLER) if line.box.bottom > looked.bottom - near // 2 else bottom
    return Box(left, top, right, bottom)
