"""A virtual display with real windows on it, looked at through AT-SPI."""

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.surfaces.accessibility.atspi import AtSpi
from app.surfaces.desktop.connection import Connection
from app.surfaces.desktop.ports import Layout
from app.surfaces.desktop.windows import Windows
from app.surfaces.virtual_display.display import VirtualDisplay
from grounding.screen import Element, Frame, Role, Structure

FORM = Path(__file__).with_name("form.py")


class WallClock:
    """The machine's own time."""

    def now_s(self) -> float:
        return time.monotonic()

    def utc(self) -> datetime:
        return datetime.now(UTC)

    def sleep_s(self, seconds: float) -> None:
        threading.Event().wait(seconds)

    def check(self) -> None:
        return


class Desk:
    """A display of its own, and what its programs say of themselves."""

    def __init__(self, display: VirtualDisplay) -> None:
        self.display = display
        # A home of its own: what an editor remembers of one test must not come up in the next.
        self.home = display.private_folder / "home"
        self.home.mkdir()
        self.connection = Connection(display.display)
        self.windows = Windows(self.connection, own_pids=frozenset(), own_ids=frozenset())
        self.tree = AtSpi(environment=display.environment)
        self.frame = Frame(surface_id="desk")

    def open(self, *argv: str, title: str) -> int:
        """Starts a program and waits until its window is there and drawn; returns its process id."""
        program = shutil.which(argv[0])
        assert program is not None, f"{argv[0]} is not installed; packaging/check.sh installs it"
        environment = {
            name: value
            for name, value in self.display.environment.items()
            if name not in {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}
        } | {"HOME": str(self.home)}
        pid = self.display.guard.start([program, *argv[1:]], environment=environment, folder=str(self.home))
        opened = self.until(lambda: any(title in window.title for window in self.windows.read()), within_s=20)
        assert opened, [window.title for window in self.windows.read()]
        assert self.until(lambda: any(title in one.text for one in self.elements()))
        return pid

    def open_form(self, *arguments: str) -> int:
        return self.open(sys.executable, str(FORM), *arguments, title="Order desk")

    def layout(self) -> Layout:
        return Layout(frame=self.frame, windows=self.windows.read())

    def structure(self) -> Structure:
        found = self.tree.read(self.layout())
        return found if isinstance(found, Structure) else Structure(elements=())

    def elements(self) -> tuple[Element, ...]:
        return self.structure().elements

    def one(self, role: Role, text: str) -> Element:
        """The one element of that role and name; waits a while for it to be there."""
        found: list[Element] = []

        def is_there() -> bool:
            found[:] = [one for one in self.elements() if one.role is role and one.text == text]
            return len(found) == 1

        assert self.until(is_there), [(one.role.value, one.text) for one in self.elements()]
        return found[0]

    def until(self, claim: Callable[[], bool], *, within_s: float = 8.0) -> bool:
        until_s = time.monotonic() + within_s
        while not claim():
            if time.monotonic() > until_s:
                return False
            threading.Event().wait(0.03)
        return True

    def close(self) -> None:
        self.tree.close()
        self.connection.close()


def desk_of(scale: float) -> Iterator[Desk]:
    with VirtualDisplay.start(size_wh=(1280, 800), scale=scale, clock=WallClock()) as display:
        desk = Desk(display)
        yield desk
        desk.close()


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from desk_of(1.0)


@pytest.fixture
def scaled_desk() -> Iterator[Desk]:
    yield from desk_of(2.0)
