"""Waiting for a screen to come to rest, by pictures alone; carets, spinners and video end it after a limit."""

from collections.abc import Callable

from grounding.geometry import Box
from grounding.screen import Screenshot
from planner.ports import Clock

FRAME_GAP_S = 0.03
SETTLE_LIMIT_S = 2.0

Glance = Callable[[], Screenshot]
Changed = Callable[[Screenshot, Screenshot], tuple[Box, ...]]


def touches(boxes: tuple[Box, ...], region: Box) -> bool:
    return any(box.clipped(region).area for box in boxes)


def at_rest(
    first: Screenshot, *, region: Box, glance: Glance, changed: Changed, clock: Clock, limit_s: float = SETTLE_LIMIT_S
) -> tuple[Screenshot, bool]:
    """The newest frame, and whether `region` was the same in two frames in a row within `limit_s` seconds."""
    deadline_s = clock.now_s() + limit_s
    frame = first
    while True:
        fresh = glance()
        if fresh.pixels.shape == frame.pixels.shape and not touches(changed(frame, fresh), region):
            return fresh, True
        if clock.now_s() >= deadline_s:
            return fresh, False
        frame = fresh
        clock.sleep_s(FRAME_GAP_S)


def reaction(before: Screenshot, *, glance: Glance, changed: Changed, clock: Clock, patience_s: float) -> Screenshot:
    """The first frame that is not as `before`, or after `patience_s` seconds the newest."""
    deadline_s = clock.now_s() + patience_s
    frame = glance()
    while not changed(before, frame) and clock.now_s() < deadline_s:
        clock.sleep_s(FRAME_GAP_S)
        frame = glance()
    return frame
