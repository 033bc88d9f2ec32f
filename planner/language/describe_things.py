"""What a step does with things, text and colours that are told by their looks, in words for a person."""

from typing import assert_never

from planner.language.saying import describe_place, named, ordinal, quoted
from planner.text_looks import MarkText, SetColor, StyleText
from planner.things import (
    ChooseBest,
    ChooseByMeaning,
    ChooseNumbers,
    ChooseThing,
    ChooseThings,
    ClickAt,
    ClickMiddle,
    Count,
    CountCorners,
    Draw,
    FollowThing,
    GiveAnswer,
    Guess,
    KeyIn,
    LookUp,
    MarkNumbers,
    MoveItem,
    MoveThings,
    NameFigure,
    PlanInDay,
    PlayNoughts,
    Rate,
    ReadShown,
    Resize,
    Side,
    SortItems,
    Stroke,
    SwapItems,
    ThingReading,
    WorkOutShown,
)


def with_things(action: ChooseThings | MoveThings | MoveItem | SortItems | SwapItems | ClickMiddle | Draw) -> str:
    match action:
        case ChooseThings(things=things, checked=checked):
            return f"{'Choose' if checked else 'Clear'} {things.said}"
        case MoveThings(things=things, to=to):
            return f"Drag {things.said} {_WAYS[to] if isinstance(to, Side) else f'into {to.said}'}"
        case MoveItem(item=item, by=by) if by:
            way = "down" if by > 0 else "up"
            return f"Drag {describe_place(item)} {way} by {abs(by)} in its list"
        case MoveItem(item=item, beside=beside, after=after) if beside is not None:
            return f"Drag {describe_place(item)} right {'behind' if after else 'before'} {describe_place(beside)}"
        case MoveItem(item=item, position=position):
            return f"Drag {describe_place(item)} to the {ordinal(position)} place of its list"
        case SortItems(falling=falling):
            return f"Put the list in order, the {'largest' if falling else 'smallest'} first"
        case SwapItems(first=first, second=second):
            return f"Swap {describe_place(first)} and {describe_place(second)} in their list"
        case ClickMiddle(things=things):
            return f"Click the middle of {things.said}"
        case Draw(stroke=Stroke.CIRCLE, around=around):
            return f"Draw a circle around {around.said}"
        case Draw(stroke=stroke, around=around):
            return f"Draw a {stroke.value} through {around.said}"
        case _:
            assert_never(action)


_WIDER = {-1: "narrower", 0: "", 1: "wider"}
_HIGHER = {-1: "lower", 0: "", 1: "higher"}
_WAYS = {Side.LEFT: "to the left", Side.RIGHT: "to the right", Side.UP: "up", Side.DOWN: "down"}


def with_looks(action: StyleText | MarkText | SetColor) -> str:
    match action:
        case StyleText(text=text, style=style, color=color):
            what = quoted(text) if text else "all of the text"
            return f"Make {what} {color or style}"
        case MarkText(text=text, paragraph=paragraph):
            whole = "the text" if paragraph is None else f"the {ordinal(paragraph)} paragraph"
            return f"Mark {quoted(text) if text else whole}"
        case SetColor(color=color):
            return f"Choose the colour {color}" if color else "Choose the colour that is shown"
        case _:
            assert_never(action)


def with_numbers(
    action: ChooseByMeaning | ChooseNumbers | ClickAt | Guess | KeyIn | PlanInDay | PlayNoughts | Rate | Resize,
) -> str:
    match action:
        case PlayNoughts(sign=sign):
            return f"Play noughts and crosses as {sign.upper()}, to the end"
        case PlanInDay(minutes=minutes):
            return f"Draw {minutes} minutes into the timetable"
        case KeyIn(text=text):
            return f"Press the keys {quoted(text)} one by one"
        case Resize(place=place, wider=wider, higher=higher):
            told = [_WIDER[wider], _HIGHER[higher]]
            return f"Make {describe_place(place)} {' and '.join(word for word in told if word)}"
        case Rate(stars=stars):
            return f"Give {stars} stars"
        case ChooseByMeaning(said=said):
            return f"Choose {said}, going by what the words mean"
        case ChooseNumbers(said=said):
            return f"Click {said}, each once"
        case ClickAt(across=across, up=up):
            return f"Click the point ({across:g}, {up:g}) of the grid"
        case Guess(low=low, high=high):
            return f"Guess the number from {low} to {high}, going by what is answered"
        case _:
            assert_never(action)


def telling_things(
    action: MarkNumbers | NameFigure | GiveAnswer | ThingReading | ChooseThing | ChooseBest | FollowThing,
) -> str:
    match action:
        case FollowThing(things=things):
            return f"Keep the pointer over {things.said} as long as it moves"
        case ChooseThing(things=things):
            return f"Click {things.said}"
        case ChooseBest(said=said, kind=kind, most=most, of=of):
            return f"Click the {said}: the one with the {'most' if most else 'least'} {of or kind}"
        case MarkNumbers(traits=traits):
            return f"Mark each number as {' or '.join(word for _, word in traits)}"
        case NameFigure():
            return "Click the choice that says what is drawn"
        case GiveAnswer(result=result):
            return f"Give the answer {quoted(result)} to what asks for it"
        case Count(things=things, name=name):
            return f"Count {things.said}{named(name)}"
        case ReadShown(name=name):
            return f"Read the text that is shown{named(name)}"
        case CountCorners(things=things, name=name):
            return f"Count the sides of {things.said}{named(name)}"
        case LookUp(said=said, name=name):
            return f"Look up {quoted(said)}{named(name)}"
        case WorkOutShown(name=name):
            return f"Work out what the numbers on the screen ask for{named(name)}"
        case _:
            assert_never(action)
