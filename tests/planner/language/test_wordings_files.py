"""Chores with files and folders, and places in menus, as people say them."""

import pytest

from grounding.screen import Query, Role
from planner.actions import (
    Click,
    Filling,
    Literal,
    OpenApp,
    OpenFile,
    PressKeys,
    SetChecked,
    SwitchTo,
    TypeText,
    WaitFor,
)
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan, ScreenChanges, WindowCloses


def _actions(words: str, lexicon: Lexicon) -> list[object]:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    return [step.action for step in plan.steps]


def _kinds(words: str, lexicon: Lexicon) -> list[type]:
    return [type(action) for action in _actions(words, lexicon)]


@pytest.mark.parametrize(
    "words",
    [
        "rename a.txt to b.txt",
        "rename the file a.txt to b.txt",
        'rename "a.txt" as "b.txt"',
        "Please rename a.txt to b.txt.",
    ],
)
def test_a_file_is_renamed_whole_and_looked_for(words: str, lexicon: Lexicon) -> None:
    click, key, typed, enter, asked, gone, there = _actions(words, lexicon)
    assert click == Click(place=Query(text="a.txt", exact=True))
    assert key == PressKeys(keys=("f2",))
    assert typed == TypeText(value=Literal(text="b.txt"), filling=Filling.REPLACE)
    assert enter == PressKeys(keys=("enter",))
    assert asked == WaitFor(place=Query(role=Role.DIALOG), gone=True, seconds_s=5.0)
    assert isinstance(gone, WaitFor)
    assert gone.gone
    assert isinstance(there, WaitFor)
    assert there.place == Query(text="b.txt", exact=True)


@pytest.mark.parametrize("words", ["delete a.txt", "delete the file a.txt", "move a.txt to the trash", "remove a.txt"])
def test_a_file_goes_to_the_trash(words: str, lexicon: Lexicon) -> None:
    click, key, gone = _actions(words, lexicon)
    assert click == Click(place=Query(text="a.txt", exact=True))
    assert key == PressKeys(keys=("delete",))
    assert isinstance(gone, WaitFor)
    assert gone.gone


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("open the file manager and create a folder called Reports", OpenApp),
        ('in the file manager, create a new folder named "Reports"', OpenApp),
        ("create a folder called Reports in /tmp/x", OpenFile),
        ("make a new folder Reports", PressKeys),
    ],
)
def test_a_folder_is_made(words: str, first: type, lexicon: Lexicon) -> None:
    kinds = _kinds(words, lexicon)
    assert kinds[0] is first
    assert kinds[-5:] == [PressKeys, TypeText, PressKeys, WaitFor, WaitFor]


@pytest.mark.parametrize("words", ["tick View > Line Numbers", "turn on Line Numbers in the View menu"])
def test_an_entry_of_a_menu_is_set(words: str, lexicon: Lexicon) -> None:
    assert _actions(words, lexicon) == [
        Click(place=Query(text="View", role=Role.MENU)),
        SetChecked(place=Query(text="Line Numbers", role=Role.MENU_ITEM), checked=True),
    ]


@pytest.mark.parametrize("words", ["click 1, 2, +, 3 and =", "click 1 then 2 then + then 3 then ="])
def test_signs_in_a_list_are_clicked_too(words: str, lexicon: Lexicon) -> None:
    names = [action.place.text for action in _actions(words, lexicon) if isinstance(action, Click)]
    assert names == ["1", "2", "+", "3", "="]


def test_an_ellipsis_does_not_swallow_the_comma_after_it(lexicon: Lexicon) -> None:
    assert _kinds('choose Rename..., type "d.txt" and press enter', lexicon) == [Click, TypeText, PressKeys]


def test_what_is_selected_is_copied_as_it(lexicon: Lexicon) -> None:
    plan = understand("select all the text, copy it, open the text editor and paste it", lexicon)
    assert isinstance(plan, Plan)


def test_a_window_that_is_closed_must_be_gone_unless_its_question_is_answered_next(lexicon: Lexicon) -> None:
    for words, expected in (("close the window", WindowCloses), ('close the window and click "No"', ScreenChanges)):
        plan = understand(words, lexicon)
        assert isinstance(plan, Plan)
        assert [type(expectation) for expectation in plan.steps[0].expect] == [expected]


def test_a_file_that_was_opened_is_switched_to_as_a_window(lexicon: Lexicon) -> None:
    words = "open /tmp/a.txt in the text editor, open /tmp/b.txt in the text editor, switch to a.txt"
    assert _actions(words, lexicon)[-1] == SwitchTo(name="a.txt")
