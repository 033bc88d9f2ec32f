"""The limit of steps: the usual one grows with what takes the work further; one that the person set does not."""

from datetime import UTC, datetime

import numpy as np
import pytest

from app.clock import RunClock, StopSwitch
from grounding.screen import Frame, Screenshot
from planner.budget import Budget, BudgetSpent, Meter, Repeated
from planner.records import Status


def _meter(steps: int, *, grows: bool) -> Meter:
    return Meter(budget=Budget(steps=steps, grows=grows), clock=RunClock(switch=StopSwitch()))


def _picture(shade: int) -> Screenshot:
    frame = Frame(surface_id="s", monitor=0, origin=(0, 0), native_per_pixel=(1.0, 1.0))
    pixels = np.full((64, 64, 3), shade, np.uint8)
    return Screenshot(id=f"p{shade}", pixels=pixels, frame=frame, taken_at=datetime.now(UTC))


def _counted(meter: Meter, acts: list[tuple[str, Status, int]]) -> int:
    """How many were let through."""
    for number, (act, status, shade) in enumerate(acts):
        try:
            meter.count()
        except BudgetSpent:
            return number
        meter.note(act, status, _picture(shade))
    return len(acts)


def test_what_takes_the_work_further_does_not_use_the_limit_up() -> None:
    acts = [(f"click {number}", Status.CONFIRMED, number) for number in range(25)]
    assert _counted(_meter(5, grows=True), acts) == 25


def test_the_limit_grows_to_ten_times_at_the_most() -> None:
    acts = [(f"click {number}", Status.CONFIRMED, number) for number in range(80)]
    assert _counted(_meter(5, grows=True), acts) == 50


def test_going_round_in_circles_is_no_progress() -> None:
    acts = [(f"click {number % 2}", Status.CONFIRMED, number % 2) for number in range(40)]
    assert _counted(_meter(5, grows=True), acts) == 7


def test_what_comes_to_nothing_is_no_progress() -> None:
    acts = [(f"click {number}", Status.UNCLEAR, number) for number in range(40)]
    assert _counted(_meter(5, grows=True), acts) == 5


def test_a_limit_that_the_person_set_is_a_hard_one() -> None:
    acts = [(f"click {number}", Status.CONFIRMED, number) for number in range(40)]
    assert _counted(_meter(5, grows=False), acts) == 5


def test_the_same_act_in_vain_twice_is_not_done_a_third_time() -> None:
    meter = _meter(9, grows=True)
    for _ in range(2):
        meter.allow("click")
        meter.note("click", Status.UNCHANGED, _picture(1))
    with pytest.raises(Repeated):
        meter.allow("click")
