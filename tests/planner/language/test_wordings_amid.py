"""An application named in the midst of an order, and orders that are no text to be typed."""

import pytest

from app.words import load_lexicon
from planner.actions import TypeText
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan
from tests.bench.plan_shape import in_short, is_same

INSTALLED = frozenset({"scribble", "tabula", "shelf"})


def plan_of(words: str) -> Plan | NotUnderstood:
    return understand(words, load_lexicon(), lambda name: name.lower() in INSTALLED)


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Set the tab width in Scribble to 2", "open Scribble, set the tab width to 2"),
        ("Change the font of Scribble to Monospace 14", "open Scribble, change the font to Monospace 14"),
        ("Change the view in Shelf to a detailed list", "open Shelf, change the view to a detailed list"),
        ("In sums.ods, put 250 into B3 and save", "open sums.ods, put 250 into B3 and save"),
        ("Convert photo.png to a JPG", "Export photo.png as photo.jpg"),
        ('Replace "a" with "b" in all of x.txt and save', 'Replace "a" with "b" in x.txt and save'),
        ('Add "Bye" as the last line of x.odt and save', 'open x.odt, add "Bye" as a last line and save'),
        ('Fill in "Mia" as "Passenger name"', 'type "Mia" into "Passenger name"'),
        (
            "Would you mind opening a.txt in the text editor, adding Tea at the end of it and saving it?",
            "open a.txt in the text editor, add Tea at the end of it and save it",
        ),
        (
            'Please tick the checkbox in every row where it says "Expired" and after that click "Delete selected".',
            'for each row with "Expired", check the checkbox. Then click "Delete selected"',
        ),
        (
            'My boss wants a receipt for the printer. Hover over "Account" and click "My orders".',
            'hover over "Account" and click "My orders"',
        ),
        (
            'Can you check "Days left" and click "Extend loan" if it is less than 7, please?',
            'if "Days left" is less than 7, click "Extend loan"',
        ),
        ('Open the tab "Opening hours"', 'open the "Opening hours" tab'),
        (
            "Enter Mia Bo as the Passenger name, choose Window for Seat and click Confirm",
            'type "Mia Bo" into "Passenger name", choose "Window" in "Seat" and click "Confirm"',
        ),
        ("Hide the toolbar", 'turn off "Toolbar"'),
        ('Turn on "Beep" in the preferences of Scribble', 'In Scribble\'s preferences, turn on "Beep"'),
        (
            "Divide 468 by 6 in Scribble and save the result in a text file called speed.txt in Documents",
            "Divide 468 by 6 in Scribble and save the result as speed.txt in Documents",
        ),
        ("What is 3 plus 4? Note the answer in a.txt", "Calculate 3 plus 4 and write the answer into a.txt"),
        ('Run "make test" in the terminal', 'In the terminal, type "make test" and press Enter'),
        ('In the terminal, run "ls -l > files.txt"', 'In the terminal, type "ls -l > files.txt" and press Enter'),
        ('Open a terminal and run the command "df -h"', 'In the terminal, type "df -h" and press Enter'),
        ("What is 15 times 23? Write the answer into a.txt", "Calculate 15 times 23 and write the answer into a.txt"),
        ("How much is 15 times 23? Put it into Total", "Calculate 15 times 23 and put it into Total"),
    ],
)
def test_it_means_the_same(words: str, plain: str) -> None:
    found, meant = plan_of(words), plan_of(plain)
    assert isinstance(found, Plan), found
    assert isinstance(meant, Plan), meant
    assert is_same(in_short(found), in_short(meant))


@pytest.mark.parametrize(
    "words",
    [
        "Insert a table with 3 columns and 2 rows into letter.odt and save",
        "Add a bookmark for the folder Documents in Shelf",
        "Put a full stop at the end of notes.txt",
        'Put "Page 1" in the header of letter.odt',
        'Search for "invoice" in letter.odt',
    ],
)
def test_what_is_to_be_made_is_not_typed(words: str) -> None:
    found = plan_of(words)
    typed = [step for step in found.steps if isinstance(step.action, TypeText)] if isinstance(found, Plan) else []
    assert typed == []
