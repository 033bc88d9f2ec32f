"""What was changed is kept by the form's own button, or the run does not end with "done"."""

import pytest

from tests.pages import Pages
from tests.working_pages import BOTH, agreed, said, work

pytestmark = [pytest.mark.long, pytest.mark.chromium]


@pytest.mark.parametrize("mode", BOTH)
def test_what_was_changed_is_handed_in_when_somebody_agrees(site: Pages, mode: tuple[str, ...]) -> None:
    ended = agreed(site, "ticket", "change the Priority to critical and the Owner to Ana", *mode)
    assert (said(site), ended["outcome"]) == (["critical Ana"], "done"), ended


@pytest.mark.parametrize("mode", BOTH)
def test_without_anybody_there_what_was_not_handed_in_is_not_done(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "ticket", "change the Priority to critical", *mode)
    assert said(site) == []
    assert (answer.result["outcome"], answer.code) == ("refused", 3), answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_what_takes_no_button_is_done(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "ticket", "turn on Watch this ticket", *mode)
    assert (said(site), answer.result["outcome"]) == (["watched true"], "done"), answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_what_is_only_chosen_is_left_as_it_is(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "ticket", "choose critical in Priority", *mode)
    assert (said(site), answer.result["outcome"]) == ([], "done"), answer.result
