"""The course of a plan: which steps come, in what order, and that a resumed one takes the same turns."""

import pytest

from grounding.screen import Query
from planner.actions import Click, Decide, Gather, TypeText
from planner.conditions import Fitting, IsShown, Listed, Tabled
from planner.course import course
from planner.outcome import StepFailed
from planner.plan import ForEach, If, Instruction, Plan, Repeat, ScreenChanges, Step
from planner.results import Results
from planner.values import Literal, Reference


def click(text: str) -> Step:
    return Step(purpose=f"Click {text}", action=Click(place=Query(text=text)), expect=(ScreenChanges(),))


def plan(*nodes, done: int = 0) -> Plan:
    return Plan(instruction=Instruction(text=""), nodes=nodes, done=done)


def walked(a_plan: Plan, answers: dict[str, str], results: Results) -> list[str]:
    """The names that are clicked when the world answers so, in the order of asking."""
    clicked, left = [], list(answers.values())
    for step in course(a_plan, results):
        match step.action:
            case Decide(name=name) | Gather(name=name):
                results.put(name, left.pop(0))
            case Click(place=place):
                clicked.append(place.text)
    return clicked


def kept() -> Results:
    return Results(keep=lambda name, text: None)


BRANCH = If(purpose="?", condition=IsShown(place=Query(text="x")), then=(click("A"),), otherwise=(click("B"),))
LOOP = ForEach(purpose="rows", name="row", items=Fitting(place=Query(text="x")), body=(click("Open {{row}}"),))


def test_a_branch_goes_the_way_that_was_seen():
    assert walked(plan(BRANCH, click("C")), {"1": "yes"}, kept()) == ["A", "C"]
    assert walked(plan(BRANCH, click("C")), {"1": "no"}, kept()) == ["B", "C"]


def test_a_loop_names_each_item_in_the_places_of_its_steps():
    assert walked(plan(LOOP), {"1": "Ana\nBen"}, kept()) == ["Open Ana", "Open Ben"]


def test_typed_references_become_the_item_and_typed_text_stays_letter_by_letter():
    typing = TypeText(value=Reference(name="item"), place=None)
    braces = TypeText(value=Literal(text="{{item}}"), place=None)
    body = tuple(Step(purpose="Type", action=action, expect=(ScreenChanges(),)) for action in (typing, braces))
    loop = ForEach(purpose="", name="item", items=Listed(values=(Literal(text="Ana"),)), body=body)
    assert [step.action.value.text for step in course(plan(loop), kept())] == ["Ana", "{{item}}"]


def test_a_repetition_ends_when_it_is_so_and_fails_when_it_never_is():
    until = IsShown(place=Query(text="x"))
    loop = Repeat(purpose="?", until=until, body=(click("Next"),), times=3)
    assert walked(plan(loop), {"1": "no", "2": "no", "3": "yes"}, kept()) == ["Next", "Next"]
    with pytest.raises(StepFailed, match="repeated 3 times"):
        walked(plan(loop), {str(n): "no" for n in range(4)}, kept())


def test_a_resumed_plan_takes_the_turns_that_were_taken_and_decides_only_what_is_left():
    whole = plan(LOOP, BRANCH, click("End"))
    results = kept()
    assert walked(whole, {"1": "Ana\nBen", "2": "no"}, results) == ["Open Ana", "Open Ben", "B", "End"]
    again = Results(known=results.items(), keep=lambda name, text: None)
    assert walked(plan(LOOP, BRANCH, click("End"), done=2), {"2": "yes"}, again) == ["Open Ben", "A", "End"]


def test_what_a_plan_decided_is_no_output_and_is_never_it():
    results = kept()
    results.put("total", "12")
    walked(plan(BRANCH), {"1": "yes"}, results)
    assert results.outputs() == (("total", "12"),)
    assert results.get("") == "12"


def test_a_loop_over_a_table_names_each_value_of_a_row():
    table = Tabled(columns=("name", "town"), rows=((Literal(text="Ana"), Literal(text="Oslo")),))
    loop = ForEach(purpose="", name="row", items=table, body=(click("{{name}} of {{town}}"), click("{{row}}")))
    assert walked(plan(loop), {}, kept()) == ["Ana of Oslo", "1"]
