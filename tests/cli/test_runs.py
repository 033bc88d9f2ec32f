"""`runs`, `show`, `verify` and `secret`, called as a person calls them."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from app.storage.index import Index
from app.storage.places import default_runs_folder, index_file
from planner.records import Outcome
from tests.storage.conftest import Desk

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(private_home: Path) -> Desk:
    return Desk(runs_folder=default_runs_folder(), index=Index(path=index_file(), warn=print))


def deskhand(*arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    answer = subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
    )
    assert "Traceback" not in answer.stderr
    return answer


def one_sentence(said: str) -> bool:
    return len(said.strip().splitlines()) == 1 and said.strip().endswith(".")


def test_each_line_of_runs_begins_with_the_id_newest_first(desk: Desk) -> None:
    runs = [desk.whole().name, desk.whole().name]
    answer = deskhand("runs")
    assert answer.returncode == 0
    assert [line.split()[0] for line in answer.stdout.splitlines()] == sorted(runs, reverse=True)
    assert "\x1b" not in answer.stdout


def test_runs_as_json(desk: Desk) -> None:
    name = desk.whole().name
    lines = [json.loads(line) for line in deskhand("runs", "--json").stdout.splitlines()]
    assert [set(line) for line in lines] == [{"run", "started_at", "outcome"}]
    assert lines[0]["run"] == name
    assert lines[0]["outcome"] == "done"


def test_nothing_is_shortened_on_a_pipe(desk: Desk) -> None:
    words = "press " + "very " * 200 + "hard"
    recorder = desk.begun(text=words)
    recorder.end(Outcome.DONE, "", {})
    assert words in deskhand("runs", COLUMNS="40").stdout


def test_lines_fit_a_terminal(desk: Desk) -> None:
    desk.begun(text="press " + "very " * 200 + "hard").end(Outcome.DONE, "", {})
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "app", "runs"],
        cwd=ROOT,
        stdout=theirs,
        check=True,
        timeout=60,
        env={**os.environ, "COLUMNS": "70"},
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode().splitlines()
    os.close(ours)
    assert len(shown[0]) == 70
    assert shown[0].endswith("…")


def test_no_runs_yet_is_no_error(private_home: Path) -> None:
    answer = deskhand("runs")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert one_sentence(answer.stderr)


@pytest.mark.parametrize("by", ["id", "path", "folder of runs"])
def test_show_prints_only_the_path_of_one_file(desk: Desk, tmp_path: Path, by: str) -> None:
    folder = desk.whole()
    run = {"id": [folder.name], "path": [str(folder)], "folder of runs": [folder.name, "--run-dir", str(folder.parent)]}
    answer = deskhand("show", *run[by], "--out", str(tmp_path / "seen.html"))
    assert answer.returncode == 0
    assert answer.stdout == f"{tmp_path / 'seen.html'}\n"
    assert answer.stderr == ""
    assert "press button 1" in (tmp_path / "seen.html").read_text()


def test_show_writes_into_the_run_s_folder_when_not_told(desk: Desk) -> None:
    folder = desk.whole()
    assert deskhand("show", folder.name).stdout == f"{folder / 'report.html'}\n"
    assert deskhand("verify", folder.name).returncode == 0


def test_verify_tells_whole_interrupted_cut_and_changed_apart(desk: Desk) -> None:
    whole, cut, changed = desk.whole(), desk.whole(), desk.whole()
    interrupted = desk.begun()
    interrupted.close()
    lines = (cut / "records.jsonl").read_bytes().splitlines(keepends=True)
    (cut / "records.jsonl").write_bytes(b"".join(lines[:-1]))
    records = changed / "records.jsonl"
    records.write_bytes(records.read_bytes().replace(b"391", b"392"))
    for run, code, word in (
        (whole.name, 0, "whole"),
        (interrupted.folder, 0, "interrupted"),
        (cut.name, 1, "cut"),
        (changed.name, 1, "changed"),
    ):
        answer = deskhand("verify", run)
        assert answer.returncode == code, answer.stdout
        assert one_sentence(answer.stdout)
        assert f" is {word}: " in answer.stdout
        told = json.loads(deskhand("verify", run, "--json").stdout)
        assert told["record"] == word


@pytest.mark.parametrize("command", ["show", "verify"])
@pytest.mark.parametrize("run", ["20000101-000000-none", "/nonexistent", "", ".", "../..", "a\nb"])
def test_no_such_run_is_misuse(private_home: Path, command: str, run: str) -> None:
    answer = deskhand(command, run)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert one_sentence(answer.stderr)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe", b"{}\n", b"[1]\n", b"nothing\n" * 50, b"{" * 100_000 + b"\n"]
)
def test_a_record_that_is_none_is_one_sentence(private_home: Path, content: bytes) -> None:
    folder = default_runs_folder() / "20261121-053012-k3f9"
    folder.mkdir(parents=True)
    (folder / "records.jsonl").write_bytes(content)
    shown = deskhand("show", folder.name)
    assert shown.returncode == 2
    assert one_sentence(shown.stderr)
    verified = deskhand("verify", folder.name)
    assert verified.returncode == (0 if not content else 1)
    assert one_sentence(verified.stdout)
    assert deskhand("runs").returncode == 0


def test_a_damaged_record_is_shown_as_far_as_it_goes_and_named(desk: Desk) -> None:
    folder = desk.whole()
    records = folder / "records.jsonl"
    records.write_bytes(records.read_bytes().replace(b"391", b"392"))
    answer = deskhand("show", folder.name)
    assert answer.returncode == 1
    assert Path(answer.stdout.strip()).exists()
    assert one_sentence(answer.stderr)


@pytest.mark.parametrize("command", ["show", "verify"])
def test_a_newer_record_is_refused_in_one_sentence(desk: Desk, command: str) -> None:
    from tests.storage.test_verifying import lines_of, rechained, write

    folder = desk.whole()
    write(folder, rechained([line.replace(b'"schema":2', b'"schema":7') for line in lines_of(folder)]))
    answer = deskhand(command, folder.name)
    assert answer.returncode == 2
    assert one_sentence(answer.stderr)
    assert "newer" in answer.stderr


def test_a_report_that_cannot_be_written_is_misuse(desk: Desk) -> None:
    answer = deskhand("show", desk.whole().name, "--out", "/nonexistent/a.html")
    assert answer.returncode == 2
    assert one_sentence(answer.stderr)


def test_the_index_may_be_lost_or_unreadable(desk: Desk, tmp_path: Path) -> None:
    folder = desk.whole()
    desk.index.close()
    index_file().write_bytes(b"rubbish" * 1000)
    for beside in index_file().parent.glob("history.sqlite-*"):
        beside.unlink()
    answer = deskhand("runs")
    assert folder.name in answer.stdout
    assert one_sentence(answer.stderr)
    assert "no head to compare" in deskhand("verify", folder.name).stdout


def test_a_secret_is_never_shown_and_without_keyring_the_variable_is_named(private_home: Path) -> None:
    nowhere = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    answer = deskhand("secret", "set", "mail", typed="hunter2\n", **nowhere)
    assert answer.returncode == 2
    assert "DESKHAND_SECRET_MAIL" in answer.stderr
    assert one_sentence(answer.stderr)
    assert "hunter2" not in answer.stdout + answer.stderr
    listed = deskhand("secret", "list", DESKHAND_SECRET_MAIL="hunter2", **nowhere)
    assert listed.stdout == "mail\n"
    for bad in (("set", "a b"), ("set", "mail"), ("remove", "mail")):
        answer = deskhand("secret", *bad, **nowhere)
        assert answer.returncode == 2
        assert one_sentence(answer.stderr)
