"""Archives unpacked, and files added to them, through an application's own dialog."""

from grounding.geometry import Box
from grounding.screen import Element, Look, ParsedScreen, Query, Role, State, Target
from planner.actions import Click, Filling, Literal, PressKeys, TypeText
from planner.document_orders import AddToArchive, Extract, MakeArchive
from planner.intents.dialogs import from_menus, wait_for_dialog
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.menus import box_before
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
_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.MENU})
_LOCATION = (("ctrl", "l"),)
"""Where a dialog shows folders only, these keys bring up a field for a path."""


def extract(intent: Extract, eye: Sighting) -> Singles:
    before = eye.look()
    yield from _press(_NAMES, before, eye, otherwise=from_menus(("Extract",), eye))
    if wait_for_dialog(before, eye) is None:
        raise NotPossible("No dialog came up that asks where to extract to.")
    field = _path_field(eye)
    if field is None:
        for chord in _LOCATION:
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
    if field is None or _holds_path(field):
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
    yield from name_in_dialog(intent.path, eye)
    if not _is_gone(before, eye):
        yield from _go_on(eye, _MADE, "create")


def add_to_archive(intent: AddToArchive, eye: Sighting) -> Singles:
    before = eye.look()
    menus = from_menus(("Add files", "Add file", "Add"), eye, naming="add")
    yield from _press(_ADDS, before, eye, otherwise=menus)
    if wait_for_dialog(before, eye) is None:
        raise NotPossible("No dialog came up that asks which file to add.")
    eye.wait(0.3)
    yield from _path_in_dialog(intent.path, eye)
    if _is_gone(before, eye):
        return
    yield from _go_on(eye, _ADDED, "add")


def _press(names: tuple[str, ...], before: Look, eye: Sighting, *, otherwise: Singles) -> Singles:
    """The button of such a name; otherwise: what is done where there is none."""
    button = _button(names, eye.parse(before), before.screenshot.box)
    if button is None:
        yield from otherwise
        return
    target = aimed_at(button, button.text, before)
    yield Single(act=Click(place=target.query), target=target)


def _path_in_dialog(path: str, eye: Sighting) -> Singles:
    """In a dialog that shows one folder and takes no name, the folder is gone to and the file marked; any other takes a
    path in its field for names, or brings one up for these keys."""
    folder, _, name = path.rpartition("/")
    look = eye.look()
    shown = _path_field(eye)
    if shown is not None and folder:
        if (shown.value or shown.text).rstrip("/") != folder:
            where = aimed_at(shown, shown.text or "Location", look)
            yield Single(act=TypeText(value=Literal(text=folder), place=where.query), target=where)
            yield Single(act=PressKeys(keys=("enter",)))
            eye.wait(0.5)
        row = eye.find(Query(text=name, exact=True), patience_s=1.0)
        if isinstance(row.found, Target) and _front(row.look).contains(row.found.point):
            box = box_before(row.found.element, row.look, eye)
            marked = aimed_at(box, name, row.look) if box is not None else row.found
            yield Single(act=Click(place=marked.query), target=marked)
            return
    yield from _path_typed(path, eye)


def _path_typed(path: str, eye: Sighting) -> Singles:
    front = _front(eye.look())
    named = [
        e
        for e in eye.parse(eye.look()).elements
        if e.role in _ENTERED and e.enabled and e.handle and front.contains(e.box.center) and State.FOCUSED in e.state
    ]
    if not named:
        for chord in _LOCATION:
            yield Single(act=PressKeys(keys=chord), expect=())
            eye.wait(0.3)
    typed = Literal(text=path)
    yield Single(act=TypeText(value=typed, filling=Filling.REPLACE), expect=(FieldHolds(value=typed, whole=False),))
    yield Single(act=PressKeys(keys=("enter",)))


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
    button = _button(names, eye.parse(look), _front(look))
    if button is None:
        raise NotPossible(f"The dialog has no button to {deed} with.")
    target: Target = aimed_at(button, button.text, look)
    yield Single(act=Click(place=target.query), target=target)


def _front(look: Look) -> Box:
    return next((w.box for w in look.surroundings.windows if w.active), look.screenshot.box)


def _button(names: tuple[str, ...], screen: ParsedScreen, inside: Box) -> Element | None:
    """The lowest of the first name that there is: the dialog's own stand at its end."""
    pressed = [e for e in screen.elements if e.role in _PRESSED and e.enabled and inside.contains(e.box.center)]
    for name in names:
        called = [e for e in pressed if plain(e.text).strip(" .\N{HORIZONTAL ELLIPSIS}") == name]
        if called:
            return max(called, key=lambda e: e.box.top)
    return None


def _path_field(eye: Sighting) -> Element | None:
    """The one that holds a path; else the one that is labelled as the place."""
    look = eye.look()
    entered = [
        e for e in eye.parse(look).elements if e.role in _ENTERED and e.enabled and _front(look).contains(e.box.center)
    ]
    holding = [e for e in entered if _holds_path(e)]
    if holding:
        return min(holding, key=lambda e: (not e.handle, e.box.area))
    found = eye.find(Query(text="Extract to", role=Role.TEXT_FIELD), patience_s=0.5).found
    named = isinstance(found, Target) and found.element.role in _ENTERED and "extract" in plain(found.element.text)
    return found.element if named and isinstance(found, Target) else None


def _holds_path(element: Element) -> bool:
    return (element.value or element.text).startswith(("/", "~"))
