"""Things that a page shows: opened by their names, changed, and kept so; the person says yes where it is asked."""

import pytest

from tests.pages import Pages
from tests.working_pages import agreed, said

pytestmark = [pytest.mark.long, pytest.mark.chromium]


def test_saving_goes_on_where_it_is_asked_for_a_note(site: Pages) -> None:
    ended = agreed(site, "notebook", 'Open the page Garden, click Edit, add "Feed the birds." at the end and save')
    assert (said(site), ended["outcome"]) == (["Garden | Water the tomatoes.\nFeed the birds."], "done"), ended


def test_what_is_deleted_behind_a_menu_of_its_page_is_found(site: Pages) -> None:
    ended = agreed(site, "notebook", "Delete the page Recipes")
    assert (said(site), ended["outcome"]) == (["deleted Recipes"], "done"), ended


def test_a_thing_is_found_by_what_it_is_about(site: Pages) -> None:
    ended = agreed(site, "notebook", "Delete the page about the broken lamp")
    assert (said(site), ended["outcome"]) == (["deleted Lamp is broken"], "done"), ended


def test_two_things_are_set_and_kept_without_a_word_on_saving(site: Pages) -> None:
    ended = agreed(site, "stock", "Set the quantity of Olive oil to 25 and its supplier to Nordhandel")
    assert (said(site), ended["outcome"]) == (["Olive oil | 25 | Nordhandel"], "done"), ended


def test_what_is_left_after_one_was_deleted_is_let_be(site: Pages) -> None:
    ended = agreed(site, "events", "Delete the Quiz night")
    assert (said(site), ended["outcome"]) == (["deleted Quiz night"], "done"), ended


def test_a_field_that_is_called_nothing_is_the_one_that_is_left(site: Pages) -> None:
    ended = agreed(site, "console", 'Type "list all" into the query box and press Execute')
    assert (said(site), ended["outcome"]) == (["list all"], "done"), ended


def test_what_makes_something_else_is_left_alone(site: Pages) -> None:
    ended = agreed(site, "columns", "Add an event called Picnic")
    assert said(site) == [], ended
    assert ended["outcome"] != "done"


def test_nothing_is_done_before_all_that_was_given_is_entered(site: Pages) -> None:
    ended = agreed(site, "stock", "Set the colour of Salt to blue")
    assert said(site) == [], ended
    assert ended["outcome"] != "done"


def test_a_change_of_an_opened_thing_is_kept(site: Pages) -> None:
    ended = agreed(site, "stock", "Edit Salt and set the quantity to 7")
    assert (said(site), ended["outcome"]) == (["Salt | 7 | Costa Sur"], "done"), ended
