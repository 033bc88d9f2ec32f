"""Time limits that hold even while a call into a library blocks."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

POLL_S = 0.05
PARKS_AFTER_S = 1.0


class Deadline:
    """A moment in monotonic time.

    >>> Deadline(60.0).passed
    False
    """

    def __init__(self, seconds: float) -> None:
        self._at_s = time.monotonic() + seconds

    @property
    def left_s(self) -> float:
        return max(0.0, self._at_s - time.monotonic())

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self._at_s


class Watchdog:
    """Calls `on_late` from its own thread when a guarded call takes too long, or when someone is in a hurry.

    `on_late` must make the blocked call return, e.g. by shutting its socket down. Guarding costs about a microsecond:
    the thread polls while calls come, and parks when none have come for a while.
    """

    def __init__(self, *, name: str, on_late: Callable[[], None]) -> None:
        self._on_late = on_late
        self._name = name
        self._until_s: float | None = None
        self._parked = threading.Event()
        self._wake = threading.Event()
        self._closed = False
        self._thread: threading.Thread | None = None

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        outer_s = self._until_s  # a limit inside another never lengthens it
        until_s = time.monotonic() + seconds
        self._until_s = until_s if outer_s is None else min(until_s, outer_s)
        if self._thread is None:
            self._thread = threading.Thread(target=self._watch, name=self._name, daemon=True)
            self._thread.start()
        if self._parked.is_set():
            self._wake.set()
        try:
            yield
        finally:
            self._until_s = outer_s

    def hurry(self, seconds: float = 0.1) -> None:
        """The call in flight, if any, gets only this long from now."""
        until_s = self._until_s
        if until_s is not None:
            self._until_s = min(until_s, time.monotonic() + seconds)

    def close(self) -> None:
        self._closed = True
        self._wake.set()

    def _watch(self) -> None:
        idle_since_s = time.monotonic()
        while not self._closed:
            until_s = self._until_s
            now_s = time.monotonic()
            if until_s is not None:
                idle_since_s = now_s
                if now_s >= until_s:
                    self._on_late()
                    return
            elif now_s - idle_since_s > PARKS_AFTER_S:
                self._wake.clear()
                self._parked.set()
                # Looked at once more after parking: a call that began in between has seen no parked thread.
                if self._until_s is None:
                    self._wake.wait()
                self._parked.clear()
                idle_since_s = time.monotonic()
                continue
            time.sleep(POLL_S)
