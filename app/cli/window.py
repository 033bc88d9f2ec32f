"""Opens the window: wires its wishes to the composition, and the terminal's signals to its end."""

import os
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, Misuse

if TYPE_CHECKING:
    from app.ui.application import Running
    from app.ui.bridge import Bridge
    from app.ui.main_window import PastRun, Wanted

VIRTUAL_SIZE = "1280x800"
MOST_PAST_RUNS = 200


def window() -> int:
    """Blocks until the window is closed. Raises Misuse when there is nowhere to show it."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise Misuse('There is no display for the window; use `deskhand run "WORDS" --virtual 1280x800` or --browser.')
    from app.ui.application import WindowApplication

    application = WindowApplication(arguments=sys.argv[:1], start=start, past_runs=past_runs, report=report)
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


def start(wanted: "Wanted", bridge: "Bridge") -> "Running":
    """Begins the run that the window asks for. Raises AppError."""
    from app.clock import StopSwitch
    from app.compose import Job, load_words, work
    from app.ui.bridge import WindowConfirmer
    from app.where import How, read_where
    from app.worker import Worker
    from planner.language.understand import understand
    from planner.plan import NotUnderstood
    from planner.records import RunEnded
    from planner.safety.gate import Autonomy

    plan = understand(wanted.words, load_words())
    if isinstance(plan, NotUnderstood):
        raise Misuse(f"I do not understand “{plan.part}”. {plan.nearest}" if plan.part else plan.nearest)
    where = read_where(
        display=os.environ.get("DISPLAY", "") if wanted.place == "display" else None,
        virtual=VIRTUAL_SIZE if wanted.place == "virtual" else None,
        browser=wanted.place == "browser",
        url=(wanted.address or None) if wanted.place == "browser" else None,
        profile=None,
        cdp=wanted.address if wanted.place == "cdp" else None,
        tab=None,
        pixels_only=False,
    )
    switch = StopSwitch()
    confirmer = WindowConfirmer(put=bridge.put, stopped=lambda: switch.is_set)
    job = Job(plan=plan, where=where, how=How(autonomy=Autonomy(wanted.autonomy)))

    def carry_out(own: "Worker[RunEnded | None]") -> RunEnded | None:
        try:
            return work(job, confirmer=confirmer, listener=bridge.tell, switch=switch, watch=own.watch)
        except AppError as error:
            bridge.fail(str(error))
        except Exception as error:
            bridge.fail(f"It broke: {error}. Please report it.")
            raise
        return None

    worker: Worker[RunEnded | None] = Worker(work=carry_out, switch=switch)
    worker.start()
    return worker


def past_runs() -> "tuple[PastRun, ...]":
    from app.compose import history_index
    from app.storage.places import default_runs_folder
    from app.storage.runs import list_runs
    from app.ui.main_window import PastRun

    listed = list_runs(default_runs_folder(), history_index())
    return tuple(
        PastRun(id=run.run, started_at=run.started_at, outcome=run.outcome, words=run.instruction)
        for run in listed[:MOST_PAST_RUNS]
    )


def report(run: str) -> str:
    """Writes the report of a run beside its record; its path. Raises AppError."""
    from app.compose import history_index
    from app.storage.history import salvage
    from app.storage.places import default_runs_folder
    from app.storage.report.page import report as page
    from app.storage.runs import find_run
    from app.storage.verifying import examine

    index = history_index()
    folder: Path = find_run(run, default_runs_folder(), index)
    path = folder / "report.html"
    path.write_text(page(salvage(folder), examine(folder, index)), encoding="utf-8")
    return str(path)
