"""Text that is not typed as it was said, and not into one field: each wording gives exactly these actions."""

import pytest

from grounding.screen import Query, Related, Relation, Role
from planner.actions import (
    Action,
    Click,
    Fact,
    FillFacts,
    FillFromScreen,
    Literal,
    PickSuggestion,
    Read,
    Reference,
    TypeText,
)
from planner.document_orders import HandIn
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan


def field(number: int) -> Query:
    return Query(role=Role.TEXT_FIELD, ordinal=number)


def typed(text: str, place: Query) -> TypeText:
    return TypeText(value=Literal(text=text), place=place)


NAME = Query(text="Name")
WORDINGS: list[tuple[str, list[Action]]] = [
    ('type "ANNA" in all lower case letters in the text input', [typed("anna", Query(role=Role.TEXT_FIELD))]),
    ('type "abc" in capitals into Name', [typed("ABC", NAME)]),
    ('enter "ab" in uppercase letters in Name', [typed("AB", NAME)]),
    ("type hello backwards into Name", [typed("olleh", NAME)]),
    ('type "in capitals" into Name', [typed("in capitals", NAME)]),
    ('enter the password "fU" into both text fields', [typed("fU", field(1)), typed("fU", field(2))]),
    ("enter 5 into each of the three boxes", [typed("5", field(1)), typed("5", field(2)), typed("5", field(3))]),
    (
        "Enter the value of Colour into the text field",
        [
            Read(place=Query(text="Colour"), name="Colour"),
            TypeText(value=Reference(name="Colour"), place=Query(role=Role.TEXT_FIELD)),
        ],
    ),
    (
        "write the value next to Price in Amount and click Send when done",
        [
            Read(place=Query(text="Price"), name="Price"),
            TypeText(value=Reference(name="Price"), place=Query(text="Amount")),
            Click(place=Query(text="Send")),
        ],
    ),
    (
        "search for noir films directed by Lang from year 1944",
        [
            FillFacts(
                facts=(
                    Fact(cue="films", value="noir"),
                    Fact(cue="directed by", value="Lang"),
                    Fact(cue="year from", value="1944"),
                ),
                text="noir films directed by Lang from year 1944",
                place=Query(text="Search", role=Role.TEXT_FIELD),
            )
        ],
    ),
    (
        'enter an item that starts with "Bu" and ends with "ina"',
        [PickSuggestion(start="Bu", end="ina"), HandIn()],
    ),
    (
        "choose the country that begins with Bu in Country",
        [PickSuggestion(start="Bu", place=Query(text="Country")), HandIn()],
    ),
    ("fill in the form with the values from the table", [FillFromScreen()]),
    ("enter the value that corresponds with each label into the form", [FillFromScreen()]),
    ("enter the corresponding values into the form", [FillFromScreen()]),
    ("select nothing and click Send", [Click(place=Query(text="Send"))]),
    ("focus into the 2nd input textbox", [Click(place=field(2))]),
    (
        'click the button in the dialog labelled "Cancel"',
        [
            Click(
                place=Query(
                    text="Cancel",
                    exact=True,
                    role=Role.BUTTON,
                    relations=(Related(relation=Relation.INSIDE, anchor=Query(role=Role.DIALOG)),),
                )
            )
        ],
    ),
]


@pytest.mark.parametrize(("words", "actions"), WORDINGS, ids=[words for words, _ in WORDINGS])
def test_words_give_these_actions(words: str, actions: list[Action], lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    assert [step.action for step in plan.steps] == actions
