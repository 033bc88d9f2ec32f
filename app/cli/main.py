"""The command line's front door: finds the command, loads its module alone, turns every error into one sentence.

Decision: commands are a table of names, so `deskhand --help` loads neither Qt nor onnxruntime nor Playwright, and each
command loads only what it needs.
"""

import importlib
import io
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from types import FrameType
from typing import NoReturn

from app.errors import AppError, Misuse, NotReadable, RunNotBegun
from grounding.errors import GroundingError
from planner.errors import PlannerError, Stopped

STOPPED = 4
MISUSE = 2
RUNS = ("run", "resume", "replay")


@dataclass(frozen=True, kw_only=True)
class Command:
    module: str
    function: str
    summary: str


COMMANDS: dict[str, Command] = {
    "run": Command(module="app.cli.run", function="run", summary="Carry out an instruction."),
    "resume": Command(module="app.cli.run", function="resume", summary="Go on with an interrupted or halted run."),
    "replay": Command(module="app.cli.replay", function="replay", summary="Carry out a flow."),
    "flow show": Command(module="app.cli.flows", function="show", summary="Tell a flow in words."),
    "flow check": Command(module="app.cli.flows", function="check", summary="Say what is wrong and what it needs."),
    "flow approve": Command(module="app.cli.flows", function="approve", summary="Allow its weighty steps beforehand."),
    "flow schedule": Command(module="app.cli.flows", function="schedule", summary="Write entries for a timer."),
    "flow heal": Command(module="app.cli.flows", function="heal", summary="Take or refuse what runs found renamed."),
    "flow loop": Command(module="app.cli.flows", function="loop", summary="Make what it does several times a loop."),
    "flow export": Command(module="app.cli.flows", function="export", summary="Write it for other programs."),
    "record": Command(module="app.cli.record", function="record", summary="Make a flow of what a person does."),
    "parse": Command(module="app.cli.eyes", function="parse", summary="Say what is on a picture of a screen."),
    "locate": Command(module="app.cli.locate", function="locate", summary="Find the control that words mean."),
    "gate": Command(module="app.cli.gate", function="gate", summary="Say what the policy makes of acts."),
    "runs": Command(module="app.cli.runs", function="runs", summary="List past runs."),
    "show": Command(module="app.cli.runs", function="show", summary="Write a run's report and print its path."),
    "verify": Command(module="app.cli.runs", function="verify", summary="Check that a run's record is whole."),
    "secret set": Command(module="app.cli.runs", function="secret_set", summary="Keep a secret under a name."),
    "secret list": Command(module="app.cli.runs", function="secret_list", summary="List the names of secrets."),
    "secret remove": Command(module="app.cli.runs", function="secret_remove", summary="Forget a secret."),
    "lessons": Command(module="app.cli.lessons", function="show_all", summary="List what runs have taught."),
    "lessons list": Command(module="app.cli.lessons", function="show_all", summary="List what runs have taught."),
    "lessons show": Command(module="app.cli.lessons", function="show", summary="Tell a lesson and its versions."),
    "lessons off": Command(module="app.cli.lessons", function="off", summary="Go by a lesson no more."),
    "lessons on": Command(module="app.cli.lessons", function="on", summary="Go by a lesson again."),
    "lessons revert": Command(module="app.cli.lessons", function="revert", summary="Put an earlier version back."),
    "lessons forget": Command(module="app.cli.lessons", function="forget", summary="Take a lesson away for good."),
    "doctor": Command(module="app.cli.doctor", function="doctor", summary="Try out what works on this machine."),
    "demo": Command(module="app.cli.demo", function="demo", summary="A real task on a virtual display, checked."),
}


class Interrupted(BaseException):
    """Ctrl-C or SIGTERM while no run is there to be stopped. Not KeyboardInterrupt: typer answers that with 130."""


def run_command_line(arguments: Sequence[str]) -> int:
    """Carries out one call; gives the exit code of the contract and never raises for what a person typed."""
    _write_utf8()
    handlers = _handle_signals()
    try:
        return _dispatch(list(arguments))
    except AppError as error:
        return _failed(arguments, str(error), error.exit_code, error)
    except (Stopped, Interrupted, KeyboardInterrupt) as error:
        return _failed(arguments, "Stopped.", STOPPED, error)
    except (PlannerError, GroundingError) as error:  # before a run begins: no display, no browser, no model
        return _failed(arguments, str(error), MISUSE, error)
    except BrokenPipeError:
        # Nobody reads on; whatever is flushed at exit goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except Exception as error:
        if os.environ.get("DESKHAND_TRACE"):
            raise
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__} in {where.name}, line {where.lineno}"
        sentence = f"Deskhand itself broke ({said}); set DESKHAND_TRACE=1 to see more, and please report it."
        return _failed(arguments, sentence, 1, error)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _handle_signals() -> "dict[signal.Signals, signal._HANDLER]":
    """A run has handlers of its own; before it and after it, and for all other commands, these hold."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    return {number: signal.signal(number, _interrupt) for number in (signal.SIGINT, signal.SIGTERM)}


def _interrupt(signal_number: int, frame: FrameType | None) -> NoReturn:
    raise Interrupted


def _failed(arguments: Sequence[str], sentence: str, code: int, error: BaseException) -> int:
    """Says why, and ends a run's JSON lines as every run's lines end."""
    if arguments and arguments[0] in RUNS and "--json" in arguments:
        from app.cli.telling import result_line
        from planner.records import Outcome, RunEnded

        outcome = Outcome.STOPPED if code == STOPPED else Outcome.FAILED
        if isinstance(error, NotReadable):
            outcome = Outcome.INFEASIBLE
        run = error.run if isinstance(error, RunNotBegun) else ""
        ended = RunEnded(outcome=outcome, reason=sentence, run=run)
        with suppress(BrokenPipeError):
            print(json.dumps(result_line(ended), ensure_ascii=False), flush=True)
    _say(sentence)
    return code


def _dispatch(arguments: list[str]) -> int:
    if not arguments:
        from app.cli.window import window

        return int(window())
    if arguments[0] in ("--help", "-h", "help"):
        print(_help())
        return 0
    if arguments[0] == "--version":
        from importlib.metadata import version

        print(f"deskhand {version('deskhand')}")
        return 0
    name, rest = _command(arguments)
    return _call(name, COMMANDS[name], rest)


def _command(arguments: list[str]) -> tuple[str, list[str]]:
    pair = " ".join(arguments[:2])
    if pair in COMMANDS:
        return pair, arguments[2:]
    first = arguments[0]
    if first in COMMANDS:
        return first, arguments[1:]
    group = [name for name in COMMANDS if name.startswith(f"{first} ")]
    if group:
        raise Misuse(f"`deskhand {first}` needs one of: {', '.join(name.split()[1] for name in group)}.")
    if first.startswith("-"):
        raise Misuse(f"There is no flag {first} here; `deskhand --help` lists the commands.")
    near = get_close_matches(first, COMMANDS, n=1)
    hint = f" Did you mean `deskhand {near[0]}`?" if near else " `deskhand --help` lists the commands."
    raise Misuse(f'There is no command “{first}”.{hint} To carry out an instruction: deskhand run "WORDS".')


def _call(name: str, command: Command, arguments: list[str]) -> int:
    import typer

    function = getattr(importlib.import_module(command.module), command.function)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name=name, help=command.summary)(function)
    usage_error: type[Exception] = typer.BadParameter.__mro__[1]  # UsageError: typer exports only this heir of it
    try:
        result = app(args=arguments, prog_name=f"deskhand {name}", standalone_mode=False)
    except typer.Abort as error:
        raise Interrupted from error
    except usage_error as error:
        told = getattr(error, "format_message", error.__str__)()  # with the name of the flag
        said = " ".join(str(told).split()).rstrip(".")
        raise Misuse(f"{said}. `deskhand {name} --help` shows what it takes.") from error
    return result if isinstance(result, int) else 0


def _help() -> str:
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items()]
    return "\n".join(
        [
            "Usage: deskhand [COMMAND] [FLAGS]",
            "",
            "Without a command, the window opens.",
            "",
            "Commands:",
            *lines,
            "",
            "`deskhand COMMAND --help` tells what a command takes.",
        ]
    )


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)
