"""What depends on something: conditions, repetitions and going through things, as plans."""

import pytest

from grounding.screen import Query, Related, Relation, Role
from planner.actions import Click, OpenFile, PressKeys, SetChecked, TypeText
from planner.conditions import Compares, Comparison, FileIsThere, FilesIn, Fitting, IsEnabled, IsShown, IsTicked, Listed
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import ForEach, If, NotUnderstood, Plan, Repeat, Step
from planner.values import Literal, Reference


def nodes(words: str, lexicon: Lexicon):
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    return plan.nodes


def actions(some) -> list:
    assert all(isinstance(node, Step) for node in some)
    return [node.action for node in some]


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("if there is a cookie banner, press Escape", IsShown(place=Query(text="cookie banner"))),
        (
            "if there is no Next button, press Escape",
            IsShown(place=Query(text="Next", role=Role.BUTTON), present=False),
        ),
        ('if "Thank you" appears, press Escape', IsShown(place=Query(text="Thank you", exact=True))),
        ("if the News checkbox is ticked, press Escape", IsTicked(place=Query(text="News", role=Role.CHECKBOX))),
        (
            "if Save is greyed out, press Escape",
            IsEnabled(place=Query(text="Save"), enabled=False),
        ),
        (
            "if the total is more than 100, press Escape",
            Compares(subject=Query(text="total"), comparison=Comparison.MORE, value=Literal(text="100")),
        ),
        ("press Escape if the file notes.txt exists", FileIsThere(path="notes.txt")),
        ("press Escape unless the file notes.txt exists", FileIsThere(path="notes.txt", present=False)),
    ],
)
def test_a_condition_decides_over_the_orders_behind_or_before_it(words, condition, lexicon: Lexicon) -> None:
    (branch,) = nodes(words, lexicon)
    assert isinstance(branch, If)
    assert branch.condition == condition
    assert actions(branch.then) == [PressKeys(keys=("escape",))]


def test_otherwise_may_begin_a_sentence_of_its_own(lexicon: Lexicon) -> None:
    (branch, last) = nodes("If there is a list, click A and then B. Otherwise, click C. Press Escape.", lexicon)
    assert [step.action.place.text for step in branch.then] == ["A", "B"]
    assert [step.action.place.text for step in branch.otherwise] == ["C"]
    assert last.action == PressKeys(keys=("escape",))


def test_it_is_what_the_condition_spoke_of(lexicon: Lexicon) -> None:
    (branch,) = nodes("if the News checkbox is ticked, untick it", lexicon)
    assert actions(branch.then) == [SetChecked(place=Query(text="News", role=Role.CHECKBOX), checked=False)]


@pytest.mark.parametrize(
    ("words", "present"),
    [
        ('click Next until "Done" appears', True),
        ('keep clicking Next until "Done" appears', True),
        ('until "Done" appears, click Next', True),
        ('while "Done" is there, click Next', False),
        ('repeat: click Next until "Done" is gone', False),
    ],
)
def test_orders_are_repeated_until_something_is_so(words, present, lexicon: Lexicon) -> None:
    (loop,) = nodes(words, lexicon)
    assert isinstance(loop, Repeat)
    assert loop.until == IsShown(place=Query(text="Done", exact=True), present=present)
    assert actions(loop.body) == [Click(place=Query(text="Next"))]


def test_orders_are_repeated_so_many_times(lexicon: Lexicon) -> None:
    (loop,) = nodes("do this 3 times: click Next and press Escape", lexicon)
    assert (loop.times, loop.until) == (3, None)
    assert len(loop.body) == 2


def test_each_of_several_values_is_called_it(lexicon: Lexicon) -> None:
    (loop,) = nodes("for each of Ana, Ben and Carl, type it in Name and click Add", lexicon)
    assert isinstance(loop, ForEach)
    assert loop.items == Listed(values=(Literal(text="Ana"), Literal(text="Ben"), Literal(text="Carl")))
    typing, _ = actions(loop.body)
    assert typing == TypeText(value=Reference(name=loop.name), place=Query(text="Name"))


def test_what_is_pressed_for_each_row_is_pressed_in_that_row(lexicon: Lexicon) -> None:
    (loop,) = nodes('for each row that says "open", click its Close button', lexicon)
    assert loop.items == Fitting(place=Query(text="open", exact=True, role=Role.ROW))
    (press,) = actions(loop.body)
    row = Related(relation=Relation.IN_ROW_OF, anchor=Query(text="{{row}}"))
    assert press.place == Query(text="Close", role=Role.BUTTON, relations=(row,))


def test_each_file_of_a_folder_is_opened_by_its_path(lexicon: Lexicon) -> None:
    (loop,) = nodes("for each PDF file in ~/bills, open it and press Ctrl+P", lexicon)
    assert loop.items == FilesIn(folder="~/bills", ending=".pdf")
    assert actions(loop.body) == [OpenFile(path="{{file}}"), PressKeys(keys=("ctrl", "p"))]


@pytest.mark.parametrize(
    "words",
    [
        "click the If button",
        'type "if it rains, click Home" in Note',
        "type I wonder if he comes in Note",
        "wait until Done appears",
        'scroll down until you see "Imprint"',
        "click Save while holding Ctrl",
        "press Enter three times",
    ],
)
def test_small_words_elsewhere_decide_nothing(words, lexicon: Lexicon) -> None:
    assert all(isinstance(node, Step) for node in nodes(words, lexicon))


@pytest.mark.parametrize("words", ["if pigs fly, click Save", "click Save if pigs fly", "for each mood, click Save"])
def test_what_nobody_can_look_for_is_not_understood(words, lexicon: Lexicon) -> None:
    assert isinstance(understand(words, lexicon), NotUnderstood)
