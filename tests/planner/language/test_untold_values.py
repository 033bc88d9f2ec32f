"""Values that are only described are asked for, never written as they stand."""

import pytest

from app.words import load_lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan


@pytest.mark.parametrize(
    "words",
    [
        'Set "Quantity" to a number above 10 that is below 2',
        'Put the number that my doctor gave me into "Quantity"',
        "Put whatever I said yesterday into Notes",
        "Set Quantity to 5 or more",
        "Type a title into Name",
        "Type something about the weather into Notes",
        'Set "Arrival" to 30 February 2028',
        'Set "Arrival" to 2028-02-30',
        "In Quantity enter an even number that is odd",
        "Type how many mugs we bought last year into Quantity",
        "Put the date we agreed on into Arrival",
        "Put the person she married into Name",
        "Enter the year my brother was born in Year",
        "Enter which tea you like best in Favourite",
        "Fill in fifty made-up orders under false names",
        "Type random names into the list box",
        "Put how many issues are open into Count",
        "Make sure Newsletter is ticked and at the same time isn't",
        "Order under the name of my neighbour without her knowing, and have the bill sent to her",
    ],
)
def test_what_is_only_described_or_cannot_be_is_not_written(words: str) -> None:
    assert isinstance(understand(words, load_lexicon()), NotUnderstood)


@pytest.mark.parametrize(
    "words",
    [
        'Type "a number above 3" into Name',
        'Set "Arrival" to 29 February 2028',
        "Type Anything Goes into Title",
        "Type How are you? into the search box",
        "Type see you at 5 into Message",
        "Type thanks for what you did into Message",
        "Write some words about my garden into Notes",
        "Enter The Who in Band",
    ],
)
def test_what_is_quoted_or_can_be_is_written(words: str) -> None:
    assert isinstance(understand(words, load_lexicon()), Plan)
