"""`deskhand replay`: a flow carried out, once or over the rows of a table."""

from collections.abc import Iterator
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
from app.errors import AppError, Misuse, RunNotBegun

if TYPE_CHECKING:
    from app.compose.run import Job
    from app.replaying.junit import Case
    from app.replaying.rows import Came, Ledger, Row, Table
    from app.where import How, Where
    from grounding.grounder import Grounder
    from planner.flow.values import Flow
    from planner.records import Outcome, RunEnded

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
    read = load_flow(flow, load_words())
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
    where = _at_its_site(where, read)
    how = read_how(
        settings, autonomy=autonomy, max_steps=max_steps, budget_s=budget_s, runs_folder=run_dir, stop_key=stop_key
    )
    how = how if max_steps is not None else replace(how, max_steps=_enough(read, how))
    if rehearse:
        from app.cli.rehearse import rehearse_flow

        return rehearse_flow(read, given, where, how, as_json=json)
    if rows is None:
        return _once(read, given, where, how, flow=flow, junit=junit, as_json=json)
    from app.replaying.rows import Table

    return _over(read, given, Table(rows), out, where, how, flow=flow, junit=junit, as_json=json)


def _given(settings: list[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or not name.strip():
            raise Misuse(f"--set takes NAME=VALUE; not “{setting[:60]}”.")
        given[name.strip()] = value
    return given


def _at_its_site(where: "Where", flow: "Flow") -> "Where":
    """A browser of our own begins on the flow's own site, where no page is given."""
    from app.where import URL_SCHEMES, InBrowser

    match where.place:
        case InBrowser(url=None) if flow.needs.sites and flow.needs.sites[0].startswith(URL_SCHEMES):
            return replace(where, place=replace(where.place, url=flow.needs.sites[0]))
        case _:
            return where


def _enough(flow: "Flow", how: "How") -> int:
    """A flow was written by a person who knows how long it is: the usual limit only guards loops."""
    from planner.plan import Instruction, Plan

    plan = Plan(instruction=Instruction(text=""), nodes=flow.nodes)
    return max(how.max_steps, 5 * len(plan.steps)) if plan.is_straight else max(how.max_steps, 2000)


def _job(flow: "Flow", given: dict[str, str], where: "Where", how: "How") -> "Job":
    from app.compose.run import Job
    from planner.flow.planning import flow_plan

    return Job(plan=flow_plan(flow, given), where=where, how=how, outputs=flow.outputs)


def _once(
    read: "Flow",
    given: dict[str, str],
    where: "Where",
    how: "How",
    *,
    flow: Path,
    junit: Path | None,
    as_json: bool,
) -> int:
    ended = carry_out(_job(read, given, where, how), as_json=as_json)
    if junit is not None:
        from app.replaying.junit import write_junit

        write_junit(junit, read.name or flow.name, [_case(read.name or flow.name, ended)])
    return exit_code(ended)


def _case(name: str, ended: "RunEnded") -> "Case":
    from app.replaying.junit import Case

    seconds = dict(ended.timing).get("total_s", 0.0)
    return Case(name=name, outcome=ended.outcome, reason=ended.reason, duration_s=seconds, run=ended.run)


# --- over rows ----------------------------------------------------------------------------------------------------


def _over(
    read: "Flow",
    given: dict[str, str],
    table: "Table",
    out: Path | None,
    where: "Where",
    how: "How",
    *,
    flow: Path,
    junit: Path | None,
    as_json: bool,
) -> int:
    from app.cli.telling import EXIT_CODES, Output, result_line, talk
    from app.replaying.rows import Ledger
    from planner.records import Outcome, RunEnded

    _check_columns(read, given, table)
    ledger = Ledger(out, table, _output_names(read)) if out is not None else None
    cases: list[Case] = []
    counts: dict[Outcome, int] = {}
    for row, ended in _ended_rows(read, given, table, ledger, where, how, as_json=as_json):
        counts[ended.outcome] = counts.get(ended.outcome, 0) + 1
        cases.append(_case(f"row {row.number}", ended))
        if ended.outcome is Outcome.STOPPED:
            break
    if junit is not None:
        from app.replaying.junit import write_junit

        write_junit(junit, read.name or flow.name, cases)
    if ledger is not None and Outcome.STOPPED not in counts:
        ledger.close()
    whole = RunEnded(outcome=_whole(counts), reason=_counted(counts), run="")
    output = Output(exclusive=as_json, gone=lambda: None)
    if as_json:
        output.put_json(result_line(whole))
    else:
        talk(whole.reason)
    output.close()
    return 1 if whole.outcome is Outcome.FAILED else EXIT_CODES[whole.outcome]


def _ended_rows(
    read: "Flow",
    given: dict[str, str],
    table: "Table",
    ledger: "Ledger | None",
    where: "Where",
    how: "How",
    *,
    as_json: bool,
) -> Iterator[tuple["Row", "RunEnded"]]:
    from app.compose.parts import eyes
    from app.replaying.rows import INTERRUPTED, Came
    from planner.records import Outcome, RunEnded

    done = ledger.finished if ledger is not None else 0
    interrupted = ledger.interrupted if ledger is not None else None
    seeing = eyes(threads=how.threads)
    names = {one.name for one in read.inputs}
    for row in table.rows():
        if row.number <= done:
            continue
        if ledger is not None and interrupted is not None and interrupted[0] == row.number:
            reason = "An earlier run was interrupted in this row; look what it did before you do the row again."
            ledger.finish(row, Came(result=INTERRUPTED, reason=reason, run=interrupted[1]))
            yield row, RunEnded(outcome=Outcome.FAILED, reason=reason, run=interrupted[1])
            continue
        if ledger is not None:
            ledger.begin(row.number)
        ended = _row(read, given, row, table, names, where, how, seeing=seeing, as_json=as_json)
        if ledger is not None and ended.outcome is not Outcome.STOPPED:
            ledger.finish(row, _came(ended))
        yield row, ended


def _row(
    read: "Flow",
    given: dict[str, str],
    row: "Row",
    table: "Table",
    names: set[str],
    where: "Where",
    how: "How",
    *,
    seeing: "Grounder",
    as_json: bool,
) -> "RunEnded":
    """One row; what is wrong with it alone is its own failure."""
    from planner.errors import PlannerError
    from planner.records import Outcome, RunEnded

    if row.problem:
        return RunEnded(outcome=Outcome.FAILED, reason=row.problem, run="")
    values = {name: text for name, text in row.values(table.columns).items() if name in names}
    try:
        job = _job(read, {**values, **given}, where, how)
        return carry_out(job, as_json=as_json, row=row.number, loaded=seeing)
    except RunNotBegun as error:
        return RunEnded(outcome=Outcome.FAILED, reason=str(error), run=error.run)
    except (AppError, PlannerError) as error:
        return RunEnded(outcome=Outcome.FAILED, reason=str(error), run="")


def _came(ended: "RunEnded") -> "Came":
    from app.replaying.rows import Came

    return Came(result=ended.outcome.value, reason=ended.reason, run=ended.run, outputs=dict(ended.outputs))


def _check_columns(read: "Flow", given: dict[str, str], table: "Table") -> None:
    needed = [one.name for one in read.inputs if one.default is None and not one.secret and one.name not in given]
    missing = [name for name in needed if name not in table.columns]
    if missing:
        raise Misuse(
            f"The table has no column “{missing[0]}”, which the flow needs; it has {', '.join(table.columns)}."
        )
    if not any(one.name in table.columns for one in read.inputs):
        raise Misuse(f"No column of the table is an input of the flow: {', '.join(one.name for one in read.inputs)}.")


def _output_names(read: "Flow") -> tuple[str, ...]:
    from planner.actions import Ask, Compute, Copy, Read
    from planner.plan import Instruction, Plan

    if read.outputs:
        return read.outputs
    steps = Plan(instruction=Instruction(text=""), nodes=read.nodes).steps
    names = [step.action.name for step in steps if isinstance(step.action, Read | Compute | Copy | Ask)]
    return tuple(dict.fromkeys(name for name in names if name))


def _whole(counts: "dict[Outcome, int]") -> "Outcome":
    from planner.records import Outcome

    if Outcome.STOPPED in counts:
        return Outcome.STOPPED
    return Outcome.DONE if set(counts) <= {Outcome.DONE} else Outcome.FAILED


def _counted(counts: "dict[Outcome, int]") -> str:
    done = next((number for outcome, number in counts.items() if str(outcome) == "done"), 0)
    total = sum(counts.values())
    others = ", ".join(f"{number} {outcome}" for outcome, number in counts.items() if str(outcome) != "done")
    said = f"{done} of {total} rows done" + (f" ({others})" if others else "")
    return f"{said}." if total else "There was no row left to do."
