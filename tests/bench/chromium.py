"""A headless Chromium with an open debugging port, as a person might have it, and one page in it at a time."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app.clock import RunClock, StopSwitch
from app.errors import AppError
from app.surfaces.browser.attach import connect
from app.surfaces.browser.finding import find_browser
from app.surfaces.browser.protocol import Answer, Connection

STARTS_S = 30.0
POLL_S = 0.02


class PageBroken(Exception):
    """What was to be evaluated raised an error in the page."""


@dataclass(frozen=True, kw_only=True)
class Chromium:
    """address: for `--cdp`. size_wh: of the page in CSS pixels."""

    address: str
    connection: Connection
    size_wh: tuple[int, int]

    @classmethod
    @contextmanager
    def started(cls, *, size_wh: tuple[int, int], scale: float) -> Iterator["Chromium"]:
        """scale: picture pixels for a CSS pixel."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            process = subprocess.Popen(
                [
                    str(find_browser(os.environ)),
                    "--headless",
                    "--no-first-run",
                    "--remote-debugging-port=0",
                    f"--force-device-scale-factor={scale:g}",
                    f"--user-data-dir={profile}",
                    *(["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []),
                    "about:blank",
                ],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the benchmark
            )
            try:
                told = Path(profile) / "DevToolsActivePort"
                wait_until(lambda: told.is_file() and "\n" in told.read_text())
                address = f"http://127.0.0.1:{told.read_text().split()[0]}"
                connection = Connection(wire=connect(address), clock=RunClock(switch=StopSwitch()))
                yield cls(address=address, connection=connection, size_wh=size_wh)
                connection.close()
            finally:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def page(self, url: str) -> "Page":
        """A new tab; every other one is closed."""
        others = [one.text("targetId") for one in self._tabs()]
        target = self.connection.call("Target.createTarget", url="about:blank").text("targetId")
        for other in others:
            self.connection.call("Target.closeTarget", targetId=other)
        session = self.connection.call("Target.attachToTarget", targetId=target, flatten=True).text("sessionId")
        width, height = self.size_wh
        self.connection.call(
            "Emulation.setDeviceMetricsOverride",
            session,
            width=width,
            height=height,
            deviceScaleFactor=0,  # the browser's own: other clients' pictures do not keep to an emulated one
            mobile=False,
        )
        self.connection.call("Page.navigate", session, url=url)
        return Page(connection=self.connection, session=session)

    def _tabs(self) -> list[Answer]:
        targets = self.connection.call("Target.getTargets").items("targetInfos")
        return [one for one in targets if one.text("type") == "page"]


@dataclass(frozen=True, kw_only=True)
class Page:
    connection: Connection
    session: str

    def evaluate(self, script: str) -> Answer:
        """The value of a script. Raises PageBroken, AppError."""
        answer = self.connection.call("Runtime.evaluate", self.session, expression=script, returnByValue=True)
        if answer.given("exceptionDetails"):
            raise PageBroken(answer.text("exceptionDetails", "exception", "description"))
        return answer.at("result", "value")

    def wait_for(self, script: str) -> None:
        """Until a script says true; while a page loads, none can be asked. Raises TimeoutError."""

        def holds() -> bool:
            with suppress(AppError, PageBroken):
                return self.evaluate(script).value is True
            return False

        wait_until(holds)


def wait_until(condition: Callable[[], bool]) -> None:
    """Raises TimeoutError."""
    deadline_s = time.monotonic() + STARTS_S
    while not condition():
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"The browser was not ready within {STARTS_S:g} s.")
        time.sleep(POLL_S)
