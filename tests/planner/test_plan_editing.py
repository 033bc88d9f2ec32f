"""A plan changed by hand before it runs: lines moved, taken out, told otherwise, added; the rest stays as it was."""

import pytest

from app.words import load_lexicon
from planner.actions import SetDate, TypeText
from planner.language.outline import outline
from planner.language.understand import understand
from planner.plan import Plan
from planner.plan_editing import (
    At,
    NotChanged,
    added_after,
    decided,
    in_context,
    moved,
    node_at,
    numbered,
    retold,
    turned,
    without,
    words_of,
)

WORDS = load_lexicon("en")


def plan_of(words: str) -> Plan:
    plan = understand(words, WORDS)
    assert isinstance(plan, Plan), plan
    return numbered(plan)


def lines(plan: Plan | NotChanged) -> list[str]:
    assert isinstance(plan, Plan), plan
    return [line.text for line in outline(plan)]


STRAIGHT = plan_of('Type "Ana" into "Name", click "Next" and click "Send"')
BRANCHED = plan_of(
    'If "Cookies" appears, click "Reject"; otherwise click "Continue". Click "Next" until "Last page" appears'
)
LISTED = plan_of('Read "Total" as total. For each of Ana, Ben and Cleo: click "Add". Type the total into "Amount"')


def test_a_step_moves_and_the_first_does_not_move_up() -> None:
    assert lines(moved(STRAIGHT, At(step=3), by=-1)) == ["Type “Ana” into “Name”", "Click “Send”", "Click “Next”"]
    assert isinstance(moved(STRAIGHT, At(step=1), by=-1), NotChanged)


def test_a_step_is_taken_out_but_not_the_only_one_of_a_branch() -> None:
    assert lines(without(STRAIGHT, At(step=2))) == ["Type “Ana” into “Name”", "Click “Send”"]
    assert isinstance(without(BRANCHED, At(step=1)), NotChanged)


def test_a_condition_goes_with_its_steps() -> None:
    assert lines(without(BRANCHED, At(part=1))) == ["Until “Last page” is there, 50 times at most:", "Click “Next”"]


def test_a_step_is_told_otherwise_and_others_stay_as_they_were_understood() -> None:
    found = retold(STRAIGHT, At(step=1), plan_of('Type "Bo" into "Name"'))

    assert lines(found) == ["Type “Bo” into “Name”", "Click “Next”", "Click “Send”"]
    assert isinstance(found, Plan)
    assert found.nodes[1:] == STRAIGHT.nodes[1:]


def test_what_a_step_does_can_be_told_in_the_words_that_describe_it() -> None:
    step = node_at(LISTED, At(step=3))
    assert step is not None
    assert words_of(step) == "Type the total into “Amount”"
    sentence, context = in_context(LISTED, "Type the total into “Sum”")
    read = plan_of(sentence)
    found = retold(LISTED, At(step=3), Plan(instruction=read.instruction, nodes=read.nodes[context:]))
    assert lines(found)[-1] == "Type the result “total” into “Sum”"


def test_a_day_that_is_told_anew_is_still_set_as_a_day() -> None:
    plan = plan_of('Set "Arrival" to 2027-03-05')
    found = retold(plan, At(step=1), plan_of("Set “Arrival” to “2027-03-06”"))

    assert isinstance(found, Plan)
    assert isinstance(found.steps[0].action, SetDate)


def test_a_condition_decides_by_other_words_or_by_the_opposite() -> None:
    assert lines(decided(BRANCHED, At(part=1), "there is a Help link", WORDS))[0] == "If the “Help” link is there:"
    assert lines(turned(BRANCHED, At(part=2)))[-2].startswith("Until “Last page” is not there")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Dan, Eve", "For each of “Dan”, “Eve” ("),
        ("rows", "For each of what fits the row ("),
        ("files in ~/bills", "For each of the files in ~/bills ("),
    ],
)
def test_a_loop_goes_over_something_else(words: str, told: str) -> None:
    assert lines(decided(LISTED, At(part=1), words, WORDS))[1].startswith(told)


def test_words_that_decide_nothing_change_nothing() -> None:
    assert isinstance(decided(BRANCHED, At(part=1), "fly home", WORDS), NotChanged)


def test_a_step_is_added_after_another_inside_its_branch() -> None:
    found = added_after(BRANCHED, At(step=1), plan_of('click "Close"'))
    assert lines(found)[1:4] == ["Click “Reject”", "Click “Close”", "Otherwise:"]


def test_what_later_steps_use_is_not_taken_out() -> None:
    found = without(LISTED, At(step=1))
    assert isinstance(found, NotChanged)
    assert "total" in found.reason


def test_what_the_person_ordered_tells_the_changed_lines_too() -> None:
    found = added_after(STRAIGHT, At(step=3), plan_of('delete the text in "Notes"'))

    assert isinstance(found, Plan)
    assert found.instruction.text == STRAIGHT.instruction.text
    assert "Notes" in found.instruction.orders
    assert isinstance(found.steps[0].action, TypeText)
