"""Killed at any point, out of disk at any point: nothing half-written counts, and no act goes ahead unrecorded."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app.storage.errors import RunsFolderUnusable
from app.storage.index import Index
from app.storage.run_folder import RunFolder
from app.storage.runs import list_runs
from app.storage.verifying import Integrity, examine

ROOT = Path(__file__).parents[2]

WRITER = """
import itertools, sys
from pathlib import Path
from app.storage.index import Index
from tests.storage.conftest import Desk

index = Index(path=Path(sys.argv[1]) / "history.sqlite", warn=lambda said: None)
desk = Desk(runs_folder=Path(sys.argv[1]) / "runs", index=index)
recorder = desk.begun()
print(recorder.folder, flush=True)
for number in itertools.count(1):
    record = desk.record(number, irreversible=number % 2 == 0)
    recorder.intent(number, desk.bound(record), record.cleared)
    recorder.step(record)
    print(number, flush=True)
"""

FULL_DISK = """
import resource, sys
from pathlib import Path
from app.storage.index import Index
from planner.errors import RecordFailed
from planner.records import Outcome
from tests.storage.conftest import Desk

index = Index(path=Path(sys.argv[1]) / "history.sqlite", warn=lambda said: None)
desk = Desk(runs_folder=Path(sys.argv[1]) / "runs", index=index)
recorder = desk.begun()
print(recorder.folder, flush=True)
limit = (Path(recorder.folder) / "records.jsonl").stat().st_size + 20_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
acted = 0
for number in range(1, 1000):
    record = desk.record(number, irreversible=True)
    try:
        recorder.intent(number, desk.bound(record), record.cleared)
        acted += 1
        recorder.step(record)
    except RecordFailed as error:
        print(error, flush=True)
        break
try:
    recorder.end(Outcome.FAILED, "no room", {})
except RecordFailed:
    recorder.close()
print(acted, flush=True)
"""


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("acts", [0, 1, 2, 5, 9])
def test_a_killed_run_is_interrupted_untampered_and_readable(tmp_path: Path, acts: int) -> None:
    with child(WRITER, str(tmp_path)) as writer:
        assert writer.stdout is not None
        folder = Path(writer.stdout.readline().strip())
        for _ in range(acts):
            writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
    index = Index(path=tmp_path / "history.sqlite", warn=print)
    finding = examine(folder, index)
    assert finding.integrity is Integrity.INTERRUPTED, finding.sentence
    assert finding.compared
    assert [run.outcome for run in list_runs(tmp_path / "runs", index)] == ["interrupted"]
    history = RunFolder.open(folder)
    assert len(history.steps) >= acts
    pending = history.pending_intent
    assert pending is None or pending.sequence == len(history.steps) + 1


def test_a_run_in_another_process_is_running_until_it_dies(tmp_path: Path) -> None:
    index = Index(path=tmp_path / "history.sqlite", warn=print)
    with child(WRITER, str(tmp_path)) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        writer.stdout.readline()
        assert [run.outcome for run in list_runs(tmp_path / "runs", index)] == ["running"]
        os.kill(writer.pid, signal.SIGKILL)
    assert [run.outcome for run in list_runs(tmp_path / "runs", index)] == ["interrupted"]


def test_on_a_full_disk_the_act_is_not_done_and_the_record_stays_sound(tmp_path: Path) -> None:
    with child(FULL_DISK, str(tmp_path)) as writer:
        said, _ = writer.communicate(timeout=60)
    folder, sentence, acted = said.splitlines()
    assert "cannot be written" in sentence
    assert "free some space" in sentence
    finding = examine(Path(folder), Index(path=tmp_path / "history.sqlite", warn=print))
    assert finding.integrity.sound, finding.sentence
    history = RunFolder.open(Path(folder))
    assert len(history.intents) == int(acted)  # no act went ahead without its intent on the disk


def test_a_read_only_place_is_refused_before_anything_is_done(desk) -> None:
    desk.runs_folder = Path("/proc/deskhand")
    with pytest.raises(RunsFolderUnusable):
        desk.recorder()
