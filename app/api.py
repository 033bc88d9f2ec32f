"""Flows from Python, for test suites and scripts of one's own.

    from app.api import run_flow

    result = run_flow("guests.flow.yaml", {"guest": "Ana"}, browser=True, url="http://127.0.0.1:8000/")
    assert result.outcome == "done", result.reason

In pytest, `pytest_plugins = ["app.pytest_plugin"]` in a conftest gives the fixture `flow`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.cli.asking import NobodyConfirmer
from app.clock import StopSwitch
from app.compose.flows import at_its_site, enough, job_of
from app.compose.parts import load_words
from app.compose.run import work
from app.settings import load_settings
from app.storage.flows import load_flow
from app.where import read_how, read_where
from app.worker import Worker
from planner.records import Event, RunEnded


@dataclass(frozen=True, kw_only=True)
class FlowResult:
    """outcome: done, unverified, failed, infeasible, refused or stopped. run: the folder of its record."""

    outcome: str
    reason: str
    outputs: Mapping[str, str]
    run: Path


def run_flow(
    flow: str | os.PathLike[str],
    values: Mapping[str, str] | None = None,
    *,
    display: str | None = None,
    virtual: str | None = None,
    browser: bool = False,
    url: str | None = None,
    profile: str | None = None,
    cdp: str | None = None,
    tab: str | None = None,
    pixels_only: bool = False,
    runs_folder: Path | None = None,
    budget_s: float | None = None,
) -> FlowResult:
    """Carries a flow out with nobody there; what would need a person halts it, unless an approval covers it.

    Where it happens is told as on the command line. Raises AppError and PlannerError for what is wrong before anything
    is touched: no such flow, a value that does not fit, no browser.
    """
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
    file = load_flow(Path(flow), load_words())
    how = read_how(settings, autonomy="unattended", budget_s=budget_s, runs_folder=runs_folder)
    how = replace(how, max_steps=enough(file.flow, how))
    job = job_of(file, values or {}, at_its_site(where, file.flow), how)
    switch = StopSwitch()
    worker: Worker[RunEnded] = Worker(
        work=lambda own: work(job, confirmer=NobodyConfirmer(), listener=_unheard, switch=switch, watch=own.watch),
        switch=switch,
    )
    try:
        worker.start()
        worker.join()
    except BaseException:  # Ctrl-C in the test suite: nothing stays pressed, nothing goes on
        worker.stop()
        worker.join(10.0)
        raise
    ended = worker.result()
    return FlowResult(
        outcome=ended.outcome.value, reason=ended.reason, outputs=dict(ended.outputs), run=Path(ended.run)
    )


def _unheard(event: Event) -> None:
    """The record in the run's folder tells more than a test suite wants to hear."""
