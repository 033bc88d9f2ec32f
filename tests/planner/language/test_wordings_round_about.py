"""Orders said in a roundabout way, or with a remark before them, mean what they would mean said plainly."""

import pytest

from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan
from tests.bench.plan_shape import in_short, is_same

SAID = [
    ("click Save", "The tap drips again! Click Save."),
    ("click Save", "My old printer broke yesterday. So click Save."),
    ("click Done", "finish with Done"),
    ("press Ctrl+S", "Save with Ctrl+S"),
    ("click Terms, then click Buy now", "Before you click Buy now, click Terms."),
    ("choose Large, then click Pay", "You need to choose Large before you click Pay."),
    ("tick Send me a copy", "check Send me a copy"),
    ('click "Show more" until "End of list" appears', "Click Show more until End of list appears"),
    ("copy Total and paste it into Sum", "Put a copy of Total in Sum."),
    ("copy Total and paste it into Sum", "Copy Total over to Sum."),
    ("tick all boxes except Phone", "All boxes except Phone need a tick."),
    ("tick all boxes except Phone", "Please tick all the boxes, only leave out Phone."),
    ("in the View menu, click Print", "the View menu has Print, choose that"),
    ('for each row that says "late", click Remind', 'Wherever a row says "late", click Remind in it.'),
    ("add Net and Tax and type the result into Total", "Net + Tax -> Total"),
    (
        "add Net and Tax and type the result into Total",
        "Please work out how much Net and Tax are together and type that into Total.",
    ),
    ("go to shop.example.com/sale. Click Women.", "I'd like to look at shop.example.com/sale. Click Women."),
    ("click the first result", "take the first result"),
]


@pytest.mark.parametrize(("plain", "said"), SAID, ids=[said for _, said in SAID])
def test_it_means_the_plain_order(plain: str, said: str, lexicon: Lexicon) -> None:
    plan, meant = understand(said, lexicon), understand(plain, lexicon)
    assert isinstance(meant, Plan), meant
    assert isinstance(plan, Plan), plan
    assert is_same(in_short(plan), in_short(meant))
