"""Killed at any point: nothing lives on, the next start says so, and what cannot be undone is never done twice."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from app.storage.chain import RECORDS
from app.storage.places import default_runs_folder
from tests.calling import Running, Xserver, call
from tests.keylog import KeyLog
from tests.pages import Pages

Start = Callable[..., Running]
Family = Callable[[Running], list[psutil.Process]]
Eventually = Callable[..., None]

GONE_S = 2.0
ORDER = 'type "Ada" in Name, type "3" in Amount, click Send'
SENT = {"name": "Ada", "amount": "3"}


def records() -> list[dict[str, object]]:
    """The lines of the only run there is, as far as they are written."""
    found = list(default_runs_folder().glob(f"*/{RECORDS}"))
    text = found[0].read_text(encoding="utf-8") if found else ""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


def lives(process: psutil.Process) -> bool:
    """A zombie is dead, though nobody has asked for it yet."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def only_run() -> str:
    return next(folder.name for folder in default_runs_folder().iterdir())


def outcomes() -> list[str]:
    return [json.loads(line)["outcome"] for line in call("runs", "--json").out.splitlines()]


@pytest.mark.x11
def test_two_seconds_after_kill_9_no_child_lives(start: Start, family: Family, eventually: Eventually) -> None:
    running = start("run", "wait 60 seconds", "--virtual", "800x600")
    eventually(lambda: len(family(running)) >= 4 and records(), within_s=30)
    processes = family(running)
    running.send(signal.SIGKILL)
    eventually(lambda: not any(lives(one) for one in processes), within_s=GONE_S)
    assert outcomes() == ["interrupted"]


@pytest.mark.chromium
def test_two_seconds_after_kill_9_no_browser_lives(
    start: Start, family: Family, pages: Pages, eventually: Eventually
) -> None:
    running = start("run", "wait 60 seconds", "--url", pages.address())
    eventually(lambda: pages.asked, within_s=60)
    processes = family(running)
    assert len(processes) > 4
    running.send(signal.SIGKILL)
    eventually(lambda: not any(lives(one) for one in processes), within_s=GONE_S)


@pytest.mark.apps
@pytest.mark.x11
def test_no_key_is_held_on_a_real_display_after_kill_9(start: Start, eventually: Eventually, tmp_path: Path) -> None:
    server = Xserver.start()
    try:
        with KeyLog(display=server.display) as log:
            running = start("run", f'type "{"AbC " * 2000}"', "--display", server.display)
            eventually(lambda: len(log.pressed_s) > 20, within_s=60)
            running.send(signal.SIGKILL)
            eventually(lambda: log.held == [], within_s=GONE_S)
    finally:
        server.close()


@pytest.mark.chromium
def test_killed_before_the_act_it_goes_on_and_acts_once(start: Start, pages: Pages, eventually: Eventually) -> None:
    running = start("run", ORDER, "--url", pages.address())
    running.wait_for("question")
    running.send(signal.SIGKILL)
    running.finish()
    assert pages.sent == []
    again = start("resume", only_run())
    assert again.wait_for("question")["kind"] == "confirm"
    again.answer("yes")
    assert again.finish() == 0, again.lines
    assert [sent.fields for sent in pages.sent] == [SENT]


def killed_in_the_act(start: Start, pages: Pages, eventually: Eventually) -> str:
    """A run that was killed when its order was sent and not yet answered: its id."""
    pages.html["/"] = pages.html["/"].replace("/order", "/hang-order")
    running = start("run", ORDER, "--url", pages.address())
    running.wait_for("question")
    running.answer("yes")
    eventually(lambda: pages.sent, within_s=20)
    running.send(signal.SIGKILL)
    running.finish()
    return only_run()


@pytest.mark.chromium
def test_an_act_in_doubt_is_not_repeated_when_nobody_answers(
    start: Start, pages: Pages, eventually: Eventually
) -> None:
    run = killed_in_the_act(start, pages, eventually)
    answer = call("resume", run, "--json")
    assert answer.code == 3, answer.err
    question = answer.lines[0]
    assert question["type"] == "question"
    assert "may have happened already" in str(question["text"])
    assert question["irreversible"] is True
    assert len(pages.sent) == 1


@pytest.mark.chromium
def test_an_act_in_doubt_that_happened_is_left_alone(start: Start, pages: Pages, eventually: Eventually) -> None:
    run = killed_in_the_act(start, pages, eventually)
    again = start("resume", run)
    again.wait_for("question")
    again.answer("yes")
    assert again.finish() == 1  # by the person's word, so it is unverified
    assert again.result["outcome"] == "unverified"
    assert len(pages.sent) == 1


@pytest.mark.chromium
def test_an_act_in_doubt_that_did_not_happen_is_asked_about_like_any_other(
    start: Start, pages: Pages, eventually: Eventually
) -> None:
    run = killed_in_the_act(start, pages, eventually)
    pages.html["/"] = pages.html["/"].replace("/hang-order", "/order")
    again = start("resume", run)
    assert again.wait_for("question")["kind"] == "clarify"
    again.answer("no")
    assert again.wait_for("question")["kind"] == "confirm"
    assert len(pages.sent) == 1
    again.answer("yes")
    assert again.finish() == 0, again.lines
    assert [sent.fields for sent in pages.sent_to("/order")] == [SENT]


@pytest.mark.chromium
def test_results_of_the_first_part_are_known_in_the_second(start: Start, pages: Pages, eventually: Eventually) -> None:
    pages.html["/"] = pages.html["/"].replace("<form", "<p>Price: <output aria-label=Price>391</output><form")
    running = start("run", "read Price as price, then wait 6 seconds", "--url", pages.address())
    running.wait_for("step")
    running.send(signal.SIGINT)
    assert running.finish() == 4
    history = call("resume", only_run(), "--json")
    assert history.result["outputs"] == {"price": "391"}, history.lines
