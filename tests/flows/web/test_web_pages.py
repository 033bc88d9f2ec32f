"""Pages as the web has them, worked by whole runs and judged by what the page really received."""

import pytest

from tests.pages import Pages
from tests.working_pages import BOTH, said, work

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize("mode", BOTH)
def test_an_option_is_chosen_from_a_list_that_the_page_draws(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "drawn_list", "choose Denmark from Delivery country", *mode)
    assert said(site) == ["Denmark"]
    assert answer.result["outcome"] == "done", answer.result


def test_an_option_is_chosen_that_the_list_must_be_scrolled_to(site: Pages) -> None:
    answer = work(site, "drawn_list", "choose Spain from Delivery country")
    assert said(site) == ["Spain"]
    assert answer.result["outcome"] == "done", answer.result


def test_an_item_is_reached_in_a_list_that_scrolls_within_a_page_that_scrolls(site: Pages) -> None:
    answer = work(site, "list_in_page", 'click "Person 27"')
    assert said(site) == ["Person 27"]
    assert answer.result["outcome"] == "done", answer.result


def test_a_number_asked_for_is_never_taken_for_another(site: Pages) -> None:
    answer = work(site, "list_in_page", 'click "Person 277"', "--budget-s", "60", "--pixels-only")
    assert said(site) == []
    assert answer.code != 0


def test_a_page_that_scrolled_has_done_what_the_wheel_was_turned_for(site: Pages) -> None:
    answer = work(site, "long_page", "click Keep")
    scrolled, clicked = [line for line in answer.lines if line["type"] == "step"]
    assert (scrolled["action"], scrolled["verification"]) == ("Scroll down", "confirmed"), scrolled
    assert said(site) == ["kept"]
    assert clicked["verification"] == "confirmed", clicked


def test_a_button_is_reached_sideways(site: Pages) -> None:
    answer = work(site, "strip", 'click "Month 11"')
    assert said(site) == ["Month 11"]
    assert answer.result["outcome"] == "done", answer.result


def test_a_cell_is_read_where_a_row_and_a_column_cross(site: Pages) -> None:
    words = "read the Price in the row of Pear, then type it in What a pear costs"
    answer = work(site, "prices", words)
    assert said(site)[-1] == "2.35"
    assert answer.result["outcome"] == "done", answer.result


def test_a_field_without_a_label_is_known_by_its_row_and_column(site: Pages) -> None:
    answer = work(site, "prices", "type 7 in Quantity in the row of Pear")
    assert set(said(site)) == {"Pear 7"}
    assert answer.result["outcome"] == "done", answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_what_a_form_refuses_is_not_done(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "refuses", 'type "ada at home" in Contact address, then click Keep', *mode)
    assert said(site) == []
    assert answer.result["outcome"] == "unverified", answer.result
    assert "valid e-mail" in str(answer.result["reason"])


@pytest.mark.parametrize("mode", BOTH)
def test_a_refusal_that_the_person_expects_is_done(site: Pages, mode: tuple[str, ...]) -> None:
    words = (
        'type "ada at home" in Contact address, click Keep, verify that "Please enter a valid e-mail address" is shown'
    )
    assert work(site, "refuses", words, *mode).result["outcome"] == "done"


@pytest.mark.parametrize("mode", BOTH)
def test_a_success_that_the_page_takes_back_is_not_done(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "takes_back", "type Ada in Title, click Keep", *mode)
    assert answer.result["outcome"] == "unverified", answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_a_field_that_is_drawn_anew_at_each_key_is_filled(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "drawn_anew", 'type "grass snake" in Keyword', *mode)
    assert said(site)[-1] == "grass snake"
    assert answer.result["outcome"] == "done", answer.result


def test_a_click_that_shows_nothing_is_made_once(site: Pages) -> None:
    answer = work(site, "hover_menu", "hover over Products, then click Music")
    assert said(site) == ["music"]
    assert answer.result["outcome"] == "unverified", answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_a_button_is_clicked_when_what_covers_it_has_gone(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "covered_a_while", "click Continue", *mode)
    assert said(site) == ["1"]
    assert answer.result["outcome"] == "done", answer.result


def test_dates_times_and_months_are_set_in_the_browsers_own_fields(site: Pages) -> None:
    words = "set Departure to 2026-12-24, Time of departure to 14:30 and Month of return to March 2027"
    answer = work(site, "moments", words)
    assert {"2026-12-24", "14:30", "2027-03"} <= set(said(site))
    assert answer.result["outcome"] == "done", answer.result
