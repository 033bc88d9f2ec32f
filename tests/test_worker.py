"""The worker's thread, and the stop that reaches it."""

import time

import pytest

from app.clock import RunClock, StopSwitch
from app.worker import Worker
from planner.errors import Stopped


def test_the_result_comes_back() -> None:
    worker = Worker(work=lambda own: 42, switch=StopSwitch())
    worker.start()
    assert worker.join(timeout_s=5)
    assert worker.result() == 42


def test_an_error_comes_back_as_it_was() -> None:
    def work(own: Worker[int]) -> int:
        raise LookupError("gone")

    worker = Worker(work=work, switch=StopSwitch())
    worker.start()
    worker.join(timeout_s=5)
    with pytest.raises(LookupError, match="gone"):
        worker.result()


def test_a_stop_ends_a_long_wait_at_once() -> None:
    switch = StopSwitch()

    def work(own: Worker[float]) -> float:
        try:
            RunClock(switch=switch).sleep_s(60)
        except Stopped:
            return time.monotonic()
        return 0.0

    worker = Worker(work=work, switch=switch)
    worker.start()
    asked_s = time.monotonic()
    worker.stop()
    assert worker.join(timeout_s=5)
    assert 0 <= worker.result() - asked_s < 0.2


def test_a_stopped_clock_refuses_to_go_on() -> None:
    switch = StopSwitch()
    clock = RunClock(switch=switch)
    clock.check()
    switch.stop()
    with pytest.raises(Stopped):
        clock.check()
    with pytest.raises(Stopped):
        clock.sleep_s(0)
