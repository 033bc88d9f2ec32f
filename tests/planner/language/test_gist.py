"""What no grammar reads is read by what it names and does; never where a word could turn it round."""

import pytest

from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan
from tests.bench.plan_shape import in_short, is_same

SAID = [
    ("close the Printer window", "Make the Printer window disappear by closing it"),
    ('close the "Downloads" window', 'Please you close the window which has name "Downloads".'),
    ("in the file manager, rename a.txt to b.txt", "file manager, a.txt -> b.txt"),
    (
        'in the file manager, create a folder called "Tax"',
        'Please do me in the file manager a new folder with name "Tax".',
    ),
    ("in the file manager, delete a.png", "In the file manager the file a.png ought to land in the trash"),
    ('click "Word count" in the "Tools" menu', 'From menu "Tools" I want to have the item "Word count" clicked.'),
    ("set the brightness slider to 75", "Can you make the slider for brightness stand at 75, please?"),
    ("press Ctrl+Shift+T twice", "Press the key combination Ctrl + Shift + T exactly two times."),
    ('type "Olga" into First name', 'so you have "Olga" typed in at First name'),
    (
        'open the text editor, type "Water plants" and save it as plants.txt',
        'Save a file plants.txt with the words "Water plants" in it, written in the text editor.',
    ),
    (
        'in the text editor, open guests.md and add "Uncle Theo" at the end',
        'text editor: guests.md gets "Uncle Theo" at the end',
    ),
]


@pytest.mark.parametrize(("plain", "said"), SAID, ids=[said for _, said in SAID])
def test_an_odd_sentence_means_the_one_order_that_fits_what_it_names(plain: str, said: str, lexicon: Lexicon) -> None:
    plan, meant = understand(said, lexicon), understand(plain, lexicon)
    assert isinstance(meant, Plan), meant
    assert isinstance(plan, Plan), plan
    assert is_same(in_short(plan), in_short(meant))


@pytest.mark.parametrize(
    "said",
    [
        "It would be better not to have the Printer window closed by you",
        'The slider for "Brightness" wants 75 or so, unless it is there already',
        "file manager, a.txt -> b.txt, but only the copy",
        'Please do me in the file manager every new folder with name "Tax"',
        "make frobnicated the text editor",
        "scan007.png song.mp3 anthem.mp3 file manager",
        "the order number should go in Number somehow by typing",
    ],
)
def test_a_word_that_limits_denies_or_is_unknown_leaves_it_unread(said: str, lexicon: Lexicon) -> None:
    assert isinstance(understand(said, lexicon), NotUnderstood)


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ('click "Opening hours"', 'I never find anything on that site. Click "Opening hours"'),
        ('upload pass.jpg to "Proof"', 'They want to see my papers. Upload pass.jpg to "Proof".'),
        ("set Check-in to 2027-06-18", "We'd love to stay a long weekend: please set Check-in to June 18th, 2027"),
        ("close the Notes window", "I'm so tired, please close the Notes window"),
    ],
)
def test_a_sentence_that_names_none_of_what_orders_do_is_passed_over(plain: str, said: str, lexicon: Lexicon) -> None:
    plan, meant = understand(said, lexicon), understand(plain, lexicon)
    assert isinstance(plan, Plan), plan
    assert isinstance(meant, Plan), meant
    assert is_same(in_short(plan), in_short(meant))


@pytest.mark.parametrize(
    "said",
    [
        "I want nothing saved here. Close the Notes window.",
        "It must not be deleted. Open a.txt",
        "My colleague never closes that window. Close it.",
        "The report should be sent first. Click Save",
    ],
)
def test_a_sentence_that_speaks_of_what_orders_do_is_not(said: str, lexicon: Lexicon) -> None:
    assert isinstance(understand(said, lexicon), NotUnderstood)


SEVERAL = [
    (
        "type Huber into Last name, type 8010 into Postcode and click Continue",
        "The Last name field gets Huber, Postcode gets 8010; finish by pressing Continue.",
    ),
    (
        "type Huber into Last name, type 8010 into Postcode and click Continue",
        "I need Huber in the Last name box and 8010 in the Postcode box. After that, Continue.",
    ),
    (
        "tick Gift wrap, untick Offers and click Pay now",
        "Give Gift wrap a tick, remove the tick from Offers, and hit Pay now.",
    ),
    ("tick Gift wrap, untick Offers", "Gift wrap must be on and Offers must be off."),
    (
        "choose Austria in Country, choose Express in Delivery",
        "Austria should be selected under Country and Express under Delivery.",
    ),
    ("set the Brightness slider to 70", "The slider for Brightness should stand at 70."),
    ("choose Large, then click Add to cart", "Select Large, then Add to cart."),
]


@pytest.mark.parametrize(("plain", "said"), SEVERAL, ids=[said for _, said in SEVERAL])
def test_each_clause_is_read_by_what_it_names(plain: str, said: str, lexicon: Lexicon) -> None:
    plan, meant = understand(said, lexicon), understand(plain, lexicon)
    assert isinstance(meant, Plan), meant
    assert isinstance(plan, Plan), plan
    assert is_same(in_short(plan), in_short(meant))


@pytest.mark.parametrize(
    "said", ['Choose "Spain" in the', "Message: Thank you for your help. Tick Send me a copy. Send."]
)
def test_a_clause_whose_end_cannot_be_told_leaves_all_unread(said: str, lexicon: Lexicon) -> None:
    assert isinstance(understand(said, lexicon), NotUnderstood)
