"""`deskhand flow show`: a flow as a person would tell it."""

from pathlib import Path

from tests.calling import call

FLOW = """flow: 1
name: Add a guest
inputs:
  guest: {type: text, default: Ana}
steps:
  - type: "{{guest}}"
    into: {name: Guest, role: text field}
"""


def test_an_input_is_told_as_one_and_not_as_a_result(tmp_path: Path) -> None:
    path = tmp_path / "guest.flow.yaml"
    path.write_text(FLOW, encoding="utf-8")
    told = call("flow", "show", str(path)).out
    assert "input guest: text, usually “Ana”" in told
    assert "1. Type “‹guest›” into the “Guest” field" in told
