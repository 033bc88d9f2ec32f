"""What is meant by its looks, its number or its place is chosen, counted, dragged, sorted and drawn in a real page."""

import pytest

from tests.pages import Pages
from tests.working_pages import BOTH, said, work

pytestmark = [pytest.mark.long, pytest.mark.chromium]


def test_things_are_dragged_into_what_they_belong_in(site: Pages) -> None:
    words = "drag all circles into the left box, and everything else into the right box, then click All tidy"
    answer = work(site, "toys", words)
    assert said(site) == ["red disc: west, blue brick: east, green disc: west, red brick: east"], answer.result
    assert answer.result["outcome"] == "done", answer.result


def test_only_what_fits_every_word_is_dragged(site: Pages) -> None:
    answer = work(site, "toys", "move the small red square into the left box and click All tidy")
    assert said(site) == ["red disc: floor, blue brick: floor, green disc: floor, red brick: west"], answer.result
    assert answer.result["outcome"] == "done", answer.result


def test_things_are_told_from_the_picture_alone(site: Pages) -> None:
    answer = work(site, "toys", "drag all circles into the right box, then click All tidy", "--pixels-only")
    assert said(site) == ["red disc: east, blue brick: floor, green disc: east, red brick: floor"], answer.result


@pytest.mark.parametrize(
    ("words", "outcomes"),
    [
        ("drag the triangle into the left box", ("failed", "infeasible")),
        ("drag all triangles into the left box", ("unverified",)),  # none is there: nothing to do, and nothing checked
    ],
)
def test_what_is_not_there_is_not_dragged(site: Pages, words: str, outcomes: tuple[str, ...]) -> None:
    answer = work(site, "toys", words)
    assert answer.result["outcome"] in outcomes, answer.result


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("drag 7 to the 4th position", "41 -3 19 7"),
        ("move 19 to the first place in the list", "19 41 7 -3"),
        ("drag 41 down by two positions", "7 -3 41 19"),
        ("sort the numbers in ascending order", "-3 7 19 41"),
        ("put the numbers in descending order, starting with the largest at the top", "41 19 7 -3"),
    ],
)
def test_entries_come_into_the_order_that_was_asked_for(site: Pages, words: str, order: str) -> None:
    answer = work(site, "shopping_list", words)
    assert said(site)[-1] == order, answer.result
    assert answer.result["outcome"] == "done", answer.result


@pytest.mark.parametrize(
    ("words", "order"),
    [("drag 7 to the 4th position", "41 -3 19 7"), ("sort the numbers in ascending order", "-3 7 19 41")],
)
def test_entries_in_frames_are_put_in_order_by_sight(site: Pages, words: str, order: str) -> None:
    answer = work(site, "shopping_list", words, "--pixels-only")
    assert said(site)[-1:] == [order], answer.result


def test_what_was_put_in_order_is_handed_in_by_the_one_button_that_can_mean_it(site: Pages) -> None:
    answer = work(site, "shopping_list#handed-in", "sort the numbers in ascending order")
    assert said(site)[-2:] == ["-3 7 19 41", "handed in"], answer.result


@pytest.mark.parametrize(
    ("words", "got"),
    [
        ("how many red circles are there?", ["answer 2"]),
        ("click all the red circles", ["circle crimson", "circle crimson"]),
        ("tick all boxes except Basil", ["toppings cheese onion", "toppings cheese onion olives"]),
        ("uncheck everything", ["toppings "]),
        ("mark the numbers as odd or even", ["12 Even", "-7 Odd"]),
        ("click the centre of the large black circle", ["at 120 23"]),
    ],
)
def test_a_quiz_is_answered_by_what_is_seen(site: Pages, words: str, got: list[str]) -> None:
    answer = work(site, "quiz", words)
    assert said(site) == got, answer.result


def test_what_is_counted_is_an_output(site: Pages) -> None:
    answer = work(site, "quiz", "count the triangles")
    assert answer.result["outputs"] == {"count": "1"}, answer.result
    assert said(site) == []


@pytest.mark.parametrize("mode", BOTH)
@pytest.mark.parametrize(
    ("words", "got"),
    [
        ("draw a horizontal line through the dot", "level at true"),
        ("draw a vertical line that runs through the pink dot", "upright at true"),
        ("draw a circle around the dot with the mouse", "round"),
    ],
)
def test_lines_and_circles_are_drawn(site: Pages, mode: tuple[str, ...], words: str, got: str) -> None:
    answer = work(site, "slate", words, *mode)
    assert said(site) == [got], answer.result
    assert answer.result["outcome"] == "done", answer.result


@pytest.mark.parametrize(
    ("words", "got"),
    [
        ("click the cheapest trip", ["Oslo"]),
        ("choose the longest trip", ["Athens"]),
        ("select the row with the most stars", ["Brisa"]),
        ("click the row with the lowest rooms", ["Brisa"]),
        ("click the button with the smallest number", ["-4"]),
        ("click the button with the largest number", ["17"]),
    ],
)
def test_the_one_with_the_most_or_the_least_is_chosen(site: Pages, words: str, got: list[str]) -> None:
    answer = work(site, "trips", words)
    assert said(site) == got, answer.result


def test_where_nothing_tells_which_is_the_best_none_is_taken(site: Pages) -> None:
    answer = work(site, "trips", "click the best rated trip")
    assert said(site) == [], answer.result
    assert answer.result["outcome"] in ("failed", "infeasible"), answer.result


def test_a_text_that_only_the_page_knows_is_copied_into_a_field(site: Pages) -> None:
    answer = work(site, "plate", "type the text shown above into Plate, then click Compare")
    assert said(site) == ["Kw7m"], answer.result
    assert answer.result["outcome"] == "done", answer.result


@pytest.mark.parametrize("words", ["drag every marble into the left box", "click the other All tidy"])
def test_less_than_was_said_is_never_done(site: Pages, words: str) -> None:
    answer = work(site, "toys", words)
    assert answer.result["outcome"] in ("failed", "infeasible"), answer.result
    assert said(site) == []


@pytest.mark.parametrize("mode", BOTH)
def test_of_several_links_alike_the_one_of_the_card_that_is_meant_is_clicked(
    site: Pages, mode: tuple[str, ...]
) -> None:
    answer = work(site, "passes", "Click Details of the Night pass", *mode)
    assert said(site) == ["more about night"], answer.result
    assert answer.result["outcome"] == "done", answer.result
