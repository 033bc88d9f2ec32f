"""The pages of a browser on a display that is recorded: what they tell, beside what the display hears."""

import time
from bisect import bisect_right
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Final

from app.compose.browser_recording import running_browser
from app.compose.sending import sent_by_us
from app.errors import Misuse
from app.where import Attached
from planner.demo.inputs import Input, KeyDown, LetGo, Pressed, Turned
from planner.demo.values import Deed
from planner.errors import SurfaceGone

if TYPE_CHECKING:
    from app.surfaces.browser.recording import PageRecorder

SAME_EVENT_S: Final = 0.4
"""Two clocks tell of one event: the display's and the page's."""
SAME_TURN_S: Final = 0.3
"""A page is told of several notches of a wheel at once."""
TRIES_EVERY_S: Final = 0.5
_SLACK_S: Final = 0.1
_KINDS: Final[dict[type[Input], str]] = {Pressed: "down", LetGo: "up", KeyDown: "key", Turned: "wheel"}
_ON_DISPLAY: Final = {"down": "press", "up": "release", "wheel": "press", "key": "key"}


class PagesBeside:
    """display: its name, for what Deskhand itself sends there. may_come: the browser need not be there yet.

    Raises Misuse, SurfaceGone.
    """

    def __init__(self, *, place: Attached, display: str, may_come: bool, stack: ExitStack) -> None:
        from app.surfaces.browser.sent_acts import place_of_browser
        from app.surfaces.sent import place_of_display

        to_browser, to_display = (
            sent_by_us(place_of_browser(place.address)),
            sent_by_us(place_of_display(display)),
        )

        def takes(kind: str, code: str, at_s: float) -> bool:
            if to_browser.takes(kind, code, at_s):
                return True
            return kind in _ON_DISPLAY and to_display.takes(_ON_DISPLAY[kind], "", at_s)

        self._place = place
        self._stack = stack
        self._takes = takes
        self._recorder: PageRecorder | None = None
        self._gone = False
        self._next_try_s = 0.0
        self._open: dict[str, list[float]] = {kind: [] for kind in _KINDS.values()}
        self._taken_in = 0
        self._moments: list[float] = []
        self._windows: list[str] = []
        if not may_come:
            self._join()

    @property
    def deeds(self) -> tuple[Deed, ...]:
        return self._recorder.deeds if self._recorder is not None else ()

    def catch_up(self, timeout_s: float) -> bool:
        """Takes in what the pages have told; False when one of them may have more to tell."""
        if self._gone or not self._is_there():
            return True
        assert self._recorder is not None  # it is there
        try:
            answered = self._recorder.catch_up(timeout_s)
        except SurfaceGone:
            self._gone = True
            answered = True
        touched = self._recorder.touched
        for one in touched[self._taken_in :]:
            if one.kind in self._open:
                self._open[one.kind].append(one.at_s)
        self._taken_in = len(touched)
        return answered

    def claim(self, told: Input, window: Callable[[Input], str]) -> bool:
        """Whether a page told of this event of the display. window: which one it went to, asked only then."""
        moments = self._open[_KINDS[type(told)]]
        slack_s = SAME_TURN_S if isinstance(told, Turned) else SAME_EVENT_S
        near = min((one for one in moments if abs(one - told.at_s) < slack_s), default=None)
        if near is None:
            return False
        if not isinstance(told, Turned):
            moments.remove(near)
        self._moments.append(told.at_s)
        self._windows.append(window(told))
        return True

    def window_at(self, at_s: float) -> str:
        """The window of the display that what happened in a page at that moment was shown in."""
        at = bisect_right(self._moments, at_s + _SLACK_S)
        return self._windows[at - 1] if at else next(iter(self._windows), "")

    def close(self) -> None:
        if self._recorder is not None and not self._gone:
            self._recorder.close()

    def _is_there(self) -> bool:
        if self._recorder is None and time.monotonic() >= self._next_try_s:
            self._next_try_s = time.monotonic() + TRIES_EVERY_S
            with suppress(Misuse):
                self._join()
        return self._recorder is not None

    def _join(self) -> None:
        from app.surfaces.browser.recording import PageRecorder

        connection = self._stack.enter_context(running_browser(self._place))
        self._recorder = PageRecorder(connection=connection, takes=self._takes)
