"""Copies of files under other names, files packed and unpacked where they lie, sheets filled and sorted."""

import pytest

from grounding.screen import Query, Role
from planner.actions import (
    Action,
    Click,
    Copy,
    Filling,
    Literal,
    OpenApp,
    OpenFile,
    PressKeys,
    Reference,
    SaveAs,
    TypeText,
)
from planner.document_orders import (
    AddLine,
    AddToArchive,
    CopyBeside,
    Extract,
    MakeArchive,
    PrintToFile,
    Save,
    SetCell,
    SortLines,
)
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan

INSTALLED = {"cupboard", "shelf", "tabula", "scribble"}


def read(words: str, lexicon: Lexicon) -> Plan | NotUnderstood:
    return understand(words, lexicon, lambda name: name.lower() in INSTALLED)


def actions(words: str, lexicon: Lexicon) -> list[Action]:
    plan = read(words, lexicon)
    assert isinstance(plan, Plan), (words, plan)
    return [node.action for node in plan.nodes]


@pytest.mark.parametrize(
    "words",
    [
        "Make a copy of a.txt, which is in Music, and call the copy b.txt. Use Cupboard for that",
        "Please make a copy of a.txt in my Music called b.txt with Cupboard",
        "In Cupboard, make a copy of a.txt in my Music and name it b.txt",
        "Duplicate Music/a.txt as b.txt using Cupboard",
        "Copy a.txt from my Music as b.txt in Cupboard",
    ],
)
def test_a_copy_lies_beside_its_file_under_another_name(words: str, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == [
        OpenFile(path="~/Music", app="cupboard"),
        CopyBeside(name="a.txt", copy="b.txt"),
    ]


def test_a_copy_in_another_folder_is_no_copy_beside(lexicon: Lexicon) -> None:
    done = actions("Copy a.txt from Documents to Music with Cupboard", lexicon)
    assert not any(isinstance(one, CopyBeside) for one in done)
    assert OpenFile(path="~/Music", app="cupboard") in done


@pytest.mark.parametrize(
    ("words", "folder", "name"),
    [
        ("Rename Documents/a.txt to b.txt in Cupboard", "~/Documents", "a.txt"),
        ("Rename ~/Music/old/a.txt to b.txt with Cupboard", "~/Music/old", "a.txt"),
        ("Delete /tmp/x/a.txt with Cupboard", "/tmp/x", "a.txt"),
    ],
)
def test_a_file_with_its_path_is_clicked_by_its_name_in_its_folder(
    words: str, folder: str, name: str, lexicon: Lexicon
) -> None:
    done = actions(words, lexicon)
    assert done[:2] == [OpenFile(path=folder, app="cupboard"), Click(place=Query(text=name, exact=True))]


@pytest.mark.parametrize(
    "words",
    [
        "Put a.txt and b.txt from my Documents into a new archive c.zip with Shelf",
        "I have to send two files. Pack a.txt and b.txt from Documents into an archive called c.zip with Shelf",
        "Make a zip archive called c.zip with a.txt and b.txt from my Documents in it, using Shelf",
        "Use Shelf to compress a.txt and b.txt from my Documents into c.zip",
    ],
)
def test_files_are_packed_from_where_they_lie(words: str, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == [
        OpenApp(name="shelf"),
        MakeArchive(path="c.zip"),
        *(AddToArchive(path=f"~/Documents/{name}.txt", archive="c.zip") for name in "ab"),
    ]


def test_an_archive_is_unpacked_from_where_it_lies(lexicon: Lexicon) -> None:
    assert actions("Extract a.zip from my Downloads into Pictures with Shelf", lexicon) == [
        OpenFile(path="~/Downloads/a.zip", app="shelf"),
        Extract(folder="~/Pictures"),
    ]


def test_what_is_named_after_a_path_is_no_part_of_it(lexicon: Lexicon) -> None:
    done = read("Add ~/Documents/a.txt to ~/Documents/b.zip with Nothing", lexicon)
    paths = [node.action.path for node in done.nodes if hasattr(node.action, "path")] if isinstance(done, Plan) else []
    assert not any("Nothing" in path for path in paths)


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Save a.ods as a.csv with Tabula", "a.csv"),
        ("Open a.ods in Tabula and save it as a text file named b.txt", "b.txt"),
        ("Open a.ods in Tabula and save it as the file b.csv in my Documents", "~/Documents/b.csv"),
    ],
)
def test_a_file_is_saved_under_another_name(words: str, path: str, lexicon: Lexicon) -> None:
    assert actions(words, lexicon) == [OpenFile(path="a.ods", app="tabula"), SaveAs(path=Literal(text=path))]


def test_what_keeps_its_name_is_saved_where_it_is(lexicon: Lexicon) -> None:
    done = actions("Open a.txt in Scribble, select all and save it under the same name", lexicon)
    assert done[-1] == Save(path="a.txt")


def test_a_file_is_printed_from_an_application_into_a_file(lexicon: Lexicon) -> None:
    assert actions("Print a.txt to a PDF file called b.pdf from Scribble", lexicon) == [
        OpenFile(path="a.txt", app="scribble"),
        PrintToFile(path="b.pdf"),
    ]


def test_a_text_is_put_at_the_end_of_another(lexicon: Lexicon) -> None:
    words = "Copy everything that is in a.txt and paste it at the end of b.txt with Scribble. Then save b.txt"
    assert actions(words, lexicon) == [
        OpenFile(path="a.txt", app="scribble"),
        PressKeys(keys=("ctrl", "a")),
        Copy(name="copied text"),
        OpenFile(path="b.txt", app="scribble"),
        AddLine(value=Reference(name="copied text")),
        Save(path="b.txt"),
    ]


def test_a_line_of_its_own_is_a_new_line(lexicon: Lexicon) -> None:
    words = 'Open a.txt in Scribble, put "The End" on a line of its own at the bottom and save'
    assert actions(words, lexicon)[1] == AddLine(value=Literal(text="The End"))


@pytest.mark.parametrize(
    ("words", "rights", "way"),
    [
        ("sort the rows by column A in ascending order", 0, "ascending"),
        ("sort it by the second column, descending,", 1, "descending"),
        ("put the table in descending order by column C", 2, "descending"),
    ],
)
def test_a_sheet_is_sorted_by_its_own_command_from_a_cell_of_the_column(
    words: str, rights: int, way: str, lexicon: Lexicon
) -> None:
    opened, home, *there, entry, saved = actions(f"Open a.ods in Tabula, {words} and save it", lexicon)
    assert (opened, saved) == (OpenFile(path="a.ods", app="tabula"), Save(path="a.ods"))
    assert home == PressKeys(keys=("ctrl", "home"))
    assert there == ([PressKeys(keys=("right",), times=rights)] if rights else [])
    assert entry == Click(place=Query(text=f"sort {way}", role=Role.MENU_ITEM))


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        ("fill A1 to A3 with the numbers 4 to 6", {"A1": "4", "A2": "5", "A3": "6"}),
        ("put Ana, Ben and Cleo into B2 to D2", {"B2": "Ana", "C2": "Ben", "D2": "Cleo"}),
        ("put 5 in A1 and 6 in A2", {"A1": "5", "A2": "6"}),
        ("add the formula =A1*2 in B1", {"B1": "=A1*2"}),
    ],
)
def test_cells_are_filled_one_by_one(words: str, cells: dict[str, str], lexicon: Lexicon) -> None:
    opened, *filled = actions(f"In Tabula, {words}", lexicon)
    assert opened == OpenApp(name="tabula")
    assert filled == [SetCell(cell=cell, value=Literal(text=value)) for cell, value in cells.items()]


def test_more_values_than_cells_are_no_filling(lexicon: Lexicon) -> None:
    plan = read("In Tabula, fill A1 to A3 with the numbers 1 to 9", lexicon)
    assert not (isinstance(plan, Plan) and any(isinstance(node.action, SetCell) for node in plan.nodes))


def test_a_fact_of_someone_is_a_cell_of_the_sheet(lexicon: Lexicon) -> None:
    done = actions("Open a.ods in Tabula and change Ana's phone number to 4711", lexicon)
    assert done[1] == SetCell(row="Ana", column="phone number", value=Literal(text="4711"))


@pytest.mark.parametrize(
    "words",
    [
        "Open a.csv with Tabula and add a new row with Lamp and 4 at the end. Save it",
        "Lamp is new in our list, its number is 4. Open a.csv in Tabula, add it in the first empty row and save",
        "Lamp is missing, and its price is 4. Add it to the next free row of a.csv with Tabula and save",
    ],
)
def test_a_row_is_added_below_the_last_cell(words: str, lexicon: Lexicon) -> None:
    done = actions(words, lexicon)
    assert [one.keys for one in done if isinstance(one, PressKeys)] == [
        ("ctrl", "end"),
        ("home",),
        ("down",),
        ("tab",),
        ("enter",),
    ]
    assert [one.value for one in done if isinstance(one, TypeText)] == [Literal(text="Lamp"), Literal(text="4")]


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ("Rename the file a.txt in Pictures to b.txt with Cupboard", "~/Pictures"),
        ("I don't need a.txt in my Downloads any more. Please put it in the trash with Cupboard", "~/Downloads"),
        ("Move a.txt from my Documents into the bin using Cupboard", "~/Documents"),
    ],
)
def test_what_is_done_to_a_file_is_done_in_its_folder(words: str, folder: str, lexicon: Lexicon) -> None:
    done = actions(words, lexicon)
    assert done[:2] == [OpenFile(path=folder, app="cupboard"), Click(place=Query(text="a.txt", exact=True))]


@pytest.mark.parametrize("words", ["Move a.txt and b.txt into it", "Put a.txt in", "Send a.txt"])
def test_what_is_moved_nobody_knows_where_is_not_deleted(words: str, lexicon: Lexicon) -> None:
    plan = read(words, lexicon)
    done = [node.action for node in plan.nodes] if isinstance(plan, Plan) else []
    assert PressKeys(keys=("delete",)) not in done


def test_the_first_line_becomes_another(lexicon: Lexicon) -> None:
    done = actions('Change the first line of a.txt to "The Raven" using Scribble and save it', lexicon)
    assert done == [
        OpenFile(path="a.txt", app="scribble"),
        PressKeys(keys=("ctrl", "home")),
        PressKeys(keys=("shift", "end")),
        TypeText(value=Literal(text="The Raven"), filling=Filling.HERE),
        Save(path="a.txt"),
    ]


def test_the_names_in_a_text_are_its_lines(lexicon: Lexicon) -> None:
    done = actions("Please sort the names in a.txt alphabetically with Scribble and save the file", lexicon)
    assert done == [OpenFile(path="a.txt", app="scribble"), SortLines(), Save(path="a.txt")]


def test_orders_are_not_typed_as_text(lexicon: Lexicon) -> None:
    plan = read("Put the text of a.txt before the text of b.txt with Scribble and save b.txt", lexicon)
    done = [node.action for node in plan.nodes] if isinstance(plan, Plan) else []
    assert not any(isinstance(one, TypeText) for one in done)
