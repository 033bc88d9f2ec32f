"""Small chores on pages: colours, sizes, what moves, people and posts, lists that scroll, commands."""

import pytest

from grounding.screen import Query, Role
from planner.actions import Action, Click, Literal, Pursue, SelectOption, SetLevel
from planner.document_orders import CloseDialog, RemoveByCommand
from planner.goals.goal import Given, Thing
from planner.goals.skill import PRESS
from planner.language.context import only_pages
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import Plan
from planner.text_looks import SetColor
from planner.things import ChooseThing, Draw, FollowThing, Guess, Kind, PlayNoughts, Resize, Size, Stroke, Things

AREA = Query(role=Role.TEXT_AREA)
MOVING_CIRCLE = Things(said="the moving circle", kind=Kind.CIRCLE)
WORDINGS: list[tuple[str, Action]] = [
    ("select the following color #3BE0A0 with the color picker", SetColor(color="#3be0a0")),
    ("select the following color with the color picker", SetColor(color="")),
    ("make the text area wider", Resize(place=AREA, wider=1)),
    ("resize the text area so that its height is smaller than before", Resize(place=AREA, higher=-1)),
    ("enlarge the text area", Resize(place=AREA, wider=1, higher=1)),
    ("select 4 with the spinner", SetLevel(value=Literal(text="4"), place=Query(role=Role.SPINNER))),
    ("click on the moving circle", ChooseThing(things=MOVING_CIRCLE)),
    ("follow the moving circle with the mouse", FollowThing(things=MOVING_CIRCLE)),
    ("click a small red item", ChooseThing(things=Things(said="a small red item", color="red", size=Size.SMALL))),
    ("close the pop-up", CloseDialog()),
    ("use the terminal below to delete a file that ends with the extension .png", RemoveByCommand(ending=".png")),
    ("delete the file song.mp3 in the terminal", RemoveByCommand(name="song.mp3")),
    ("playing as 'X', win a game of tic-tac-toe", PlayNoughts(sign="x")),
    ("guess the number between 0 and 9. Use the feedback below to find the right number.", Guess(low=0, high=9)),
]


def first(words: str, lexicon: Lexicon) -> Action:
    plan = understand(words, lexicon, only_pages)
    assert isinstance(plan, Plan), plan
    return plan.steps[0].action


@pytest.mark.parametrize(("words", "wanted"), WORDINGS, ids=[words for words, _ in WORDINGS])
def test_a_chore_gives_this_action(words: str, wanted: Action, lexicon: Lexicon) -> None:
    assert first(words, lexicon) == wanted


@pytest.mark.parametrize(
    ("words", "deed", "marks", "control"),
    [
        ("find the email by Jo and forward that email to Tess", "forward", ("Jo",), ""),
        ("mark the email from Kim as important", "star", ("Kim",), ""),
        ('for the user @lee, click on the "Share" button', PRESS, ("@lee",), "Share"),
        ("block the user @lee", PRESS, ("@lee",), "Block"),
        ("click on the address of Bo Tarn", PRESS, ("Bo Tarn",), "address"),
        ('remove "Bread" from the list', "delete", ("Bread",), ""),
    ],
)
def test_a_deed_is_done_to_the_one_that_is_named(
    words: str, deed: str, marks: tuple[str, ...], control: str, lexicon: Lexicon
) -> None:
    found = first(words, lexicon)
    assert isinstance(found, Pursue)
    assert (found.goal.deed, found.goal.thing.marks, found.goal.control) == (deed, marks, control)


def test_a_number_of_posts_is_done_to_so_many_of_them(lexicon: Lexicon) -> None:
    found = first("like 2 posts by @tom", lexicon)
    assert isinstance(found, Pursue)
    assert found.goal.every
    assert found.goal.most == 2
    assert found.goal.facts == ()


def test_whom_it_goes_to_is_a_fact_and_no_mark(lexicon: Lexicon) -> None:
    found = first("find the email by Jo and forward that email to Tess", lexicon)
    assert isinstance(found, Pursue)
    assert found.goal.facts == (Given(cue="to", value="Tess"),)
    assert found.goal.thing == Thing(noun="email", marks=("Jo",))


def test_entries_of_a_list_that_scrolls_are_chosen_together(lexicon: Lexicon) -> None:
    plan = understand("scroll through the list, select Chile, Mali and Peru", lexicon, only_pages)
    assert isinstance(plan, Plan)
    chosen, *more = (step.action for step in plan.steps)
    assert chosen == SelectOption(option=Literal(text="Chile"), place=Query(role=Role.LIST))
    assert [one.place.text for one in more if isinstance(one, Click) and one.modifiers == ("ctrl",)] == ["Mali", "Peru"]


def test_a_line_without_a_direction_is_drawn_from_left_to_right(lexicon: Lexicon) -> None:
    found = first("draw a line through the dot", lexicon)
    assert found == Draw(stroke=Stroke.HORIZONTAL, around=Things(said="the dot", kind=Kind.POINT))
