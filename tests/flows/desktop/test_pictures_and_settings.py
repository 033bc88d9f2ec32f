"""Pictures, sheets, new archives and settings in applications of several kits, checked from outside."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.bench.chores_homes import what_is_in
from tests.bench.chores_settings import setting
from tests.calling import Called, call

pytestmark = [pytest.mark.x11, pytest.mark.apps, pytest.mark.long]

MODES = [pytest.param((), id="default"), pytest.param(("--pixels-only",), id="pixels-only")]


def run(words: str, *how: str, home: Path | None = None) -> Called:
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")} if home is not None else None
    return call("run", words, "--virtual", "1280x800", *how, "--json", environment=own, within_s=180.0)


@pytest.fixture
def tower(tmp_path: Path) -> Path:
    """Red at the left, blue at the right."""
    pixels = np.zeros((300, 400, 3), dtype=np.uint8)
    pixels[:, :200, 0] = pixels[:, 200:, 2] = 255
    picture = tmp_path / "tower.png"
    Image.fromarray(pixels).save(picture)
    return picture


def test_words_are_replaced_through_a_bar_within_the_window(tmp_path: Path) -> None:
    file = tmp_path / "paint.txt"
    file.write_text("The colour of the door\nand the colour of the wall\n", encoding="utf-8")
    answer = run(f'open {file} in kwrite, replace "colour" with "color" everywhere and save the file')
    assert file.read_text(encoding="utf-8") == "The color of the door\nand the color of the wall\n", answer.result
    assert answer.result["outcome"] == "done"


def test_a_picture_is_turned_by_the_menu_inside_a_menu_and_exported(tower: Path) -> None:
    turned = tower.with_name("turned.png")
    answer = run(f"open {tower} in gimp, rotate the image 90 degrees counter-clockwise and export it as {turned}")
    with Image.open(turned) as picture:
        assert picture.size == (300, 400), answer.result
        assert picture.convert("RGB").getpixel((150, 10)) == (0, 0, 255)


def test_a_picture_is_made_smaller_in_the_dialog_for_that(tower: Path) -> None:
    small = tower.with_name("small.png")
    answer = run(f"make {tower} 100 pixels wide with gimp and export it as {small}")
    with Image.open(small) as picture:
        assert picture.size == (100, 75), answer.result


@pytest.mark.parametrize("mode", MODES)
def test_a_row_of_a_sheet_is_taken_out_by_what_it_says(mode: tuple[str, ...], tmp_path: Path) -> None:
    sheet, left = tmp_path / "stock.csv", tmp_path / "left.ods"
    sheet.write_text("Item,Count\nPens,12\nRulers,7\nGlue,4\n", encoding="utf-8")
    answer = run(f"open {sheet} with gnumeric, delete the whole row of the rulers and save it as {left}", *mode)
    assert what_is_in(tmp_path).get(left.name, "").split() == ["Item,Count", "Pens,12", "Glue,4"], answer.result


def test_files_are_packed_into_a_new_archive(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(name, encoding="utf-8")
    archive = tmp_path / "all.zip"
    answer = run(f"pack {tmp_path}/a.txt and {tmp_path}/b.txt into a new archive called {archive} with xarchiver")
    with zipfile.ZipFile(archive) as packed:
        assert sorted(packed.namelist()) == ["a.txt", "b.txt"], answer.result


def test_a_number_is_set_in_the_field_beside_the_box_that_switches_it_on(tmp_path: Path) -> None:
    answer = run("in gedit's preferences, display the right margin and set it to column 72", home=tmp_path)
    preferences = "gsettings org.gnome.gedit.preferences.editor"
    assert setting(tmp_path, f"{preferences} display-right-margin") == "true", answer.result
    assert setting(tmp_path, f"{preferences} right-margin-position") == "uint32 72"


def test_a_setting_is_found_behind_a_tab_within_a_tab_and_kept(tmp_path: Path) -> None:
    answer = run("in geany, set the indentation width to 2", home=tmp_path)
    assert setting(tmp_path, "ini .config/geany/geany.conf geany pref_editor_tab_width") == "2", answer.result


def test_a_sum_is_no_answer_to_itself() -> None:
    answer = run("work out 2 to the power of 16 in qalculate, read the result as power")
    assert answer.result["outputs"]["power"].replace(" ", "").replace("\u2009", "") == "65536", answer.result
