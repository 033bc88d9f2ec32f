"""Flows from Python and as a pytest fixture."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.api import run_flow
from app.errors import Misuse
from planner.flow.planning import InputsUnfit
from tests.calling import ROOT
from tests.flows.web.test_replaying import GUESTS, SENDS
from tests.flows.web.test_replaying import flow as written
from tests.pages import Pages
from tests.working_pages import said


@pytest.mark.chromium
def test_a_flow_is_carried_out_from_python(site: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = written(tmp_path, GUESTS)
    result = run_flow(path, {"guest": "Ben"}, browser=True, url=site.address("/accounts"))
    assert (result.outcome, said(site)) == ("done", ["guest Ben"]), result.reason
    assert "430.00" in result.outputs["balance"]
    halted = run_flow(written(tmp_path, SENDS), browser=True, url=site.address("/messages"))
    assert halted.outcome == "refused"
    assert "sent" not in said(site)


def test_what_is_wrong_is_raised_before_anything_is_opened(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="no flow"):
        run_flow(tmp_path / "none.yaml", browser=True)
    with pytest.raises(InputsUnfit, match="no input"):
        run_flow(written(tmp_path, GUESTS), {"x": "1"}, browser=True)


@pytest.mark.chromium
def test_the_fixture_passes_what_is_done_and_fails_with_the_reason(site: Pages, tmp_path: Path) -> None:
    written(tmp_path, GUESTS)
    address = site.address("/accounts")
    tests = f"""
def test_done(flow):
    assert "430" in flow("chore.flow.yaml", {{"guest": "Ben"}}, browser=True, url="{address}")["balance"]

def test_elsewhere(flow):
    flow("chore.flow.yaml", browser=True, url="{site.address("/messages")}")
"""
    (tmp_path / "test_chore.py").write_text(tests, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "app.pytest_plugin", "-p", "no:cacheprovider", "test_chore.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(tmp_path / "data")},
    )
    assert "1 failed, 1 passed" in ran.stdout, ran.stdout
    assert "failed: " in ran.stdout
