"""Time, and the stop: every wait ends within 100 ms of it."""

import threading
import time
from datetime import UTC, datetime

from planner.errors import Stopped


class StopSwitch:
    """Set once, by whatever means; safe from any thread and from a signal handler."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def stop(self) -> None:
        self._event.set()

    @property
    def is_set(self) -> bool:
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """True as soon as it is set, False after `seconds`."""
        return self._event.wait(seconds)


class RunClock:
    """`planner.ports.Clock` for one run."""

    def __init__(self, *, switch: StopSwitch) -> None:
        self._switch = switch

    def now_s(self) -> float:
        return time.monotonic()

    def utc(self) -> datetime:
        return datetime.now(UTC)

    def sleep_s(self, seconds: float) -> None:
        if self._switch.wait(max(0.0, seconds)):
            raise Stopped

    def check(self) -> None:
        if self._switch.is_set:
            raise Stopped
