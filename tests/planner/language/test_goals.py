"""Goals as people say them: the deed, the thing that is meant, the facts."""

import pytest

from grounding.screen import Query
from planner.actions import Pursue, SelectOption
from planner.goals.goal import Best, Goal
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan
from planner.values import Literal, Secret


def goal_of(text: str, lexicon: Lexicon) -> Goal:
    plan = understand(text, lexicon)
    assert isinstance(plan, Plan), plan
    (step,) = plan.steps
    assert isinstance(step.action, Pursue), step
    return step.action.goal


def facts(goal: Goal) -> list[tuple[str, str]]:
    return [(fact.cue, fact.value) for fact in goal.facts]


@pytest.mark.parametrize(
    ("text", "deed", "told"),
    [
        ("log in as ana with password x", "log_in", [("as", "ana"), ("password", "x")]),
        ('Log in with the username "ana" and the password "b c"', "log_in", [("username", "ana"), ("password", "b c")]),
        ("sign in as ana@example.com, password Tulip9", "log_in", [("as", "ana@example.com"), ("password", "Tulip9")]),
        (
            "sign up with the name Ana, email ana@example.com and password Tulip9",
            "sign_up",
            [("name", "Ana"), ("email", "ana@example.com"), ("password", "Tulip9")],
        ),
        (
            'create an event called "Standup" on 3 May 2027 at 9:30 am',
            "create",
            [("called", "Standup"), ("on", "3 May 2027"), ("at", "9:30 am")],
        ),
        (
            'send an email to lena@example.com with the subject "Hi" and the text "See you"',
            "send",
            [("to", "lena@example.com"), ("subject", "Hi"), ("text", "See you")],
        ),
        ("write a message to Lena saying I am late", "send", [("to", "Lena"), ("message", "I am late")]),
        (
            "book a table for two on 12 May 2027 at 7 pm under the name Krüger",
            "book",
            [("people", "2"), ("on", "12 May 2027"), ("at", "7 pm"), ("name", "Krüger")],
        ),
    ],
)
def test_facts_are_read_with_their_cues(text: str, deed: str, told: list[tuple[str, str]], lexicon: Lexicon) -> None:
    goal = goal_of(text, lexicon)
    assert (goal.deed, facts(goal)) == (deed, told)


@pytest.mark.parametrize(
    ("text", "deed", "marks"),
    [
        ("delete the invoice of Krüger", "delete", ("Krüger",)),
        ("delete Krüger's invoice", "delete", ("Krüger",)),
        ("delete the email from Ana about the budget", "delete", ("Ana", "budget")),
        ("like the post by Ana", "like", ("Ana",)),
        ("find the post of Ana and like it", "like", ("Ana",)),
        ("find the report by Bo and open it", "open", ("Bo",)),
        ("reply to Trixi with ok", "reply", ("Trixi",)),
        ("forward the email from Bo to Lena", "forward", ("Bo",)),
        ("cancel the order 1042", "cancel", ("1042",)),
    ],
)
def test_a_thing_is_told_apart_by_its_marks(text: str, deed: str, marks: tuple[str, ...], lexicon: Lexicon) -> None:
    goal = goal_of(text, lexicon)
    assert (goal.deed, goal.thing.marks) == (deed, marks)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("order two of the cheapest mugs to 12 Main Street, Springfield", Best(kind="money", most=False)),
        ("Book the longest one-way flight from: Oslo to: LEX on 10/16/2016.", Best(kind="duration", most=True)),
        ("Book the fastest train from: Ulm, BW to: Basel, BS on 10/16/2016.", Best(kind="duration", most=False)),
        ("buy the ticket with the cheapest cost", Best(kind="money", most=False, of="cost")),
    ],
)
def test_the_best_of_several_is_told_by_what_it_has_most_or_least_of(text: str, best: Best, lexicon: Lexicon) -> None:
    assert goal_of(text, lexicon).thing.best == best


def test_what_is_done_in_the_settings_is_led_to_first(lexicon: Lexicon) -> None:
    plan = understand("set the language to French in the settings", lexicon)
    assert isinstance(plan, Plan)
    way, there = (step.action for step in plan.steps)
    assert isinstance(way, Pursue)
    assert way.goal.deed == "settings"
    assert there == SelectOption(option=Literal(text="French"), place=Query(text="language"))


def test_a_control_belongs_to_the_thing_that_was_to_be_found(lexicon: Lexicon) -> None:
    goal = goal_of("find the email by Trixi and click the star icon to mark it as important", lexicon)
    assert (goal.deed, goal.control, goal.thing.marks) == ("press", "star", ("Trixi",))


def test_a_stored_password_stays_a_name(lexicon: Lexicon) -> None:
    goal = goal_of("log in as ana with my password", lexicon)
    assert [fact.secret for fact in goal.facts] == [None, Secret(name="password")]


@pytest.mark.parametrize(
    "text",
    [
        "log in as ana",
        "write the result in Sum",
        "reply to Trixi",
        "book",
        "like",
        "delete everything",
        "delete all emails",
    ],
)
def test_half_a_goal_is_not_understood(text: str, lexicon: Lexicon) -> None:
    assert isinstance(understand(text, lexicon), NotUnderstood)
