"""Flow files carried out in a browser through the command line, judged by what the page got."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.surfaces.browser.finding import find_browser
from tests.calling import Called, Running, call
from tests.pages import Pages
from tests.working_pages import BOTH, said

pytestmark = pytest.mark.chromium

GUESTS = """flow: 1
name: Add a guest
inputs:
  guest: {type: text, default: Ana}
steps:
  - type: "{{guest}}"
    into: {name: Guest, role: text field}
  - click: {name: Add, role: button}
  - read: Balance
    as: balance
"""
SENDS = """flow: 1
name: Send a message
inputs:
  guest: {type: text, default: Ana}
steps:
  - type: "{{guest}}"
    into: {name: Guest}
  - click: {name: Note down, role: button}
  - click: {name: Send message, role: button}
"""
KEY = "a-key-that-is-long-enough"


def flow(folder: Path, text: str) -> Path:
    path = folder / "chore.flow.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def replay(path: Path, site: Pages, page: str, *more: str, **environment: str) -> Called:
    address = site.address(f"/{page}")
    return call("replay", str(path), "--browser", "--url", address, "--json", *more, environment=environment)


@pytest.mark.parametrize("mode", BOTH)
def test_a_flow_runs_with_its_defaults_and_with_other_values(
    site: Pages, tmp_path: Path, mode: tuple[str, ...]
) -> None:
    path = flow(tmp_path, GUESTS)
    first = replay(path, site, "accounts", *mode)
    second = replay(path, site, "accounts", "--set", 'guest=Zoë "Q", 1', *mode)
    assert (first.code, second.code) == (0, 0), (first.result, second.result)
    assert said(site) == ["guest Ana", 'guest Zoë "Q", 1']
    assert "430.00" in first.result["outputs"]["balance"]


def test_a_flow_runs_over_the_rows_of_a_table_and_goes_on_after_one_that_fails(site: Pages, tmp_path: Path) -> None:
    table, out, junit = tmp_path / "rows.csv", tmp_path / "out.csv", tmp_path / "report.xml"
    table.write_text("guest,note\nBen,x\nCarl\nDora,z\n", encoding="utf-8")
    path = flow(tmp_path, GUESTS)
    answer = replay(path, site, "accounts", "--rows", str(table), "--out", str(out), "--junit", str(junit))
    assert answer.code == 1
    assert said(site) == ["guest Ben", "guest Dora"]
    kept = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["result"] for row in kept] == ["done", "failed", "done"]
    assert "430.00" in kept[0]["balance"]
    root = ElementTree.parse(junit).getroot()
    assert (root.get("tests"), root.get("failures")) == ("3", "1")
    again = replay(path, site, "accounts", "--rows", str(table), "--out", str(out))
    assert again.code == 0
    assert said(site) == ["guest Ben", "guest Dora"]


def test_a_rehearsal_touches_nothing_and_says_what_it_would_ask(site: Pages, tmp_path: Path) -> None:
    answer = replay(flow(tmp_path, SENDS), site, "messages", "--rehearse")
    assert answer.code == 0
    assert said(site) == []
    steps = [line for line in answer.lines if line["type"] == "step"]
    assert [step["verdict"] for step in steps] == ["allow", "allow", "confirm"]
    assert all(step["target"]["score"] > 0.5 for step in steps)


def test_nobody_there_halts_before_the_weighty_step_and_a_person_can_go_on(site: Pages, tmp_path: Path) -> None:
    answer = replay(flow(tmp_path, SENDS), site, "messages", "--autonomy", "unattended")
    assert answer.code == 3
    assert said(site) == ["noted Ana"]


def test_an_approval_lets_exactly_its_steps_of_exactly_this_flow_pass(site: Pages, tmp_path: Path) -> None:
    path = flow(tmp_path, SENDS)
    key = {"DESKHAND_APPROVAL_KEY": KEY}
    assert call("flow", "approve", str(path), "--runs", "2", environment=key).code == 0
    unattended = ("--autonomy", "unattended")
    assert replay(path, site, "messages", *unattended, **key).code == 0
    assert said(site) == ["noted Ana", "sent"]
    other = replay(path, site, "messages", *unattended, DESKHAND_APPROVAL_KEY="another-key-of-some-length")
    assert other.code == 3
    path.write_text(SENDS.replace("Ana", "Eva"), encoding="utf-8")
    assert replay(path, site, "messages", *unattended, **key).code == 3
    assert said(site).count("sent") == 1


def test_an_altered_approval_is_worth_nothing(site: Pages, tmp_path: Path) -> None:
    path = flow(tmp_path, SENDS)
    key = {"DESKHAND_APPROVAL_KEY": KEY}
    call("flow", "approve", str(path), "--steps", "1", environment=key)
    approval = path.with_name(f"{path.name}.approval.json")
    document = json.loads(approval.read_text(encoding="utf-8"))
    approval.write_text(json.dumps({**document, "steps": [1, 2, 3]}), encoding="utf-8")
    assert replay(path, site, "messages", "--autonomy", "unattended", **key).code == 3
    assert "sent" not in said(site)


@pytest.mark.parametrize(
    ("text", "more", "says"),
    [
        (GUESTS, ("--set", "nobody=1"), "no input"),
        (GUESTS, ("--set", "guest"), "NAME=VALUE"),
        (GUESTS, ("--rows", "missing.csv"), "no table"),
        (GUESTS, ("--out", "x.csv"), "give --rows"),
        ("flow: 1\nsteps:\n  - clck: Save\n", (), "Line 3, column 5"),
        ("", (), "empty"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_opened(
    site: Pages, tmp_path: Path, text: str, more: tuple[str, ...], says: str
) -> None:
    answer = replay(flow(tmp_path, text), site, "accounts", *more)
    assert answer.code == 2
    assert says in answer.result["reason"]
    assert site.asked == []


def test_an_exported_script_does_the_same_without_deskhand(site: Pages, tmp_path: Path) -> None:
    address = site.address("/accounts")
    path = flow(tmp_path, GUESTS.replace("inputs:", f'needs: {{sites: ["{address}"]}}\ninputs:'))
    script = tmp_path / "chore.py"
    assert call("flow", "export", str(path), "--to", "python", "--out", str(script)).code == 0
    ran = subprocess.run(
        [sys.executable, str(script), "--headless", "guest=Eva"],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "CHROMIUM": str(find_browser(os.environ)), "PYTHONPATH": ""},
    )
    assert ran.returncode == 0, ran.stderr
    assert said(site) == ["guest Eva"]


def test_a_control_that_was_renamed_is_found_and_the_new_name_proposed(site: Pages, tmp_path: Path) -> None:
    text = GUESTS.replace("{name: Add, role", "{name: Add guest, role").replace("button}", "button}  # below the list")
    path = flow(tmp_path, text)
    answer = replay(path, site, "accounts")
    assert answer.code == 0, answer.result
    assert said(site) == ["guest Ana"]
    proposed = call("flow", "heal", str(path))
    assert "Add guest" in proposed.out
    assert call("flow", "heal", str(path), "--accept", "1").code == 0
    assert path.read_text(encoding="utf-8") == text.replace("Add guest", "Add")
    assert "Nothing is proposed" in call("flow", "heal", str(path)).out
    assert call("flow", "heal", str(path), "--refuse", "1").code == 2


def test_no_approval_covers_a_step_that_was_healed(site: Pages, tmp_path: Path) -> None:
    path = flow(tmp_path, SENDS.replace("Send message", "Send the message"))
    key = {"DESKHAND_APPROVAL_KEY": KEY}
    assert call("flow", "approve", str(path), environment=key).code == 0
    answer = replay(path, site, "messages", "--autonomy", "unattended", **key)
    assert answer.code in (1, 3), answer.result
    assert said(site) == ["noted Ana"]


def test_a_person_goes_on_with_what_nobody_was_there_to_allow(site: Pages, tmp_path: Path) -> None:
    halted = replay(flow(tmp_path, SENDS), site, "messages", "--autonomy", "unattended")
    assert (halted.code, said(site)) == (3, ["noted Ana"])
    run = str(halted.result["run"])
    resumed = Running.start("resume", run, "--json")
    try:
        resumed.wait_for("question")
        resumed.answer("yes")
        assert resumed.finish() == 0, resumed.result
    finally:
        resumed.close()
    # A throw-away browser is gone with its run, so what was done in it is done anew.
    assert said(site) == ["noted Ana", "noted Ana", "sent"]
