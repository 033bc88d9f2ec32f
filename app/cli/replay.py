"""`deskhand replay`: a flow carried out."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.run import (
    Browser,
    BudgetS,
    Cdp,
    Display,
    Json,
    Level,
    MaxSteps,
    PixelsOnly,
    Profile,
    RunDir,
    StopKey,
    Tab,
    Url,
    Virtual,
    carry_out,
    exit_code,
)
from app.errors import Misuse

if TYPE_CHECKING:
    from app.replaying.junit import Case
    from app.storage.flows import FlowFile
    from app.where import How, Where
    from planner.records import RunEnded

Set = Annotated[list[str] | None, typer.Option("--set", help="A value for an input.", metavar="NAME=VALUE")]
Rows = Annotated[Path | None, typer.Option("--rows", help="A table (.csv, .xlsx): one run a row.", metavar="FILE")]
Out = Annotated[Path | None, typer.Option("--out", help="The table with what came of each row.", metavar="FILE.csv")]
Rehearse = Annotated[bool, typer.Option("--rehearse", help="Touch nothing: say what would be done, and where.")]
Junit = Annotated[Path | None, typer.Option("--junit", help="A report for test tools.", metavar="FILE")]


def replay(
    flow: Annotated[Path, typer.Argument(help="The flow's file.", metavar="FLOW")],
    set_: Set = None,
    rows: Rows = None,
    out: Out = None,
    rehearse: Rehearse = False,
    junit: Junit = None,
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
    from app.compose.flows import at_its_site, enough
    from app.compose.parts import load_words
    from app.settings import load_settings
    from app.storage.flows import load_flow
    from app.where import read_how, read_where

    if out is not None and rows is None:
        raise Misuse("--out holds what came of the rows; give --rows too.")
    settings = load_settings()
    file = load_flow(flow, load_words())
    read = file.flow
    given = _given(set_ or [])
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
    where = at_its_site(where, read)
    how = read_how(
        settings, autonomy=autonomy, max_steps=max_steps, budget_s=budget_s, runs_folder=run_dir, stop_key=stop_key
    )
    how = replace(how, max_steps=enough(read, how))
    if rehearse:
        from app.cli.rehearse import rehearse_flow

        return rehearse_flow(read, given, where, how, as_json=json)
    if rows is None:
        return _once(file, given, where, how, junit=junit, as_json=json)
    from app.cli.replay_rows import InTerminal
    from app.replaying.rows import Table

    over = InTerminal(file=file, given=given, table=Table(rows), where=where, how=how, as_json=json)
    return over.replay(out=out, junit=junit)


def _given(settings: list[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or not name.strip():
            raise Misuse(f"--set takes NAME=VALUE; not “{setting[:60]}”.")
        given[name.strip()] = value
    return given


def _once(
    file: "FlowFile", given: dict[str, str], where: "Where", how: "How", *, junit: Path | None, as_json: bool
) -> int:
    from app.compose.flows import job_of
    from app.compose.healing import Healings

    ended = carry_out(job_of(file, given, where, how), as_json=as_json, also=Healings(file.path))
    if junit is not None:
        from app.replaying.junit import write_junit

        name = file.flow.name or file.path.name
        write_junit(junit, name, [case_of(name, ended)])
    return exit_code(ended)


def case_of(name: str, ended: "RunEnded") -> "Case":
    from app.replaying.junit import Case

    seconds = dict(ended.timing).get("total_s", 0.0)
    return Case(name=name, outcome=ended.outcome, reason=ended.reason, duration_s=seconds, run=ended.run)
