"""What is told beside an order on a desktop: numbers to work with, where files lie, the application that is meant."""

import pytest

from planner.actions import Action, Filling, Literal, OpenApp, OpenFile, PressKeys, Read, SaveAs, SetChecked, TypeText
from planner.document_orders import AddToArchive, Finish, ReplaceText, Save
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.language.whereabouts import with_whereabouts
from planner.plan import NotUnderstood, Plan
from planner.values import Reference

INSTALLED = {"scribble", "shelf", "abacus", "eye of jade", "jade abacus"}


def read(words: str, lexicon: Lexicon) -> Plan | NotUnderstood:
    return understand(words, lexicon, lambda name: name.lower() in INSTALLED)


def actions(words: str, lexicon: Lexicon) -> list[Action]:
    plan = read(words, lexicon)
    assert isinstance(plan, Plan), (words, plan)
    return [node.action for node in plan.nodes]


def worked_out(expression: str, path: str) -> list[Action]:
    return [
        OpenApp(name="abacus"),
        TypeText(value=Literal(text=expression), filling=Filling.HERE),
        PressKeys(keys=("enter",)),
        Read(name="result"),
        OpenFile(path=path, written=True),
        TypeText(value=Reference(name="result"), filling=Filling.APPEND),
        Save(path=path),
    ]


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("The tram is 3.20 and the museum 11. Add these up in Abacus and save the total in a.txt", "3.2+11"),
        ("I spent 12.50 on Monday, 8 on Tuesday. Add that up with Abacus and save the answer as a.txt", "12.5+8"),
        ("In 2026 the rent is 900 and the water 45. Add them up in Abacus and save the result as a.txt", "900+45"),
        ("The two bags weigh 2.5 and 4.75 kilos. Find out the total weight with Abacus, save it in a.txt", "2.5+4.75"),
        ("I need 6 lamps at 49 each. Work out the price with Abacus and write it into a.txt", "6*49"),
        ("I need 6 lamps at 49 each. Work out the price with Abacus and note it in a.txt", "6*49"),
        ("The hotel takes 85 a night, we stay 3 nights. Work out the total with Abacus, save it as a.txt", "85*3"),
        ("Lunch was 63.20 and there were four of us. Divide that with Abacus and save the result as a.txt", "63.2/4"),
        (
            "We are seven people and it cost 203 euros. Split that in Abacus and note what everyone pays in a.txt",
            "203/7",
        ),
    ],
)
def test_numbers_that_are_told_are_worked_with(words: str, expression: str, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == worked_out(expression, "a.txt")


@pytest.mark.parametrize(
    "words",
    [
        "I have two dogs and 3 cats. Work out the total in Abacus",
        "The bill is 203 euros. Divide it in Abacus and save the result as a.txt",
        "I need 6 lamps. Work out the price with Abacus",
    ],
)
def test_numbers_that_do_not_say_what_is_done_to_what_are_not_worked_with(words: str, lexicon: Lexicon) -> None:
    plan = read(words, lexicon)
    keyed = [node.action for node in plan.nodes] if isinstance(plan, Plan) else []
    assert not any(isinstance(one, TypeText) and one.place is None for one in keyed), keyed


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Open a.txt, which is in my Music folder, with Scribble", "Open a.txt in my Music with Scribble"),
        ("Open a.txt with Scribble. It's in my Downloads.", "Open ~/Downloads/a.txt with Scribble."),
        ("Pack a.txt and b.txt. Both are in Documents", "Pack ~/Documents/a.txt and ~/Documents/b.txt."),
        ("Put a.txt into b.zip. It is in my Documents", "Put a.txt into b.zip. It is in my Documents"),
        ("Open a.txt, which is in a mess", "Open a.txt, which is in a mess"),
        ("The key is in my Documents", "The key is in my Documents"),
    ],
)
def test_a_folder_that_is_told_stands_with_its_files(words: str, plain: str, lexicon: Lexicon) -> None:
    assert with_whereabouts(words, lexicon) == plain


def test_files_are_added_from_the_folder_that_is_told_after_them(lexicon: Lexicon) -> None:
    assert actions("Add a.txt to b.zip with Shelf. Both are in Documents", lexicon) == [
        OpenFile(path="~/Documents/b.zip", app="shelf"),
        AddToArchive(path="~/Documents/a.txt"),
    ]


@pytest.mark.parametrize(
    ("words", "setting"),
    [
        ("I always have to scroll sideways in Scribble. Turn on word wrap there, please", "word wrap"),
        ("Long lines run off the screen in Scribble. Switch on text wrapping in its preferences", "text wrapping"),
        ("I can never find my way in Scribble. Please show line numbers there", "line numbers"),
    ],
)
def test_what_is_set_there_is_set_in_the_application_that_was_spoken_of(
    words: str, setting: str, lexicon: Lexicon
) -> None:
    opened, ticked, *_ = actions(words, lexicon)
    assert opened == OpenApp(name="scribble")
    assert isinstance(ticked, SetChecked)
    assert (ticked.place.text, ticked.checked) == (setting, True)


@pytest.mark.parametrize(
    "words",
    [
        "The letters in Scribble are too small for me. Set its font size to 14",
        "Could you set Scribble's font size to 14?",
        "Make the font size in Scribble bigger: use 14",
    ],
)
def test_a_value_is_set_in_the_application_that_has_it(words: str, lexicon: Lexicon) -> None:
    opened, typed, *_ = actions(words, lexicon)
    assert opened == OpenApp(name="scribble")
    assert isinstance(typed, TypeText)
    assert typed.place is not None
    assert (typed.place.text, typed.place.relations, typed.value) == ("font size", (), Literal(text="14"))


@pytest.mark.parametrize(
    "words",
    [
        "Make Scribble show line numbers; it's in the settings under Looks",
        "Turn on line numbers in Scribble. You find it under Looks",
        "Have Scribble show line numbers, please. It's somewhere in its preferences",
    ],
)
def test_where_a_setting_is_found_is_no_order(words: str, lexicon: Lexicon) -> None:
    opened, ticked, *rest = actions(words, lexicon)
    assert opened == OpenApp(name="scribble")
    assert isinstance(ticked, SetChecked)
    assert (ticked.place.text, ticked.checked) == ("line numbers", True)
    assert all(isinstance(one, Finish) for one in rest)


def test_a_thing_that_is_called_like_an_application_does_nothing(lexicon: Lexicon) -> None:
    plan = understand("Make the mouse pointer faster", lexicon, lambda name: name.lower() == "mouse")
    assert not isinstance(plan, Plan)


def test_that_an_application_does_nothing_is_no_setting(lexicon: Lexicon) -> None:
    plan = read("Scribble should remember nothing. Close it", lexicon)
    done = [node.action for node in plan.nodes] if isinstance(plan, Plan) else []
    assert not any(isinstance(one, SetChecked) for one in done)


@pytest.mark.parametrize(
    "words",
    [
        "The shop takes nothing but JPG pictures. Open a.png in Scribble and export it as a.jpg",
        "The printer only accepts JPEG files. Open a.png in Scribble and export it as a.jpg",
        "I have to send one picture. Open a.png in Scribble and export it as a.jpg",
    ],
)
def test_a_kind_of_file_is_no_name_that_an_order_depends_on(words: str, lexicon: Lexicon) -> None:
    done = actions(words, lexicon)
    assert done == [
        OpenFile(path="a.png", app="scribble"),
        SaveAs(path=Literal(text="a.jpg"), command="Export"),
    ]


def test_a_name_with_a_word_of_courtesy_in_it_is_kept(lexicon: Lexicon) -> None:
    kept = {"eye of mate"}
    plan = understand("Open a.png with Eye of MATE and save it", lexicon, lambda name: name.lower() in kept)
    assert isinstance(plan, Plan), plan
    assert [node.action for node in plan.nodes] == [OpenFile(path="a.png", app="eye of mate"), Save(path="a.png")]
    shouted = understand("Click Save mate", lexicon)
    assert isinstance(shouted, Plan)


@pytest.mark.parametrize(
    "words",
    [
        'There is a typo in a.txt: it says "Wellcome" instead of "Welcome". Fix it with Scribble and save',
        "In my a.txt the word Wellcome should be Welcome. Correct it with Scribble and save the file",
    ],
)
def test_a_misspelling_that_is_told_is_put_right(words: str, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == [
        OpenFile(path="a.txt", app="scribble"),
        ReplaceText(old="Wellcome", new="Welcome"),
        Save(path="a.txt"),
    ]
