"""What is asked of a whole list on a page: its order, what of it is shown, a mark on all of it."""

import pytest

from planner.actions import Pursue
from planner.language.context import only_pages
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan


@pytest.mark.parametrize(
    ("text", "deed", "fact", "options"),
    [
        ("Sort the table by price", "sort", ("by", "price"), ()),
        ("Sort the products by price from low to high", "sort", ("by", "price"), ("ascending",)),
        ("Order the rows by due date, newest first", "sort", ("by", "due date"), ("descending",)),
        ("Please show only the shipped orders", "filter", ("", "shipped"), ()),
        ("Show only orders that are open", "filter", ("", "open"), ()),
        ("Filter the table by status: Open", "filter", ("status", "Open"), ()),
        ("Mark all mails as read", "mark_all", ("as", "read"), ()),
    ],
)
def test_a_whole_list_is_meant(
    text: str, deed: str, fact: tuple[str, str], options: tuple[str, ...], lexicon: Lexicon
) -> None:
    plan = understand(text, lexicon, only_pages)
    assert isinstance(plan, Plan), plan
    (step,) = plan.steps
    assert isinstance(step.action, Pursue)
    goal = step.action.goal
    assert (goal.deed, [(one.cue, one.value) for one in goal.facts], goal.options) == (deed, [fact], options)


@pytest.mark.parametrize(
    "text",
    [
        "Order two green teas by post",
        "Mark all of the mails from Petra as read",
        "Sort the numbers in increasing order",
        "Show only the toolbar",
        "Mark all requests that are open as done",
    ],
)
def test_what_is_not_the_whole_list_is_read_otherwise(text: str, lexicon: Lexicon) -> None:
    plan = understand(text, lexicon, only_pages)
    steps = plan.steps if isinstance(plan, Plan) else ()
    deeds = [step.action.goal.deed for step in steps if isinstance(step.action, Pursue)]
    assert not {"sort", "filter", "mark_all"} & set(deeds)
