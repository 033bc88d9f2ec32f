"""A demonstration from beginning to end: the place opened, the person listened to, the flow made and written."""

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

import numpy as np

from app.compose.parts import eyes, load_policy, load_words
from app.compose.surfaces import arm_stop_keys
from app.where import Attached, How, InBrowser, OnDisplay, OnVirtual, Where
from grounding.geometry import Box
from planner.demo.values import Aim, Deed, Demonstration

if TYPE_CHECKING:
    from app.storage.files import DiskFiles
    from grounding.screen import Pixels
    from planner.demo.flows import Made

MARGIN_XY: Final = (64, 20)
LARGEST_WH: Final = (480, 240)


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """steps: 0 when nothing was done, and then nothing was written. broken: why it ended before the person said so.

    notes: what a second demonstration changed, and what it could not; of a first one, what could become a loop.
    """

    flow: Path
    steps: int
    broken: str = ""
    notes: tuple[str, ...] = ()


def record(
    flow: Path,
    where: Where,
    how: How,
    *,
    ended: Callable[[], bool],
    end: Callable[[], None],
    ready: Callable[[Mapping[str, str]], None],
    again: bool = False,
) -> Recorded:
    """Listens until `ended`. end: what the stop key does. ready: called once it listens, with the
    environment in which programs are started there, where that is a display of our own.

    Raises AppError, SurfaceGone before that.
    """
    from app.compose.repeating import offered, taken_over
    from app.storage.flows import load_flow
    from app.storage.recordings import check_free, check_writable, save_recording
    from planner.demo.dialogs import with_files
    from planner.demo.flows import flow_of
    from planner.flow.writing import written

    first = load_flow(flow, load_words()).flow if again else None
    if first is None:
        check_free(flow)
    else:
        check_writable(flow)
    deeds, broken = _listened(where, how, ended, end, ready)
    if not deeds:
        return Recorded(flow=flow, steps=0, broken=broken)
    seeing = eyes(threads=how.threads)
    on_desktop = isinstance(where.place, OnDisplay | OnVirtual)
    if on_desktop:
        deeds = with_files(deeds, _files().resolve)
    demonstration = Demonstration(name=_name(flow), deeds=deeds, desktop=on_desktop)
    made = flow_of(demonstration, seeing.locate)
    if not made.flow.nodes:
        return Recorded(flow=flow, steps=0, broken=broken)
    if first is not None:
        return Recorded(flow=flow, steps=len(first.nodes), broken=broken, notes=taken_over(flow, first, made.flow))
    pictures = _pictures(made)
    shown = replace(made.flow, pictures={number: f"{number:02}.png" for number in pictures})
    save_recording(flow, written(shown), {f"{number:02}.png": pixels for number, pixels in pictures.items()})
    could_loop = offered(flow)
    return Recorded(flow=flow, steps=len(made.flow.nodes), broken=broken, notes=(could_loop,) if could_loop else ())


def _listened(
    where: Where,
    how: How,
    ended: Callable[[], bool],
    end: Callable[[], None],
    ready: Callable[[Mapping[str, str]], None],
) -> tuple[tuple[Deed, ...], str]:
    """What was done until it was ended, or until the place was lost, and then why."""
    with ExitStack() as stack:
        arm_stop_keys(where, how, end, stack)
        match where.place:
            case InBrowser() | Attached() as place:
                from app.compose.browser_recording import listened_in_browser

                return listened_in_browser(place, ended, ready, stack)
            case OnDisplay() | OnVirtual() as place:
                from app.compose.desktop_recording import listened_on_desktop

                return listened_on_desktop(place, where, how, ended, ready, stack)
            case _:
                assert_never(where.place)


def _files() -> "DiskFiles":
    from app.storage.files import DiskFiles

    return DiskFiles(home=Path.home(), working=Path.cwd(), environment=os.environ)


# --- what is kept -----------------------------------------------------------------------------------------------------


def _name(flow: Path) -> str:
    """
    >>> _name(Path("/tmp/new_bill.flow.yaml"))
    'new bill'
    """
    stem = flow.name.removesuffix(".yaml").removesuffix(".yml").removesuffix(".flow")
    return stem.replace("_", " ").strip() or "flow"


def _pictures(made: "Made") -> "dict[int, Pixels]":
    """A small picture of what each step is about, where there is one; never of a secret field or its keeper."""
    found: dict[int, Pixels] = {}
    keeps_passwords = load_policy().keeps_passwords
    for number, aim in enumerate(made.aims, start=1):
        hidden = aim is None or keeps_passwords(aim.scene.app, aim.scene.title)
        if aim is not None and not hidden and aim.scene.shown and aim.element is not None:
            found[number] = _crop(aim)
    return {number: pixels for number, pixels in found.items() if pixels.size}


def _crop(aim: Aim) -> "Pixels":
    assert aim.element is not None
    across, down = MARGIN_XY
    around = aim.element.box
    box = Box(around.left - across, around.top - down, around.right + across, around.bottom + down)
    width, height = LARGEST_WH
    if box.width > width:
        left = min(max(box.left, aim.point.x - width // 2), box.right - width)
        box = box._replace(left=left, right=left + width)
    if box.height > height:
        top = min(max(box.top, aim.point.y - height // 2), box.bottom - height)
        box = box._replace(top=top, bottom=top + height)
    return np.ascontiguousarray(aim.scene.screen().screenshot.crop(box))
