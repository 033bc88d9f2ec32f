"""The text that stands on a screen by itself: no name of a field, nothing that can be used."""

from collections.abc import Sequence
from dataclasses import replace

from grounding.screen import Element, ParsedScreen, Role, ScreenText
from planner.intents.seen import is_control

_WRITTEN = frozenset({Role.TEXT, Role.HEADING, Role.IMAGE})
_LINED = _WRITTEN | {Role.LABEL, Role.CELL, Role.LIST_ITEM}
_GAPS = frozenset({Role.TEXT_FIELD, Role.SPINNER, Role.DROPDOWN})
_GAP = ScreenText("?")
_TALLER = 1.3
_BLANK = 0.3
"""The gap between two words, at the least, as a share of their height."""


def shown_text(screen: ParsedScreen) -> str:
    """Letters that stand close to each other are one word, however they are turned. "" where there is none, or where
    several lines look alike, so that none is the one that is meant."""
    lines = _lines([e for e in _pieces(screen, _WRITTEN) if not e.text.rstrip().endswith(":")])
    tallest = sorted(lines, key=_height, reverse=True)
    if len(tallest) > 1 and _height(tallest[0]) < _TALLER * _height(tallest[1]):
        return ""
    return _joined(tallest[0]) if tallest else ""


def lines_shown(screen: ParsedScreen) -> tuple[str, ...]:
    """All lines of words, from the top; an empty field in one is a gap that is to be filled, and stands as "?"."""
    gaps = [replace(e, text=_GAP) for e in screen.elements if e.role in _GAPS and not e.value.strip() and e.enabled]
    lines = _lines([*_pieces(screen, _LINED), *gaps])
    return tuple(_joined(line) for line in lines if any(piece.text != _GAP for piece in line))


def _pieces(screen: ParsedScreen, roles: frozenset[Role]) -> list[Element]:
    controls = [e for e in screen.elements if is_control(e, screen)]
    told = [e for e in screen.elements if e.handle and e.role in roles and e.text.strip()]
    return [
        e
        for e in told or screen.elements  # what is read besides is a misreading of the same letters
        if e.role in roles and e.text.strip() and not any(e.box.share_inside(control.box) > 0.8 for control in controls)
    ]


def written_lines(pieces: Sequence[Element]) -> list[list[Element]]:
    """From the top, each from the left."""
    return [sorted(line, key=_left) for line in _lines(list(pieces))]


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
