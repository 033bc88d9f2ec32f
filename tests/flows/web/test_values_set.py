"""Days, times and numbers brought into fields, calendars and sliders of several makes, judged by what the page got."""

import pytest

from tests.pages import Pages
from tests.working_pages import BOTH, said, work

pytestmark = [pytest.mark.long, pytest.mark.chromium]


def test_a_calendar_that_opens_on_a_click_is_turned_to_the_month_and_its_day_clicked(site: Pages) -> None:
    answer = work(site, "stay_by_click", "Select 2 July 2027 as the arrival")
    assert said(site) == ["arrival 2027-07-02"], answer.result
    assert answer.result["outcome"] == "done", answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_a_day_of_the_month_that_a_calendar_opens_with_is_clicked(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "stay_by_click", "Select April 19, 2027 as the arrival", *mode)
    assert said(site) == ["arrival 2027-04-19"], answer.result
    assert answer.result["outcome"] == "done", answer.result


def test_a_calendar_that_is_there_already_takes_a_day_of_the_year_that_it_shows(site: Pages) -> None:
    answer = work(site, "stay", "choose March 3rd in the calendar")
    assert said(site) == ["departure 2027-03-03"], answer.result
    assert answer.result["outcome"] == "done", answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_a_field_gets_the_day_in_the_order_of_its_mask(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "stay_by_click", "set Born on to May 3, 1987, then press Tab", *mode)
    assert said(site) == ["born 03/05/1987"], answer.result
    assert answer.result["outcome"] == "done", answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_the_browsers_own_fields_take_a_day_and_a_time(site: Pages, mode: tuple[str, ...]) -> None:
    words = "enter 12/30/2027 as Visa until, then enter 7:30 am as Breakfast at, then press Tab"
    answer = work(site, "stay_by_click", words, *mode)
    assert {"visa 2027-12-30", "breakfast 07:30"} <= set(said(site)), answer.result


@pytest.mark.parametrize("mode", BOTH)
@pytest.mark.parametrize(
    ("words", "got"),
    [
        ("set the Volume slider to 35", "volume 35"),
        ("move the Light slider to 75 %", "light 75"),
        ("select 21 with the Heat slider", "heat 21"),
        ("increase Guests to 4, then press Tab", "guests 4"),
    ],
)
def test_sliders_and_spinners_come_to_the_number(site: Pages, mode: tuple[str, ...], words: str, got: str) -> None:
    answer = work(site, "levels", words, *mode)
    assert said(site)[-1:] == [got], answer.result
    assert answer.result["outcome"] == "done", answer.result


def test_a_number_between_two_stops_is_told_and_not_called_done(site: Pages) -> None:
    answer = work(site, "levels", "move the Light slider to 52 %")
    assert answer.result["outcome"] == "failed"
    assert "moves by 5" in str(answer.result["reason"])


@pytest.mark.parametrize("mode", BOTH)
@pytest.mark.parametrize("number", [-18, 7])
def test_a_slider_goes_below_zero_and_one_of_a_row_of_boxes_is_ticked(
    site: Pages, mode: tuple[str, ...], number: int
) -> None:
    answer = work(site, "freezer", f"set the slider to {number}, click the 2nd checkbox, then click Keep", *mode)
    assert said(site) == [f"{number} 2"], answer.result


def test_a_slider_without_a_name_that_is_in_sight_is_not_looked_for_by_scrolling(site: Pages) -> None:
    answer = work(site, "freezer", "set the slider to -9", "--pixels-only")
    acts = [line["action"] for line in answer.lines if line["type"] == "step"]
    assert acts, answer.result
    assert not [act for act in acts if str(act).startswith("Scroll")], acts


def test_an_entry_that_says_one_word_of_what_is_to_be_ticked_is_not_pressed_for_it(site: Pages) -> None:
    answer = work(site, "bin_or_box", "turn on asking before files are moved to the Trash")
    assert said(site) == [], answer.result
    assert answer.result["outcome"] != "done", answer.result


def test_a_box_that_shares_words_with_a_name_between_quotation_marks_is_another(site: Pages) -> None:
    answer = work(site, "like_boxes", 'turn on "Strip trailing spaces and tabs"')
    assert said(site) == [], answer.result
    assert answer.result["outcome"] != "done", answer.result
    answer = work(site, "like_boxes", 'turn on "hidden files"')
    assert said(site) == ["hidden true"], answer.result
