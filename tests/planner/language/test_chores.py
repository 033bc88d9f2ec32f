"""The three chores of the demo, said in many ways."""

import pytest

from planner.actions import (
    Action,
    Click,
    Filling,
    Literal,
    OpenApp,
    PressKeys,
    Read,
    Reference,
    SaveAs,
    SelectOption,
    SetChecked,
    SetDate,
    TypeText,
)
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan

TWO_LINES = [
    'Open a text editor, type two lines "Milk" and "Bread" and save them under the name "list.txt".',
    'Start the text editor. Write "Milk" on the first line, "Bread" on the second line, then save it as list.txt',
    'open the editor; type these lines: "Milk", "Bread"; save it under list.txt',
    'Launch the text editor and write the two lines "Milk" and "Bread", then save the document with the name list.txt',
    "Start an editor, enter the lines 'Milk' and 'Bread', and store them under the name 'list.txt'.",
    'Please open a text editor, type "Milk" on the first line and "Bread" on the second, save as list.txt please',
    'open the text editor\ntype "Milk\\nBread"\nsave as list.txt',
    'Open the text editor, then type\n"Milk"\n"Bread"\nThen save it as list.txt.',
    "1. Open a text editor.\n2. Type “Milk” and “Bread” on two lines.\n3. Save them as “list.txt”.",
    'Could you open the text editor app, write "Milk", on the next line "Bread", and save everything as list.txt?',
    "open the text editor, type the lines Milk and Bread, save the file under the name list.txt",
]


@pytest.mark.parametrize("words", TWO_LINES)
def test_two_lines_are_typed_and_saved(words: str, lexicon: Lexicon) -> None:
    assert _actions(words, lexicon) == [
        OpenApp(name="text editor"),
        TypeText(value=Literal(text="Milk\nBread"), filling=Filling.HERE),
        SaveAs(path=Literal(text="list.txt")),
    ]


CALCULATED = [
    "Work out 17*23 in a calculator and write the result into the editor's file and save.",
    "Work out 17 * 23 in the calculator, then write the result into the text editor's document and save it.",
    "Calculate 17 times 23 with the calculator, then write the answer into the text editor and save the file",
    "Use the calculator to work out 17 × 23, then write the result into the text editor and save",
    "open the calculator and work out 17x23, then add the result to the document in the editor and save it",
    "Compute 17*23 using the calculator and append the result to the text editor's file, then save the file",
    "In the calculator, work out 17*23. Put the result into the text editor. Save.",
    "Multiply 17 by 23 in the calculator, type it into the text editor, and save the changes.",
]


@pytest.mark.parametrize("words", CALCULATED)
def test_a_result_goes_from_the_calculator_into_the_document(words: str, lexicon: Lexicon) -> None:
    assert _actions(words, lexicon) == [
        OpenApp(name="calculator"),
        TypeText(value=Literal(text="17*23"), filling=Filling.HERE),
        PressKeys(keys=("enter",)),
        Read(name="result"),
        OpenApp(name="text editor"),
        TypeText(value=Reference(name="result"), filling=Filling.APPEND),
        PressKeys(keys=("ctrl", "s")),
    ]


def test_a_result_is_read_once_under_the_name_that_was_given(lexicon: Lexicon) -> None:
    words = (
        "Work out 17*23 in the calculator and read the result as product. Then open the text editor, type the product"
    )
    assert _actions(words, lexicon)[3:] == [
        Read(name="product"),
        OpenApp(name="text editor"),
        TypeText(value=Reference(name="product"), filling=Filling.HERE),
    ]


def test_a_result_that_is_used_is_kept(lexicon: Lexicon) -> None:
    words = "Work out 17*23 in the calculator and read the result as product, then type the result in Sum"
    assert Read(name="result") in _actions(words, lexicon)


def test_a_calculator_that_nobody_knows_by_name_is_opened(lexicon: Lexicon) -> None:
    words = 'Open Blue Pen, type "x", work out 17*23 in abacus and write the result into Blue Pen'
    assert [action for action in _actions(words, lexicon) if isinstance(action, OpenApp)] == [
        OpenApp(name="Blue Pen"),
        OpenApp(name="abacus"),
        OpenApp(name="Blue Pen"),
    ]


ORDERED = [
    """On the order page: type "Ana Maria" as the name, "ana@example.com" as the email, choose "Express" as the delivery
    method, set the delivery date to 24 December 2026, quantity to 3, tick "gift wrap", press the "Send" button""",
    """Fill in the order form: Name: Ana Maria, Email: ana@example.com, Delivery method: Express, Delivery date:
    24 December 2026, Quantity: 3, Gift wrap: yes, then press Send.""",
    """Fill in the form with name "Ana Maria", email "ana@example.com", delivery method "Express",
    delivery date 2026-12-24 and quantity 3, check gift wrap and send it""",
    """Enter Ana Maria in the Name field, ana@example.com in the Email field. Select Express from the Delivery method
    drop-down. Type 24 December 2026 into the Delivery date field, 3 into the Quantity field. Check the Gift wrap
    checkbox. Click Send.""",
    """Type "Ana Maria" into "Name" and "ana@example.com" into "Email", pick "Express" in "Delivery method", enter
    24 December 2026 as the delivery date and 3 for the quantity, turn on "Gift wrap" and finally send the form.""",
]
ONE_A_LINE = """Fill in the order form:
- Name = Ana Maria
- Email = ana@example.com
- Delivery method = Express
- Delivery date = December 24, 2026
- Quantity = 3
- Gift wrap = yes
Then send it."""


@pytest.mark.parametrize("words", [*(" ".join(words.split()) for words in ORDERED), ONE_A_LINE])
def test_six_fields_are_filled_and_sent(words: str, lexicon: Lexicon) -> None:
    actions = _actions(words, lexicon)
    filled = [(action.place.text.lower(), _said(action)) for action in actions[:-1] if not isinstance(action, Click)]
    assert filled == [
        ("name", "Ana Maria"),
        ("email", "ana@example.com"),
        ("delivery method", "Express"),
        ("delivery date", "2026-12-24"),
        ("quantity", "3"),
        ("gift wrap", "on"),
    ]
    assert isinstance(actions[2], SelectOption)
    assert isinstance(actions[-1], Click)
    assert actions[-1].place.text == "Send"


def _said(action: Action) -> str:
    match action:
        case (
            TypeText(value=Literal(text=text))
            | SelectOption(option=Literal(text=text))
            | SetDate(value=Literal(text=text))
        ):
            return text
        case SetChecked(checked=True):
            return "on"
        case _:
            raise AssertionError(action)


def _actions(words: str, lexicon: Lexicon) -> list[Action]:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    return [step.action for step in plan.steps]
