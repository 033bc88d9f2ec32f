"""What people say of applications and folders on a desktop, where it is known what is installed."""

import pytest

from grounding.screen import Query, Role
from planner.actions import (
    Action,
    Click,
    Compute,
    Filling,
    Literal,
    OpenApp,
    OpenFile,
    PressKeys,
    Reference,
    SaveAs,
    SetChecked,
    TypeText,
    WaitFor,
)
from planner.document_orders import Extract, Finish, PrintToFile, ReplaceText, Save, SetCell
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan
from planner.text_looks import MarkText

INSTALLED = frozenset({"scribble", "tabula", "shelf"})


def actions(words: str, lexicon: Lexicon) -> list[Action]:
    plan = understand(words, lexicon, lambda name: name.lower() in INSTALLED)
    assert isinstance(plan, Plan), plan
    return [step.action for step in plan.steps]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("open my Documents", "~/Documents"),
        ("open the Downloads folder", "~/Downloads"),
        ("open the folder Taxes in my Documents", "~/Documents/Taxes"),
        ("open report.txt from my Documents", "~/Documents/report.txt"),
        ("open Documents/report.txt", "Documents/report.txt"),
        ("open the Letters folder inside ~/Work", "~/Work/Letters"),
    ],
)
def test_folders_and_files_are_opened_by_their_path(words: str, path: str, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == [OpenFile(path=path)]


@pytest.mark.parametrize(
    "words",
    [
        "move plan.txt from Downloads to my Documents",
        "in Shelf, move plan.txt from my Downloads into Documents",
        "move the file plan.txt in Downloads to the Documents folder",
    ],
)
def test_a_file_is_moved_by_cutting_and_pasting(words: str, lexicon: Lexicon) -> None:
    app = "shelf" if "Shelf" in words else ""
    opened, click, cut, there, paste, asked, seen = actions(words, lexicon)
    assert opened == OpenFile(path="~/Downloads", app=app)
    assert click == Click(place=Query(text="plan.txt", exact=True))
    assert (cut, paste) == (PressKeys(keys=("ctrl", "x")), PressKeys(keys=("ctrl", "v")))
    assert there == OpenFile(path="~/Documents", app=app)
    assert isinstance(asked, WaitFor)
    assert isinstance(seen, WaitFor)
    assert seen.place == Query(text="plan.txt", exact=True)


def test_it_is_the_folder_that_was_just_made(lexicon: Lexicon) -> None:
    done = actions("make a folder called Taxes inside Documents and move a.txt into it", lexicon)
    assert OpenFile(path="~/Documents") in done
    assert OpenFile(path="~/Documents/Taxes") in done


def test_a_folder_is_made_where_it_was_said(lexicon: Lexicon) -> None:
    opened, *_ = actions("in Shelf, create a folder named Old in my Pictures folder", lexicon)
    assert opened == OpenFile(path="~/Pictures", app="shelf")


def test_what_was_copied_is_pasted_into_a_folder(lexicon: Lexicon) -> None:
    done = actions("open my Documents in Shelf, copy a.txt and paste it into the Old folder", lexicon)
    assert done[0] == OpenFile(path="~/Documents", app="shelf")
    assert OpenFile(path="~/Documents/Old", app="shelf") in done
    assert done[-1].place == Query(text="a.txt", exact=True) if isinstance(done[-1], WaitFor) else False


@pytest.mark.parametrize(
    "words",
    [
        'In Scribble, type "Hello" and save it as a.txt',
        'Using Scribble, type "Hello", then save it as a.txt',
        'Please, in the text editor Scribble, type "Hello" and save it as a.txt',
    ],
)
def test_the_application_is_said_once_for_all_that_follows(words: str, lexicon: Lexicon) -> None:
    opened, typed, saved = actions(words, lexicon)
    assert opened == OpenApp(name="scribble")
    assert isinstance(typed, TypeText)
    assert isinstance(saved, SaveAs)


@pytest.mark.parametrize(
    ("words", "checked"),
    [
        ("turn on line numbers in Scribble", True),
        ("show the line numbers in Scribble", True),
        ("hide the line numbers in Scribble", False),
        ("in Scribble, turn off line numbers", False),
    ],
)
def test_what_an_application_can_do_or_not_is_switched(words: str, checked: bool, lexicon: Lexicon) -> None:
    opened, ticked, *finished = actions(words, lexicon)
    assert opened == OpenApp(name="scribble")
    assert ticked == SetChecked(place=Query(text="line numbers"), checked=checked)
    assert finished == ([Finish(place=ticked.place)] if "turn" in words else [])


@pytest.mark.parametrize(
    "words", ["in Scribble's preferences, tick Wrap lines", "in the settings of Scribble, tick Wrap lines"]
)
def test_preferences_are_opened_from_the_menus(words: str, lexicon: Lexicon) -> None:
    opened, menu, ticked, kept = actions(words, lexicon)
    assert kept == Finish()
    assert opened == OpenApp(name="scribble")
    assert isinstance(menu, Click)
    assert menu.place.role is Role.MENU_ITEM
    assert isinstance(ticked, SetChecked)


@pytest.mark.parametrize(
    "words",
    [
        "open Scribble, open the preferences and tick Wrap lines",
        "go to the preferences of Scribble and tick Wrap lines",
    ],
)
def test_what_was_set_in_preferences_is_kept(words: str, lexicon: Lexicon) -> None:
    opened, menu, ticked, kept = actions(words, lexicon)
    assert opened == OpenApp(name="scribble")
    assert menu == Click(place=Query(text="preferences", role=Role.MENU_ITEM))
    assert isinstance(ticked, SetChecked)
    assert kept == Finish(place=ticked.place)


@pytest.mark.parametrize(
    "words",
    [
        "open all.zip in Shelf and extract everything into Documents",
        "open all.zip in Shelf and unpack it to my Documents folder",
        "in Shelf, unzip all.zip into my Documents",
    ],
)
def test_an_archive_is_unpacked_into_a_folder(words: str, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == [OpenFile(path="all.zip", app="shelf"), Extract(folder="~/Documents")]


@pytest.mark.parametrize(
    "words",
    [
        "open a.pdf in Scribble and print it to a file called out.pdf",
        "open a.pdf in Scribble and print the document as out.pdf",
        "in Scribble, print a.pdf to out.pdf",
    ],
)
def test_a_document_is_printed_into_a_file(words: str, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == [OpenFile(path="a.pdf", app="scribble"), PrintToFile(path="out.pdf")]


@pytest.mark.parametrize("words", ["rename a.txt in Documents to b.txt", "rename a.txt to b.txt in Documents"])
def test_a_file_is_renamed_in_its_folder(words: str, lexicon: Lexicon) -> None:
    opened, click, *_ = actions(f"in Shelf, {words}", lexicon)
    assert opened == OpenFile(path="~/Documents", app="shelf")
    assert click == Click(place=Query(text="a.txt", exact=True))


def test_an_empty_file_is_made_by_saving_one(lexicon: Lexicon) -> None:
    opened, saved = actions("create an empty file called todo.txt in Documents", lexicon)
    assert opened == OpenFile(path="~/Documents/todo.txt", app="text editor", written=True)
    assert saved == Save(path="~/Documents/todo.txt")


def test_a_setting_of_an_application_that_is_named_in_passing(lexicon: Lexicon) -> None:
    opened, typed, kept = actions("change the tab width in Scribble to 8", lexicon)
    assert opened == OpenApp(name="scribble")
    assert typed == TypeText(value=Literal(text="8"), place=Query(text="tab width"))
    assert kept == Finish(place=Query(text="tab width"))


@pytest.mark.parametrize("words", ["in the Mouse settings, tick Slow", "tick Slow in the Mouse settings"])
def test_settings_are_an_application_of_their_own(words: str, lexicon: Lexicon) -> None:
    opened, ticked = actions(words, lexicon)[:2]
    assert opened == OpenApp(name="Mouse settings")
    assert isinstance(ticked, SetChecked)


@pytest.mark.parametrize("words", ["delete the two rows", "make the first line bold"])
def test_in_a_document_no_goal_is_guessed(words: str, lexicon: Lexicon) -> None:
    plan = understand(f"open guests.ods in Tabula and {words}", lexicon, lambda name: name.lower() in INSTALLED)
    assert not isinstance(plan, Plan)


def test_several_files_are_deleted_one_by_one(lexicon: Lexicon) -> None:
    done = actions("delete b.txt and c.txt from my Documents", lexicon)
    clicked = [action.place.text for action in done if isinstance(action, Click)]
    assert clicked == ["b.txt", "c.txt"]
    assert done.count(PressKeys(keys=("delete",))) == len(clicked)


def test_what_is_written_in_an_application_opens_it(lexicon: Lexicon) -> None:
    opened, *_ = actions('write "Dear Bo" in Scribble and save it as bo.txt', lexicon)
    assert opened == OpenApp(name="scribble")


def test_a_word_is_deleted_by_marking_it(lexicon: Lexicon) -> None:
    _, marked, deleted, _ = actions('open list.txt in Scribble, delete the word "old" and save the file', lexicon)
    assert marked == MarkText(text="old")
    assert deleted == PressKeys(keys=("delete",))


def test_a_short_name_is_that_of_a_sheet_or_of_a_calculator(lexicon: Lexicon) -> None:
    def read(words: str) -> Action:
        plan = understand(words, lexicon, lambda name: name == "calc")
        assert isinstance(plan, Plan), plan
        return plan.steps[0].action

    assert read("open guests.ods in Calc, change B3 to no and save") == OpenFile(path="guests.ods", app="calc")
    assert read("in Calc, put 3 into B2") == OpenApp(name="calc")
    assert read("open Calc and work out 17 * 23") == OpenApp(name="calculator")


def test_what_was_worked_out_is_worked_on(lexicon: Lexicon) -> None:
    words = "add 48, 52 and 80 in the calculator, divide that by 3 and save the result in a text file called a.txt"
    opened, typed, _, _, divided, editor, written, saved = actions(words, lexicon)
    assert opened == OpenApp(name="calculator")
    assert typed == TypeText(value=Literal(text="48+52+80"), filling=Filling.HERE)
    assert divided == Compute(expression="result / 3", name="result")
    assert editor == OpenFile(path="a.txt", written=True)
    assert written == TypeText(value=Reference(name="result"), filling=Filling.APPEND)
    assert saved == Save(path="a.txt")


def test_a_cell_may_hold_yes_or_no(lexicon: Lexicon) -> None:
    _, filled = actions("in Tabula, change B3 to no", lexicon)
    assert filled == SetCell(cell="B3", value=Literal(text="no"))


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("save it as a.txt in my Documents", "~/Documents/a.txt"),
        ("save the sheet as a.csv", "a.csv"),
        ("save it in a text file called a.txt", "a.txt"),
    ],
)
def test_a_document_is_saved_under_a_name(words: str, path: str, lexicon: Lexicon) -> None:
    assert actions(f"open Scribble and {words}", lexicon)[-1] == SaveAs(path=Literal(text=path))


@pytest.mark.parametrize(
    ("words", "cell", "content"),
    [
        ("put 12 in B2", "B2", "12"),
        ("write Name into A1", "A1", "Name"),
        ("put the sum of B2 to B4 into B5", "B5", "=SUM(B2:B4)"),
        ("put the average of B2 through B9 in C1", "C1", "=AVERAGE(B2:B9)"),
        ("add B2 and B3 in B4", "B4", "=B2+B3"),
        ("put B2 times B3 into B4", "B4", "=B2*B3"),
    ],
)
def test_cells_of_a_sheet_are_filled(words: str, cell: str, content: str, lexicon: Lexicon) -> None:
    opened, filled = actions(f"in Tabula, {words}", lexicon)
    assert opened == OpenApp(name="tabula")
    assert filled == SetCell(cell=cell, value=Literal(text=content))


def test_them_are_the_cells_that_were_filled(lexicon: Lexicon) -> None:
    *_, filled = actions("in Tabula, put 12 in B2 and 30 in B3, sum them in B4", lexicon)
    assert filled == SetCell(cell="B4", value=Literal(text="=SUM(B2:B3)"))


def test_a_cell_is_told_by_its_row_and_column(lexicon: Lexicon) -> None:
    _, filled, saved = actions("open prices.csv in Tabula, change the price of Tea to 4.50 and save it", lexicon)
    assert filled == SetCell(row="Tea", column="price", value=Literal(text="4.50"))
    assert saved == Save(path="prices.csv")


@pytest.mark.parametrize(
    "words", ['replace every "Sir" with "Ana"', 'change all "Sir" to "Ana"', 'replace "Sir" with "Ana" everywhere']
)
def test_a_text_is_replaced_wherever_it_stands(words: str, lexicon: Lexicon) -> None:
    _, replaced, _ = actions(f"open letter.txt in Scribble, {words} and save it", lexicon)
    assert replaced == ReplaceText(old="Sir", new="Ana")


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("make it a Heading 1", "Heading 1"),
        ("turn the text into upper case", "upper case"),
        ("flip it horizontally", "flip horizontally"),
        ("mirror the picture", "mirror picture"),
    ],
)
def test_what_an_application_can_do_is_looked_for_in_its_menus(words: str, entry: str, lexicon: Lexicon) -> None:
    _, clicked, finished = actions(f"open Scribble, {words}", lexicon)
    assert clicked == Click(place=Query(text=entry, role=Role.MENU_ITEM))
    assert finished == Finish(deed=words.split()[0])


def test_a_new_file_is_written_and_saved_under_its_name(lexicon: Lexicon) -> None:
    done = actions('write "Hello" into a new text file called a.txt', lexicon)
    assert done[0] == OpenApp(name="text editor")
    assert done[-1] == SaveAs(path=Literal(text="a.txt"))


def test_code_is_written_as_it_stands(lexicon: Lexicon) -> None:
    _, typed = actions('open Scribble, write print("6 * 7") in a new file', lexicon)
    assert isinstance(typed, TypeText)
    assert typed.value == Literal(text='print("6 * 7")')


def test_a_plain_page_of_the_browser_has_no_folders(lexicon: Lexicon) -> None:
    plan = understand("open Documents", lexicon)
    assert isinstance(plan, Plan)
    assert not any(isinstance(step.action, OpenFile) for step in plan.steps)


@pytest.mark.parametrize(
    ("words", "finished"),
    [
        ("change the Priority to high", True),
        ("change the Priority to high and the Owner to Ana", True),
        ("change the Priority to high and click Submit", False),
        ("choose high in Priority", False),
        ("type high into Priority", False),
    ],
)
def test_what_is_changed_is_kept_unless_the_person_says_by_which_button(
    words: str, finished: bool, lexicon: Lexicon
) -> None:
    assert any(isinstance(action, Finish) for action in actions(words, lexicon)) is finished


def test_what_was_changed_is_kept_before_one_goes_elsewhere(lexicon: Lexicon) -> None:
    kinds = [type(action) for action in actions("turn on Spelling, then open Scribble", lexicon)]
    assert kinds == [SetChecked, Finish, OpenApp]
