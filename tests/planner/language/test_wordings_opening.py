"""Opening, switching, saving, shortcuts and dialogs: each wording gives exactly these actions."""

import pytest

from grounding.screen import Query, Role
from planner.actions import (
    Action,
    AnswerDialog,
    Back,
    Click,
    Copy,
    Literal,
    OpenAddress,
    OpenApp,
    OpenFile,
    PressKeys,
    SaveAs,
    SwitchTo,
)
from planner.document_orders import Finish
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan

WORDINGS: list[tuple[str, list[Action]]] = [
    ("open the calculator app", [OpenApp(name="calculator")]),
    ("opne Notes", [OpenApp(name="Notes")]),
    ("launch Notes", [OpenApp(name="Notes")]),
    ("start the file manager", [OpenApp(name="file manager")]),
    ('open "My App"', [OpenApp(name="My App")]),
    ("open Notes and then Calculator", [OpenApp(name="Notes"), OpenApp(name="Calculator")]),
    ("open notes.txt", [OpenFile(path="notes.txt")]),
    ("open file report.pdf", [OpenFile(path="report.pdf")]),
    ('open the file "my report.pdf" with the image viewer', [OpenFile(path="my report.pdf", app="image viewer")]),
    ("open /tmp/x.txt in the text editor", [OpenFile(path="/tmp/x.txt", app="text editor")]),
    ("open example.com", [OpenAddress(address="example.com")]),
    ("visit https://example.com/a?b=1", [OpenAddress(address="https://example.com/a?b=1")]),
    ("go to localhost:8080/x", [OpenAddress(address="localhost:8080/x")]),
    ("navigate to about:blank", [OpenAddress(address="about:blank")]),
    ("go to the website example.org in the browser", [OpenAddress(address="example.org")]),
    ("go to file:///tmp/x.html", [OpenAddress(address="file:///tmp/x.html")]),
    ("go to /tmp/page.html", [OpenAddress(address="file:///tmp/page.html")]),
    ("open the Documents folder", [Click(place=Query(text="Documents"), count=2)]),
    ("open the first result", [Click(place=Query(text="result", ordinal=1))]),
    ("open a new tab and go to example.com", [PressKeys(keys=("ctrl", "t")), OpenAddress(address="example.com")]),
    ("go to Settings", [Click(place=Query(text="Settings"))]),
    ("go to the Name field", [Click(place=Query(text="Name", role=Role.TEXT_FIELD))]),
    ("go back", [Back()]),
    ("switch to Notes", [SwitchTo(name="Notes")]),
    ("switch to the Inbox tab", [SwitchTo(name="Inbox")]),
    ("go to the Report window", [SwitchTo(name="Report")]),
    ("bring the Report window to the front", [SwitchTo(name="Report")]),
    (
        "open the text editor, open Notes, go back to the editor",
        [OpenApp(name="text editor"), OpenApp(name="Notes"), OpenApp(name="text editor")],
    ),
    ("reload the page", [PressKeys(keys=("f5",))]),
    ("undo", [PressKeys(keys=("ctrl", "z"))]),
    ("undo twice", [PressKeys(keys=("ctrl", "z"), times=2)]),
    ("redo that", [PressKeys(keys=("ctrl", "shift", "z"))]),
    ("select all", [PressKeys(keys=("ctrl", "a"))]),
    ("select all and copy", [PressKeys(keys=("ctrl", "a")), Copy(name="copied text")]),
    ("print the document", [PressKeys(keys=("ctrl", "p")), Finish(deed="print")]),
    ("new document", [PressKeys(keys=("ctrl", "n"))]),
    ("go to the end of the document", [PressKeys(keys=("ctrl", "end"))]),
    ("close the window", [PressKeys(keys=("alt", "f4"))]),
    ("close the tab", [PressKeys(keys=("ctrl", "w"))]),
    ("open Notes then close it", [OpenApp(name="Notes"), PressKeys(keys=("alt", "f4"))]),
    ("Close the popup", [PressKeys(keys=("escape",))]),
    ("save", [PressKeys(keys=("ctrl", "s"))]),
    ("save it", [PressKeys(keys=("ctrl", "s"))]),
    ('save the file as "a.txt"', [SaveAs(path=Literal(text="a.txt"))]),
    ("save as report.odt", [SaveAs(path=Literal(text="report.odt"))]),
    ("save it under the name notes.txt in the folder /tmp/x", [SaveAs(path=Literal(text="/tmp/x/notes.txt"))]),
    ('save it in ~/Documents as "my notes.txt"', [SaveAs(path=Literal(text="~/Documents/my notes.txt"))]),
    ("save to /tmp/a.txt", [SaveAs(path=Literal(text="/tmp/a.txt"))]),
    ("store them under the name 'demo file.txt'", [SaveAs(path=Literal(text="demo file.txt"))]),
    ("accept the alert", [AnswerDialog(accept=True)]),
    ("dismiss the dialog", [AnswerDialog(accept=False)]),
    ("cancel the alert", [AnswerDialog(accept=False)]),
    ('accept the prompt with "Bob"', [AnswerDialog(accept=True, value=Literal(text="Bob"))]),
    ('answer the prompt with "Bob"', [AnswerDialog(accept=True, value=Literal(text="Bob"))]),
    ('type "Bob" into the prompt and accept it', [AnswerDialog(accept=True, value=Literal(text="Bob"))]),
    ("answer yes to the question", [AnswerDialog(accept=True)]),
    ("say no to the question", [AnswerDialog(accept=False)]),
    ("allow the location request", [AnswerDialog(accept=True)]),
    ("leave the page", [AnswerDialog(accept=True)]),
]


@pytest.mark.parametrize(("words", "actions"), WORDINGS, ids=[words for words, _ in WORDINGS])
def test_words_give_these_actions(words: str, actions: list[Action], lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    assert [step.action for step in plan.steps] == actions
