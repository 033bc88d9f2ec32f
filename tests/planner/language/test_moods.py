"""What is wished for, asked about, said in the passive or in as few words as can be, comes to the same as the order."""

import pytest

from app.cli.demo import CALCULATORS, EDITORS
from app.words import load_foreign
from planner.language.asides import without_asides
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan
from tests.bench.plan_shape import in_short, is_same

SAME = [
    ("click Save", "Save should be clicked"),
    ("click Save", "could Save be clicked now?"),
    ('tick "Newsletter"', "I'd like to have the newsletter ticked"),
    ('tick "Newsletter"', "have Newsletter ticked"),
    ('tick "Newsletter"', "newsletter on"),
    ("double-click Photos", "Photos needs double-clicking"),
    ("delete the invoice of Krüger", "the invoice of Krüger must be deleted"),
    ("forward the mail from Ben to lea@example.org", "the mail from Ben should be forwarded to lea@example.org"),
    ("open the text editor", "I need the text editor"),
    ("open budget.ods", "could I have budget.ods open please"),
    ("open a new tab", "another tab please"),
    ("click the Save button", "the Save button"),
    ("set Size to 12", "size=12"),
    ("rename draft.txt to final.txt", "change draft.txt's name to final.txt"),
    ("rename draft.txt to final.txt", "draft.txt -> final.txt"),
    ("choose Germany in the Country dropdown", "from the Country dropdown take Germany"),
    ("click Save", "clcik Save"),
    ("switch to the Notes window", "swtich to teh Notes window"),
    ("go to example.org/start and click Poetry", "example.org/start, Poetry link"),
]


def _assert_same(found: Plan | NotUnderstood, wanted: Plan | NotUnderstood) -> None:
    assert isinstance(wanted, Plan)
    assert isinstance(found, Plan)
    assert is_same(in_short(found), in_short(wanted))


@pytest.mark.parametrize(("plain", "said"), SAME)
def test_it_is_the_same_order(plain: str, said: str, lexicon: Lexicon) -> None:
    _assert_same(understand(said, lexicon), understand(plain, lexicon))


@pytest.mark.parametrize(
    "words",
    [
        "order the rows by price",
        "make the font 14 points",
        "upload a.png, b.png and c.png, please",
        "newsletter but not now",
    ],
)
def test_a_loose_reading_is_not_made_of_it(words: str, lexicon: Lexicon) -> None:
    assert isinstance(understand(words, lexicon), NotUnderstood)


@pytest.mark.parametrize("program", [*EDITORS, *CALCULATORS])
def test_a_program_that_is_called_like_what_it_is_stays_what_it_is(program: str, lexicon: Lexicon) -> None:
    plan = understand(f"open {program}", lexicon)
    assert isinstance(plan, Plan)
    assert program in str(in_short(plan))


def test_the_kind_of_a_program_may_be_mistyped(lexicon: Lexicon) -> None:
    _assert_same(understand("open the claculator", lexicon), understand("open the calculator", lexicon))


@pytest.mark.parametrize("words", ['type "teh adn" into Name', "type Slat into Name", "open the Lind folder"])
def test_names_and_quotations_are_not_put_right(words: str, lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan)
    said = str(in_short(plan))
    assert any(name in said for name in ("teh adn", "Slat", "Lind"))


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ("click Save", "This takes ages. Click Save."),
        ("click Save", "My boss is waiting, so click Save when you get a moment"),
        ("click Save", "Right, click Save, will you? Thanks a lot"),
        ("click Save", "Nobody told me how this works. I hate this page: click Save"),
        ('type "Ana" into Name', 'Before I forget: type "Ana" into Name'),
        ("click Save", "I never know which button it is. Click Save."),
        ("click Save", "Click Save so that I can go home."),
        ("click Save", "Click Save, I don't want to lose my work"),
        ("click Save", "We'd love to be done: click Save."),
        ("click Save", "I do this every day: click Save"),
        ("click Save", "My colleagues want to see it tomorrow, so click Save."),
        ('close the "Downloads" window', 'There are far too many windows here. Close the one called "Downloads".'),
        ('click Renew in the row of "Hobbit"', 'I\'m not done with "Hobbit" yet, so please click Renew in its row.'),
        ("delete a.txt in the file manager", "I don't need a.txt any more, so get rid of it in the file manager."),
        ("rename a.txt to b.txt in the file manager", "a.txt -> b.txt (file manager)"),
        ("rename a.txt to b.txt in the file manager", "rename a.txt b.txt, file manager"),
    ],
)
def test_what_is_said_beside_an_order_changes_nothing(plain: str, said: str, lexicon: Lexicon) -> None:
    _assert_same(understand(said, lexicon), understand(plain, lexicon))


@pytest.mark.parametrize(
    "text",
    [
        "Tim has left: delete his account",
        "The name is Ana. Fill in the form.",
        "I need the text editor. Type hello",
        "Only if it rains. Click Save",
        "Never mind 12. Click Save",
        "I want no mail. Click Send",
    ],
)
def test_what_may_tell_or_bind_is_not_passed_over(text: str, lexicon: Lexicon) -> None:
    assert without_asides(text, lexicon) == text
    assert without_asides(text, lexicon, freely=True) == text


@pytest.mark.parametrize(
    "text",
    [
        "I want the wifi off. Click Apply",
        "I don't want to send it yet. Click Send",
        "I only want the first one. Delete the invoices.",
        "The third row: click Delete",
        "I don't need the receipt. Click Pay",
        "My boss should get the mail. Click Send",
        "save it as the annual report",
        "tick the first box but leave the second as it is",
        "Sort the list so that the newest is first",
    ],
)
def test_nor_is_what_wishes_or_denies_something_of_the_orders(text: str, lexicon: Lexicon) -> None:
    assert without_asides(text, lexicon, freely=True, named=True) == text


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ('click "Speichern"', 'Ok, "Speichern" soll angeklickt werden, wenn du Zeit hast'),
        ('double-click "Fotos"', 'Ein Doppelklick auf "Fotos"'),
        ("open the text editor", "Der Texteditor soll geöffnet werden"),
        ('click "Speichern"', 'Hör mal, klicke auf "Speichern", danke schonmal'),
    ],
)
def test_so_it_is_in_german(plain: str, said: str, lexicon: Lexicon) -> None:
    _assert_same(understand(said, lexicon, foreign=load_foreign()), understand(plain, lexicon))


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ("click Save", "a click on Save"),
        ("upload photo.png to Avatar", "upload of photo.png to Avatar"),
        ('type "Ana" into Name, click Save', 'entry of "Ana" in Name, then a click on Save'),
        ('click Renew in the row of "Hobbit"', 'click on "Renew" that stands in the row of "Hobbit"'),
        ("double-click Photos", "Photos needs a double click"),
        ("type Ana into Name, press Enter", "type Ana into Name press Enter"),
        ("choose Blue in Size, click Next", "size: Blue, then Next"),
    ],
)
def test_it_is_the_same_without_a_verb_or_a_pause(plain: str, said: str, lexicon: Lexicon) -> None:
    _assert_same(understand(said, lexicon), understand(plain, lexicon))


@pytest.mark.parametrize(
    "words",
    [
        'go to example.org/visit and foo click "Opening"',
        "Beware of the 'Delete'",
        'Foo bar baz "Delete"',
        "type into Name, and never press Enter",
    ],
)
def test_no_words_are_passed_over_before_a_quotation(words: str, lexicon: Lexicon) -> None:
    assert isinstance(understand(words, lexicon), NotUnderstood)
