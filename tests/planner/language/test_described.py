"""Something new, with what is told of it: behind a colon, in sentences of their own, under any label."""

import pytest

from planner.actions import Pursue
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan


def made(text: str, lexicon: Lexicon) -> tuple[str, list[tuple[str, str]]]:
    """The kind of thing that is made, and its facts."""
    plan = understand(text, lexicon)
    assert isinstance(plan, Plan), plan
    goals = [step.action.goal for step in plan.steps if isinstance(step.action, Pursue)]
    assert len(goals) == 1, plan.steps
    assert goals[0].deed == "create", goals
    return goals[0].thing.noun, [(fact.cue, fact.value) for fact in goals[0].facts]


HONEY = [("called", "Honey"), ("price", "6.40"), ("quantity", "15"), ("", "in stock"), ("supplier", "Acme")]


@pytest.mark.parametrize(
    ("text", "noun", "facts"),
    [
        (
            "Add a product called Honey: it costs 6.40, there are 15 of it, it is in stock and Acme supplies it",
            "product",
            HONEY,
        ),
        (
            "We sell honey. Please add it as a product called Honey: it costs 6.40, there are 15 of it, it is in stock",
            "product",
            HONEY[:-1],
        ),
        (
            "Add a product called Honey: it costs 6.40, there are 15 of it, it's in stock and it's supplied by Acme",
            "product",
            HONEY,
        ),
        (
            "Add a product called Honey. It costs 6.40 and there are 15 of it.",
            "product",
            [("called", "Honey"), ("price", "6.40"), ("quantity", "15")],
        ),
        ("Add a product called Honey that costs 6.40", "product", [("called", "Honey"), ("price", "6.40")]),
        (
            "Add a room called Attic. It has 12 seats and is on floor 3.",
            "room",
            [("called", "Attic"), ("seats", "12"), ("floor", "3")],
        ),
        (
            "Create a user named bo. His full name is Bo Ek, his role is editor and he should be active.",
            "user",
            [("called", "bo"), ("full name", "Bo Ek"), ("role", "editor"), ("", "active")],
        ),
        (
            "Create a new book. The title is Emma, it was written by Jane Austen and it belongs to the category Novels",
            "book",
            [("title", "Emma"), ("author", "Jane Austen"), ("category", "Novels")],
        ),
        (
            "Add a new member: Hugo Lind from Malmo, he's a racer and pays 120",
            "member",
            [("called", "Hugo Lind"), ("city", "Malmo"), ("", "racer"), ("fee", "120")],
        ),
        (
            'Put a new event into the event table, the title is "Book swap" and the day is 2027-09-18',
            "event",
            [("title", "Book swap"), ("day", "2027-09-18")],
        ),
        (
            "Put a row into the member table: name Bo Ek, town Lund and fee 40",
            "member",
            [("name", "Bo Ek"), ("town", "Lund"), ("fee", "40")],
        ),
    ],
)
def test_what_is_told_of_something_new_is_its_facts(
    text: str, noun: str, facts: list[tuple[str, str]], lexicon: Lexicon
) -> None:
    assert made(text, lexicon) == (noun, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Add a member called Hugo Lind with town Malmo, level Racer and yearly fee 120",
            [("called", "Hugo Lind"), ("town", "Malmo"), ("level", "Racer"), ("yearly fee", "120")],
        ),
        ('Add a card called "Rent a tent" with label Things', [("called", "Rent a tent"), ("label", "Things")]),
        (
            'Add a book by Ursula Le Guin with title "The Dispossessed", year 1974 and shelf B3',
            [("by", "Ursula Le Guin"), ("title", "The Dispossessed"), ("year", "1974"), ("shelf", "B3")],
        ),
        ("Create a note that reads Buy milk", [("message", "Buy milk")]),
        ("Add Ana as a guest", [("called", "Ana")]),
    ],
)
def test_a_fact_of_something_new_may_have_any_label(text: str, facts: list[tuple[str, str]], lexicon: Lexicon) -> None:
    assert made(text, lexicon)[1] == facts


@pytest.mark.parametrize(
    "text",
    [
        "Add a bill over 50. It is from Bob Stone and it is not paid yet.",
        "Add a product called Honey: it costs 6.40, but it is not in stock",
    ],
)
def test_what_is_told_is_never_left_out(text: str, lexicon: Lexicon) -> None:
    assert isinstance(understand(text, lexicon), NotUnderstood)
