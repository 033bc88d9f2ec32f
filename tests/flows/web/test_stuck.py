"""A step that comes to nothing: what it did is taken back and it is tried again; then somebody is asked; then it has
failed, and says what that is owed to."""

import pytest

from tests.calling import Called, Line
from tests.pages import Pages
from tests.working_pages import agreed, said, work

pytestmark = [pytest.mark.long, pytest.mark.chromium]


def _acts(answer: Called) -> list[object]:
    return [line["action"] for line in answer.lines if line["type"] == "step" and line["verdict"]]


def _questions(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line["type"] == "question"]


def test_what_a_step_opened_is_closed_before_it_is_tried_again(site: Pages) -> None:
    answer = work(site, "asks_once", "tick Newsletter")
    assert said(site) == ["true"], answer.result
    assert "Press Escape" in _acts(answer)
    assert answer.result["outcome"] == "done"


def test_a_page_that_a_step_led_to_is_left_and_nothing_is_typed_there(site: Pages) -> None:
    answer = work(site, "leads_astray", "choose Green in Colour")
    assert said(site) == ["Green"], answer.result
    assert "Go back" in _acts(answer)
    assert not any("type" in str(act) for act in _acts(answer))


def test_text_that_was_not_taken_whole_is_undone_before_it_is_typed_again(site: Pages) -> None:
    answer = work(site, "loses_once", "append the text “ Then the sun came.” to Story")
    assert answer.result["outcome"] == "done", answer.lines


def test_what_is_stuck_is_asked_about_and_fails_with_its_layer_and_what_remains(site: Pages) -> None:
    answer = work(site, "stubborn", "type Ana in Name, then click Freeze it")
    asked = _questions(answer.lines)
    assert [one["kind"] for one in asked] == ["clarify"]
    assert asked[0]["choices"] == ["try it again", "I have done it", "give up"]
    assert answer.result["outcome"] == "failed"
    assert "(the application)" in str(answer.result["reason"])


def test_what_the_person_says_they_have_done_is_looked_at(site: Pages) -> None:
    result = agreed(site, "stubborn", "type Ana in Name, then click Freeze it", choose=1)
    assert result["outcome"] in ("failed", "unverified")
