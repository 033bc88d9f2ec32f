"""`deskhand doctor`: what works on this machine, tried out, and how to mend what does not."""

import json as writing
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.clock import RunClock, StopSwitch
    from app.doctor.displays import Displays
    from app.doctor.finding import Check, Finding
    from app.settings import Settings
    from planner.ports import Surface

STOPPED = 4


def doctor(
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> int:
    """Each check acts and observes; Ctrl-C stops it."""
    from app.clock import StopSwitch
    from app.doctor.finding import Finding
    from app.settings import load_settings
    from app.worker import Worker
    from planner.errors import Stopped, SurfaceGone

    switch, settings = StopSwitch(), load_settings()
    tell = _no_word if json else _tell
    worker: Worker[list[Finding]] = Worker(
        work=lambda own: _examine(settings, switch, own.watch, tell=tell), switch=switch
    )

    def stop(number: int, frame: FrameType | None) -> None:
        worker.stop()

    handlers = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        worker.start()
        worker.join()
        found = worker.result()
    except (Stopped, SurfaceGone):
        if not switch.is_set:
            raise
        _say("Stopped.")
        return STOPPED
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if json:
        lines = [{"name": f.name, "ok": f.ok, "found": f.found, "mend": f.mend} for f in found]
        print(writing.dumps({"checks": lines}, ensure_ascii=False))
    return 0 if all(finding.ok for finding in found) else 1


def _examine(
    settings: "Settings",
    switch: "StopSwitch",
    watch: "Callable[[Surface | None], None]",
    *,
    tell: "Callable[[Finding], None]",
) -> "list[Finding]":
    from app.clock import RunClock
    from app.doctor.displays import Displays
    from app.doctor.finding import findings

    clock = RunClock(switch=switch)
    displays = Displays(clock=clock, watch=watch, stop_key=settings.stop_key)
    found = []
    try:
        for finding in findings(_checks(displays, settings, clock, watch), lambda name: _say(f"… {name}")):
            clock.check()
            found.append(finding)
            tell(finding)
    finally:
        displays.close()
    return found


def _checks(
    displays: "Displays", settings: "Settings", clock: "RunClock", watch: "Callable[[Surface | None], None]"
) -> "Iterator[Check]":
    from app.doctor import machine
    from app.doctor.finding import Check
    from app.storage.places import default_runs_folder

    bus = "sudo apt install at-spi2-core dbus; or use --pixels-only"
    runs = settings.runs_folder or default_runs_folder()
    return iter(
        (
            Check(name="session", examine=displays.session, mend="use --virtual or --browser"),
            Check(name="virtual display", examine=displays.virtual, mend="sudo apt install xvfb openbox dbus"),
            Check(name="display", examine=displays.picture, mend="check that the display runs; or use --virtual"),
            Check(name="pointer", examine=displays.pointer, mend="close what holds the mouse; or use --virtual"),
            Check(name="typing", examine=displays.typing, mend="close what holds the keyboard; or use --virtual"),
            Check(name="stop key", examine=displays.stop_key, mend="choose another with --stop-key"),
            Check(name="accessibility", examine=displays.accessibility, mend=bus),
            Check(name="browser", examine=partial(machine.browser, clock, watch), mend="sudo apt install chromium"),
            Check(name="models", examine=machine.models, mend="install Deskhand again: bash packaging/try.sh"),
            Check(name="keyring", examine=machine.keyring_there, mend="use DESKHAND_SECRET_<NAME> instead"),
            Check(
                name="language model",
                examine=partial(machine.language_model, settings, clock),
                mend="start it, correct the settings model_..., or set model_api to none",
            ),
            Check(name="fonts", examine=machine.fonts, mend="sudo apt install fontconfig fonts-dejavu-core"),
            Check(name="disk", examine=partial(machine.disk, runs), mend="name another folder with --run-dir"),
        )
    )


def _tell(finding: "Finding") -> None:
    print(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.name}: {finding.found}", flush=True)
    if not finding.ok and finding.mend:
        print(f"      mend: {finding.mend}", flush=True)


def _no_word(finding: "Finding") -> None:
    """With --json all is said at the end, in one line."""


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
