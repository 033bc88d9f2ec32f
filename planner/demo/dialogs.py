"""File dialogs: what was done in one becomes the file that it gave, whatever clicks and keys led there.

Decision: a dialog is known by what it offers (a way to accept and a way to give up, and a place for a name or a list
of files), never by the application that opened it. What led to it and what it asked on the way out belong to it. A
dialog whose file cannot be told is left as it was shown, click by click.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from grounding.screen import Element, Role
from planner.actions import Button
from planner.demo.deeds import aim_of, scene_of
from planner.demo.values import (
    Arrived,
    Clicked,
    Deed,
    GaveFile,
    Keyed,
    Left,
    OpenedFile,
    SavedAs,
    Scene,
    Typed,
)
from planner.likeness import plain

Resolve = Callable[[str, float], str | None]
"""The full path of a file by its name, when one was written since that moment; 0: at any time."""

LEADS_WITHIN_S: Final = 4.0
ASKS_WITHIN_S: Final = 4.0
_SAVE: Final = frozenset({"save", "export", "speichern", "exportieren", "enregistrer", "guardar", "salva"})
_OPEN: Final = frozenset(
    {
        "open",
        "select",
        "choose",
        "import",
        "insert",
        "add",
        "öffnen",
        "auswählen",
        "einfügen",
        "ouvrir",
        "abrir",
        "apri",
    }
)
_GIVE_UP: Final = frozenset({"cancel", "close", "abbrechen", "schließen", "annuler", "cancelar", "annulla"})
_NAME: Final = ("name", "file name", "filename", "location", "dateiname", "ort", "nom", "nombre", "nome")
_FILES: Final = frozenset({"size", "modified", "date modified", "type", "größe", "geändert", "änderungsdatum", "typ"})
_USUAL_SAVING: Final = frozenset({"save", "save as", "speichern", "speichern unter"})
_USUAL_OPENING: Final = frozenset({"open", "open file", "öffnen", "datei öffnen"})
_GOES_ON: Final = ("replace", "overwrite", "yes", "export", "save", "ok", "keep", "use", "ersetzen", "ja", "speichern")
_BUTTONS: Final = frozenset({Role.BUTTON, Role.ICON_BUTTON})
_ENTRIES: Final = frozenset({Role.MENU_ITEM, Role.MENU, Role.MENU_BAR, Role.OPTION})
_ROWS: Final = frozenset({Role.CELL, Role.ROW, Role.LIST_ITEM, Role.TEXT, Role.LABEL, Role.TREE_ITEM})


@dataclass(frozen=True, kw_only=True)
class _Dialog:
    """One dialog from what opened it to its end. inside: deeds in it, and in what it asked meanwhile."""

    saves: bool
    leading: tuple[Deed, ...]
    inside: tuple[Deed, ...]
    ended_s: float


def with_files(deeds: Sequence[Deed], resolve: Resolve) -> tuple[Deed, ...]:
    kept = list(deeds)
    for came in [one for one in deeds if isinstance(one, Arrived)]:
        dialog = _dialog(came, kept)
        if dialog is None:
            continue
        gone = {id(one) for one in (*dialog.leading, *dialog.inside)}
        if _was_given_up(dialog):
            kept = [one for one in kept if id(one) not in gone]
            continue
        made = _given(dialog, resolve)
        if made is not None:
            questions = {id(one) for one in _answers_after(dialog, kept)}
            rest = [one for one in kept if id(one) not in gone | questions]
            kept = sorted([*rest, made], key=lambda one: one.at_s)
    return tuple(kept)


# --- finding a dialog -------------------------------------------------------------------------------------------------


def _dialog(came: Arrived, deeds: Sequence[Deed]) -> _Dialog | None:
    inside = [one for one in deeds if _window(one) == came.window]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    left = next((one for one in deeds if isinstance(one, Left) and one.window == came.window), None)
    scene = scene_of(first)
    if left is None or scene is None:
        return None
    saves = _kind(scene)
    if saves is None:
        return None
    asked = {one.window for one in deeds if isinstance(one, Arrived) and first.at_s <= one.at_s <= left.at_s}
    until_s = max(last.at_s, left.at_s)
    inside = [one for one in deeds if first.at_s <= one.at_s <= until_s and _window(one) in asked | {came.window}]
    return _Dialog(saves=saves, leading=_leading(first, deeds), inside=tuple(inside), ended_s=left.at_s)


def _kind(scene: Scene) -> bool | None:
    """Whether it saves (or opens); None: it is no dialog for files."""
    screen = scene.screen()
    window = next((one.box for one in screen.surroundings.windows if one.id == scene.window), screen.screenshot.box)
    elements = [one for one in screen.elements if one.window in ("", scene.window) and window.contains(one.box.center)]
    buttons = {plain(one.text) for one in elements if one.role in _BUTTONS}
    if not buttons & _GIVE_UP or not (_has_name_field(elements) or _lists_files(elements)):
        return None
    if buttons & _SAVE:
        return True
    return False if buttons & _OPEN else None


def _has_name_field(elements: Sequence[Element]) -> bool:
    return any(
        one.role in (Role.TEXT_FIELD, Role.DROPDOWN) and plain(one.text or one.hint).rstrip(":") in _NAME
        for one in elements
    ) or any(plain(one.text).rstrip(":") in _NAME and one.role in (Role.LABEL, Role.TEXT) for one in elements)


def _lists_files(elements: Sequence[Element]) -> bool:
    return sum(plain(one.text) in _FILES for one in elements) >= 2


def _leading(first: Deed, deeds: Sequence[Deed]) -> tuple[Deed, ...]:
    """The chord, the button or the entries of menus that brought it up."""
    before = [one for one in deeds if one.at_s < first.at_s and not isinstance(one, Arrived | Left)]
    if not before or first.at_s - before[-1].at_s > LEADS_WITHIN_S + _waited(first, deeds):
        return ()
    last = before[-1]
    match last:
        case Keyed(keys=keys) if len(keys) > 1:
            return (last,)
        case Clicked(button=Button.LEFT):
            leading = [last]
            if _role(last) in _ENTRIES:
                for one in reversed(before[:-1]):
                    if not isinstance(one, Clicked) or _role(one) not in _ENTRIES:
                        break
                    leading.append(one)
            return tuple(leading)
        case _:
            return ()


def _waited(first: Deed, deeds: Sequence[Deed]) -> float:
    """A person may look at a dialog for a while before doing anything there."""
    came = next((one for one in deeds if isinstance(one, Arrived) and one.window == _window(first)), None)
    return max(0.0, first.at_s - came.at_s) if came is not None else 0.0


def _answers_after(dialog: _Dialog, deeds: Sequence[Deed]) -> list[Deed]:
    """What was asked once it had closed, and answered with what goes on: whether to write over, in which format."""
    last_s = dialog.ended_s
    answers: list[Deed] = []
    for came in (one for one in deeds if isinstance(one, Arrived) and one.at_s >= dialog.inside[0].at_s):
        inside = [one for one in deeds if _window(one) == came.window]
        if came.at_s - last_s > ASKS_WITHIN_S or len(inside) != 1 or not _goes_on(inside[0]):
            continue
        answers += inside
        last_s = inside[0].at_s
    return answers


def _goes_on(deed: Deed) -> bool:
    if isinstance(deed, Keyed):
        return deed.keys == ("enter",)
    return isinstance(deed, Clicked) and _role(deed) in _BUTTONS and plain(_text(deed)).startswith(_GOES_ON)


# --- what it gave -----------------------------------------------------------------------------------------------------


def _was_given_up(dialog: _Dialog) -> bool:
    last = dialog.inside[-1]
    if isinstance(last, Keyed):
        return last.keys == ("escape",)
    return isinstance(last, Clicked) and _role(last) in _BUTTONS and plain(_text(last)) in _GIVE_UP


def _given(dialog: _Dialog, resolve: Resolve) -> Deed | None:
    name = _name_of(dialog)
    if not name:
        return None
    at_s = (dialog.leading or dialog.inside)[-1].at_s
    scene = _home(dialog)
    opener = next((one for one in dialog.leading if isinstance(one, Clicked)), None)
    if dialog.saves:
        path = resolve(name, dialog.inside[0].at_s) or name
        command = _text(opener).rstrip("….") if opener is not None and _role(opener) in _ENTRIES else ""
        usual = plain(command) in _USUAL_SAVING
        return SavedAs(at_s=at_s, path=path, command="" if usual else command, scene=scene)
    found = resolve(name, 0.0)
    if found is None:
        return None
    if opener is not None and plain(_text(opener)).rstrip("….") not in _USUAL_OPENING:
        return GaveFile(at_s=at_s, aim=opener.aim, path=found)
    return OpenedFile(at_s=at_s, path=found, scene=scene)


def _name_of(dialog: _Dialog) -> str:
    """What was typed last, else the entry that was picked, else what the field for the name held."""
    typed = [one for one in dialog.inside if isinstance(one, Typed) and not one.secret and one.text.strip()]
    if typed:
        return typed[-1].text.strip()
    picked = [one for one in dialog.inside if isinstance(one, Clicked) and _role(one) in _ROWS and _text(one)]
    if picked:
        return _text(picked[-1]).strip()
    scene = scene_of(dialog.inside[-1])
    fields = [one for one in scene.screen().elements if one.role is Role.TEXT_FIELD] if scene is not None else []
    named = [one for one in fields if plain(one.text).rstrip(":") in _NAME and one.value]
    return named[-1].value.strip() if named else ""


def _home(dialog: _Dialog) -> Scene | None:
    """The window that the dialog came up for."""
    return next((scene for one in dialog.leading if (scene := scene_of(one)) is not None), None)


def _window(deed: Deed) -> str:
    scene = scene_of(deed)
    return scene.window if scene is not None else ""


def _role(deed: Deed) -> Role | None:
    aim = aim_of(deed)
    return aim.element.role if aim is not None and aim.element is not None else None


def _text(deed: Deed | None) -> str:
    aim = aim_of(deed) if deed is not None else None
    return str(aim.element.text) if aim is not None and aim.element is not None else ""
