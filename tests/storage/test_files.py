"""Files are found where people save, when they were written by the step."""

import os
import time
from pathlib import Path

import pytest

from app.storage.files import DiskFiles

SAVED_IN = ("home", "home/Documents", "home/Papiere", "work", "run", "recent place")
LONG_AGO_S = 1_000_000_000.0


@pytest.fixture
def files(tmp_path: Path) -> DiskFiles:
    for folder in (
        "home/Documents",
        "home/Papiere",
        "home/.config",
        "home/.local/share",
        "work",
        "run",
        "recent place",
    ):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "home/.config/user-dirs.dirs").write_text('# names\nXDG_DOCUMENTS_DIR="$HOME/Papiere"\n')
    (tmp_path / "home/.local/share/recently-used.xbel").write_text(
        f'<xbel><bookmark href="file://{tmp_path}/recent%20place/old.txt"/></xbel>'
    )
    return DiskFiles(home=tmp_path / "home", working=tmp_path / "work", environment={}, also=(tmp_path / "run",))


@pytest.mark.parametrize("folder", SAVED_IN)
def test_a_new_file_is_found_where_people_save(files: DiskFiles, tmp_path: Path, folder: str) -> None:
    began_at_s = time.time()
    assert files.resolve("notes.txt", began_at_s) is None
    (tmp_path / folder / "notes.txt").write_text("x")
    assert files.resolve("notes.txt", began_at_s) == str(tmp_path / folder / "notes.txt")


def test_a_file_from_before_does_not_count(files: DiskFiles, tmp_path: Path) -> None:
    old = tmp_path / "home/notes.txt"
    old.write_text("x")
    os.utime(old, (LONG_AGO_S, LONG_AGO_S))
    assert files.resolve("notes.txt", time.time() + 60) is None
    assert files.modified_at_s(str(old)) == LONG_AGO_S


def test_a_new_file_with_an_old_date_counts(files: DiskFiles, tmp_path: Path) -> None:
    began_at_s = time.time()
    packed = tmp_path / "home/all.zip"
    packed.write_text("x")
    os.utime(packed, (LONG_AGO_S, LONG_AGO_S))
    assert files.resolve("all.zip", began_at_s) == str(packed)


def test_the_newest_of_several_is_meant(files: DiskFiles, tmp_path: Path) -> None:
    for age_s, folder in ((5, "home"), (1, "work"), (3, "run")):
        place = tmp_path / folder / "a.txt"
        place.write_text("x")
        os.utime(place, (LONG_AGO_S - age_s, LONG_AGO_S - age_s))
    assert files.resolve("a.txt", LONG_AGO_S - 10) == str(tmp_path / "work/a.txt")


def test_paths_are_taken_as_they_are(files: DiskFiles, tmp_path: Path) -> None:
    (tmp_path / "home/a.txt").write_text("x")
    (tmp_path / "home/sub").mkdir()
    (tmp_path / "home/sub/b.txt").write_text("x")
    assert files.resolve(str(tmp_path / "home/a.txt"), 0.0) == str(tmp_path / "home/a.txt")
    assert files.resolve("~/a.txt", 0.0) == str(tmp_path / "home/a.txt")
    assert files.resolve("sub/b.txt", 0.0) == str(tmp_path / "home/sub/b.txt")
    assert files.modified_at_s("~/a.txt") is not None


def test_an_ending_that_the_application_added_is_allowed(files: DiskFiles, tmp_path: Path) -> None:
    (tmp_path / "home/Documents/letter.odt").write_text("x")
    assert files.resolve("letter", 0.0) == str(tmp_path / "home/Documents/letter.odt")
    assert files.resolve("letter.txt", 0.0) is None


@pytest.mark.parametrize("name", ["", "  ", ".", "..", "/", "a\0b", "x" * 5000, "no/such/folder/a"])
def test_names_that_name_no_file_are_no_error(files: DiskFiles, name: str) -> None:
    assert files.resolve(name, 0.0) is None
    assert name in (".", "..", "/", "", "  ") or files.modified_at_s(name) is None
