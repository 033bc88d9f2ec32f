"""Lines of texts, archives, pictures and preferences in applications of several kits, checked from outside."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.calling import Called, call

pytestmark = [pytest.mark.x11, pytest.mark.apps, pytest.mark.long]

MODES = [pytest.param((), id="default"), pytest.param(("--pixels-only",), id="pixels-only")]


def run(words: str, *how: str) -> Called:
    return call("run", words, "--virtual", "1280x800", *how, "--json")


@pytest.fixture
def shopping(tmp_path: Path) -> Path:
    file = tmp_path / "list.txt"
    file.write_text("Milk\nBread\nEggs\n", encoding="utf-8")
    return file


def lines_of(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("app", ["mousepad", "gedit"])
def test_one_line_is_taken_out(app: str, mode: tuple[str, ...], shopping: Path) -> None:
    answer = run(f"open {shopping} in {app}, take out the line that says Bread and save it", *mode)
    assert lines_of(shopping) == ["Milk", "Eggs"], answer.result
    assert answer.result["outcome"] == "done"


def test_a_line_that_is_not_there_leaves_the_file_as_it_is(shopping: Path) -> None:
    answer = run(f"open {shopping} in mousepad, take out the line that says Butter and save it")
    assert lines_of(shopping) == ["Milk", "Bread", "Eggs"]
    assert answer.result["outcome"] == "failed"


@pytest.mark.parametrize("app", ["mousepad", "kate"])
def test_the_lines_are_put_in_order(app: str, shopping: Path) -> None:
    answer = run(f"open {shopping} in {app}, put the lines in alphabetical order and save it")
    assert lines_of(shopping) == ["Bread", "Eggs", "Milk"], answer.result


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ending", ["", "\n"])
def test_a_line_is_added_on_its_own_whether_the_last_one_is_ended_or_not(
    ending: str, mode: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(f"Buy stamps{ending}", encoding="utf-8")
    answer = run(f'open {file} in mousepad, add "Call Bo" as a new line at the end and save it', *mode)
    assert lines_of(file) == ["Buy stamps", "Call Bo"], answer.result


def test_a_file_is_put_into_an_archive(tmp_path: Path) -> None:
    archive, added = tmp_path / "party.zip", tmp_path / "menu.txt"
    added.write_text("soup", encoding="utf-8")
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("guests.txt", "Ida")
    answer = run(f"add {added} to the archive {archive} with file-roller")
    with zipfile.ZipFile(archive) as changed:
        assert sorted(changed.namelist()) == ["guests.txt", "menu.txt"], answer.result


def test_a_control_that_comes_up_over_a_picture_is_found(tmp_path: Path) -> None:
    picture = tmp_path / "tower.png"
    Image.fromarray(np.full((300, 400, 3), 200, dtype=np.uint8)).save(picture)
    answer = run(f"open {picture} in eog and rotate it to the right")
    assert answer.result["outcome"] == "done", answer.result


def test_a_box_is_told_by_its_own_words_and_its_heading() -> None:
    answer = run("open the Keyboard settings and turn off cursor blinking")
    assert answer.result["outcome"] == "done", answer.result
    assert any("Show blinking" in str(line) for line in answer.lines)


def test_a_way_of_showing_is_found_behind_the_button_that_chooses_it() -> None:
    answer = run("open GNOME Calculator and switch to programming mode")
    assert answer.result["outcome"] == "done", answer.result
