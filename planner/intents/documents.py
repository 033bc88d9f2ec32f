"""Documents searched and filled through an application's own dialogs and keys."""

import re
from dataclasses import replace

from grounding.geometry import Box
from grounding.screen import Element, Query, Role, ScreenText, State, Target
from planner.actions import Click, Filling, Literal, PressKeys, TypeText
from planner.document_orders import ReplaceText, SetCell
from planner.intents.dialogs import at_its_place, came_up, fields_of, from_menus, leave, wait_for_dialog
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.rewriting import replace_in_editor
from planner.likeness import letters, plain
from planner.plan import FieldHolds
from planner.sheets import Cell, active_cell, cell_at, held_by

_FARTHEST = 99
_PAUSES_S = (0.0, 0.3, 0.6, 1.0)
_HOLDS = frozenset({Role.TEXT_FIELD, Role.TEXT_AREA, Role.DROPDOWN, Role.SPINNER})
"""What looks like a name of a field on a page may be its plain text, where letters are keys for something else."""
_REPLACES = ("Find and Replace", "Replace")


def replace_text(intent: ReplaceText, eye: Sighting) -> Singles:
    """Raises NotPossible where the text still stands afterwards."""
    before = eye.look()
    if before.surroundings.address:  # a page has no such dialog
        named = eye.find(Query(text=intent.old, role=Role.TEXT_FIELD, exact=True), patience_s=0.0).found
        if (
            isinstance(named, Target)
            and named.element.role in _HOLDS
            and plain(named.element.text) == plain(intent.old)
        ):
            yield Single(act=TypeText(value=Literal(text=intent.new), place=named.query), target=named)
        else:
            yield from replace_in_editor(intent.old, intent.new, eye)
        return
    known = fields_of(eye.parse(before))
    try:
        yield from from_menus(_REPLACES, eye, naming="replace")
    except NotPossible:
        yield from replace_in_editor(intent.old, intent.new, eye)
        return
    wait_for_dialog(before, eye)
    fields: list[Element] = []
    for pause_s in (0.0, 0.3, 0.6, 1.0, 2.0):  # a large application takes a moment to draw its dialog
        eye.wait(pause_s)
        look = eye.look()
        came = came_up(before, look, eye)
        new = [e for e in fields_of(eye.parse(look)) if not any(e.box.iou(old.box) > 0.5 for old in known)]
        fields = [e for e in new if any(box.contains(e.box.center) for box in came)]
        if len(fields) > 1:
            break
    else:
        raise NotPossible("Where to write what is replaced, and by what, was not found.")
    for field, text in zip(fields, (intent.old, intent.new), strict=False):
        where = at_its_place(field, eye)
        typed = Literal(text=text)
        yield Single(
            act=TypeText(value=typed, place=where.query), target=where, expect=(FieldHolds(value=typed, whole=False),)
        )
    yield from _replace_all(eye)
    yield from leave(before, eye)
    yield from _close_bar(fields, intent.old, eye)
    if plain(intent.old) not in plain(intent.new):
        left = eye.find(Query(text=intent.old, exact=True), patience_s=0.5).found
        said = f"{left.element.text} {left.element.value}" if isinstance(left, Target) else ""
        sought = isinstance(left, Target) and any(field.box.contains(left.point) for field in fields)
        if plain(intent.old) in plain(said) and not sought:
            raise NotPossible(f"“{intent.old}” still stands there after it was replaced.")


def _close_bar(fields: list[Element], old: str, eye: Sighting) -> Singles:
    """The fields may be part of the document's own window."""
    look = eye.look()
    first = fields[0].box
    if any(e.box.iou(first) > 0.5 and plain(old) in plain(e.value or e.text) for e in fields_of(eye.parse(look))):
        yield Single(act=PressKeys(keys=("escape",)), expect=())
        eye.wait(0.2)


def _replace_all(eye: Sighting) -> Singles:
    """A button for all, or a box that makes it all and then the button."""
    button = _called("replace all", Role.BUTTON, eye)
    box = _called("replace all", Role.CHECKBOX, eye)
    if button is None and box is not None:
        if not box.element.state & {State.CHECKED, State.SELECTED}:
            yield Single(act=Click(place=box.query), target=box)
            eye.wait(0.2)
        button = _called("replace all", Role.BUTTON, eye) or _called("replace", Role.BUTTON, eye)
    if button is None:
        raise NotPossible("There is no button that replaces all.")
    yield Single(act=Click(place=button.query), target=button)


def _called(name: str, role: Role, eye: Sighting) -> Target | None:
    """The control of that kind whose name begins so: a word more may say where ("Replace all in:")."""
    controls = [e for e in eye.parse(eye.look()).elements if e.role is role and e.enabled]
    found = [e for e in controls if plain(e.text).startswith(name) and (role is Role.CHECKBOX or plain(e.text) == name)]
    return at_its_place(min(found, key=lambda e: not e.handle), eye) if found else None


# --- sheets -----------------------------------------------------------------------------------------------------------


def set_cell(intent: SetCell, eye: Sighting) -> Singles:
    """By arrow keys, which every sheet knows, from the cell that the sheet says is active, else from the first one.

    Where the sheet does not tell what the cell holds, it is chosen again, so that its content shows beside the sheet.
    """
    if not isinstance(intent.value, Literal):
        raise NotPossible("A secret can be typed into a field, not into a sheet.")
    cell = cell_at(intent.cell)
    if cell is not None:
        yield from _go_to(cell, eye)
    elif intent.cell:
        raise NotPossible(f"“{intent.cell}” is no cell that can be gone to.")
    else:
        crossing = _crossing(intent, eye)
        yield Single(act=Click(place=crossing.query), target=crossing)
    typed = TypeText(value=intent.value, filling=Filling.HERE)
    yield Single(act=typed)  # what a cell that is being edited tells of itself differs; it is looked at afterwards
    yield Single(act=PressKeys(keys=("enter",)))
    if cell is not None and (held := _comes_to_hold(cell, intent.value.text, eye)) is not None:
        if not _fits(intent.value.text, held):
            raise NotPossible(f"The cell {cell.address} holds “{held}” afterwards.")
        return
    yield Single(act=PressKeys(keys=("up",)))
    shown = _without_empty_end(intent.value.text)
    screen = eye.parse(eye.look())
    if not any(shows(shown, text) for e in screen.elements for text in (e.text, e.value)):
        raise NotPossible(f"“{intent.value.text}” does not show in the sheet afterwards.")


def _comes_to_hold(cell: Cell, text: str, eye: Sighting) -> str | None:
    """What the sheet says is in the cell, once that fits or does not change any more; None where it says nothing."""
    held = None
    for pause_s in _PAUSES_S:
        eye.wait(pause_s)
        found = held_by(cell, eye.look())
        held = found.text if found is not None else None
        if held is not None and _fits(text, held):
            return held
    return held


def _fits(text: str, held: str) -> bool:
    """A formula shows what it comes to."""
    return text.startswith("=") or shows(_without_empty_end(text), held)


def _without_empty_end(text: str) -> str:
    """How much of a cell's content shows whatever its format: "4.50" may show as "4.5".

    >>> _without_empty_end("4.50"), _without_empty_end("30"), _without_empty_end("Tea")
    ('4.5', '30', 'Tea')
    """
    number = re.fullmatch(r"([-+]?\d+)(?:\.(\d*?)0*)?", text)
    return text if number is None else ".".join(part for part in number.groups() if part)


def shows(wanted: str, seen: str) -> bool:
    """Whether a formula or value is what was read, blanks and case apart.

    >>> shows("=SUM(B2:B3)", "= sum(B2:B3)"), shows("42", "1 42 3"), shows("42", "420")
    (True, True, False)
    """
    want, have = letters(wanted), letters(seen)
    return bool(want) and (have == want or wanted.casefold() in seen.casefold().split())


def _go_to(cell: Cell, eye: Sighting) -> Singles:
    """Raises NotPossible, before anything is typed: a sheet with a part that stays in place may end elsewhere."""
    active = active_cell(eye.look())
    start = active or Cell(1, 1)
    if max(abs(cell.column - start.column), abs(cell.row - start.row)) > _FARTHEST:
        raise NotPossible(f"The cell {cell.address} is too far away to be gone to by keys.")
    if active is None:
        yield Single(act=PressKeys(keys=("ctrl", "home")))
    for steps, back, on in (
        (cell.column - start.column, "left", "right"),
        (cell.row - start.row, "up", "down"),
    ):
        if steps:
            yield Single(act=PressKeys(keys=(back if steps < 0 else on,), times=abs(steps)))
    for pause_s in _PAUSES_S:
        eye.wait(pause_s)
        active = active_cell(eye.look())
        if active is None or active == cell:
            return
    raise NotPossible(f"The cell {cell.address} was not come to: {active.address if active else 'none'} is active.")


def _crossing(intent: SetCell, eye: Sighting) -> Target:
    """Where the row that begins with a word meets the column under a heading, as they are seen."""
    row, column = (eye.find(Query(text=text, exact=True), patience_s=2.0).found for text in (intent.row, intent.column))
    for words, found in ((intent.row, row), (intent.column, column)):
        if not isinstance(found, Target):
            raise NotPossible(f"“{words}” is not seen in the sheet.")
    assert isinstance(row, Target)  # both were asked just now
    assert isinstance(column, Target)
    tall, wide = row.element.text_box or row.element.box, column.element.text_box or column.element.box
    if wide.top >= tall.bottom or wide.right <= tall.left:
        raise NotPossible(f"“{intent.column}” does not head a column beside “{intent.row}”.")
    box = Box(wide.left, tall.top, wide.right, tall.bottom)
    element = replace(row.element, box=box, text=ScreenText(""), text_box=None, handle="", role=Role.CELL)
    return replace(row, element=element, point=box.center, why="the row and the column meet there")
