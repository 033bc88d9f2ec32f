"""Goals on pages of further makes: a shop, a booking, mails, files, a team, settings behind tabs."""

import pytest

from tests.pages import Pages
from tests.working_pages import agreed, said

pytestmark = [pytest.mark.long, pytest.mark.chromium]


def test_two_of_a_thing_are_put_into_the_cart_where_nothing_takes_how_many(site: Pages) -> None:
    ended = agreed(site, "outfitters", "Add two of the wool socks to the cart")
    assert (said(site)[-1:], ended["outcome"]) == (["bag 2 x Wool socks"], "done"), ended


def test_a_number_between_signs_and_a_time_among_buttons_are_set_before_a_form_is_handed_in(site: Pages) -> None:
    words = "Book a table for 4 people on 12 May 2027 at 19:30 under the name Lind, phone 0711 900"
    ended = agreed(site, "supper", words)
    assert (said(site), ended["outcome"]) == (["4 | 12 May 2027 | 19:30 | Lind | 0711 900"], "done"), ended


def test_a_form_is_not_handed_in_while_something_that_was_said_has_no_place_in_it(site: Pages) -> None:
    ended = agreed(site, "supper", "Book a table for 4 people on 12 May 2027 at 23:15 under the name Lind")
    assert said(site) == [], ended
    assert ended["outcome"] != "done"


def test_the_oldest_of_a_list_is_known_by_its_day(site: Pages) -> None:
    ended = agreed(site, "inbox", "Archive the oldest mail")
    assert (said(site), ended["outcome"]) == (["archived Books due soon"], "done"), ended


def test_two_controls_of_one_name_here_and_there_are_no_list(site: Pages) -> None:
    ended = agreed(site, "inbox", "Archive the oldest mail", "--pixels-only")
    assert ended["outcome"] != "done" or said(site) == ["archived Books due soon"], ended


def test_the_browser_s_own_question_takes_the_new_name(site: Pages) -> None:
    ended = agreed(site, "papers", "Rename bank.odt to savings.odt")
    assert (said(site), ended["outcome"]) == (["renamed bank.odt to savings.odt"], "done"), ended


def test_who_is_invited_as_what_goes_where_it_is_offered(site: Pages) -> None:
    ended = agreed(site, "crew", "Invite ben@example.org to the team as an editor")
    assert (said(site), ended["outcome"]) == (["invited ben@example.org as Editor"], "done"), ended


def test_a_switch_is_looked_for_behind_the_tab_that_is_called_alike(site: Pages) -> None:
    ended = agreed(site, "tabs_of_settings", "Turn off e-mail notifications, then save the changes")
    assert said(site) == ["English | light | 70 | off | off | on | Never | kestrel"], ended
    assert ended["outcome"] == "done"


def test_who_is_looked_up_is_found_first_by_the_page_s_search(site: Pages) -> None:
    words = "Look up the phone number of Jonas Haller, type it into Phone number and click Add to sheet"
    ended = agreed(site, "directory", words)
    assert (said(site), ended["outcome"]) == (["call  | 0711 4478"], "done"), ended


def test_a_plus_and_the_kind_begin_what_is_made(site: Pages) -> None:
    ended = agreed(site, "month", "Add an event called Parents' evening on 24 February 2027 at 18:00")
    assert (said(site), ended["outcome"]) == (["Parents' evening | 2027-02-24 | 18:00"], "done"), ended


@pytest.mark.parametrize(
    ("page", "words", "told"),
    [
        ("order_list", "Sort the table by price, highest first", ["sorted by Price up", "sorted by Price down"]),
        ("order_list", "Show only the shipped orders", ["status Shipped"]),
        ("outfitters", "Sort the products by price from low to high", ["sorted up"]),
        (
            "inbox",
            "Mark all mails as read",
            ["read Minutes of Monday, Lunch on Friday?, Your ticket to Ghent, Holiday plan, Books due soon"],
        ),
        ("cards", "Assign the card Write release notes to Cleo and save", ["Write release notes | Backlog | Cleo"]),
        (
            "inbox",
            "Reply to Jan Dekker that Friday at noon is fine",
            ["sent Jan Dekker | Re: Lunch on Friday? | Friday at noon is fine"],
        ),
    ],
)
def test_a_list_is_worked_by_its_own_controls(site: Pages, page: str, words: str, told: list[str]) -> None:
    ended = agreed(site, page, words)
    assert (said(site), ended["outcome"]) == (told, "done"), ended
