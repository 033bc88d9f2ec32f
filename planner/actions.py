"""The closed set of actions. Places are queries; a surface gets them only bound to a target and permitted.

Five kinds: *acts* (need a permit, a surface performs them), *intents* (the loop expands them into single acts, each
with its own look and permit), *goals* (worked out one step a look), *readings* (touch nothing) and *asking* the person.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from grounding.screen import Query
from planner.conditions import Condition, Items
from planner.document_orders import DocumentIntent
from planner.goals.goal import Goal
from planner.text_looks import TextIntent
from planner.things import ThingIntent, ThingReading
from planner.values import Literal as Literal
from planner.values import Reference as Reference
from planner.values import Secret as Secret
from planner.values import Template as Template
from planner.values import Value as Value


class Button(StrEnum):
    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


class Filling(StrEnum):
    """What becomes of text that is already there."""

    REPLACE = "replace"  # a form field: afterwards it holds just this
    APPEND = "append"  # a document or text area: at its end
    HERE = "here"  # at the caret, wherever that is
    OVER = "over"  # as REPLACE, the old line marked from its end to its start: not every kit has a "select all"


# --- acts ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Click:
    place: Query
    button: Button = Button.LEFT
    count: int = 1
    modifiers: tuple[str, ...] = ()  # "ctrl", "shift", "alt", "meta"


@dataclass(frozen=True, kw_only=True)
class Hover:
    place: Query


@dataclass(frozen=True, kw_only=True)
class TypeText:
    """Types exactly `value`. place None: what has the focus. "\\n" is Enter, "\\t" is Tab."""

    value: Value
    place: Query | None = None
    filling: Filling = Filling.REPLACE


@dataclass(frozen=True, kw_only=True)
class Clear:
    place: Query | None = None


@dataclass(frozen=True, kw_only=True)
class PressKeys:
    """One chord, e.g. ("ctrl", "shift", "s") or ("enter",). Names: `planner.language.keys`; a character is itself.

    times: pressed this often. place: what is focused first (None: what has the focus).
    """

    keys: tuple[str, ...]
    times: int = 1
    place: Query | None = None


@dataclass(frozen=True, kw_only=True)
class Scroll:
    """amount: in notches of a wheel; place None: the middle of the active window."""

    direction: Direction
    amount: int = 5
    place: Query | None = None


@dataclass(frozen=True, kw_only=True)
class Drag:
    """through: points that the pointer passes on its way, in picture pixels counted from where it starts."""

    start: Query
    end: Query
    through: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Copy:
    """Copies the selection, or all of `place`, to the clipboard; its text becomes a result under `name`."""

    place: Query | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Paste:
    place: Query | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerDialog:
    """Answers a question of the browser's own (alert, confirm, prompt, leave page, permission)."""

    accept: bool
    value: Value | None = None


@dataclass(frozen=True, kw_only=True)
class GiveFile:
    """Hands a file to the file chooser that is open in a browser."""

    path: str


@dataclass(frozen=True, kw_only=True)
class OpenApp:
    """Starts an installed application by the name a person uses, or brings it to the front when it is open."""

    name: str


@dataclass(frozen=True, kw_only=True)
class OpenFile:
    """Opens a file with `app`, or with the application that the desktop has for its type when `app` is "".

    written: it is going to be written in, so it need not be there yet.
    """

    path: str
    app: str = ""
    written: bool = False


@dataclass(frozen=True, kw_only=True)
class OpenAddress:
    """Opens a web address in the surface's browser, or in the desktop's."""

    address: str


@dataclass(frozen=True, kw_only=True)
class Back:
    pass


@dataclass(frozen=True, kw_only=True)
class SwitchTo:
    """Brings a window or tab to the front, by words of its title or application."""

    name: str


# --- intents ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SelectOption:
    option: Value
    place: Query


@dataclass(frozen=True, kw_only=True)
class SetDate:
    """Brings a day or a time of day into a field or a calendar, whichever way that takes it.

    value: as it was said ("03/05/2016", "May 3rd", "2027-05-03", "8:04 PM").
    """

    value: Value
    place: Query


@dataclass(frozen=True, kw_only=True)
class SetLevel:
    """Brings a slider, a spinner or a stepper to a number ("30", "-4.5", "50 %")."""

    value: Value
    place: Query


@dataclass(frozen=True, kw_only=True)
class SetChecked:
    place: Query
    checked: bool


@dataclass(frozen=True, kw_only=True)
class ChooseFile:
    """Gives a file to an upload field, whichever way its chooser opens."""

    place: Query
    path: str


@dataclass(frozen=True, kw_only=True)
class SaveAs:
    """Saves the active document under a name or path, through the application's own dialog.

    command: the entry of a menu that opens the dialog ("Export", "Save a copy"); "": the usual keys for saving as.
    """

    path: Value
    command: str = ""


@dataclass(frozen=True, kw_only=True)
class Reveal:
    """Brings `place` into sight by opening, one at a time, what may hide it: sections, tree items, tabs, further pages.

    opening: what the person said to open; None: only what plainly opens. place None: opening it is all that was asked,
    one of them or, with `every`, all.
    """

    place: Query | None
    opening: Query | None = None
    every: bool = False


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One of several things that are known of what is sought. cue: the words that say what the value is."""

    cue: str
    value: str


@dataclass(frozen=True, kw_only=True)
class FillFacts:
    """Searches by facts: each in the field that it belongs to, where there is a form with one clear field for each;
    else by the words as they were said (`text`) in the search field (`place`)."""

    facts: tuple[Fact, ...]
    text: str
    place: Query


@dataclass(frozen=True, kw_only=True)
class FillFromScreen:
    """Fills each field of a form with the value that stands beside the same label elsewhere on the screen."""


@dataclass(frozen=True, kw_only=True)
class PickSuggestion:
    """Chooses, of what a field or list offers, the one that begins and ends so. place None: the only field."""

    start: str = ""
    end: str = ""
    place: Query | None = None


@dataclass(frozen=True, kw_only=True)
class PickResult:
    """Clicks the result of that number (1: the first, -1: the last), turning pages where it is not on the first one."""

    ordinal: int


# --- goals --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Pursue:
    """A goal that is not spelled out: a planner of its own works it out, one step a look."""

    goal: Goal


# --- readings and asking ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Read:
    """Reads a place into result `name`. place None: what the last act brought up ("the result")."""

    place: Query | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class WaitFor:
    """Waits until `place` is there (or, gone=True, until it is not), or for `seconds_s` when place is None."""

    place: Query | None = None
    gone: bool = False
    seconds_s: float = 30.0


@dataclass(frozen=True, kw_only=True)
class Assert:
    """Fails the run unless `place` is there (present) and, when given, holds `value`."""

    place: Query
    value: Value | None = None
    present: bool = True


@dataclass(frozen=True, kw_only=True)
class Compute:
    """Arithmetic over numbers and names of results ("17 * 23", "total + 5"), into result `name`."""

    expression: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Decide:
    """Looks whether a condition holds: result `name` becomes "yes" or "no". patience_s: how long it may take to."""

    condition: Condition
    name: str
    patience_s: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Gather:
    """Looks what there is to go through: result `name` becomes a line for each."""

    items: Items
    name: str


@dataclass(frozen=True, kw_only=True)
class Ask:
    question: str
    name: str = ""
    choices: tuple[str, ...] = field(default=())


Act = (
    Click
    | Hover
    | TypeText
    | Clear
    | PressKeys
    | Scroll
    | Drag
    | Copy
    | Paste
    | AnswerDialog
    | GiveFile
    | OpenApp
    | OpenFile
    | OpenAddress
    | Back
    | SwitchTo
)
Intent = (
    SelectOption
    | SetDate
    | SetLevel
    | SetChecked
    | ChooseFile
    | SaveAs
    | Reveal
    | FillFacts
    | FillFromScreen
    | PickSuggestion
    | PickResult
    | ThingIntent
    | TextIntent
    | DocumentIntent
)
Reading = Read | WaitFor | Assert | Compute | Decide | Gather | ThingReading
Action = Act | Intent | Pursue | Reading | Ask
