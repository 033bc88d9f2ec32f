"""Sums of what stands on the screen: what is named is read first, then worked out, then put where it was said."""

import pytest

from app.words import load_lexicon
from grounding.screen import Query
from planner.actions import Action, Click, Compute, Read, Reference, TypeText
from planner.conditions import IsShown
from planner.language.context import only_pages
from planner.language.understand import understand
from planner.plan import Plan, Repeat, Step


def plan(words: str) -> Plan:
    found = understand(words, load_lexicon(), only_pages)
    assert isinstance(found, Plan), found
    return found


@pytest.mark.parametrize(
    ("words", "read", "expression"),
    [
        ("Work out Subtotal minus 15 and put the result in Due", ["Subtotal"], "subtotal - 15"),
        ('Read "Subtotal", subtract 15 and type the result into Due', ["Subtotal"], "Subtotal - 15"),
        ("Read Subtotal. Take away 15. Write the result in Due.", ["Subtotal"], "Subtotal - 15"),
        ("Read Subtotal. Deduct 15. Write the result in Due.", ["Subtotal"], "Subtotal - 15"),
        ("Work out 8 percent of Rent and type the result into Due", ["Rent"], "8% * rent"),
        ("Read Rent. Calculate 8 percent of it. Write the result in Due.", ["Rent"], "8% * Rent"),
        ("Put Net minus Tax into Due", ["Net", "Tax"], "net - tax"),
        ('Fill in Due with "Price" times 3', ["Price"], "price * 3"),
    ],
)
def test_what_is_shown_is_read_and_worked_out(words: str, read: list[str], expression: str) -> None:
    *first, computed, typed = (step.action for step in plan(words).steps)
    assert [action.place.text for action in first if isinstance(action, Read) and action.place] == read
    assert isinstance(computed, Compute)
    assert computed.expression == expression
    assert isinstance(typed, TypeText)
    assert (typed.value, typed.place) == (Reference(name=computed.name), Query(text="Due"))


@pytest.mark.parametrize(
    "until", ["until you see Rent contract, then click it", "till Rent contract turns up and then click on it"]
)
def test_what_came_up_at_last_is_it(until: str) -> None:
    loop, last = plan(f"Keep clicking Older messages {until}").nodes
    assert isinstance(loop, Repeat)
    assert isinstance(loop.until, IsShown)
    assert isinstance(last, Step)
    clicked: Action = last.action
    assert isinstance(clicked, Click)
    assert clicked.place.text == "Rent contract"


def test_what_is_taken_away_is_never_added() -> None:
    (computed,) = (step.action for step in plan("Deduct 5 from 20").steps)
    assert isinstance(computed, Compute)
    assert computed.expression == "20 - 5"
    assert not any(isinstance(step.action, Compute) for step in plan("Take away 5 and 3").steps)
