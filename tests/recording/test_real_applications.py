"""Chores of some eight steps in applications of three toolkits, shown once and replayed with other values."""

from pathlib import Path

import pytest

from grounding.screen import Role
from planner.actions import OpenApp, OpenFile, SaveAs
from planner.flow.values import Flow
from planner.plan import Step
from tests.recording.seat import Seat, seat

pytestmark = [pytest.mark.long, pytest.mark.x11, pytest.mark.apps, pytest.mark.timeout(420)]


def acts(flow: Flow) -> list[object]:
    return [one.action for one in flow.nodes if isinstance(one, Step)]


def named(flow: Flow, default: str) -> str:
    """The input that was given so."""
    found = [one.name for one in flow.inputs if one.default == default]
    assert found, [(one.name, one.default) for one in flow.inputs]
    return found[0]


def leave(person: Seat) -> None:
    """Ends the programs, so that a replay begins where the demonstration did."""
    for program in person.programs:
        program.terminate()
        program.wait(15)


def test_a_text_editor_of_gtk(tmp_path: Path, private_home: Path) -> None:
    (tmp_path / "Notes").mkdir()
    with seat(tmp_path) as person:
        person.record()
        person.start("mousepad", title="Mousepad", at=(60, 40))
        person.type("Buy tea and tea cups")
        person.press("ctrl+r")
        person.window("Find and Replace")
        person.type("tea")
        person.press("Tab")
        person.type("milk")
        person.press_on("Close", Role.BUTTON)
        person.press("ctrl+s")
        person.window("Save As")
        person.pause(1.5)
        person.type(str(tmp_path / "Notes" / "list.txt"))
        person.press("Return")
        person.press("ctrl+Home")
        flow = person.end()
        text = person.file.read_text()
        assert SaveAs in [type(one) for one in acts(flow)], text
        assert (tmp_path / "Notes" / "list.txt").read_text().strip() == "Buy tea and tea cups"
        leave(person)
        saved = tmp_path / "Notes" / "other.txt"
        replayed = person.replay(
            "--set", f"{named(flow, str(tmp_path / 'Notes' / 'list.txt'))}={saved}",
            "--set", f"{named(flow, 'Buy tea and tea cups')}=Sell the boat",
        )  # fmt: skip
        assert replayed.code == 0, text + replayed.out + replayed.err
        assert saved.read_text().strip() == "Sell the boat"


def test_a_text_editor_of_qt_opens_changes_and_saves_a_file(tmp_path: Path, private_home: Path) -> None:
    for name in ("draft.txt", "second.txt"):
        (tmp_path / name).write_text(f"The {name}\n")
    with seat(tmp_path) as person:
        person.record()
        person.start("featherpad", title="FeatherPad", at=(60, 40))
        person.press("ctrl+o")
        person.window("Open")
        person.pause(1.5)
        person.type(str(tmp_path / "draft.txt"))
        person.press("Return")
        person.pause(1.5)
        person.press("ctrl+End")
        person.type("One more line")
        person.press("ctrl+shift+s")
        person.window("Save as")
        person.pause(1.5)
        person.press("ctrl+a")
        person.type(str(tmp_path / "final.txt"))
        person.press("Return")
        person.pause(1.0)
        flow = person.end()
        text = person.file.read_text()
        kinds = [type(one) for one in acts(flow)]
        assert OpenFile in kinds, text
        assert SaveAs in kinds, text
        assert (tmp_path / "final.txt").read_text().strip() == "The draft.txt\nOne more line"
        leave(person)
        replayed = person.replay(
            "--set", f"{named(flow, str(tmp_path / 'draft.txt'))}={tmp_path / 'second.txt'}",
            "--set", f"{named(flow, str(tmp_path / 'final.txt'))}={tmp_path / 'end.txt'}",
            "--set", f"{named(flow, 'One more line')}=The end",
        )  # fmt: skip
        assert replayed.code == 0, text + replayed.out + replayed.err
        assert (tmp_path / "end.txt").read_text().strip() == "The second.txt\nThe end"


def test_a_letter_in_an_office_suite(tmp_path: Path, private_home: Path) -> None:
    with seat(tmp_path) as person:
        person.record()
        person.start("soffice", "--writer", "--norestore", "--nologo", title="Writer", at=(0, 0))
        person.pause(6.0)
        person.press("Escape")
        person.type("Dear Ana")
        person.press("ctrl+s")
        person.window("Save")
        person.pause(2.5)
        person.press("ctrl+a")
        person.type(str(tmp_path / "letter.odt"))
        person.press("Return")
        person.pause(3.0)
        flow = person.end()
        text = person.file.read_text()
        kinds = [type(one) for one in acts(flow)]
        assert kinds[0] is OpenApp, text
        assert SaveAs in kinds, text
        assert (tmp_path / "letter.odt").is_file()
        leave(person)
        replayed = person.replay(
            "--set", f"{named(flow, str(tmp_path / 'letter.odt'))}={tmp_path / 'note.odt'}",
            "--set", f"{named(flow, 'Dear Ana')}=Dear Rui",
        )  # fmt: skip
        assert replayed.code == 0, text + replayed.out + replayed.err
        assert (tmp_path / "note.odt").is_file()
