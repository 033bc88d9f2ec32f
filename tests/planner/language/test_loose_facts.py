"""Facts behind a comma that say by their kind what they are."""

from datetime import date

import pytest

from app.words import lexicon_of
from planner.actions import Pursue
from planner.language.understand import understand
from planner.plan import Plan


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        (
            "Order two green teas for Zoë Müller, delivered on 3 May 2027, zoe@example.org",
            {"for": "Zoë Müller", "on": "3 May 2027", "email": "zoe@example.org", "amount": "2"},
        ),
        (
            "Order 3 black teas for Ana Lima (ana@example.org)",
            {"for": "Ana Lima", "email": "ana@example.org", "amount": "3"},
        ),
        ("Create an event called Tea tomorrow at 3pm", {"called": "Tea", "on": "2026-11-29", "at": "3pm"}),
        ("Create an event called Tea, tomorrow at 3pm", {"called": "Tea", "on": "2026-11-29", "at": "3pm"}),
        ("Book a table for two, tomorrow, a@ex.org", {"people": "2", "on": "2026-11-29", "email": "a@ex.org"}),
        ("Create a customer named Smith, Jones and Sons", {"called": "Smith, Jones and Sons"}),
        ("Create a note called Loved, cherished", {"called": "Loved, cherished"}),
    ],
)
def test_a_mail_address_and_a_day_are_facts_of_their_own_and_a_name_stays_whole(
    words: str, facts: dict[str, str]
) -> None:
    plan = understand(words, lexicon_of(date(2026, 11, 28)))
    assert isinstance(plan, Plan), plan
    match plan.steps[0].action:
        case Pursue(goal=goal):
            assert {fact.cue: fact.value for fact in goal.facts} == facts
        case other:
            pytest.fail(str(other))
