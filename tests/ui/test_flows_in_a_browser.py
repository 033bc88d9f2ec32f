"""Flows in the window on a real page: rehearsed, run over a table, stopped and gone on with, healed."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.cli.window import past_runs, report, start, understand_words
from app.cli.window_library import Library
from app.compose.parts import secret_store
from app.storage.shelf import flows_folder
from app.ui.application import WindowApplication
from app.ui.flows.panel import FlowsPanel
from app.ui.flows.table_dialog import TableDialog
from app.ui.marks import Mark
from tests.pages import Pages
from tests.working_pages import read_pages, said

pytestmark = pytest.mark.chromium

PAGES = Path(__file__).parents[1] / "flows" / "web" / "pages"
GUESTS = """flow: 1
name: Add a guest
inputs:
  guest: {type: text}
needs: {sites: ["SITE/accounts"]}
steps:
  - type: "{{guest}}"
    into: {name: Guest, role: text field}
  - click: {name: Add guest, role: button}
  - read: Balance
    as: balance
"""
WITHIN_MS = 90_000


class Desk:
    def __init__(self, site: Pages, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.flow = flows_folder() / "guests.flow.yaml"
        self.flow.parent.mkdir(parents=True)
        self.flow.write_text(GUESTS.replace("SITE", site.address("")), encoding="utf-8")
        self.application = WindowApplication(
            arguments=["deskhand"],
            start=start,
            understand=understand_words,
            past_runs=past_runs,
            report=report,
            shelf=Library(secret_store()),
        )
        self.window = self.application.window
        assert self.window.parts.flows is not None
        self.flows: FlowsPanel = self.window.parts.flows
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.parts.tabs.setCurrentWidget(self.flows)
        self.flows.open(self.flow)

    def until_over(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.is_running, timeout=WITHIN_MS)

    def results(self) -> list[str]:
        model = self.flows.rows.model
        return [str(model.data(model.index(row, 1))) for row in range(model.rowCount())]

    def asked(self, table: Path) -> TableDialog:
        self.flows.setCurrentWidget(self.flows.page)
        self.flows.run_over(table)
        assert isinstance(self.flows.dialog, TableDialog)
        return self.flows.dialog


@pytest.fixture
def site() -> Iterator[Pages]:
    with Pages(html=read_pages(PAGES)) as served:
        yield served


@pytest.fixture
def desk(site: Pages, private_home: Path, qtbot: QtBot) -> Iterator[Desk]:
    opened = Desk(site, qtbot)
    yield opened
    opened.application.stop()
    opened.until_over()


def test_a_rehearsal_shows_where_it_would_act_and_touches_nothing(desk: Desk, site: Pages) -> None:
    assert desk.window.parts.place.currentData() == "browser"  # the flow works on a page
    desk.flow.write_text(desk.flow.read_text(encoding="utf-8").replace("Add guest,", "Add,"), encoding="utf-8")
    desk.flows.open(desk.flow)
    desk.flows.page.form.fields["guest"].setText("Ana")
    desk.flows.page.rehearse.click()
    desk.until_over()
    shown = desk.window.parts.live.shown
    assert shown is not None
    assert [ghost.number for ghost in shown.ghosts] == [1, 2, 3]
    assert "nothing was touched" in desk.window.parts.banner.text
    assert said(site) == []


def test_a_table_is_run_over_and_its_results_are_read_in_the_window(desk: Desk, site: Pages, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("guest,note\nBen,x\nCarl\nDora,z\n", encoding="utf-8")
    desk.asked(table).accept()
    desk.until_over()
    assert said(site) == ["guest Ben", "guest Dora"]
    assert desk.results() == ["done", "failed", "done"]
    kept = list(csv.DictReader((tmp_path / "people.results.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["result"] for row in kept] == ["done", "failed", "done"]
    assert "430.00" in kept[0]["balance"]
    assert desk.window.parts.banner.text == "2 of 3 rows done (1 failed)."


def test_a_run_over_a_table_is_stopped_and_gone_on_with(desk: Desk, site: Pages, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("guest\nBen\nCarl\n", encoding="utf-8")
    desk.asked(table).accept()
    desk.qtbot.waitUntil(lambda: desk.results() == ["done", "running"], timeout=WITHIN_MS)
    desk.window.stop()
    desk.until_over()
    assert desk.results()[1:] == ["stopped"]
    assert desk.window.parts.banner.sign.mark is Mark.STOPPED
    again = desk.asked(table)
    assert again.go_on.text() == "Go on after row 1"
    again.reject()


def test_what_was_healed_is_proposed_with_its_picture_and_accepted(desk: Desk, site: Pages) -> None:
    desk.flows.page.form.fields["guest"].setText("Ana")
    desk.flows.page.run.click()
    desk.until_over()
    assert said(site) == ["guest Ana"]
    desk.window.parts.tabs.setCurrentWidget(desk.flows)
    assert desk.flows.page.proposed.text() == "1 change is proposed."
    desk.flows.page.review.click()
    (card,) = desk.flows.review.cards
    assert "name: Add guest" in card.proposal.was
    assert card.proposal.present is not None
    card.accept.click()
    assert "{name: Add, role: button}" in desk.flow.read_text(encoding="utf-8")
    assert desk.flows.page.form.fields["guest"].text() == "Ana"
