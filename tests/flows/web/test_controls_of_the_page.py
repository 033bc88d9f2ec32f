"""Controls that a page draws itself, on a dark ground: a stepper, a list with a scroll bar, switches, cards, a text."""

import pytest

from tests.pages import Pages
from tests.working_pages import BOTH, said, work

pytestmark = [pytest.mark.long, pytest.mark.chromium]


@pytest.mark.parametrize("mode", BOTH)
@pytest.mark.parametrize(
    ("words", "got"),
    [
        ("Set Adults to 4 and click Take", "adults 4"),
        ("Click Oslo in the list", "town Oslo"),
        ("Turn on Quiet coach, turn off Newsletter, then click Apply", "true,false"),
        ("Click Details of the Night pass", "more about night"),
        ("Clear the text area and click Keep", ""),
    ],
)
def test_what_the_page_draws_is_used_as_a_person_would(
    site: Pages, mode: tuple[str, ...], words: str, got: str
) -> None:
    answer = work(site, "kiosk", words, *mode)
    assert said(site)[-1:] == [got], answer.result
    assert answer.result["outcome"] == "done", answer.result
