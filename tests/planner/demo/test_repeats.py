"""What is shown several times with other values becomes one loop over a table, in the flow's own text."""

import pytest

from app.compose.repeating import as_loop
from app.words import load_lexicon
from planner.conditions import Listed, Tabled
from planner.demo.again import Compared, NotAlike, compared
from planner.demo.repeats import repeats_in
from planner.flow.reading import read_flow
from planner.flow.values import Flow
from planner.plan import ForEach, Step

WORDS = load_lexicon("en")
GUESTS = """flow: 1
name: Add guests
inputs:
  guest: {type: text, default: "Ana"}
  seats: {type: number, default: "2"}
  guest_2: {type: text, default: "Ben: B"}
  seats_2:
    type: number
    default: "3"
  guest_3: {type: text, default: "Cleo"}
  seats_3: {type: number, default: "2"}
  note: {default: hi}
steps:
  - go to: https://a.example
  # one guest
  - type: "{{guest}}"  # as on the card
    into: {name: Guest, role: text field}
  - type: "{{seats}}"
    into: {name: Seats, role: spinner}
  - click: {name: Add, role: button}
  - type: "{{guest_2}}"
    into: {name: Guest, role: text field}
  - type: "{{seats_2}}"
    into: {name: Seats, role: spinner}
  - click: {name: Add, role: button}
  - type: "{{guest_3}}"
    into: {name: Guest, role: text field}
  - type: "{{seats_3}}"
    into: {name: Seats, role: spinner}
  - click: {name: Add, role: button}
  # at last
  - type: "{{note}}"
    into: Note
"""
ONE_GUEST = """flow: 1
name: Add a guest
inputs:
  who: {default: Zoe}  # the guest
  seats: {type: number, default: 1}
steps:
  - go to: https://a.example
  - type: "{{who}}"
    into: {name: Guest, role: text field}
  - type: "{{seats}}"
    into: {name: Seats, role: spinner}
  - click: {name: Add, role: button}
  - type: bye
    into: Note
"""
ROWS = """flow: 1
name: Delete some
steps:
  - click: {name: Delete, role: button, row of: {name: Ana}}
  - click: {name: Yes, role: button}
  - click: {name: Delete, role: button, row of: {name: Bo}}
  - click: {name: Yes, role: button}
"""


def read(text: str) -> Flow:
    return read_flow(text, WORDS)


def test_blocks_with_other_values_are_told_in_words() -> None:
    found = repeats_in(read(GUESTS))

    assert found is not None
    assert found.words == "Steps 2 to 4 are done 3 times, each time with another guest and seats."


def test_blocks_become_a_loop_over_a_table_and_comments_stay() -> None:
    found = repeats_in(read(GUESTS))
    assert found is not None
    after = as_loop(GUESTS, found)
    flow = read(after)

    assert [type(node) for node in flow.nodes] == [Step, ForEach, Step]
    loop = flow.nodes[1]
    assert isinstance(loop, ForEach)
    assert isinstance(loop.items, Tabled)
    assert loop.items.columns == ("guest", "seats")
    assert '      - {guest: "Ben: B", seats: "3"}\n' in after
    assert [one.name for one in flow.inputs] == ["note"]
    for comment in ("# one guest", "# as on the card", "# at last"):
        assert comment in after


def test_names_of_rows_that_differ_are_gone_through() -> None:
    found = repeats_in(read(ROWS))
    assert found is not None
    after = as_loop(ROWS, found)
    loop = read(after).nodes[0]

    assert isinstance(loop, ForEach)
    assert isinstance(loop.items, Listed)
    assert [value.text for value in loop.items.values] == ["Ana", "Bo"]
    assert 'row of: {name: "{{item}}"}' in after


@pytest.mark.parametrize(
    "steps",
    [
        # two fields of one form are no rounds
        '  - type: "{{a}}"\n    into: Name\n  - type: "{{b}}"\n    into: Town\n',
        # a way through menus
        "  - click: {name: File, role: menu}\n  - click: {name: Save, role: menu item}\n",
        # only twice, one step each
        '  - type: "{{a}}"\n    into: Name\n  - type: "{{b}}"\n    into: Name\n',
        # the same again is no table
        "  - click: {name: Next, role: button}\n  - click: {name: Next, role: button}\n",
        # what was given is used later on
        (
            '  - type: "{{a}}"\n    into: Name\n  - click: Add\n  - type: "{{b}}"\n    into: Name\n  - click: Add\n'
            '  - type: "{{b}}"\n    into: Host\n'
        ),
    ],
)
def test_what_is_no_repetition_stays(steps: str) -> None:
    text = f"flow: 1\nname: x\ninputs: {{a: {{default: x}}, b: {{default: y}}}}\nsteps:\n{steps}"
    assert repeats_in(read(text)) is None


def test_a_second_demonstration_with_several_rounds_makes_the_part_a_loop() -> None:
    second = GUESTS.replace('  - type: "{{note}}"', "  - type: bye")
    found = compared(read(ONE_GUEST), read(second))

    assert isinstance(found, Compared)
    assert found.loop is not None
    after = as_loop(ONE_GUEST, found.loop)
    flow = read(after)
    assert [type(node) for node in flow.nodes] == [Step, ForEach, Step]
    assert '      - {who: "Ben: B", seats: "3"}\n' in after
    assert flow.inputs == ()


def test_a_second_demonstration_of_something_else_is_told() -> None:
    other = ONE_GUEST.replace("- click: {name: Add, role: button}", "- press: enter")
    assert isinstance(compared(read(ONE_GUEST), read(other)), NotAlike)
