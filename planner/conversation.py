"""What is said to a language model and what it says back; `planner.ports.LanguageModel` carries it."""

from dataclasses import dataclass
from enum import StrEnum


class Speaker(StrEnum):
    US = "us"
    MODEL = "model"


@dataclass(frozen=True, kw_only=True)
class Turn:
    """picture: a PNG, for a model that sees; empty for none."""

    speaker: Speaker
    text: str
    picture: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """rules: what holds for the whole conversation. schema: the JSON schema of the answer, as text."""

    rules: str
    turns: tuple[Turn, ...]
    schema: str


class Ending(StrEnum):
    """Why the model stopped."""

    WHOLE = "whole"
    CUT_SHORT = "cut_short"  # at the limit of the answer's length
    DECLINED = "declined"  # it, or a filter before it, would not answer


@dataclass(frozen=True, kw_only=True)
class Usage:
    """Tokens, as the endpoint counts them."""

    read: int
    written: int


@dataclass(frozen=True, kw_only=True)
class Reply:
    """usage None: the endpoint did not say."""

    text: str
    ending: Ending
    usage: Usage | None = None
