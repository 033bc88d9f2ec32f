"""What a person's hands do on a desktop, as the display tells it, and what was seen meanwhile."""

from dataclasses import dataclass

from grounding.screen import Look
from planner.actions import Button, Direction


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """at_s: seconds of the epoch. x, y: native units of the display."""

    at_s: float
    x: int
    y: int
    button: Button
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LetGo:
    at_s: float
    x: int
    y: int
    button: Button


@dataclass(frozen=True, kw_only=True)
class Turned:
    """One notch of a wheel."""

    at_s: float
    x: int
    y: int
    direction: Direction


@dataclass(frozen=True, kw_only=True)
class KeyDown:
    """name: as `planner.language.keys` has it, a character is itself. text: what the key types, "" nothing."""

    at_s: float
    name: str
    text: str
    modifiers: tuple[str, ...] = ()


Input = Pressed | LetGo | Turned | KeyDown


@dataclass(frozen=True, kw_only=True, eq=False)
class Sighting:
    """One look at the display, and when it began and ended. own_in_front: a window of ours had the keyboard.

    pointer: where it was, in native units; None unknown.
    """

    began_s: float
    ended_s: float
    look: Look
    own_in_front: bool = False
    pointer: tuple[int, int] | None = None
