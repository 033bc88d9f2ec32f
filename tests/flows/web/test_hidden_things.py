"""Things that are not in sight, on pages of several looks: opened up to, and nothing pressed that does more."""

import pytest

from tests.pages import Pages
from tests.working_pages import BOTH, said, work

pytestmark = [pytest.mark.long, pytest.mark.chromium]


@pytest.mark.parametrize("mode", BOTH)
def test_a_link_is_clicked_that_lies_in_a_closed_section(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "sections", 'click the link "Broken on arrival"', *mode)
    assert said(site) == ["Broken on arrival"], answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_sections_are_opened_to_find_a_link(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "sections", 'Expand the sections, to find and click the link "Invoice address"', *mode)
    assert said(site) == ["Invoice address"], answer.result


def test_what_is_nowhere_is_told_with_what_was_opened_and_nothing_is_deleted(site: Pages) -> None:
    answer = work(site, "sections", 'click the link "Gift cards"')
    assert said(site) == []
    assert answer.result["outcome"] == "failed"
    assert "nor behind “Orders”, “Payment”, “Warranty”" in str(answer.result["reason"])


@pytest.mark.parametrize("mode", BOTH)
def test_a_tree_is_opened_at_its_signs_until_the_item_is_there(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "branches", 'Navigate through the tree and click "Garden"', *mode)
    assert said(site) == ["Garden"], answer.result


@pytest.mark.parametrize("mode", BOTH)
def test_results_are_counted_over_the_pages(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "pages", "click the 7th search result", *mode)
    assert said(site) == ["Volume 7"], answer.result


def test_results_that_there_are_not_are_not_taken_for_others(site: Pages) -> None:
    answer = work(site, "pages", "click the 20th search result")
    assert said(site) == []
    assert "There are only 12 results" in str(answer.result["reason"])


@pytest.mark.parametrize("mode", BOTH)
def test_a_link_in_the_middle_of_a_sentence_is_clicked(site: Pages, mode: tuple[str, ...]) -> None:
    answer = work(site, "freezer", 'click the link "see earlier values"', *mode)
    assert said(site) == ["history"], answer.result
