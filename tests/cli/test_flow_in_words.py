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


def test_a_picture_that_is_missing_is_told_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "guest.flow.yaml"
    path.write_text(FLOW + "    picture: 01.png\n", encoding="utf-8")
    checked = call("flow", "check", str(path))
    assert "The picture of step 1 is missing" in checked.out
    assert (checked.code, "Nothing is wrong with it." in checked.out) == (0, True)
    (tmp_path / "guest.flow.yaml.crops").mkdir()
    (tmp_path / "guest.flow.yaml.crops" / "01.png").write_bytes(b"")
    assert "missing" not in call("flow", "check", str(path)).out
