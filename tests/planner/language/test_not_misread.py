"""What must not be taken for something else: rather nothing is understood, and nothing is done."""

import pytest

from app.words import load_foreign
from planner.conditions import Compares, Comparison, IsShown
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import If, NotUnderstood, Plan
from planner.values import Literal

NEVER_DONE = [
    "My list is in todo.txt",
    'My list is in todo.txt. Add "buy stamps" at the end and save it',
    "Take a screenshot and save it as shot.png",
    "take a photo of my whole screen",
    "Maximize the Photos window",
    'Minimise the "Photos" window',
    "Verify how many kilometres are 26.2 miles",
    'click "Save", don\'t click "Delete"',
    "Do not press Send",
    'type "Ana" into "Name" but do not send the form',
    'write "hi" to Bob without sending it',
    "click Save but don't click Save",
    "tick I agree and don't tick I agree",
    "please do not delete draft.txt",
    "delete all files except a.txt in the file manager",
    "choose anything but Spain in Country",
    "click Cancel rather than OK",
    "tick every box except the first two",
    "for each row except the first click Archive",
    "click Archive in each row but not in the last",
    "click Send only if you are sure",
    "click Next or Finish",
    "wait until Done appears or Error appears then click OK",
    "choose Spain in Country, I mean, Portugal",
    "delete a.txt, no wait, don't delete it",
    "tick Gift wrap, no wait, untick it",
    "set Volume to 30, no, not 30, 40",
    "type into Name",
    "click nothing",
    "stop sending mails",
    "fill in Name",
    "untick nothing",
    "make sure you don't click Delete",
    "make sure not to click Delete",
    "tell me how to delete a file",
    "delete nothing but a.txt",
    "buy the cheapest mug unless it costs more than 10",
    "order two mugs but no plates",
    'Next, Next, Next... until "Last page" shows up',
    "click the button that is not Save",
    'click not "Save"',
    'Klicke nicht auf "Löschen"',
    "Lösche nicht die Rechnung von Krüger",
    'Wenn "Done" erscheint, klicke nicht auf "Next"',
    "Tippe nichts in Name",
]


@pytest.mark.parametrize("words", NEVER_DONE)
def test_it_is_not_understood(words: str, lexicon: Lexicon) -> None:
    answer = understand(words, lexicon, foreign=load_foreign())
    assert isinstance(answer, NotUnderstood)
    assert answer.nearest


def test_the_answer_to_a_negation_says_what_to_leave_out(lexicon: Lexicon) -> None:
    answer = understand("click Save but don't click Delete", lexicon)
    assert isinstance(answer, NotUnderstood)
    assert answer.nearest.startswith("leave out what is not to be done")


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ('if you see no "Log out", click on "Log in"', ("Log out", False)),
        ('unless "Saved" does not appear, click "Next"', ("Saved", True)),
        ('click "Next", but only when it says "Ready"', ("Ready", True)),
    ],
)
def test_a_condition_keeps_its_sense(words: str, condition: tuple[str, bool], lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan)
    (branch,) = plan.nodes
    assert isinstance(branch, If)
    assert isinstance(branch.condition, IsShown)
    assert (branch.condition.place.text, branch.condition.present) == condition


@pytest.mark.parametrize(("words", "comparison"), [("is empty", Comparison.IS), ("is filled in", Comparison.IS_NOT)])
def test_an_empty_field_is_one_without_text(words: str, comparison: Comparison, lexicon: Lexicon) -> None:
    plan = understand(f'if Name {words}, click "Next"', lexicon)
    assert isinstance(plan, Plan)
    (branch,) = plan.nodes
    assert isinstance(branch, If)
    assert isinstance(branch.condition, Compares)
    assert (branch.condition.comparison, branch.condition.value) == (comparison, Literal(text=""))


@pytest.mark.parametrize(
    "words",
    ["click \x00Save", "cli\u200bck Save", "click ＂Save＂", "click\u00a0Save"],
)
def test_signs_without_a_shape_change_nothing(words: str, lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan)
    assert plan.instruction.text == words
    (step,) = plan.steps
    assert step.purpose == "Click “Save”"


@pytest.mark.parametrize(
    "words",
    [
        "if " * 3300,
        "foo bar baz " * 800,
        'wenn "A" erscheint, klicke auf "B" ' * 285,
        'klicke auf "Weiter" und ' * 420,
        '"' * 9999,
        "(" * 5000 + ")" * 5000,
    ],
)
def test_ten_thousand_characters_of_nothing_are_answered(words: str, lexicon: Lexicon) -> None:
    answer = understand(words, lexicon, foreign=load_foreign())
    assert isinstance(answer, NotUnderstood)
    assert answer.nearest
    assert len(answer.part) < 300
