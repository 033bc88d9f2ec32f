"""Clicks, keys, wheel and drags: each wording gives exactly these actions."""

import pytest

from grounding.screen import Query, Related, Relation, Role
from planner.actions import Action, Button, Click, Direction, Drag, Hover, PressKeys, Scroll, WaitFor
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan


def near(relation: Relation, anchor: Query) -> Related:
    return Related(relation=relation, anchor=anchor)


WORDINGS: list[tuple[str, list[Action]]] = [
    ("click Save", [Click(place=Query(text="Save"))]),
    ("click the Save button", [Click(place=Query(text="Save", role=Role.BUTTON))]),
    ('Click on "Sign in with Google"', [Click(place=Query(text="Sign in with Google", exact=True))]),
    ("clcik Save", [Click(place=Query(text="Save"))]),
    ("press the Save button", [Click(place=Query(text="Save", role=Role.BUTTON))]),
    ("press 'Enter'", [Click(place=Query(text="Enter", exact=True))]),
    ("press OK", [Click(place=Query(text="OK"))]),
    ("push the red button", [Click(place=Query(text="red", role=Role.BUTTON))]),
    ("tap on Continue", [Click(place=Query(text="Continue"))]),
    ("could you please click on Save for me?", [Click(place=Query(text="Save"))]),
    ("Click Save and Close", [Click(place=Query(text="Save and Close"))]),
    ("click 'A' and 'B'", [Click(place=Query(text="A", exact=True)), Click(place=Query(text="B", exact=True))]),
    (
        "click the OK button and the Cancel button",
        [Click(place=Query(text="OK", role=Role.BUTTON)), Click(place=Query(text="Cancel", role=Role.BUTTON))],
    ),
    ("click Save twice", [Click(place=Query(text="Save")), Click(place=Query(text="Save"))]),
    (
        "click the second Reply link under Bob's comment",
        [
            Click(
                place=Query(
                    text="Reply",
                    role=Role.LINK,
                    ordinal=2,
                    relations=(near(Relation.BELOW, Query(text="Bob's comment")),),
                )
            )
        ],
    ),
    (
        "click the delete icon in the row of Anna",
        [
            Click(
                place=Query(
                    text="delete", role=Role.ICON_BUTTON, relations=(near(Relation.IN_ROW_OF, Query(text="Anna")),)
                )
            )
        ],
    ),
    (
        "click Delete in the Anna row",
        [Click(place=Query(text="Delete", relations=(near(Relation.IN_ROW_OF, Query(text="Anna")),)))],
    ),
    (
        'click the checkbox next to "Milk"',
        [Click(place=Query(role=Role.CHECKBOX, relations=(near(Relation.NEXT_TO, Query(text="Milk", exact=True)),)))],
    ),
    ('click the link that says "More"', [Click(place=Query(text="More", role=Role.LINK, exact=True))]),
    (
        "click the X in the top right corner",
        [Click(place=Query(text="X", relations=(near(Relation.INSIDE, Query(text="top right corner")),)))],
    ),
    ("Double-click Report", [Click(place=Query(text="Report"), count=2)]),
    ('double click on the file "notes.txt"', [Click(place=Query(text="notes.txt", exact=True), count=2)]),
    (
        'right click on "notes.txt" and choose Rename from the context menu',
        [
            Click(place=Query(text="notes.txt", exact=True), button=Button.RIGHT),
            Click(place=Query(text="Rename", role=Role.MENU_ITEM)),
        ],
    ),
    ("middle-click the Home link", [Click(place=Query(text="Home", role=Role.LINK), button=Button.MIDDLE)]),
    ("ctrl-click Row two", [Click(place=Query(text="Row two"), modifiers=("ctrl",))]),
    ("hold Shift and click Save", [Click(place=Query(text="Save"), modifiers=("shift",))]),
    ("click Save while holding Ctrl", [Click(place=Query(text="Save"), modifiers=("ctrl",))]),
    ("hover over Help", [Hover(place=Query(text="Help"))]),
    ("move the mouse to the Help icon", [Hover(place=Query(text="Help", role=Role.ICON_BUTTON))]),
    (
        "click File > Save As",
        [Click(place=Query(text="File", role=Role.MENU)), Click(place=Query(text="Save As", role=Role.MENU_ITEM))],
    ),
    (
        "File → Save",
        [Click(place=Query(text="File", role=Role.MENU)), Click(place=Query(text="Save", role=Role.MENU_ITEM))],
    ),
    (
        "open the File menu and choose Save As",
        [Click(place=Query(text="File", role=Role.MENU)), Click(place=Query(text="Save As", role=Role.MENU_ITEM))],
    ),
    (
        "choose Save from the File menu",
        [Click(place=Query(text="File", role=Role.MENU)), Click(place=Query(text="Save", role=Role.MENU_ITEM))],
    ),
    (
        "in the File menu choose Save",
        [Click(place=Query(text="File", role=Role.MENU)), Click(place=Query(text="Save", role=Role.MENU_ITEM))],
    ),
    (
        "open the Edit menu, then Copy",
        [Click(place=Query(text="Edit", role=Role.MENU)), Click(place=Query(text="Copy", role=Role.MENU_ITEM))],
    ),
    ("press Ctrl+S", [PressKeys(keys=("ctrl", "s"))]),
    ("press ctrl and c", [PressKeys(keys=("ctrl", "c"))]),
    ("press Enter three times", [PressKeys(keys=("enter",), times=3)]),
    ("press the down arrow 3 times", [PressKeys(keys=("down",), times=3)]),
    ("press Tab twice then Enter", [PressKeys(keys=("tab",), times=2), PressKeys(keys=("enter",))]),
    ("press Down, Down, Enter", [PressKeys(keys=("down",), times=2), PressKeys(keys=("enter",))]),
    ("press Ctrl+A and Delete", [PressKeys(keys=("ctrl", "a")), PressKeys(keys=("delete",))]),
    ("press Ctrl+K then Ctrl+S", [PressKeys(keys=("ctrl", "k")), PressKeys(keys=("ctrl", "s"))]),
    ("press Enter in the Search field", [PressKeys(keys=("enter",), place=Query(text="Search", role=Role.TEXT_FIELD))]),
    ("press enter to confirm", [PressKeys(keys=("enter",))]),
    ("press page down 3 times", [PressKeys(keys=("page_down",), times=3)]),
    ("press F5", [PressKeys(keys=("f5",))]),
    ("use ctrl+c", [PressKeys(keys=("ctrl", "c"))]),
    ('hit the "Esc" key', [PressKeys(keys=("escape",))]),
    ("scroll down", [Scroll(direction=Direction.DOWN)]),
    ("scroll up 3 times", [Scroll(direction=Direction.UP, amount=15)]),
    ("scroll down a page", [Scroll(direction=Direction.DOWN, amount=8)]),
    ("scroll down 3 notches", [Scroll(direction=Direction.DOWN, amount=3)]),
    ("scroll to the bottom of the page", [Scroll(direction=Direction.DOWN, amount=100)]),
    ("scroll the list down", [Scroll(direction=Direction.DOWN, place=Query(role=Role.LIST))]),
    ("scroll down in the list", [Scroll(direction=Direction.DOWN, place=Query(role=Role.LIST))]),
    ("scroll down to Comments", [Scroll(direction=Direction.DOWN), WaitFor(place=Query(text="Comments"))]),
    ('scroll to "Privacy"', [WaitFor(place=Query(text="Privacy", exact=True))]),
    (
        'scroll down until you see "Imprint"',
        [Scroll(direction=Direction.DOWN), WaitFor(place=Query(text="Imprint", exact=True))],
    ),
    ("drag the Card to the Done column", [Drag(start=Query(text="Card"), end=Query(text="Done"))]),
    ("drag and drop file.txt onto Trash", [Drag(start=Query(text="file.txt"), end=Query(text="Trash"))]),
    ('drag "A" to "B"', [Drag(start=Query(text="A", exact=True), end=Query(text="B", exact=True))]),
    ("toggle dark mode", [Click(place=Query(text="dark mode"))]),
    ('Close the dialog box labeled "x" by clicking "y".', [Click(place=Query(text="y", exact=True))]),
    ("click Name and click it again", [Click(place=Query(text="Name")), Click(place=Query(text="Name"))]),
    (
        "click Next 3 times",
        [Click(place=Query(text="Next")), Click(place=Query(text="Next")), Click(place=Query(text="Next"))],
    ),
    ("send the form", [Click(place=Query(text="Send", role=Role.BUTTON))]),
    ("submit", [Click(place=Query(text="Submit", role=Role.BUTTON))]),
    ("when the dialog appears, click OK", [WaitFor(place=Query(role=Role.DIALOG)), Click(place=Query(text="OK"))]),
    (
        "In the Settings window, click Apply",
        [
            Click(
                place=Query(text="Apply", relations=(near(Relation.INSIDE, Query(text="Settings", role=Role.WINDOW)),))
            )
        ],
    ),
]


@pytest.mark.parametrize(("words", "actions"), WORDINGS, ids=[words for words, _ in WORDINGS])
def test_words_give_these_actions(words: str, actions: list[Action], lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    assert [step.action for step in plan.steps] == actions
