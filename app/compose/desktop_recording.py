"""A demonstration on a desktop: its mouse and keyboard listened to while the display is looked at again and again."""

import math
import os
import queue
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, Protocol

from app.clock import RunClock, StopSwitch
from app.compose.pages_beside import PagesBeside
from app.compose.parts import eyes, load_policy, say
from app.compose.sending import sent_by_us
from app.compose.surfaces import accessibility_of, only_x11
from app.where import How, OnDisplay, OnVirtual, Where
from planner.demo.desk import DeskDeeds
from planner.demo.inputs import Input, Sighting
from planner.demo.joining import joined
from planner.demo.values import Deed, Keyed
from planner.errors import ScreenUnusable, SurfaceGone
from planner.language.keys import read_keys

if TYPE_CHECKING:
    from app.surfaces.desktop.watching import DesktopWatcher

BUSY_S: Final = 2.0
BUSY_PAUSE_S: Final = 0.03
IDLE_PAUSE_S: Final = 0.4
LAST_LOOK_S: Final = 0.3
CATCH_UP_S: Final = 0.3
PATIENCE_S: Final = 3.0
TOLD_WITHIN_S: Final = 0.5
"""A page that answers may still have an event before it, which the browser keeps back for its next picture."""
ASK_EVERY_S: Final = 0.25
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
    from app.surfaces.sent import place_of_display

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
    pages = None
    if where.structure_from is not None:
        pages = PagesBeside(place=where.structure_from, display=display, may_come=own, stack=stack)
    told: queue.SimpleQueue[Input] = queue.SimpleQueue()
    seeing = eyes(threads=how.threads)
    deeds = DeskDeeds(
        keep=lambda look, window: DeskScene(look=look, window=window, parse=seeing.parse),
        keeps_passwords=load_policy().keeps_passwords,
    )
    deeds.saw(_sighting(watcher))
    own_acts = sent_by_us(place_of_display(display))
    listener = PersonListener(display=display, heard=told.put, own=own_acts.takes)
    stack.callback(listener.close)
    ready({name: environment[name] for name in _TOLD if name in environment} if own else {})
    inbox = Inbox(told=told, deeds=deeds, pages=pages)
    broken = _listen(watcher, inbox, ended)
    stop_keys = read_keys(how.stop_key) or ()
    kept = [deed for deed in deeds.finish() if not (isinstance(deed, Keyed) and deed.keys in stop_keys)]
    if pages is None:
        return tuple(kept), broken
    pages.close()
    return joined(kept, pages.deeds, pages.window_at), broken


class Witness(Protocol):
    """Pages that tell of the events that reached them."""

    def catch_up(self, timeout_s: float) -> bool: ...

    def claim(self, told: Input, window: Callable[[Input], str]) -> bool: ...


class Inbox:
    """Events wait here for a look that began after them, and for what the pages tell of them."""

    def __init__(self, *, told: queue.SimpleQueue[Input], deeds: DeskDeeds, pages: Witness | None) -> None:
        self._told = told
        self.deeds = deeds
        self._pages = pages
        self._waiting: deque[Input] = deque()
        self._last_s = 0.0
        self._seen_s = 0.0
        self._blind = False
        self._ask_at_s = 0.0

    @property
    def busy(self) -> bool:
        return bool(self._waiting) or time.time() - self._last_s < BUSY_S

    def _asked_pages(self, pages: Witness) -> bool:
        """Whether the pages have told all; where nothing happened they are not asked each time."""
        if not self._waiting and time.monotonic() < self._ask_at_s:
            return True
        self._ask_at_s = time.monotonic() + ASK_EVERY_S
        return pages.catch_up(CATCH_UP_S)

    def saw(self, sighting: Sighting) -> None:
        """Takes in what happened before it."""
        self.deeds.saw(sighting)
        self.take(sighting.began_s)
        if self._blind:
            say("Nothing could be seen for a while, as on a screen that is locked; what was done then is left out.")
        self._seen_s, self._blind = sighting.ended_s, False

    def saw_nothing(self) -> None:
        """What is done from the last sighting to the next one is nobody's to know."""
        self._blind = True

    def take(self, until_s: float = math.inf) -> None:
        """Those that happened until then."""
        while not self._told.empty():
            self._waiting.append(self._told.get())
            self._last_s = self._waiting[-1].at_s
        caught_up = self._pages is None or self._asked_pages(self._pages)
        while self._waiting and self._waiting[0].at_s <= until_s:
            first = self._waiting[0]
            unseen = self._blind and first.at_s >= self._seen_s
            if not unseen and self._pages is not None and self._pages.claim(first, self.deeds.left_to_page):
                self._waiting.popleft()
                continue
            patience_s = 0.0 if self._pages is None else TOLD_WITHIN_S if caught_up else PATIENCE_S
            if until_s != math.inf and time.time() - first.at_s < patience_s:
                return  # a page may yet tell of it
            self._waiting.popleft()
            if unseen:
                self.deeds.forget(first)
            else:
                self.deeds.heard(first)


def _listen(watcher: "DesktopWatcher", inbox: Inbox, ended: Callable[[], bool]) -> str:
    """Each event is taken in after a look that began after it. Why it broke off; "" when it was ended."""
    while True:
        ending = ended()
        if ending:
            time.sleep(LAST_LOOK_S)  # what came of the last deed
        try:
            sighting = _sighting(watcher)
        except ScreenUnusable:
            inbox.saw_nothing()
            if ending:
                inbox.take()
                return ""
            time.sleep(IDLE_PAUSE_S)
            continue
        except SurfaceGone as error:
            inbox.take()
            return str(error)
        inbox.saw(sighting)
        if ending:
            inbox.take()
            return ""
        time.sleep(BUSY_PAUSE_S if inbox.busy else IDLE_PAUSE_S)


def _sighting(watcher: "DesktopWatcher") -> Sighting:
    began_s = time.time()
    seen = watcher.look()
    return Sighting(
        began_s=began_s,
        ended_s=time.time(),
        look=seen,
        own_in_front=watcher.own_in_front,
        pointer=watcher.pointer,
    )


def _opened(place: OnDisplay | OnVirtual, clock: RunClock, stack: ExitStack) -> tuple[str, Mapping[str, str]]:
    """The display's name, and the environment of what runs there."""
    from app.surfaces.desktop.session import check_display
    from app.surfaces.virtual_display.display import VirtualDisplay

    if isinstance(place, OnVirtual):
        virtual = stack.enter_context(VirtualDisplay.start(size_wh=place.size_wh, scale=place.scale, clock=clock))
        return virtual.display, virtual.environment
    display = place.display or os.environ.get("DISPLAY", "")
    check_display(display, os.environ)
    return display, {**os.environ, "DISPLAY": display}
