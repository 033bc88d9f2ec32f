"""The verbs of a flow: one row for each kind of action, by which steps are both read and written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from grounding.screen import Query
from planner.actions import (
    Action,
    AnswerDialog,
    Ask,
    Assert,
    Back,
    Button,
    ChooseFile,
    Clear,
    Click,
    Compute,
    Copy,
    Direction,
    Drag,
    Filling,
    GiveFile,
    Hover,
    OpenAddress,
    OpenApp,
    OpenFile,
    Paste,
    PressKeys,
    Read,
    SaveAs,
    Scroll,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    SwitchTo,
    TypeText,
    WaitFor,
)
from planner.document_orders import SetCell
from planner.flow.places import Words, read_flag, read_number, read_place, read_text, read_value
from planner.flow.tree import Sequence, Tree
from planner.flow.written import Plain, place_as_written, value_as_written
from planner.language.keys import read_keys
from planner.sheets import cell_at

HERE = "here"
"""Instead of a place: what has the focus, is selected, or came up last."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """How one field of an action is written in a flow."""

    read: Callable[[Tree, Words], object]
    write: Callable[[Any], Plain]


def _read_place_or_here(tree: Tree, words: Words) -> Query | None:
    return None if getattr(tree, "text", "") == HERE else read_place(tree, words)


def _read_cell(tree: Tree) -> str:
    text = read_text(tree, "a cell")
    if cell_at(text) is None:
        raise tree.at.broken(f"“{text[:40]}” is no cell; write its column and row, such as `B12`.")
    return text


def _read_keys(tree: Tree, words: Words) -> tuple[str, ...]:
    text = read_text(tree, "keys")
    chords = read_keys(text)
    if chords is None or len(chords) != 1:
        raise tree.at.broken(f"“{text[:40]}” names no keys; write one chord, such as `ctrl+s`.")
    return chords[0]


def _read_choice(kind: type[Direction] | type[Filling], what: str) -> Callable[[Tree, Words], object]:
    def read(tree: Tree, words: Words) -> object:
        text = read_text(tree, what)
        try:
            return kind(text)
        except ValueError:
            raise tree.at.broken(f"{what} is one of {', '.join(one.value for one in kind)}.") from None

    return read


def _read_texts(tree: Tree, words: Words) -> tuple[str, ...]:
    if not isinstance(tree, Sequence):
        raise tree.at.broken("this is a list of texts.")
    return tuple(read_text(item, "an item") for item in tree.items)


def _read_seconds(tree: Tree, words: Words) -> float:
    text = read_text(tree, "seconds")
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 86_400:
        raise tree.at.broken("this is a number of seconds, up to a day.")
    return seconds


PLACE = Form(read=read_place, write=place_as_written)
PLACE_OR_HERE = Form(read=_read_place_or_here, write=lambda place: HERE if place is None else place_as_written(place))
VALUE = Form(read=lambda tree, words: read_value(tree), write=value_as_written)
TEXT = Form(read=lambda tree, words: read_text(tree, "this"), write=str)
TEXTS = Form(read=_read_texts, write=list)
NUMBER = Form(read=lambda tree, words: read_number(tree, "this", least=1), write=int)
SECONDS = Form(read=_read_seconds, write=lambda seconds: f"{seconds:g}")
FLAG = Form(read=lambda tree, words: read_flag(tree, "this"), write=bool)
CELL = Form(read=lambda tree, words: _read_cell(tree), write=str)
KEYS = Form(read=_read_keys, write="+".join)
DIRECTION = Form(read=_read_choice(Direction, "a direction"), write=str)
FILLING = Form(read=_read_choice(Filling, "a way of filling"), write=str)


@dataclass(frozen=True, kw_only=True)
class Verb:
    """key: the field that makes a step this action; of: the action's attribute that it holds (None: just `yes`).

    more: further keys, each with its attribute and form; they may be left out where the action has a default.
    fixed: attributes that the key itself says.
    """

    key: str
    action: type
    of: str | None
    form: Form
    more: Mapping[str, tuple[str, Form]] = field(default_factory=lambda: MappingProxyType({}))
    fixed: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def fits(self, action: Action) -> bool:
        return type(action) is self.action and all(getattr(action, name) == value for name, value in self.fixed.items())


_HOLDING: tuple[str, Form] = (
    "modifiers",
    Form(read=lambda tree, words: _read_keys(tree, words), write="+".join),
)


def _clicks(key: str, button: Button, count: int) -> Verb:
    return Verb(
        key=key,
        action=Click,
        of="place",
        form=PLACE,
        more={"holding": _HOLDING},
        fixed={"button": button, "count": count},
    )


VERBS: tuple[Verb, ...] = (
    _clicks("click", Button.LEFT, 1),
    _clicks("double click", Button.LEFT, 2),
    _clicks("triple click", Button.LEFT, 3),
    _clicks("right click", Button.RIGHT, 1),
    _clicks("middle click", Button.MIDDLE, 1),
    Verb(key="hover", action=Hover, of="place", form=PLACE),
    Verb(
        key="type",
        action=TypeText,
        of="value",
        form=VALUE,
        more={"into": ("place", PLACE_OR_HERE), "filling": ("filling", FILLING)},
    ),
    Verb(key="clear", action=Clear, of="place", form=PLACE_OR_HERE),
    Verb(
        key="press", action=PressKeys, of="keys", form=KEYS, more={"times": ("times", NUMBER), "in": ("place", PLACE)}
    ),
    Verb(
        key="scroll",
        action=Scroll,
        of="direction",
        form=DIRECTION,
        more={"by": ("amount", NUMBER), "in": ("place", PLACE)},
    ),
    Verb(key="drag", action=Drag, of="start", form=PLACE, more={"to": ("end", PLACE)}),
    Verb(key="copy", action=Copy, of="place", form=PLACE_OR_HERE, more={"as": ("name", TEXT)}),
    Verb(key="paste", action=Paste, of="place", form=PLACE_OR_HERE),
    Verb(key="answer dialog", action=AnswerDialog, of="accept", form=FLAG, more={"with": ("value", VALUE)}),
    Verb(key="give file", action=GiveFile, of="path", form=TEXT),
    Verb(key="open app", action=OpenApp, of="name", form=TEXT),
    Verb(key="open file", action=OpenFile, of="path", form=TEXT, more={"with": ("app", TEXT)}),
    Verb(key="go to", action=OpenAddress, of="address", form=TEXT),
    Verb(key="go back", action=Back, of=None, form=FLAG),
    Verb(key="switch to", action=SwitchTo, of="name", form=TEXT),
    Verb(key="choose", action=SelectOption, of="option", form=VALUE, more={"in": ("place", PLACE)}),
    Verb(key="set date", action=SetDate, of="value", form=VALUE, more={"in": ("place", PLACE)}),
    Verb(key="set level", action=SetLevel, of="value", form=VALUE, more={"in": ("place", PLACE)}),
    Verb(key="check", action=SetChecked, of="place", form=PLACE, fixed={"checked": True}),
    Verb(key="uncheck", action=SetChecked, of="place", form=PLACE, fixed={"checked": False}),
    Verb(key="upload", action=ChooseFile, of="path", form=TEXT, more={"in": ("place", PLACE)}),
    Verb(key="fill cell", action=SetCell, of="cell", form=CELL, more={"with": ("value", VALUE)}, fixed={"row": ""}),
    Verb(key="save as", action=SaveAs, of="path", form=VALUE),
    Verb(key="read", action=Read, of="place", form=PLACE_OR_HERE, more={"as": ("name", TEXT)}),
    Verb(
        key="wait for",
        action=WaitFor,
        of="place",
        form=PLACE,
        more={"within": ("seconds_s", SECONDS)},
        fixed={"gone": False},
    ),
    Verb(
        key="wait until gone",
        action=WaitFor,
        of="place",
        form=PLACE,
        more={"within": ("seconds_s", SECONDS)},
        fixed={"gone": True},
    ),
    Verb(key="pause", action=WaitFor, of="seconds_s", form=SECONDS, fixed={"place": None}),
    Verb(
        key="assert",
        action=Assert,
        of="place",
        form=PLACE,
        more={"shows": ("value", VALUE)},
        fixed={"present": True},
    ),
    Verb(key="assert gone", action=Assert, of="place", form=PLACE, fixed={"present": False}),
    Verb(key="compute", action=Compute, of="expression", form=TEXT, more={"as": ("name", TEXT)}),
    Verb(key="ask", action=Ask, of="question", form=TEXT, more={"as": ("name", TEXT), "choices": ("choices", TEXTS)}),
)
BY_KEY = {verb.key: verb for verb in VERBS}


def verb_of(action: Action) -> Verb | None:
    """None: an action that only words can say. A pause is told before a wait for a place."""
    if isinstance(action, WaitFor) and action.place is None:
        return BY_KEY["pause"]
    return next((verb for verb in VERBS if verb.fits(action)), None)
