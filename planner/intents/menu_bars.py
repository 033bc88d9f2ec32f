"""What opens menus in the window in front: the titles of its bar, and buttons."""

import re
from collections.abc import Iterable

from grounding.geometry import Box
from grounding.screen import Element, Look, ParsedScreen, Role, State
from planner.likeness import plain

_BAR_PIXELS = 110
_ALIGNED = 8
_TALLEST = 44
_TITLES = re.compile(
    r"file|edit|view|help|tools|format|insert|search|document|window|options|settings|datei|bearbeiten|ansicht|hilfe"
    r"|fichier|édition|affichage|aide|archivo|editar|ver|ayuda"
)
_SEEN_AS = frozenset({Role.MENU, Role.MENU_ITEM, Role.TEXT, Role.LABEL, Role.BUTTON, Role.TAB})
_CALLED_MENU = re.compile(
    r"(?:[\w-]+ ){0,2}men[uü]|more(?: options| actions)?|(?:file |view )?options|⋮|⋯|…|☰|≡"
    r"|mehr|menu principal|plus|menú principal|más"
)
_MAIN = re.compile(r"(?:main |primary |open |application |app )?menu|☰|≡")
_DRAWN_MENU = frozenset({"menu", "more", "more, upright"})
_WHOLES = frozenset({"image", "picture", "photo", "bild", "imagen", "immagine"})
_PARTS = frozenset(
    {"layer", "layers", "select", "selection", "path", "ebene", "auswahl", "calque", "sélection", "capa", "selección"}
)
_STEM = 5
_SURE = 0.5
_PRESSED = frozenset({Role.BUTTON, Role.ICON_BUTTON, Role.SWITCH})


def menu_bar(screen: ParsedScreen, look: Look) -> tuple[Element, ...]:
    """The titles of the menu bar of the window in front; by sight, the usual words in a row at its top."""
    told = [e for e in screen.elements if e.role is Role.MENU and e.handle and e.text and e.enabled]
    bars = [e.box for e in screen.elements if e.role is Role.MENU_BAR and e.handle]
    titles = [e for e in told if any(bar.grown(2).encloses(e.box) for bar in bars)]
    if titles:
        return tuple(sorted(titles, key=lambda e: e.box.left))
    window = next((w.box for w in look.surroundings.windows if w.active), look.screenshot.box)
    return tuple(_seen_bar(screen.elements, window))


def menu_buttons(screen: ParsedScreen, look: Look) -> tuple[Element, ...]:
    """In the window in front."""
    window = next((w.box for w in look.surroundings.windows if w.active), look.screenshot.box)
    found = [
        e for e in screen.elements if e.role in _PRESSED and e.enabled and window.contains(e.box.center) and _opens(e)
    ]
    return tuple(sorted(found, key=lambda e: (not _MAIN.fullmatch(plain(e.text or e.hint)), e.box.top, -e.box.left)))


def _opens(button: Element) -> bool:
    said, drawn = plain(button.text or button.hint), button.meaning
    if State.POPUP in button.state or (said and _CALLED_MENU.fullmatch(said)):
        return True
    return not said and drawn is not None and drawn.name in _DRAWN_MENU and drawn.confidence >= _SURE


def _seen_bar(elements: Iterable[Element], window: Box) -> list[Element]:
    words = [
        e
        for e in elements
        if e.role in _SEEN_AS
        and e.text
        and e.box.height <= _TALLEST
        and window.contains(e.box.center)
        and e.box.top < window.top + _BAR_PIXELS
    ]
    for first in sorted(words, key=lambda e: e.box.top):
        row = [e for e in words if abs(e.box.center.y - first.box.center.y) <= _ALIGNED]
        known = [e for e in row if _TITLES.fullmatch(plain(e.text))]
        all_look_so = len(known) == 1 and all(e.role in (Role.MENU, Role.MENU_ITEM) for e in row)
        if len(row) > 2 and (len(known) > 1 or all_look_so):
            return sorted(row, key=lambda e: e.box.left)
    return []


def of_other_things(titles: Iterable[Element], said: str) -> tuple[Element, ...]:
    """The menus of parts, where the whole is said and has a menu of its own: "rotate the image" is nothing for a layer.

    said: the order in words.
    """
    words = set(plain(said).split())
    named = {plain(title.text): title for title in titles}
    if not words & named.keys() & _WHOLES:
        return ()
    return tuple(
        title for name, title in named.items() if name in _PARTS and name[:_STEM] not in {w[:_STEM] for w in words}
    )
