"""Flow files: what is read from them, what is written, and the sentence for each thing that is wrong."""

import pytest

from app.words import load_lexicon
from grounding.screen import Query, Related, Relation, Role
from planner.actions import Click, PressKeys, TypeText
from planner.conditions import Fitting, IsShown
from planner.flow.planning import InputsUnfit, flow_plan
from planner.flow.reading import read_flow
from planner.flow.tree import FlowBroken
from planner.flow.values import InputKind
from planner.flow.writing import written
from planner.plan import ForEach, If, Repeat, Source
from planner.values import Literal, Reference, Secret, Template

WORDS = load_lexicon("en")
WHOLE = """flow: 1
name: "Add: a guest"  # people's own words stay
description: Adds a guest.
inputs:
  guest: {type: text, default: Ana}
  count: {type: number, default: 007}
  born: {type: date}
  password: {type: secret, secret: shop}
needs: {apps: [text editor], sites: ["https://a.example/x"]}
outputs: [balance]
steps:
  - type: "{{guest}}"
    into: {name: Guest, role: text field}
    picture: 1.png
  - click: {name: Add, role: button, row of: {name: "x: y"}, next to: [{name: a}, {name: b}]}
  - type: |
      Dear {{guest}},
      bye
    into: the Note field
  - type: "{{password}}"
    into: Password
  - press: ctrl+s
    times: 2
  - right click: {name: "yes"}
  - if: there is a Next button
    then:
      - click Next
    else:
      - do: click "Done"
        purpose: Finish
  - for each: row
    in: {rows: open}
    steps:
      - click: {name: Details, row of: {name: "{{row}}"}}
  - repeat until: {not shown: {name: Done}}
    at most: 5
    steps:
      - click: More
  - read: {name: Balance}
    as: balance
  - assert: {name: Balance}
    shows: "{{balance}}"
  - pause: 2
  - wait until gone: {name: Busy}
    within: 5
  - go back: yes
  - answer dialog: no
"""


def flow(steps: str, head: str = ""):
    return read_flow(f"flow: 1\nname: A flow\n{head}steps:\n{steps}", WORDS)


def test_what_is_written_is_read_into_the_same_flow():
    first = read_flow(WHOLE, WORDS)
    assert read_flow(written(first), WORDS) == first


def test_written_flows_come_out_the_same_again():
    once = written(read_flow(WHOLE, WORDS))
    assert written(read_flow(once, WORDS)) == once


def test_steps_become_actions_with_places_and_relations():
    first = read_flow(WHOLE, WORDS)
    typing, click = first.nodes[0].action, first.nodes[1].action
    assert typing == TypeText(
        value=Reference(name="guest"), place=Query(text="Guest", exact=True, role=Role.TEXT_FIELD)
    )
    row = Related(relation=Relation.IN_ROW_OF, anchor=Query(text="x: y", exact=True))
    sides = tuple(Related(relation=Relation.NEXT_TO, anchor=Query(text=text, exact=True)) for text in "ab")
    assert click == Click(place=Query(text="Add", exact=True, role=Role.BUTTON, relations=(row, *sides)))
    assert first.nodes[2].action.value == Template(text="Dear {{guest}},\nbye\n")
    assert first.nodes[4].action == PressKeys(keys=("ctrl", "s"), times=2)
    branch, loop, repeated = first.nodes[6:9]
    assert isinstance(branch, If)
    assert branch.otherwise[0].purpose == "Finish"
    assert isinstance(loop, ForEach)
    assert loop.items == Fitting(place=Query(text="open", role=Role.ROW))
    assert isinstance(repeated, Repeat)
    assert repeated.until == IsShown(place=Query(text="Done", exact=True), present=False)


def test_texts_stay_as_they_are_written():
    first = read_flow(WHOLE, WORDS)
    assert [one.default for one in first.inputs] == ["Ana", "007", None, None]
    assert first.inputs[1].kind is InputKind.NUMBER
    assert first.inputs[3].secret == "shop"
    assert first.pictures == {1: "1.png"}


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("", 1, 1, "empty"),
        ("flow: 2\nsteps: []", 1, 7, "newer Deskhand"),
        ("flow: one\nsteps: []", 1, 7, "number of the format"),
        ("flow: 1\nname: x", 1, 1, "`steps` is missing"),
        ("flow: 1\nsteps: []", 2, 8, "no steps"),
        ("flow: 1\nsteps:\n  - clck: Save", 3, 5, "no verb"),
        ("flow: 1\nsteps:\n  - click: {name: Save, rle: x}", 3, 25, "`rle` is not known"),
        ("flow: 1\nsteps:\n  - click: {role: knob}", 3, 19, "no role"),
        ("flow: 1\nsteps:\n  - choose: a", 3, 5, "needs `in`"),
        ("flow: 1\nsteps:\n  - frobnicate the widget", 3, 5, "do not understand"),
        ("flow: 1\nsteps:\n  - if: pigs fly\n    then: []", 3, 9, "no condition"),
        ("flow: 1\nsteps:\n  - press: foo", 3, 12, "names no keys"),
        ("flow: 1\nsteps:\n  - for each: [Ana, Ben]\n    in: []\n    steps: []", 3, 15, "stands under `in`"),
        ("flow: 1\nsteps:\n  - type: '{{x}}'\n    into: Guest", 3, 3, "`x` is neither an input"),
        ("flow: 1\nsteps:\n  - type: 'a {{secret:b}}'\n    into: a", 3, 11, "a secret stands alone"),
        ("flow: 1\nsteps:\n  - click: Save\n    picture: ../x.png", 4, 14, "without any folder"),
        ("flow: 1\nsteps:\n  - call: other.flow.yaml", 3, 11, "cannot be called"),
        ("flow: 1\ninputs:\n  n: {type: number, default: x}\nsteps: [click A]", 3, 30, "no number"),
        ("flow: 1\ninputs:\n  n: {secret: a, default: x}\nsteps: [click A]", 3, 27, "no default"),
        ("flow: 1\nname: a\nname: b", 3, 1, "stands here twice"),
        ("a: &x 1\nb: *x", 1, 4, "anchors"),
        ("a: !!python/object/apply:os.system [x]", 1, 4, "tags"),
        ("a: !run x", 1, 4, "tags"),
        ("flow: 1\nsteps:\n\t- click A", 3, 1, "token"),
        ("[", 1, 2, "expected"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_column(text: str, line: int, column: int, says: str):
    with pytest.raises(FlowBroken) as caught:
        read_flow(text, WORDS)
    assert (caught.value.line, caught.value.column) == (line, column), str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "flow: 1\nsteps: " + "[" * 500,
        "flow: 1\nsteps: " + "{a: " * 500,
        "a: " + "x" * 1_100_000,
        "a: [" + "1," * 60_000 + "]",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]",
        "\x00",
    ],
)
def test_hostile_files_are_refused_soon(text: str):
    with pytest.raises(FlowBroken):
        read_flow(text, WORDS)


def test_a_flow_calls_another_with_its_values_and_never_itself():
    files = {
        "greet.yaml": 'flow: 1\ninputs: {who: {type: text}}\nsteps:\n  - type: "Dear {{who}}"\n    into: Note\n',
        "round.yaml": "flow: 1\nsteps:\n  - call: round.yaml\n",
    }
    head = "inputs: {guest: {type: text, default: Ana}}\n"
    text = 'flow: 1\n{}steps:\n  - call: {}\n    with: {{who: "{{{{guest}}}}"}}\n'
    called = read_flow(text.format(head, "greet.yaml"), WORDS, find=files.__getitem__)
    assert called.nodes[0].action.value == Template(text="Dear {{guest}}")
    with pytest.raises(FlowBroken, match="calls itself"):
        read_flow("flow: 1\nsteps:\n  - call: round.yaml\n", WORDS, find=files.__getitem__)
    with pytest.raises(FlowBroken, match="needs a value for `who`"):
        read_flow("flow: 1\nsteps:\n  - call: greet.yaml\n", WORDS, find=files.__getitem__)


def test_a_plan_holds_the_given_values_and_its_steps_say_them():
    read = flow('  - type: "{{guest}}"\n    into: Guest\n', "inputs: {guest: {type: text, default: Ana}}\n")
    plan = flow_plan(read, {"guest": 'Zoë "Q"'})
    assert plan.steps[0].action.value == Literal(text='Zoë "Q"')
    assert "Zoë" in plan.steps[0].purpose
    assert plan.instruction.source is Source.FLOW
    assert flow_plan(read, {}).steps[0].action.value == Literal(text="Ana")


def test_a_secret_is_only_ever_a_name():
    read = flow('  - type: "{{pw}}"\n    into: Password\n', "inputs: {pw: {type: secret, secret: shop}}\n")
    assert flow_plan(read, {}).steps[0].action.value == Secret(name="shop")
    with pytest.raises(InputsUnfit, match="is a secret"):
        flow_plan(read, {"pw": "hunter2"})


@pytest.mark.parametrize(
    ("given", "says"), [({"x": "1"}, "no input “x”"), ({}, "Give a value"), ({"n": "many"}, "no number")]
)
def test_values_that_do_not_fit_are_told_before_anything_is_done(given: dict[str, str], says: str):
    read = flow('  - type: "{{n}}"\n    into: Guest\n', "inputs: {n: {type: number}}\n")
    with pytest.raises(InputsUnfit, match=says):
        flow_plan(read, given)
