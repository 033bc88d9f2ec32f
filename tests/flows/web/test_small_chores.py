"""Small chores that a person says in a sentence, done in real pages: what is told, counted, guessed, awaited, drawn."""

import pytest

from tests.pages import Pages
from tests.working_pages import agreed, said, work

pytestmark = [pytest.mark.long, pytest.mark.chromium]


@pytest.mark.parametrize(
    ("page", "words", "last"),
    [
        ("harvest", "What is the price of Leeks? Type it into the answer field and press Submit.", "2.75"),
        ("harvest", "Type the sum of all crates into Answer and press Submit", "53"),
        ("harvest", "Which crop has the highest price? Type it into the answer field and press Submit", "Chard"),
        ("sums", "Solve the problem, type the answer into the field and press Check", "56"),
        ("sums#series", "What number comes next in the series? Type it in the box and press Check", "15"),
        ("sums#unknown", "Solve for x, enter the solution and press Check", "7"),
        ("lots", "Click on all even numbers, then press Done", "4 12 30"),
        ("lots", "Click the numbers in ascending order, then press Done", "4 7 9 12 30"),
        ("lots", "Click on the point (2,-1)", "2,-1"),
        ("lots", "Guess the number between 0 and 9", "found"),
        ("stall", "Press Take it when the price is below 50", "cheap"),
        ("stall", "Tick all the animals", "horse goat"),
        ("stall", "Select the word similar to happy", "cheerful"),
        ("stall", "Give it 4 stars", "4 stars"),
        ("stall", "Dial 5550134 and press Keep", "5550134"),
        ("noughts", "Play tic-tac-toe as X and win", "won"),
        ("rooms", "Click on the menu item Kitchen", "Kitchen"),
        ("rooms", 'Look through the tabs, find the link "Turin" and click on it', "Turin"),
        ("rooms", 'Create a 90 minutes event called "Tea" between 3pm and 6pm', "Tea at 15 for 1.5"),
    ],
)
def test_a_chore_is_done_from_its_words(site: Pages, page: str, words: str, last: str) -> None:
    answer = work(site, page, words)
    assert said(site)[-1:] == [last], answer.result


def test_nothing_is_planned_where_something_is_planned_already(site: Pages) -> None:
    answer = work(site, "rooms", 'Create a 90 minutes event called "Tea" between 4pm and 6pm')
    assert said(site) == []
    assert answer.result["outcome"] == "infeasible"


def test_what_is_asked_of_all_is_done_to_each_and_to_no_other(site: Pages) -> None:
    result = agreed(site, "wall", "like all posts by @ana")
    assert said(site) == ["liked A new kite", "liked Rain all day"], result
    assert result["outcome"] == "done", result
