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

_FARTHEST = 99
_REPLACES = ("Find and Replace", "Replace")
_CELL = re.compile(r"([A-Z]{1,2})([1-9]\d{0,3})")


def replace_text(intent: ReplaceText, eye: Sighting) -> Singles:
    """Raises NotPossible where the text still stands afterwards."""
    before = eye.look()
    if before.surroundings.address:
        yield from replace_in_editor(intent.old, intent.new, eye)  # a page has no such dialog
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
    if plain(intent.old) not in plain(intent.new):
        left = eye.find(Query(text=intent.old, exact=True), patience_s=0.5).found
        if isinstance(left, Target) and plain(intent.old) in plain(f"{left.element.text} {left.element.value}"):
            raise NotPossible(f"“{intent.old}” still stands there after it was replaced.")


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
    """From the first cell by arrow keys, which every sheet knows; afterwards the cell is chosen, so that its content
    shows where the sheet shows that."""
    if not isinstance(intent.value, Literal):
        raise NotPossible("A secret can be typed into a field, not into a sheet.")
    if intent.cell:
        yield from _go_to(intent.cell)
    else:
        crossing = _crossing(intent, eye)
        yield Single(act=Click(place=crossing.query), target=crossing)
    typed = TypeText(value=intent.value, filling=Filling.HERE)
    yield Single(act=typed)  # what a cell that is being edited tells of itself differs; it is looked at afterwards
    yield Single(act=PressKeys(keys=("enter",)))
    yield Single(act=PressKeys(keys=("up",)))
    shown = _without_empty_end(intent.value.text)
    screen = eye.parse(eye.look())
    if not any(shows(shown, text) for e in screen.elements for text in (e.text, e.value)):
        raise NotPossible(f"“{intent.value.text}” does not show in the sheet afterwards.")


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


def _go_to(cell: str) -> Singles:
    place = _CELL.fullmatch(cell)
    if place is None:
        raise NotPossible(f"“{cell}” is no cell that can be gone to.")
    column, row = _number(place[1]) - 1, int(place[2]) - 1
    if column > _FARTHEST or row > _FARTHEST:
        raise NotPossible(f"The cell {cell} is too far away to be gone to by keys.")
    yield Single(act=PressKeys(keys=("ctrl", "home")))
    if column:
        yield Single(act=PressKeys(keys=("right",), times=column))
    if row:
        yield Single(act=PressKeys(keys=("down",), times=row))


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


def _number(letters: str) -> int:
    """
    >>> [_number(letters) for letters in ("A", "Z", "AA")]
    [1, 26, 27]
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
