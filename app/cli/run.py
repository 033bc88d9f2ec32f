"""`deskhand run` and `deskhand resume`: an instruction carried out in the terminal, or as JSON lines."""

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Final, NoReturn, TypeVar

import typer

from app.errors import AppError, NotReadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.cli.telling import Output
    from app.clock import StopSwitch
    from app.compose.run import Job
    from app.compose.thinking import Thought
    from app.settings import Settings
    from app.where import How, Place, Where
    from app.worker import Worker
    from grounding.grounder import Grounder
    from planner.plan import Plan
    from planner.records import Event, RunEnded
    from planner.safety.question import Confirmer

T = TypeVar("T")
STOPPED: Final = 4
STOP_CHECK_S: Final = 0.02
STOPS_WITHIN_S: Final = 10.0
"""After a stop, closing a browser or a display in order may take this long; then it is left to the guardian."""

Display = Annotated[str | None, typer.Option("--display", help="A real X display, such as :0.", metavar=":N")]
Virtual = Annotated[str | None, typer.Option("--virtual", help="A display of its own.", metavar="WIDTHxHEIGHT[@SCALE]")]
Browser = Annotated[bool, typer.Option("--browser", help="A browser of its own.")]
Url = Annotated[str | None, typer.Option("--url", help="The page to begin with.")]
Profile = Annotated[str | None, typer.Option("--profile", help="A browser profile that is kept under this name.")]
Cdp = Annotated[str | None, typer.Option("--cdp", help="A running Chromium.", metavar="http://127.0.0.1:PORT")]
Tab = Annotated[str | None, typer.Option("--tab", help="The tab, by words of its title or address.")]
PixelsOnly = Annotated[bool, typer.Option("--pixels-only", help="No page or accessibility tree: pictures alone.")]
Level = Annotated[str | None, typer.Option("--autonomy", help="suggest, each, sensitive (usual) or unattended.")]
MaxSteps = Annotated[int | None, typer.Option("--max-steps", min=1, help="Single acts and readings at most (60).")]
BudgetS = Annotated[float | None, typer.Option("--budget-s", min=1.0, help="Seconds at most (600).")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line on standard output.")]
RunDir = Annotated[Path | None, typer.Option("--run-dir", help="The folder that holds runs.")]
StopKey = Annotated[str | None, typer.Option("--stop-key", help="The chord that stops, wherever the focus is.")]


def run(
    words: Annotated[str, typer.Argument(help="What to do, in plain words.")],
    display: Display = None,
    virtual: Virtual = None,
    browser: Browser = False,
    url: Url = None,
    profile: Profile = None,
    cdp: Cdp = None,
    tab: Tab = None,
    pixels_only: PixelsOnly = False,
    autonomy: Level = None,
    max_steps: MaxSteps = None,
    budget_s: BudgetS = None,
    json: Json = False,
    run_dir: RunDir = None,
    stop_key: StopKey = None,
) -> int:
    from app.compose.parts import say
    from app.compose.run import Job, model_job
    from app.compose.thinking import Thought
    from app.settings import load_settings
    from app.where import read_how, read_where

    settings = load_settings()
    where = read_where(
        display=display,
        virtual=virtual,
        browser=browser,
        url=url,
        profile=profile,
        cdp=cdp,
        tab=tab,
        pixels_only=pixels_only,
        usual=settings.where,
    )
    read = _understood(words, where.place, settings)
    how = read_how(
        settings, autonomy=autonomy, max_steps=max_steps, budget_s=budget_s, runs_folder=run_dir, stop_key=stop_key
    )
    if isinstance(read, Thought):
        say(read.mind.notice)
        job = model_job(words, read.mind, where=where, how=how)
    else:
        job = Job(plan=read, where=where, how=how)
    return exit_code(carry_out(job, as_json=json))


def resume(
    run: Annotated[str, typer.Argument(help="The run's id or folder.")],
    display: Display = None,
    virtual: Virtual = None,
    browser: Browser = False,
    url: Url = None,
    profile: Profile = None,
    cdp: Cdp = None,
    tab: Tab = None,
    pixels_only: PixelsOnly = False,
    autonomy: Level = None,
    max_steps: MaxSteps = None,
    budget_s: BudgetS = None,
    json: Json = False,
    run_dir: RunDir = None,
    stop_key: StopKey = None,
) -> int:
    from app.compose.parts import say
    from app.compose.resuming import (
        is_thought,
        past_run,
        recorded_autonomy,
        recorded_where,
        resumed_job,
        resumed_thought,
    )
    from app.compose.thinking import mind_of
    from app.settings import load_settings
    from app.where import read_how, read_where

    settings = load_settings()
    history = past_run(run, run_dir or settings.runs_folder)
    how = read_how(
        settings,
        autonomy=autonomy or recorded_autonomy(history),
        max_steps=max_steps,
        budget_s=budget_s,
        runs_folder=run_dir or history.folder.parent,
        stop_key=stop_key,
    )
    where = recorded_where(history)
    if any((display, virtual, browser, url, profile, cdp, tab)):
        where = read_where(
            display=display,
            virtual=virtual,
            browser=browser,
            url=url,
            profile=profile,
            cdp=cdp,
            tab=tab,
            pixels_only=pixels_only,
            usual=settings.where,
        )
    elif pixels_only:
        where = replace(where, pixels_only=True)
    if not is_thought(history):
        return exit_code(carry_out(resumed_job(history, where=where, how=how), as_json=json))
    job = resumed_thought(history, mind_of(settings), where=where, how=how)
    if job.mind is not None:
        say(job.mind.notice)
    return exit_code(carry_out(job, as_json=json))


def carry_out(
    job: "Job",
    *,
    as_json: bool = False,
    confirmer: "Confirmer | None" = None,
    also: "Callable[[Event], None] | None" = None,
    row: int | None = None,
    loaded: "Grounder | None" = None,
) -> "RunEnded":
    """Runs a job on its worker, told in the terminal; Ctrl-C and SIGTERM stop it. `also` hears every event too.

    row: its number, where the job is one of several. loaded: eyes that an earlier one has loaded. Raises AppError when
    the run cannot begin.
    """
    from app.cli.telling import JsonTeller, Output, PlainTeller
    from app.clock import StopSwitch
    from app.compose.parts import secret_store
    from app.compose.run import work
    from app.worker import Worker
    from planner.records import RunEnded

    switch = StopSwitch()
    store = secret_store()
    output = Output(exclusive=as_json, gone=switch.stop)
    teller = (JsonTeller if as_json else PlainTeller)(output, redact=store.redact, row=row)
    asked = confirmer or default_confirmer(output if as_json else None, switch=switch, how=job.how)
    told: list[RunEnded] = []

    def tell(event: "Event") -> None:
        if isinstance(event, RunEnded):
            told.append(event)
        teller(event)
        if also is not None:
            also(event)

    worker: Worker[RunEnded] = Worker(
        work=lambda own: work(
            job, confirmer=asked, listener=tell, switch=switch, watch=own.watch, store=store, loaded=loaded
        ),
        switch=switch,
    )
    try:
        wait_for(worker, switch)
        if not worker.is_done:
            _leave_it(told, tell)
        return worker.result()
    except AppError as error:
        error.args = (store.redact(str(error)),)
        raise
    finally:
        output.close()


class _Wish:
    """Set by a signal handler. A plain attribute: a handler that takes a lock may wait for what it interrupted."""

    def __init__(self) -> None:
        self.stop = False

    def __call__(self, signal_number: int, frame: FrameType | None) -> None:
        self.stop = True


def _leave_it(told: "list[RunEnded]", tell: "Callable[[Event], None]") -> NoReturn:
    """Stopped, but something does not end: the guardian takes down what was started as soon as this process is gone."""
    from planner.records import Outcome, RunEnded

    if not told:
        tell(RunEnded(outcome=Outcome.STOPPED, reason="You stopped it; something did not answer.", run=""))
    sys.stderr.flush()
    os._exit(STOPPED)


def wait_for(worker: "Worker[T]", switch: "StopSwitch") -> None:
    """Until the worker has ended, or has not within `STOPS_WITHIN_S` of a stop."""
    wish = _Wish()
    handlers = {number: signal.signal(number, wish) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        worker.start()
        deadline_s = float("inf")
        while not worker.join(STOP_CHECK_S) and time.monotonic() < deadline_s:
            if (wish.stop or switch.is_set) and deadline_s == float("inf"):
                worker.stop()
                deadline_s = time.monotonic() + STOPS_WITHIN_S
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def default_confirmer(
    output: "Output | None" = None, *, switch: "StopSwitch | None" = None, how: "How | None" = None
) -> "Confirmer":
    """Who answers when nothing else is said: nobody, the program at the other end of `output`, or the person."""
    from app.cli.asking import PATIENCE_S, JsonConfirmer, NobodyConfirmer, TerminalConfirmer
    from planner.safety.gate import Autonomy

    def stopped() -> bool:
        return switch is not None and switch.is_set

    if (how is not None and how.autonomy is Autonomy.UNATTENDED) or sys.stdin is None:
        return NobodyConfirmer()
    timeout_s = how.question_timeout_s if how is not None else PATIENCE_S
    if output is not None:
        return JsonConfirmer(write=output.put, stopped=stopped, timeout_s=timeout_s)
    return TerminalConfirmer(stopped=stopped, timeout_s=timeout_s)


def where_of(
    *,
    display: str | None = None,
    virtual: str | None = None,
    browser: bool = False,
    url: str | None = None,
    pixels_only: bool = False,
) -> "Where":
    """A place by its flags, for commands that choose it themselves."""
    from app.where import read_where

    return read_where(
        display=display,
        virtual=virtual,
        browser=browser,
        url=url,
        profile=None,
        cdp=None,
        tab=None,
        pixels_only=pixels_only,
    )


def exit_code(ended: "RunEnded") -> int:
    from app.cli.telling import EXIT_CODES

    return EXIT_CODES[ended.outcome]


def _understood(words: str, place: "Place", settings: "Settings") -> "Plan | Thought":
    """Raises NotReadable, with the part that is not understood and the nearest thing that can be done."""
    from app.compose.thinking import read_with
    from planner.plan import NotUnderstood

    match read_with(words, place, settings):
        case NotUnderstood() if not any(sign.isalnum() for sign in words):
            raise NotReadable('The instruction is empty; say what to do, for example: click "Save".')
        case NotUnderstood(part=part, nearest=nearest):
            raise NotReadable(f"I do not understand “{part}”. Try: {nearest.rstrip('.')}.")
        case read:
            return read
