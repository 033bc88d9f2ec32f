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
        ("address_book", "Click on the phone number of Ana Bly", "phone of Ana Bly"),
        ("workbench#offer", "Close the pop-up", "put away"),
        ("workbench", "Set the colour to #12ab34 and press Keep", "#12ab34 0 0 0 "),
        ("workbench", "Select the colour shown with the color picker and press Keep", "#3be0a0 0 0 0 "),
        ("workbench", "Make the text area wider and press Keep", "#ff0000 1 0 0 "),
        ("workbench", "Resize the text area so that its height is smaller, then press Keep", "#ff0000 0 -1 0 "),
        ("workbench", "Select 3 with the spinner and press Keep", "#ff0000 0 0 3 "),
        ("workbench", "Select Bari, Pisa from the scroll list and press Keep", "#ff0000 0 0 0 Bari+Pisa"),
        ("command_line", "Use the terminal below to delete a file that ends with .png", "removed alps.png"),
        ("pond", "Click the moving circle", "fish"),
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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("delete the email from Kim", "bin Kim"),
        ("star the email by Jo", "star Jo"),
        ('reply to the email from Lena with the text "Gladly"', "reply Lena Gladly"),
        ("find the email by Jo and forward that email to Tess", "forward Jo Tess"),
    ],
)
def test_signs_without_a_word_are_known_for_what_they_do(site: Pages, words: str, told: str) -> None:
    result = agreed(site, "signs", words)
    assert said(site) == [told], result


def test_so_many_of_several_are_liked(site: Pages) -> None:
    result = agreed(site, "wall", "like 2 posts by @ana")
    assert said(site) == ["liked A new kite", "liked Rain all day"], result
