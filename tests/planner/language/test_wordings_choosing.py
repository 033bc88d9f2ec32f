"""Choosing, ticking and giving files: each wording gives exactly these actions."""

import pytest

from grounding.screen import Query, Related, Relation, Role
from planner.actions import Action, ChooseFile, Click, GiveFile, Literal, SelectOption, SetChecked, SetDate, SetLevel
from planner.document_orders import Finish
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan


def near(relation: Relation, anchor: Query) -> Related:
    return Related(relation=relation, anchor=anchor)


WORDINGS: list[tuple[str, list[Action]]] = [
    ("choose Large for Size", [SelectOption(option=Literal(text="Large"), place=Query(text="Size"))]),
    (
        'select "Spain" from the Country list',
        [SelectOption(option=Literal(text="Spain"), place=Query(text="Country", role=Role.LIST))],
    ),
    ("choose Vegetarian under Meal", [SelectOption(option=Literal(text="Vegetarian"), place=Query(text="Meal"))]),
    (
        "pick Express as the shipping method",
        [SelectOption(option=Literal(text="Express"), place=Query(text="shipping method"))],
    ),
    (
        "choose Red in Colour and Large in Size",
        [
            SelectOption(option=Literal(text="Red"), place=Query(text="Colour")),
            SelectOption(option=Literal(text="Large"), place=Query(text="Size")),
        ],
    ),
    (
        'choose "Large" from "Size" and "Red" from "Colour"',
        [
            SelectOption(option=Literal(text="Large"), place=Query(text="Size", exact=True)),
            SelectOption(option=Literal(text="Red"), place=Query(text="Colour", exact=True)),
        ],
    ),
    (
        "from the Country list choose Spain",
        [SelectOption(option=Literal(text="Spain"), place=Query(text="Country", role=Role.LIST))],
    ),
    (
        "click the Country dropdown and choose Spain",
        [SelectOption(option=Literal(text="Spain"), place=Query(text="Country", role=Role.DROPDOWN))],
    ),
    ("select the second option", [Click(place=Query(role=Role.OPTION, ordinal=2))]),
    (
        "Select the 3rd item in the list",
        [Click(place=Query(role=Role.LIST_ITEM, ordinal=3, relations=(near(Relation.INSIDE, Query(role=Role.LIST)),)))],
    ),
    ("select the Express radio button", [SetChecked(place=Query(text="Express", role=Role.RADIO), checked=True)]),
    (
        "Select xj, 3f and click Submit.",
        [Click(place=Query(text="xj")), Click(place=Query(text="3f")), Click(place=Query(text="Submit"))],
    ),
    (
        "choose 24 December 2026 in Delivery date",
        [SetDate(value=Literal(text="2026-12-24"), place=Query(text="Delivery date"))],
    ),
    (
        "check A, B and C",
        [
            SetChecked(place=Query(text="A"), checked=True),
            SetChecked(place=Query(text="B"), checked=True),
            SetChecked(place=Query(text="C"), checked=True),
        ],
    ),
    (
        "check both A and B",
        [SetChecked(place=Query(text="A"), checked=True), SetChecked(place=Query(text="B"), checked=True)],
    ),
    (
        "check the Newsletter and Gift wrap boxes",
        [
            SetChecked(place=Query(text="Newsletter"), checked=True),
            SetChecked(place=Query(text="Gift wrap", role=Role.CHECKBOX), checked=True),
        ],
    ),
    ("check Terms and Conditions", [SetChecked(place=Query(text="Terms and Conditions"), checked=True)]),
    (
        'check "I agree to the terms and conditions" and click Submit',
        [
            SetChecked(place=Query(text="I agree to the terms and conditions", exact=True), checked=True),
            Click(place=Query(text="Submit")),
        ],
    ),
    (
        "tick the checkbox next to Milk",
        [
            SetChecked(
                place=Query(role=Role.CHECKBOX, relations=(near(Relation.NEXT_TO, Query(text="Milk")),)), checked=True
            )
        ],
    ),
    ("Select 03/05/2027 as the date", [SetDate(value=Literal(text="03/05/2027"), place=Query(text="date"))]),
    ("choose May 3rd in the calendar", [SetDate(value=Literal(text="May 3rd"), place=Query(text="calendar"))]),
    ('choose "May 3rd" in Dates', [SelectOption(option=Literal(text="May 3rd"), place=Query(text="Dates"))]),
    ("Select -97 with the slider", [SetLevel(value=Literal(text="-97"), place=Query(role=Role.SLIDER))]),
    ("set the volume slider to 30", [SetLevel(value=Literal(text="30"), place=Query(text="volume", role=Role.SLIDER))]),
    ("move the slider to 50 %", [SetLevel(value=Literal(text="50"), place=Query(role=Role.SLIDER))]),
    ("turn up the volume to 70 percent", [SetLevel(value=Literal(text="70"), place=Query(text="volume"))]),
    ("reduce the quantity from 5 to 2", [SetLevel(value=Literal(text="2"), place=Query(text="quantity"))]),
    (
        "set the sliders to 12, 3 and 11",
        [
            SetLevel(value=Literal(text="12"), place=Query(role=Role.SLIDER, ordinal=1)),
            SetLevel(value=Literal(text="3"), place=Query(role=Role.SLIDER, ordinal=2)),
            SetLevel(value=Literal(text="11"), place=Query(role=Role.SLIDER, ordinal=3)),
        ],
    ),
    ("untick Newsletter", [SetChecked(place=Query(text="Newsletter"), checked=False)]),
    (
        "turn on Wi-Fi and disable Bluetooth",
        [
            SetChecked(place=Query(text="Wi-Fi"), checked=True),
            SetChecked(place=Query(text="Bluetooth"), checked=False),
            Finish(place=Query(text="Bluetooth")),
        ],
    ),
    ("turn Wi-Fi off", [SetChecked(place=Query(text="Wi-Fi"), checked=False), Finish(place=Query(text="Wi-Fi"))]),
    ("set Wi-Fi to off", [SetChecked(place=Query(text="Wi-Fi"), checked=False)]),
    ("make sure Newsletter is checked", [SetChecked(place=Query(text="Newsletter"), checked=True)]),
    ("make sure Wi-Fi is turned off", [SetChecked(place=Query(text="Wi-Fi"), checked=False)]),
    ("upload report.pdf to Attachment", [ChooseFile(place=Query(text="Attachment"), path="report.pdf")]),
    (
        'upload "C:\\new\\table.csv" to Attachment',
        [ChooseFile(place=Query(text="Attachment"), path="C:\\new\\table.csv")],
    ),
    ("choose file a.png for Photo", [ChooseFile(place=Query(text="Photo"), path="a.png")]),
    ("click Browse and choose the file report.pdf", [Click(place=Query(text="Browse")), GiveFile(path="report.pdf")]),
]


@pytest.mark.parametrize(("words", "actions"), WORDINGS, ids=[words for words, _ in WORDINGS])
def test_words_give_these_actions(words: str, actions: list[Action], lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    assert [step.action for step in plan.steps] == actions
