"""A sentence that tells how things stand gives the order after it what that leaves out; each claim names the orders."""

import pytest

from app.words import load_lexicon
from planner.document_orders import ReplaceText
from planner.language.telling.situations import situation_ways
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan

SAME = [
    (
        "plan.txt says Freiday all over the place. Correct it to Friday.",
        "open plan.txt and replace every Freiday with Friday",
    ),
    (
        "menu.txt, which is in my Documents, says Soop. Change that to Soup.",
        "open ~/Documents/menu.txt and replace every Soop with Soup",
    ),
    ("homework.zip is in my Downloads. Unpack it there.", "unpack ~/Downloads/homework.zip into my Downloads"),
    ("report.txt lies in Downloads. Delete it.", "delete report.txt in Downloads"),
    ("The country is still Spain. Change it to France.", "change country to France"),
    ("Priority is set to Low. Switch it to High and press Save.", "change Priority to High and press Save"),
    ("Name is empty. Put Ana there.", "change Name to Ana"),
    ("Quantity is 3. Make it 5. Then click Send", "change Quantity to 5, then click Send"),
    ("We buy Green tea from Costa Sur now. Change its supplier.", "set the supplier of Green tea to Costa Sur"),
    ("Green tea is now delivered by Costa Sur: update the supplier", "set the supplier of Green tea to Costa Sur"),
    ("I forgot to tick Newsletter. Please do it for me.", "tick Newsletter"),
    ("I still have to tick Newsletter. Do that.", "tick Newsletter"),
    ("In plan.txt, replace Freiday with Friday", "open plan.txt and replace every Freiday with Friday"),
    ("open plan.txt in my Documents and replace Mo with Di", "open ~/Documents/plan.txt and replace every Mo with Di"),
]


def is_application(name: str) -> bool:
    return name.lower() in {"thunar", "mousepad"}


@pytest.mark.parametrize(("told", "plain"), SAME)
def test_what_stands_is_changed_as_in_plain_words(told: str, plain: str) -> None:
    first, second = (understand(words, load_lexicon(), is_application) for words in (told, plain))
    assert isinstance(first, Plan), first
    assert isinstance(second, Plan), second
    assert first.nodes == second.nodes


@pytest.mark.parametrize(
    "words",
    [
        "We buy Green tea from Costa Sur. Change its price",
        "Ana works with Ben. Change her manager",
        "Ana wrote to Eva. Open her profile",
        "Tim Roth must not lose his account. Delete it.",
    ],
)
def test_what_the_sentence_leaves_open_is_asked(words: str) -> None:
    assert isinstance(understand(words, load_lexicon(), is_application), NotUnderstood)


@pytest.mark.parametrize(
    "words",
    ["The total is 12. Put it into Amount.", "Status is open. Click it.", "Name is Ana and Email is x. Send it."],
)
def test_what_is_taken_elsewhere_or_clicked_is_no_setting(words: str) -> None:
    assert list(situation_ways(words, load_lexicon())) == []


@pytest.mark.parametrize("words", ["replace teh with the in plan.txt", "plan.txt says teh. Correct that to the."])
def test_a_slip_that_is_to_be_put_right_stays_as_it_is(words: str) -> None:
    plan = understand(words, load_lexicon(), is_application)
    assert isinstance(plan, Plan)
    assert ReplaceText(old="teh", new="the") in [step.action for step in plan.steps]


def test_a_file_in_which_text_is_replaced_is_saved() -> None:
    plan = understand("replace every Mo with Di in plan.txt", load_lexicon(), is_application)
    assert isinstance(plan, Plan)
    assert [type(step.action).__name__ for step in plan.steps] == ["OpenFile", "ReplaceText", "Save"]
