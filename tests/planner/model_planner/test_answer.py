"""What is read from an answer: every step of the closed set, and nothing that is not in it."""

import json

import pytest

from grounding.screen import Query, Relation, Role
from planner.actions import (
    AnswerDialog,
    Ask,
    Assert,
    Back,
    Button,
    ChooseFile,
    Clear,
    Click,
    Compute,
    Copy,
    Direction,
    Drag,
    Filling,
    Hover,
    Literal,
    OpenAddress,
    OpenApp,
    OpenFile,
    Paste,
    PressKeys,
    Read,
    Reference,
    Reveal,
    SaveAs,
    Scroll,
    Secret,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    SwitchTo,
    TypeText,
    WaitFor,
)
from planner.model_planner.acting import Reading
from planner.model_planner.answer import SaysDone, SaysImpossible, Steps, read_answer
from planner.model_planner.errors import Unusable
from planner.model_planner.marks import Marked
from planner.model_planner.schema import answer_schema
from planner.model_planner.steps import Answer
from tests.planner.model_planner.conftest import place, steps, text

NAME = place(name="Name", role="text_field")
NAME_PLACE = Query(text="Name", role=Role.TEXT_FIELD)
STEPS = [
    (
        {"do": "click", "place": NAME, "button": "right", "times": 2},
        Click(place=NAME_PLACE, button=Button.RIGHT, count=2),
    ),
    ({"do": "hover", "place": NAME}, Hover(place=NAME_PLACE)),
    (
        {"do": "type", "value": text("a"), "place": NAME, "how": "append"},
        TypeText(value=Literal(text="a"), place=NAME_PLACE, filling=Filling.APPEND),
    ),
    (
        {"do": "type", "value": {"kind": "secret", "is": "pin"}, "place": None, "how": "here"},
        TypeText(value=Secret(name="pin"), filling=Filling.HERE),
    ),
    ({"do": "clear", "place": NAME}, Clear(place=NAME_PLACE)),
    ({"do": "press", "chord": "Ctrl+Shift+S", "times": 1, "place": None}, PressKeys(keys=("ctrl", "shift", "s"))),
    (
        {"do": "scroll", "direction": "up", "notches": 3, "place": None},
        Scroll(direction=Direction.UP, amount=3),
    ),
    ({"do": "drag", "start": NAME, "end": place(name="Bin")}, Drag(start=NAME_PLACE, end=Query(text="Bin"))),
    ({"do": "copy", "place": NAME, "name": "who"}, Copy(place=NAME_PLACE, name="who")),
    ({"do": "paste", "place": NAME}, Paste(place=NAME_PLACE)),
    ({"do": "answer_dialog", "accept": False, "value": None}, AnswerDialog(accept=False)),
    ({"do": "open_app", "name": "Notes"}, OpenApp(name="Notes")),
    ({"do": "open_file", "path": "~/a.txt"}, OpenFile(path="~/a.txt")),
    ({"do": "open_address", "address": "https://example.org"}, OpenAddress(address="https://example.org")),
    ({"do": "back"}, Back()),
    ({"do": "switch_to", "name": "Mail"}, SwitchTo(name="Mail")),
    (
        {"do": "select", "option": text("Blue"), "place": NAME},
        SelectOption(option=Literal(text="Blue"), place=NAME_PLACE),
    ),
    (
        {"do": "set_date", "value": text("2027-05-03"), "place": NAME},
        SetDate(value=Literal(text="2027-05-03"), place=NAME_PLACE),
    ),
    ({"do": "set_level", "value": text("30"), "place": NAME}, SetLevel(value=Literal(text="30"), place=NAME_PLACE)),
    ({"do": "set_checked", "place": NAME, "checked": False}, SetChecked(place=NAME_PLACE, checked=False)),
    ({"do": "choose_file", "place": NAME, "path": "a.pdf"}, ChooseFile(place=NAME_PLACE, path="a.pdf")),
    ({"do": "save_as", "path": text("b.txt")}, SaveAs(path=Literal(text="b.txt"))),
    ({"do": "reveal", "place": NAME}, Reveal(place=NAME_PLACE)),
    ({"do": "read", "place": NAME, "name": "total"}, Read(place=NAME_PLACE, name="total")),
    (
        {"do": "wait", "place": NAME, "gone": True, "seconds": 5},
        WaitFor(place=NAME_PLACE, gone=True, seconds_s=5.0),
    ),
    (
        {"do": "check", "place": NAME, "value": {"kind": "result", "is": "known"}, "present": True},
        Assert(place=NAME_PLACE, value=Reference(name="known")),
    ),
    ({"do": "compute", "expression": "known * 2", "name": "twice"}, Compute(expression="known * 2", name="twice")),
    (
        {"do": "ask", "question": "Which?", "choices": ["a", "b"], "name": "which"},
        Ask(question="The language model asks: “Which?”", name="which", choices=("a", "b")),
    ),
]


def reading() -> Reading:
    nothing = Marked((), None, lambda query, screen: pytest.fail("there is no screen"))
    return Reading(marked=nothing, secrets=frozenset({"pin"}), known={"known"})


def read(answer: str) -> Steps | SaysDone | SaysImpossible:
    return read_answer(answer, reading())


@pytest.mark.parametrize(("given", "action"), STEPS, ids=[str(given["do"]) for given, _ in STEPS])
def test_each_step_becomes_its_action_with_something_to_see_afterwards(
    given: dict[str, object], action: object
) -> None:
    said = read(steps(given))
    assert isinstance(said, Steps)
    step = said.given[0].step
    assert step.action == action
    assert step.expect
    assert step.purpose
    assert json.loads(said.given[0].words) == given


def test_there_is_a_test_for_every_step_of_the_schema() -> None:
    offered = {
        definition["properties"]["do"]["enum"][0]
        for definition in json.loads(answer_schema())["$defs"].values()
        if "do" in definition.get("properties", {})
    }
    assert offered == {str(given["do"]) for given, _ in STEPS}


def test_a_place_can_be_told_by_what_is_beside_it_and_in_its_row() -> None:
    said = read(steps({"do": "click", "place": place(name="Delete", beside="Bill 7", in_row_of="Ana", nth=-1)}))
    assert isinstance(said, Steps)
    action = said.given[0].step.action
    assert isinstance(action, Click)
    assert action.place.ordinal == -1
    assert [(r.relation, r.anchor.text) for r in action.place.relations] == [
        (Relation.NEXT_TO, "Bill 7"),
        (Relation.IN_ROW_OF, "Ana"),
    ]


def test_a_later_step_may_use_what_an_earlier_one_reads() -> None:
    uses = {"do": "type", "value": {"kind": "result", "is": "total"}, "place": NAME}
    assert isinstance(read(steps({"do": "read", "place": NAME, "name": "total"}, uses)), Steps)
    with pytest.raises(Unusable, match="no step before this one gives a result “total”"):
        read(steps(uses, {"do": "read", "place": NAME, "name": "total"}))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"do": "fly"}, "steps.0"),
        ({"do": "click"}, "steps.0.click.place: Field required"),
        ({"do": "click", "place": NAME, "force": True}, "steps.0.click.force"),
        ({"do": "click", "place": {}}, "a place needs a mark, a name or a role"),
        ({"do": "click", "place": place(mark=99)}, "there is no mark 99"),
        ({"do": "click", "place": place(name="a", role="nuke")}, "steps.0.click.place.role"),
        ({"do": "click", "place": NAME, "times": "2"}, "steps.0.click.times"),
        ({"do": "click", "place": NAME, "times": 5000}, "steps.0.click.times"),
        ({"do": "press", "chord": "Save it", "place": None}, "not one chord"),
        ({"do": "press", "chord": "ctrl+a, delete", "place": None}, "not one chord"),
        ({"do": "compute", "expression": "__import__('os')", "name": "x"}, "cannot be worked out"),
        ({"do": "type", "value": {"kind": "secret", "is": "bank"}, "place": NAME}, "named no secret"),
        ({"do": "type", "value": {"kind": "text"}, "place": NAME}, "steps.0.type.value.is"),
        ({"do": "read", "place": NAME, "name": "1; drop"}, "steps.0.read.name"),
    ],
)
def test_a_step_that_is_none_is_named_with_its_fault(given: dict[str, object], why: str) -> None:
    with pytest.raises(Unusable) as caught:
        read(steps(given))
    assert why in str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "I cannot help with that",
        "{",
        '{"outcome": "steps", "steps": [{"do": "cl',
        "[]",
        "{}",
        '{"outcome": "steps", "steps": []}',
        '{"outcome": "impossible", "reason": ""}',
        '{"outcome": "done", "confirm": true}',
        '{"outcome": 1}',
        '{"outcome": NaN}',
        '{"a":' * 5000 + "1" + "}" * 5000,
        steps(*([{"do": "back"}] * 41)),
    ],
)
def test_what_is_no_answer_is_said_to_be_none(answer: str) -> None:
    with pytest.raises(Unusable):
        read(answer)


def test_an_answer_is_found_in_what_an_unconstrained_model_writes_around_it() -> None:
    wrapped = f"<think>maybe {{this}}?</think>Sure! Here it is:\n```json\n{steps({'do': 'back'})}\n```\nGood luck."
    said = read(wrapped)
    assert isinstance(said, Steps)
    assert said.given[0].step.action == Back()


def test_done_and_impossible_are_read() -> None:
    assert read('{"thought":"","outcome":"done","reason":"","steps":[],"completes":false}') == SaysDone()
    impossible = read('{"outcome": "impossible", "reason": "no\\n such field"}')
    assert impossible == SaysImpossible(reason="no such field")


def test_the_schema_is_in_the_part_of_json_schema_that_every_endpoint_knows() -> None:
    def check(node: object) -> None:
        if isinstance(node, list):
            for one in node:
                check(one)
        if not isinstance(node, dict):
            return
        assert not {"oneOf", "discriminator", "default", "pattern", "maxLength", "maximum"} & set(node), node
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
        for key, value in node.items():
            for one in value.values() if key in ("properties", "$defs") else [value]:
                check(one)

    check(json.loads(answer_schema()))


def test_what_fits_the_schema_in_full_is_read() -> None:
    whole = {"thought": "hm", "outcome": "steps", "reason": "", "completes": True}
    full_place = {"mark": None, "name": "Name", "role": None, "nth": None, "beside": None, "in_row_of": None}
    step = {"do": "type", "value": text("x"), "place": full_place, "how": "replace"}
    assert Answer.model_validate({**whole, "steps": [step]}).steps[0].do == "type"
