"""Files chosen and documents saved through an application's own dialogs and keys."""

import re
from collections.abc import Generator

from grounding.geometry import Box
from grounding.screen import DialogKind, Element, Look, Query, Role, Target
from planner.actions import ChooseFile, Click, Filling, GiveFile, Literal, PressKeys, SaveAs, TypeText
from planner.document_orders import Save
from planner.intents.dialogs import at_its_place, dialog_inside, fields_of, from_menus, leave, wait_for_dialog
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.menus import in_popup, look_in_menus
from planner.language.expectations import file_name
from planner.likeness import plain, reads_as
from planner.plan import DialogCloses, FieldHolds

_MOST_QUESTIONS = 3
_FILE_SHOWN = re.compile(r"[^\s/\\]\.[a-z]\w{1,4}\b", re.IGNORECASE)
_GO_ON = ("Replace", "Overwrite", "Yes", "Export", "Save", "OK")


def choose_file(intent: ChooseFile, eye: Sighting) -> Singles:
    before = eye.look()
    yield Single(act=Click(place=intent.place))
    look = wait_for_dialog(before, eye)
    if look is None:
        raise NotPossible("No file chooser came up.")
    if look.surroundings.dialog is not None and look.surroundings.dialog.kind is DialogKind.FILE_CHOOSER:
        yield Single(act=GiveFile(path=intent.path), expect=(DialogCloses(),))
        return
    yield from name_in_dialog(intent.path)


def save_as(intent: SaveAs, eye: Sighting) -> Singles:
    if not isinstance(intent.path, Literal):
        raise NotPossible("A secret can be typed into a field, not used as a file name.")
    before = eye.look()
    if intent.command:
        yield from from_menus((intent.command,), eye)
        if wait_for_dialog(before, eye) is None:
            raise NotPossible(f"“{intent.command}” opened no dialog to save under a name.")
    else:
        yield from _asked_for_a_name(before, eye)
    asking = eye.look()
    try:
        yield from name_in_dialog(intent.path.text, eye)
        yield from _answered(intent.path.text, before, asking, eye)
    except NotOffered:
        yield from leave(before, eye)
        yield from _export(intent.path.text, before, eye)
        asking = eye.look()
        yield from name_in_dialog(intent.path.text)
        yield from _answered(intent.path.text, before, asking, eye)


def _asked_for_a_name(before: Look, eye: Sighting) -> Singles:
    """By the keys for that; else by the menus where the window shows a file's name, which plain saving would write
    over."""
    yield Single(act=PressKeys(keys=("ctrl", "shift", "s")))
    if wait_for_dialog(before, eye) is not None:
        return
    front = before.surroundings.active_window
    if front is not None and _FILE_SHOWN.search(front.title):
        yield from from_menus(("Save As", "Save a Copy", "Export As"), eye)
    else:
        yield Single(act=PressKeys(keys=("ctrl", "s")))
    if wait_for_dialog(before, eye) is None:
        raise NotPossible("The application did not open a dialog to save under a name.")


def _export(path: str, before: Look, eye: Sighting) -> Singles:
    """What an application does not save as, it may export: "Export as CSV file", "Export As"."""
    ending = path.rpartition(".")[2].upper()
    if not (yield from _in_first_menu("Export As", "export", eye)):
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
        yield from leave(before, eye)
        if (yield from _overwritten(intent.path, eye)):
            yield from _answered(intent.path, before, before, eye)
            return
        yield from _export(intent.path, before, eye)
        asking = eye.look()
        yield from name_in_dialog(intent.path)
        yield from _answered(intent.path, before, asking, eye)


def _overwritten(path: str, eye: Sighting) -> Generator[Single, None, bool]:
    """Where what was opened is saved in a format of the application's own, an entry of the first menu may write over it
    by its name."""
    name = file_name(path)
    return (yield from _in_first_menu(f"Overwrite {name}", name, eye))


def _in_first_menu(entry: str, naming: str, eye: Sighting) -> Generator[Single, None, bool]:
    """Whether the application's first menu has the entry, which is pressed then. naming: what it must say."""
    before = eye.look()
    query = Query(text=entry, role=Role.MENU_ITEM)
    if (yield from look_in_menus(query, eye, naming=naming, most=1, within=False)) is None:
        return False
    found = in_popup(query, before, eye, naming=naming)
    if found is not None:
        yield Single(act=Click(place=query), target=found)
    return found is not None


def name_in_dialog(path: str, eye: Sighting | None = None) -> Singles:
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
    lists = [e for e in eye.parse(look).elements if _is_list(e) and _KIND_SHOWN.search(_said(e))]
    if len(lists) != 1 or "." not in path or _names_ending(_said(lists[0]), ending):
        return
    kinds = at_its_place(lists[0], eye)
    yield Single(act=Click(place=kinds.query), target=kinds)
    for key in ("", "home", "page_down", "page_down", "page_down", "end"):  # a long list shows only a part of itself
        if key:
            yield Single(act=PressKeys(keys=(key,)))
        eye.wait(0.3)
        offered = [e for e in _new_since(look, eye) if _names_ending(_said(e), ending) and not _is_file(e, path)]
        if offered:
            kind = at_its_place(min(offered, key=lambda e: (not e.handle, len(_said(e)))), eye)
            yield Single(act=Click(place=kind.query), target=kind)
            break
    else:
        yield Single(act=PressKeys(keys=("escape",)))
        raise NotOffered(f"The application does not offer to save files that end in “.{ending}”.")
    name = eye.find(Query(text="Name", role=Role.TEXT_FIELD), patience_s=0.5).found
    if isinstance(name, Target):
        yield Single(act=Click(place=name.query), target=name)  # the list took the keyboard


def _is_list(element: Element) -> bool:
    """By sight, a list that is closed looks like any field."""
    return element.role is Role.DROPDOWN or (not element.handle and element.role in (Role.TEXT_FIELD, Role.BUTTON))


def _is_file(element: Element, path: str) -> bool:
    """The name that was typed, or a file of that name in the dialog's list: no kind of file."""
    return (element.role is Role.TEXT_FIELD and bool(element.handle)) or plain(file_name(path)) in plain(_said(element))


def _new_since(before: Look, eye: Sighting) -> list[Element]:
    """What came up, and not what only looks otherwise now."""
    old = eye.parse(before).elements
    now = eye.look()
    changed = eye.changed(before, now)
    new = [e for e in eye.parse(now).elements if any(e.box.share_inside(box) > 0.6 for box in changed)]
    return [e for e in new if not any(_said(e) == _said(known) and e.box.iou(known.box) > 0.5 for known in old)]


_KIND_SHOWN = re.compile(r"(?:\*|\()\.\w+")


def _said(element: Element) -> str:
    return element.value or element.text


def _names_ending(said: str, ending: str) -> bool:
    return re.search(rf"(?:\*\.|\b){re.escape(ending)}\b", said.casefold()) is not None


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
        own = bool(_active(look) & _active(before)) and not dialog_inside(look, before)
        if own and asking is not before:
            return None
        if own or (_active(look) == _active(asking) and not dialog_inside(look, asking)):
            continue
        return _button(path, look, eye)
    return None


def _button(path: str, look: Look, eye: Sighting) -> Target | None:
    window = next((w.box for w in look.surroundings.windows if w.active), look.screenshot.box)
    ending = path.rpartition(".")[2].casefold()
    if _is_about_endings(window, look, eye) or _is_named_otherwise(path, window, look, eye):
        raise NotOffered("The application offers to save it in another format only.")
    by_format = _of_the_format(ending, window, look, eye)
    if by_format is not None:
        return by_format
    for words in (f"Use {ending} format", "Keep current format", *_GO_ON):
        found = eye.find(Query(text=words, role=Role.BUTTON), patience_s=0.0).found
        if not isinstance(found, Target) or not window.contains(found.point):
            continue
        said = plain(found.element.text)
        if found.element.role is Role.TEXT and said != plain(words):
            continue  # the dialog's title
        if reads_as(words, said) and ("format" not in said or ending in said or "keep" in said):
            return found
    return None


def _of_the_format(ending: str, window: Box, look: Look, eye: Sighting) -> Target | None:
    """ "Use Text CSV Format"."""
    buttons = [e for e in eye.parse(look).elements if e.role is Role.BUTTON and window.contains(e.box.center)]
    told = [e for e in buttons if {"format", ending} <= set(plain(e.text).split())]
    return at_its_place(told[0], eye) if len(told) == 1 else None


def _is_named_otherwise(path: str, window: Box, look: Look, eye: Sighting) -> bool:
    """The name that is offered has another ending than the file: to go on would write another file."""
    stem, _, ending = file_name(path).rpartition(".")
    fields = [e for e in fields_of(eye.parse(look)) if window.contains(e.box.center)]
    said = [_said(e).strip() for e in fields]
    if not any(e.handle for e in fields):  # a name that is marked in part is read in pieces
        pieces = sorted(eye.read(look, window.clipped(look.screenshot.box)), key=lambda piece: piece.box.left)
        level = [[p.text for p in pieces if e.box.top <= p.box.center.y < e.box.bottom] for e in fields]
        said += ["".join(texts[at:]) for texts in level for at in range(len(texts))]
    names = [name for name in said if stem and re.fullmatch(rf"{re.escape(stem)}\.\w{{2,5}}", name)]
    return bool(names) and not any(name.casefold().endswith(f".{ending.casefold()}") for name in names)


def _is_about_endings(window: Box, look: Look, eye: Sighting) -> bool:
    """ "The given file extension does not match the chosen file type": to go on would write another kind of file."""
    said = " ".join(plain(line.text) for line in eye.read(look, window.clipped(look.screenshot.box)))
    return "extension" in said and "match" in said


def _active(look: Look) -> set[str]:
    return {window.id for window in look.surroundings.windows if window.active}
