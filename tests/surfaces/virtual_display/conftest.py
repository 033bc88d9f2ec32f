"""Fixtures of the virtual display's tests: a real clock and a wait with a deadline."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from app.surfaces.virtual_display.display import VirtualDisplay


class WallClock:
    """The machine's own time."""

    def now_s(self) -> float:
        return time.monotonic()

    def utc(self) -> datetime:
        return datetime.now(UTC)

    def sleep_s(self, seconds: float) -> None:
        threading.Event().wait(seconds)

    def check(self) -> None:
        return


@pytest.fixture(scope="session")
def clock() -> WallClock:
    return WallClock()


@pytest.fixture(scope="session")
def eventually(clock: WallClock) -> Callable[..., bool]:
    """Whether something becomes true before a deadline."""

    def wait(claim: Callable[[], bool], *, within_s: float = 5.0) -> bool:
        until_s = clock.now_s() + within_s
        while not claim():
            if clock.now_s() > until_s:
                return False
            clock.sleep_s(0.01)
        return True

    return wait


@pytest.fixture
def display(clock: WallClock) -> Iterator[VirtualDisplay]:
    with VirtualDisplay.start(size_wh=(800, 600), clock=clock) as started:
        yield started
