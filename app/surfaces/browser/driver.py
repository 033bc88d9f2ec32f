"""Starts a browser of our own through Playwright and carries the protocol to it, over a pipe and no open port.

Decision: Playwright knows how each system's browser is started with a pipe, and takes it down again; that is what it is
used for. Its own API waits in ways that nothing can end (a click that opens an alert waits for the alert), so acts and
looks go through a protocol session that Playwright opens for us, and every wait is ours (see `protocol.py`). Its event
loop runs in a thread of its own; the driver gets its own process group, so that Ctrl-C does not reach it before us.
What would change this: a deadline and a cancel on every call of Playwright's.
"""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, CDPSession, Dialog, Error, Frame, Playwright, async_playwright

from app.errors import AppError, Misuse
from app.surfaces.browser.protocol import Answer, Lost, Receive
from app.surfaces.browser.questions import PERMISSION_ASKED, asking_script
from planner.errors import SurfaceGone
from planner.ports import Clock

START_S: Final = 40.0
CLOSE_S: Final = 5.0
WATCH_S: Final = 0.1
_GONE: Final = "The browser is gone: it was closed or it crashed; run the same thing again."
_EVENTS: Final = (
    "Target.targetCreated",
    "Target.targetInfoChanged",
    "Target.targetDestroyed",
    "Target.targetCrashed",
    "Target.detachedFromTarget",
    "Browser.downloadWillBegin",
    "Browser.downloadProgress",
)
_UNWANTED: Final = ("--enable-automation", "--hide-scrollbars")


class BindingSource(TypedDict):
    """What Playwright says of the page that called."""

    frame: Frame


class NotStarted(AppError):
    """The browser did not start."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """How a browser is to be started. binding: the name under which its pages ask us for permissions, ""
    when a person answers them."""

    program: Path
    profile: Path
    headless: bool
    sandbox: bool
    arguments: tuple[str, ...]
    binding: str
    environment: Mapping[str, str]


class Driver:
    """A `Wire` to a browser of our own. The constructor starts it; raises Misuse, SurfaceGone, Stopped."""

    def __init__(self, start: Start, *, clock: Clock, on_child: Callable[[int], None]) -> None:
        self._on_child = on_child
        self._child: asyncio.SubprocessTransport | None = None
        self._loop = _loop(self._started)
        self._receive: Receive | None = None
        self._lost: Lost | None = None
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._playwright: Playwright | None = None
        self._context: BrowserContext | None = None
        self._session: CDPSession | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="browser-driver", daemon=True)
        self._thread.start()
        try:
            self._result(asyncio.run_coroutine_threadsafe(self._start(start), self._loop), START_S, clock)
        except NotStarted as error:
            self.close()
            raise _misuse(str(error)) from error
        except BaseException:
            self.close()
            raise

    def open(self, receive: Receive, lost: Lost) -> None:
        self._receive, self._lost = receive, lost

    def post(self, message: str) -> None:
        try:
            self._loop.call_soon_threadsafe(self._outgoing.put_nowait, message)
        except RuntimeError:  # the loop is closed: whoever waits has been told by `lost`
            return

    def close(self) -> None:
        """Closes the browser and the driver; returns within seconds whatever they do."""
        if self._closing:
            return
        self._closing = True
        ending = asyncio.run_coroutine_threadsafe(self._end(), self._loop)
        try:
            ending.result(CLOSE_S)
        except (FutureTimeout, CancelledError, Error):
            ending.cancel()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(CLOSE_S)

    # --- inside: the driver's thread --------------------------------------------------------------------------------

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda _loop, _context: None)  # what breaks here is told through `lost`
        self._loop.run_forever()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        if left:
            self._loop.run_until_complete(asyncio.wait(left, timeout=1.0))
        self._loop.run_until_complete(self._let_child_go())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _start(self, start: Start) -> None:
        try:
            self._playwright = await async_playwright().start()
            self._context = await self._playwright.chromium.launch_persistent_context(
                start.profile,
                executable_path=start.program,
                headless=start.headless,
                chromium_sandbox=start.sandbox,
                no_viewport=True,
                args=list(start.arguments),
                ignore_default_args=list(_UNWANTED),
                env=dict(start.environment),
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
                timeout=START_S * 1000,
            )
            browser = self._context.browser
            if browser is None:
                raise NotStarted("it gave no connection")
            browser.on("disconnected", lambda _browser: self._tell_lost())
            self._context.on("dialog", _hold)
            if start.binding:
                await self._context.expose_binding(start.binding, self._permission_asked)
                await self._context.add_init_script(asking_script(start.binding))
            self._session = await browser.new_browser_cdp_session()
        except Error as error:
            raise NotStarted(str(error)) from error
        self._session.on("Target.receivedMessageFromTarget", self._from_target)
        for name in _EVENTS:
            self._session.on(name, self._forwarder(name))
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._send_all()), loop.create_task(self._watch())]

    def _started(self, child: asyncio.SubprocessTransport) -> None:
        self._child = child
        pid = child.get_pid()
        if pid is not None:
            self._on_child(pid)

    async def _let_child_go(self) -> None:
        """A driver that was stopped while it started is still there; its browser ends with it."""
        child = self._child
        if child is None:
            return
        waited_s = 0.0
        child.close()
        while child.get_returncode() is None and waited_s < CLOSE_S / 2:
            await asyncio.sleep(0.02)
            waited_s += 0.02
        await asyncio.sleep(0)  # its pipes are closed by the loop

    async def _watch(self) -> None:
        """Playwright says nothing when its driver dies."""
        while self._child is not None and self._child.get_returncode() is None:
            await asyncio.sleep(WATCH_S)
        self._tell_lost()

    def _forwarder(self, name: str) -> Callable[[object], None]:
        return lambda data: self._deliver(json.dumps({"method": name, "params": data}))

    def _from_target(self, event: Mapping[str, str]) -> None:
        inner = event["message"]
        self._deliver(f'{{"sessionId":{json.dumps(event["sessionId"])},{inner[1:]}')

    def _deliver(self, message: str) -> None:
        if self._receive is not None:
            self._receive(message)

    async def _send_all(self) -> None:
        """One after the other, so that keys arrive in their order; a session's answers come as events."""
        while self._session is not None:
            message = Answer(json.loads(await self._outgoing.get()))
            try:
                await self._send(self._session, message)
            except Error as error:
                if self._context is None or not self._connected():
                    self._tell_lost()
                    return
                self._deliver(json.dumps({"id": message.whole("id"), "error": {"message": str(error)}}))

    async def _send(self, session: CDPSession, message: Answer) -> None:
        parameters = dict(_mapping(message, "params"))
        if message.text("sessionId"):
            inner = {"id": message.whole("id"), "method": message.text("method"), "params": parameters}
            await session.send(
                "Target.sendMessageToTarget", {"sessionId": message.text("sessionId"), "message": json.dumps(inner)}
            )
            return
        if message.text("method") == "Target.attachToTarget":
            parameters["flatten"] = False  # Playwright drops what comes on sessions that it does not know
        answer = await session.send(message.text("method"), parameters)
        self._deliver(json.dumps({"id": message.whole("id"), "result": answer}))

    def _permission_asked(self, source: BindingSource, name: str) -> bool:
        """Whether the page has to wait for an answer. The origin is the browser's word, not the page's."""
        parts = urlsplit(source["frame"].url)
        if parts.scheme not in ("http", "https") or not isinstance(name, str):
            return False
        asked = {"name": name, "origin": f"{parts.scheme}://{parts.netloc}"}
        self._deliver(json.dumps({"method": PERMISSION_ASKED, "params": asked}))
        return True

    def _connected(self) -> bool:
        browser = self._context.browser if self._context is not None else None
        return browser is not None and browser.is_connected()

    def _tell_lost(self) -> None:
        if self._lost is not None:
            self._lost(_GONE)

    async def _end(self) -> None:
        try:
            if self._context is not None and self._connected():
                await asyncio.wait_for(self._context.close(), CLOSE_S / 2)
        except (Error, TimeoutError):
            pass  # a browser that is gone or hangs: the driver kills it on its own way out
        finally:
            if self._playwright is not None:
                await self._playwright.stop()

    def _result(self, future: Future[None], timeout_s: float, clock: Clock) -> None:
        """Waits in slices, so that a stop ends the start too."""
        waited_s = 0.0
        while True:
            clock.check()
            try:
                return future.result(0.05)
            except FutureTimeout:
                waited_s += 0.05
                if waited_s >= timeout_s:
                    future.cancel()
                    raise SurfaceGone(f"The browser did not start within {timeout_s:g} s; try again.") from None


def _hold(_dialog: Dialog) -> None:
    """Having a listener keeps Playwright from answering the page's questions by itself; they wait for a permit."""


def _mapping(message: Answer, key: str) -> Mapping[str, object]:
    value = message.at(key).value
    return value if isinstance(value, Mapping) else {}


def _misuse(reason: str) -> Misuse:
    lowered = reason.lower()
    if "processsingleton" in lowered or ("profile" in lowered and "in use" in lowered):
        return Misuse("The browser's profile is in use by another window; close it or choose another profile.")
    if "display" in lowered:
        return Misuse("The browser found no display; choose one, or let it run without a window.")
    first = next((line.strip() for line in reason.splitlines() if line.strip()), "no reason given")
    return Misuse(f"The browser could not be started ({first}); run `deskhand doctor`.")


def _loop(on_child: Callable[[asyncio.SubprocessTransport], None]) -> asyncio.AbstractEventLoop:
    """An event loop whose children live in a process group of their own and are told to `on_child`."""
    if sys.platform == "win32":
        base = asyncio.ProactorEventLoop
    else:
        base = asyncio.SelectorEventLoop

    class ChildLoop(base):  # type: ignore[misc,valid-type]
        async def subprocess_exec(
            self, protocol_factory: Callable[[], asyncio.SubprocessProtocol], *program: str, **options: object
        ) -> tuple[asyncio.SubprocessTransport, asyncio.SubprocessProtocol]:
            if sys.platform == "win32":
                options["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
            else:
                options["start_new_session"] = True
            transport, protocol = await super().subprocess_exec(protocol_factory, *program, **options)
            on_child(transport)
            return transport, protocol

    return ChildLoop()


def arguments(*, size_wh: tuple[int, int], scale: float, more: Sequence[str] = ()) -> tuple[str, ...]:
    """The browser's own switches. Size in CSS pixels."""
    width, height = size_wh
    scaled = (f"--force-device-scale-factor={scale:g}",) if scale != 1.0 else ()
    return (f"--window-size={width},{height}", *scaled, *more)
