"""A flow run over a table in the window: what is told before, what is allowed, what comes of the rows."""

from hashlib import sha256
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.flows.table_dialog import TableDialog
from app.ui.flows.values import Allowed, Doing, RowBegins, RowCame, RowsBegin, Told
from planner.records import Outcome
from tests.ui.shelf import fill
from tests.ui.test_flows import Desk


@pytest.fixture(name="guests")
def _guests(private_home: Path) -> Path:
    return fill(proposed=True)


@pytest.fixture(name="desk")
def _desk(guests: Path, qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def _run_over(desk: Desk, flow: Path, table: Path) -> TableDialog:
    desk.flows.open(flow)
    desk.flows.run_over(table)
    dialog = desk.flows.dialog
    assert isinstance(dialog, TableDialog)
    return dialog


def test_a_table_is_told_before_it_is_run_over(desk: Desk, guests: Path, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("guest,note\nAna,x\nBen,y\n", encoding="utf-8")
    dialog = _run_over(desk, guests, table)
    assert "2 rows" in dialog.told.text()
    assert "Taken from the table: guest." in dialog.told.text()
    assert "Left alone: note." in dialog.told.text()
    assert dialog.allowed is None
    dialog.accept()
    (wanted,) = desk.wished
    assert wanted.wish.allowed is None
    assert (wanted.wish.doing, wanted.wish.table) == (Doing.ROWS, table)
    assert wanted.wish.results == tmp_path / "people.results.csv"


def test_a_step_that_would_ask_in_each_row_is_allowed_for_all_of_them(desk: Desk, tmp_path: Path) -> None:
    flow = tmp_path / "pay.flow.yaml"
    flow.write_text(
        "flow: 1\nname: pay\ninputs:\n  who: {type: text}\nsteps:\n  - click: {name: Add guest, role: button}\n",
        encoding="utf-8",
    )
    table = tmp_path / "people.csv"
    table.write_text("who\nAna\n", encoding="utf-8")
    dialog = _run_over(desk, flow, table)
    assert list(dialog.leaves) == [1]
    dialog.leaves[1].setChecked(True)
    dialog.accept()
    (wanted,) = desk.wished
    assert wanted.wish.allowed == Allowed(flow=sha256(flow.read_bytes()).hexdigest(), steps=frozenset({1}))


def test_a_table_without_what_the_flow_needs_cannot_be_run_over(desk: Desk, guests: Path, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("note\nx\n", encoding="utf-8")
    dialog = _run_over(desk, guests, table)
    assert "no column “guest”" in dialog.told.text()
    assert not dialog.run.isEnabled()


def test_results_of_an_earlier_run_are_gone_on_with_or_left_alone(desk: Desk, guests: Path, tmp_path: Path) -> None:
    table, results = tmp_path / "people.csv", tmp_path / "people.results.csv"
    table.write_text("guest\nAna\nBen\n", encoding="utf-8")
    results.write_text("guest,result,reason,run\nAna,done,,\n", encoding="utf-8")
    dialog = _run_over(desk, guests, table)
    assert dialog.go_on.isChecked()
    assert dialog.results == results
    dialog.anew.setChecked(True)
    assert dialog.results == tmp_path / "people.results-2.csv"


def test_the_rows_of_a_table_are_read_as_they_come(desk: Desk, guests: Path, tmp_path: Path) -> None:
    rows = desk.flows.rows
    desk.bridge.report(RowsBegin(columns=("guest",), total=2, done=0, results=tmp_path / "r.csv"))
    desk.bridge.report(RowBegins(number=1, cells=("Ana",)))
    assert [rows.model.data(rows.model.index(0, column)) for column in range(4)] == ["1", "running", "", "Ana"]
    desk.bridge.report(RowCame(number=1, cells=("Ana",), result="done", reason="Every step was checked."))
    desk.bridge.report(RowCame(number=2, cells=("Ben",), result="failed", reason="Gone."))
    assert [rows.model.data(rows.model.index(row, 1)) for row in range(rows.model.rowCount())] == ["done", "failed"]
    assert (rows.progress.value(), rows.progress.maximum()) == (2, 2)
    desk.bridge.report(Told(outcome=Outcome.FAILED, sentence="1 of 2 rows done (1 failed)."))
    assert desk.banner == "1 of 2 rows done (1 failed)."
    assert "r.csv" in rows.state.text()
