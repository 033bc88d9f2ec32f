"""Facts of a sentence, and values that the page shows, brought into the fields where they belong."""

import pytest

from tests.pages import Pages
from tests.working_pages import BOTH, said, work

pytestmark = pytest.mark.chromium


@pytest.mark.parametrize("mode", BOTH)
def test_each_fact_goes_into_its_field(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "films", "search for noir films directed by Lang from year 1944", *mode)
    assert said(site) == ["noir | 1944 | Lang"], answer.result


def test_the_value_beside_a_label_is_typed(site: Pages) -> None:
    answer = work(site, "copied", "enter the value of Town into the first field, then click Done")
    assert said(site) == ["Bremen | "], answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_a_form_is_filled_with_the_values_of_the_same_labels(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "copied", "enter the corresponding values into the form, then click Done", *mode)
    assert said(site) == ["417 | Krüger"], answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_what_a_field_offers_while_one_types_is_chosen_by_how_it_begins_and_ends(
    site: Pages, mode: tuple[str, ...]
) -> None:
    answer = work(site, "towns", 'enter the town that starts with "Gr" and ends with "by" in Town', *mode)
    assert said(site) == ["Grimsby"], answer.result


def test_facts_go_into_fields_on_a_dark_ground_with_their_labels_below(site: Pages) -> None:
    words = "search for noir films directed by Lang from year 1944"
    answer = work(site, "films_on_slate", words, "--pixels-only")
    assert said(site) == ["1944 | noir | Lang"], answer.result


def test_what_comes_up_while_one_types_is_put_away_and_the_words_are_typed_again_by_sight(site: Pages) -> None:
    words = 'enter "ana" as the guest name and "tulip9" as the pass word, then click Enter'
    answer = work(site, "sign_in_asked", words, "--pixels-only")
    assert said(site) == ["ana tulip9"], answer.result
