"""A display with a browser on it that is joined as well: what its pages tell goes with what the display offers."""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.clock import RunClock, StopSwitch
from app.compose.sending import sent_to
from app.surfaces.sent import Note, not_noted
from app.where import Attached, OnDisplay, Where

if TYPE_CHECKING:
    from app.surfaces.browser.protocol import Connection
    from app.surfaces.desktop.ports import AccessibilityTree, Launcher
    from grounding.screen import Pixels


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a desktop surface is given. accessibility None: pixels only."""

    accessibility: "AccessibilityTree | None"
    launcher: "Launcher"


def with_pages(
    where: Where, accessibility: "AccessibilityTree | None", launcher: "Launcher", display: str, stack: ExitStack
) -> Seen:
    """Unchanged where no browser is named. Raises Misuse when a display that is there has no such browser.

    A display of our own begins without any program, so there the browser is joined as soon as it answers.
    """
    place = where.structure_from
    if place is None or accessibility is None:
        return Seen(accessibility=accessibility, launcher=launcher)
    from app.surfaces.browser.sent_acts import place_of_browser
    from app.surfaces.desktop.capture import Camera
    from app.surfaces.desktop.connection import Connection as DisplayConnection
    from app.surfaces.pages_on_display.opening import OpensInBrowser
    from app.surfaces.pages_on_display.tree import PagesOnDisplay

    if isinstance(where.place, OnDisplay):
        joined(place, not_noted).close()  # a dead address is told at once
    note = sent_to(place_of_browser(place.address), stack)
    camera = Camera(display=display)
    stack.callback(camera.close)
    connection = DisplayConnection(display)
    stack.callback(connection.close)

    def see() -> "Pixels":
        from app.surfaces.desktop.windows import Windows

        return camera.take(Windows(connection, own_pids=frozenset(), own_ids=frozenset()).root_box())

    pages = PagesOnDisplay(rest=accessibility, connect=lambda: joined(place, note), see=see)
    return Seen(accessibility=pages, launcher=OpensInBrowser(launcher, pages))


def joined(place: Attached, note: Note) -> "Connection":
    """A connection of its own to a browser that runs. note: hears of each act before it is sent. Raises Misuse."""
    from app.surfaces.browser.attach import connect
    from app.surfaces.browser.protocol import Connection
    from app.surfaces.browser.sent_acts import noting

    clock = RunClock(switch=StopSwitch())
    return Connection(wire=connect(place.address), clock=clock, sending=noting(note))
