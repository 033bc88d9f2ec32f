"""`deskhand record`: what a person does becomes a flow, until Ctrl-C, SIGTERM or the stop key."""

import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.run import (
    Browser,
    Cdp,
    Display,
    Json,
    PixelsOnly,
    Profile,
    StopKey,
    Tab,
    Url,
    Virtual,
)

if TYPE_CHECKING:
    from app.compose.recording import Recorded

Again = Annotated[bool, typer.Option("--again", help="A second demonstration of a flow that is there.")]


def record(
    flow: Annotated[Path, typer.Argument(help="The file of the flow.", metavar="FLOW")],
    again: Again = False,
    display: Display = None,
    virtual: Virtual = None,
    browser: Browser = False,
    url: Url = None,
    profile: Profile = None,
    cdp: Cdp = None,
    tab: Tab = None,
    pixels_only: PixelsOnly = False,
    json: Json = False,
    stop_key: StopKey = None,
) -> int:
    from app.cli.telling import Output, talk
    from app.clock import StopSwitch
    from app.compose.recording import record as listen_and_write
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
    how = read_how(settings, stop_key=stop_key)
    switch, wish = StopSwitch(), _Wish()
    output = Output(exclusive=json, gone=switch.stop)

    def ready(environment: Mapping[str, str]) -> None:
        if json:
            output.put_json({"type": "recording", **({"environment": dict(environment)} if environment else {})})
        else:
            talk(f"Recording. Show the chore; end with Ctrl-C or {how.stop_key}.")

    def ended() -> bool:
        return wish.end or switch.is_set

    handlers = {number: signal.signal(number, wish) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        recorded = listen_and_write(flow, where, how, ended=ended, end=switch.stop, ready=ready, again=again)
        if json:
            output.put_json({"type": "recorded", "flow": str(recorded.flow), "steps": recorded.steps})
        else:
            output.put(_told(recorded))
        for note in recorded.notes:
            talk(note)
        if recorded.notes and not again:
            talk(f"`deskhand flow loop {flow}` makes that a loop over a table.")
    finally:
        output.close()
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if recorded.broken:
        print(f"It ended early: {recorded.broken}", file=sys.stderr)
        return 1
    return 0


class _Wish:
    """Set by a signal handler, which takes no lock."""

    def __init__(self) -> None:
        self.end = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.end = True


def _told(recorded: "Recorded") -> str:
    if not recorded.steps:
        return "Nothing was done, so nothing was written."
    steps = "1 step" if recorded.steps == 1 else f"{recorded.steps} steps"
    return f"{recorded.flow}: {steps}. Look at it with `deskhand flow show`, run it with `deskhand replay`."
