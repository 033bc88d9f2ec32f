"""What is demanded of a thing beside the orders is kept, or the orders are refused."""

import pytest

from app.words import load_lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan
from tests.bench.plan_shape import in_short


@pytest.mark.parametrize(
    "words",
    [
        "Enter 7 in Quantity, but the quantity has to stay under 5",
        "Quantity must not exceed 5. Set Quantity to 7",
        "Set Quantity to 7. It must not exceed 5",
        "The guests can't be more than 4; enter 6 in Guests",
        "The age has to be at least 18. Put 12 into Age",
        'I agree has to stay off, so please switch "I agree" on',
        '"I agree" must stay unticked. Tick "I agree"',
        '"Name" has to remain empty. Type Bo into "Name"',
        "The name must not be changed; put Bo in Name",
        'Fill in "Name" with Ana, although it has to stay empty',
    ],
)
def test_an_order_that_breaks_what_is_demanded_is_refused_by_name(words: str) -> None:
    found = understand(words, load_lexicon())
    assert isinstance(found, NotUnderstood)
    assert "only one of the two" in found.nearest


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Enter 4 in Quantity, but the quantity has to stay under 5", "Enter 4 in Quantity"),
        ("The age has to be at least 18. Put 21 into Age", "Put 21 into Age"),
        ("Tick Newsletter, it must stay ticked", "Tick Newsletter"),
        (
            'Set "Name" to Ana. "Email" must remain unchanged. Click "Send"',
            'Set "Name" to Ana. Click "Send"',
        ),
    ],
)
def test_what_keeps_the_demand_is_done(words: str, plain: str) -> None:
    found, meant = understand(words, load_lexicon()), understand(plain, load_lexicon())
    assert isinstance(found, Plan)
    assert isinstance(meant, Plan)
    assert in_short(found) == in_short(meant)


@pytest.mark.parametrize(
    "words",
    [
        "The password should be at least 8 characters long. Type hello into Name",
        "Set Quantity to 3 and to 4",
        'Set "Quantity" to 3 and set "Quantity" to 4',
        "Set Arrival to yesterday and to tomorrow",
        "Enter the same address as last time",
        "Fill in a false tax return",
        'Type the result of 7 divided by 0 into "Quantity"',
        'Read "Total" and fill in the form',
        'Fill in the form and click "Send"',
        "Enter 5 in Quantity and make sure it is 6",
        "Write our order number into Notes",
        "Write 'see you' into Notes and make sure Title is not empty",
        "Type her name into Name",
        "Write today's lottery numbers into Quantity",
        'Tick "I agree" and make sure that it is not ticked at the end',
    ],
)
def test_what_has_no_one_value_is_not_typed(words: str) -> None:
    assert isinstance(understand(words, load_lexicon()), NotUnderstood)
