"""A plan: steps in words with their actions and what should be seen after each, and what gives them their order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from grounding.screen import Query
from planner.actions import Action, Value
from planner.conditions import Condition, Items


class Source(StrEnum):
    PERSON = "person"
    FLOW = "flow"
    DEMO = "demo"


@dataclass(frozen=True, kw_only=True)
class Instruction:
    """What was asked, in the person's words or by a flow: the only orders there are.

    steps: of a flow, what its steps say they do, in words; text is its name then.
    """

    text: str
    source: Source = Source.PERSON
    steps: str = ""

    @property
    def orders(self) -> str:
        """All words that order something."""
        return f"{self.text}. {self.steps}" if self.steps else self.text


# --- what should be seen after a step -----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ScreenChanges:
    """Something in the picture differs from before the act."""


@dataclass(frozen=True, kw_only=True)
class FieldHolds:
    """The place (None: the one with the focus) holds the value; whole=False: among other text."""

    value: Value
    place: Query | None = None
    whole: bool = True


@dataclass(frozen=True, kw_only=True)
class OptionChosen:
    option: Value
    place: Query


@dataclass(frozen=True, kw_only=True)
class MomentHeld:
    """The place holds that day or time, however it writes it."""

    value: Value
    place: Query


@dataclass(frozen=True, kw_only=True)
class LevelShown:
    """The place, or what stands beside it, shows that number."""

    value: Value
    place: Query


@dataclass(frozen=True, kw_only=True)
class CheckedIs:
    place: Query
    checked: bool


@dataclass(frozen=True, kw_only=True)
class TextShown:
    text: str


@dataclass(frozen=True, kw_only=True)
class WindowOpens:
    """A window of that application or with that title is there and active."""

    name: str


@dataclass(frozen=True, kw_only=True)
class AddressOpens:
    address: str


@dataclass(frozen=True, kw_only=True)
class DialogCloses:
    """The browser's own question is answered and gone."""


@dataclass(frozen=True, kw_only=True)
class NothingWaits:
    """No dialog in front waits to be kept or left."""


@dataclass(frozen=True, kw_only=True)
class WindowCloses:
    """The window that was in front before the act is there no more."""


@dataclass(frozen=True, kw_only=True)
class FileWritten:
    """The file exists and was written after the act began."""

    path: Value


@dataclass(frozen=True, kw_only=True)
class FolderFilled:
    """Something was put into the folder, or taken out of it, after the act began."""

    path: str


@dataclass(frozen=True, kw_only=True)
class ResultKnown:
    """The reading gave a result of that name."""

    name: str


Expectation = (
    ScreenChanges
    | FieldHolds
    | OptionChosen
    | MomentHeld
    | LevelShown
    | CheckedIs
    | TextShown
    | WindowOpens
    | AddressOpens
    | DialogCloses
    | NothingWaits
    | WindowCloses
    | FileWritten
    | FolderFilled
    | ResultKnown
)


@dataclass(frozen=True, kw_only=True)
class Step:
    """purpose: in words, for a person. expect: never empty. number: in the flow that it stands in, 1 is the first."""

    purpose: str
    action: Action
    expect: tuple[Expectation, ...]
    number: int = field(default=0, compare=False)


# --- what gives steps their order -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class If:
    """purpose: the condition in words."""

    purpose: str
    condition: Condition
    then: "tuple[Node, ...]"
    otherwise: "tuple[Node, ...]" = ()


@dataclass(frozen=True, kw_only=True)
class ForEach:
    """The body once for each item, which is result `name` meanwhile. purpose: what is gone through, in words."""

    purpose: str
    name: str
    items: Items
    body: "tuple[Node, ...]"


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """The body again and again until the condition holds, at the most `times` times; None: just so often."""

    purpose: str
    until: Condition | None
    body: "tuple[Node, ...]"
    times: int


Node = Step | If | ForEach | Repeat


@dataclass(frozen=True, kw_only=True)
class Plan:
    """done: so many steps, in the order in which they came, were carried out in an earlier run."""

    instruction: Instruction
    nodes: tuple[Node, ...]
    done: int = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step that it may come to, in reading order."""
        return tuple(_steps(self.nodes))

    @property
    def is_straight(self) -> bool:
        """Whether its steps are carried out one after another, each once."""
        return all(isinstance(node, Step) for node in self.nodes)


def _steps(nodes: tuple[Node, ...]) -> Iterator[Step]:
    for node in nodes:
        match node:
            case Step():
                yield node
            case If(then=then, otherwise=otherwise):
                yield from _steps(then)
                yield from _steps(otherwise)
            case ForEach(body=body) | Repeat(body=body):
                yield from _steps(body)


@dataclass(frozen=True, kw_only=True)
class NotUnderstood:
    """The part of the instruction that cannot be read, and the nearest thing that can be done."""

    part: str
    nearest: str
