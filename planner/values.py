"""What is typed, chosen or compared: known text, text with results in it, the name of a result or of a secret."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Literal:
    """Text known when the plan is made."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Reference:
    """Text that an earlier step gave a name (`read ... as NAME`), or the last result when `name` is ""."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Secret:
    """A secret's name. Only a surface, in the moment of typing, learns what it stands for."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Template:
    """Text with names of results in it: `Dear {{name}}`."""

    text: str


Value = Literal | Reference | Secret | Template
