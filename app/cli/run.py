"""`deskhand run` and `deskhand resume`: an instruction carried out in the terminal, or as JSON lines."""

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from app.errors import Misuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.clock import StopSwitch
    from app.compose import Job
    from app.where import How, Where
    from planner.plan import NotUnderstood
    from planner.records import Event, RunEnded
    from planner.safety.question import Confirmer

Display = Annotated[str | None, typer.Option("--display", help="A real X display, such as :0.", metavar=":N")]
Virtual = Annotated[str | None, typer.Option("--virtual", help="A display of its own.", metavar="WIDTHxHEIGHT[@SCALE]")]
Browser = Annotated[bool, typer.Option("--browser", help="A browser of its own.")]
Url = Annotated[str | None, typer.Option("--url", help="The page to begin with.")]
Profile = Annotated[str | None, typer.Option("--profile", help="A browser profile that is kept under this name.")]
Cdp = Annotated[str | None, typer.Option("--cdp", help="A running Chromium.", metavar="http://127.0.0.1:PORT")]
Tab = Annotated[str | None, typer.Option("--tab", help="The tab, by words of its title or address.")]
PixelsOnly = Annotated[bool, typer.Option("--pixels-only", help="No page or accessibility tree: pictures alone.")]
Level = Annotated[str, typer.Option("--autonomy", help="suggest, each, sensitive or unattended.")]
MaxSteps = Annotated[int, typer.Option("--max-steps", min=1, help="Single acts and readings at most.")]
BudgetS = Annotated[float, typer.Option("--budget-s", min=1.0, help="Seconds at most.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line on standard output.")]
RunDir = Annotated[Path | None, typer.Option("--run-dir", help="The folder that holds runs.")]
StopKey = Annotated[str, typer.Option("--stop-key", help="The chord that stops, wherever the focus is.")]


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
    autonomy: Level = "sensitive",
    max_steps: MaxSteps = 60,
    budget_s: BudgetS = 600.0,
    json: Json = False,
    run_dir: RunDir = None,
    stop_key: StopKey = "ctrl+alt+escape",
) -> int:
    from app.compose import Job, load_words
    from app.where import read_where
    from planner.language.understand import understand
    from planner.plan import NotUnderstood

    where = read_where(
        display=display,
        virtual=virtual,
        browser=browser,
        url=url,
        profile=profile,
        cdp=cdp,
        tab=tab,
        pixels_only=pixels_only,
    )
    how = _how(autonomy, max_steps, budget_s, run_dir, stop_key)
    understood = understand(words, load_words())
    if isinstance(understood, NotUnderstood):
        return _not_understood(understood, json)
    return exit_code(carry_out(Job(plan=understood, where=where, how=how), as_json=json))


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
    autonomy: Level = "sensitive",
    max_steps: MaxSteps = 60,
    budget_s: BudgetS = 600.0,
    json: Json = False,
    run_dir: RunDir = None,
    stop_key: StopKey = "ctrl+alt+escape",
) -> int:
    from app.compose import resumed_job
    from app.where import read_where

    where = read_where(
        display=display,
        virtual=virtual,
        browser=browser,
        url=url,
        profile=profile,
        cdp=cdp,
        tab=tab,
        pixels_only=pixels_only,
    )
    how = _how(autonomy, max_steps, budget_s, run_dir, stop_key)
    return exit_code(carry_out(resumed_job(run, where=where, how=how), as_json=json))


def carry_out(
    job: "Job",
    *,
    as_json: bool = False,
    confirmer: "Confirmer | None" = None,
    also: "Callable[[Event], None] | None" = None,
) -> "RunEnded":
    """Runs a job on its worker, told in the terminal; Ctrl-C and SIGTERM stop it. `also` hears every event too."""
    from app.cli.telling import JsonTeller, PlainTeller
    from app.clock import StopSwitch
    from app.compose import work
    from app.worker import Worker

    switch = StopSwitch()
    teller = JsonTeller() if as_json else PlainTeller()
    asked = confirmer or default_confirmer(as_json=as_json, switch=switch, autonomy=job.how.autonomy)

    def tell(event: "Event") -> None:
        teller(event)
        if also is not None:
            also(event)

    worker: Worker[RunEnded] = Worker(
        work=lambda own: work(job, confirmer=asked, listener=tell, switch=switch, watch=own.watch), switch=switch
    )

    def stop(signal_number: int, frame: FrameType | None) -> None:
        worker.stop()

    handlers = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        worker.start()
        worker.join()
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    return worker.result()


def default_confirmer(
    *, as_json: bool = False, switch: "StopSwitch | None" = None, autonomy: str = "sensitive"
) -> "Confirmer":
    """Who answers when nothing else is said: the other end of the pipe, the person at the terminal, or nobody."""
    from app.cli.asking import JsonConfirmer, NobodyConfirmer, TerminalConfirmer
    from app.cli.telling import put_line

    def stopped() -> bool:
        return switch is not None and switch.is_set

    if as_json:
        return JsonConfirmer(write=put_line, stopped=stopped)
    if autonomy == "unattended" or sys.stdin is None:
        return NobodyConfirmer()
    return TerminalConfirmer(stopped=stopped)


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


def _how(autonomy: str, max_steps: int, budget_s: float, run_dir: Path | None, stop_key: str) -> "How":
    from app.where import How
    from planner.language.keys import read_keys
    from planner.safety.gate import Autonomy

    if autonomy not in set(Autonomy):
        raise Misuse(f"--autonomy takes {', '.join(Autonomy)}; not “{autonomy}”.")
    if read_keys(stop_key) is None:
        raise Misuse(f"--stop-key takes a chord such as ctrl+alt+escape; not “{stop_key}”.")
    return How(
        autonomy=Autonomy(autonomy), max_steps=max_steps, budget_s=budget_s, runs_folder=run_dir, stop_key=stop_key
    )


def _not_understood(problem: "NotUnderstood", as_json: bool) -> int:
    sentence = f"I do not understand “{problem.part}”. {problem.nearest}" if problem.part else problem.nearest
    if as_json:
        from app.cli.telling import put_json, result_line
        from planner.records import Outcome, RunEnded

        put_json(result_line(RunEnded(outcome=Outcome.INFEASIBLE, reason=sentence, run="")))
    raise Misuse(sentence)
