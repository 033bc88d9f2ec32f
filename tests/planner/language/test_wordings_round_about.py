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
    ("press Ctrl+C", "copy it with Ctrl+C"),
    ("type Ana into Name, then click Sign in", "type Ana into Name, then Sign in"),
    ('click Edit in the row of "Karl Maier"', "Press Edit in Karl Maier's row."),
    ('for each row that says "late", click Remind', 'In all the rows that say "late", click Remind.'),
    (
        'if "Done" is shown, click Next, otherwise click Retry',
        'Check whether "Done" is shown. If yes, click Next. If no, click Retry.',
    ),
    ('type "0664" into Phone', 'In Phone there should be "0664"'),
    ("set the Volume slider to 25", "Please let the Volume slider be at 25"),
    (
        'wait until "Ready" appears, then click Print',
        'The printer needs a moment. As soon as it shows "Ready", click Print.',
    ),
    ("add Rent and Power and type the result into Costs", "The total of Rent and Power has to be entered in Costs."),
    (
        "add Rent and Power and type the result into Costs",
        "How much are Rent and Power together? Type the sum into Costs.",
    ),
    ('close the "Downloads" window', 'do away with the window "Downloads" please'),
    ("read Total and type it into Sum", "Sum should have what Total says"),
]


@pytest.mark.parametrize(("plain", "said"), SAID, ids=[said for _, said in SAID])
def test_it_means_the_plain_order(plain: str, said: str, lexicon: Lexicon) -> None:
    plan, meant = understand(said, lexicon), understand(plain, lexicon)
    assert isinstance(meant, Plan), meant
    assert isinstance(plan, Plan), plan
    assert is_same(in_short(plan), in_short(meant))
