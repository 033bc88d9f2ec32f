"""Documents saved, searched and filled through an application's own dialogs and keys."""

import re
from collections.abc import Generator
from dataclasses import replace

from grounding.geometry import Box
from grounding.screen import DialogKind, Element, Look, ParsedScreen, Query, Role, ScreenText, State, Target
from planner.actions import ChooseFile, Click, Filling, GiveFile, Literal, PressKeys, SaveAs, TypeText
from planner.document_orders import ReplaceText, Save, SetCell
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.menus import in_popup, look_in_menus
from planner.language.expectations import file_name
from planner.likeness import letters, plain, reads_as
from planner.plan import DialogCloses, FieldHolds

_FARTHEST = 99
_MOST_QUESTIONS = 3
_GO_ON = ("Replace", "Overwrite", "Yes", "Export", "Save", "OK")
_REPLACES = ("Find and Replace", "Replace")
_CELL = re.compile(r"([A-Z]{1,2})([1-9]\d{0,3})")


# --- saving -----------------------------------------------------------------------------------------------------------


def choose_file(intent: ChooseFile, eye: Sighting) -> Singles:
    before = eye.look()
    yield Single(act=Click(place=intent.place))
    look = wait_for_dialog(before, eye)
    if look is None:
        raise NotPossible("No file chooser came up.")
    if look.surroundings.dialog is not None and look.surroundings.dialog.kind is DialogKind.FILE_CHOOSER:
        yield Single(act=GiveFile(path=intent.path), expect=(DialogCloses(),))
        return
    yield from _name_in_dialog(intent.path)


def save_as(intent: SaveAs, eye: Sighting) -> Singles:
    if not isinstance(intent.path, Literal):
        raise NotPossible("A secret can be typed into a field, not used as a file name.")
    before = eye.look()
    if intent.command:
        yield from from_menus((intent.command,), eye)
        if wait_for_dialog(before, eye) is None:
            raise NotPossible(f"“{intent.command}” opened no dialog to save under a name.")
    else:
        for chord in (("ctrl", "shift", "s"), ("ctrl", "s")):
            yield Single(act=PressKeys(keys=chord))
            if wait_for_dialog(before, eye) is not None:
                break
        else:
            raise NotPossible("The application did not open a dialog to save under a name.")
    asking = eye.look()
    try:
        yield from _name_in_dialog(intent.path.text, eye)
    except NotOffered:
        yield from _leave(before, eye)
        yield from _export(intent.path.text, before, eye)
        asking = eye.look()
        yield from _name_in_dialog(intent.path.text)
    yield from _answered(intent.path.text, before, asking, eye)


def _export(path: str, before: Look, eye: Sighting) -> Singles:
    """What an application does not save as, it may export: "Export as CSV file"."""
    ending = path.rpartition(".")[2].upper()
    yield from from_menus((f"Export as {ending}", f"Export as {ending} file"), eye, naming=ending)
    if wait_for_dialog(before, eye) is None:
        raise NotPossible(f"Exporting as {ending} opened no dialog.")


class NotOffered(NotPossible):
    """The dialog has no kind of file with that ending."""


def save(intent: Save, eye: Sighting) -> Singles:
    before = eye.look()
    yield Single(act=PressKeys(keys=("ctrl", "s")))
    try:
        yield from _answered(intent.path, before, before, eye)
    except NotOffered:
        yield from _leave(before, eye)
        if (yield from _overwritten(intent.path, eye)):
            yield from _answered(intent.path, before, before, eye)
            return
        yield from _export(intent.path, before, eye)
        asking = eye.look()
        yield from _name_in_dialog(intent.path)
        yield from _answered(intent.path, before, asking, eye)


def _overwritten(path: str, eye: Sighting) -> Generator[Single, None, bool]:
    """Where what was opened is saved in a format of the application's own, an entry may write over it by its name."""
    before = eye.look()
    name = file_name(path)
    query = Query(text=f"Overwrite {name}", role=Role.MENU_ITEM)
    if (yield from look_in_menus(query, eye, naming=name)) is None:
        return False
    found = in_popup(query, before, eye, naming=name)
    if found is not None:
        yield Single(act=Click(place=query), target=found)
    return found is not None


def from_menus(names: tuple[str, ...], eye: Sighting, naming: str = "") -> Singles:
    """Presses the first of these entries that the menus have. naming: what the entry must say besides being alike."""
    before = eye.look()
    for name in names:
        query = Query(text=name, role=Role.MENU_ITEM)
        if (yield from look_in_menus(query, eye, naming=naming)) is not None:
            found = in_popup(query, before, eye, naming=naming)
            if found is not None:
                yield Single(act=Click(place=query), target=found)
                return
    raise NotPossible(f"The menus have no “{names[0]}”.")


def _name_in_dialog(path: str, eye: Sighting | None = None) -> Singles:
    """A file dialog opens with its name field focused and its content selected, on every desktop."""
    typed = Literal(text=path)
    yield Single(act=TypeText(value=typed, filling=Filling.REPLACE), expect=(FieldHolds(value=typed, whole=False),))
    if eye is not None:
        yield from _of_its_kind(path, eye)
    yield Single(act=PressKeys(keys=("enter",)))


def _of_its_kind(path: str, eye: Sighting) -> Singles:
    """Chooses the kind of file that the name ends in, where a list of kinds shows another ("Text (*.txt)")."""
    ending = path.rpartition(".")[2].casefold()
    look = eye.look()
    lists = [e for e in eye.parse(look).elements if e.role is Role.DROPDOWN and _KIND_SHOWN.search(_said(e))]
    if len(lists) != 1 or "." not in path or _names_ending(_said(lists[0]), ending):
        return
    kinds = _at(lists[0], eye)
    yield Single(act=Click(place=kinds.query), target=kinds)
    for key in ("", "home", "page_down", "page_down", "page_down", "end"):  # a long list shows only a part of itself
        if key:
            yield Single(act=PressKeys(keys=(key,)))
        eye.wait(0.3)
        offered = [e for e in _new_since(look, eye) if _names_ending(_said(e), ending) and not _is_file(e, path)]
        if offered:
            kind = _at(min(offered, key=lambda e: (not e.handle, len(_said(e)))), eye)
            yield Single(act=Click(place=kind.query), target=kind)
            break
    else:
        yield Single(act=PressKeys(keys=("escape",)))
        raise NotOffered(f"The application does not offer to save files that end in “.{ending}”.")
    name = eye.find(Query(text="Name", role=Role.TEXT_FIELD), patience_s=0.5).found
    if isinstance(name, Target):
        yield Single(act=Click(place=name.query), target=name)  # the list took the keyboard


def _is_file(element: Element, path: str) -> bool:
    """The name that was typed, or a file of that name in the dialog's list: no kind of file."""
    return element.role is Role.TEXT_FIELD or plain(file_name(path)) in plain(_said(element))


def _new_since(before: Look, eye: Sighting) -> list[Element]:
    """What came up, and not what only looks otherwise now."""
    old = eye.parse(before).elements
    now = eye.look()
    changed = eye.changed(before, now)
    new = [e for e in eye.parse(now).elements if any(e.box.share_inside(box) > 0.6 for box in changed)]
    return [e for e in new if not any(_said(e) == _said(known) and e.box.iou(known.box) > 0.5 for known in old)]


_KIND_SHOWN = re.compile(r"\*\.\w+")


def _said(element: Element) -> str:
    return element.value or element.text


def _names_ending(said: str, ending: str) -> bool:
    return re.search(rf"(?:\*\.|\b){re.escape(ending)}\b", said.casefold()) is not None


def wait_for_dialog(before: Look, eye: Sighting) -> Look | None:
    """The first look with a new window, another active one, or a browser's dialog; None when none comes."""
    known = {window.id for window in before.surroundings.windows}
    active = [window.id for window in before.surroundings.windows if window.active]
    for pause_s in (0.05, 0.1, 0.2, 0.4, 0.8, 1.0):
        look = eye.look()
        new = any(window.id not in known for window in look.surroundings.windows)
        moved = [window.id for window in look.surroundings.windows if window.active] != active
        if new or moved or look.surroundings.dialog is not None or _dialog_inside(look, before):
            return look
        eye.wait(pause_s)
    return None


def _dialog_inside(look: Look, before: Look) -> bool:
    def count(of: Look) -> int:
        elements = getattr(of.structure, "elements", ())
        return sum(element.role is Role.DIALOG for element in elements)

    return count(look) > count(before)


def _answered(path: str, before: Look, asking: Look, eye: Sighting) -> Singles:
    """What an application asks while it saves: whether to write over a file, in which format, with which settings.

    It is answered with what goes on with saving as it was asked for; whether that may be done is for the gate to say.
    before: when saving began; asking: with the dialog that was answered last, if there was one.
    """
    for _ in range(_MOST_QUESTIONS):
        button = _going_on(path, before, asking, eye)
        if button is None:
            return
        asking = eye.look()
        yield from _of_its_kind(path, eye)
        yield Single(act=Click(place=button.query), target=button)


def _going_on(path: str, before: Look, asking: Look, eye: Sighting) -> Target | None:
    """The button that goes on, of a question that came up since `asking`.

    A button of the document's own window that is called so does something else.
    """
    for pause_s in (0.2, 0.3, 0.6):
        eye.wait(pause_s)
        look = eye.look()
        own = bool(_active(look) & _active(before)) and not _dialog_inside(look, before)
        if own and asking is not before:
            return None
        if own or (_active(look) == _active(asking) and not _dialog_inside(look, asking)):
            continue
        return _button(path, look, eye)
    return None


def _button(path: str, look: Look, eye: Sighting) -> Target | None:
    window = next((w.box for w in look.surroundings.windows if w.active), look.screenshot.box)
    ending = path.rpartition(".")[2].casefold()
    if _is_about_endings(window, look, eye):
        return None
    if _is_named_otherwise(path, window, look, eye):
        raise NotOffered("The application offers to save it in another format only.")
    for words in (f"Use {ending} format", "Keep current format", *_GO_ON):
        found = eye.find(Query(text=words, role=Role.BUTTON), patience_s=0.0).found
        if not isinstance(found, Target) or not window.contains(found.point):
            continue
        said = plain(found.element.text)
        if reads_as(words, said) and ("format" not in said or ending in said or "keep" in said):
            return found
    return None


def _is_named_otherwise(path: str, window: Box, look: Look, eye: Sighting) -> bool:
    """The name that is offered has another ending than the file: to go on would write another file."""
    stem, _, ending = file_name(path).rpartition(".")
    said = [_said(e).strip() for e in _fields(eye.parse(look)) if window.contains(e.box.center)]
    names = [name for name in said if stem and re.fullmatch(rf"{re.escape(stem)}\.\w{{2,5}}", name)]
    return bool(names) and not any(name.casefold().endswith(f".{ending.casefold()}") for name in names)


def _is_about_endings(window: Box, look: Look, eye: Sighting) -> bool:
    """ "The given file extension does not match the chosen file type": to go on would write another kind of file."""
    said = " ".join(plain(line.text) for line in eye.read(look, window.clipped(look.screenshot.box)))
    return "extension" in said and "match" in said


def _active(look: Look) -> set[str]:
    return {window.id for window in look.surroundings.windows if window.active}


# --- replacing --------------------------------------------------------------------------------------------------------


def replace_text(intent: ReplaceText, eye: Sighting) -> Singles:
    """Raises NotPossible where the text still stands afterwards."""
    before = eye.look()
    known = _fields(eye.parse(before))
    yield from from_menus(_REPLACES, eye)
    wait_for_dialog(before, eye)
    fields: list[Element] = []
    for pause_s in (0.0, 0.3, 0.6, 1.0, 2.0):  # a large application takes a moment to draw its dialog
        eye.wait(pause_s)
        fields = [e for e in _fields(eye.parse(eye.look())) if not any(e.box.iou(old.box) > 0.5 for old in known)]
        if len(fields) > 1:
            break
    else:
        raise NotPossible("Where to write what is replaced, and by what, was not found.")
    for field, text in zip(fields, (intent.old, intent.new), strict=False):
        where = _at(field, eye)
        typed = Literal(text=text)
        yield Single(
            act=TypeText(value=typed, place=where.query), target=where, expect=(FieldHolds(value=typed, whole=False),)
        )
    yield from _replace_all(eye)
    yield from _leave(before, eye)
    if plain(intent.old) not in plain(intent.new):
        left = eye.find(Query(text=intent.old, exact=True), patience_s=0.5).found
        if isinstance(left, Target) and plain(intent.old) in plain(f"{left.element.text} {left.element.value}"):
            raise NotPossible(f"“{intent.old}” still stands there after it was replaced.")


def _fields(screen: ParsedScreen) -> list[Element]:
    fields = [e for e in screen.elements if e.role in (Role.TEXT_FIELD, Role.DROPDOWN) and e.enabled]
    told = [e for e in fields if e.handle] or fields
    inmost = [e for e in told if not any(e.box.encloses(o.box) and o.box.area < e.box.area for o in told)]
    return sorted(inmost, key=lambda e: (e.box.top, e.box.left))


def _at(element: Element, eye: Sighting) -> Target:
    look = eye.look()
    return Target(
        screenshot_id=look.screenshot.id,
        query=Query(text=element.text, role=element.role),
        element=element,
        point=element.box.clipped(look.screenshot.box).center,
        score=1.0,
        why="it came up with the dialog",
    )


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
    return _at(min(found, key=lambda e: not e.handle), eye) if found else None


def _leave(before: Look, eye: Sighting) -> Singles:
    """Closes the dialog, and what it may have said at the end."""
    known = {window.id for window in before.surroundings.windows}
    for _ in range(3):
        look = eye.look()
        if all(window.id in known for window in look.surroundings.windows):
            return
        yield Single(act=PressKeys(keys=("escape",)))


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
