"""Goals that are not spelled out, worked out on pages of several makes; the person says yes where it is asked."""

from pathlib import Path

import pytest

from tests.calling import call
from tests.pages import Pages
from tests.working_pages import BOTH, agreed, said

pytestmark = [pytest.mark.long, pytest.mark.chromium]


def test_somebody_is_logged_in_behind_a_link(site: Pages) -> None:
    ended = agreed(site, "members", "log in as ana with password Tulip9")
    assert (said(site), ended["outcome"]) == (["ana | Tulip9"], "done"), ended


def test_a_wrong_password_is_no_success(site: Pages) -> None:
    ended = agreed(site, "members", "log in as ana with password wrong1")
    assert ended["outcome"] == "failed", ended
    assert "the password is asked for again" in str(ended["reason"])


def test_a_message_is_answered(site: Pages) -> None:
    ended = agreed(site, "post_box", 'reply to Trixi with "See you there"')
    assert (said(site), ended["outcome"]) == (["Trixi |  | See you there"], "done"), ended


def test_a_message_is_found_and_sent_on(site: Pages) -> None:
    ended = agreed(site, "post_box", "find the message of Bo and forward it to ana@example.com")
    assert said(site) == ["Bo | ana@example.com | "], ended


def test_the_one_that_is_meant_is_deleted_behind_its_menu_and_a_question(site: Pages) -> None:
    ended = agreed(site, "bills", "delete the invoice of Krüger")
    assert (said(site), ended["outcome"]) == (["deleted 1042"], "done"), ended


@pytest.mark.parametrize("mode", BOTH)
def test_which_of_two_is_meant_is_asked(site: Pages, mode: tuple[str, ...]) -> None:
    ended = agreed(site, "two_bills", "delete the bill of Krüger", *mode, choose=-1)
    assert (said(site), ended["outcome"]) == (["removed 1043"], "done"), ended


@pytest.mark.parametrize("mode", BOTH)
def test_a_banner_is_refused_and_the_right_card_is_liked(site: Pages, mode: tuple[str, ...]) -> None:
    ended = agreed(site, "feed", "find the post of @bo and like it", *mode)
    assert said(site) == ["liked bo"], ended


@pytest.mark.parametrize("mode", BOTH)
def test_a_message_is_written_and_sent(site: Pages, mode: tuple[str, ...]) -> None:
    words = 'send an email to lena@example.com with the subject "Hi" and the text "See you"'
    ended = agreed(site, "post_form", words, *mode)
    assert (said(site), ended["outcome"]) == (["lena@example.com | Hi | See you"], "done"), ended


def test_an_account_is_made_and_nothing_else_is_ticked(site: Pages) -> None:
    ended = agreed(site, "join", "sign up with the name Ana Weber, email ana@example.com and password Tulip9")
    assert said(site) == ["Ana Weber | ana@example.com | Tulip9 | false"], ended


def test_what_is_done_in_the_settings_is_done_there(site: Pages) -> None:
    ended = agreed(site, "settings", "set the language to French in the settings")
    assert (said(site), ended["outcome"]) == (["language French"], "done"), ended


def test_a_control_is_pressed_on_the_thing_that_was_found(site: Pages) -> None:
    ended = agreed(site, "feed", "find the post of @bo and click the share icon")
    assert said(site) == ["shared bo"], ended


def test_a_thing_that_is_not_there_is_not_replaced_by_another(site: Pages) -> None:
    ended = agreed(site, "bills", "delete the invoice of Lindqvist")
    assert said(site) == []
    assert ended["outcome"] in ("failed", "infeasible"), ended
    assert "Lindqvist" in str(ended["reason"])


def test_the_cheapest_is_ordered_to_an_address(site: Pages) -> None:
    ended = agreed(site, "mugs", "order two of the cheapest mugs to 12 Main Street, Springfield")
    assert (said(site), ended["outcome"]) == (["green | 2 | 12 Main Street, Springfield"], "done"), ended


def test_facts_are_entered_first_and_the_shortest_is_booked_of_what_comes(site: Pages) -> None:
    ended = agreed(site, "trains", "Book the shortest single trip from Basel to Ulm on 10/16/2027")
    assert (said(site), ended["outcome"]) == (["single | Basel | Ulm | 2027-10-16 | 1"], "done"), ended


def test_an_event_is_entered_in_the_dialog_that_a_button_opens(site: Pages) -> None:
    ended = agreed(site, "agenda", 'create an event called "Standup" on 3 May 2027 at 9:30 am')
    assert (said(site), ended["outcome"]) == (["Standup | 2027-05-03 | 09:30"], "done"), ended


def test_one_of_several_is_not_taken_where_nothing_tells_which(site: Pages) -> None:
    ended = agreed(site, "two_bills", "delete the bill")
    assert (said(site), ended["outcome"]) == ([], "infeasible"), ended
    assert "understanding" in str(ended["reason"])


def test_what_nobody_allows_is_not_tried_another_way(site: Pages) -> None:
    ended = agreed(site, "bills", "delete the invoice of Krüger", answer="no")
    assert (said(site), ended["outcome"]) == ([], "refused"), ended


def test_a_password_in_the_words_is_in_no_record(site: Pages) -> None:
    ended = agreed(site, "members", "log in as ana with password Tulip9")
    kept = [path for path in Path(str(ended["run"])).rglob("*") if path.is_file()]
    assert kept
    assert [path.name for path in kept if b"Tulip9" in path.read_bytes()] == []


def test_a_run_whose_password_was_not_kept_is_not_gone_on_with(site: Pages) -> None:
    ended = agreed(site, "members", "log in as ana with password wrong1")
    resumed = call("resume", str(ended["run"]), "--json")
    assert resumed.code == 2, resumed.result
    assert "password" in resumed.result["reason"]


def test_what_is_ordered_is_chosen_by_its_name_and_handed_in_with_all_that_was_said(site: Pages) -> None:
    words = "Order two green teas for Zoë Müller, delivered on 3 May 2027, zoe@example.org"
    ended = agreed(site, "tea_order", words)
    assert said(site) == ["Zoë Müller | zoe@example.org | Green tea | 2 | 2027-05-03"], ended
    assert ended["outcome"] == "done", ended


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Change the amount of the Electricity bill to 79.50", "Electricity costs 79.50"),
        ("Delete the Cinema bill", "deleted Cinema"),
        ("Add a new member called Dora", "joined Dora"),
    ],
)
def test_a_thing_is_known_without_its_kind_and_signs_beside_each_other_are_its_controls(
    site: Pages, words: str, told: str
) -> None:
    ended = agreed(site, "kitty", words)
    assert (said(site), ended["outcome"]) == ([told], "done"), ended


def test_nothing_is_deleted_of_which_nothing_says_that_it_is_of_the_kind(site: Pages) -> None:
    ended = agreed(site, "kitty", "Delete the Cinema party")
    assert (said(site), ended["outcome"]) == ([], "infeasible"), ended


def test_the_form_of_a_page_about_one_thing_is_opened_by_a_control_that_names_its_kind(site: Pages) -> None:
    ended = agreed(site, "task", "Set the priority of Tap drips to blocker")
    assert (said(site), ended["outcome"]) == (["blocker"], "done"), ended


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("Approve the request of Ina Holm", ["approved Ina Holm"]),
        ("Turn down the request from Ben Adler", ["rejected Ben Adler"]),
        ("Delete all requests that are closed", ["deleted Tim Roth", "deleted Uwe Lang"]),
        ("Log out", ["signed out"]),
        (
            "Add Kei Sato, kei@example.org, born 3 May 1990, Kyoto as a new person",
            ["Kei Sato | kei@example.org |  | 1990-05-03 | Kyoto"],
        ),
    ],
)
def test_what_a_page_offers_is_done_to_the_one_that_is_meant(site: Pages, words: str, done: list[str]) -> None:
    ended = agreed(site, "office", words)
    assert (said(site), ended["outcome"]) == (done, "done"), ended


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Change the level of Ana Ruiz to Racer", "Ana Ruiz | Cadiz | Racer | Otter"),
        ("Change the boat of Finn Olsen to Seagull", "Finn Olsen | Bergen | Regular | Seagull"),
    ],
)
def test_lists_of_a_page_s_own_making_are_chosen_from_in_a_form_over_the_page(
    site: Pages, words: str, told: str
) -> None:
    ended = agreed(site, "regatta", words)
    assert (said(site), ended["outcome"]) == ([told], "done"), ended
