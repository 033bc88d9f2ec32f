"""Noun phrases and whole instructions become queries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.words import load_lexicon
from grounding.screen import Query, Related, Relation, Role
from planner.language.lexicon import Lexicon
from planner.language.orders import read_place


def near(relation: Relation, anchor: Query) -> tuple[Related, ...]:
    return (Related(relation=relation, anchor=anchor),)


IN_TOP_RIGHT = near(Relation.INSIDE, Query(text="top right corner"))
AT_TOP = near(Relation.INSIDE, Query(text="top"))

PLACES = [
    ("the Save button", Query(text="Save", role=Role.BUTTON)),
    ("Save button", Query(text="Save", role=Role.BUTTON)),
    ("Press the Authenticate button", Query(text="Authenticate", role=Role.BUTTON, act="press")),
    ("Toggle full screen", Query(text="full screen", act="toggle")),
    (
        "Click the hour value of the new alarm",
        Query(text="hour value", relations=near(Relation.NEXT_TO, Query(text="new alarm")), act="click"),
    ),
    (
        "the field next to 'Name'",
        Query(role=Role.TEXT_FIELD, relations=near(Relation.NEXT_TO, Query(text="Name", exact=True))),
    ),
    ("second checkbox", Query(role=Role.CHECKBOX, ordinal=2)),
    ("the 3rd link", Query(role=Role.LINK, ordinal=3)),
    ("second to last option", Query(role=Role.OPTION, ordinal=-2)),
    ("the last row", Query(role=Role.ROW, ordinal=-1)),
    ("row 3", Query(role=Role.ROW, ordinal=3)),
    ("the second one", Query(ordinal=2)),
    (
        "trash icon in the row of Anna",
        Query(text="trash", role=Role.ICON_BUTTON, relations=near(Relation.IN_ROW_OF, Query(text="Anna"))),
    ),
    (
        "delete button in Anna's row",
        Query(text="delete", role=Role.BUTTON, relations=near(Relation.IN_ROW_OF, Query(text="Anna"))),
    ),
    ("Click Sign in", Query(text="Sign in", act="click")),
    ('Click on "Sign in with Google"', Query(text="Sign in with Google", exact=True, act="click on")),
    ("First name field", Query(text="First name", role=Role.TEXT_FIELD)),
    ("the first name field", Query(text="first name", role=Role.TEXT_FIELD)),
    ("close this window", Query(text="close this window")),
    ("Open settings", Query(text="settings", act="open")),
    ("view the calendar", Query(text="calendar", act="view")),
    ("Search icon", Query(text="Search", role=Role.ICON_BUTTON)),
    ("Copy button", Query(text="Copy", role=Role.BUTTON)),
    ("add to cart", Query(text="add to cart")),
    ("Date of birth", Query(text="Date of birth")),
    ("Terms of service link", Query(text="Terms of service", role=Role.LINK)),
    ("Add Row", Query(text="Add Row")),
    ('button labelled "OK"', Query(text="OK", exact=True, role=Role.BUTTON)),
    ("the button that says Continue", Query(text="Continue", role=Role.BUTTON)),
    ("Click Last", Query(text="Last", act="click")),
    ("Save & Close", Query(text="Save & Close")),
    ("File menu", Query(text="File", role=Role.MENU)),
    (
        'the "Save" button in the top right corner',
        Query(
            text="Save", exact=True, role=Role.BUTTON, relations=near(Relation.INSIDE, Query(text="top right corner"))
        ),
    ),
    ("Delete the contact", Query(text="Delete the contact")),
    ("Pause the timer", Query(text="Pause the timer")),
    ("Annotate the drawing", Query(text="Annotate the drawing")),
    ("Close the yellow note window", Query(text="Close the yellow note window")),
    ("Add a note text", Query(text="Add a note text")),
    ("Clear the search field", Query(text="search", role=Role.TEXT_FIELD, act="clear")),
    ("Check for updates", Query(text="for updates", act="check")),
    ("Select the file notes.txt", Query(text="file notes.txt", act="select")),
    (
        "Open Music in the sidebar",
        Query(text="Music", act="open", relations=near(Relation.INSIDE, Query(text="sidebar", role=Role.GROUP))),
    ),
    (
        "the search field at the top",
        Query(text="search", role=Role.TEXT_FIELD, relations=AT_TOP),
    ),
    (
        "second row's delete button",
        Query(text="delete", role=Role.BUTTON, relations=near(Relation.IN_ROW_OF, Query(role=Role.ROW, ordinal=2))),
    ),
    (
        "the icon left of the search field",
        Query(
            role=Role.ICON_BUTTON,
            relations=near(Relation.LEFT_OF, Query(text="search", role=Role.TEXT_FIELD)),
        ),
    ),
    ("Close the dialog", Query(text="Close the dialog")),
    ("go to the next page", Query(text="next page", act="go to")),
    (
        "the field under the 'Total' heading",
        Query(
            role=Role.TEXT_FIELD,
            relations=near(Relation.BELOW, Query(text="Total", exact=True, role=Role.HEADING)),
        ),
    ),
    (
        "the cell in row 3 in the Total column",
        Query(
            role=Role.CELL,
            relations=(
                *near(Relation.IN_ROW_OF, Query(role=Role.ROW, ordinal=3)),
                *near(Relation.IN_COLUMN_OF, Query(text="Total")),
            ),
        ),
    ),
    ("checkbox for Newsletter", Query(text="Newsletter", role=Role.CHECKBOX)),
    (
        "the delete button for Anna",
        Query(text="delete", role=Role.BUTTON, relations=near(Relation.NEXT_TO, Query(text="Anna"))),
    ),
    ("the 7 button", Query(text="7", role=Role.BUTTON)),
    ("turn on wifi", Query(text="wifi", act="turn on")),
    ("minimize the window", Query(text="minimize the window")),
    ("Please click the button.", Query(role=Role.BUTTON, act="click")),
    ("the icon of a trash can", Query(text="trash can", role=Role.ICON_BUTTON)),
    ("Type in the search box", Query(text="search", role=Role.TEXT_FIELD, act="type in")),
    (
        'Could you click on the 3rd image below the "Gallery" heading?',
        Query(
            role=Role.IMAGE,
            ordinal=3,
            relations=near(Relation.BELOW, Query(text="Gallery", exact=True, role=Role.HEADING)),
            act="click on",
        ),
    ),
    (
        "the Apply button in the Network dialog",
        Query(
            text="Apply",
            role=Role.BUTTON,
            relations=near(Relation.INSIDE, Query(text="Network", role=Role.DIALOG)),
        ),
    ),
]


@pytest.mark.parametrize(("words", "query"), PLACES, ids=[words for words, _ in PLACES])
def test_a_place_is_read(words: str, query: Query, lexicon: Lexicon) -> None:
    assert read_place(words, lexicon) == query


@pytest.mark.parametrize(
    ("words", "literal"),
    [
        ("Open the table of contents", "table of contents"),
        ("Choose right to left document", "right to left document"),
        ("Press the Save button", "Save button"),
        ("Choose Compress", ""),
        ('Press "Save button"', ""),
    ],
)
def test_what_was_said_is_kept_word_for_word_where_more_than_a_name_was_read(
    lexicon: Lexicon, words: str, literal: str
) -> None:
    assert read_place(words, lexicon).literal == literal


@given(st.text(max_size=300))
def test_any_text_gives_a_place(words: str) -> None:
    assert isinstance(read_place(words, load_lexicon()), Query)
