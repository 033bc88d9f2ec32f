"""Pictures turned and resized, files packed into new archives, rows taken out of sheets, in an application in front."""

import pytest

from grounding.screen import Query, Role
from planner.actions import Action, Click, Literal, OpenApp, OpenFile, SaveAs, SetChecked, TypeText
from planner.document_orders import AddToArchive, DeleteRow, Finish, GoAlong, MakeArchive, Save
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan

INSTALLED = {"easel", "shelf", "tabula", "scribble", "display"}


def actions(words: str, lexicon: Lexicon) -> list[Action]:
    plan = understand(words, lexicon, lambda name: name.lower() in INSTALLED)
    assert isinstance(plan, Plan), (words, plan)
    return [node.action for node in plan.nodes]


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("rotate the image 90 degrees counter-clockwise", "rotate left"),
        ("rotate it to the left", "rotate left"),
        ("rotate it anticlockwise", "rotate left"),
        ("turn the picture 90 degrees to the right", "rotate right"),
        ("turn it clockwise", "rotate right"),
        ("rotate it by 180 degrees", "rotate 180"),
        ("turn the picture upside down", "rotate 180"),
    ],
)
def test_a_picture_is_turned_by_an_entry_of_the_menus(words: str, entry: str, lexicon: Lexicon) -> None:
    opened, turned, saved = actions(f"open a.png in Easel, {words} and save it", lexicon)
    assert opened == OpenFile(path="a.png", app="easel")
    assert turned == Click(place=Query(text=entry, role=Role.MENU_ITEM))
    assert saved == Save(path="a.png")


def test_what_no_entry_of_a_menu_turns_is_not_understood(lexicon: Lexicon) -> None:
    words = "open a.png in Easel and rotate it 30 degrees to the left"
    assert not isinstance(understand(words, lexicon, lambda name: name.lower() in INSTALLED), Plan)


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("a.png is too big. Resize it to 200 by 150 pixels with Easel", {"width": "200", "height": "150"}),
        ("open a.png in Easel and scale it to 640x480", {"width": "640", "height": "480"}),
        ("make a.png 200 pixels wide with Easel", {"width": "200"}),
        ("open a.png in Easel and scale it to a width of 200 pixels", {"width": "200"}),
    ],
)
def test_a_picture_is_resized_in_its_dialog(words: str, sides: dict[str, str], lexicon: Lexicon) -> None:
    opened, entry, *typed, finished = actions(words, lexicon)
    assert opened == OpenFile(path="a.png", app="easel")
    assert isinstance(entry, Click)
    assert entry.place.text in ("resize image", "scale image")
    assert typed == [TypeText(value=Literal(text=size), place=Query(text=side)) for side, size in sides.items()]
    assert isinstance(finished, Finish)


def test_the_dialog_is_finished_before_the_picture_is_exported(lexicon: Lexicon) -> None:
    done = actions("open a.png in Easel, scale it to 640x480 and export it as b.png", lexicon)
    assert done[-2:] == [Finish(deed="scale"), SaveAs(path=Literal(text="b.png"), command="Export")]


@pytest.mark.parametrize(
    "words",
    [
        "With Shelf, make a new archive called all.zip in my Documents and put a.txt into it",
        "In Shelf, create a new archive all.zip in my Documents and add a.txt to it",
        "Make a new archive called all.zip in my Documents with Shelf, then add the file a.txt to it",
    ],
)
def test_a_new_archive_holds_what_lies_beside_it(words: str, lexicon: Lexicon) -> None:
    path = "~/Documents/all.zip"
    assert actions(words, lexicon) == [
        OpenApp(name="shelf"),
        MakeArchive(path=path),
        AddToArchive(path="~/Documents/a.txt", archive=path),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Pack a.txt and b.txt from my Documents into a new archive called all.zip with Shelf",
        "Compress a.txt and b.txt from my Documents as all.zip with Shelf",
        "Create a zip file called all.zip with a.txt and b.txt from my Documents using Shelf",
    ],
)
def test_files_are_packed_into_a_new_archive(words: str, lexicon: Lexicon) -> None:
    packed = [AddToArchive(path=f"~/Documents/{name}.txt", archive="all.zip") for name in "ab"]
    assert actions(words, lexicon) == [OpenApp(name="shelf"), MakeArchive(path="all.zip"), *packed]


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("delete the whole row of the rulers", DeleteRow(text="rulers")),
        ("remove the row where Item is Glue", DeleteRow(text="Glue")),
        ("delete row 3", DeleteRow(number=3)),
        ('take out the row that says "Pens"', DeleteRow(text="Pens")),
    ],
)
def test_a_row_of_a_sheet_is_taken_out(words: str, row: DeleteRow, lexicon: Lexicon) -> None:
    done = actions(f"open stock.csv with Tabula, {words} and save the file", lexicon)
    assert done == [OpenFile(path="stock.csv", app="tabula"), row, Save(path="stock.csv")]


def test_a_path_that_is_no_folder_leads_within_the_application(lexicon: Lexicon) -> None:
    done = actions("open Shelf and go to /org/things/first", lexicon)
    assert done == [OpenApp(name="shelf"), GoAlong(path="/org/things/first")]


def test_a_verb_is_not_taken_for_the_application_of_that_name(lexicon: Lexicon) -> None:
    opened, _, ticked, set_to, _ = actions(
        "In Scribble's preferences, display the right margin and set it to column 72", lexicon
    )
    assert opened == OpenApp(name="scribble")
    assert ticked == SetChecked(place=Query(text="right margin"), checked=True)
    assert set_to == TypeText(value=Literal(text="72"), place=Query(text="right margin"))


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ('I need a note for the fridge. Write "Cat food" in Scribble', 'Write "Cat food" in Scribble'),
        (
            "In Scribble, set the tab width to 2. You'll find it in the preferences",
            "In Scribble, set the tab width to 2",
        ),
        ("Shelf should offer to create links. Please switch that on", "Turn on create links in Shelf"),
        ("Long lines should wrap in Scribble. Please turn that on", "Turn on wrap Long lines in Scribble"),
        ("I want to see hidden files in Shelf", "Turn on hidden files in Shelf"),
    ],
)
def test_what_is_said_around_an_order_changes_nothing(words: str, plain: str, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == actions(plain, lexicon)
