"""Conditions and loops of a flow changed without writing YAML: every other letter stays, and it still is a flow."""

import difflib

import pytest

from app.words import load_lexicon
from grounding.screen import Query, Role
from planner.conditions import FilesIn, Fitting, IsShown, Tabled
from planner.flow.part_editing import PartEditor
from planner.flow.parts import Deciding, Over
from planner.flow.reading import FlowReader, no_others, read_flow
from planner.flow.tree import FlowBroken
from planner.plan import ForEach, If, Node, Repeat, Step

WORDS = load_lexicon("en")
FLOW = """flow: 1
name: Tidy up
# about the steps
steps:
  - click: Start  # first
  # the banner
  - if: there is a Cookies button
    then:
      - click: Reject  # no
      - click: Close
  - click: Next
  - for each: item
    in: [Ana, Ben]  # the guests
    steps:
      - type: "{{item}}"
        into: {name: Name}
  - repeat until: {not shown: {name: More}}
    steps:
      - click: More
  - if "Help" is shown, click "Close"
"""


def editor(text: str = FLOW) -> PartEditor:
    return PartEditor(text, FlowReader(WORDS, no_others))


def nodes(text: str) -> tuple[Node, ...]:
    return read_flow(text, WORDS).nodes


def changed(after: str) -> list[str]:
    """The lines that came and went."""
    assert nodes(after)
    lines = difflib.ndiff(FLOW.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_what_is_looked_for_is_told_in_other_words() -> None:
    after = editor().said(1, "there is a Help link")

    assert changed(after) == ["-   - if: there is a Cookies button", "+   - if: there is a Help link"]
    condition = nodes(after)[1]
    assert isinstance(condition, If)
    assert isinstance(condition.condition, IsShown)
    assert condition.condition.place.role is Role.LINK


@pytest.mark.parametrize("part", [1, 3])
def test_a_condition_is_turned_round_and_back(part: int) -> None:
    once = editor().turned(part)
    twice = editor(once).turned(part)

    assert [isinstance(node, Step) or _condition(node) for node in nodes(once)] != [
        isinstance(node, Step) or _condition(node) for node in nodes(FLOW)
    ]
    assert [_condition(node) for node in nodes(twice)] == [_condition(node) for node in nodes(FLOW)]


def _condition(node: Node) -> object:
    return node.condition if isinstance(node, If) else node.until if isinstance(node, Repeat) else None


@pytest.mark.parametrize(
    ("over", "words", "items"),
    [
        (Over.SHOWN, "row", Fitting(place=Query(role=Role.ROW))),
        (Over.SHOWN, "rows", Fitting(place=Query(role=Role.ROW))),
        (Over.SHOWN, "checkboxes except Newsletter", Fitting(place=Query(role=Role.CHECKBOX), besides=("Newsletter",))),
        (Over.FILES, "~/bills/*.pdf", FilesIn(folder="~/bills", ending=".pdf")),
        (Over.FILES, "~/bills", FilesIn(folder="~/bills")),
    ],
)
def test_a_loop_goes_over_something_else(over: Over, words: str, items: object) -> None:
    after = editor().over(2, over, words)
    loop = nodes(after)[3]

    assert isinstance(loop, ForEach)
    assert loop.items == items
    assert "# the guests" in after
    assert len(changed(after)) == 2


def test_a_loop_goes_over_rows_with_several_values_each() -> None:
    after = editor().over(2, Over.TABLE, "item, town; Cleo, Oslo; Dan, York").replace("name: Name", "name: '{{town}}'")
    loop = nodes(after)[3]

    assert isinstance(loop, ForEach)
    assert isinstance(loop.items, Tabled)
    assert loop.items.columns == ("item", "town")
    assert len(loop.items.rows) == 2
    assert editor(after).editable(2).words == "item, town; Cleo, Oslo; Dan, York"


def test_a_table_whose_rows_differ_in_length_is_refused() -> None:
    with pytest.raises(FlowBroken, match="as many values"):
        editor().over(2, Over.TABLE, "item, town; Cleo")


def test_how_often_at_most_is_put_before_the_steps() -> None:
    after = editor().times(3, 7)

    assert changed(after) == ["+     at most: 7"]
    assert editor(after).editable(3).times == 7


def test_what_is_done_otherwise_is_added_once() -> None:
    after = editor().otherwise(1, 'click "Go on"')

    assert changed(after) == ["+     else:", '+       - click "Go on"']
    with pytest.raises(FlowBroken, match="already"):
        editor(after).otherwise(1, "click Next")


def test_a_condition_moves_with_its_comment_and_its_steps() -> None:
    after = editor().moved(1, by=-1)

    assert after.index("# the banner") < after.index("- click: Start  # first")
    assert [type(node) for node in nodes(after)][:2] == [If, Step]


def test_a_condition_is_taken_away_and_its_steps_stay() -> None:
    after = editor().without(1, keep_steps=True)

    assert "  # the banner\n  - click: Reject  # no\n  - click: Close\n" in after
    assert isinstance(nodes(after)[1], Step)


def test_a_condition_goes_with_its_steps() -> None:
    assert "Reject" not in editor().without(1, keep_steps=False)


@pytest.mark.parametrize(
    ("deciding", "words", "kind"),
    [
        (Deciding.IF, "there is a Start button", If),
        (Deciding.UNTIL, "Start is not shown", Repeat),
        (Deciding.TIMES, "3", Repeat),
        (Deciding.EACH, "Ana, Ben", ForEach),
    ],
)
def test_a_step_is_put_under_a_condition_or_loop(deciding: Deciding, words: str, kind: type[Node]) -> None:
    after = editor().under(1, deciding, words)

    assert isinstance(nodes(after)[0], kind)
    assert "      - click: Start  # first\n" in after


def test_a_step_is_taken_in_and_out_again() -> None:
    taken_in = editor().taken_in(4)
    inside = nodes(taken_in)[1]

    assert isinstance(inside, If)
    assert len(inside.then) == 3
    assert editor(taken_in).taken_out(4) == FLOW


def test_a_step_that_stands_in_nothing_is_not_taken_out() -> None:
    with pytest.raises(FlowBroken, match="no condition or loop"):
        editor().taken_out(1)


def test_a_condition_in_a_sentence_is_changed_as_a_sentence() -> None:
    assert editor().editable(4).words == 'if "Help" is shown, click "Close"'
    after = editor().said(4, 'if "Help" is shown, click "Cancel"')
    assert isinstance(nodes(after)[-1], If)
    assert "Cancel" in after


def test_a_number_that_is_none_is_no_flow() -> None:
    with pytest.raises(FlowBroken):
        read_flow(editor().under(1, Deciding.TIMES, "many"), WORDS)
