"""What is told around orders, and asks for nothing, changes nothing; what could set something is never passed over."""

import pytest

from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan
from tests.bench.plan_shape import in_short, is_same

TOLD = [
    ("set the Country drop-down to Portugal", "It keeps defaulting to Spain. Set the Country drop-down to Portugal."),
    ('open the text editor and type "Dear Tom"', 'I owe Tom a letter. Open the text editor and type "Dear Tom".'),
    ('replace "colour" by "color"', 'Our American office complained. Replace "colour" by "color".'),
    ("click Send", "Mrs Weber rang me in a rage. Click Send."),
    ("click Attach", "The clerk wants proof. Click Attach."),
    ("click Pause", "We fly to Crete in June, so click Pause."),
    ("click Compose", "Click Compose, since Mrs Weber rang me."),
    ("click Compose", "Click Compose. My brother in Rome waits for it."),
    ('click Next until "Chapter 9" appears', 'I want to get to chapter nine. Click Next until you see "Chapter 9".'),
    ('open the text editor and type "Hi"', 'I want to write to my old teacher. Open the text editor and type "Hi".'),
]
BINDING = [
    "I want no newsletter. Click Register.",
    "Only the first one matters. Click Delete.",
    "Mrs Weber's phone number is 555 123. Click Save.",
    "Two tickets, both for Saturday. Click Buy.",
    "My wife wants the blue one in Rome. Click Buy.",
    "Click Delete. Not the draft.",
    "Our guest Max needs a vegetarian meal: plan B. Click Save.",
    "Tomorrow is a holiday in Spain. Click Off.",
]


@pytest.mark.parametrize(("plain", "said"), TOLD, ids=[said for _, said in TOLD])
def test_why_something_is_to_be_done_is_left_out(plain: str, said: str, lexicon: Lexicon) -> None:
    plan, meant = understand(said, lexicon), understand(plain, lexicon)
    assert isinstance(meant, Plan), meant
    assert isinstance(plan, Plan), plan
    assert is_same(in_short(plan), in_short(meant))


@pytest.mark.parametrize("said", BINDING)
def test_what_could_ask_for_something_is_not_left_out(said: str, lexicon: Lexicon) -> None:
    assert not isinstance(understand(said, lexicon), Plan)


@pytest.mark.parametrize("said", ["The clerk wants proof", "Our guest Max needs a vegetarian meal"])
def test_what_somebody_wants_is_not_typed_into_him(said: str, lexicon: Lexicon) -> None:
    assert not isinstance(understand(said, lexicon), Plan)


@pytest.mark.parametrize(
    "said", ["finish the order with it all", "leave a remark under Remarks: none", "Kill the wi-fi"]
)
def test_what_is_no_window_is_not_closed(said: str, lexicon: Lexicon) -> None:
    found = understand(said, lexicon)
    assert not isinstance(found, Plan) or not any("alt" in str(short) for short in in_short(found))


@pytest.mark.parametrize(
    "said",
    [
        "Two marks are wrong: Emil has a 2 and Nele has a 1. Correct both.",
        "Ana Lopez writes from ana@new.example now",
        "Order 12 was delivered on Monday",
        "Type each city into City",
        "Move Backup up. Use Thunar for that.",
    ],
)
def test_what_is_told_or_done_elsewhere_is_no_name_and_no_value(said: str, lexicon: Lexicon) -> None:
    assert not isinstance(understand(said, lexicon), Plan)
