"""Noughts and crosses on a board of three by three that the screen shows, played without a mistake."""

from collections.abc import Sequence
from functools import cache

from grounding.geometry import Box
from grounding.screen import Look, Query
from planner.actions import Click
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.seen import at_point
from planner.things import PlayNoughts

MOST_TURNS = 9
_ANSWERS_WITHIN_S = (0.1, 0.2, 0.4, 0.8)
_SIGNS = {"x": "x", "×": "x", "✕": "x", "✗": "x", "❌": "x", "o": "o", "0": "o", "○": "o", "⭕": "o", "◯": "o"}
_LINES = ((0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6))
_FREE = " "
_ALIKE = 0.15
Board = tuple[str, ...]
"""Nine signs, row by row: "x", "o" or a blank."""


def play_noughts(intent: PlayNoughts, eye: Sighting) -> Singles:
    """Until a line is full, or nothing is free. Raises NotPossible where no board is in sight, or it was lost."""
    own = intent.sign
    other = "o" if own == "x" else "x"
    for _ in range(MOST_TURNS):
        look = eye.look()
        cells = _cells(look, eye)
        board = _board(cells, look, eye)
        if _has_won(board, other):
            raise NotPossible("The other side has three in a row.")
        if _has_won(board, own) or _FREE not in board:
            return
        place = cells[_best(board, own)]
        said = f"the field in row {_best(board, own) // 3 + 1}, column {_best(board, own) % 3 + 1}"
        yield Single(act=Click(place=Query(text=said)), target=at_point(place.center, said, look, box=place))
        _wait_for_answer(board, own, eye)


def _wait_for_answer(before: Board, own: str, eye: Sighting) -> None:
    """The other side takes its turn, unless the game is over."""
    for pause_s in _ANSWERS_WITHIN_S:
        eye.wait(pause_s)
        look = eye.look()
        cells = _cells(look, eye, patient=True)
        board = _board(cells, look, eye) if cells else before
        signs = sum(sign != _FREE for sign in board) - sum(sign != _FREE for sign in before)
        if signs >= 2 or _has_won(board, own) or not cells:
            return


def _cells(look: Look, eye: Sighting, *, patient: bool = False) -> tuple[Box, ...]:
    """Row by row. Raises NotPossible; `patient`: none instead."""
    told = [e.box for e in eye.parse(look).elements]
    drawn = [figure.box for figure in eye.figures(look)]
    for boxes in (told, drawn, [*told, *drawn]):
        found = _three_by_three(boxes)
        if found:
            return found
    if patient:
        return ()
    raise NotPossible("No board of three by three fields is in sight.")


def _three_by_three(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Nine of one size whose middles lie in three rows and three columns."""
    for one in sorted(set(boxes), key=lambda box: -box.area):
        same = [box for box in set(boxes) if _is_alike(box, one)]
        rows = _levels([box.center.y for box in same], one.height // 2)
        columns = _levels([box.center.x for box in same], one.width // 2)
        if len(rows) != 3 or len(columns) != 3:
            continue
        grid = [_at(same, x, y, one) for y in rows for x in columns]
        if None not in grid:
            return tuple(box for box in grid if box is not None)
    return ()


def _at(boxes: Sequence[Box], x: int, y: int, like: Box) -> Box | None:
    near = (b for b in boxes if abs(b.center.y - y) <= like.height // 2 and abs(b.center.x - x) <= like.width // 2)
    return next(near, None)


def _is_alike(box: Box, other: Box) -> bool:
    wide = abs(box.width - other.width) <= _ALIKE * other.width + 2
    return wide and abs(box.height - other.height) <= _ALIKE * other.height + 2 and min(box.width, box.height) > 12


def _levels(values: Sequence[int], apart: int) -> list[int]:
    found: list[int] = []
    for value in sorted(values):
        if not found or value - found[-1] > apart:
            found.append(value)
    return found


def _board(cells: Sequence[Box], look: Look, eye: Sighting) -> Board:
    written = [(e.box.center, _SIGNS.get(e.text.strip().lower())) for e in eye.parse(look).elements if e.text.strip()]
    return tuple(
        next((sign for center, sign in written if sign is not None and cell.contains(center)), _FREE) for cell in cells
    )


# --- the game -------------------------------------------------------------------------------------------------------


def _has_won(board: Board, sign: str) -> bool:
    return any(all(board[at] == sign for at in line) for line in _LINES)


def _best(board: Board, own: str) -> int:
    """
    >>> _best(tuple("xx oo    "), "x"), _best(tuple("oo x x   "), "x")
    (2, 4)
    """
    return max((at for at in range(9) if board[at] == _FREE), key=lambda at: _worth(_with(board, at, own), own, own))


@cache
def _worth(board: Board, moved: str, own: str) -> int:
    """For `own`, after `moved` has moved; soon won is worth more."""
    if _has_won(board, moved):
        worth = 1 + board.count(_FREE)
        return worth if moved == own else -worth
    if _FREE not in board:
        return 0
    turn = "o" if moved == "x" else "x"
    outcomes = (_worth(_with(board, at, turn), turn, own) for at in range(9) if board[at] == _FREE)
    return max(outcomes) if turn == own else min(outcomes)


def _with(board: Board, at: int, sign: str) -> Board:
    return (*board[:at], sign, *board[at + 1 :])
