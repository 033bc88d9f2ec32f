"""What a click and a glance of the desktop surface cost, beside raw XTEST and raw mss in the same run.

    python -m tests.bench.input --json OUT [--rounds 200]

A 1280x800 Xvfb of its own, without a window manager. `click` is all of `XtestInput.click` (the pointer's way there,
the button mapping, press, release, and the server's answer that all has arrived); its peer sends one motion, press and
release by python-xlib and waits for the server once. `glance` is `DesktopSurface.glance` (RGB array, frame, the size
of the screen asked anew); its peer is mss's own grab, which leaves BGRA bytes. `typing` is 100 ASCII characters.
"""

import argparse
import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import mss
from rich.console import Console
from rich.table import Table
from Xlib import X
from Xlib.display import Display

from app.clock import RunClock, StopSwitch
from app.surfaces.desktop.surface import DesktopSurface
from app.surfaces.desktop.xtest import XtestInput
from planner.actions import Button
from planner.errors import ActFailed, PermitRefused
from planner.safety.permit import BoundAction, Permit

HUNDRED = "The quick brown fox jumps over the lazy dog; " * 2 + "and again."


class NothingToRedeem:
    def redeem(self, permit: Permit, surface_id: str) -> BoundAction:
        raise PermitRefused("This benchmark performs no acts through the surface.")


class NothingToOpen:
    def open_app(self, name: str) -> str:
        raise ActFailed("This benchmark opens nothing.")

    def window_class_of(self, name: str) -> tuple[str, ...]:
        return ()

    def open_file(self, path: str, app: str) -> str:
        raise ActFailed("This benchmark opens nothing.")

    def open_address(self, address: str) -> str:
        raise ActFailed("This benchmark opens nothing.")

    def close(self) -> None:
        """Nothing to let go."""


def timed(act: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round, after ten that do not count."""
    taken = []
    for number in range(rounds + 10):
        began_s = time.perf_counter()
        act()
        if number >= 10:
            taken.append((time.perf_counter() - began_s) * 1000)
    return taken


def raw_click(server: Display) -> None:
    server.xtest_fake_input(X.MotionNotify, x=640, y=400)
    server.xtest_fake_input(X.ButtonPress, 1)
    server.xtest_fake_input(X.ButtonRelease, 1)
    server.sync()


def measure(display: str, rounds: int) -> dict[str, list[float]]:
    clock = RunClock(switch=StopSwitch())
    hand = XtestInput(display=display, clock=clock)
    surface = DesktopSurface(
        display=display,
        redeemer=NothingToRedeem(),
        clock=clock,
        secrets=str,
        accessibility=None,
        launcher=NothingToOpen(),
        environment={"DISPLAY": display},
        input_backend=hand,
        own_pids=frozenset(),
    )
    server = Display(display)
    with mss.MSS(display=display) as camera:
        whole = camera.monitors[0]
        cases = {
            "raw XTEST click": timed(lambda: raw_click(server), rounds),
            "click": timed(lambda: hand.click(640, 400, button=Button.LEFT, count=1, modifiers=()), rounds),
            "raw mss grab": timed(lambda: camera.grab(whole), rounds),
            "glance": timed(surface.glance, rounds),
            "look": timed(surface.look, rounds),
            "typing 100": timed(lambda: hand.type_text(HUNDRED, before=lambda: None, chunk=12), max(3, rounds // 20)),
        }
    server.close()
    surface.close()
    return cases


def show(cases: dict[str, list[float]]) -> None:
    table = Table("case", "median ms", "90 % below ms", "times its peer")
    peers = {"click": "raw XTEST click", "glance": "raw mss grab"}
    for name, taken in cases.items():
        median = statistics.median(taken)
        peer = cases.get(peers.get(name, ""))
        ratio = f"{median / statistics.median(peer):.1f}" if peer else ""
        table.add_row(name, f"{median:.3f}", f"{statistics.quantiles(taken, n=10)[-1]:.3f}", ratio)
    Console().print(table)


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=200)
    chosen = parser.parse_args(words)
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-noreset", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as number:
            display = f":{number.readline().strip()}"
        cases = measure(display, chosen.rounds)
    finally:
        server.kill()
        server.wait()
    show(cases)
    medians = {name: statistics.median(taken) for name, taken in cases.items()}
    figures = {
        "click_ms": medians["click"],
        "click_to_raw_xtest": medians["click"] / medians["raw XTEST click"],
        "glance_ms": medians["glance"],
        "glance_over_mss_ms": medians["glance"] - medians["raw mss grab"],
        "look_ms": medians["look"],
        "typing_100_ms": medians["typing 100"],
    }
    chosen.json.write_text(json.dumps({"figures": figures, "cases": cases}), encoding="utf-8")


if __name__ == "__main__":
    main()
