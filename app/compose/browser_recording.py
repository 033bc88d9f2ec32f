"""A demonstration in a browser alone: one that runs already, or one of our own that the person works in."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from app.clock import RunClock, StopSwitch
from app.compose.display_pages import joined
from app.compose.parts import say
from app.compose.sending import sent_by_us
from app.compose.surfaces import can_show_windows
from app.errors import Misuse
from app.surfaces.sent import not_noted
from app.where import Attached, InBrowser
from planner.demo.values import Deed
from planner.errors import SurfaceGone

if TYPE_CHECKING:
    from app.surfaces.browser.protocol import Connection


def listened_in_browser(
    place: InBrowser | Attached, ended: Callable[[], bool], ready: Callable[[Mapping[str, str]], None], stack: ExitStack
) -> tuple[tuple[Deed, ...], str]:
    from app.surfaces.browser.page_hands import nobody_acts
    from app.surfaces.browser.recording import PageRecorder
    from app.surfaces.browser.sent_acts import place_of_browser

    opening = _own_browser(place) if isinstance(place, InBrowser) else running_browser(place)
    connection = stack.enter_context(opening)
    takes = sent_by_us(place_of_browser(place.address)).takes if isinstance(place, Attached) else nobody_acts
    recorder = PageRecorder(connection=connection, takes=takes)
    ready({})
    broken = ""
    try:
        recorder.listen(ended)
    except SurfaceGone as error:
        broken = "" if isinstance(place, InBrowser) else str(error)  # closing our own window is a way to end it
    else:
        recorder.close()
    return recorder.deeds, broken


@contextmanager
def running_browser(place: Attached) -> "Iterator[Connection]":
    connection = joined(place, not_noted)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _own_browser(place: InBrowser) -> "Iterator[Connection]":
    from app.storage.places import data_folder
    from app.surfaces.browser.launch import start
    from app.surfaces.browser.protocol import Connection
    from app.surfaces.virtual_display.guard import Guard

    if not can_show_windows():
        raise Misuse("There is no display to show a browser on; name one in DISPLAY, or join a browser with --cdp.")
    clock = RunClock(switch=StopSwitch())
    with ExitStack() as stack:
        guard = Guard()
        stack.callback(guard.close)
        launched = start(
            clock=clock,
            profile=data_folder() / "profiles" / place.profile if place.profile else None,
            headless=False,
            environment=os.environ,
            on_child=guard.watch,
            size_wh=(1280, 800),
            scale=1.0,
            answers=False,
        )
        stack.callback(launched.close)
        for note in launched.notes:
            say(note)
        connection = Connection(wire=launched.driver, clock=clock)
        stack.callback(connection.close)
        launched.find_browser_process(connection, guard.watch)
        if place.url is not None:
            _open(connection, place.url)
        yield connection


def _open(connection: "Connection", url: str) -> None:
    """The page that the person begins on. Raises Misuse."""
    for info in connection.call("Target.getTargets").items("targetInfos"):
        if info.text("type") == "page":
            session = connection.call("Target.attachToTarget", targetId=info.text("targetId"), flatten=True)
            told = connection.call("Page.navigate", session.text("sessionId"), url=url, timeout_s=30.0)
            connection.post("Target.detachFromTarget", sessionId=session.text("sessionId"))
            if told.text("errorText"):
                raise Misuse(f"{url[:200]} does not open ({told.text('errorText')}); check the address.")
            return
