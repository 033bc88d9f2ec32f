"""A page that changes between the look and the act: nothing is done to what came into the place of what was meant."""

import pytest

from tests.pages import Pages
from tests.working_pages import said, work

pytestmark = [pytest.mark.long, pytest.mark.chromium]


def test_a_button_that_changes_places_under_the_pointer_is_followed(site: Pages) -> None:
    answer = work(site, "swapped", "click Store the draft")
    assert said(site) == ["right"], answer.result
    assert answer.result["outcome"] == "done"


def test_buttons_that_change_places_again_and_again_are_waited_for(site: Pages) -> None:
    answer = work(site, "wanders", "click Store the draft")
    assert said(site) == ["right"], answer.result


def test_what_covers_a_button_on_the_way_is_not_clicked(site: Pages) -> None:
    answer = work(site, "covered_on_the_way", "click Store the draft")
    assert said(site) == ["right"], answer.result
    assert answer.result["outcome"] == "done"


def test_a_page_that_is_left_on_the_way_is_not_acted_on(site: Pages) -> None:
    answer = work(site, "leaves_on_the_way", "click Store the draft")
    assert said(site) == [], answer.result
    assert answer.result["outcome"] != "done"


def test_nothing_is_typed_into_the_field_that_came_to_that_place(site: Pages) -> None:
    answer = work(site, "fields_swap", "type Ana in Name")
    assert set(said(site)) == {"name"}, answer.result
    assert answer.result["outcome"] == "done"
