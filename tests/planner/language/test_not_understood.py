"""What cannot be read is named exactly, with something that works, and nothing is planned."""

import pytest

from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan

UNREADABLE = [
    ("frobnicate the widget", "frobnicate the widget"),
    ("Click Save. Foo bar baz.", "Foo bar baz"),
    ("open Notes, frobnicate it and save", "Notes, frobnicate it"),
    ("click Save, frobnicate it", "frobnicate it"),
    ("click Save and frobnicate the widget", "frobnicate the widget"),
    ("type tomorrow in Date", "tomorrow"),
    ("set the delivery date to next Monday", "next Monday"),
    ("write the total", "the total"),
    ("write the result in Sum", "the result"),
    ("read the Price, then type the order number in Number", "the order number"),
    ("type it in Name", "it"),
    ("click it", "it"),
    ("log in as ana", "log in as ana"),
    ("sign in to the shop", "sign in to the shop"),
    ("if pigs fly, click Save", "if pigs fly, click Save"),
    ("for each mood click Delete", "for each mood click Delete"),
    ("click Save if pigs fly", "click Save if pigs fly"),
    ('type "abc in Name', '"abc in Name'),
    ("type my name in Name", "my name"),
    ("the Name field", "the Name field"),
    ("write an email to Bob", "write an email to Bob"),
    ("rename report.txt", "rename report.txt"),
    ("copy notes.txt to Documents", "Copy notes.txt to Documents"),
    ("upload a.png and b.png", "upload a.png and b.png"),
    ("click", "click"),
    ("type", "type"),
    ("press and hold shift", "press and hold shift"),
    ("work out apples times", "apples times"),
    ("work out 17*23 in the calculator and write the result into the file", "the file"),
    ("ensure that Save is enabled", "ensure that Save is enabled"),
]


@pytest.mark.parametrize(("words", "part"), UNREADABLE)
def test_exactly_the_part_is_named(words: str, part: str, lexicon: Lexicon) -> None:
    answer = understand(words, lexicon)
    assert isinstance(answer, NotUnderstood)
    assert answer.part.lower() == part.lower()


@pytest.mark.parametrize("words", [words for words, _ in UNREADABLE])
def test_the_nearest_can_be_carried_out(words: str, lexicon: Lexicon) -> None:
    answer = understand(words, lexicon)
    assert isinstance(answer, NotUnderstood)
    example = answer.nearest.rpartition(": ")[2] if answer.nearest.endswith(('"', "total")) else answer.nearest
    readable = [understand(piece, lexicon) for piece in (answer.nearest, example)]
    says_what_to_give = answer.nearest.startswith(
        ("give", "say the value", "put", "name the window", "read or work out")
    )
    assert says_what_to_give or any(isinstance(plan, Plan) for plan in readable), answer.nearest


def test_every_pattern_is_itself_understood(lexicon: Lexicon) -> None:
    explained = {"quote", "date", "reference", "goal", "condition", "words", "document", "nothing"}
    explained |= {"told", "contradiction", "correction", "negation", "long", "untold"}
    for name, pattern in lexicon.patterns.items():
        if name not in explained:
            assert isinstance(understand(pattern, lexicon), Plan), (name, pattern)


@pytest.mark.parametrize("words", ["", "   ", "\n\n", "😀", "😀😀 😀", "...", '"', "''", "—", "\x00"])
def test_nothing_to_read_is_answered_with_an_example(words: str, lexicon: Lexicon) -> None:
    answer = understand(words, lexicon)
    assert isinstance(answer, NotUnderstood)
    assert answer.nearest


def test_a_long_part_is_shortened(lexicon: Lexicon) -> None:
    answer = understand("x" * 5000, lexicon)
    assert isinstance(answer, NotUnderstood)
    assert len(answer.part) < 300


def test_a_result_may_be_used_only_after_it_was_read(lexicon: Lexicon) -> None:
    assert isinstance(understand('type the total in Sum, then read "Total" as total', lexicon), NotUnderstood)
    assert isinstance(understand('read "Total" as total, then type the total in Sum', lexicon), Plan)


def test_the_nearest_to_a_bare_field_is_a_click_on_it(lexicon: Lexicon) -> None:
    answer = understand("the Name field", lexicon)
    assert isinstance(answer, NotUnderstood)
    assert answer.nearest == 'click "Name"'
