"""What one run has learnt: the next one looks in the right place first, waits long enough, takes what works."""

from collections.abc import Sequence

import pytest

from app.storage.lessons import read_lessons
from planner.memory import CameLate, FoundBehind
from tests.calling import Called, Line
from tests.pages import Pages
from tests.working_pages import BOTH, said, work

pytestmark = [pytest.mark.long, pytest.mark.chromium]


def _acts(answer: Called) -> Sequence[Line]:
    return [line for line in answer.lines if line["type"] == "step" and line["verdict"]]


@pytest.mark.parametrize("mode", BOTH)
def test_where_a_thing_was_hidden_is_looked_first_the_next_time(site: Pages, mode: tuple[str, ...]) -> None:
    words = 'click the link "Broken on arrival"'
    first = work(site, "sections", words, *mode)
    assert read_lessons()[0].present.lesson.tip == FoundBehind(opened=("Warranty",)), first.result
    second = work(site, "sections", words, *mode)
    assert said(site) == ["Broken on arrival"] * 2, second.result
    assert len(_acts(second)) < len(_acts(first))
    assert "From an earlier run" not in first.err


def test_what_comes_late_is_waited_for_the_next_time_and_nothing_is_opened(site: Pages) -> None:
    first = work(site, "comes_late", "click Show totals")
    tip = read_lessons()[0].present.lesson.tip
    assert isinstance(tip, CameLate), first.result
    second = work(site, "comes_late", "click Show totals")
    assert said(site) == ["totals"] * 2, second.result
    assert len(_acts(second)) == 1 < len(_acts(first))
