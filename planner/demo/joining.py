"""One demonstration from two witnesses: the display, which hears every event, and a browser, which knows its pages.

Decision: what a page tells of is taken from the page, and each event that it took is left out of what the display
heard; all else is the display's. What the browser tells of itself (an address that was given, a way back) stands for
the clicks and keys in its own bars that brought it about; its questions, its lists and its file dialogs are seen by
the display as windows, but what a list or a dialog gave to a field of the page is the page's to tell.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from grounding.screen import ParsedScreen, Role
from planner.demo.deeds import FIELDS, scene_of
from planner.demo.values import (
    Aim,
    Answered,
    Arrived,
    Chose,
    Clicked,
    Dated,
    Deed,
    GaveFile,
    Keyed,
    Left,
    Levelled,
    Scene,
    Typed,
    WentBack,
    WentTo,
)

SOON_S: Final = 3.0
_ON_THE_WAY: Final = frozenset(
    {"enter", "tab", "escape", "up", "down", "backspace", "delete", "home", "end", "left", "right"}
)
_TO_ADDRESS: Final = (("ctrl", "l"), ("alt", "d"), ("f6",))
_OFFERED: Final = FIELDS | {Role.OPTION, Role.LIST_ITEM, Role.MENU_ITEM}

WindowAt = Callable[[float], str]
"""The window of the display that an event in a page went to, by its moment; "" unknown."""


@dataclass(frozen=True, kw_only=True)
class ShownIn:
    """Implements `Scene`: a page, in the window of the display that shows it."""

    page: Scene
    window: str

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def app(self) -> str:
        return self.page.app

    @property
    def address(self) -> str:
        return self.page.address

    @property
    def document(self) -> str:
        return self.page.document

    @property
    def shown(self) -> bool:
        return self.page.shown

    def screen(self) -> ParsedScreen:
        return self.page.screen()


def joined(display: Sequence[Deed], pages: Sequence[Deed], window_at: WindowAt) -> tuple[Deed, ...]:
    """All deeds in the order of their moments. display: without the events that a page told of."""
    scenes: dict[int, Scene] = {}
    told = [_on_display(one, window_at, scenes) for one in pages if not isinstance(one, Arrived | Left | Answered)]
    kept = list(display)
    for deed in told:
        kept = _without_its_way(deed, kept, told)
    return tuple(sorted([*kept, *told], key=lambda deed: deed.at_s))


def _on_display(deed: Deed, window_at: WindowAt, scenes: dict[int, Scene]) -> Deed:
    """The same deed, with windows of the display for tabs."""
    window = window_at(deed.at_s)
    if isinstance(deed, WentTo | WentBack):
        return replace(deed, window=window)
    changes: dict[str, Aim | Scene] = {}
    for one in fields(deed):
        value = getattr(deed, one.name)
        if isinstance(value, Aim):
            changes[one.name] = replace(value, scene=_shown_in(value.scene, window, scenes))
        elif one.name == "scene" and value is not None:
            changes[one.name] = _shown_in(value, window, scenes)
    return replace(deed, **changes)  # type: ignore[arg-type]  # each is put where one of its type was


def _shown_in(page: Scene, window: str, scenes: dict[int, Scene]) -> Scene:
    """One for each scene, so that what was the same stays the same."""
    if id(page) not in scenes:
        scenes[id(page)] = ShownIn(page=page, window=window or page.window)
    return scenes[id(page)]


def _without_its_way(deed: Deed, display: list[Deed], pages: Sequence[Deed]) -> list[Deed]:
    """What was done outside the page to bring this about, since the last deed in a page."""
    since_s = max((one.at_s for one in pages if one.at_s < deed.at_s), default=0.0)
    between = [one for one in display if since_s <= one.at_s <= deed.at_s]
    match deed:
        case WentTo(window=window):
            way = _way_to_address([one for one in between if _window_of(one) in (window, "")])
        case WentBack(window=window):
            way = [one for one in between[-1:] if deed.at_s - one.at_s < SOON_S and _window_of(one) == window]
        case Keyed(aim=None, scene=None):
            way = [one for one in between[-1:] if deed.at_s - one.at_s < SOON_S and isinstance(one, Clicked | Keyed)]
        case Chose() | Dated() | Levelled() | GaveFile():
            way = between
        case _:
            return display
    return [one for one in display if not any(one is gone for gone in way)]


def _way_to_address(between: list[Deed]) -> list[Deed]:
    """Typing in the bar for addresses and the way into it; a new tab or window for it is a deed of its own."""
    way: list[Deed] = []
    for one in reversed(between):
        match one:
            case Typed():
                way.append(one)
            case Keyed(keys=keys) if keys in _TO_ADDRESS or keys[-1] in _ON_THE_WAY:
                way.append(one)
            case Clicked() if not way or _is_offered(one):
                way.append(one)
            case _:
                break
    return way


def _is_offered(click: Clicked) -> bool:
    element = click.aim.element
    return element is None or element.role in _OFFERED


def _window_of(deed: Deed) -> str:
    scene = scene_of(deed)
    return scene.window if scene is not None else ""
