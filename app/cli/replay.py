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
    from app.compose.run import Job
    from app.replaying.junit import Case
    from app.storage.flows import FlowFile
    from app.where import How, Where
    from planner.flow.values import Flow
    from planner.records import RunEnded
    from planner.safety.approval import ApprovedSteps

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
    how = how if max_steps is not None else replace(how, max_steps=enough(read, how))
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


def at_its_site(where: "Where", flow: "Flow") -> "Where":
    """A browser of our own begins on the flow's own site, where neither the call nor the flow's first step says so."""
    from app.where import URL_SCHEMES, InBrowser
    from planner.actions import OpenAddress
    from planner.plan import Step

    first = flow.nodes[0]
    opens = isinstance(first, Step) and isinstance(first.action, OpenAddress)
    match where.place:
        case InBrowser(url=None) if not opens and flow.needs.sites and flow.needs.sites[0].startswith(URL_SCHEMES):
            return replace(where, place=replace(where.place, url=flow.needs.sites[0]))
        case _:
            return where


def enough(flow: "Flow", how: "How") -> int:
    """A flow was written by a person who knows how long it is: the usual limit only guards loops."""
    from planner.plan import Instruction, Plan

    plan = Plan(instruction=Instruction(text=""), nodes=flow.nodes)
    return max(how.max_steps, 5 * len(plan.steps)) if plan.is_straight else max(how.max_steps, 2000)


def job_of(file: "FlowFile", given: dict[str, str], where: "Where", how: "How") -> "Job":
    """One run of the flow. Raises InputsUnfit, Misuse."""
    from app.compose.run import Job
    from planner.flow.planning import flow_plan

    plan = flow_plan(file.flow, given)
    return Job(plan=plan, where=where, how=how, outputs=file.flow.outputs, approver=_approver(file, how))


def _approver(file: "FlowFile", how: "How") -> "ApprovedSteps | None":
    """What a person allowed beforehand, for when nobody is there."""
    from datetime import UTC, datetime

    from app.compose.parts import say, secret_store
    from app.settings import load_settings
    from app.storage.approvals import approver_for, trusted_keys
    from planner.safety.gate import Autonomy

    if how.autonomy is not Autonomy.UNATTENDED:
        return None
    keys = trusted_keys(secret_store(), load_settings().approval_secrets)
    approver, problem = approver_for(file, keys, now=datetime.now(UTC))
    if problem:
        say(problem)
    return approver


def _once(
    file: "FlowFile", given: dict[str, str], where: "Where", how: "How", *, junit: Path | None, as_json: bool
) -> int:
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
