"""Documents printed into a file: the printer that is one is chosen, the file named, and Print pressed."""

import re
from collections.abc import Iterable

from grounding.screen import Element, Look, Role, State, Target
from planner.actions import Click, Filling, Literal, PressKeys, TypeText
from planner.document_orders import PrintToFile
from planner.intents.dialogs import at_its_place, came_up, wait_for_dialog
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.likeness import plain
from planner.plan import FieldHolds

_PRINTER = re.compile(
    r"print to (?:a )?(?:file|pdf)\b.*|in (?:eine )?datei drucken.*|imprimer (?:dans|vers) un fichier.*"
)
_FILE = re.compile(r"(?:.*/)?[^/]+\.(?:pdf|ps|svg)", re.IGNORECASE)
_PRINTS = ("print", "drucken", "imprimer", "imprimir", "stampa")
_SELECTS = ("select", "save", "ok", "open")
_FIELDS = frozenset({Role.TEXT_FIELD})
_LISTED = frozenset({Role.LIST_ITEM, Role.ROW, Role.CELL, Role.TREE_ITEM, Role.OPTION, Role.TEXT, Role.MENU_ITEM})
_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON})
_DRAWN_S = (0.3, 0.5, 1.0, 2.0)


def print_to_file(intent: PrintToFile, eye: Sighting) -> Singles:
    before = eye.look()
    yield Single(act=PressKeys(keys=("ctrl", "p")))
    if wait_for_dialog(before, eye) is None:
        raise NotPossible("The application did not open a dialog for printing.")
    yield from _choose_the_file_printer(before, eye)
    yield from _name_the_file(intent.path, before, eye)
    button = _called(_PRINTS, _in_dialog(before, eye))
    if button is None:
        raise NotPossible("The dialog has no button to print with.")
    target = at_its_place(button, eye)
    yield Single(act=Click(place=target.query), target=target)


def _in_dialog(before: Look, eye: Sighting) -> list[Element]:
    look = eye.look()
    boxes = came_up(before, look, eye)
    return [e for e in eye.parse(look).elements if e.enabled and any(box.contains(e.box.center) for box in boxes)]


def _choose_the_file_printer(before: Look, eye: Sighting) -> Singles:
    for pause_s in _DRAWN_S:
        eye.wait(pause_s)
        shown = _in_dialog(before, eye)
        printer = _printer(e for e in shown if e.role in _LISTED)
        if printer is not None:
            if State.SELECTED not in printer.state:
                yield _press(printer, eye)
            return
        chosen = [e for e in shown if e.role is Role.DROPDOWN]
        if any(_PRINTER.fullmatch(plain(e.value or e.text)) for e in chosen):
            return
        if chosen:
            first = min(chosen, key=lambda e: (e.box.top, e.box.left))
            looked = eye.look()
            yield _press(first, eye)
            eye.wait(0.3)
            offered = _printer(e for e in _in_dialog(looked, eye) if e.role in _LISTED)
            if offered is None:
                yield Single(act=PressKeys(keys=("escape",)))
                break
            yield _press(offered, eye)
            return
    raise NotPossible("The dialog for printing has no printer that is a file.")


def _name_the_file(path: str, before: Look, eye: Sighting) -> Singles:
    """In its field; or in the dialog that a button with the name of the file opens."""
    eye.wait(0.3)
    shown = _in_dialog(before, eye)
    typed = Literal(text=path)
    fields = [e for e in shown if e.role in _FIELDS and _FILE.fullmatch(e.value or e.text)]
    if fields:
        where = at_its_place(fields[0], eye)
        yield Single(
            act=TypeText(value=typed, place=where.query, filling=Filling.REPLACE),
            target=where,
            expect=(FieldHolds(value=typed, whole=False),),
        )
        return
    named = [e for e in shown if e.role in _PRESSED and _FILE.fullmatch(e.text.strip())]
    if not named:
        raise NotPossible("Where to name the file was not found in the dialog for printing.")
    looked = eye.look()
    yield _press(named[0], eye)
    if wait_for_dialog(looked, eye) is None:
        raise NotPossible("No dialog came up to name the file.")
    yield Single(act=TypeText(value=typed, filling=Filling.REPLACE), expect=(FieldHolds(value=typed, whole=False),))
    select = _called(_SELECTS, _in_dialog(looked, eye))
    yield _press(select, eye) if select is not None else Single(act=PressKeys(keys=("enter",)))
    eye.wait(0.3)


def _printer(listed: Iterable[Element]) -> Element | None:
    found = [e for e in listed if _PRINTER.fullmatch(plain(e.text))]
    return min(found, key=lambda e: (not e.handle, e.box.area), default=None)


def _called(names: tuple[str, ...], shown: list[Element]) -> Element | None:
    """The lowest of the first name that there is."""
    pressed = [e for e in shown if e.role in _PRESSED]
    for name in names:
        called = [e for e in pressed if plain(e.text).strip(" .") == name]
        if called:
            return max(called, key=lambda e: e.box.top)
    return None


def _press(element: Element, eye: Sighting) -> Single:
    target: Target = at_its_place(element, eye)
    return Single(act=Click(place=target.query), target=target)
