"""Lines of a text put in order, taken out and added; files added to archives."""

import pytest

from planner.actions import Action, OpenApp, OpenFile, Pursue, Reference
from planner.document_orders import AddLine, AddToArchive, DeleteLine, ReplaceText, Save, SortLines
from planner.language.context import only_pages
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan
from planner.values import Literal

INSTALLED = {"scribble", "shelf", "tabula"}


def actions(words: str, lexicon: Lexicon) -> list[Action]:
    plan = understand(words, lexicon, lambda name: name.lower() in INSTALLED)
    assert isinstance(plan, Plan), (words, plan)
    return [node.action for node in plan.nodes]


@pytest.mark.parametrize(
    ("words", "falling"),
    [
        ("open names.txt in Scribble and sort the lines", False),
        ("put the lines of names.txt in alphabetical order with Scribble", False),
        ("sort names.txt alphabetically with Scribble", False),
        ("in Scribble, arrange the lines of names.txt in descending order", True),
    ],
)
def test_the_lines_of_a_text_are_put_in_order(words: str, falling: bool, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == [OpenFile(path="names.txt", app="scribble"), SortLines(falling=falling)]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ('delete the line "Bread"', DeleteLine(text="Bread")),
        ("take out the line that says Bread", DeleteLine(text="Bread")),
        ("remove the line with Bread", DeleteLine(text="Bread")),
        ("get rid of the Bread line", DeleteLine(text="Bread")),
        ("delete the last line", DeleteLine(number=-1)),
        ("remove line 3", DeleteLine(number=3)),
    ],
)
def test_one_line_is_taken_out(words: str, line: DeleteLine, lexicon: Lexicon) -> None:
    done = actions(f"open list.txt in Scribble, {words} and save it", lexicon)
    assert done == [OpenFile(path="list.txt", app="scribble"), line, Save(path="list.txt")]


def test_the_rows_of_a_sheet_are_no_lines(lexicon: Lexicon) -> None:
    words = "open guests.ods in Tabula and delete the second line"
    assert not isinstance(understand(words, lexicon, lambda name: name.lower() in INSTALLED), Plan)


@pytest.mark.parametrize(
    "words", ['add the line "Call Bo" at the end', 'add "Call Bo" as a new line', 'append "Call Bo" on a new line']
)
def test_what_is_added_as_a_line_stands_on_one_of_its_own(words: str, lexicon: Lexicon) -> None:
    done = actions(f"open notes.txt in Scribble and {words}", lexicon)
    assert done == [OpenFile(path="notes.txt", app="scribble"), AddLine(value=Literal(text="Call Bo"))]


def test_a_result_is_added_as_a_line(lexicon: Lexicon) -> None:
    words = "work out 84 / 7 with the calculator, open n.txt in Scribble and add the result as a new line at the end"
    assert actions(words, lexicon)[-1] == AddLine(value=Reference(name="result"))


@pytest.mark.parametrize(
    "words",
    [
        "add menu.txt to the archive all.zip with Shelf",
        "add the file menu.txt to all.zip, using the archive manager Shelf",
        "open all.zip in Shelf and add the file menu.txt",
        "open all.zip in Shelf and put menu.txt into the archive",
    ],
)
def test_a_file_is_added_to_an_archive(words: str, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == [OpenFile(path="all.zip", app="shelf"), AddToArchive(path="menu.txt")]


def test_what_is_added_to_no_archive_is_no_such_order(lexicon: Lexicon) -> None:
    done = actions('open Scribble and add "menu" to notes.txt', lexicon)
    assert done[0] == OpenApp(name="scribble")
    assert not any(isinstance(action, AddToArchive) for action in done)


@pytest.mark.parametrize(
    "words",
    [
        'Edit the Recipes page: it should say "oat milk" instead of "milk"',
        'Edit the Recipes page so that it says "oat milk" instead of "milk"',
        'edit the Recipes page, then replace "milk" by "oat milk"',
    ],
)
def test_what_a_page_is_to_say_instead_is_replaced_in_its_text(words: str, lexicon: Lexicon) -> None:
    plan = understand(words, lexicon, only_pages)
    assert isinstance(plan, Plan), plan
    edited, replaced = (step.action for step in plan.steps)
    assert isinstance(edited, Pursue)
    assert (edited.goal.thing.noun, edited.goal.thing.marks) == ("page", ("Recipes",))
    assert replaced == ReplaceText(old="milk", new="oat milk")
