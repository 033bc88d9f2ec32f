"""New text files, and all files of a kind: each wording gives exactly these steps on a desktop."""

import pytest

from app.words import load_lexicon
from grounding.screen import Query
from planner.actions import Action, Click, Filling, Literal, OpenFile, PressKeys, SaveAs, TypeText, WaitFor
from planner.conditions import FilesIn
from planner.document_orders import AddLine, Save, SetCell
from planner.language.understand import understand
from planner.plan import ForEach, NotUnderstood, Plan, Step


def on_a_desk(name: str) -> bool:
    return name.lower() in {"mousepad", "thunar"}


def plan(words: str) -> Plan:
    found = understand(words, load_lexicon(), on_a_desk)
    assert isinstance(found, Plan), found
    return found


@pytest.mark.parametrize(
    "words",
    [
        'create a file notes.txt in Documents with the text "Milk"',
        'make a new text file called notes.txt in my Documents saying "Milk"',
        'create a note called notes.txt with the text "Milk" in the Documents folder',
        "Write a file notes.txt in Documents with the content Milk",
    ],
)
def test_a_new_file_is_written_and_saved_where_it_was_said(words: str) -> None:
    path = "~/Documents/notes.txt"
    assert [step.action for step in plan(words).steps] == [
        OpenFile(path=path, app="text editor", written=True),
        TypeText(value=Literal(text="Milk"), filling=Filling.APPEND),
        Save(path=path),
    ]


@pytest.mark.parametrize(
    ("words", "folder", "ending", "keys"),
    [
        ("copy all pdf files from Downloads to Documents", "Downloads", ".pdf", ("ctrl", "c")),
        ("for each pdf file in Downloads, copy it to Documents", "Downloads", ".pdf", ("ctrl", "c")),
        ("move every .jpg in Downloads to Documents", "Downloads", ".jpg", ("ctrl", "x")),
        ("move all the txt files in Downloads to Documents", "Downloads", ".txt", ("ctrl", "x")),
        ("delete all .tmp files in Downloads", "Downloads", ".tmp", ("delete",)),
    ],
)
def test_all_files_of_a_kind_are_gone_through_by_their_names(
    words: str, folder: str, ending: str, keys: tuple[str, ...]
) -> None:
    (loop,) = plan(words).nodes
    assert isinstance(loop, ForEach)
    assert loop.items == FilesIn(folder=folder, ending=ending)
    first: list[Action] = [node.action for node in loop.body[:3] if isinstance(node, Step)]
    named = Query(text="{{file name}}", exact=True)
    assert first == [OpenFile(path=f"~/{folder}"), Click(place=named), PressKeys(keys=keys)]
    assert any(isinstance(node, Step) and isinstance(node.action, WaitFor) for node in loop.body)


@pytest.mark.parametrize(
    "words",
    ["rename all .txt files in Documents to .md", "for each txt file in Documents, rename it to a.md"],
)
def test_several_files_are_never_given_one_name(words: str) -> None:
    assert isinstance(understand(words, load_lexicon(), on_a_desk), NotUnderstood)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("save it as door.txt on the Desktop", [SaveAs(path=Literal(text="~/Desktop/door.txt"))]),
        ("open door.txt on my desktop", [OpenFile(path="~/Desktop/door.txt")]),
    ],
)
def test_the_desktop_is_a_folder_where_files_are_spoken_of(words: str, expected: list[Action]) -> None:
    assert [step.action for step in plan(words).steps] == expected


@pytest.mark.parametrize(
    "words", ["move all the files from Downloads to Documents", "move every file in Downloads to Documents"]
)
def test_all_files_of_a_folder_are_moved(words: str) -> None:
    (loop,) = plan(words).nodes
    assert isinstance(loop, ForEach)
    assert loop.items == FilesIn(folder="Downloads")


@pytest.mark.parametrize("words", ['add "Love" as a new last line', 'write "Love" as the last line'])
def test_a_last_line_is_a_line_of_its_own(words: str) -> None:
    _, added = (step.action for step in plan(f"open notes.txt, {words}").steps)
    assert added == AddLine(value=Literal(text="Love"))


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("multiply B2 by C2 in D2", "=B2*C2"),
        ("divide B2 by C2 in D2", "=B2/C2"),
        ("subtract B2 from B3 in D2", "=B3-B2"),
    ],
)
def test_two_cells_are_worked_out_in_a_third(words: str, formula: str) -> None:
    _, worked_out = (step.action for step in plan(f"open order.ods, {words}").steps)
    assert worked_out == SetCell(cell="D2", value=Literal(text=formula))
