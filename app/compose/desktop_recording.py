"""A demonstration on a desktop: its mouse and keyboard listened to while the display is looked at again and again."""

import os
import queue
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from app.clock import RunClock, StopSwitch
from app.compose.parts import eyes
from app.compose.surfaces import accessibility_of, only_x11
from app.where import How, OnDisplay, OnVirtual, Where
from planner.demo.desk import DeskDeeds
from planner.demo.inputs import Input, Sighting
from planner.demo.values import Deed, Keyed
from planner.errors import ScreenUnusable, SurfaceGone
from planner.language.keys import read_keys

if TYPE_CHECKING:
    from app.surfaces.desktop.watching import DesktopWatcher

BUSY_S: Final = 2.0
BUSY_PAUSE_S: Final = 0.03
IDLE_PAUSE_S: Final = 0.4
LAST_LOOK_S: Final = 0.3
_TOLD: Final = ("DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
Ready = Callable[[Mapping[str, str]], None]


def listened_on_desktop(
    place: OnDisplay | OnVirtual, where: Where, how: How, ended: Callable[[], bool], ready: Ready, stack: ExitStack
) -> tuple[tuple[Deed, ...], str]:
    """What was done until it was ended, or until the display was lost, and then why. Raises Misuse, SurfaceGone."""
    from app.listening.person import PersonListener
    from app.surfaces.desktop.desk_scenes import DeskScene
    from app.surfaces.desktop.own import own_processes, terminal_window
    from app.surfaces.desktop.watching import DesktopWatcher

    only_x11()
    clock = RunClock(switch=StopSwitch())
    display, environment = _opened(place, clock, stack)
    own = isinstance(place, OnVirtual)
    watcher = DesktopWatcher(
        display=display,
        clock=clock,
        accessibility=accessibility_of(where, environment),
        own_pids=frozenset() if own else own_processes(),
        own_ids=frozenset() if own else terminal_window(environment, display),
    )
    stack.callback(watcher.close)
    told: queue.SimpleQueue[Input] = queue.SimpleQueue()
    seeing = eyes(threads=how.threads)
    deeds = DeskDeeds(keep=lambda look, window: DeskScene(look=look, window=window, parse=seeing.parse))
    deeds.saw(_sighting(watcher))
    listener = PersonListener(display=display, heard=told.put)
    stack.callback(listener.close)
    ready({name: environment[name] for name in _TOLD if name in environment} if own else {})
    broken = _listen(watcher, told, deeds, ended)
    stop_keys = read_keys(how.stop_key) or ()
    kept = [deed for deed in deeds.finish() if not (isinstance(deed, Keyed) and deed.keys in stop_keys)]
    return tuple(kept), broken


def _listen(
    watcher: "DesktopWatcher", told: queue.SimpleQueue[Input], deeds: DeskDeeds, ended: Callable[[], bool]
) -> str:
    """Each event is taken in after a look that began after it. Why it broke off; "" when it was ended."""
    waiting: list[Input] = []
    last_s = 0.0
    while True:
        ending = ended()
        if ending:
            time.sleep(LAST_LOOK_S)  # what came of the last deed
        try:
            sighting = _sighting(watcher)
        except ScreenUnusable:
            if ending:
                _take(waiting, deeds, told, until_s=float("inf"))
                return ""
            time.sleep(IDLE_PAUSE_S)
            continue
        except SurfaceGone as error:
            _take(waiting, deeds, told, until_s=float("inf"))
            return str(error)
        deeds.saw(sighting)
        last_s = _take(waiting, deeds, told, until_s=float("inf") if ending else sighting.began_s) or last_s
        if ending:
            return ""
        time.sleep(BUSY_PAUSE_S if time.time() - last_s < BUSY_S or waiting else IDLE_PAUSE_S)


def _take(waiting: list[Input], deeds: DeskDeeds, told: queue.SimpleQueue[Input], *, until_s: float) -> float:
    while not told.empty():
        waiting.append(told.get())
    last_s = waiting[-1].at_s if waiting else 0.0
    while waiting and waiting[0].at_s <= until_s:
        deeds.heard(waiting.pop(0))
    return last_s


def _sighting(watcher: "DesktopWatcher") -> Sighting:
    began_s = time.time()
    seen = watcher.look()
    return Sighting(began_s=began_s, ended_s=time.time(), look=seen, own_in_front=watcher.own_in_front)


def _opened(place: OnDisplay | OnVirtual, clock: RunClock, stack: ExitStack) -> tuple[str, Mapping[str, str]]:
    """The display's name, and the environment of what runs there."""
    from app.surfaces.desktop.session import check_display
    from app.surfaces.display_lock import DisplayLock, lock_folder
    from app.surfaces.virtual_display.display import VirtualDisplay

    if isinstance(place, OnVirtual):
        virtual = stack.enter_context(VirtualDisplay.start(size_wh=place.size_wh, scale=place.scale, clock=clock))
        return virtual.display, virtual.environment
    display = place.display or os.environ.get("DISPLAY", "")
    check_display(display, os.environ)
    # Nobody acts there for us meanwhile: by our own log of what we sent, every event is the person's.
    stack.enter_context(DisplayLock(display=display, folder=lock_folder(os.environ)))
    return display, {**os.environ, "DISPLAY": display}
