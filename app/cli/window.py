"""Opens the window: wires its wishes to the composition, and the terminal's signals to its end."""

import os
import signal
import socket
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, Misuse

if TYPE_CHECKING:
    from app.storage.secrets import SecretStore
    from app.ui.application import Running
    from app.ui.bridge import Bridge
    from app.ui.flows.values import WantedFlow
    from app.ui.wishes import ByModel, PastRun, Wanted
    from app.where import Where
    from app.worker import Worker
    from planner.plan import NotUnderstood, Plan

VIRTUAL_SIZE = "1280x800"
MOST_PAST_RUNS = 200


def window() -> int:
    """Blocks until the window is closed. Raises Misuse when there is nowhere to show it."""
    if sys.platform.startswith("linux"):
        _check_can_show(os.environ.get("QT_QPA_PLATFORM", ""))
    from app.cli.window_lessons import Book
    from app.cli.window_library import Library
    from app.compose.parts import secret_store
    from app.settings import load_settings
    from app.ui.application import WindowApplication

    store = secret_store()
    application = WindowApplication(
        arguments=sys.argv[:1],
        start=partial(start, store=store),
        redact=store.redact,
        understand=understand_words,
        past_runs=past_runs,
        report=report,
        place=first_place(),
        shelf=Library(store),
        lessons=Book(),
        autonomy=load_settings().autonomy,
    )
    # Qt's loop runs no Python signal handlers: Python writes the signal's number to a socket that Qt watches.
    reading, writing = socket.socketpair()
    for end in (reading, writing):
        end.setblocking(False)
    previous = signal.set_wakeup_fd(writing.fileno())
    handlers = {number: signal.signal(number, lambda number, frame: None) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        return application.run(wake_up=reading)
    finally:
        signal.set_wakeup_fd(previous)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        reading.close()
        writing.close()


def start(wanted: "Wanted | WantedFlow", bridge: "Bridge", *, store: "SecretStore | None" = None) -> "Running":
    """Begins the run that the window asks for. Raises AppError."""
    from app.cli.window_flows import start_flow
    from app.cli.window_worker import on_worker
    from app.clock import StopSwitch
    from app.compose.run import Job, model_job, work
    from app.compose.thinking import mind_of
    from app.settings import load_settings
    from app.ui.bridge import WindowConfirmer
    from app.ui.flows.values import WantedFlow
    from app.ui.wishes import ByModel
    from app.where import read_how

    where = _where(wanted.place, wanted.address)
    if isinstance(wanted, WantedFlow):
        return start_flow(wanted, where, bridge, store)
    settings = load_settings()
    how = read_how(settings, autonomy=wanted.autonomy)
    switch = StopSwitch()
    confirmer = WindowConfirmer(put=bridge.put, stopped=lambda: switch.is_set, timeout_s=how.question_timeout_s)
    if isinstance(wanted.plan, ByModel):
        mind = mind_of(settings)
        if mind is None:
            raise Misuse("The settings name no language model any more; say it in other words.")
        job = model_job(wanted.plan.words, mind, where=where, how=how)
    else:
        job = Job(plan=wanted.plan, where=where, how=how)

    def carry_out(own: "Worker[None]") -> None:
        work(job, confirmer=confirmer, listener=bridge.tell, switch=switch, watch=own.watch, store=store)

    return on_worker(carry_out, bridge=bridge, switch=switch)


def _where(place: str, address: str) -> "Where":
    """A choice of the window as a place. Raises AppError."""
    from app.where import read_where

    return read_where(
        display=os.environ.get("DISPLAY") or None if place == "display" else None,
        virtual=VIRTUAL_SIZE if place == "virtual" else None,
        browser=place == "browser",
        url=_with_scheme(address) if place == "browser" and address else None,
        profile=None,
        cdp=_running_browser(address) if place == "cdp" else None,
        tab=None,
        pixels_only=False,
    )


def understand_words(words: str, place: str) -> "Plan | ByModel | NotUnderstood":
    """place: as the window names it. On a desktop, words may be names of installed applications."""
    from app.compose.thinking import Thought, read_with
    from app.settings import load_settings
    from app.ui.wishes import ByModel
    from app.where import InBrowser, OnDisplay
    from planner.plan import NotUnderstood

    where = OnDisplay() if place in ("display", "virtual") else InBrowser()
    try:
        read = read_with(words, where, load_settings())
    except Misuse as error:
        return NotUnderstood(part="", nearest=str(error))
    if isinstance(read, Thought):
        return ByModel(words=words, part=read.unread.part if read.unread else "", notice=read.mind.notice)
    return read


def first_place() -> str:
    """This desktop where it can be worked on, else a display of its own."""
    from app.settings import load_settings
    from app.surfaces.desktop.session import check_display

    chosen = load_settings().where
    if chosen != "auto":
        return chosen
    if not sys.platform.startswith("linux"):
        return "display"
    try:
        check_display(os.environ.get("DISPLAY", ""), os.environ)
    except AppError:
        return "virtual"
    return "display"


def past_runs() -> "tuple[PastRun, ...]":
    from app.compose.parts import history_index
    from app.storage.runs import list_runs
    from app.ui.wishes import PastRun

    listed = list_runs(_runs_folder(), history_index())
    return tuple(
        PastRun(id=run.run, started_at=run.started_at, outcome=run.outcome, words=run.instruction)
        for run in listed[:MOST_PAST_RUNS]
    )


def report(run: str) -> str:
    """Writes the report of a run beside its record; its path. Raises AppError."""
    from app.compose.parts import history_index
    from app.storage.history import salvage
    from app.storage.report.page import report as page
    from app.storage.runs import find_run
    from app.storage.verifying import examine

    index = history_index()
    folder = find_run(run, _runs_folder(), index)
    path = folder / "report.html"
    path.write_text(page(salvage(folder), examine(folder, index)), encoding="utf-8")
    return str(path)


def _runs_folder() -> Path:
    from app.settings import load_settings
    from app.storage.places import default_runs_folder

    return load_settings().runs_folder or default_runs_folder()


def _with_scheme(address: str) -> str:
    """
    >>> _with_scheme("example.org"), _with_scheme("about:blank")
    ('https://example.org', 'about:blank')
    """
    head = address.partition("/")[0]
    return address if ":" in head and not head.rpartition(":")[2].isdigit() else f"https://{address}"


def _running_browser(address: str) -> str:
    if not address:
        raise Misuse("Give the address where the running Chromium listens, such as http://127.0.0.1:9222.")
    return address if "://" in address else f"http://{address}"


def _check_can_show(platform: str) -> None:
    """Qt ends the program when it finds no display, so it is looked for beforehand."""
    instead = 'use `deskhand run "WORDS" --virtual 1280x800` or --browser'
    if platform and not platform.startswith(("xcb", "wayland")):
        return
    display = os.environ.get("DISPLAY", "")
    if not display and not os.environ.get("WAYLAND_DISPLAY"):
        raise Misuse(f"There is no display for the window; {instead}.")
    if display and not os.environ.get("WAYLAND_DISPLAY"):
        from app.surfaces.desktop.connection import open_display
        from planner.errors import SurfaceGone

        try:
            open_display(display).close()
        except SurfaceGone as error:
            raise Misuse(f"The display {display} cannot be opened for the window; {instead}.") from error
