"""Numbers, tables, puzzles and meanings: each wording gives exactly these actions."""

import pytest

from grounding.screen import Query, Role
from planner.actions import Action, Click, Pursue, Reference, TypeText
from planner.conditions import Comparison
from planner.document_orders import HandIn
from planner.goals.goal import Best, Given
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan, Repeat
from planner.sought import Cell, Column, Take, Word
from planner.things import (
    ChooseByMeaning,
    ChooseNumbers,
    ClickAt,
    CountCorners,
    GiveAnswer,
    Guess,
    KeyIn,
    Kind,
    LookUp,
    MoveItem,
    Rate,
    SwapItems,
    Things,
    Trait,
    WorkOutShown,
)

SOLVED = [WorkOutShown(name="answer"), GiveAnswer(result="answer")]
FIELD = Query(role=Role.TEXT_FIELD)
MOST_EXPENSIVE = Cell(best=Best(kind="money", most=True, of="price"))

WORDINGS: list[tuple[str, list[Action]]] = [
    ("solve the equation", list(SOLVED)),
    ("What number comes next in the series?", list(SOLVED)),
    (
        "Solve the problem and type the answer into the text field",
        [WorkOutShown(name="answer"), TypeText(value=Reference(name="answer"), place=FIELD)],
    ),
    (
        "How many sides does the figure have?",
        [CountCorners(things=Things(said="the figure", kind=Kind.SHAPE), name="sides"), GiveAnswer(result="sides")],
    ),
    ("click all even numbers", [ChooseNumbers(said="all even numbers", trait=Trait.EVEN)]),
    (
        "press every number that is larger than 10",
        [ChooseNumbers(said="every number that is larger than 10", comparison=Comparison.MORE, limit=10.0)],
    ),
    (
        "click the numbers from the largest to the smallest",
        [ChooseNumbers(said="the numbers from the largest to the smallest", falling=True)],
    ),
    ("click the point (2, -1) in the grid", [ClickAt(across=2.0, up=-1.0)]),
    ("guess the number between 1 and 20", [Guess(low=1, high=20)]),
    (
        'swap "Eat" and "Sleep"',
        [SwapItems(first=Query(text="Eat", exact=True), second=Query(text="Sleep", exact=True)), HandIn()],
    ),
    ("put Work before Eat", [MoveItem(item=Query(text="Work"), beside=Query(text="Eat")), HandIn()]),
    ("dial 555 0134", [KeyIn(text="5550134")]),
    ("give it 4 stars", [Rate(stars=4)]),
    ("tick all the animals", [ChooseByMeaning(said="all the animals", kind="animals")]),
    (
        "select the words similar to happy and fast",
        [ChooseByMeaning(said="the words similar to happy and fast", like=("happy", "fast"))],
    ),
    (
        "What is the price of Oranges?",
        [LookUp(said="price of Oranges", sought=Cell(of="price", row="Oranges"), name="price of Oranges")],
    ),
    (
        "Which fruit has the highest price?",
        [LookUp(said="fruit with the highest price", sought=MOST_EXPENSIVE, name="fruit with the highest price")],
    ),
    (
        "type the sum of all stock numbers into Answer",
        [
            LookUp(
                said="sum of all stock numbers",
                sought=Column(take=Take.SUM, of="stock"),
                name="sum of all stock numbers",
            ),
            TypeText(value=Reference(name="sum of all stock numbers"), place=Query(text="Answer")),
        ],
    ),
    (
        "How many rows are in the table?",
        [
            LookUp(said="rows are in the table", sought=Column(take=Take.COUNT), name="count"),
            GiveAnswer(result="count"),
        ],
    ),
    (
        "find the 4th word in the paragraph",
        [LookUp(said="4th word in the paragraph", sought=Word(ordinal=4), name="4th word in the paragraph")],
    ),
]


def actions(plan: object) -> list[Action]:
    assert isinstance(plan, Plan)
    return [step.action for step in plan.steps]


@pytest.mark.parametrize(("words", "wanted"), WORDINGS, ids=[words for words, _ in WORDINGS])
def test_words_give_these_actions(words: str, wanted: list[Action], lexicon: Lexicon) -> None:
    assert actions(understand(words, lexicon)) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "Press Buy when the price is below 50",
        "wait until the price falls below 50, then press Buy",
        "as soon as the price drops below 50, press Buy",
    ],
)
def test_a_value_is_waited_for_and_nothing_done_meanwhile(words: str, lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan)
    awaited, press = plan.nodes
    assert isinstance(awaited, Repeat)
    assert awaited.body == ()
    assert getattr(press, "action", None) == Click(place=Query(text="Buy"))


def test_what_is_asked_of_all_is_asked_of_each_with_the_mark(lexicon: Lexicon) -> None:
    [pursued] = actions(understand("like all posts by @kim", lexicon))
    assert isinstance(pursued, Pursue)
    assert (pursued.goal.deed, pursued.goal.thing.marks, pursued.goal.every) == ("like", ("@kim",), True)


def test_how_long_and_when_an_entry_is_to_be_are_facts_of_it(lexicon: Lexicon) -> None:
    [pursued] = actions(understand('create a 90 mins event named "Gym", between 4PM and 8PM', lexicon))
    assert isinstance(pursued, Pursue)
    assert pursued.goal.facts == (
        Given(cue="called", value="Gym"),
        Given(cue="between", value="4PM and 8PM"),
        Given(cue="lasting", value="90 mins"),
    )
