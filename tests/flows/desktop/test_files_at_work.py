"""New files, files of one kind gone through, and texts that are replaced: judged by what lies on the disk."""

from pathlib import Path

import pytest

from tests.calling import Called, call

pytestmark = [pytest.mark.x11, pytest.mark.apps, pytest.mark.long]


def run(words: str) -> Called:
    return call("run", words, "--virtual", "1280x800", "--json")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    (tmp_path / "kept").mkdir()
    for name in ("one.pdf", "two.pdf", "three.txt"):
        (tmp_path / "papers" / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_all_files_of_a_kind_are_copied_and_no_other(papers: Path) -> None:
    answer = run(f"copy all pdf files from {papers}/papers to {papers}/kept")
    assert sorted(one.name for one in (papers / "kept").iterdir()) == ["one.pdf", "two.pdf"], answer.result
    assert len(list((papers / "papers").iterdir())) == 3
    assert answer.result["outcome"] == "done"


def test_a_file_is_made_with_its_text(papers: Path) -> None:
    answer = run(f'create a text file called list.txt in {papers}/kept with the text "Buy milk"')
    assert (papers / "kept" / "list.txt").read_text(encoding="utf-8").strip() == "Buy milk", answer.result
    assert answer.result["outcome"] == "done"


def test_a_text_is_replaced_and_saved(papers: Path) -> None:
    plan = papers / "plan.txt"
    plan.write_text("Freiday and Freiday\n", encoding="utf-8")
    answer = run(f"open {plan} in mousepad and replace Freiday with Friday")
    assert plan.read_text(encoding="utf-8") == "Friday and Friday\n", answer.result
    assert answer.result["outcome"] == "done"


def test_a_copy_is_made_beside_a_file_under_the_name_that_was_said(papers: Path) -> None:
    answer = run(f"make a copy of {papers}/papers/three.txt and call the copy four.txt. Use Thunar for that")
    there = {one.name: one.read_text(encoding="utf-8") for one in (papers / "papers").glob("*.txt")}
    assert there == {"three.txt": "three.txt", "four.txt": "three.txt"}, answer.result
    assert answer.result["outcome"] == "done"


def test_numbers_that_are_told_are_added_up_and_saved(papers: Path) -> None:
    total = papers / "kept" / "total.txt"
    words = "The tram is 3.20 and the museum 11. Add these up in the GNOME Calculator and save the total in"
    answer = run(f"{words} {total}")
    assert total.read_text(encoding="utf-8").strip() == "14.2", answer.result
    assert answer.result["outcome"] == "done"
