"""Opens the place that was asked for, with everything that belongs to it, and closes it without a trace."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from app.compose.display_pages import with_pages
from app.compose.parts import say
from app.compose.sending import sent_to
from app.errors import AppError, Misuse
from app.where import Attached, How, InBrowser, InputBackend, OnDisplay, OnVirtual, Where
from planner.actions import OpenApp, OpenFile
from planner.errors import PlannerError
from planner.language.keys import read_keys
from planner.plan import Plan
from planner.ports import Clock, Redeemer, Surface

if TYPE_CHECKING:
    from app.surfaces.desktop.ports import AccessibilityTree, Input
    from app.surfaces.launching import DesktopLauncher
    from app.surfaces.sent import Note

Watch = Callable[[Surface | None], None]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A surface in use. obstacle: why a plan cannot be done there at all; "" when nothing speaks against it.

    folders: where this surface's own files come to lie (downloads), for checking what was saved.
    """

    surface: Surface
    obstacle: Callable[[Plan], str]
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ties:
    """What ties a surface to its run: the gate, the time, the secrets, and whoever must be able to stop it.

    stop: ends the run; what the surface holds down is let go beside it.
    """

    redeemer: Redeemer
    clock: Clock
    resolve: Callable[[str], str]
    watch: Watch
    stop: Callable[[], None]


@contextmanager
def open_surface(where: Where, how: How, ties: Ties) -> Iterator[Opened]:
    """Raises AppError, SurfaceGone, Stopped."""
    with ExitStack() as stack:
        match where.place:
            case OnVirtual() as place:
                opened = _open_virtual(place, where, stack, ties)
            case OnDisplay() as place:
                opened = _open_display(place, where, how, stack, ties)
            case InBrowser() as place:
                opened = _open_browser(place, where, stack, ties)
            case Attached() as place:
                opened = _join_browser(place, where, stack, ties)
            case _:
                assert_never(where.place)
        stack.callback(_close, opened.surface)
        ties.watch(opened.surface)
        stack.callback(ties.watch, None)
        surface = opened.surface

        def stop() -> None:
            ties.stop()
            surface.release_all()
            surface.interrupt()

        arm_stop_keys(where, how, stop, stack)
        yield opened


def arm_stop_keys(where: Where, how: How, stop: Callable[[], None], stack: ExitStack) -> None:
    """On the display that is worked on, and on the one that the person sits at."""
    if not sys.platform.startswith("linux"):
        return
    from app.listening.stop_key import StopKey

    own = os.environ.get("DISPLAY", "") if not os.environ.get("WAYLAND_DISPLAY") else ""
    worked_on = (where.place.display or own) if isinstance(where.place, OnDisplay) else ""
    for display in dict.fromkeys((worked_on, own)):
        if display:
            key = StopKey(display=display, chord=_stop_chord(how), pressed=stop)
            stack.callback(key.close)
            if key.problem and display == worked_on:
                say(key.problem)


def _stop_chord(how: How) -> tuple[str, ...]:
    """Raises Misuse."""
    chords = read_keys(how.stop_key)
    if chords is None or len(chords) != 1:
        raise Misuse(f"The stop key must be one chord such as ctrl+alt+escape, not “{how.stop_key}”.")
    return chords[0]


def _close(surface: Surface) -> None:
    """What a run has come to stands, also when its place cannot even be left in order."""
    with suppress(AppError, PlannerError):
        surface.close()


# --- desktops ---------------------------------------------------------------------------------------------------------


def _open_virtual(place: OnVirtual, where: Where, stack: ExitStack, ties: Ties) -> Opened:
    from app.surfaces.desktop.surface import DesktopSurface
    from app.surfaces.desktop.xtest import XtestInput
    from app.surfaces.launching import DesktopLauncher
    from app.surfaces.sent import place_of_display
    from app.surfaces.virtual_display.display import VirtualDisplay

    virtual = stack.enter_context(VirtualDisplay.start(size_wh=place.size_wh, scale=place.scale, clock=ties.clock))
    launcher = DesktopLauncher(environment=virtual.environment, guard=virtual.guard)
    accessibility = accessibility_of(where, virtual.environment)
    seen = with_pages(where, accessibility, launcher, virtual.display, stack)
    surface = DesktopSurface(
        display=virtual.display,
        redeemer=ties.redeemer,
        clock=ties.clock,
        secrets=ties.resolve,
        accessibility=seen.accessibility,
        launcher=seen.launcher,
        environment=virtual.environment,
        input_backend=XtestInput(
            display=virtual.display, clock=ties.clock, note=sent_to(place_of_display(virtual.display), stack)
        ),
        own_pids=frozenset(),
    )
    return Opened(surface=surface, obstacle=partial(_missing_application, launcher=launcher, is_open=surface.is_open))


def _open_display(place: OnDisplay, where: Where, how: How, stack: ExitStack, ties: Ties) -> Opened:
    only_x11()
    from app.surfaces.desktop.own import own_processes
    from app.surfaces.desktop.session import check_display
    from app.surfaces.desktop.sparing import SparingInput
    from app.surfaces.desktop.surface import DesktopSurface
    from app.surfaces.display_lock import DisplayLock, lock_folder
    from app.surfaces.launching import DesktopLauncher
    from app.surfaces.sent import place_of_display
    from app.surfaces.virtual_display.guard import Guard

    display = place.display or os.environ.get("DISPLAY", "")
    check_display(display, os.environ)
    stack.enter_context(DisplayLock(display=display, folder=lock_folder(os.environ)))
    environment = {**os.environ, "DISPLAY": display}
    guard = Guard()
    stack.callback(guard.close)
    guard.release_keys_of(display)
    launcher = DesktopLauncher(environment=environment, guard=guard)
    accessibility = accessibility_of(where, environment)
    seen = with_pages(where, accessibility, launcher, display, stack)
    surface = DesktopSurface(
        display=display,
        redeemer=ties.redeemer,
        clock=ties.clock,
        secrets=ties.resolve,
        accessibility=seen.accessibility,
        launcher=seen.launcher,
        environment=environment,
        input_backend=SparingInput(
            _input(how.input_backend, display, ties.clock, sent_to(place_of_display(display), stack)),
            spared=_stop_chord(how),
        ),
        own_pids=own_processes(),
    )
    return Opened(surface=surface, obstacle=partial(_missing_application, launcher=launcher, is_open=surface.is_open))


def only_x11() -> None:
    if not sys.platform.startswith("linux"):
        raise Misuse("The desktop can be worked on Linux with X11 only as yet; use --browser here.")


def accessibility_of(where: Where, environment: Mapping[str, str]) -> "AccessibilityTree | None":
    if where.pixels_only:
        return None
    from app.surfaces.accessibility.atspi import AtSpi

    return AtSpi(environment=environment)


def _input(backend: InputBackend, display: str, clock: Clock, note: "Note") -> "Input":
    match backend:
        case InputBackend.XTEST:
            from app.surfaces.desktop.xtest import XtestInput

            return XtestInput(display=display, clock=clock, note=note)
        case InputBackend.PYAUTOGUI:
            from app.surfaces.desktop.pyautogui_input import PyautoguiInput

            return PyautoguiInput(display=display, clock=clock, note=note)
        case _:
            assert_never(backend)


def _missing_application(plan: Plan, *, launcher: "DesktopLauncher", is_open: Callable[[str], bool]) -> str:
    """Every application that the plan opens must be there, or open already, before anything is touched."""
    from app.surfaces.launching import UnknownApp

    for step in plan.steps:
        match step.action:
            case OpenApp(name=name) | OpenFile(app=name) if name:
                found = launcher.find_app(name)
                if isinstance(found, UnknownApp) and not (isinstance(step.action, OpenApp) and is_open(name)):
                    return found.sentence
            case _:
                continue
    return ""


# --- browsers ---------------------------------------------------------------------------------------------------------


def _open_browser(place: InBrowser, where: Where, stack: ExitStack, ties: Ties) -> Opened:
    from app.storage.places import data_folder
    from app.surfaces.browser.surface import BrowserSurface
    from app.surfaces.virtual_display.guard import Guard

    downloads = data_folder() / "downloads"
    guard = Guard()
    stack.callback(guard.close)
    surface = BrowserSurface.launch(
        redeemer=ties.redeemer,
        clock=ties.clock,
        secrets=ties.resolve,
        structure_offered=not where.pixels_only,
        url=place.url,
        profile=data_folder() / "profiles" / place.profile if place.profile else None,
        headless=not can_show_windows(),
        download_folder=downloads,
        environment=os.environ,
        on_child=guard.watch,
    )
    for note in surface.notes:
        say(note)
    return Opened(surface=surface, obstacle=_application_in_browser, folders=(downloads,))


def _join_browser(place: Attached, where: Where, stack: ExitStack, ties: Ties) -> Opened:
    from app.storage.places import data_folder
    from app.surfaces.browser.sent_acts import place_of_browser
    from app.surfaces.browser.surface import BrowserSurface

    downloads = data_folder() / "downloads"
    surface = BrowserSurface.attach(
        address=place.address,
        tab=place.tab,
        redeemer=ties.redeemer,
        clock=ties.clock,
        secrets=ties.resolve,
        structure_offered=not where.pixels_only,
        download_folder=downloads,
        note=sent_to(place_of_browser(place.address), stack),
    )
    return Opened(surface=surface, obstacle=_application_in_browser, folders=(downloads,))


def can_show_windows() -> bool:
    """A display that takes a window; without one the browser works unseen."""
    if not sys.platform.startswith("linux"):
        return True
    from app.surfaces.desktop.session import check_display

    try:
        check_display(os.environ.get("DISPLAY", ""), os.environ)
    except AppError:
        return bool(os.environ.get("WAYLAND_DISPLAY"))
    return True


def _application_in_browser(plan: Plan) -> str:
    for step in plan.steps:
        if isinstance(step.action, OpenApp):
            return (
                f"A browser cannot open the application “{step.action.name}”; "
                "use --virtual or --display, or give the address of a page."
            )
    return ""
