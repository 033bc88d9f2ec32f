"""Bad input: one sentence that says what to do, the exit code of the contract, nothing lost, no traceback."""

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.storage.chain import RECORDS
from app.storage.index import Index
from app.storage.places import default_runs_folder, index_file
from app.surfaces.display_lock import lock_folder
from tests.calling import Called, Running, Xserver, call
from tests.storage.conftest import Desk

MISUSE, INFEASIBLE = 2, 3
NO_PLACE = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "XDG_SESSION_TYPE": ""}


def said_once(answer: Called, code: int, *words: str) -> bool:
    assert answer.code == code, answer.err
    assert answer.says_one_sentence(), answer.err
    assert all(word in answer.err for word in words), answer.err
    return True


@pytest.fixture
def runs(private_home: Path) -> Path:
    """Where the runs of this test come to lie."""
    return default_runs_folder()


@pytest.fixture
def server() -> Iterator[Xserver]:
    started = Xserver.start()
    yield started
    started.close()


def mounting(folder: Path, options: str) -> tuple[str, ...]:
    """A wrapper that gives one command a file system of its own at `folder`; skips where that is not allowed."""
    unshare = ("unshare", "-m") if os.geteuid() == 0 else ("unshare", "-rm")
    script = f'mount -t tmpfs -o {options} tmpfs "{folder}" && exec "$@"'
    allowed = subprocess.run([*unshare, "sh", "-c", script, "sh", "true"], capture_output=True)
    if allowed.returncode:
        pytest.skip("this machine lets nobody mount")
    return (*unshare, "sh", "-c", script, "sh")


# --- the words and the flags ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["", "   ", "…!"])
def test_an_empty_instruction_says_what_could_be_said(words: str, runs: Path) -> None:
    assert said_once(call("run", words, "--virtual", "800x600"), MISUSE, "empty", "Save")
    assert not runs.exists()


def test_what_is_not_understood_is_named_before_anything_is_touched(runs: Path) -> None:
    answer = call("run", 'type "a" in Name, then flurb the wobble', "--virtual", "800x600", "--json")
    assert said_once(answer, MISUSE, "flurb the wobble", "Try")
    assert [line["type"] for line in answer.lines] == ["result"]
    assert answer.result["outcome"] == "infeasible"
    assert answer.result["run"] is None
    assert not runs.exists()


@pytest.mark.parametrize(
    ("flags", "word"),
    [
        (["--jsn"], "--jsn"),
        (["--virtual", "big"], "1280x800"),
        (["--virtual", "99x99"], "320x240"),
        (["--virtual", "800x600", "--browser"], "together"),
        (["--browser", "--cdp", "http://127.0.0.1:9222"], "Choose one"),
        (["--url", "javascript:alert(1)"], "http"),
        (["--tab", "x"], "--cdp"),
        (["--cdp", "http://example.org:9222"], "this machine"),
        (["--profile", "../up"], "plain name"),
        (["--autonomy", "wild", "--virtual", "800x600"], "sensitive"),
        (["--stop-key", "nokey+x", "--virtual", "800x600"], "chord"),
        (["--max-steps", "0", "--virtual", "800x600"], "--max-steps"),
        (["--budget-s", "soon", "--virtual", "800x600"], "--budget-s"),
    ],
)
def test_a_flag_that_cannot_be_is_named(flags: list[str], word: str, runs: Path) -> None:
    answer = call("run", "click OK", "--json", *flags)
    assert said_once(answer, MISUSE, word)
    assert [line["outcome"] for line in answer.lines] == ["failed"]
    assert not runs.exists()


def test_a_setting_that_cannot_be_is_named(runs: Path) -> None:
    answer = call("run", "click OK", "--virtual", "800x600", environment={"DESKHAND_MAX_STEPS": "many"})
    assert said_once(answer, MISUSE, "DESKHAND_MAX_STEPS")


def test_an_unknown_command_is_answered_with_the_nearest(runs: Path) -> None:
    assert said_once(call("rnu", "click OK"), MISUSE, "deskhand run")


def test_a_secret_that_is_nowhere_is_missed_before_anything_is_touched(runs: Path) -> None:
    answer = call("run", "type {{secret:nowhere-pin}} in PIN", "--virtual", "800x600", "--json")
    assert said_once(answer, MISUSE, "nowhere-pin", "deskhand secret set")
    assert not runs.exists()


# --- the place --------------------------------------------------------------------------------------------------------


def test_without_a_display_other_places_are_offered(runs: Path) -> None:
    assert said_once(call("run", "click OK", environment=NO_PLACE), MISUSE, "no display", "--virtual", "--browser")


@pytest.mark.parametrize("display", [":7613", "not a display", "127.0.0.1:6999"])
def test_a_wrong_display_is_named(display: str, runs: Path) -> None:
    answer = call("run", "click OK", "--display", display, "--json")
    assert said_once(answer, MISUSE, display, "--virtual")
    assert answer.result["outcome"] == "failed"


@pytest.mark.x11
def test_a_wayland_session_is_told_from_x11(server: Xserver, runs: Path) -> None:
    session = {"DISPLAY": server.display, "WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "wayland"}
    assert said_once(call("run", "click OK", environment=session), MISUSE, "Wayland", "--virtual", "--browser")


@pytest.mark.x11
def test_a_second_one_on_the_same_display_is_refused(
    server: Xserver, runs: Path, eventually: Callable[..., None]
) -> None:
    first = Running.start("run", "wait 60 seconds", "--display", server.display, "--json")
    try:
        folder = lock_folder(os.environ)
        mine = f"{first.process.pid} "
        eventually(
            lambda: any(lock.read_text().startswith(mine) for lock in folder.glob("deskhand-display-*.lock")),
            within_s=30,
        )
        same_folder = {"XDG_RUNTIME_DIR": os.environ.get("XDG_RUNTIME_DIR", "")}
        answer = call("run", "click Nothing", "--display", server.display, environment=same_folder)
        assert answer.code == MISUSE
        assert said_once(answer, MISUSE, server.display, str(first.process.pid), "--virtual")
        first.send(signal.SIGTERM)
        assert first.finish() == 4
    finally:
        first.close()


def test_a_dead_debugging_address_is_named(runs: Path) -> None:
    answer = call("run", "click OK", "--cdp", "http://127.0.0.1:9", "--json")
    assert said_once(answer, MISUSE, "http://127.0.0.1:9", "--remote-debugging-port")
    assert answer.result["outcome"] == "failed"


def test_without_a_browser_it_says_which_to_install(runs: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    hidden = Path("/usr/lib/chromium")
    under = mounting(hidden, "size=4k") if hidden.is_dir() else ()
    nowhere = {"PATH": str(empty), "PLAYWRIGHT_BROWSERS_PATH": str(empty)}
    if under:
        under = (*under[:-1], under[-1], "env", *(f"{name}={value}" for name, value in nowhere.items()))
        nowhere = {}
    answer = call("run", "click OK", "--browser", "--json", under=under, environment=nowhere)
    assert said_once(answer, MISUSE, "install Chromium")


@pytest.mark.x11
def test_an_unknown_application_is_infeasible_and_nothing_is_opened(runs: Path) -> None:
    answer = call("run", 'Open Frobnicator, type "a"', "--virtual", "800x600", "--json")
    assert answer.code == INFEASIBLE
    assert [line["type"] for line in answer.lines] == ["result"]
    assert answer.result["outcome"] == "infeasible"
    assert "Frobnicator" in str(answer.result["reason"])


# --- the folder of runs -----------------------------------------------------------------------------------------------


def test_a_file_where_the_runs_should_lie_is_said_before_anything_opens(tmp_path: Path, runs: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "runs", Path("/proc/deskhand")):
        answer = call("run", "click OK", "--virtual", "800x600", "--run-dir", str(folder), "--json", within_s=20)
        assert said_once(answer, MISUSE, str(folder), "--run-dir")
        assert answer.result["run"] is None
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_read_only_disk_is_said_before_anything_opens(tmp_path: Path, runs: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    under = mounting(folder, "ro")
    answer = call("run", "click OK", "--virtual", "800x600", "--run-dir", str(folder), under=under)
    assert said_once(answer, MISUSE, str(folder), "--run-dir")


@pytest.mark.chromium
def test_a_full_disk_ends_the_run_with_a_sentence_and_no_half_line(tmp_path: Path, runs: Path) -> None:
    folder, copy = tmp_path / "disk", tmp_path / "copy"
    folder.mkdir()
    # The copy is made inside the same view of the disk, which is gone when the command has ended.
    keep = ("sh", "-c", f'"$@"; code=$?; cp -r "{folder}" "{copy}"; exit $code', "sh")
    under = (*mounting(folder, "size=24k"), *keep)
    page = "data:text/html,<title>t</title><button>Go</button><p>" + "some words " * 400
    words = "click Go, click Go, click Go"
    answer = call("run", words, "--url", page, "--run-dir", str(folder), "--json", under=under)
    assert answer.code == 1
    assert answer.result["outcome"] == "failed"
    assert "free some space" in str(answer.result["reason"])
    records = next(copy.iterdir()) / RECORDS
    assert all(json.loads(line) for line in records.read_text(encoding="utf-8").splitlines())


# --- records that are not as they were --------------------------------------------------------------------------------


@pytest.fixture
def desk(private_home: Path) -> Desk:
    return Desk(runs_folder=default_runs_folder(), index=Index(path=index_file(), warn=print))


def cut(record: Path) -> None:
    whole = record.read_bytes()
    record.write_bytes(whole[: len(whole) // 2])


def alter(record: Path) -> None:
    record.write_bytes(record.read_bytes().replace(b"press OK", b"press NO"))


def empty(record: Path) -> None:
    record.write_bytes(b"")


def fill_with_noise(record: Path) -> None:
    record.write_bytes(bytes(range(256)) * 4)


@pytest.mark.parametrize("harm", [cut, alter, empty, fill_with_noise])
def test_a_damaged_record_is_never_gone_on_with(harm: Callable[[Path], None], desk: Desk) -> None:
    recorder = desk.begun()
    recorder.close()
    record = Path(recorder.folder) / RECORDS
    harm(record)
    harmed = record.read_bytes()
    assert said_once(call("resume", recorder.id, "--virtual", "800x600"), MISUSE, recorder.id)
    assert record.read_bytes() == harmed


def test_a_newer_record_asks_for_the_newer_version(desk: Desk) -> None:
    recorder = desk.begun()
    recorder.close()
    record = Path(recorder.folder) / RECORDS
    lines = record.read_text(encoding="utf-8").splitlines()
    newer = [json.dumps({**json.loads(line), "schema": 99}) for line in lines]
    record.write_text("\n".join(newer) + "\n", encoding="utf-8")
    for command in (["resume", recorder.id, "--virtual", "800x600"], ["show", recorder.id], ["verify", recorder.id]):
        answer = call(*command)
        assert answer.code in (1, 2)
        assert answer.says_one_sentence() or answer.out


def test_a_finished_run_has_nothing_to_go_on_with(desk: Desk) -> None:
    assert said_once(call("resume", desk.whole().name), MISUSE, "deskhand run")


def test_no_such_run_is_answered_with_how_to_list_them(private_home: Path) -> None:
    assert said_once(call("resume", "20200101-000000-none"), MISUSE, "deskhand runs")
