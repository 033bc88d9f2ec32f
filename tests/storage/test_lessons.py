"""Lessons on disk: versions, switching off, putting back, forgetting; secrets kept out; whole after a hard end."""

import multiprocessing
import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import Misuse
from app.storage.lessons import find, followed, forget, forget_all, learn, read_lessons, revert, switch
from planner.memory import CameLate, Chosen, Lesson

AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
LATE = Lesson(where="shop.example", task="“Pay”", tip=CameLate(after_s=5.0))
LATER = Lesson(where="shop.example", task="“Pay”", tip=CameLate(after_s=8.0))
CHOSEN = Lesson(where="shop.example", task="“Edit”", tip=Chosen(number=2, of=3, beside="Ana"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "lessons.json"


def _learn(file: Path, *lessons: Lesson, run: str = "r1") -> None:
    learn(lessons, run=run, at=AT, redact=lambda text: text.replace("hunter2", "{{secret:mail}}"), file=file)


def test_a_lesson_is_kept_with_its_run_and_a_new_one_is_its_next_version(file: Path) -> None:
    _learn(file, LATE, CHOSEN)
    _learn(file, LATER, run="r2")
    kept = read_lessons(file)
    assert followed(kept) == (LATER, CHOSEN)
    assert [(one.number, one.run, one.how) for one in find(kept, 1).versions] == [
        (1, "r1", "learnt"),
        (2, "r2", "learnt anew"),
    ]


def test_the_same_again_is_no_new_version(file: Path) -> None:
    _learn(file, LATE)
    _learn(file, LATE, run="r2")
    assert len(find(read_lessons(file), 1).versions) == 1


def test_what_is_switched_off_is_not_followed_and_not_learnt_anew(file: Path) -> None:
    _learn(file, LATE)
    switch(1, on=False, at=AT, file=file)
    _learn(file, LATER, run="r2")
    assert followed(read_lessons(file)) == ()
    switch(1, on=True, at=AT, file=file)
    assert followed(read_lessons(file)) == (LATE,)


def test_an_earlier_version_is_put_back(file: Path) -> None:
    _learn(file, LATE)
    _learn(file, LATER, run="r2")
    assert revert(1, to=None, at=AT, file=file).present.lesson == LATE
    assert revert(1, to=2, at=AT, file=file).present.lesson == LATER
    with pytest.raises(Misuse, match="no version 9"):
        revert(1, to=9, at=AT, file=file)


def test_what_was_learnt_once_is_off_when_it_is_put_back(file: Path) -> None:
    _learn(file, LATE)
    assert not revert(1, to=None, at=AT, file=file).present.is_on


def test_what_is_forgotten_leaves_nothing_behind(file: Path) -> None:
    _learn(file, LATE, CHOSEN)
    forget(2, file=file)
    assert "Ana" not in file.read_text(encoding="utf-8")
    with pytest.raises(Misuse, match="no lesson 2"):
        forget(2, file=file)
    forget_all(file=file)
    assert read_lessons(file) == ()


def test_what_would_hold_a_secret_is_not_kept(file: Path) -> None:
    _learn(file, Lesson(where="shop.example", task="“Edit”", tip=Chosen(number=1, of=2, beside="hunter2")))
    assert not file.exists()
    _learn(file, Lesson(where="shop.example", task="“hunter2”", tip=CameLate(after_s=5.0)), LATE)
    assert "hunter2" not in file.read_text(encoding="utf-8")
    assert followed(read_lessons(file)) == (LATE,)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"schema": 1}', '{"schema": 1, "lessons": [{"type": "Kept"}]}', "\x00\x01", '{"schema": "new"}'],
)
def test_a_bad_file_is_told_in_one_sentence_and_left_as_it_is(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Misuse, match=r"cannot be read; .*forget --all`\.$"):
        _learn(file, LATE)
    assert file.read_text(encoding="utf-8") == text


def test_a_newer_file_is_refused(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"schema": 99, "lessons": []}', encoding="utf-8")
    with pytest.raises(Misuse, match="newer Deskhand"):
        read_lessons(file)


def _write_for_ever(file: Path) -> None:
    number = 0
    while True:
        number += 1
        learn(
            tuple(
                Lesson(where="shop.example", task=f"“Button {one}”", tip=CameLate(after_s=float(number)))
                for one in range(40)
            ),
            run=f"r{number}",
            at=AT,
            redact=str,
            file=file,
        )


def test_a_writer_that_is_killed_leaves_the_whole_of_one_change(file: Path) -> None:
    for turn in range(8):
        writer = multiprocessing.get_context("fork").Process(target=_write_for_ever, args=(file,))
        writer.start()
        deadline_s = time.monotonic() + 20
        while not file.exists() and time.monotonic() < deadline_s:
            time.sleep(0.005)
        time.sleep(0.03 + 0.011 * turn)
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        tips = {one.present.lesson.tip for one in read_lessons(file)}
        assert len(tips) == 1
        assert len(read_lessons(file)) == 40
    _learn(file, LATE)
    assert LATE in followed(read_lessons(file))
