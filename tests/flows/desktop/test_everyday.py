"""Everyday chores in real editors and a real file manager, checked from outside."""

from pathlib import Path

import pytest

from tests.calling import Called, call

pytestmark = [pytest.mark.x11, pytest.mark.apps]

SIZE = "1280x800"
MODES = [pytest.param((), id="default"), pytest.param(("--pixels-only",), id="pixels-only")]


def run(words: str, *how: str) -> Called:
    return call("run", words, "--virtual", SIZE, *how, "--json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files alike in name, and a folder."""
    place = tmp_path / "work"
    (place / "Reports").mkdir(parents=True)
    (place / "a.txt").write_text("alpha\n", encoding="utf-8")
    (place / "b.txt").write_text("beta\n", encoding="utf-8")
    return place


@pytest.mark.parametrize("mode", MODES)
def test_a_file_is_renamed_whole_and_a_folder_made(mode: tuple[str, ...], folder: Path) -> None:
    words = f"open {folder} in the file manager, rename a.txt to c.txt, create a folder called Neu"
    answer = run(words, *mode)
    assert (folder / "c.txt").read_text(encoding="utf-8") == "alpha\n", answer.result
    assert (folder / "Neu").is_dir()
    assert not (folder / "a.txt").exists()
    assert answer.result["outcome"] == "done"


def test_a_file_is_dragged_into_a_folder(folder: Path) -> None:
    answer = run(f"open {folder} in the file manager and drag a.txt into the folder Reports")
    assert (folder / "Reports" / "a.txt").exists(), answer.result
    assert answer.result["outcome"] == "done"


def test_a_folder_that_is_there_already_is_not_called_made(folder: Path) -> None:
    answer = run(f"open {folder} in the file manager, create a folder called Reports")
    assert answer.result["outcome"] == "failed", answer.result


def test_a_file_that_is_not_there_is_not_taken_for_its_neighbour(folder: Path) -> None:
    answer = run(f"open {folder} in the file manager, rename x.txt to c.txt")
    assert sorted(path.name for path in folder.iterdir()) == ["Reports", "a.txt", "b.txt"]
    assert answer.result["outcome"] == "failed"
    assert "“x.txt” is not on the screen" in str(answer.result["reason"])


def test_deleting_a_file_is_asked_about(folder: Path) -> None:
    answer = run(f"open {folder} in the file manager and delete a.txt")
    assert (folder / "a.txt").exists()
    assert answer.result["outcome"] == "refused"


def test_writing_over_a_file_is_asked_about(folder: Path) -> None:
    answer = run(f'open mousepad, type "new" and save it as {folder}/b.txt')
    assert (folder / "b.txt").read_text(encoding="utf-8") == "beta\n"
    assert answer.result["outcome"] == "refused"


def test_a_window_with_unsaved_work_is_not_called_closed() -> None:
    answer = run('open mousepad, type "hello", close the window')
    assert answer.result["outcome"] == "failed"
    assert "still open" in str(answer.result["reason"])


@pytest.mark.parametrize("mode", MODES)
def test_a_number_and_a_list_are_set_in_a_dialog(mode: tuple[str, ...]) -> None:
    words = (
        'open mousepad, choose Edit > Preferences, go to the Editor tab, set "Tab width" to 4, '
        'choose "Insert Spaces" in Tab mode'
    )
    answer = run(words, *mode)
    assert answer.result["outcome"] == "done", answer.result


def test_text_goes_from_one_editor_to_another(folder: Path) -> None:
    words = (
        f"open {folder}/a.txt in mousepad, select all, copy it, open l3afpad and paste it, save as {folder}/copy.txt"
    )
    answer = run(words)
    assert (folder / "copy.txt").read_text(encoding="utf-8") == "alpha\n", answer.result


def test_of_two_documents_in_one_window_the_named_one_is_written_in(folder: Path) -> None:
    words = f'open {folder}/a.txt in mousepad, open {folder}/b.txt in mousepad, switch to a.txt, type "1 ", save'
    answer = run(words)
    assert (folder / "a.txt").read_text(encoding="utf-8") == "1 alpha\n", answer.result
    assert (folder / "b.txt").read_text(encoding="utf-8") == "beta\n"


def test_a_long_document_is_scrolled_until_a_line_is_seen(folder: Path) -> None:
    long = folder / "long.txt"
    long.write_text("".join(f"line {number}\n" for number in range(1, 121)), encoding="utf-8")
    answer = run(f'open {long} in mousepad and scroll down until you see "line 99"')
    assert answer.result["outcome"] == "done", answer.result
