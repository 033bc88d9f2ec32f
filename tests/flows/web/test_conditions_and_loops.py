"""Orders that depend on what is seen, and orders for each of several things, judged by what the page got."""

import pytest

from tests.pages import Pages
from tests.working_pages import BOTH, said, work

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize("mode", BOTH)
@pytest.mark.parametrize(
    ("words", "got"),
    [
        ("if the balance is more than 400, uncheck Newsletter, otherwise click Load more", ["newsletter false"]),
        ("if the balance is less than 400, uncheck Newsletter, otherwise click Load more", ["page 1"]),
        ('If there is a "Delete all" button, click it. Otherwise, click "Load more".', ["page 1"]),
        ("if Newsletter is ticked, untick it", ["newsletter false"]),
        ("unless Newsletter is ticked, click Load more", []),
    ],
)
def test_what_is_seen_decides(site: Pages, mode: tuple[str, ...], words: str, got: list[str]) -> None:
    answer = work(site, "accounts", words, *mode)
    assert said(site) == got, answer.result
    assert answer.result["outcome"] == "done", answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_a_thing_is_done_until_it_is_so(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "accounts", 'click Load more until "That was all" appears', *mode)
    assert said(site) == ["page 1", "page 2", "page 3"], answer.result
    assert answer.result["outcome"] == "done", answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_each_of_several_values_is_entered(site: Pages, mode: tuple[str, ...]) -> None:
    words = "for each of Ana, Ben and Carl, type it in Guest and click Add"
    answer = work(site, "accounts", words, *mode)
    assert said(site) == ["guest Ana", "guest Ben", "guest Carl"], answer.result
    assert answer.result["outcome"] == "done", answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_a_button_is_pressed_in_each_row_that_is_meant(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "accounts", 'for each row that says "open", click Details', *mode)
    assert said(site) == ["details Novak", "details Okafor"], answer.result
    assert answer.result["outcome"] == "done", answer.result


def test_a_condition_that_cannot_be_told_is_no_yes(site: Pages) -> None:
    answer = work(site, "accounts", "if the deposit is more than 10, click Load more")
    assert said(site) == []
    assert answer.result["outcome"] == "failed", answer.result
    assert "deposit" in answer.result["reason"]
