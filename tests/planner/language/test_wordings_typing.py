"""Typing, filling and clearing: each wording gives exactly these actions."""

import pytest

from grounding.screen import Query, Related, Relation, Role
from planner.actions import (
    Action,
    Clear,
    Click,
    Filling,
    Literal,
    OpenFile,
    PressKeys,
    Secret,
    SelectOption,
    SetChecked,
    SetDate,
    TypeText,
)
from planner.document_orders import Finish, Save
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan


def near(relation: Relation, anchor: Query) -> Related:
    return Related(relation=relation, anchor=anchor)


WORDINGS: list[tuple[str, list[Action]]] = [
    ('type "hello"', [TypeText(value=Literal(text="hello"), filling=Filling.HERE)]),
    ("type hello world in Name", [TypeText(value=Literal(text="hello world"), place=Query(text="Name"))]),
    ("tpye hello in Name", [TypeText(value=Literal(text="hello"), place=Query(text="Name"))]),
    (
        "type \"it's\" into 'Your name'",
        [TypeText(value=Literal(text="it's"), place=Query(text="Your name", exact=True))],
    ),
    ("type “it's” in „Name“", [TypeText(value=Literal(text="it's"), place=Query(text="Name", exact=True))]),
    (
        "enter «Ana» into the Name field",
        [TypeText(value=Literal(text="Ana"), place=Query(text="Name", role=Role.TEXT_FIELD))],
    ),
    ("type 'say \"hi\"' in Name", [TypeText(value=Literal(text='say "hi"'), place=Query(text="Name"))]),
    ("type How are you?", [TypeText(value=Literal(text="How are you?"), filling=Filling.HERE)]),
    (
        "type log in in the Action field",
        [TypeText(value=Literal(text="log in"), place=Query(text="Action", role=Role.TEXT_FIELD))],
    ),
    (
        "type hello and press enter",
        [TypeText(value=Literal(text="hello"), filling=Filling.HERE), PressKeys(keys=("enter",))],
    ),
    ("type hello and enter", [TypeText(value=Literal(text="hello"), filling=Filling.HERE), PressKeys(keys=("enter",))]),
    (
        "type hello followed by Enter",
        [TypeText(value=Literal(text="hello"), filling=Filling.HERE), PressKeys(keys=("enter",))],
    ),
    (
        "type 'a', press Enter, type 'b'",
        [
            TypeText(value=Literal(text="a"), filling=Filling.HERE),
            PressKeys(keys=("enter",)),
            TypeText(value=Literal(text="b"), filling=Filling.HERE),
        ],
    ),
    ("type 'a' and 'b'", [TypeText(value=Literal(text="a\nb"), filling=Filling.HERE)]),
    ("type two lines: 'a' and 'b'", [TypeText(value=Literal(text="a\nb"), filling=Filling.HERE)]),
    ('write "a" on the first line and "b" on the second', [TypeText(value=Literal(text="a\nb"), filling=Filling.HERE)]),
    (
        "type 'a' then on the next line 'b'",
        [
            TypeText(value=Literal(text="a"), filling=Filling.HERE),
            TypeText(value=Literal(text="\nb"), filling=Filling.HERE),
        ],
    ),
    ('write "one" and, on the next line, "two"', [TypeText(value=Literal(text="one\ntwo"), filling=Filling.HERE)]),
    ('type the lines "x", "y" and "z"', [TypeText(value=Literal(text="x\ny\nz"), filling=Filling.HERE)]),
    ('type "a\\nb"', [TypeText(value=Literal(text="a\nb"), filling=Filling.HERE)]),
    ("type 'a\\nb'", [TypeText(value=Literal(text="a\\nb"), filling=Filling.HERE)]),
    (
        "type the text hello in the field Name",
        [TypeText(value=Literal(text="hello"), place=Query(text="Name", role=Role.TEXT_FIELD))],
    ),
    ("type 24 December 2026 in Date", [SetDate(value=Literal(text="2026-12-24"), place=Query(text="Date"))]),
    ("enter Dec 24, 2026 in Date", [SetDate(value=Literal(text="2026-12-24"), place=Query(text="Date"))]),
    ('type "24 December 2026" in Date', [TypeText(value=Literal(text="24 December 2026"), place=Query(text="Date"))]),
    ("type 24 December 2026", [TypeText(value=Literal(text="24 December 2026"), filling=Filling.HERE)]),
    ("type 12/24/2026 in Date", [SetDate(value=Literal(text="12/24/2026"), place=Query(text="Date"))]),
    ("enter 12/04/2014 as the date", [SetDate(value=Literal(text="12/04/2014"), place=Query(text="date"))]),
    ("Enter the time as 2:53 AM", [SetDate(value=Literal(text="2:53 AM"), place=Query(text="time"))]),
    ("use 12/12/2027 as the date", [SetDate(value=Literal(text="12/12/2027"), place=Query(text="date"))]),
    ("enter Ana Maria as the name", [TypeText(value=Literal(text="Ana Maria"), place=Query(text="name"))]),
    ("type known as the boss", [TypeText(value=Literal(text="known as the boss"), filling=Filling.HERE)]),
    ("use Ana Maria as the name", [TypeText(value=Literal(text="Ana Maria"), place=Query(text="name"))]),
    ("enter 42 for Age", [TypeText(value=Literal(text="42"), place=Query(text="Age"))]),
    ('enter "Ana" as the name', [TypeText(value=Literal(text="Ana"), place=Query(text="name"))]),
    (
        "put 5 into the quantity field",
        [TypeText(value=Literal(text="5"), place=Query(text="quantity", role=Role.TEXT_FIELD))],
    ),
    (
        'insert "abc" in the box below Subject',
        [
            TypeText(
                value=Literal(text="abc"),
                place=Query(role=Role.TEXT_FIELD, relations=(near(Relation.BELOW, Query(text="Subject")),)),
            )
        ],
    ),
    (
        "type 5 in the field to the right of Quantity",
        [
            TypeText(
                value=Literal(text="5"),
                place=Query(role=Role.TEXT_FIELD, relations=(near(Relation.RIGHT_OF, Query(text="Quantity")),)),
            )
        ],
    ),
    (
        "type x in the last field in the Users table",
        [
            TypeText(
                value=Literal(text="x"),
                place=Query(
                    role=Role.TEXT_FIELD,
                    ordinal=-1,
                    relations=(near(Relation.INSIDE, Query(text="Users", role=Role.TABLE)),),
                ),
            )
        ],
    ),
    (
        "type x into the cell in row 3 in the Total column",
        [
            TypeText(
                value=Literal(text="x"),
                place=Query(
                    role=Role.CELL,
                    relations=(
                        near(Relation.IN_ROW_OF, Query(role=Role.ROW, ordinal=3)),
                        near(Relation.IN_COLUMN_OF, Query(text="Total")),
                    ),
                ),
            )
        ],
    ),
    ("type x in the second field", [TypeText(value=Literal(text="x"), place=Query(role=Role.TEXT_FIELD, ordinal=2))]),
    (
        'type the following text into the Message box: "Dear Ana"',
        [TypeText(value=Literal(text="Dear Ana"), place=Query(text="Message", role=Role.TEXT_FIELD))],
    ),
    ("type into Name: Ana", [TypeText(value=Literal(text="Ana"), place=Query(text="Name"))]),
    ('enter Name "Ana"', [TypeText(value=Literal(text="Ana"), place=Query(text="Name"))]),
    (
        "In the Name field type Ana",
        [TypeText(value=Literal(text="Ana"), place=Query(text="Name", role=Role.TEXT_FIELD))],
    ),
    ("In Name, type Ana", [TypeText(value=Literal(text="Ana"), place=Query(text="Name"))]),
    (
        "click Name and type Bob in it",
        [Click(place=Query(text="Name")), TypeText(value=Literal(text="Bob"), place=Query(text="Name"))],
    ),
    (
        'type "a" in Name, "b" in City and "c" in Email',
        [
            TypeText(value=Literal(text="a"), place=Query(text="Name")),
            TypeText(value=Literal(text="b"), place=Query(text="City")),
            TypeText(value=Literal(text="c"), place=Query(text="Email")),
        ],
    ),
    (
        'Enter the username "k" and the password "x" into the text fields',
        [
            TypeText(value=Literal(text="k"), place=Query(text="username")),
            TypeText(value=Literal(text="x"), place=Query(text="password")),
        ],
    ),
    (
        'write "x" at the end of the document',
        [TypeText(value=Literal(text="x"), place=Query(role=Role.TEXT_AREA), filling=Filling.APPEND)],
    ),
    (
        'append "Bye" to the file',
        [TypeText(value=Literal(text="Bye"), place=Query(role=Role.TEXT_AREA), filling=Filling.APPEND)],
    ),
    (
        'add the line "Eggs" to the text area',
        [TypeText(value=Literal(text="Eggs"), place=Query(role=Role.TEXT_AREA), filling=Filling.APPEND)],
    ),
    (
        "write 'x' into notes.txt",
        [
            OpenFile(path="notes.txt", written=True),
            TypeText(value=Literal(text="x"), filling=Filling.APPEND),
            Save(path="notes.txt"),
        ],
    ),
    ("type my password into Password", [TypeText(value=Secret(name="password"), place=Query(text="Password"))]),
    ("type {{secret:bank}} in PIN", [TypeText(value=Secret(name="bank"), place=Query(text="PIN"))]),
    (
        "type the password from secret mail into Password",
        [TypeText(value=Secret(name="mail"), place=Query(text="Password"))],
    ),
    ("enter the secret bank in PIN", [TypeText(value=Secret(name="bank"), place=Query(text="PIN"))]),
    ('fill "Name" with "Ana"', [TypeText(value=Literal(text="Ana"), place=Query(text="Name", exact=True))]),
    (
        "fill in Name with Ana, Email with a@b.de and City with Rome",
        [
            TypeText(value=Literal(text="Ana"), place=Query(text="Name")),
            TypeText(value=Literal(text="a@b.de"), place=Query(text="Email")),
            TypeText(value=Literal(text="Rome"), place=Query(text="City")),
        ],
    ),
    ("fill Name with Ana", [TypeText(value=Literal(text="Ana"), place=Query(text="Name"))]),
    (
        "replace the text in Name with Ana",
        [Clear(place=Query(text="Name")), TypeText(value=Literal(text="Ana"), place=Query(text="Name"))],
    ),
    ("set Quantity to 3", [TypeText(value=Literal(text="3"), place=Query(text="Quantity"))]),
    ("set Country to Spain", [SelectOption(option=Literal(text="Spain"), place=Query(text="Country"))]),
    (
        "change Size from S to M",
        [SelectOption(option=Literal(text="M"), place=Query(text="Size")), Finish(place=Query(text="Size"))],
    ),
    (
        "set the Country drop-down to Spain",
        [SelectOption(option=Literal(text="Spain"), place=Query(text="Country", role=Role.DROPDOWN))],
    ),
    (
        "set the delivery date to 24 December 2026",
        [SetDate(value=Literal(text="2026-12-24"), place=Query(text="delivery date"))],
    ),
    (
        "set Name to Ana Maria, Email to a@b.c and Age to 42",
        [
            TypeText(value=Literal(text="Ana Maria"), place=Query(text="Name")),
            TypeText(value=Literal(text="a@b.c"), place=Query(text="Email")),
            TypeText(value=Literal(text="42"), place=Query(text="Age")),
        ],
    ),
    ("clear Name and Email", [Clear(place=Query(text="Name")), Clear(place=Query(text="Email"))]),
    ("clear the field", [Clear()]),
    ("empty the search box", [Clear(place=Query(text="search", role=Role.TEXT_FIELD))]),
    (
        "Fill in the form: Name: Ana, Email: ana@example.com, Country: Spain, Gift wrap: yes",
        [
            TypeText(value=Literal(text="Ana"), place=Query(text="Name")),
            TypeText(value=Literal(text="ana@example.com"), place=Query(text="Email")),
            SelectOption(option=Literal(text="Spain"), place=Query(text="Country")),
            SetChecked(place=Query(text="Gift wrap"), checked=True),
        ],
    ),
    (
        "Fill in the form:\nName: Ana\nAddress: 12 Main Street, Springfield\nCountry (drop-down): Spain",
        [
            TypeText(value=Literal(text="Ana"), place=Query(text="Name")),
            TypeText(value=Literal(text="12 Main Street, Springfield"), place=Query(text="Address")),
            SelectOption(option=Literal(text="Spain"), place=Query(text="Country", role=Role.DROPDOWN)),
        ],
    ),
    (
        'fill in the form with name "Ana", quantity 3 and city Rome',
        [
            TypeText(value=Literal(text="Ana"), place=Query(text="name")),
            TypeText(value=Literal(text="3"), place=Query(text="quantity")),
            TypeText(value=Literal(text="Rome"), place=Query(text="city")),
        ],
    ),
    (
        "Complete the form as follows: name: Ana, city: Rome, then click Submit",
        [
            TypeText(value=Literal(text="Ana"), place=Query(text="name")),
            TypeText(value=Literal(text="Rome"), place=Query(text="city")),
            Click(place=Query(text="Submit")),
        ],
    ),
    ("start typing hello", [TypeText(value=Literal(text="hello"), filling=Filling.HERE)]),
    (
        "search for cats",
        [
            TypeText(value=Literal(text="cats"), place=Query(text="Search", role=Role.TEXT_FIELD)),
            PressKeys(keys=("enter",)),
        ],
    ),
    (
        'search for "cats" in the Help box',
        [
            TypeText(value=Literal(text="cats"), place=Query(text="Help", role=Role.TEXT_FIELD)),
            PressKeys(keys=("enter",)),
        ],
    ),
]


@pytest.mark.parametrize(("words", "actions"), WORDINGS, ids=[words for words, _ in WORDINGS])
def test_words_give_these_actions(words: str, actions: list[Action], lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    assert [step.action for step in plan.steps] == actions
