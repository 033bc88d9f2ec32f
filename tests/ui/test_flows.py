"""Flows in the window: found, looked at, given values, asked for; what comes of a table; proposals; recordings."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.cli.window_library import Library
from app.compose.parts import secret_store
from app.storage.flows import flow_text
from app.storage.healings import read_healings
from app.ui.bridge import Bridge
from app.ui.flows.panel import FlowsPanel
from app.ui.flows.record_dialog import RecordDialog
from app.ui.flows.values import (
    Doing,
    Listening,
    MakeInput,
    Move,
    RecordingMade,
    Remove,
    WantedFlow,
)
from app.ui.main_window import MainWindow
from app.ui.marks import Mark
from grounding.screen import ParsedScreen
from planner.plan import NotUnderstood, Plan
from planner.rehearsing import Rehearsed
from tests.ui.shelf import GUESTS, fill
from tests.ui.values import screenshot, seen, target


class Desk:
    """The window with a library on the disk, and what it wished."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bridge = Bridge()
        self.window = MainWindow(
            bridge=self.bridge,
            understand=lambda words, place: NotUnderstood(part=words, nearest="click Save"),
            past_runs=tuple,
            report=str,
            redact=str,
            shelf=Library(secret_store()),
        )
        assert self.window.parts.flows is not None
        self.flows: FlowsPanel = self.window.parts.flows
        self.wished: list[WantedFlow] = []
        self.window.start_wanted.connect(self.wished.append)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.parts.tabs.setCurrentWidget(self.flows)

    def listed(self) -> list[str]:
        items = [self.flows.library.list.item(row) for row in range(self.flows.library.list.count())]
        return [item.text() for item in items if not item.isHidden()]

    @property
    def banner(self) -> str:
        return self.window.parts.banner.text


@pytest.fixture
def guests(private_home: Path) -> Path:
    return fill(proposed=True)


@pytest.fixture
def desk(guests: Path, qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_the_library_lists_the_persons_flows_and_narrows_as_letters_are_typed(desk: Desk, qtbot: QtBot) -> None:
    assert desk.listed() == ["Add a guest", "broken.flow.yaml", "Enter bills"]
    qtbot.keyClicks(desk.flows.library.search, "water")
    assert desk.listed() == ["Enter bills"]
    qtbot.keyClicks(desk.flows.library.search, " moon")
    assert desk.flows.library.nothing.text() == "No flow fits these words."


def test_an_empty_library_says_what_to_do(private_home: Path, qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    assert "Record one, add a file" in desk.flows.library.nothing.text()
    assert desk.flows.library.nothing.isVisible()


def test_a_flow_is_reached_by_the_keyboard_alone(desk: Desk, qtbot: QtBot) -> None:
    library = desk.flows.library
    library.search.setFocus()
    qtbot.keyClick(library.search, Qt.Key.Key_Down)
    qtbot.keyClick(library.list, Qt.Key.Key_Return)
    assert desk.flows.currentWidget() is desk.flows.page
    assert desk.flows.page.form.fields["guest"].hasFocus()


def test_a_flow_is_shown_in_words_with_its_pictures(desk: Desk, guests: Path) -> None:
    desk.flows.open(guests)
    rows = desk.flows.page.outline.rows
    assert [row.line.text for row in rows] == [
        "Type “‹guest›” into the “Guest” field",
        "Type “‹seats›” into the “Seats” spinner",
        "Click the “Add” button",
    ]
    assert [row.picture is not None for row in rows] == [True, False, False]


def test_a_flow_that_cannot_be_read_says_where(desk: Desk, guests: Path) -> None:
    desk.flows.open(guests.with_name("broken.flow.yaml"))
    assert "Line 4, column 5" in desk.banner
    assert desk.flows.currentWidget() is desk.flows.library


def test_a_value_that_is_missing_or_unfit_is_told_beside_its_field(desk: Desk, guests: Path) -> None:
    desk.flows.open(guests)
    form = desk.flows.page.form
    form.fields["seats"].setText("many")
    desk.flows.page.run.click()
    told = [label.text() for label in form.findChildren(QLabel) if label.property("part") == "problem"]
    assert told == ["It needs a value.", "“many” is no number."]
    assert form.fields["guest"].hasFocus()
    assert desk.wished == []


def test_run_and_rehearse_ask_for_what_was_chosen(desk: Desk, guests: Path, qtbot: QtBot) -> None:
    desk.flows.open(guests)
    field = desk.flows.page.form.fields["guest"]
    field.setText("Ana")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.bridge.end("")
    desk.window.parts.tabs.setCurrentWidget(desk.flows)
    desk.flows.page.rehearse.click()
    assert [wanted.wish.doing for wanted in desk.wished] == [Doing.RUN, Doing.REHEARSE]
    assert desk.wished[0].wish.values == {"guest": "Ana", "seats": "2"}
    assert not desk.flows.page.run.isEnabled()
    desk.bridge.end("")
    assert desk.flows.page.run.isEnabled()


def test_values_stay_when_a_run_is_over(desk: Desk, guests: Path) -> None:
    desk.flows.open(guests)
    desk.flows.page.form.fields["guest"].setText("Ana")
    desk.flows.page.run.click()
    desk.bridge.end("")
    assert desk.flows.page.form.fields["guest"].text() == "Ana"


def test_a_rehearsal_shows_each_target_with_its_score(desk: Desk, guests: Path, plan_of: Callable[[str], Plan]) -> None:
    step = plan_of("click Send").steps[0]
    looked = ParsedScreen(screenshot=screenshot(), elements=())
    desk.flows.open(guests)
    desk.flows.page.form.fields["guest"].setText("Ana")
    desk.flows.page.rehearse.click()
    for found in (target(), None):
        desk.bridge.report(Rehearsed(step=step, target=found, needs_place=True, judgement=None, screen=looked))
    rows = desk.window.parts.steps.rows
    assert [row.mark for row in rows] == [Mark.DONE, Mark.UNCLEAR]
    assert rows[0].details == ("In sight, sure to 90%.",)
    shown = desk.window.parts.live.shown
    assert shown is not None
    assert [ghost.words for ghost in shown.ghosts] == ["1 · 90%"]
    desk.window.parts.live.grab()


def test_a_proposal_is_seen_side_by_side_and_accepted_into_the_file(desk: Desk, guests: Path) -> None:
    desk.flows.open(guests)
    desk.flows.page.review.click()
    (card,) = desk.flows.review.cards
    assert (card.proposal.was.strip(), card.proposal.now.strip()) == (
        "- click: {name: Add, role: button}",
        "- click: {name: Add guest, role: button}",
    )
    card.accept.click()
    assert flow_text(guests) == GUESTS.replace("name: Add,", "name: Add guest,")
    assert read_healings(guests) == ()
    assert "Rehearse the flow" in desk.flows.review.note.text()


def test_a_refused_proposal_leaves_the_file_as_it_is(desk: Desk, guests: Path) -> None:
    desk.flows.open(guests)
    desk.flows.page.review.click()
    desk.flows.review.cards[0].refuse.click()
    assert flow_text(guests) == GUESTS
    assert read_healings(guests) == ()


def test_a_flow_from_elsewhere_is_added_and_taken_out_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "other.flow.yaml"
    path.write_text("flow: 1\nname: Other\nsteps:\n  - click: Save\n", encoding="utf-8")
    shelf = Library(secret_store())
    shelf.add(path)
    desk.flows.show_library()
    assert "Other" in desk.listed()
    shelf.leave_out(path)
    desk.flows.show_library()
    assert "Other" not in desk.listed()
    assert path.exists()


def test_a_recording_asks_for_a_name_shows_that_it_listens_and_is_stopped(desk: Desk, guests: Path) -> None:
    desk.flows.library.record.click()
    dialog = desk.flows.dialog
    assert isinstance(dialog, RecordDialog)
    dialog.accept()
    assert dialog.problem.isVisible()
    dialog.name.setText("Pay the rent")
    dialog.accept()
    (wanted,) = desk.wished
    assert (wanted.wish.doing, wanted.place) == (Doing.RECORD, "display")
    assert wanted.wish.path == guests.with_name("pay_the_rent.flow.yaml")
    desk.bridge.report(Listening())
    assert desk.flows.currentWidget() is desk.flows.listening
    stops: list[bool] = []
    desk.window.stop_wanted.connect(lambda: stops.append(True))
    desk.flows.listening.stop.click()
    assert stops == [True]
    wanted.wish.path.write_text(GUESTS, encoding="utf-8")
    desk.bridge.report(RecordingMade(path=wanted.wish.path, steps=3))
    desk.bridge.end("")
    assert desk.flows.currentWidget() is desk.flows.page
    assert desk.banner == "Recorded: 3 steps."


def test_a_recording_in_which_nothing_was_done_leads_back_to_the_library(desk: Desk, guests: Path) -> None:
    desk.flows.library.record.click()
    dialog = desk.flows.dialog
    assert isinstance(dialog, RecordDialog)
    dialog.name.setText("Nothing")
    dialog.accept()
    desk.bridge.report(RecordingMade(path=guests.with_name("nothing.flow.yaml"), steps=0))
    desk.bridge.end("")
    assert desk.flows.currentWidget() is desk.flows.library
    assert "Nothing was done" in desk.banner


def test_every_button_of_a_flow_has_a_name_and_no_words_are_cut(desk: Desk, guests: Path) -> None:
    desk.window.resize(900, 640)
    desk.flows.open(guests)
    page = desk.flows.page
    for button in (page.run, page.rehearse, page.over_rows, page.back):
        assert button.text()
        assert button.width() >= button.sizeHint().width() - 1
        assert desk.flows.rect().contains(button.geometry().translated(page.pos()))


def test_a_step_is_changed_without_yaml_and_taken_back(desk: Desk, guests: Path) -> None:
    desk.flows.open(guests)
    page = desk.flows.page
    page.outline.choose(3)
    assert page.editor.isVisible()
    page.editor.up.click()
    assert flow_text(guests).index("- click") < flow_text(guests).index("{{seats}}")
    page.editor.remove.click()
    assert "- click" not in flow_text(guests)
    assert [row.number for row in page.outline.rows] == [1, 2]
    page.undo.click()
    page.undo.click()
    assert flow_text(guests) == GUESTS
    assert not page.undo.isVisible()


def test_a_typed_text_becomes_an_input_with_a_field_of_its_own(desk: Desk, guests: Path) -> None:
    bills = guests.with_name("bills.flow.yaml")
    bills.write_text("flow: 1\nname: Bills\nsteps:\n  - type: Rent # this month\n    into: What\n", encoding="utf-8")
    desk.flows.open(bills)
    desk.flows.page.outline.choose(1)
    desk.flows.page.editor.text.setText("Water")
    desk.flows.page.editor.keep.setEnabled(True)
    desk.flows.page.editor.keep.click()
    desk.flows.changing.change(MakeInput(number=1, name="what"))
    assert desk.flows.page.form.fields["what"].text() == "Water"
    assert '- type: "{{what}}" # this month' in flow_text(bills)


def test_what_would_be_no_flow_any_more_is_not_kept(desk: Desk, guests: Path) -> None:
    bills = guests.with_name("bills.flow.yaml")
    text = "flow: 1\nsteps:\n  - read: Balance\n    as: sum\n  - type: '{{sum}}'\n    into: What\n"
    bills.write_text(text, encoding="utf-8")
    desk.flows.open(bills)
    desk.flows.page.outline.choose(1)
    desk.flows.page.editor.remove.click()
    assert flow_text(bills) == text
    assert "`sum` is neither" in desk.banner


def test_a_wrong_target_is_mended_by_a_click_in_the_picture(desk: Desk, guests: Path, qtbot: QtBot) -> None:
    desk.flows.open(guests)
    desk.flows.page.outline.choose(3)
    desk.flows.page.editor.pick.click()
    assert "Rehearse the flow first" in desk.banner
    live = desk.window.parts.live
    live.show_seen(seen())
    desk.flows.page.editor.pick.click()
    place, factor = live.place(), live.place().width() / 400
    qtbot.mouseMove(live, QPoint(int(place.left() + 150 * factor), int(place.top() + 120 * factor)))
    qtbot.mouseClick(
        live,
        Qt.MouseButton.LeftButton,
        pos=QPoint(int(place.left() + 150 * factor), int(place.top() + 120 * factor)),
    )
    assert flow_text(guests) == GUESTS.replace("{name: Add, role: button}", "{name: Send, role: button}")


def test_a_flow_is_shown_a_second_time_under_its_own_name(desk: Desk, guests: Path) -> None:
    desk.flows.open(guests)
    desk.flows.page.again.click()
    dialog = desk.flows.dialog
    assert isinstance(dialog, RecordDialog)
    assert not dialog.name.isVisible()
    dialog.accept()
    (wanted,) = desk.wished
    assert (wanted.wish.doing, wanted.wish.path, wanted.wish.again) == (Doing.RECORD, guests, True)
    desk.bridge.end("The two differ too much.")
    assert desk.flows.currentWidget() is desk.flows.page
    assert desk.banner == "The two differ too much."


def test_a_proposal_goes_with_its_step_and_away_with_it(desk: Desk, guests: Path) -> None:
    desk.flows.open(guests)
    desk.flows.changing.change(Move(number=3, by=-1))
    assert [one.number for one in read_healings(guests)] == [2]
    assert "Add guest" in Library(secret_store()).proposals(guests)[0].now
    desk.flows.changing.change(Remove(number=2))
    assert read_healings(guests) == ()


def test_undo_never_takes_back_what_somebody_else_wrote(desk: Desk, guests: Path) -> None:
    desk.flows.open(guests)
    desk.flows.changing.change(Move(number=3, by=-1))
    theirs = flow_text(guests) + "# mine\n"
    guests.write_text(theirs, encoding="utf-8")
    desk.flows.page.undo.click()
    assert flow_text(guests) == theirs
    assert "changed by something else" in desk.banner
