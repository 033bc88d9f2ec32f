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


def test_a_field_that_a_box_switches_on_is_switched_on_and_what_it_held_is_replaced(site: Pages) -> None:
    ended = agreed(site, "optional_fields", "Type Bergen into town and save")
    assert (said(site), ended["outcome"]) == ([" | Bergen"], "done"), ended


@pytest.mark.parametrize("mode", BOTH)
def test_a_word_is_replaced_where_it_stands_in_a_text_of_a_page(site: Pages, mode: tuple[str, ...]) -> None:
    ended = agreed(site, "diary", 'write "lake" instead of "sea" and click Keep', *mode)
    assert (said(site), ended["outcome"]) == (["Down to the lake. It rained."], "done"), ended


def test_what_a_text_holds_is_replaced_when_that_is_said(site: Pages) -> None:
    ended = agreed(site, "diary", 'Replace the text in the text area by "Nothing." and click Keep')
    assert (said(site), ended["outcome"]) == (["Nothing."], "done"), ended
