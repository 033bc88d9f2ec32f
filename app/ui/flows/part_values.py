"""Changes of what decides in a flow, as the window asks for them. part: the number of the condition or loop."""

from dataclasses import dataclass

from planner.flow.parts import Deciding, Over


@dataclass(frozen=True, kw_only=True)
class Say:
    """The condition, or the whole sentence, is told in these words."""

    part: int
    words: str


@dataclass(frozen=True, kw_only=True)
class TurnRound:
    """The opposite is looked for."""

    part: int


@dataclass(frozen=True, kw_only=True)
class GoThrough:
    part: int
    over: Over
    words: str


@dataclass(frozen=True, kw_only=True)
class Times:
    part: int
    times: int


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """A first step for when the condition does not hold."""

    part: int
    words: str


@dataclass(frozen=True, kw_only=True)
class MovePart:
    """by: -1 up, 1 down."""

    part: int
    by: int


@dataclass(frozen=True, kw_only=True)
class RemovePart:
    part: int
    keep_steps: bool


@dataclass(frozen=True, kw_only=True)
class PutUnder:
    """The step stands under a new condition or loop. words: the condition, the values, or how often."""

    number: int
    deciding: Deciding
    words: str


@dataclass(frozen=True, kw_only=True)
class TakeIn:
    """The step belongs to the condition or loop above it."""

    number: int


@dataclass(frozen=True, kw_only=True)
class TakeOut:
    """The step comes after the condition or loop that it stood in."""

    number: int


@dataclass(frozen=True, kw_only=True)
class MakeLoop:
    """What is done several times with other values becomes a loop."""


PartChange = Say | TurnRound | GoThrough | Times | Otherwise | MovePart | RemovePart | PutUnder | TakeIn | TakeOut
