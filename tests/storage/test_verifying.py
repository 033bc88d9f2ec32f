"""Whole, running, interrupted, cut and changed are told apart."""

import hashlib
import json
import random
import shutil
from pathlib import Path

import pytest

from app.storage.chain import canonical
from app.storage.errors import NewerRecord, NoSuchRun
from app.storage.history import read_history
from app.storage.index import Index
from app.storage.verifying import Integrity, examine


def lines_of(folder: Path) -> list[bytes]:
    return (folder / "records.jsonl").read_bytes().splitlines(keepends=True)


def write(folder: Path, lines: list[bytes]) -> None:
    (folder / "records.jsonl").write_bytes(b"".join(lines))


def rechained(lines: list[bytes]) -> list[bytes]:
    """As a forger would do it: every hash computed anew."""
    previous, forged = "0" * 64, []
    for number, line in enumerate(lines):
        document = json.loads(line)
        document.pop("sha256")
        document.update(line=number, previous=previous)
        if document["body"]["type"] == "Closing":
            document["body"].update(count=number, head=previous)
        previous = hashlib.sha256(canonical(document)).hexdigest()
        forged.append(canonical({**document, "sha256": previous}) + b"\n")
    return forged


def integrity(folder: Path, index: Index) -> Integrity:
    return examine(folder, index).integrity


def no_index(tmp_path: Path) -> Index:
    return Index(path=tmp_path / "other.sqlite", warn=print)


def test_a_run_that_ended_is_whole(desk) -> None:
    finding = examine(desk.whole(), desk.index)
    assert finding.integrity is Integrity.WHOLE
    assert finding.compared
    assert "4 pictures" in finding.sentence


def test_a_run_without_closing_record_is_interrupted(desk) -> None:
    recorder = desk.begun()
    recorder.step(desk.record(1))
    recorder.close()
    assert integrity(Path(recorder.folder), desk.index) is Integrity.INTERRUPTED


def test_a_run_that_is_being_written_is_running(desk) -> None:
    recorder = desk.begun()
    assert integrity(Path(recorder.folder), desk.index) is Integrity.RUNNING
    recorder.close()


def test_half_a_line_at_the_end_is_an_interruption(desk) -> None:
    recorder = desk.begun()
    recorder.step(desk.record(1))
    recorder.close()
    folder = Path(recorder.folder)
    with (folder / "records.jsonl").open("ab") as records:
        records.write(b'{"at":"2026-11-21T05:30:00+00:00","bo')
    assert integrity(folder, desk.index) is Integrity.INTERRUPTED


def test_any_flipped_byte_is_seen(desk) -> None:
    folder = desk.whole()
    content = (folder / "records.jsonl").read_bytes()
    seeded = random.Random(7)
    places = {0, len(content) - 1, *seeded.sample(range(len(content)), 300)}
    for place in places:
        flipped = bytearray(content)
        flipped[place] ^= 1 << seeded.randrange(8)
        (folder / "records.jsonl").write_bytes(flipped)
        assert not integrity(folder, desk.index).sound, f"byte {place}"


def test_any_flipped_byte_before_the_last_is_seen_without_the_index(desk, tmp_path: Path) -> None:
    folder = desk.whole(acts=1)
    content = (folder / "records.jsonl").read_bytes()
    seeded = random.Random(11)
    index = no_index(tmp_path)
    for place in seeded.sample(range(len(content) - 1), 150):
        flipped = bytearray(content)
        flipped[place] = (flipped[place] + seeded.randrange(1, 256)) % 256
        (folder / "records.jsonl").write_bytes(flipped)
        assert not integrity(folder, index).sound, f"byte {place}"


def test_every_dropped_line_is_seen(desk) -> None:
    folder = desk.whole()
    lines = lines_of(folder)
    for number in range(len(lines)):
        write(folder, lines[:number] + lines[number + 1 :])
        expected = Integrity.CUT if number == len(lines) - 1 else Integrity.CHANGED
        assert integrity(folder, desk.index) is expected, f"line {number}"


def test_swapped_and_doubled_lines_are_seen(desk) -> None:
    folder = desk.whole()
    lines = lines_of(folder)
    for number in range(len(lines) - 1):
        write(folder, [*lines[:number], lines[number + 1], lines[number], *lines[number + 2 :]])
        assert integrity(folder, desk.index) is Integrity.CHANGED
        write(folder, [*lines[: number + 1], *lines[number:]])
        assert integrity(folder, desk.index) is Integrity.CHANGED


def test_a_cut_tail_is_told_from_an_interruption_by_the_index(desk, tmp_path: Path) -> None:
    folder = desk.whole()
    lines = lines_of(folder)
    for kept in range(len(lines)):
        write(folder, lines[:kept])
        assert integrity(folder, desk.index) is Integrity.CUT, f"{kept} lines kept"
    write(folder, lines[:-3])
    finding = examine(folder, no_index(tmp_path))
    assert finding.integrity is Integrity.INTERRUPTED
    assert "no head to compare" in finding.sentence


def test_an_interrupted_run_that_was_cut_is_cut(desk) -> None:
    recorder = desk.begun()
    for number in (1, 2, 3):
        recorder.step(desk.record(number))
    recorder.close()
    folder = Path(recorder.folder)
    write(folder, lines_of(folder)[:-1])
    assert integrity(folder, desk.index) is Integrity.CUT


def test_an_edit_with_the_chain_computed_anew_is_seen_by_the_index(desk, tmp_path: Path) -> None:
    folder = desk.whole()
    lines = lines_of(folder)
    edited = [line.replace(b"press button 2", b"press button 3") for line in lines]
    write(folder, rechained(edited))
    assert integrity(folder, desk.index) is Integrity.CHANGED
    assert integrity(folder, no_index(tmp_path)) is Integrity.WHOLE  # nothing else can know: it says so
    assert "no head to compare" in examine(folder, no_index(tmp_path)).sentence


def test_a_line_taken_out_with_the_chain_computed_anew_is_seen_by_the_index(desk) -> None:
    folder = desk.whole()
    lines = lines_of(folder)
    write(folder, rechained(lines[:4] + lines[5:]))
    assert not integrity(folder, desk.index).sound


def test_lines_after_the_closing_record_are_seen(desk, tmp_path: Path) -> None:
    folder = desk.whole()
    lines = lines_of(folder)
    write(folder, rechained([*lines, lines[2]]))
    for index in (desk.index, no_index(tmp_path)):
        assert integrity(folder, index) is Integrity.CHANGED


def test_a_changed_picture_is_seen(desk) -> None:
    folder = desk.whole()
    picture = folder / "screens/0001.png"
    picture.write_bytes(picture.read_bytes()[:-1] + b"x")
    assert integrity(folder, desk.index) is Integrity.CHANGED


def test_a_missing_picture_is_seen(desk) -> None:
    folder = desk.whole()
    (folder / "screens/0002.png").unlink()
    finding = examine(folder, desk.index)
    assert finding.integrity is Integrity.CUT
    assert "0002.png" in finding.sentence


def test_a_missing_record_is_cut_when_the_index_knows_the_run(desk, tmp_path: Path) -> None:
    folder = desk.whole()
    (folder / "records.jsonl").unlink()
    assert integrity(folder, desk.index) is Integrity.CUT
    with pytest.raises(NoSuchRun):
        examine(folder, no_index(tmp_path))


def test_a_copy_is_held_against_the_same_head(desk, tmp_path: Path) -> None:
    folder = desk.whole()
    copy = tmp_path / "elsewhere" / folder.name
    shutil.copytree(folder, copy)
    assert integrity(copy, desk.index) is Integrity.WHOLE
    write(copy, rechained([line.replace(b"391", b"392") for line in lines_of(copy)]))
    assert integrity(copy, desk.index) is Integrity.CHANGED


def test_a_newer_schema_is_refused_in_one_sentence(desk) -> None:
    folder = desk.whole()
    write(folder, rechained([line.replace(b'"schema":2', b'"schema":3') for line in lines_of(folder)]))
    with pytest.raises(NewerRecord, match="newer Deskhand"):
        examine(folder, desk.index)


def test_a_head_that_was_read_from_the_folder_is_no_witness(desk, tmp_path: Path) -> None:
    from app.storage.runs import list_runs

    folder = desk.whole()
    rebuilt = no_index(tmp_path)
    list_runs(desk.runs_folder, rebuilt)
    assert rebuilt.row(folder.name) is not None
    assert not examine(folder, rebuilt).compared


def test_a_record_of_the_first_schema_is_still_read(desk) -> None:
    folder = desk.whole()
    older = [
        line.replace(b'"schema":2', b'"schema":1').replace(b'"nodes":', b'"steps":').replace(b',"done":0', b"")
        for line in lines_of(folder)
    ]
    write(folder, rechained(older))
    history = read_history(folder)
    assert history.plan is not None
    assert len(history.plan.steps) > 0
