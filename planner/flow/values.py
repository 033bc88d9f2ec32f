"""A flow: named inputs, what it needs, and the steps, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.plan import Node

SCHEMA = 1


class InputKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FILE = "file"


@dataclass(frozen=True, kw_only=True)
class Input:
    """A value that a run may be given. Steps refer to it by name (`Reference`, or `{{name}}` in a place's words).

    default: None when each run must give it. secret: the name of a secret that it stands for; then it has no default,
    and steps hold `Secret(name=secret)`.
    """

    name: str
    kind: InputKind = InputKind.TEXT
    default: str | None = None
    secret: str = ""


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What must be there before the first step. sites: origins, such as `https://shop.example`."""

    apps: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Flow:
    """pictures: file names under the flow's own folder of crops, by the number of a step in reading order (1 is the
    first). outputs: names of results that a run hands out; none: all of them."""

    name: str
    nodes: tuple[Node, ...]
    description: str = ""
    inputs: tuple[Input, ...] = ()
    needs: Needs = Needs()
    outputs: tuple[str, ...] = ()
    pictures: Mapping[int, str] | None = None
