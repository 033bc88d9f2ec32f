"""The log of what Deskhand sends, as a recording beside it reads it."""

import os
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


def test_the_last_things_that_were_sent_are_known_though_their_process_has_ended(tmp_path: Path) -> None:
    log, ours = SentLog(place="display 7", folder=tmp_path), SentByUs(place="display 7", folder=tmp_path)
    log.note("key", "38")
    at_s = time.time()
    log.close()
    assert ours.takes("key", "38", at_s), "a busy recording comes to it late"


def test_a_log_is_taken_away_a_while_after_its_process_has_ended(tmp_path: Path) -> None:
    left, late = (tmp_path / f"deskhand-sent-display-{place}-4194301-7f.log" for place in (7, 8))
    for path, age_s in ((left, 60), (late, 1)):
        path.write_text("1.0 key 38\n")
        os.utime(path, (time.time() - age_s,) * 2)
    SentByUs(place="display 9", folder=tmp_path)
    assert (left.exists(), late.exists()) == (False, True)
    os.utime(late, (time.time() - 60,) * 2)
    log = SentLog(place="display 9", folder=tmp_path)
    log.note("key", "38")
    assert [path.name for path in tmp_path.iterdir() if "display-8" in path.name] == []
    log.close()
