"""What is left when Deskhand, its guardian, or both are killed: nothing, and no key is held."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from Xlib.display import Display

from app.surfaces.virtual_display.display import VirtualDisplay
from app.surfaces.virtual_display.environment import MARK
from app.surfaces.virtual_display.guard import Guard
from app.surfaces.virtual_display.leftovers import PREFIX, base_folder, reap_leftovers
from app.surfaces.virtual_display.processes import descendants, identity, marked

pytestmark = pytest.mark.x11

Eventually = Callable[..., bool]

OWNER = """
import shutil, sys, threading, time
from datetime import UTC, datetime
from app.surfaces.virtual_display.display import VirtualDisplay

class WallClock:
    def now_s(self): return time.monotonic()
    def utc(self): return datetime.now(UTC)
    def sleep_s(self, seconds): threading.Event().wait(seconds)
    def check(self): return

display = VirtualDisplay.start(size_wh=(640, 480), clock=WallClock())
display.spawn([shutil.which("sh"), "-c", "trap '' TERM; (setsid sleep 98 &) ; sleep 99"])
print(display.private_folder, display.guard.pid, display.display, flush=True)
sys.stdin.read()
"""

KEY_HOLDER = """
import sys
from Xlib import X
from Xlib.display import Display
from Xlib.ext import xtest
from app.surfaces.virtual_display.guard import Guard

guard = Guard()
guard.release_keys_of(sys.argv[1])
connection = Display(sys.argv[1])
xtest.fake_input(connection, X.KeyPress, 38)
xtest.fake_input(connection, X.KeyPress, 50)
xtest.fake_input(connection, X.ButtonPress, 1)
connection.sync()
print("held", flush=True)
sys.stdin.read()
"""


class Owner:
    """A Deskhand in another process that has a virtual display with a stubborn program on it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        folder, guardian, display = self.process.stdout.readline().split()
        self.folder, self.guardian = Path(folder), int(guardian)
        self.lock = Path(f"/tmp/.X{display[1:]}-lock")

    def left(self) -> list[str]:
        socket = Path(f"/tmp/.X11-unix/{self.lock.name.removeprefix('.').removesuffix('-lock')}")
        found = [str(path) for path in (self.folder, self.lock, socket) if path.exists()]
        return found + [f"process {pid}" for pid in marked(f"{MARK}={self.folder}".encode())]

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def owner() -> Iterator[Owner]:
    started = Owner()
    yield started
    started.kill()


def test_two_seconds_after_kill_9_nothing_of_the_display_lives(owner: Owner, eventually: Eventually) -> None:
    assert len(owner.left()) > 5
    owner.kill()
    assert eventually(lambda: owner.left() == [] and identity(owner.guardian) is None, within_s=2.0)


def test_ctrl_c_does_not_reach_the_guardian(owner: Owner, eventually: Eventually) -> None:
    os.kill(owner.guardian, signal.SIGINT)
    os.kill(owner.guardian, signal.SIGTERM)
    assert os.getsid(owner.guardian) != os.getsid(0)
    owner.process.send_signal(signal.SIGTERM)
    owner.process.communicate()
    assert eventually(lambda: owner.left() == [], within_s=2.0)


def test_when_the_guardian_is_killed_too_the_next_start_takes_everything_away(owner: Owner) -> None:
    os.kill(owner.guardian, signal.SIGKILL)
    owner.kill()
    assert owner.left() != []
    reap_leftovers()
    assert owner.left() == []


def test_a_display_whose_owner_lives_is_never_taken_away(owner: Owner) -> None:
    reap_leftovers()
    assert owner.folder.exists()
    assert owner.lock.exists()
    assert identity(owner.guardian) is not None


def test_a_folder_that_others_can_read_is_not_believed() -> None:
    folder = base_folder() / f"{PREFIX}open-to-all"
    folder.mkdir(mode=0o755)
    try:
        (folder / "state.json").write_text(
            '{"schema": 1, "owner": [0, 0], "guardian": [0, 0], "number": -1, "server": 0}'
        )
        reap_leftovers()
        assert folder.exists()
    finally:
        (folder / "state.json").unlink()
        folder.rmdir()


def test_a_display_ends_even_when_its_guardian_was_killed(clock: object, eventually: Eventually) -> None:
    display = VirtualDisplay.start(size_wh=(640, 480), clock=clock)  # type: ignore[arg-type]
    os.kill(display.guard.pid, signal.SIGKILL)
    display.close()
    assert not display.private_folder.exists()
    assert eventually(lambda: marked(f"{MARK}={display.private_folder}".encode()) == set())


def test_no_key_or_button_stays_down_on_a_real_display_after_kill_9(
    display: VirtualDisplay, eventually: Eventually
) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", KEY_HOLDER, display.display], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    connection = Display(display.display)

    def down() -> int:
        keys = sum(byte.bit_count() for byte in connection.query_keymap())
        return keys + (connection.screen().root.query_pointer().mask & 0x1F00).bit_count()

    assert down() == 3
    holder.kill()
    holder.communicate()
    assert eventually(lambda: down() == 0, within_s=2.0)
    connection.close()


def test_a_watched_process_ends_with_its_children(eventually: Eventually) -> None:
    guard = Guard()
    stranger = subprocess.Popen(["sh", "-c", "sleep 97 & sleep 96"], start_new_session=True)
    assert eventually(lambda: len(descendants([stranger.pid])) == 2)
    family = descendants([stranger.pid])
    guard.watch(stranger.pid)
    guard.close()
    assert stranger.wait(timeout=2) != 0
    assert all(identity(pid) is None for pid in family)


def test_the_guard_tells_whether_a_program_has_ended(eventually: Eventually) -> None:
    guard = Guard()
    short = guard.start(["/bin/true"], environment={}, folder="/")
    long = guard.start(["/bin/sleep", "95"], environment={}, folder="/")
    assert eventually(lambda: guard.has_ended(short))
    assert not guard.has_ended(long)
    guard.close()
    assert identity(long) is None
