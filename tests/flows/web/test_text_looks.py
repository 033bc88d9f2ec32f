"""Words get a style or a colour, text is marked, a field for colours is set: judged by what the page holds."""

import pytest

from tests.pages import Pages
from tests.working_pages import said, work

pytestmark = [pytest.mark.long, pytest.mark.chromium]

NOTE = "Letters leave every evening at six o'clock."


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("make the word Monday bold and click Seal it", "Dear aunt Rosa, we arrive on <b>Monday</b> evening."),
        ('underline "aunt Rosa", then click Seal it', "Dear <u>aunt Rosa</u>, we arrive on Monday evening."),
        ("put everything in italics and click Seal it", "<i>Dear aunt Rosa, we arrive on Monday evening.</i>"),
        ("cross out the word evening", "Dear aunt Rosa, we arrive on Monday <strike>evening</strike>."),
        (
            "change the colour of the word Rosa to blue",
            'Dear aunt <font color="#0055cc">Rosa</font>, we arrive on Monday evening.',
        ),
    ],
)
def test_words_get_the_look_that_was_asked_for(site: Pages, words: str, held: str) -> None:
    answer = work(site, "letter", words)
    assert held in said(site), answer.result


def test_a_word_that_is_not_there_gets_no_look(site: Pages) -> None:
    answer = work(site, "letter", "make the word Tuesday bold")
    assert answer.result["outcome"] in ("failed", "infeasible"), answer.result
    assert said(site) == []


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        (
            'highlight the sentence "Letters leave every evening at six o\'clock."',
            "Letters leave every evening at six o'clock.",
        ),
        ("highlight the word leave", "leave"),
    ],
)
def test_a_text_that_is_only_shown_is_marked_with_the_mouse(site: Pages, words: str, marked: str) -> None:
    answer = work(site, "letter", words)
    assert [what.strip() for what in said(site)[-1:]] == [f"marked {marked}"], answer.result


def test_a_field_for_colours_is_set_by_the_name_of_one(site: Pages) -> None:
    answer = work(site, "letter", "choose navy with the color picker")
    assert said(site) == ["theme #000080"], answer.result
    assert answer.result["outcome"] == "done", answer.result


def test_what_stands_on_a_button_is_no_text_beside_it(site: Pages) -> None:
    answer = work(site, "letter", "click Seal it")
    assert [line["target"]["role"] for line in answer.lines if line["type"] == "step"] == ["button"]
