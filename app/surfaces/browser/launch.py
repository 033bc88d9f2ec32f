"""Starts a browser of our own: which one, with which profile, in which sandbox; and clears up after it."""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psutil

from app.errors import Misuse
from app.surfaces.browser.driver import Driver, Start, arguments
from app.surfaces.browser.finding import find_browser
from app.surfaces.browser.protocol import CallRefused, Connection
from planner.ports import Clock

_PREFIX: Final = "deskhand-browser-"
_GONE_S: Final = 3.0
_AS_ROOT: Final = (
    "The browser runs without its sandbox, because Deskhand runs as root; start it as an ordinary user to have it."
)


@dataclass(kw_only=True)
class Launched:
    """A running browser. throw_away: its profile is removed when it closes."""

    driver: Driver
    profile: Path
    throw_away: bool
    notes: tuple[str, ...]
    children: list[int] = field(default_factory=list)

    @property
    def pids(self) -> tuple[int, ...]:
        return tuple(self.children)

    def find_browser_process(self, connection: Connection, on_child: Callable[[int], None]) -> None:
        try:
            processes = connection.call("SystemInfo.getProcessInfo").items("processInfo")
        except CallRefused:
            return
        for process in processes:
            if process.text("type") == "browser":
                self.children.append(process.whole("id"))
                on_child(process.whole("id"))

    def close(self) -> None:
        """Ends the browser by asking, then by force, and removes a throw-away profile."""
        browsers = [psutil.Process(pid) for pid in self.children if psutil.pid_exists(pid)]
        self.driver.close()
        _gone, left = psutil.wait_procs(browsers, timeout=_GONE_S)
        for process in left:
            process.kill()
        psutil.wait_procs(left, timeout=_GONE_S)
        if self.throw_away:
            shutil.rmtree(self.profile, ignore_errors=True)


def start(
    *,
    clock: Clock,
    profile: Path | None,
    headless: bool,
    environment: Mapping[str, str],
    on_child: Callable[[int], None],
    size_wh: tuple[int, int],
    scale: float,
    answers: bool = True,
) -> Launched:
    """answers: what pages ask for is answered by us; else by the person at the browser's window.

    Raises Misuse when there is no browser or it does not start, SurfaceGone when it takes too long, Stopped."""
    program = find_browser(environment)
    if not headless and os.name == "posix" and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        raise Misuse("There is no display for the browser's window; name one with --display, or use --virtual.")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    _remove_left_profiles()
    folder = profile if profile is not None else Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    children: list[int] = []

    def started(pid: int) -> None:
        children.append(pid)
        on_child(pid)

    try:
        folder.mkdir(parents=True, exist_ok=True)
        driver = Driver(
            Start(
                program=program,
                profile=folder,
                headless=headless,
                sandbox=not root,
                arguments=arguments(size_wh=size_wh, scale=scale),
                binding=f"deskhand{os.urandom(4).hex()}" if answers else "",
                environment=environment,
            ),
            clock=clock,
            on_child=started,
        )
    except OSError as error:
        raise Misuse(f"The browser's profile {folder} cannot be written; choose another ({error.strerror}).") from error
    except BaseException:
        if profile is None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return Launched(
        driver=driver,
        profile=folder,
        throw_away=profile is None,
        notes=(_AS_ROOT,) if root else (),
        children=children,
    )


def _remove_left_profiles() -> None:
    """Throw-away profiles whose Deskhand was killed before it could remove them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdecimal() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)
