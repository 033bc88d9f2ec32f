"""Deskhand's own windows, and the terminal that it was started from: unseen and untouched by it."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress

import numpy as np
import psutil

from app.surfaces.desktop.ports import DesktopWindow
from grounding.geometry import Box
from grounding.screen import Pixels

GREY = 128


def own_processes(pid: int | None = None) -> frozenset[int]:
    """A process (this one) and the terminal program in which it runs. Not its children: it starts applications.

    The terminal is the nearest ancestor with another controlling terminal or none. A process without a controlling
    terminal was started by a desktop's menu or a service: then no ancestor counts, or the whole desktop would.
    """
    own = {pid or os.getpid()}
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        console = process.terminal()
        for ancestor in process.parents() if console else ():
            if ancestor.pid == 1:
                break
            own.add(ancestor.pid)
            if ancestor.terminal() != console:
                break
    return frozenset(own)


def terminal_window(environment: Mapping[str, str], display: str) -> frozenset[int]:
    """The window that the terminal says it runs in (WINDOWID), when it is on this display."""
    number = environment.get("WINDOWID", "")
    return frozenset({int(number)}) if number.isdigit() and environment.get("DISPLAY") == display else frozenset()


def hidden_areas(windows: Sequence[DesktopWindow], screen: Box) -> tuple[Box, ...]:
    """The parts of the screen where an own window is seen: not those where another lies over it.

    windows: lowest first, in native units, which on X11 are pixels.
    """
    areas: list[Box] = []
    for window in windows:
        if window.own:
            areas.append(window.outer.clipped(screen))
        else:
            areas = [part for area in areas for part in without(area, window.outer)]
    return tuple(area for area in areas if area.area)


def without(box: Box, hole: Box) -> tuple[Box, ...]:
    """What is left of a box when another is cut out.

    >>> without(Box(0, 0, 10, 10), Box(5, 5, 20, 20))
    (Box(left=0, top=0, right=10, bottom=5), Box(left=0, top=5, right=5, bottom=10))
    """
    cut = hole.clipped(box)
    if not cut.area:
        return (box,)
    parts = (
        Box(box.left, box.top, box.right, cut.top),
        Box(box.left, cut.top, cut.left, cut.bottom),
        Box(cut.right, cut.top, box.right, cut.bottom),
        Box(box.left, cut.bottom, box.right, box.bottom),
    )
    return tuple(part for part in parts if part.area)


def painted_out(pixels: Pixels, areas: Sequence[Box]) -> Pixels:
    if not areas:
        return pixels
    painted = np.array(pixels)
    for area in areas:
        painted[area.top : area.bottom, area.left : area.right] = GREY
    return painted
