"""Whether what was typed came to be read on the screen, where nothing but its picture tells."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from planner.demo.values import Scene

LEGIBLE: Final = 70.0


def came_to_show(before: Scene, after: Scene, typed: str) -> bool:
    """Whether what was typed can be read on the screen and could not before: of a password, only dots can."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    were, are = (
        [part for one in scene.screen().elements for part in (one.text, one.value) if part] for scene in (before, after)
    )
    return bool(lines) and all(_times(line, are) > _times(line, were) for line in lines)


def _times(line: str, texts: Sequence[str]) -> int:
    return sum(_likeness(line, text) >= LEGIBLE for text in texts)


def _likeness(line: str, text: str) -> float:
    if len(text) < len(line) - 2:
        return float(fuzz.ratio(line, text))
    return float(fuzz.partial_ratio(line, text))
