"""The understood plan is changed line by line before it runs, and what runs is what stands there."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from planner.language.outline import outline
from planner.plan import Plan
from tests.ui.values import Open


@pytest.fixture
def understood(opened: Open) -> Open:
    opened.window.parts.words.setPlainText('type "Ana" into "Name", click "Next" and click "Send"')
    opened.window.understood.preview()
    return opened


def lines(opened: Open) -> list[str]:
    return [row.line.text for row in opened.window.parts.plan.outline.rows]


def ran(opened: Open) -> list[str]:
    opened.window.parts.run.click()
    plan = opened.wished[-1].plan
    assert isinstance(plan, Plan)
    return [line.text for line in outline(plan)]


def test_a_plan_is_offered_for_changes_when_it_is_understood(opened: Open) -> None:
    assert not opened.window.parts.edit.isVisible()
    opened.window.parts.words.setPlainText('click "Send"')
    opened.window.understood.preview()
    assert opened.window.parts.edit.isVisible()
    opened.window.parts.words.setPlainText("fnord the wug")
    opened.window.understood.preview()
    assert not opened.window.parts.edit.isVisible()


def test_a_step_is_told_otherwise_and_that_runs(understood: Open, qtbot: QtBot) -> None:
    parts = understood.window.parts
    parts.edit.click()
    assert parts.plan.words.text() == "Type “Ana” into “Name”"
    parts.plan.words.clear()
    qtbot.keyClicks(parts.plan.words, 'Type "Bo" into "Name"')
    qtbot.keyClick(parts.plan.words, Qt.Key.Key_Return)
    assert ran(understood) == ["Type “Bo” into “Name”", "Click “Next”", "Click “Send”"]


def test_lines_are_moved_and_taken_out_and_taken_back(understood: Open) -> None:
    parts = understood.window.parts
    parts.edit.click()
    parts.plan.outline.choose(3)
    parts.plan.up.click()
    assert lines(understood)[1] == "Click “Send”"
    parts.plan.remove.click()
    assert lines(understood) == ["Type “Ana” into “Name”", "Click “Next”"]
    parts.plan.undo.click()
    parts.plan.undo.click()
    assert lines(understood)[2] == "Click “Send”"
    assert not parts.plan.undo.isEnabled()


def test_words_that_are_not_understood_change_nothing_and_say_so(understood: Open) -> None:
    parts = understood.window.parts
    parts.edit.click()
    parts.plan.words.setText("fnord the wug")
    parts.plan.keep.setEnabled(True)
    parts.plan.keep.click()
    assert parts.plan.problem.isVisible()
    assert "do not understand" in parts.plan.problem.text()
    assert ran(understood)[0] == "Type “Ana” into “Name”"


def test_a_condition_of_the_plan_is_changed(opened: Open) -> None:
    parts = opened.window.parts
    parts.words.setPlainText('if "Cookies" appears, click "Reject"')
    opened.window.understood.preview()
    parts.edit.click()
    parts.plan.outline.choose(0, part=1)
    parts.plan.turn.click()
    assert lines(opened)[0] == "If “Cookies” is not there:"


def test_other_words_in_the_box_begin_anew(understood: Open) -> None:
    parts = understood.window.parts
    parts.edit.click()
    parts.plan.remove.click()
    parts.words.setPlainText('click "Help"')
    assert not parts.plan.isVisible()
    assert ran(understood) == ["Click “Help”"]


def test_while_it_runs_there_is_nothing_to_change(understood: Open) -> None:
    parts = understood.window.parts
    parts.edit.click()
    parts.run.click()
    assert parts.steps.isVisible()
    assert not parts.plan.isVisible()
    assert not parts.edit.isVisible()
    understood.bridge.end("")
    assert understood.window.parts.edit.isVisible()
