"""Whether what was typed came to be read on the screen, where nothing but its picture tells.

What did not may have been a password, and is thrown away.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from rapidfuzz import fuzz

from planner.demo.deeds import FIELDS, NOWHERE
from planner.demo.values import Aim, FilledCell, Scene, Typed
from planner.sheets import Cell

LEGIBLE: Final = 70.0
LONG: Final = 12


class SeenScene(Scene, Protocol):
    def words(self) -> tuple[str, ...]:
        """All that can be read on its picture, whatever the application tells of itself: dear."""
        ...


def came_to_show(before: SeenScene, after: SeenScene, typed: str) -> bool:
    """Whether what was typed can be read on the screen and could not before: of a password, only dots can.

    A drawn table tells nothing of its cells, so what is not told is looked for on the picture.
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    return bool(lines) and (is_told(before, after, typed) or _are_more(lines, before.words(), after.words()))


def is_told(before: Scene, after: Scene, typed: str) -> bool:
    """Whether the application says of itself that it shows what was typed."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    return bool(lines) and _are_more(lines, _told(before), _told(after))


def _told(scene: Scene) -> list[str]:
    return [part for one in scene.screen().elements for part in (one.text, one.value) if part]


def _are_more(lines: Sequence[str], were: Sequence[str], are: Sequence[str]) -> bool:
    return all(_times(line, are) > _times(line, were) for line in lines)


def _times(line: str, texts: Sequence[str]) -> int:
    return sum(_likeness(line, text) >= LEGIBLE for text in texts)


def _likeness(line: str, text: str) -> float:
    if len(text) < len(line) - 2:  # a field shows only a part of what is longer than itself
        return float(fuzz.partial_ratio(text, line) if len(text) >= LONG else fuzz.ratio(line, text))
    return float(fuzz.partial_ratio(line, text))


def judged(typed: Typed, before: SeenScene, after: SeenScene | None) -> Typed:
    """Typing where no field is known to have had the keyboard."""
    if typed.aim.element is None or typed.aim.element.role not in FIELDS:
        typed = replace(typed, aim=replace(typed.aim, element=None))
    if after is None or not came_to_show(before, after, typed.text):
        return replace(typed, text="", secret=True)
    return typed


def judged_in_sheet(
    filled: FilledCell, before: SeenScene, afterwards: tuple[SeenScene, ...], *, cell: Cell | None
) -> FilledCell | Typed:
    """Typing into a cell of a sheet; a formula shows as what it comes to."""
    shows = (
        filled.text.startswith("=")
        or any(is_told(before, after, filled.text) for after in afterwards)
        or any(came_to_show(before, after, filled.text) for after in afterwards)
    )
    if filled.text and not shows:
        nowhere = Aim(scene=filled.scene, element=None, point=NOWHERE)
        return Typed(at_s=filled.at_s, aim=nowhere, held=None, text="", secret=True)
    return replace(filled, cell=cell.address if cell is not None and filled.text else "")
