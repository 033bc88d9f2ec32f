"""Things that a person means by how they look ("the small red circles"), and what is asked of them.

The words of a language are matched to these values in `planner.language`; what on the screen they mean is told in
`planner.intents.seen`.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from grounding.screen import Query, Role
from planner.conditions import Comparison
from planner.sought import Sought


class Kind(StrEnum):
    """What sort of thing. A box is what things can lie in: a square or a rectangle; a rectangle may be a square."""

    ANYTHING = "anything"
    SHAPE = "shape"
    CIRCLE = "circle"
    ELLIPSE = "ellipse"
    SQUARE = "square"
    RECTANGLE = "rectangle"
    BOX = "box"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    PENTAGON = "pentagon"
    HEXAGON = "hexagon"
    STAR = "star"
    POINT = "point"
    LETTER = "letter"
    DIGIT = "digit"
    NUMBER = "number"


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"
    SMALLEST = "smallest"
    LARGEST = "largest"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, kw_only=True)
class Things:
    """said: in the person's words. role: controls of that kind, instead of what is drawn. color: the name of one
    (`intents.colors`); shades: every shade of it. side: of several, the one that lies there. besides: those that are
    not meant, as things or (names) by what they are called. every: the words ask for all, however many there are; where
    there are none, nothing is left to do. any_one: one of several alike will do. moving: it does not stay where it is.
    """

    said: str
    kind: Kind = Kind.ANYTHING
    role: Role | None = None
    color: str = ""
    shades: bool = False
    size: Size | None = None
    side: Side | None = None
    besides: tuple["Things", ...] = ()
    names: tuple[str, ...] = ()
    every: bool = field(default=False, compare=False)
    any_one: bool = field(default=False, compare=False)
    moving: bool = field(default=False, compare=False)


# --- intents ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ChooseThings:
    """Clicks each of them; of boxes that are ticked, those that are not yet as wanted."""

    things: Things
    checked: bool = True


@dataclass(frozen=True, kw_only=True)
class ChooseThing:
    """Clicks the one that looks so. Where none does, what is called so is clicked instead."""

    things: Things


@dataclass(frozen=True, kw_only=True)
class FollowThing:
    """Keeps the pointer over the one that looks so, as long as it moves."""

    things: Things


@dataclass(frozen=True, kw_only=True)
class ChooseBest:
    """Clicks the one of several that has the most, or the least, of something. said: in the person's words; name:
    without the word for the kind of control, as it may be called itself.

    kind: "money", "duration", "time" or "number". of: the word that stands beside the number or above its column, if
    one was said. role: what kind of control they are. alone: they say nothing but a number. rank: 1 for the one with
    the most, 2 for the next to it.
    """

    said: str
    name: str
    kind: str
    most: bool
    of: str = ""
    role: Role | None = None
    alone: bool = False
    rank: int = 1


@dataclass(frozen=True, kw_only=True)
class MoveThings:
    """Drags each of them into another thing, or a way to one side."""

    things: Things
    to: Things | Side


@dataclass(frozen=True, kw_only=True)
class MoveItem:
    """Drags an entry of a list to a place in it: 1 is the first, -1 the last; or, `by`, so many places further down
    or to the right (up or to the left when negative); or right before another entry, or (after) right behind it."""

    item: Query
    position: int = 0
    by: int = 0
    beside: Query | None = None
    after: bool = False


@dataclass(frozen=True, kw_only=True)
class SortItems:
    """Drags the entries of a list into the order of their numbers, or else of their letters."""

    falling: bool = False


@dataclass(frozen=True, kw_only=True)
class ClickMiddle:
    """Clicks the centre of one thing; of several, the point in the middle of them."""

    things: Things


class Stroke(StrEnum):
    HORIZONTAL = "horizontal line"
    VERTICAL = "vertical line"
    CIRCLE = "circle"


@dataclass(frozen=True, kw_only=True)
class Draw:
    """Draws with the mouse: a line through the thing, or a circle around it."""

    stroke: Stroke
    around: Things


class Trait(StrEnum):
    """What can be said of a number."""

    ODD = "odd"
    EVEN = "even"
    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, kw_only=True)
class MarkNumbers:
    """For each number that is shown, chooses the one of its choices that says what it is. traits: with their words."""

    traits: tuple[tuple[Trait, str], ...]


@dataclass(frozen=True, kw_only=True)
class ChooseByMeaning:
    """Chooses of what is offered what comes nearest in meaning to each of some words, or all that is of a kind. said:
    in the person's words."""

    said: str
    like: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanInDay:
    """Draws an entry of so many minutes into a timetable, as early as is free. earliest, latest: minutes of the day."""

    earliest: int
    latest: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class KeyIn:
    """Presses the keys that the screen shows, one for each sign."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Resize:
    """Makes a field wider and higher (1), narrower and lower (-1), or leaves that as it is (0)."""

    place: Query
    wider: int = 0
    higher: int = 0


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Gives so many stars, where the screen shows a row of them."""

    stars: int


@dataclass(frozen=True, kw_only=True)
class ChooseNumbers:
    """Clicks each number in sight that is so. falling: from the largest down; None: in no order."""

    said: str
    trait: Trait | None = None
    comparison: Comparison | None = None
    limit: float = 0.0
    falling: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ClickAt:
    """Clicks the point of a grid whose axes tell its coordinates."""

    across: float
    up: float


@dataclass(frozen=True, kw_only=True)
class Guess:
    """Enters numbers from low to high into the field that takes them until the page says that it is found; what it
    answers (higher, lower) halves what is left."""

    low: int
    high: int


@dataclass(frozen=True, kw_only=True)
class PlayNoughts:
    """Plays noughts and crosses to its end. sign: "x" or "o"."""

    sign: str = "x"


@dataclass(frozen=True, kw_only=True)
class SwapItems:
    """Drags two entries of a list into each other's places."""

    first: Query
    second: Query


@dataclass(frozen=True, kw_only=True)
class NameFigure:
    """Clicks the choice that says what is drawn. words: what each kind is called."""

    words: tuple[tuple[str, Kind], ...]


@dataclass(frozen=True, kw_only=True)
class GiveAnswer:
    """Gives a result, by name, to what asks for it: the button that says so, or the field beside the question. Nothing
    is done where nothing asks."""

    result: str


# --- readings -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many of them are in sight, into result `name`."""

    things: Things
    name: str


@dataclass(frozen=True, kw_only=True)
class ReadShown:
    """The text that stands on the screen by itself, no label and no control, into result `name`."""

    name: str


@dataclass(frozen=True, kw_only=True)
class CountCorners:
    """How many corners, or sides, the one figure has that is meant, into result `name`."""

    things: Things
    name: str


@dataclass(frozen=True, kw_only=True)
class WorkOutShown:
    """The answer to the sum, equation or series of numbers that the screen shows, into result `name`."""

    name: str


@dataclass(frozen=True, kw_only=True)
class LookUp:
    """What the screen tells of what is sought, into result `name`. said: in the person's words."""

    said: str
    sought: Sought
    name: str


ThingIntent = (
    ChooseThings
    | ChooseThing
    | FollowThing
    | ChooseBest
    | MoveThings
    | MoveItem
    | SortItems
    | SwapItems
    | ChooseByMeaning
    | KeyIn
    | PlanInDay
    | PlayNoughts
    | Rate
    | Resize
    | ChooseNumbers
    | ClickAt
    | Guess
    | ClickMiddle
    | Draw
    | MarkNumbers
    | NameFigure
    | GiveAnswer
)
ThingReading = Count | ReadShown | CountCorners | WorkOutShown | LookUp
