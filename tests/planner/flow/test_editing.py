"""A flow changed without writing YAML: what is meant changes, every other letter stays, and it still is a flow."""

import pytest

from app.words import load_lexicon
from grounding.screen import Query, Role
from planner.actions import Click, TypeText
from planner.flow.editing import FlowEditor
from planner.flow.reading import FlowReader, no_others, read_flow
from planner.flow.tree import FlowBroken
from planner.flow.values import Flow
from planner.plan import If
from planner.values import Literal, Reference

WORDS = load_lexicon("en")
FLOW = """# my chores
flow: 1
name: Add a guest   # for the party
inputs:
  seats: {type: number, default: 2}   # per table

needs: {sites: ["https://a.example"]}
steps:
  # first the name
  - type: Ana  # of the card
    into: {name: Guest, role: text field}

  - type: |
      Dear Ana,
      bye
    into:
      name: Note  # the big one
      role: text area
  # and then
  - click: Add
  - if: there is a Next button
    then:
      - click: Next
      - type: "{{seats}}"
        into: Seats
# the end
"""


def editor(text: str = FLOW) -> FlowEditor:
    return FlowEditor(text, FlowReader(WORDS, no_others))


def read(text: str) -> Flow:
    return read_flow(text, WORDS)


def changed(after: str, before: str = FLOW) -> tuple[set[str], set[str]]:
    """The lines that went and those that came."""
    old, new = before.splitlines(), after.splitlines()
    return set(old) - set(new), set(new) - set(old)


def test_a_flow_is_renamed_and_its_comment_stays() -> None:
    after = editor().renamed("Guests: all")
    assert changed(after) == ({"name: Add a guest   # for the party"}, {'name: "Guests: all"   # for the party'})
    assert read(after).name == "Guests: all"


def test_a_flow_without_a_name_gets_one() -> None:
    assert read(editor("flow: 1\nsteps:\n  - click: Add").renamed("New")).name == "New"


def test_a_text_is_changed_and_nothing_else() -> None:
    after = editor().retold(1, "Zoë: 1, 2")
    assert changed(after) == ({"  - type: Ana  # of the card"}, {'  - type: "Zoë: 1, 2"  # of the card'})
    assert read(editor().retold(2, "Hello\nBen")).nodes[1].action.value == Literal(text="Hello\nBen")  # type: ignore[union-attr]


def test_a_step_moves_with_its_comment() -> None:
    after = editor().moved(3, by=-1)
    assert after.index("# and then\n  - click: Add") < after.index("Dear Ana")
    assert sorted(after.splitlines()) == sorted(FLOW.splitlines())
    assert isinstance(read(after).nodes[1].action, Click)  # type: ignore[union-attr]
    assert read(editor(after).moved(2, by=1)) == read(FLOW)


def test_the_first_step_of_a_part_does_not_move_up() -> None:
    for number in (1, 4):
        with pytest.raises(FlowBroken, match="first of its part"):
            editor().moved(number, by=-1)


def test_a_step_is_taken_out() -> None:
    gone, came = changed(editor().without(1))
    assert came == set()
    assert gone == {"  # first the name", "  - type: Ana  # of the card", "    into: {name: Guest, role: text field}"}
    last = editor().without(5)
    assert last.endswith("      - click: Next\n# the end\n")
    read(last)


def test_the_only_step_stays() -> None:
    with pytest.raises(FlowBroken, match="only one"):
        editor("flow: 1\nsteps:\n  - click: Add\n").without(1)


def test_a_wait_is_added_after_a_step() -> None:
    after = editor().waiting_after(4, 2.5)
    assert changed(after) == (set(), {"      - pause: 2.5"})
    assert after.index("click: Next") < after.index("pause") < after.index("{{seats}}")
    read(after)


def test_a_typed_text_becomes_an_input() -> None:
    after = editor().with_input(1, "guest")
    assert changed(after) == (
        {"  - type: Ana  # of the card"},
        {'  - type: "{{guest}}"  # of the card', "  guest: {type: text, default: Ana}"},
    )
    flow = read(after)
    assert [(one.name, one.default) for one in flow.inputs] == [("seats", "2"), ("guest", "Ana")]
    assert flow.nodes[0].action == TypeText(  # type: ignore[union-attr]
        value=Reference(name="guest"), place=Query(text="Guest", exact=True, role=Role.TEXT_FIELD)
    )


@pytest.mark.parametrize("inputs", ["", "inputs: {}\n", "inputs: {b: 1}\n", "inputs:\n    b: 1\n"])
def test_an_input_is_added_however_inputs_are_written(inputs: str) -> None:
    text = f"flow: 1\n{inputs}steps:\n- type: Ana\n  into: Guest\n"
    assert read(editor(text).with_input(1, "a name")).inputs[-1].name == "a name"


def test_an_input_of_that_name_is_not_made_twice() -> None:
    with pytest.raises(FlowBroken, match="already"):
        editor().with_input(1, "seats")


def test_a_wrong_target_is_mended() -> None:
    place = Query(text="Person, first", exact=True, role=Role.TEXT_FIELD)
    after = editor().aimed(1, place)
    assert changed(after) == (
        {"    into: {name: Guest, role: text field}"},
        {'    into: {name: "Person, first", role: text field}'},
    )
    for number in (2, 3, 5):
        step = read(editor().aimed(number, place))
        assert step != read(FLOW)


def test_what_stands_on_one_line_is_left_to_the_file() -> None:
    text = "flow: 1\nsteps: [{click: A}, {click: B}]\n"
    with pytest.raises(FlowBroken, match="one line"):
        editor(text).moved(1, by=1)
    assert not editor(text).editable(1).movable


def test_steps_that_are_said_together_are_not_torn_apart() -> None:
    text = 'flow: 1\nsteps:\n  - click "A", then click "B"\n  - click: C\n'
    with pytest.raises(FlowBroken, match="together"):
        editor(text).without(2)
    assert read(editor(text).without(3)) == read('flow: 1\nsteps:\n  - click "A", then click "B"\n')


def test_what_can_be_changed_of_a_step_is_told() -> None:
    first, last = editor().editable(1), editor().editable(5)
    assert (first.text, first.holds_input, first.has_place, first.movable) == ("Ana", False, True, True)
    assert (last.text, last.holds_input) == ("{{seats}}", True)
    assert editor().editable(3).text is None


def test_a_step_in_plain_words_is_added_with_its_condition() -> None:
    after = editor().saying_after(1, "if there is a Next button, click Next")
    assert isinstance(read(after).nodes[1], If)
    with pytest.raises(FlowBroken, match="do not understand"):
        read(editor().saying_after(1, "frobnicate the moon"))
