"""Reading, working out, waiting, checking and sequences: each wording gives exactly these actions."""

import pytest

from grounding.screen import Query, Role
from planner.actions import (
    Action,
    Assert,
    Click,
    Compute,
    Copy,
    Filling,
    Literal,
    OpenApp,
    Paste,
    PressKeys,
    Read,
    Reference,
    SaveAs,
    SwitchTo,
    TypeText,
    WaitFor,
)
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan
from planner.sought import Cell
from planner.things import LookUp

WORDINGS: list[tuple[str, list[Action]]] = [
    ("read the Total", [Read(place=Query(text="Total"), name="Total")]),
    (
        "read the total as sum then type the sum in Amount",
        [
            Read(place=Query(text="total"), name="sum"),
            TypeText(value=Reference(name="sum"), place=Query(text="Amount")),
        ],
    ),
    (
        "read the price of the Blue Shirt as price and type it into Budget",
        [
            LookUp(said="price of the Blue Shirt", sought=Cell(of="price", row="Blue Shirt"), name="price"),
            TypeText(value=Reference(name="price"), place=Query(text="Budget")),
        ],
    ),
    ("note the order number as order", [Read(place=Query(text="order number"), name="order")]),
    ("get the value of Total", [Read(place=Query(text="Total"), name="Total")]),
    ("read the first row", [Read(place=Query(role=Role.ROW, ordinal=1), name="first row")]),
    ("copy the order number", [Copy(place=Query(text="order number"), name="order number")]),
    ("copy the text of Total as sum", [Copy(place=Query(text="Total"), name="sum")]),
    ("copy", [Copy(name="copied text")]),
    (
        "copy the order number and paste it into Search",
        [Copy(place=Query(text="order number"), name="order number"), Paste(place=Query(text="Search"))],
    ),
    (
        "copy Total, switch to Notes and paste it",
        [Copy(place=Query(text="Total"), name="Total"), SwitchTo(name="Notes"), Paste()],
    ),
    ("cut the selected text", [PressKeys(keys=("ctrl", "x"))]),
    ("paste", [Paste()]),
    ("work out 17*23", [Compute(expression="17 * 23", name="result")]),
    ("what is 15% of 80", [Compute(expression="15% * 80", name="result")]),
    (
        "compute (2+3)*4 as total and type the total in Sum",
        [
            Compute(expression="(2 + 3) * 4", name="total"),
            TypeText(value=Reference(name="total"), place=Query(text="Sum")),
        ],
    ),
    ("multiply 17 by 23", [Compute(expression="17 * 23", name="result")]),
    ("subtract 5 from 20", [Compute(expression="20 - 5", name="result")]),
    (
        "add 5 and 7 and write the result in Sum",
        [Compute(expression="5 + 7", name="result"), TypeText(value=Reference(name="result"), place=Query(text="Sum"))],
    ),
    (
        "read Price as price, work out price * 2 as total and type the total into Sum",
        [
            Read(place=Query(text="Price"), name="price"),
            Compute(expression="price * 2", name="total"),
            TypeText(value=Reference(name="total"), place=Query(text="Sum")),
        ],
    ),
    (
        "calculate 17 plus 4 in the calculator",
        [
            OpenApp(name="calculator"),
            TypeText(value=Literal(text="17+4"), filling=Filling.HERE),
            PressKeys(keys=("enter",)),
            Read(name="result"),
        ],
    ),
    (
        "In the calculator, work out 17*23",
        [
            OpenApp(name="calculator"),
            TypeText(value=Literal(text="17*23"), filling=Filling.HERE),
            PressKeys(keys=("enter",)),
            Read(name="result"),
        ],
    ),
    (
        "open the calculator and work out 17 × 23",
        [
            OpenApp(name="calculator"),
            TypeText(value=Literal(text="17*23"), filling=Filling.HERE),
            PressKeys(keys=("enter",)),
            Read(name="result"),
        ],
    ),
    (
        "Use the calculator to work out 17*23",
        [
            OpenApp(name="calculator"),
            TypeText(value=Literal(text="17*23"), filling=Filling.HERE),
            PressKeys(keys=("enter",)),
            Read(name="result"),
        ],
    ),
    ("wait 3 seconds", [WaitFor(seconds_s=3.0)]),
    ("wait for 1.5 seconds", [WaitFor(seconds_s=1.5)]),
    ("wait half a second", [WaitFor(seconds_s=0.5)]),
    ("wait for 2 minutes", [WaitFor(seconds_s=120.0)]),
    ("wait for the page to load", [WaitFor(seconds_s=2.0)]),
    ("wait for Done to disappear", [WaitFor(place=Query(text="Done"), gone=True)]),
    ('wait up to 10 seconds for "Ready"', [WaitFor(place=Query(text="Ready", exact=True), seconds_s=10.0)]),
    ("wait at most 5 seconds until Done appears", [WaitFor(place=Query(text="Done"), seconds_s=5.0)]),
    ('wait until "Done" appears', [WaitFor(place=Query(text="Done", exact=True))]),
    ('wait until it says "Done"', [WaitFor(place=Query(text="Done", exact=True))]),
    ("wait until the spinner is gone", [WaitFor(place=Query(role=Role.PROGRESS), gone=True)]),
    ("verify that Total shows 42", [Assert(place=Query(text="Total"), value=Literal(text="42"))]),
    ("verify Total is 42", [Assert(place=Query(text="Total"), value=Literal(text="42"))]),
    ("check that the Save button is visible", [Assert(place=Query(text="Save", role=Role.BUTTON))]),
    ('make sure that "Error" is not shown', [Assert(place=Query(text="Error", exact=True), present=False)]),
    (
        "ensure the Name field is empty",
        [Assert(place=Query(text="Name", role=Role.TEXT_FIELD), value=Literal(text=""))],
    ),
    ('check whether the page says "Saved"', [Assert(place=Query(text="Saved", exact=True))]),
    ("make sure you click Save", [Click(place=Query(text="Save"))]),
    (
        "First, open Notes. Next, type hello. Finally, save.",
        [
            OpenApp(name="Notes"),
            TypeText(value=Literal(text="hello"), filling=Filling.HERE),
            PressKeys(keys=("ctrl", "s")),
        ],
    ),
    (
        '1. Open Notes\n2. Type "hello"\n3. Save it as hello.txt',
        [
            OpenApp(name="Notes"),
            TypeText(value=Literal(text="hello"), filling=Filling.HERE),
            SaveAs(path=Literal(text="hello.txt")),
        ],
    ),
    ("- click A\n- click B", [Click(place=Query(text="A")), Click(place=Query(text="B"))]),
    ("Please do the following: click A; click B", [Click(place=Query(text="A")), Click(place=Query(text="B"))]),
    (
        'I\'d like you to open Notes, and then type "x" please',
        [OpenApp(name="Notes"), TypeText(value=Literal(text="x"), filling=Filling.HERE)],
    ),
]


@pytest.mark.parametrize(("words", "actions"), WORDINGS, ids=[words for words, _ in WORDINGS])
def test_words_give_these_actions(words: str, actions: list[Action], lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    assert [step.action for step in plan.steps] == actions
