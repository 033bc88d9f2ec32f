"""Conditions and loops of a flow in the window: changed in place, without YAML, and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.storage.flows import flow_text
from app.ui.flows.part_values import PutUnder
from app.ui.flows.values import RecordingMade
from planner.flow.parts import Deciding, Over
from tests.planner.demo.test_repeats import GUESTS
from tests.ui.test_flows import Desk

CHORE = """flow: 1
name: Tidy up
steps:
  - click: Start  # first
  # the banner
  - if: there is a Cookies button
    then:
      - click: Reject  # no
  - click: Next
  - for each: item
    in: [Ana, Ben]  # the guests
    steps:
      - type: "{{item}}"
        into: Name
  - repeat until: there is a Bye link
    steps:
      - click: More
"""


@pytest.fixture
def chore(private_home: Path) -> Path:
    from app.storage.shelf import flows_folder

    path = flows_folder() / "tidy.flow.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CHORE, encoding="utf-8")
    return path


@pytest.fixture
def desk(chore: Path, qtbot: QtBot) -> Desk:
    desk = Desk(qtbot)
    desk.flows.open(chore)
    return desk


def lines(desk: Desk) -> list[str]:
    return [row.line.text for row in desk.flows.page.outline.rows]


def test_what_is_looked_for_is_changed_in_place(desk: Desk, chore: Path, qtbot: QtBot) -> None:
    desk.flows.page.outline.choose(0, part=1)
    editor = desk.flows.page.part_editor
    assert editor.isVisible()
    editor.words.clear()
    qtbot.keyClicks(editor.words, "there is a Help link")
    qtbot.keyClick(editor.words, Qt.Key.Key_Return)
    assert flow_text(chore) == CHORE.replace("a Cookies button", "a Help link")
    assert editor.isVisible()


def test_the_opposite_is_looked_for_with_one_click_and_undone_with_another(desk: Desk, chore: Path) -> None:
    page = desk.flows.page
    page.outline.choose(0, part=1)
    page.part_editor.turn.click()
    assert "is not there" in lines(desk)[1]
    page.undo.click()
    assert flow_text(chore) == CHORE


def test_a_loop_is_told_to_go_over_rows_of_a_table(desk: Desk, chore: Path) -> None:
    page = desk.flows.page
    page.outline.choose(0, part=2)
    editor = page.part_editor
    editor.over.setCurrentIndex(editor.over.findData(Over.TABLE))
    assert editor.words.placeholderText().startswith("name, town;")
    editor.words.setText("item, town; Cleo, Oslo; Dan, York")
    editor.keep.click()
    assert "For each of 2 rows with item, town (item):" in lines(desk)
    assert "# the guests" in flow_text(chore)


def test_how_often_at_most_is_set(desk: Desk, chore: Path) -> None:
    page = desk.flows.page
    page.outline.choose(0, part=3)
    page.part_editor.times.setValue(7)
    page.part_editor.times.editingFinished.emit()
    assert "    at most: 7\n" in flow_text(chore)


def test_only_what_fits_the_part_is_offered(desk: Desk) -> None:
    page = desk.flows.page
    page.outline.choose(0, part=1)
    assert page.part_editor.otherwise.isVisible()
    assert not page.part_editor.over.isVisible()
    page.outline.choose(0, part=2)
    assert page.part_editor.over.isVisible()
    assert not page.part_editor.turn.isVisible()
    page.outline.choose(1)
    assert page.editor.isVisible()
    assert not page.part_editor.isVisible()


def test_words_that_are_no_condition_change_nothing(desk: Desk, chore: Path) -> None:
    page = desk.flows.page
    page.outline.choose(0, part=1)
    page.part_editor.words.setText("")
    page.part_editor.keep.setEnabled(True)
    page.part_editor.keep.click()
    assert flow_text(chore) == CHORE


def test_a_step_is_put_under_a_condition_and_out_again(desk: Desk, chore: Path) -> None:
    page = desk.flows.page
    page.outline.choose(1)
    desk.flows.changing.change(PutUnder(number=1, deciding=Deciding.IF, words="there is a Start button"))
    assert lines(desk)[0].startswith("If")
    assert page.outline.chosen()[0] == lines(desk)[1]
    page.outline.choose(0, part=1)
    page.part_editor.dissolve.click()
    assert flow_text(chore) == CHORE


def test_a_step_is_taken_into_the_condition_above_it_with_a_key(desk: Desk, chore: Path) -> None:
    page = desk.flows.page
    page.outline.choose(3)
    page.editor.inwards.click()
    assert "      - click: Reject  # no\n      - click: Next\n" in flow_text(chore)
    page.editor.outwards.click()
    assert flow_text(chore) == CHORE


def test_a_condition_goes_with_its_steps_and_the_file_keeps_its_comments(desk: Desk, chore: Path) -> None:
    page = desk.flows.page
    page.outline.choose(0, part=1)
    page.part_editor.remove.click()
    assert "Reject" not in flow_text(chore)
    assert "# first" in flow_text(chore)
    assert "# the guests" in flow_text(chore)


def test_what_is_shown_several_times_is_offered_as_a_loop_and_undone(desk: Desk, chore: Path) -> None:
    chore.write_text(GUESTS, encoding="utf-8")
    desk.flows.open(chore)
    page = desk.flows.page
    assert page.loop.isVisible()
    assert page.repeats.text() == "Steps 2 to 4 are done 3 times, each time with another guest and seats."
    page.loop.click()
    assert "For each of 3 rows with guest, seats (round):" in lines(desk)
    assert not page.loop.isVisible()
    assert list(page.form.fields) == ["note"]
    page.undo.click()
    assert flow_text(chore) == GUESTS


def test_a_second_demonstration_is_told_in_words_and_taken_back(desk: Desk, chore: Path) -> None:
    chore.write_text(CHORE.replace("Start", "Begin"), encoding="utf-8")
    made = RecordingMade(path=chore, steps=5, notes=("“Start” in step 1 is now the input “item”.",), before=CHORE)
    desk.flows.take(made)
    assert "is now the input" in desk.banner
    desk.flows.page.undo.click()
    assert flow_text(chore) == CHORE
