"""The text that stands on a screen by itself: no name of a field, nothing that can be used."""

from grounding.screen import Element, ParsedScreen, Role
from planner.intents.seen import is_control

_WRITTEN = frozenset({Role.TEXT, Role.HEADING, Role.IMAGE})
_TALLER = 1.3
_BLANK = 0.3
"""The gap between two words, at the least, as a share of their height."""


def shown_text(screen: ParsedScreen) -> str:
    """Letters that stand close to each other are one word, however they are turned. "" where there is none, or where
    several lines look alike, so that none is the one that is meant."""
    controls = [e for e in screen.elements if is_control(e, screen)]
    told = [e for e in screen.elements if e.handle and e.role in _WRITTEN and e.text.strip()]
    pieces = [
        e
        for e in told or screen.elements  # what is read besides is a misreading of the same letters
        if e.role in _WRITTEN
        and e.text.strip()
        and not e.text.rstrip().endswith(":")
        and not any(e.box.share_inside(control.box) > 0.8 for control in controls)
    ]
    lines = _lines(pieces)
    tallest = sorted(lines, key=_height, reverse=True)
    if len(tallest) > 1 and _height(tallest[0]) < _TALLER * _height(tallest[1]):
        return ""
    return _joined(tallest[0]) if tallest else ""


def _lines(pieces: list[Element]) -> list[list[Element]]:
    lines: list[list[Element]] = []
    for piece in sorted(pieces, key=lambda e: e.box.center.y):
        line = next((line for line in lines if _is_level(line[-1], piece)), None)
        if line is None:
            lines.append([piece])
        else:
            line.append(piece)
    return lines


def _is_level(one: Element, other: Element) -> bool:
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared > 0.5 * min(one.box.height, other.box.height)


def _height(line: list[Element]) -> int:
    return max(piece.box.height for piece in line)


def _joined(line: list[Element]) -> str:
    text = ""
    for before, piece in zip([None, *sorted(line, key=_left)], sorted(line, key=_left), strict=False):
        apart = before is not None and piece.box.left - before.box.right > _BLANK * piece.box.height
        text += f" {piece.text.strip()}" if apart else piece.text.strip()
    return text


def _left(piece: Element) -> int:
    return piece.box.left
