"""The index helps, and its loss costs nothing but a witness."""

import threading
from pathlib import Path

from app.storage.index import Index, Row
from app.storage.runs import list_runs
from app.storage.verifying import examine


def opened(path: Path, said: list[str]) -> Index:
    return Index(path=path, warn=said.append)


def row(run: str, count: int = 1) -> Row:
    return Row(
        run=run,
        folder=f"/runs/{run}",
        started_at="",
        instruction="x",
        outcome="",
        count=count,
        head="h",
        witnessed=True,
    )


def test_a_lost_index_is_rebuilt_from_the_folders(desk, tmp_path: Path) -> None:
    folders = [desk.whole(), desk.whole(acts=1)]
    said: list[str] = []
    rebuilt = opened(tmp_path / "new.sqlite", said)
    listed = list_runs(desk.runs_folder, rebuilt)
    assert [run.run for run in listed] == sorted((folder.name for folder in folders), reverse=True)
    assert listed == list_runs(desk.runs_folder, desk.index)
    assert {row.run for row in rebuilt.rows()} == {folder.name for folder in folders}
    assert said == []


def test_a_damaged_index_is_set_aside_and_begun_anew(desk, tmp_path: Path) -> None:
    folder = desk.whole()
    desk.index.close()
    place = tmp_path / "history.sqlite"
    for damage in (b"this is no database" * 100, place.read_bytes()[:5000] + b"\xff" * 3192):
        for beside in tmp_path.glob("history.sqlite-*"):
            beside.unlink()
        place.write_bytes(damage)
        said: list[str] = []
        index = opened(place, said)
        assert [run.outcome for run in list_runs(desk.runs_folder, index)] == ["done"]
        assert len(said) == 1
        assert "damaged" in said[0]
        assert (tmp_path / "history.sqlite.damaged").exists()
        assert examine(folder, index).integrity.sound
        index.close()


def test_an_index_of_a_newer_deskhand_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    place = tmp_path / "history.sqlite"
    connection = sqlite3.connect(place)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = place.read_bytes()
    said: list[str] = []
    index = opened(place, said)
    index.put(row("a"))
    index.close()
    assert place.read_bytes() == before
    assert "newer Deskhand" in said[0]


def test_several_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    said: list[str] = []
    indexes = [opened(tmp_path / "history.sqlite", said) for _ in range(4)]

    def write(number: int) -> None:
        for turn in range(25):
            indexes[number].put(row(f"{number}-{turn}"))
            indexes[number].advance(f"{number}-{turn}", turn, "head")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == []
    assert len(indexes[0].rows()) == 100
    assert indexes[1].row("3-24").count == 24
    for index in indexes:
        index.close()


def test_a_folder_that_is_gone_is_not_listed(desk) -> None:
    import shutil

    shutil.rmtree(desk.whole())
    assert list_runs(desk.runs_folder, desk.index) == ()


def test_what_is_no_run_is_not_listed(desk) -> None:
    desk.runs_folder.mkdir(parents=True)
    (desk.runs_folder / "notes.txt").write_text("")
    (desk.runs_folder / "empty").mkdir()
    assert list_runs(desk.runs_folder, desk.index) == ()


def test_a_damaged_run_is_listed_as_damaged_and_harms_no_other(desk, tmp_path: Path) -> None:
    damaged, whole = desk.whole(), desk.whole()
    (damaged / "records.jsonl").write_bytes(b"\x00\xff{]\n")
    listed = {run.run: run.outcome for run in list_runs(desk.runs_folder, opened(tmp_path / "other.sqlite", []))}
    assert listed == {damaged.name: "damaged", whole.name: "done"}
