"""The one thread that owns the surface and runs the loop; the thread that started it only waits, and can stop it."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from app.clock import StopSwitch
from planner.ports import Surface

T = TypeVar("T")


class Worker(Generic[T]):
    """Runs `work` on its own thread. `watch(surface)` is told of the surface, so that a stop reaches a blocked call."""

    def __init__(self, *, work: Callable[["Worker[T]"], T], switch: StopSwitch, name: str = "deskhand-worker") -> None:
        self._switch = switch
        self._surface: Surface | None = None
        self._result: T | None = None
        self._error: BaseException | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(work,), name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def watch(self, surface: Surface | None) -> None:
        """The surface in use now; None when it is closed."""
        self._surface = surface
        if surface is not None and self._switch.is_set:
            surface.interrupt()

    def stop(self) -> None:
        """Ends input within 200 ms and lets go of every key and button. Safe from any thread, more than once."""
        self._switch.stop()
        surface = self._surface
        if surface is not None:
            surface.release_all()
            surface.interrupt()

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    def join(self, timeout_s: float | None = None) -> bool:
        """Whether it has ended. Waits in slices, so that signals are handled meanwhile."""
        waited_s = 0.0
        while not self._done.wait(0.05):
            waited_s += 0.05
            if timeout_s is not None and waited_s >= timeout_s:
                return False
        return True

    def result(self) -> T:
        """What the work gave; raises what it raised."""
        if self._error is not None:
            raise self._error
        assert self._result is not None or self._done.is_set()
        return self._result  # type: ignore[return-value]  # done without an error: it is there

    def _run(self, work: Callable[["Worker[T]"], T]) -> None:
        try:
            self._result = work(self)
        except BaseException as error:
            self._error = error
        finally:
            self._done.set()
