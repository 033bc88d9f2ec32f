"""Noun phrases and whole instructions become queries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.words import load_lexicon
from grounding.screen import Query, Related, Relation, Role
from planner.language.lexicon import Lexicon
from planner.language.places import read_place


def near(relation: Relation, anchor: Query) -> tuple[Related, ...]:
    return (Related(relation=relation, anchor=anchor),)


PLACES = [
    ("the Save button", Query(text="Save", role=Role.BUTTON)),
    ("Save button", Query(text="Save", role=Role.BUTTON)),
    ("Press the Authenticate button", Query(text="Authenticate", role=Role.BUTTON)),
    ("Toggle full screen", Query(text="full screen")),
    (
        "Click the hour value of the new alarm",
        Query(text="hour value", relations=near(Relation.NEXT_TO, Query(text="new alarm"))),
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
    ("Click Sign in", Query(text="Sign in")),
    ('Click on "Sign in with Google"', Query(text="Sign in with Google", exact=True)),
    ("First name field", Query(text="First name", role=Role.TEXT_FIELD)),
    ("the first name field", Query(text="first name", role=Role.TEXT_FIELD)),
    ("close this window", Query(text="close this window")),
    ("Open settings", Query(text="settings")),
    ("view the calendar", Query(text="calendar")),
    ("Search icon", Query(text="Search", role=Role.ICON_BUTTON)),
    ("Copy button", Query(text="Copy", role=Role.BUTTON)),
    ("add to cart", Query(text="add to cart")),
    ("Date of birth", Query(text="Date of birth")),
    ("Terms of service link", Query(text="Terms of service", role=Role.LINK)),
    ("Add Row", Query(text="Add Row")),
    ('button labelled "OK"', Query(text="OK", exact=True, role=Role.BUTTON)),
    ("the button that says Continue", Query(text="Continue", role=Role.BUTTON)),
    ("Click Last", Query(text="Last")),
    ("Save & Close", Query(text="Save & Close")),
    ("File menu", Query(text="File", role=Role.MENU)),
    ('the "Save" button in the top right corner', Query(text="Save", exact=True, role=Role.BUTTON)),
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
    ("turn on wifi", Query(text="wifi")),
    ("minimize the window", Query(text="minimize the window")),
    ("Please click the button.", Query(role=Role.BUTTON)),
    ("the icon of a trash can", Query(text="trash can", role=Role.ICON_BUTTON)),
    ("Type in the search box", Query(text="search", role=Role.TEXT_FIELD)),
    (
        'Could you click on the 3rd image below the "Gallery" heading?',
        Query(
            role=Role.IMAGE,
            ordinal=3,
            relations=near(Relation.BELOW, Query(text="Gallery", exact=True, role=Role.HEADING)),
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


@given(st.text(max_size=300))
def test_any_text_gives_a_place(words: str) -> None:
    assert isinstance(read_place(words, load_lexicon()), Query)
