"""The log of what Deskhand sends, as a recording beside it reads it."""

import time
from pathlib import Path

from app.surfaces.sent import SentByUs, SentLog


def test_each_line_stands_for_one_event_and_nothing_else_is_ours(tmp_path: Path) -> None:
    log, ours = SentLog(place="display 7", folder=tmp_path), SentByUs(place="display 7", folder=tmp_path)
    assert not ours.takes("press", "1", time.time())
    log.note("press", "1")
    at_s = time.time()
    assert not ours.takes("press", "3", at_s)
    assert not ours.takes("key", "1", at_s)
    assert ours.takes("press", "1", at_s)
    assert not ours.takes("press", "1", at_s)
    log.note("key", "")
    assert not ours.takes("key", "38", at_s + 60)
    log.close()


def test_what_was_sent_elsewhere_is_not_ours_here_and_a_secret_has_no_code(tmp_path: Path) -> None:
    log, there = SentLog(place="display 7", folder=tmp_path), SentByUs(place="display 71", folder=tmp_path)
    log.note("key", "")
    assert not there.takes("key", "38", time.time())
    assert SentByUs(place="display 7", folder=tmp_path).takes("key", "38", time.time())
    assert [path.read_text().split()[1:] for path in tmp_path.iterdir()] == [["key"]]
    log.close()
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_a_killed_process_left_is_taken_away(tmp_path: Path) -> None:
    left = tmp_path / "deskhand-sent-display-7-4194301-7f.log"
    left.write_text("1.0 key 38\n")
    SentByUs(place="display 7", folder=tmp_path)
    assert not left.exists()
