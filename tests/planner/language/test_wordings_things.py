"""What is meant by its looks, its number or its kind: each wording gives exactly these actions."""

import pytest

from grounding.screen import Query, Role
from planner.actions import Action, Click, Drag, Literal, Reference, SelectOption, TypeText
from planner.document_orders import HandIn
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan
from planner.text_looks import MarkText, SetColor, Style, StyleText
from planner.things import (
    ChooseThings,
    ClickMiddle,
    Count,
    Draw,
    GiveAnswer,
    Kind,
    MarkNumbers,
    MoveItem,
    MoveThings,
    ReadShown,
    Side,
    Size,
    SortItems,
    Stroke,
    Things,
    Trait,
)

CIRCLES = Things(said="all circles", kind=Kind.CIRCLE)
LEFT = Things(said="the left box", kind=Kind.BOX, side=Side.LEFT)

WORDINGS: list[tuple[str, list[Action]]] = [
    ("click all the red stars", [ChooseThings(things=Things(said="all the red stars", kind=Kind.STAR, color="red"))]),
    ("pick every shade of blue", [ChooseThings(things=Things(said="every shade of blue", color="blue", shades=True))]),
    (
        "tick all boxes except News and Offers",
        [
            ChooseThings(
                things=Things(
                    said="all boxes except News and Offers",
                    kind=Kind.BOX,
                    besides=(Things(said="News", names=("News",)), Things(said="Offers", names=("Offers",))),
                )
            )
        ],
    ),
    (
        'select everything but "Salt"',
        [ChooseThings(things=Things(said='everything but "Salt"', besides=(Things(said='"Salt"', names=("Salt",)),)))],
    ),
    ("uncheck everything", [ChooseThings(things=Things(said="everything"), checked=False)]),
    ("check all the checkboxes", [ChooseThings(things=Things(said="all the checkboxes", role=Role.CHECKBOX))]),
    ("click the centre of the ring", [ClickMiddle(things=Things(said="the ring", kind=Kind.CIRCLE))]),
    (
        "click on the midpoint between the two dots, then press Done",
        [ClickMiddle(things=Things(said="the two dots", kind=Kind.POINT)), Click(place=Query(text="Done"))],
    ),
    (
        "how many big green triangles are there?",
        [
            Count(
                things=Things(said="big green triangles", kind=Kind.TRIANGLE, color="green", size=Size.LARGE),
                name="count",
            ),
            GiveAnswer(result="count"),
        ],
    ),
    (
        "type the number of stars into Answer",
        [
            Count(things=Things(said="stars", kind=Kind.STAR), name="count"),
            TypeText(value=Reference(name="count"), place=Query(text="Answer")),
        ],
    ),
    (
        "type the text shown below into Answer",
        [
            ReadShown(name="shown text"),
            TypeText(value=Reference(name="shown text"), place=Query(text="Answer")),
        ],
    ),
    (
        "drag all circles into the left box, and everything else into the right box",
        [
            MoveThings(things=CIRCLES, to=LEFT),
            MoveThings(
                things=Things(said="everything else", besides=(CIRCLES,)),
                to=Things(said="the right box", kind=Kind.BOX, side=Side.RIGHT),
            ),
            HandIn(),
        ],
    ),
    (
        "move the blue disc up",
        [MoveThings(things=Things(said="the blue disc", kind=Kind.CIRCLE, color="blue"), to=Side.UP), HandIn()],
    ),
    ("drag Bread to the 3rd position", [MoveItem(item=Query(text="Bread"), position=3), HandIn()]),
    ("move Milk to the last place in the list", [MoveItem(item=Query(text="Milk"), position=-1), HandIn()]),
    ("drag Milk down by one position", [MoveItem(item=Query(text="Milk"), by=1), HandIn()]),
    ("drag Milk to the bottom of the list", [MoveItem(item=Query(text="Milk"), position=-1), HandIn()]),
    ("move Milk two places up", [MoveItem(item=Query(text="Milk"), by=-2), HandIn()]),
    ("sort the list in descending order", [SortItems(falling=True), HandIn()]),
    ("put the numbers in ascending order, starting with the smallest at the top", [SortItems(), HandIn()]),
    (
        "draw a vertical line through the red dot",
        [Draw(stroke=Stroke.VERTICAL, around=Things(said="the red dot", kind=Kind.POINT, color="red")), HandIn()],
    ),
    (
        "draw a circle around the square by dragging the mouse",
        [Draw(stroke=Stroke.CIRCLE, around=Things(said="the square", kind=Kind.SQUARE)), HandIn()],
    ),
    (
        "mark each of the numbers as even or odd",
        [MarkNumbers(traits=((Trait.EVEN, "even"), (Trait.ODD, "odd")))],
    ),
    ('click "all the red stars"', [Click(place=Query(text="all the red stars", exact=True))]),
    (
        'type "the number of stars" into Answer',
        [TypeText(value=Literal(text="the number of stars"), place=Query(text="Answer"))],
    ),
]


@pytest.mark.parametrize(("words", "actions"), WORDINGS, ids=[words for words, _ in WORDINGS])
def test_the_words_mean_these_actions(words: str, actions: list[Action], lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    assert [step.action for step in plan.steps] == actions


NARROWED = [
    ("click all the nice flowers", ("all",)),
    ("click the other tab", ("other",)),
    ("drag every invoice into Archive", ("every",)),
    ("click the same one as before", ("same",)),
]


@pytest.mark.parametrize(("words", "narrowing"), NARROWED)
def test_what_narrows_a_place_must_stand_on_it(words: str, narrowing: tuple[str, ...], lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    action = plan.steps[0].action
    place = action.start if isinstance(action, Drag) else action.place if isinstance(action, Click) else None
    assert place is not None
    assert place.narrowing == narrowing


def test_a_quoted_name_is_taken_as_it_stands(lexicon: Lexicon) -> None:
    plan = understand('click "all invoices"', lexicon)
    assert isinstance(plan, Plan)
    assert [step.action for step in plan.steps] == [Click(place=Query(text="all invoices", exact=True))]


LOOKS: list[tuple[str, list[Action]]] = [
    ('make "Total" bold', [StyleText(text="Total", style=Style.BOLD)]),
    ("put the word Total in italics", [StyleText(text="Total", style=Style.ITALIC)]),
    ("underline everything", [StyleText(style=Style.UNDERLINED)]),
    ("give the text etc. the style bold", [StyleText(text="etc.", style=Style.BOLD)]),
    ("colour the word Rome red", [StyleText(text="Rome", color="red")]),
    ("highlight the text in the 2nd paragraph", [MarkText(paragraph=2)]),
    ("select the word Rome", [MarkText(text="Rome")]),
    ("choose teal with the colour picker", [SetColor(color="teal")]),
    ("set Country to Spain", [SelectOption(option=Literal(text="Spain"), place=Query(text="Country"))]),
]


@pytest.mark.parametrize(("words", "actions"), LOOKS, ids=[words for words, _ in LOOKS])
def test_words_about_looks_mean_these_actions(words: str, actions: list[Action], lexicon: Lexicon) -> None:
    plan = understand(words, lexicon)
    assert isinstance(plan, Plan), plan
    assert [step.action for step in plan.steps] == actions
