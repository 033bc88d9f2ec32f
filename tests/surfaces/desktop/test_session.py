"""A display that cannot be worked on is refused in one sentence that says what works."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import Misuse
from app.surfaces.desktop.session import check_display
from app.surfaces.display_lock import DisplayLock, lock_folder


def refusal(display: str, environment: dict[str, str]) -> str:
    with pytest.raises(Misuse) as caught:
        check_display(display, environment)
    sentence = str(caught.value)
    assert caught.value.exit_code == 2
    assert "--virtual" in sentence
    assert "--browser" in sentence
    assert "\n" not in sentence
    return sentence


def test_no_display_and_a_wrong_name_are_refused() -> None:
    assert "no display" in refusal("", {})
    assert "not the name of a display" in refusal("screen one", {})
    assert "cannot be opened" in refusal(":4711", {})


def test_a_wayland_session_is_told_by_its_environment() -> None:
    assert "Wayland" in refusal(":0", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})
    assert "Wayland" in refusal(":0.0", {"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"})
    assert "Wayland" in refusal(":0", {"XDG_SESSION_TYPE": "wayland"})


@pytest.mark.x11
def test_an_x_server_is_fine_even_from_within_a_wayland_session(bare_screen) -> None:
    check_display(bare_screen.display, {"DISPLAY": bare_screen.display})
    check_display(bare_screen.display, {"DISPLAY": ":60000", "WAYLAND_DISPLAY": "wayland-0"})


@pytest.mark.x11
def test_a_server_without_xtest_is_refused(eventually: Callable[..., None]) -> None:
    taken = {path.name for path in Path("/tmp/.X11-unix").glob("X*")}
    display = f":{next(number for number in range(170, 270) if f'X{number}' not in taken)}"
    words = ["Xvfb", display, "-nolisten", "tcp", "-extension", "XTEST"]
    server = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        eventually(lambda: "XTEST" in refusal(display, {}))
    finally:
        server.kill()
        server.wait(10)


def test_a_display_that_never_answers_is_given_up_after_two_seconds() -> None:
    silent = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    number = next(number for number in range(40, 90) if _bound(silent, 6000 + number))
    silent.listen()
    began_s = time.monotonic()
    assert "cannot be opened" in refusal(f"127.0.0.1:{number}", {})
    assert time.monotonic() - began_s < 3
    silent.close()


def _bound(at: socket.socket, port: int) -> bool:
    try:
        at.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True


HOLDER = """
import sys
from collections.abc import Callable
from pathlib import Path
from app.surfaces.display_lock import DisplayLock
DisplayLock(display=":7", folder=Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_deskhand_on_the_display_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    words = [sys.executable, "-c", HOLDER, str(tmp_path)]
    holder = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == b"held\n"
    lock = DisplayLock(display=":7.0", folder=tmp_path)
    with pytest.raises(Misuse, match=f"process {holder.pid}"):
        lock.acquire()
    with DisplayLock(display=":8", folder=tmp_path):
        pass
    holder.kill()
    holder.wait(10)
    holder.stdout.close()
    holder.stdin.close()
    with lock, pytest.raises(Misuse):
        DisplayLock(display=":7", folder=tmp_path).acquire()
    with lock:
        pass


def test_a_stale_lock_is_taken_over(tmp_path: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    (tmp_path / "deskhand-display-7.lock").write_text(f"{gone.pid} 1.0\n")
    with DisplayLock(display=":7", folder=tmp_path):
        assert (tmp_path / "deskhand-display-7.lock").read_text().startswith(f"{os.getpid()} ")


def test_a_live_process_with_the_number_of_a_dead_holder_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "deskhand-display-7.lock").write_text(f"{os.getppid()} 1.0\n")
    with DisplayLock(display=":7", folder=tmp_path):
        pass


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="cannot be written"):
        DisplayLock(display=":7", folder=tmp_path / "missing").acquire()


def test_the_locks_lie_in_the_runtime_folder_or_a_private_one(tmp_path: Path) -> None:
    assert lock_folder({"XDG_RUNTIME_DIR": str(tmp_path)}) == tmp_path
    assert lock_folder({"XDG_RUNTIME_DIR": str(tmp_path / "missing")}).is_dir()
