"""Somebody at a real display: programs are started there, and xdotool is the hand."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from app.clock import RunClock, StopSwitch
from app.compose.parts import load_words
from app.surfaces.accessibility.atspi import AtSpi
from app.surfaces.browser.finding import find_browser
from app.surfaces.desktop.watching import DesktopWatcher
from app.surfaces.virtual_display.display import VirtualDisplay
from grounding.screen import Role, Structure
from planner.flow.reading import read_flow
from planner.flow.values import Flow
from tests.calling import Called, Line, Running, call

QUICK_S = 0.15
A_MOMENT_S = 0.7


class Seat:
    """folder: for what the programs keep, and for the flow."""

    def __init__(self, display: VirtualDisplay, folder: Path) -> None:
        self.display = display.display
        self.file = folder / "chore.flow.yaml"
        self.environment = {**os.environ, **display.environment, "HOME": str(folder)}
        self.environment |= {"XDG_CONFIG_HOME": str(folder / "config"), "QT_QPA_PLATFORM": "xcb"}
        self.programs: list[subprocess.Popen[bytes]] = []
        self.running: Running | None = None
        self.address = ""
        self.moment_s = A_MOMENT_S
        self._watcher: DesktopWatcher | None = None

    # --- programs -----------------------------------------------------------------------------------------------------

    def start(self, *words: str, title: str, at: tuple[int, int] | None = None) -> str:
        """The number of the window that came up, put at a place."""
        quiet = subprocess.DEVNULL
        self.programs.append(
            subprocess.Popen(words, env=self.environment, stdout=quiet, stderr=quiet, start_new_session=True)
        )
        window = self.window(title)
        if at is not None:
            self.hand("windowmove", "--sync", window, str(at[0]), str(at[1]))
        self.pause()
        return window

    def start_browser(self, url: str, folder: Path, *, size: str = "700,600", at: tuple[int, int] = (0, 0)) -> None:
        """A browser with its windows on the display, that takes a debugger at `address`."""
        profile = folder / "theirs"
        told = profile / "DevToolsActivePort"
        as_root = ("--no-sandbox", "--test-type") if os.geteuid() == 0 else ()
        self.start(
            find_browser(os.environ), "--no-first-run", f"--user-data-dir={profile}", "--remote-debugging-port=0",
            f"--window-size={size}", f"--window-position={at[0]},{at[1]}", "--disable-features=Translate",
            "--password-store=basic", *as_root, url, title="Chrom",
        )  # fmt: skip
        deadline_s = time.monotonic() + 20
        while not told.is_file() or not told.read_text().count("\n"):
            assert time.monotonic() < deadline_s
            time.sleep(0.1)
        self.address = f"http://127.0.0.1:{told.read_text().splitlines()[0]}"

    @contextmanager
    def page(self) -> Iterator[Page]:
        """The tab in front, for looking where things stand."""
        with sync_playwright() as playwright:
            browser = playwright.chromium.connect_over_cdp(self.address)
            yield browser.contexts[0].pages[0]
            browser.close()

    def spots(self, *selectors: str) -> list[tuple[int, int]]:
        """Where the middle of things of the page lies on the display."""
        with self.page() as page:
            return [
                tuple(  # type: ignore[misc]
                    page.evaluate(
                        """selector => { const r = document.querySelector(selector).getBoundingClientRect();
                        return [Math.round(screenX + (outerWidth - innerWidth) / 2 + r.x + r.width / 2),
                                Math.round(screenY + outerHeight - innerHeight + r.y + r.height / 2)]; }""",
                        selector,
                    )
                )
                for selector in selectors
            ]

    def window(self, title: str, within_s: float = 40.0) -> str:
        deadline_s = time.monotonic() + within_s
        while True:
            found = self.hand("search", "--onlyvisible", "--any", "--name", "--class", title).split()
            if found:
                return found[-1]
            assert time.monotonic() < deadline_s, f"no window {title}"
            time.sleep(0.1)

    def press_on(self, text: str, *roles: Role, times: int = 1) -> None:
        """Clicks on what is called so, as a person who sees it."""
        deadline_s = time.monotonic() + 15
        while True:
            look = self._eyes().look()
            elements = look.structure.elements if isinstance(look.structure, Structure) else ()
            active = next((one.id for one in look.surroundings.windows if one.active), "")
            found = [one for one in elements if one.text == text and (not roles or one.role in roles)]
            found.sort(key=lambda one: one.window != active)
            if found:
                self.click(*found[0].box.center, times=times)
                return
            assert time.monotonic() < deadline_s, f"no {text}: {[(one.role.value, one.text) for one in elements]}"
            time.sleep(0.2)

    def _eyes(self) -> DesktopWatcher:
        if self._watcher is None:
            self._watcher = DesktopWatcher(
                display=self.display, clock=RunClock(switch=StopSwitch()),
                accessibility=AtSpi(environment=self.environment), own_pids=frozenset(), own_ids=frozenset(),
            )  # fmt: skip
        return self._watcher

    # --- the hand -----------------------------------------------------------------------------------------------------

    def hand(self, *words: str) -> str:
        told = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=30, check=False
        )
        return told.stdout

    def pause(self, seconds: float | None = None) -> None:
        time.sleep(self.moment_s if seconds is None else seconds)

    def type(self, text: str) -> None:
        self.hand("type", "--delay", "40", text)
        self.pause()

    def press(self, *keys: str) -> None:
        self.hand("key", "--", *keys)
        self.pause()

    def click(self, x: int, y: int, *, window: str = "", button: int = 1, times: int = 1) -> None:
        """window: whose own coordinates these are; "": the screen's."""
        self.hand("mousemove", *(("--window", window) if window else ()), str(x), str(y))
        self.pause(QUICK_S)
        self.hand("click", "--repeat", str(times), "--delay", "60", str(button))
        self.pause()

    # --- Deskhand -----------------------------------------------------------------------------------------------------

    def record(self, *more: str) -> None:
        where = ("--display", self.display, *more)
        if self.running is not None:
            self.running.close()
        self.running = Running.start("record", str(self.file), *where, "--json", environment=self.environment)
        self.running.wait_for("recording")
        self.pause()

    def end_told(self, within_s: float = 150.0) -> Line:
        assert self.running is not None
        self.pause()
        self.running.send(signal.SIGTERM)
        told = self.running.wait_for("recorded", within_s)
        assert self.running.finish() == 0, self.running.errors
        return told

    def end(self) -> Flow:
        self.end_told()
        return read_flow(self.file.read_text(encoding="utf-8"), load_words())

    def replay(self, *more: str) -> Called:
        where = ("--display", self.display, *more)
        return call("replay", str(self.file), *where, "--json", environment=self.environment, within_s=240)

    def close(self) -> None:
        if self._watcher is not None:
            self._watcher.close()
        if self.running is not None:
            self.running.close()
        for program in self.programs:
            with suppress(ProcessLookupError):  # it ended by itself
                os.killpg(program.pid, signal.SIGKILL)
            program.wait(10)


@contextmanager
def seat(folder: Path, size_wh: tuple[int, int] = (1200, 760)) -> Iterator[Seat]:
    clock = RunClock(switch=StopSwitch())
    with VirtualDisplay.start(size_wh=size_wh, scale=1.0, clock=clock) as display:
        made = Seat(display, folder)
        try:
            yield made
        finally:
            made.close()
