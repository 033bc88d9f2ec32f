"""Orders in the words of a page's own controls, done to the one thing that is meant or to all of a kind; and facts that
say by their kind what they are."""

import pytest

from app.words import load_lexicon
from planner.actions import Action, Click, Pursue, SetChecked
from planner.document_orders import PressNamed
from planner.goals.goal import Goal
from planner.language.context import only_pages
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan
from planner.sought import Column, Take
from planner.things import LookUp


def actions(words: str) -> list[Action]:
    plan = understand(words, load_lexicon(), only_pages)
    assert isinstance(plan, Plan), plan
    return [step.action for step in plan.steps]


def goal(words: str) -> Goal:
    match actions(words):
        case [Pursue(goal=goal)]:
            return goal
        case other:
            pytest.fail(str(other))


@pytest.mark.parametrize(
    ("words", "deed", "noun", "mark"),
    [
        ("Approve the request from Ben", "approve", "request", "Ben"),
        ("Turn down the application of Tim Roth", "reject", "application", "Tim Roth"),
        ("Download the invoice of May", "download", "invoice", "May"),
        ("Pay the invoice of Krüger", "pay", "invoice", "Krüger"),
        ("Restore the version of 3 May", "restore", "version", "3 May"),
        ("Duplicate the event Yoga", "duplicate", "event", "Yoga"),
        ("Close the issue about the blurred logo", "close", "issue", "blurred logo"),
        ("Print the invoice of Krüger", "print", "invoice", "Krüger"),
        ("Complete the task Buy milk", "complete", "task", "Buy milk"),
    ],
)
def test_what_a_control_says_is_done_to_the_one_that_is_meant(words: str, deed: str, noun: str, mark: str) -> None:
    found = goal(words)
    assert (found.deed, found.thing.noun, found.thing.marks) == (deed, noun, (mark,))


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("Delete every row where the status is closed", "closed"),
        ("Delete all issues that are closed", "closed"),
        ("Archive all issues whose status is done", "done"),
        ("Delete all closed issues", "closed issues"),
    ],
)
def test_all_in_one_state_are_meant_together(words: str, mark: str) -> None:
    found = goal(words)
    assert found.every
    assert found.thing.marks == (mark,)


@pytest.mark.parametrize("words", ["Log out", "Log off", "Sign me out please"])
def test_the_session_is_ended(words: str) -> None:
    assert goal(words).deed == "log_out"


@pytest.mark.parametrize(
    ("words", "noun", "facts"),
    [
        (
            "Add a new customer: Kei Sato, kei@x.org, +81 3 1234 567, Kyoto",
            "customer",
            {"called": "Kei Sato", "email": "kei@x.org", "phone": "+81 3 1234 567", "": "Kyoto"},
        ),
        (
            "Add Kei Sato, kei@x.org, Kyoto as a new customer",
            "customer",
            {"called": "Kei Sato", "email": "kei@x.org", "": "Kyoto"},
        ),
        ("New event: Yoga, 3 May at 18:00", "event", {"called": "Yoga", "on": "3 May", "at": "18:00"}),
        ("Write an e-mail to Ana: I will be late", "mail", {"to": "Ana", "text": "I will be late"}),
        ("Write a comment under the post of Ana: well done", "post", {"text": "well done"}),
    ],
)
def test_facts_say_by_their_kind_what_they_are(words: str, noun: str, facts: dict[str, str]) -> None:
    found = goal(words)
    assert found.thing.noun == noun
    assert {fact.cue: fact.value for fact in found.facts} == facts


@pytest.mark.parametrize("lead", ["with my data: ", "with ", "with these details: ", ": "])
def test_a_form_is_filled_from_facts_and_not_handed_in(lead: str) -> None:
    found = goal(f"Fill in the form {lead}Ana Roth, ana@x.org, born 3 May 1990")
    assert {fact.cue: fact.value for fact in found.facts} == {
        "name": "Ana Roth",
        "email": "ana@x.org",
        "born": "3 May 1990",
    }
    assert found.left_open


def test_a_cart_is_emptied_and_checked_out() -> None:
    assert actions("Empty the basket") == [PressNamed(verb="empty", thing="basket")]
    bought, out = actions("Put two blue mugs into the basket and check out")
    assert isinstance(bought, Pursue)
    assert bought.goal.deed == "add_to_cart"
    assert isinstance(out, Click)


@pytest.mark.parametrize("words", ["Delete all issues", "Approve all requests"])
def test_all_there_are_is_asked_about(words: str) -> None:
    assert isinstance(understand(words, load_lexicon(), only_pages), NotUnderstood)


@pytest.mark.parametrize(
    "words",
    [
        "How many issues are open?",
        "How many open issues are there?",
        "Count the open issues",
        "Type the number of open issues into Total",
        "How many issues are open? Type it into Total",
    ],
)
def test_rows_in_one_state_are_counted(words: str) -> None:
    looked, *_ = actions(words)
    assert isinstance(looked, LookUp)
    assert looked.sought == Column(take=Take.COUNT, of="issues", row="open")


@pytest.mark.parametrize("words", ["How many times did I click?", "How many mugs did we sell last year?"])
def test_what_no_screen_tells_is_not_counted(words: str) -> None:
    assert isinstance(understand(words, load_lexicon(), only_pages), NotUnderstood)


@pytest.mark.parametrize(
    "words",
    [
        'Tick "Monday" and do the same for "Wednesday" and "Friday"',
        "Tick Monday. Do the same for Wednesday and Friday.",
    ],
)
def test_the_same_is_done_to_each_of_the_others(words: str) -> None:
    ticked = [action.place.text for action in actions(words) if isinstance(action, SetChecked)]
    assert ticked == ["Monday", "Wednesday", "Friday"]


def test_nothing_is_followed_where_only_what_follows_is_meant() -> None:
    assert isinstance(understand("Do the following for A and B: click Save", load_lexicon(), only_pages), NotUnderstood)
