"""A row of a sheet taken out as a whole: by its head at the sheet's edge, and what comes up there.

Decision: every sheet has its rows' numbers at its left edge, marks the whole row when one is clicked, and has the
command that takes it out in the menu that a right click on it brings up; in menus of the bar it is called so variously
that the neighbour, which puts a row in, may be taken for it.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from grounding.geometry import Box
from grounding.screen import Element, Look, NotOffered, Query, Role, ScreenText, Target
from planner.actions import Button, Click
from planner.document_orders import DeleteRow
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.menus import in_popup
from planner.likeness import plain

_COMMANDS = ("Delete rows", "Delete row", "Delete row(s)", "Remove rows", "Remove row", "Delete")
_FEWEST_HEADS = 3
_MOST_MOVES = 3
_ALIGNED = 12
_BY_SIGHT = NotOffered(reason="not every sheet tells of its rows' numbers")
_HALF = 6
_SEEN_S = (0.2, 0.4, 0.8, 1.2)


def delete_row(intent: DeleteRow, eye: Sighting) -> Singles:
    """Raises NotPossible where not just one row says it, or it still stands there afterwards."""
    row, head = _found(intent, eye)
    for _ in range(_MOST_MOVES):
        yield Single(act=Click(place=head.query), target=head)
        marked = head
        row, head = _found(intent, eye)
        if abs(marked.point.y - head.point.y) <= _HALF:
            break  # what comes up above a sheet moves its rows
    else:
        raise NotPossible("The rows of the sheet do not stand still.")
    before = eye.look()
    yield Single(act=Click(place=head.query, button=Button.RIGHT), target=head)
    entry = _command(before, eye)
    yield Single(act=Click(place=entry.query), target=entry)
    if intent.text:
        _check_gone(intent.text, row, eye)


def _found(intent: DeleteRow, eye: Sighting) -> tuple[Element, Target]:
    """What tells the row, and the row's number."""
    look = eye.look()
    written = _written(look, eye)
    edge = _edge(written) or _edge(_written(replace(look, structure=_BY_SIGHT), eye))
    if not edge:
        raise NotPossible("The numbers of the sheet's rows are not seen.")
    row = _numbered(intent.number, edge) if intent.number is not None else _saying(intent.text, written, edge)
    return row, _head(row, edge, look)


def _written(look: Look, eye: Sighting) -> list[Element]:
    window = next((w.box for w in look.surroundings.windows if w.active), look.screenshot.box)
    return [e for e in eye.parse(look).elements if _said(e) and window.contains(e.box.center)]


def _said(element: Element) -> str:
    return (element.text or element.value).strip()


def _edge(written: Iterable[Element]) -> list[Element]:
    """The numbers that stand below each other at the left, counting on."""
    numbers = [e for e in written if _said(e).isdecimal()]
    columns: list[list[Element]] = []
    for one in sorted(numbers, key=lambda e: e.box.center.x):
        column = next((c for c in columns if abs(c[0].box.center.x - one.box.center.x) <= _ALIGNED), None)
        if column is None:
            columns.append([one])
        else:
            column.append(one)
    for column in columns:
        column.sort(key=lambda e: e.box.center.y)
        counted = [int(_said(e)) for e in column]
        if len(column) >= _FEWEST_HEADS and all(b > a for a, b in pairwise(counted)):
            return column
    return []


def _numbered(number: int, edge: list[Element]) -> Element:
    found = next((e for e in edge if int(_said(e)) == number), None)
    if found is None:
        raise NotPossible(f"Row {number} is not in sight.")
    return found


def _saying(text: str, written: list[Element], edge: list[Element]) -> Element:
    """What says just that, or that in another number ("the rulers" for "Ruler"), else what says it among more."""
    right, top = max(e.box.right for e in edge), edge[0].box.top
    cells = [e for e in written if e.box.left >= right - _ALIGNED and e.box.center.y >= top]
    wanted = _one_form(text)
    same = [e for e in cells if _one_form(_said(e)) == wanted]
    found = same or [e for e in cells if wanted in _one_form(_said(e)).split()]
    found = [e for e in found if e.role is Role.CELL and e.handle] or found
    if not found or max(e.box.center.y for e in found) - min(e.box.center.y for e in found) > found[0].box.height:
        raise NotPossible(f"{'Several rows say' if found else 'No row says'} “{text}”.")
    return found[0]


def _one_form(text: str) -> str:
    """
    >>> _one_form("The Rulers")
    'ruler'
    """
    words = plain(text).removeprefix("the ").split()
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def _head(row: Element, edge: list[Element], look: Look) -> Target:
    """Where the row's number stands; it may have been read wrongly or not at all."""
    across, level = edge[0].box.center.x, row.box.center.y
    box = Box(across - _HALF, level - _HALF, across + _HALF, level + _HALF)
    head = replace(edge[0], box=box, text=ScreenText(""), text_box=None, handle="", role=Role.HEADER)
    return aimed_at(head, "row", look)


def _command(before: Look, eye: Sighting) -> Target:
    for pause_s in _SEEN_S:
        eye.wait(pause_s)
        for name in _COMMANDS:
            found = in_popup(Query(text=name, role=Role.MENU_ITEM), before, eye, naming=name, patience_s=0.0)
            if found is not None:
                return found
    raise NotPossible("What comes up at the row has nothing that takes it out.")


def _check_gone(text: str, row: Element, eye: Sighting) -> None:
    for pause_s in _SEEN_S:
        eye.wait(pause_s)
        look = eye.look()
        still = [e for e in _written(look, eye) if _one_form(_said(e)) == _one_form(_said(row))]
        if not any(abs(e.box.center.x - row.box.center.x) <= row.box.width for e in still):
            return
    raise NotPossible(f"“{text}” still stands in the sheet.")
