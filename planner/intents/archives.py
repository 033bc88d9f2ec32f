"""Archives unpacked, and files added to them, through an application's own dialog."""

import re

from grounding.geometry import Box
from grounding.screen import Element, Look, ParsedScreen, Query, Role, Target
from planner.actions import Click, Filling, Literal, PressKeys, TypeText
from planner.document_orders import AddToArchive, Extract, MakeArchive
from planner.intents.dialogs import from_menus, wait_for_dialog
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.file_dialogs import LOCATION, front, holds_path, path_field, path_in_dialog
from planner.intents.forms import aimed_at
from planner.intents.menus import in_popup
from planner.intents.saving import name_in_dialog
from planner.likeness import plain
from planner.plan import FieldHolds

_NAMES = ("extract", "extract to", "extract all", "unpack", "entpacken", "extraire")
_GOES_ON = (*_NAMES, "ok")
_ADDS = ("add files", "add file", "add", "dateien hinzufügen", "hinzufügen", "ajouter des fichiers", "ajouter")
_ADDED = (*_ADDS, "ok", "open", "select")
_MAKES = ("new archive", "create archive", "new", "create", "neues archiv", "neu", "nouvelle archive", "nouveau")
_MADE = (*_MAKES, "ok", "save")
_ENTERED = frozenset({Role.TEXT_FIELD, Role.DROPDOWN})
_NARROW = 160
_TOLD_WITHIN_S = (0.3, 0.6, 1.0, 0.0)
_LISTS = frozenset({Role.DROPDOWN, Role.BUTTON, Role.TEXT_FIELD})
_ENDING = re.compile(
    r"\.(?:tar(?:\.\w{1,4})?|zip|7z|rar|jar|t[gbx]z2?|[gx]z|bz2|cpio|ar|cbz|iso|lzma|zst)", re.IGNORECASE
)
_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.MENU})


def extract(intent: Extract, eye: Sighting) -> Singles:
    before = eye.look()
    yield from _press(_NAMES, before, eye, otherwise=from_menus(("Extract",), eye))
    if wait_for_dialog(before, eye) is None:
        raise NotPossible("No dialog came up that asks where to extract to.")
    field = path_field(eye)
    if field is None:
        for chord in LOCATION:
            yield Single(act=PressKeys(keys=chord))
            eye.wait(0.3)
    typed = Literal(text=intent.folder)
    look = eye.look()
    where = aimed_at(field, field.text or "Extract to", look) if field is not None else None
    place = where.query if where is not None else None
    yield Single(
        act=TypeText(value=typed, place=place, filling=Filling.REPLACE),
        target=where,
        expect=(FieldHolds(value=typed, whole=False),),
    )
    if field is None or holds_path(field):
        yield Single(act=PressKeys(keys=("enter",)), expect=())  # a place bar goes there only then; others are done now
        if _is_gone(before, eye):
            return
    yield from _go_on(eye)


def make_archive(intent: MakeArchive, eye: Sighting) -> Singles:
    before = eye.look()
    menus = from_menus(("New archive", "Create archive", "New", "Create"), eye)
    yield from _press(_MAKES, before, eye, otherwise=menus)
    if wait_for_dialog(before, eye) is None:
        raise NotPossible("No dialog came up that asks for the new archive's name.")
    eye.wait(0.3)
    kind = _ending_apart(eye)
    if kind is None:
        yield from name_in_dialog(intent.path, eye)
    else:
        yield from _named_in_parts(intent.path, kind, eye)
    if not _is_gone(before, eye):
        yield from _go_on(eye, _MADE, "create")


def _ending_apart(eye: Sighting) -> Element | None:
    """The list that shows nothing but an ending (".tar.gz"), where a dialog asks for it beside the name."""
    look = eye.look()
    inside = front(look)
    shown = [e for e in eye.parse(look).elements if _is_short_list(e) and inside.contains(e.box.center)]
    return next((e for e in shown if _ENDING.fullmatch((e.value or e.text).strip())), None)


def _is_short_list(element: Element) -> bool:
    """By sight, a list looks like a field, but is no wider than what it holds."""
    by_sight = not element.handle and element.role in _LISTS and element.box.width <= _NARROW
    return element.role is Role.DROPDOWN or by_sight


def _named_in_parts(path: str, kind: Element, eye: Sighting) -> Singles:
    """The name without its ending, the ending in its list, the folder in the list of places."""
    folder, _, file = path.rpartition("/")
    stem, dot, rest = file.partition(".")
    ending = dot + rest
    yield Single(act=TypeText(value=Literal(text=stem), filling=Filling.REPLACE), expect=())
    if plain(kind.value or kind.text) != plain(ending):
        yield from _chosen_in(kind, ending, eye)
    place = folder.rpartition("/")[2]
    look = eye.look()
    inside = front(look)
    shown = [e for e in eye.parse(look).elements if e.role in _LISTS and inside.contains(e.box.center)]
    lists = [e for e in shown if e.box.top > kind.box.bottom and (e.value or e.text)]
    if lists and place and plain(lists[0].value or lists[0].text) != plain(place):
        yield from _chosen_in(lists[0], place, eye)


def _chosen_in(shown: Element, option: str, eye: Sighting) -> Singles:
    opened = aimed_at(shown, shown.text or "list", eye.look())
    before = eye.look()
    yield Single(act=Click(place=opened.query), target=opened, expect=())
    found = in_popup(Query(text=option, exact=True), before, eye, patience_s=1.0)
    if found is None:
        raise NotPossible(f"“{option}” is not offered in the dialog.")
    yield Single(act=Click(place=found.query), target=found, expect=())


def add_to_archive(intent: AddToArchive, eye: Sighting) -> Singles:
    before = eye.look()
    menus = from_menus(("Add files", "Add file", "Add"), eye, naming="add")
    yield from _press(_ADDS, before, eye, otherwise=menus)
    if wait_for_dialog(before, eye) is None:
        raise NotPossible("No dialog came up that asks which file to add.")
    eye.wait(0.3)
    yield from path_in_dialog(intent.path, eye)
    if _is_gone(before, eye):
        return
    yield from _go_on(eye, _ADDED, "add")


def _press(names: tuple[str, ...], before: Look, eye: Sighting, *, otherwise: Singles) -> Singles:
    """The button of such a name; otherwise: what is done where there is none. An application that has just come up
    tells of its buttons a moment later."""
    look = before
    for pause_s in _TOLD_WITHIN_S:
        button = _button(names, eye.parse(look), look.screenshot.box)
        if button is not None:
            target = aimed_at(button, button.text, look)
            yield Single(act=Click(place=target.query), target=target)
            return
        look = eye.find(Query(text=names[0], role=Role.BUTTON), patience_s=pause_s).look
    yield from otherwise


def _is_gone(before: Look, eye: Sighting) -> bool:
    """Whether a window is in front again that was there before; a tip of a control is a window too, and never that."""
    known = {window.id for window in before.surroundings.windows}
    for pause_s in (0.2, 0.4, 0.8):
        eye.wait(pause_s)
        front = eye.look().surroundings.active_window
        if front is not None and front.id in known:
            return True
    return False


def _go_on(eye: Sighting, names: tuple[str, ...] = _GOES_ON, deed: str = "extract") -> Singles:
    look = eye.look()
    button = _button(names, eye.parse(look), front(look))
    if button is None:
        raise NotPossible(f"The dialog has no button to {deed} with.")
    target: Target = aimed_at(button, button.text, look)
    yield Single(act=Click(place=target.query), target=target)


def _button(names: tuple[str, ...], screen: ParsedScreen, inside: Box) -> Element | None:
    """The lowest of the first name that there is: the dialog's own stand at its end."""
    pressed = [e for e in screen.elements if e.role in _PRESSED and e.enabled and inside.contains(e.box.center)]
    for name in names:
        called = [e for e in pressed if plain(e.text).strip(" .\N{HORIZONTAL ELLIPSIS}") == name]
        if called:
            return max(called, key=lambda e: e.box.top)
    return None
