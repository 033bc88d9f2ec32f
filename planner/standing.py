"""Where the work on a goal stands, line by line, for a person."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What became of one thing that the goal asks."""

    NOT_YET = "not yet"
    DONE = "done"
    UNCHECKED = "not checked"
    IN_VAIN = "in vain"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """words: what it is about; a secret goes by what it is, never by its value."""

    words: str
    state: Part
