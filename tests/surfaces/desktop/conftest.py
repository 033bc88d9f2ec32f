"""A real X server with a window manager, applications on it, and the desktop surface at work there."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from Xlib import X
from Xlib.display import Display

from app.clock import RunClock, StopSwitch
from app.surfaces.desktop.ports import AccessibilityTree
from app.surfaces.desktop.surface import DesktopSurface
from app.surfaces.desktop.xtest import XtestInput
from grounding.geometry import Box
from grounding.screen import Element, ElementId, FoundBy, Look, Query, Role, State, Target
from planner.actions import Act
from planner.errors import ActFailed, PermitRefused
from planner.ports import Performed
from planner.safety.permit import BoundAction

PROBE = Path(__file__).with_name("qt_probe.py")


def until(condition: Callable[[], object], what: str, within_s: float = 15.0) -> None:
    deadline_s = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline_s, f"{what} did not come true within {within_s} s"
        time.sleep(0.02)


class Screen:
    """An X server of its own. Everything started on it ends with it."""

    def __init__(self, folder: Path, *, size: str = "1280x800", manager: bool = True) -> None:
        self.folder = folder
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-noreset", "-nolisten", "tcp"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as numbers:
            self.display = f":{numbers.readline().strip()}"
        self.programs: list[subprocess.Popen[bytes]] = []
        if manager:
            self.start("openbox")
            until(self._managed, "a window manager")

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "PYTHONPATH")}
        return kept | {
            "DISPLAY": self.display,
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "GTK_USE_PORTAL": "0",
            "NO_AT_BRIDGE": "1",
            "QT_QPA_PLATFORM": "xcb",
            "GSETTINGS_BACKEND": "memory",
        }

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        program = subprocess.Popen(
            words, env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder
        )
        self.programs.append(program)
        return program

    def run(self, *words: str, check: bool = True) -> str:
        return subprocess.run(
            words, env=self.environment(), capture_output=True, text=True, check=check, timeout=20
        ).stdout

    def titles(self) -> list[str]:
        lines = self.run("wmctrl", "-l", check=False).splitlines()  # fails before the first window was there
        return [line.split(maxsplit=3)[3] for line in lines if len(line.split(maxsplit=3)) > 3]

    def wait_window(self, words: str) -> None:
        """Until a window with these words in its title is there and has the keyboard."""
        until(lambda: any(words in title for title in self.titles()), f"a window called {words}")
        until(lambda: words in self.run("xdotool", "getactivewindow", "getwindowname", check=False), "it is active")

    def close(self) -> None:
        for program in reversed(self.programs):
            program.kill()
            program.wait(10)
        self.server.kill()
        self.server.wait(10)

    def _managed(self) -> bool:
        return "_NET_SUPPORTING_WM_CHECK(WINDOW)" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")


@dataclass(frozen=True)
class Slip:
    bound: BoundAction


class OneRedeemer:
    """Redeems each slip once, for its own surface only."""

    def __init__(self) -> None:
        self._used: set[int] = set()

    def redeem(self, permit: Slip, surface_id: str) -> BoundAction:
        if id(permit) in self._used or permit.bound.surface_id != surface_id:
            raise PermitRefused("This permit was used or is for elsewhere.")
        self._used.add(id(permit))
        return permit.bound


class NoLauncher:
    """Knows no application but those it is told of; counts what it was asked to start."""

    def __init__(self) -> None:
        self.classes: dict[str, tuple[str, ...]] = {}
        self.opened: list[str] = []

    def open_app(self, name: str) -> str:
        self.opened.append(name)
        return "started"

    def window_class_of(self, name: str) -> tuple[str, ...]:
        return self.classes.get(name, ())

    def open_file(self, path: str, app: str) -> str:
        self.opened.append(path)
        return "started"

    def open_address(self, address: str) -> str:
        raise ActFailed("There is no browser here.")

    def close(self) -> None:
        self.opened.append("closed")


class Desk:
    """A surface on a screen, with the loop's part done by hand: look, point, act."""

    def __init__(
        self,
        screen: Screen,
        *,
        own_pids: frozenset[int] = frozenset(),
        accessibility: AccessibilityTree | None = None,
        secrets: Callable[[str], str] = str.upper,
        input_backend: XtestInput | None = None,
    ) -> None:
        self.screen = screen
        self.switch = StopSwitch()
        self.clock = RunClock(switch=self.switch)
        self.launcher = NoLauncher()
        self.slips: list[Slip] = []
        self.surface = DesktopSurface(
            display=screen.display,
            redeemer=OneRedeemer(),
            clock=self.clock,
            secrets=secrets,
            accessibility=accessibility,
            launcher=self.launcher,
            environment=screen.environment(),
            input_backend=input_backend or XtestInput(display=screen.display, clock=self.clock),
            own_pids=own_pids,
        )
        self.last: Look | None = None

    def look(self) -> Look:
        self.last = self.surface.look()
        return self.last

    def target(self, box: Sequence[int], *, state: frozenset[State] = frozenset()) -> Target:
        assert self.last is not None
        place = Box(*box)
        element = Element(id=ElementId("e"), box=place, role=Role.TEXT_FIELD, state=state, found_by=FoundBy.VISION)
        return Target(
            screenshot_id=self.last.screenshot.id, query=Query(), element=element, point=place.center, score=1.0
        )

    def at(self, x: int, y: int) -> Target:
        return self.target((x - 1, y - 1, x + 1, y + 1))

    def slip(self, act: Act, target: Target | None = None, end: Target | None = None) -> Slip:
        slip = Slip(BoundAction(action=act, surface_id=self.surface.id, target=target, end_target=end))
        self.slips.append(slip)  # kept, so that no two have the same identity
        return slip

    def do(self, act: Act, target: Target | None = None, end: Target | None = None) -> Performed:
        """Looks, then acts."""
        if target is None:
            self.look()
        return self.surface.perform(self.slip(act, target, end))

    def close(self) -> None:
        self.surface.close()


class QtProbe:
    """The Qt window of qt_probe.py, started on a screen; its state is read from the file that it writes."""

    def __init__(self, screen: Screen, title: str = "Probe") -> None:
        self._file = screen.folder / f"{title}.json"
        self.program = screen.start(sys.executable, str(PROBE), str(self._file), title)
        screen.wait_window(title)
        until(self._file.exists, "the probe's state")
        until(self._at_rest, "the probe at rest")

    def state(self) -> dict[str, object]:
        loaded: dict[str, object] = json.loads(self._file.read_text(encoding="utf-8"))
        return loaded

    def _at_rest(self) -> bool:
        """Whether the window manager has put it where it stays."""
        before = self.box("line")
        time.sleep(0.25)
        return self.box("line") == before

    def box(self, name: str) -> list[int]:
        places = self.state()["places"]
        assert isinstance(places, dict)
        return list(places[name])

    def wait(self, name: str, value: object) -> None:
        deadline_s = time.monotonic() + 20  # Qt loads fonts for a script that it meets for the first time
        while self.state()[name] != value:
            assert time.monotonic() < deadline_s, f"{name} is {self.state()[name]!r}, not {value!r}"
            time.sleep(0.02)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    started = Screen(tmp_path)
    yield started
    started.close()


@pytest.fixture
def bare_screen(tmp_path: Path) -> Iterator[Screen]:
    """Without a window manager."""
    started = Screen(tmp_path, manager=False)
    yield started
    started.close()


@pytest.fixture
def desk(screen: Screen) -> Iterator[Desk]:
    made = Desk(screen)
    yield made
    made.close()


@pytest.fixture
def make_desk(screen: Screen) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def make(on: Screen | None = None, **options: object) -> Desk:
        made.append(Desk(on or screen, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def probe(screen: Screen) -> QtProbe:
    return QtProbe(screen)


@pytest.fixture
def make_probe(screen: Screen) -> Callable[[str], QtProbe]:
    return lambda title: QtProbe(screen, title)


@pytest.fixture
def wait_until() -> Callable[..., None]:
    return until


@pytest.fixture
def keys_down() -> Callable[[str], list[int]]:
    """Keycodes, and buttons as negative numbers, that a display believes to be held."""

    def down(display: str) -> list[int]:
        server = Display(display)
        keymap = server.query_keymap()
        mask = server.screen().root.query_pointer().mask
        server.close()
        keys = [index * 8 + bit for index, byte in enumerate(keymap) for bit in range(8) if byte & (1 << bit)]
        buttons = (X.Button1Mask, X.Button2Mask, X.Button3Mask)
        return keys + [-number for number, bit in enumerate(buttons, 1) if mask & bit]

    return down


@pytest.fixture
def frozen() -> Iterator[Callable[[int], None]]:
    """Freezes a process until the end of the test."""
    stopped: list[int] = []

    def freeze(pid: int) -> None:
        os.kill(pid, signal.SIGSTOP)
        stopped.append(pid)

    yield freeze
    for pid in stopped:
        os.kill(pid, signal.SIGCONT)
