"""What the orders about documents share: an entry of the menus, the dialog that it opens, the fields in it."""

from dataclasses import replace

from grounding.geometry import Box
from grounding.screen import Element, Look, ParsedScreen, Query, Role, Target
from planner.actions import Click, PressKeys
from planner.intents.expanding import NotPossible, Sighting, Single, Singles
from planner.intents.forms import aimed_at
from planner.intents.menus import in_popup, look_in_menus


def from_menus(names: tuple[str, ...], eye: Sighting, naming: str = "") -> Singles:
    """Presses the first of these entries that the menus have. naming: what the entry must say besides being alike."""
    before = eye.look()
    first, *others = (Query(text=name, role=Role.MENU_ITEM) for name in names)
    if (yield from look_in_menus(first, eye, naming=naming, others=tuple(others))) is not None:
        for query in (first, *others):
            found = in_popup(query, before, eye, naming=naming, patience_s=0.0)
            if found is not None:
                yield Single(act=Click(place=query), target=found)
                return
    raise NotPossible(f"The menus have no “{names[0]}”.")


def wait_for_dialog(before: Look, eye: Sighting) -> Look | None:
    """The first look with a new window, another active one, or a browser's dialog; None when none comes."""
    known = {window.id for window in before.surroundings.windows}
    active = [window.id for window in before.surroundings.windows if window.active]
    for pause_s in (0.05, 0.1, 0.2, 0.4, 0.8, 1.0):
        look = eye.look()
        new = any(window.id not in known for window in look.surroundings.windows)
        moved = [window.id for window in look.surroundings.windows if window.active] != active
        if new or moved or look.surroundings.dialog is not None or dialog_inside(look, before):
            return look
        eye.wait(pause_s)
    return None


def dialog_inside(look: Look, before: Look) -> bool:
    def count(of: Look) -> int:
        elements = getattr(of.structure, "elements", ())
        return sum(element.role is Role.DIALOG for element in elements)

    return count(look) > count(before)


def came_up(before: Look, look: Look, eye: Sighting) -> tuple[Box, ...]:
    """Where there is something new: in the windows that came up, else where the picture is another one."""
    known = {window.id for window in before.surroundings.windows}
    new = tuple(window.box for window in look.surroundings.windows if window.id not in known)
    return new or eye.changed(before, look)


def fields_of(screen: ParsedScreen) -> list[Element]:
    fields = [e for e in screen.elements if e.role in (Role.TEXT_FIELD, Role.DROPDOWN) and e.enabled]
    told = [e for e in fields if e.handle] or fields
    inmost = [e for e in told if not any(e.box.encloses(o.box) and o.box.area < e.box.area for o in told)]
    return sorted(inmost, key=lambda e: (e.box.top, e.box.left))


def at_its_place(element: Element, eye: Sighting) -> Target:
    return replace(aimed_at(element, element.text, eye.look()), why="it came up with the dialog")


def leave(before: Look, eye: Sighting) -> Singles:
    """Closes the dialog, and what it may have said at the end."""
    known = {window.id for window in before.surroundings.windows}
    for _ in range(3):
        look = eye.look()
        if all(window.id in known for window in look.surroundings.windows):
            return
        yield Single(act=PressKeys(keys=("escape",)))
