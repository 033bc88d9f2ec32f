"""What waits for an answer on a screen: a dialog in front that can be kept or left."""

from collections.abc import Collection

from grounding.geometry import Box
from grounding.screen import Element, Look, ParsedScreen, Role, Window
from planner.likeness import plain
from planner.records import Evidence, Path, told_by

_LEAVES = frozenset({"cancel", "discard", "dismiss", "abbrechen", "verwerfen", "annuler", "cancelar", "annulla"})
BUTTONS = frozenset({Role.BUTTON, Role.ICON_BUTTON})


def front(look: Look) -> Window | None:
    """The window in front, of a desktop with several; a browser's are tabs."""
    around = look.surroundings
    return None if around.address or len(around.windows) < 2 else around.active_window


def asking(look: Look, screen: ParsedScreen) -> list[Box]:
    """Where it may be asked for something: the window in front, else the dialogs that are seen."""
    window = front(look)
    return [window.box] if window is not None else [e.box for e in screen.elements if e.role is Role.DIALOG]


def buttons(screen: ParsedScreen, within: Collection[Box] = ()) -> list[Element]:
    """All of the screen's, out of sight as well, where nothing is said about where."""
    return [
        element
        for element in (screen.elements if within else (*screen.elements, *screen.beyond))
        if element.role in BUTTONS
        and element.enabled
        and (not within or any(box.contains(element.box.center) for box in within))
    ]


def can_be_left(shown: Collection[Element]) -> bool:
    """Whether one of the buttons leaves without doing anything: then what they stand in waits for an answer."""
    return any(plain(one.text) in _LEAVES for one in shown)


def nothing_waits(look: Look, screen: ParsedScreen) -> Evidence:
    places = asking(look, screen)
    waiting = bool(places) and can_be_left(buttons(screen, places))
    return told_by(Path.PIXELS, not waiting, f"{'a' if waiting else 'no'} dialog waits for an answer")
