"""`deskhand doctor` tries things out on real displays, and names the mend for what does not work."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from Xlib.display import Display

from app.doctor.finding import Check, Finding, NotWell, findings
from planner.errors import ActFailed, Stopped

NAMES = [
    "session", "virtual display", "display", "pointer", "typing", "stop key", "accessibility", "browser", "models",
    "keyring", "language model", "fonts", "disk",
]  # fmt: skip
LIMIT_S = 150  # of a machine that does much else meanwhile


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return kept | more


def examine(**more: str) -> tuple[int, dict[str, Finding], str]:
    """Exit code, findings by name, and what was said beside them."""
    done = subprocess.run(
        [sys.executable, "-m", "app", "doctor", "--json"],
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    checks = json.loads(done.stdout)["checks"]
    return done.returncode, {check["name"]: Finding(**check) for check in checks}, done.stderr


class Server:
    """A real display with something on it, and its pointer at a known place."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "900x700x24", "-noreset", "-nolisten", "tcp"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as numbers:
            self.display = f":{numbers.readline().strip()}"
        self.manager = subprocess.Popen(
            ["openbox"], env=environment(DISPLAY=self.display), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.connection = Display(self.display)
        root = self.connection.screen().root
        root.create_window(700, 500, 80, 60, 0, self.connection.screen().root_depth, background_pixel=0x3366AA).map()
        root.warp_pointer(77, 88)
        self.connection.sync()

    def pointer(self) -> tuple[int, int]:
        at = self.connection.screen().root.query_pointer()
        return at.root_x, at.root_y

    def close(self) -> None:
        self.connection.close()
        for process in (self.manager, self.process):
            process.kill()
            process.wait(10)


@pytest.fixture
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.close()


@pytest.mark.x11
@pytest.mark.chromium
def test_without_a_desktop_everything_is_tried_on_a_virtual_display(private_home: Path) -> None:
    code, found, progress = examine()
    assert list(found) == NAMES
    assert {name: one.found for name, one in found.items() if not one.ok} == {}
    assert code == 0
    assert "no desktop" in found["session"].found
    assert "virtual display" in found["typing"].found
    assert "… browser" in progress


@pytest.mark.x11
@pytest.mark.chromium
def test_on_a_desktop_it_is_tried_there_and_the_pointer_is_put_back(server: Server, private_home: Path) -> None:
    code, found, _ = examine(DISPLAY=server.display)
    assert {name: one.found for name, one in found.items() if not one.ok} == {}
    assert code == 0
    for name in ("session", "display", "pointer", "typing", "stop key"):
        assert server.display in found[name].found
    assert server.pointer() == (77, 88)


@pytest.mark.x11
def test_what_is_missing_is_named_with_its_mend(private_home: Path, tmp_path: Path) -> None:
    """A machine with neither Xvfb nor a browser, and runs where nothing can be written."""
    (tmp_path / "data").rmdir()
    (tmp_path / "data").write_text("in the way")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("fc-list",):
        program = shutil.which(name)
        assert program is not None
        (tools / name).symlink_to(program)
    code, found, _ = examine(PATH=str(tools))
    assert code == 1
    assert not found["virtual display"].ok
    assert "xvfb" in found["virtual display"].mend
    assert "virtual display" in found["pointer"].mend
    assert not found["disk"].ok
    assert "--run-dir" in found["disk"].mend
    assert found["models"].ok


def test_wayland_is_told_and_what_works_then(private_home: Path, tmp_path: Path) -> None:
    _, found, _ = examine(DISPLAY=":4711", WAYLAND_DISPLAY="wayland-0", PATH=str(tmp_path))
    assert "Wayland" in found["session"].found
    assert "--virtual" in found["session"].found
    assert "--browser" in found["session"].found


@pytest.mark.x11
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_can_be_stopped(number: signal.Signals, private_home: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "app", "doctor"],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stderr is not None
    watchdog = threading.Timer(LIMIT_S, program.kill)
    watchdog.start()
    said = ""
    for line in program.stderr:
        said += line
        if "pointer" in line:
            program.send_signal(number)
    assert program.wait(20) == 4
    watchdog.cancel()
    assert "Stopped." in said
    program.stderr.close()


def test_a_check_that_breaks_keeps_no_other_from_being_made() -> None:
    def break_down() -> str:
        raise ZeroDivisionError("oops")

    def not_well() -> str:
        raise NotWell("it is of one colour", mend="wake the screen")

    def refuse() -> str:
        raise ActFailed("The act failed.")

    checks = [
        Check(name="one", examine=break_down, mend="again"),
        Check(name="two", examine=not_well, mend="again"),
        Check(name="three", examine=refuse, mend="again"),
        Check(name="four", examine=lambda: "well", mend="again"),
    ]
    names: list[str] = []
    found = list(findings(iter(checks), names.append))
    assert names == ["one", "two", "three", "four"]
    assert [(one.ok, one.mend) for one in found] == [
        (False, "again"), (False, "wake the screen"), (False, "again"), (True, "")
    ]  # fmt: skip
    assert "ZeroDivisionError" in found[0].found


def test_a_stop_ends_the_checks() -> None:
    def stop() -> str:
        raise Stopped

    with pytest.raises(Stopped):
        list(findings(iter([Check(name="one", examine=stop, mend="")]), lambda name: None))
