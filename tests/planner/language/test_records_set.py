"""A value of one of many things is set in whichever words; what only tells, or goes somewhere, is no such order."""

import pytest

from planner.actions import Pursue, TypeText
from planner.goals.goal import Goal
from planner.language.context import only_pages
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood, Plan


@pytest.mark.parametrize(
    ("text", "marks", "fact"),
    [
        ("Put the due date of Kei Sato's invoice to 15 January 2027", ("Kei Sato",), ("due date", "2027-01-15")),
        ("Move the delivery date of Noor Khan to 3 May 2027", ("Noor Khan",), ("delivery date", "2027-05-03")),
        ("Raise the priority of Tap drips to urgent", ("Tap drips",), ("priority", "urgent")),
        ("Lower Bo Ek's fee to 40", ("Bo Ek",), ("fee", "40")),
        ("Raise the priority of the logo ticket to urgent", ("logo",), ("priority", "urgent")),
        ("Assign the request about the printer to Jun", ("printer",), ("assignee", "Jun")),
        ("Give the blurred-logo ticket to Trixi", ("blurred logo",), ("assignee", "Trixi")),
        ('Hand the issue "Tap drips" over to Bo', ("Tap drips",), ("assignee", "Bo")),
    ],
)
def test_a_value_is_raised_and_put_off_as_it_is_set(
    text: str, marks: tuple[str, ...], fact: tuple[str, str], lexicon: Lexicon
) -> None:
    plan = understand(text, lexicon, only_pages)
    assert isinstance(plan, Plan), plan
    (step,) = plan.steps
    assert isinstance(step.action, Pursue), step
    goal: Goal = step.action.goal
    assert (goal.deed, goal.thing.marks, [(one.cue, one.value) for one in goal.facts]) == ("edit", marks, [fact])


def test_what_has_happened_to_an_order_orders_nothing(lexicon: Lexicon) -> None:
    assert isinstance(understand("Order A-1002 has been sent. Set its status to shipped", lexicon), NotUnderstood)


@pytest.mark.parametrize(
    "text", ["Enter that as the due date of the card", "The cake must come by 4 May. Put that as the date of the card"]
)
def test_what_goes_somewhere_is_not_typed_with_the_place(text: str, lexicon: Lexicon) -> None:
    plan = understand(text, lexicon, only_pages)
    steps = plan.steps if isinstance(plan, Plan) else ()
    assert not [step for step in steps if isinstance(step.action, TypeText) and step.action.place is None]
