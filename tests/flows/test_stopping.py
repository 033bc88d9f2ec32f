"""Stopped by any means, at any moment: no more input within 200 ms, exit code 4, no key held, nothing left."""

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.calling import Running
from tests.keylog import KeyLog, virtual_display_of
from tests.pages import Pages

Start = Callable[..., Running]
Family = Callable[[Running], list[psutil.Process]]
Eventually = Callable[..., None]

ENDS_INPUT_S = 0.2
STOPPED = 4
SIGNALS = (signal.SIGINT, signal.SIGTERM)
LONG = "the quick brown fox jumps over the lazy dog " * 250


def live(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def handles(pid: int, number: signal.Signals) -> bool:
    """Whether a process answers a signal itself (SigCgt of /proc/PID/status, a mask in hexadecimal)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    caught = next(line.split()[1] for line in lines if line.startswith("SigCgt"))
    return bool(int(caught, 16) & 1 << (number - 1))


def stopped_cleanly(running: Running, processes: list[psutil.Process], within_s: float = 15.0) -> bool:
    assert running.finish(within_s) == STOPPED, running.errors
    assert running.result["type"] == "result"
    assert running.result["outcome"] == "stopped", running.result
    psutil.wait_procs(processes, timeout=3)
    assert live(processes) == []
    return True


@pytest.mark.apps
@pytest.mark.x11
@pytest.mark.parametrize("number", SIGNALS, ids=str)
def test_typing_into_a_real_editor_ends_at_once(
    number: signal.Signals, start: Start, family: Family, eventually: Eventually
) -> None:
    moment = random.Random(int(time.time())).randint(5, 400)
    running = start("run", f'Open mousepad, type "{LONG}"', "--virtual", "900x700")
    running.wait_for("step")
    place = virtual_display_of(running.process.pid)
    assert place is not None
    with KeyLog(display=place[0], authority=place[1]) as log:
        eventually(lambda: len(log.pressed_s) >= moment, within_s=30)
        processes = family(running)
        at_s = running.send(number)
        eventually(lambda: time.monotonic() > at_s + ENDS_INPUT_S)
        held = log.held
        assert stopped_cleanly(running, processes)
    assert max(log.pressed_s) - at_s < ENDS_INPUT_S, f"stopped after {moment} keys"
    assert held == []


@pytest.mark.chromium
@pytest.mark.parametrize("number", SIGNALS, ids=str)
def test_typing_into_a_page_ends_at_once(
    number: signal.Signals, start: Start, pages: Pages, family: Family, eventually: Eventually
) -> None:
    running = start("run", f'type "{LONG}" in Notes', "--url", pages.address("/keys"))
    eventually(lambda: len(pages.sent_to("/key")) > 5, within_s=60)
    processes = family(running)
    at_s = running.send(number)
    assert stopped_cleanly(running, processes)
    assert max(sent.at_s for sent in pages.sent) - at_s < ENDS_INPUT_S
    assert int(pages.sent[-1].fields["length"]) < len(LONG)


@pytest.mark.chromium
@pytest.mark.parametrize("frozen", ["the browser", "the browser's driver"])
def test_a_frozen_browser_or_driver_does_not_hold_it_up(
    frozen: str, start: Start, pages: Pages, family: Family, eventually: Eventually
) -> None:
    running = start("run", f'type "{LONG}" in Notes', "--url", pages.address("/keys"))
    eventually(lambda: len(pages.sent_to("/key")) > 5, within_s=60)
    processes = family(running)
    is_driver = frozen == "the browser's driver"
    for process in processes:
        if ("node" in process.name()) == is_driver and "python" not in process.name():
            process.suspend()
    at_s = running.send(signal.SIGTERM)
    eventually(lambda: running.lines and running.lines[-1]["type"] == "result", within_s=5)
    assert running.came_s[-1] - at_s < 2.0
    assert stopped_cleanly(running, processes, within_s=30)


@pytest.mark.chromium
def test_a_page_that_never_comes_does_not_hold_it_up(
    start: Start, pages: Pages, family: Family, eventually: Eventually
) -> None:
    running = start("run", f"open {pages.address('/hang')}", "--browser")
    eventually(lambda: "/hang" in pages.asked, within_s=60)
    processes = family(running)
    at_s = running.send(signal.SIGINT)
    assert stopped_cleanly(running, processes)
    assert running.came_s[-1] - at_s < 2.0


@pytest.mark.chromium
def test_a_question_does_not_hold_it_up_and_nothing_is_sent(start: Start, pages: Pages, family: Family) -> None:
    running = start("run", 'type "Ada" in Name, click Send', "--url", pages.address())
    running.wait_for("question")
    processes = family(running)
    at_s = running.send(signal.SIGINT)
    assert stopped_cleanly(running, processes)
    assert running.came_s[-1] - at_s < 1.0
    assert pages.sent == []


@pytest.mark.x11
@pytest.mark.parametrize("after_s", [0.0, 0.4, 0.8, 1.2, 1.6])
def test_while_it_starts_it_can_be_stopped_too(after_s: float, start: Start, eventually: Eventually) -> None:
    running = start("run", "wait 60 seconds", "--virtual", "800x600")
    # Before Python has come as far as Deskhand's first line, a signal is the system's to answer.
    eventually(lambda: handles(running.process.pid, signal.SIGTERM))
    began_s = time.monotonic()
    eventually(lambda: time.monotonic() > began_s + after_s)
    processes = psutil.Process(running.process.pid).children(recursive=True)
    running.send(signal.SIGTERM)
    assert stopped_cleanly(running, processes)


@pytest.mark.x11
def test_a_hail_of_signals_is_one_stop(start: Start, family: Family, eventually: Eventually) -> None:
    running = start("run", "wait 60 seconds", "--virtual", "800x600")
    eventually(lambda: virtual_display_of(running.process.pid), within_s=30)
    processes = family(running)
    for _ in range(30):
        running.send(signal.SIGINT)
        running.send(signal.SIGTERM)
    assert stopped_cleanly(running, processes)
