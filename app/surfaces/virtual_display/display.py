"""A virtual display: started in the one order that works, and gone without a trace.

X server, then a bus that knows the display, then accessibility switched on (programs that start before that offer one
node instead of eighty), then the window manager, and only then programs.
"""

import os
import pwd
import secrets
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import sample
from types import TracebackType
from typing import Self

from app.errors import AppError, Misuse
from app.surfaces.virtual_display import authority, environment
from app.surfaces.virtual_display.accessibility_bus import AccessibilityBus
from app.surfaces.virtual_display.guard import Guard
from app.surfaces.virtual_display.leftovers import PREFIX, State, base_folder, reap_leftovers, take_away
from app.surfaces.virtual_display.paint import FreshDisplay
from app.surfaces.virtual_display.parts import Parts, find_parts
from app.surfaces.virtual_display.processes import ProcessId, identity
from planner.ports import Clock

SMALLEST_WH = (320, 240)
LARGEST = 8192
SCALES = (0.5, 4.0)
NUMBERS = range(200, 400)
TRIES = 8
START_S = 15.0
GOODBYE_S = 0.4
GRACE_S = 0.1
TICK_S = 0.004


class DisplayFailed(AppError):
    """A part of a virtual display did not come up."""

    def __init__(self, part: str, last_words: str) -> None:
        words = f" It said: {last_words}" if last_words else ""
        super().__init__(f"The virtual display's {part} did not start. Run `deskhand doctor`.{words}")


class VirtualDisplay:
    """A running display. Made by `start`, ended by `close` or by leaving a `with` block."""

    def __init__(self, *, folder: Path, guard: Guard, clock: Clock, size_wh: tuple[int, int], scale: float) -> None:
        self._folder = folder
        self._guard = guard
        self._clock = clock
        self._closed = False
        self._begun_s = clock.now_s()
        self.size_wh = size_wh
        self.scale = scale
        self.display = ""
        self._environment: dict[str, str] = {}
        self._fresh: FreshDisplay | None = None

    @classmethod
    def start(cls, *, size_wh: tuple[int, int], scale: float = 1.0, clock: Clock) -> Self:
        """Ready for programs when it returns. Raises Misuse (a part is not installed, an impossible size),
        DisplayFailed, Stopped."""
        _check(size_wh, scale)
        parts = find_parts(os.environ)
        reap_leftovers()
        folder = base_folder() / f"{PREFIX}{secrets.token_hex(5)}"
        started = cls(folder=folder, guard=Guard(), clock=clock, size_wh=size_wh, scale=scale)
        try:
            started._bring_up(parts)
        except BaseException:
            started.close()
            raise
        return started

    @property
    def environment(self) -> Mapping[str, str]:
        """For programs that are to run on this display, and for whoever asks its accessibility bus."""
        return self._environment

    @property
    def private_folder(self) -> Path:
        """Goes with the display: a place for profiles and the like."""
        return self._folder

    @property
    def guard(self) -> Guard:
        """Starts programs so that they end with the display, and watches others."""
        return self._guard

    def spawn(self, argv: Sequence[str], *, folder: str = "") -> int:
        """Starts a program (absolute path first) on this display; returns its process id. Raises CannotStart."""
        home = folder or self._environment.get("HOME", "/")
        return self._guard.start(argv, environment=self._environment, folder=home)

    def close(self) -> None:
        """Ends every program, then the servers, and removes every file. Twice is harmless."""
        if self._closed:
            return
        self._closed = True
        if self._fresh is not None:
            if self._fresh.ask_windows_to_close():
                self._wait_for_goodbyes(self._fresh)
            self._fresh.close()
        self._guard.close()
        if self._folder.exists():  # the guardian was killed
            take_away(self._folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wait_for_goodbyes(self, fresh: FreshDisplay) -> None:
        """Not by the run's clock: when it was stopped, that refuses to wait, and closing is not part of the run."""
        until_s = time.monotonic() + GOODBYE_S
        while fresh.has_windows() and time.monotonic() < until_s:
            time.sleep(TICK_S)
        time.sleep(GRACE_S)  # an application saves its settings after its last window has gone

    # --- bringing up ---------------------------------------------------------------------------------------------

    def _bring_up(self, parts: Parts) -> None:
        self._make_folder()
        cookie = authority.new_cookie()
        keys = self._folder / "authority"
        authority.write(keys, cookie)
        bus = self._folder / "bus"
        self._environment = environment.for_programs(
            os.environ, folder=self._folder, display="", authority=keys, bus=bus, scale=self.scale
        )
        number = self._start_server(parts, keys, cookie)
        self.display = self._environment["DISPLAY"] = f":{number}"
        self._start_part("bus", [parts.bus, "--session", "--nofork", "--nopidfile", f"--address=unix:path={bus}"])
        authority.write(keys, cookie, number=str(number))
        fresh = self._fresh = FreshDisplay(self.display)
        fresh.paint()
        fresh.set_resources(environment.dots_per_inch(self.scale))
        fresh.give_settings(self.scale)
        self._wait("bus", lambda: _answers(bus))
        self._start_part("window_manager", list(parts.window_manager), server=False)
        self._switch_accessibility_on(parts)
        self._wait("window_manager", fresh.has_window_manager)

    def _make_folder(self) -> None:
        # Promised before it is made, so that there is no moment at which nobody would remove it.
        self._guard.remove_folder(str(self._folder))
        self._folder.mkdir(mode=0o700)
        self._note()
        services = self._folder / "runtime" / "dbus-1" / "services"
        for folder in (services, self._folder / "temporary"):
            folder.mkdir(parents=True)
        (self._folder / "runtime").chmod(0o700)
        for name in environment.MASKED_SERVICES:
            (services / f"{name}.service").write_text(f"[D-BUS Service]\nName={name}\nExec=/bin/false\n")

    def _note(self, number: int = -1, server: int = 0) -> None:
        """Tells whoever comes after the guardian what belongs to this display."""
        nobody = ProcessId(0, 0)
        owner, guardian = identity(os.getpid()) or nobody, identity(self._guard.pid) or nobody
        State(owner=owner, guardian=guardian, number=number, server=server).write(self._folder)

    def _start_server(self, parts: Parts, keys: Path, cookie: bytes) -> int:
        """The number of a display that was free. With a number given the server makes the lock file that keeps others
        off; with -displayfd it would make none, and take :0 from whoever logs in next."""
        width, height = self.size_wh
        dots = str(environment.dots_per_inch(self.scale))
        for number in _free_numbers():
            argv = [parts.server, f":{number}", "-screen", "0", f"{width}x{height}x24", "-dpi", dots, "-noreset"]
            argv += ["-nolisten", "tcp", "-auth", str(keys), "+extension", "RANDR", "+extension", "XTEST"]
            pid = self._start_part("server", argv)
            self._guard.remove_display_files(number, pid)
            self._note(number, pid)
            path = authority.socket_path(number)
            ended = False
            while not _answers(path) and not ended:
                ended = self._guard.has_ended(pid)
                self._pause("server")
            try:
                authority.admit_this_user(path, cookie, pwd.getpwuid(os.getuid()).pw_name)
            except OSError:
                continue  # somebody else took the number in the meantime
            return number
        raise DisplayFailed("server", self._last_words("server"))

    def _start_part(self, part: str, argv: Sequence[str], *, server: bool = True, memory: bool = False) -> int:
        own = dict(self._environment) | ({"GSETTINGS_BACKEND": "memory"} if memory else {})
        return self._guard.start(
            argv,
            environment=own,
            folder="/",
            output=str(self._folder / f"{part}.out"),
            errors=str(self._folder / f"{part}.err"),
            server=server,
        )

    def _switch_accessibility_on(self, parts: Parts) -> None:
        if not parts.accessibility:
            return
        # It would write "accessibility is on" into the person's settings: it gets settings in memory.
        argv = [*parts.accessibility, "--launch-immediately", "--a11y=1"]
        self._start_part("accessibility", argv, memory=True)
        with AccessibilityBus(self._environment["DBUS_SESSION_BUS_ADDRESS"]) as bus:
            self._wait("accessibility", bus.is_up)
            bus.switch_on()

    def _wait(self, part: str, ready: Callable[[], bool]) -> None:
        while not ready():
            self._pause(part)

    def _pause(self, part: str) -> None:
        if self._clock.now_s() > self._begun_s + START_S:
            raise DisplayFailed(part.replace("_", " "), self._last_words(part))
        self._clock.sleep_s(TICK_S)

    def _last_words(self, part: str) -> str:
        try:
            lines = (self._folder / f"{part}.err").read_text(errors="replace").split("\n")
        except OSError:
            return ""
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _check(size_wh: tuple[int, int], scale: float) -> None:
    width, height = size_wh
    if not (SMALLEST_WH[0] <= width <= LARGEST and SMALLEST_WH[1] <= height <= LARGEST):
        raise Misuse(
            f"A virtual display of {width}x{height} is not possible: "
            f"use a size from {SMALLEST_WH[0]}x{SMALLEST_WH[1]} to {LARGEST}x{LARGEST}."
        )
    if not SCALES[0] <= scale <= SCALES[1]:
        raise Misuse(f"A scale of {scale:g} is not possible: use one from {SCALES[0]:g} to {SCALES[1]:g}.")


def _free_numbers() -> list[int]:
    """In an order of its own, so that two that start at once seldom try the same."""
    numbers = [number for number in NUMBERS if not any(path.exists() for path in authority.files_of(number))]
    return sample(numbers, min(TRIES, len(numbers)))


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        try:
            line.connect(str(path))
        except OSError:
            return False
    return True
