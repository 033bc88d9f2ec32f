"""A browser that a person works in, by an independent program, while `deskhand record` listens from outside."""

import http.server
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from app.surfaces.browser.finding import find_browser
from planner.flow.reading import read_flow
from planner.flow.values import Flow
from tests.calling import Called, Line, Running, call


@dataclass(kw_only=True)
class Site:
    """A web server that keeps what is sent to it. pages: by path."""

    port: int
    pages: dict[str, str] = field(default_factory=dict)
    sent: list[dict[str, str]] = field(default_factory=list)

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def put(self, path: str, body: str) -> str:
        """Puts a page up and gives its address."""
        self.pages[f"/{path}"] = f"<!doctype html><meta charset=utf-8><title>{path or 'Home'}</title>{body}"
        return self.url(path)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site(port=0)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, told: str) -> None:
            if told:
                made.sent.append({name: values[0] for name, values in parse_qs(told, keep_blank_values=True).items()})
            body = made.pages.get(urlsplit(self.path).path, "<title>Kept</title><h1>Kept</h1>").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join(5)


@dataclass(kw_only=True)
class Demonstrating:
    """A person at a browser. page: their tab."""

    browser: Browser
    page: Page
    address: str
    folder: Path
    running: Running | None = None

    @property
    def file(self) -> Path:
        return self.folder / "chore.flow.yaml"

    def record(self, url: str, *more: str) -> Page:
        """The tab, on that page, once Deskhand listens."""
        self.page.goto(url)
        self.running = Running.start("record", str(self.file), "--cdp", self.address, "--json", *more)
        self.running.wait_for("recording")
        self.page.wait_for_timeout(700)
        return self.page

    def end(self) -> Flow:
        """What was made of it."""
        recorded = self.end_told()
        assert recorded["flow"] == str(self.file)
        flow = self.flow()
        assert recorded["steps"] == len(flow.nodes)
        return flow

    def end_told(self) -> Line:
        assert self.running is not None
        self.page.wait_for_timeout(300)
        self.running.send(signal.SIGTERM)
        told = self.running.wait_for("recorded")
        assert self.running.finish() == 0, self.running.errors
        self.running.close()
        return told

    def flow(self) -> Flow:
        from app.compose.parts import load_words

        return read_flow(self.file.read_text(encoding="utf-8"), load_words())

    def replay(self, *more: str) -> Called:
        return call("replay", str(self.file), "--cdp", self.address, "--json", *more)


@pytest.fixture
def shown(tmp_path: Path, private_home: Path, eventually) -> Iterator[Demonstrating]:
    profile, folder = tmp_path / "theirs", tmp_path / "flows"
    folder.mkdir()
    process = subprocess.Popen(
        [find_browser(os.environ), "--headless", "--no-first-run", f"--user-data-dir={profile}",
         "--remote-debugging-port=0", "--window-size=1000,900",
         *(["--no-sandbox"] if os.geteuid() == 0 else []), "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    told = profile / "DevToolsActivePort"
    eventually(lambda: told.is_file() and told.read_text().count("\n"), within_s=30)
    address = f"http://127.0.0.1:{told.read_text().splitlines()[0]}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.connect_over_cdp(address)
        made = Demonstrating(browser=browser, page=browser.contexts[0].pages[0], address=address, folder=folder)
        yield made
        if made.running is not None:
            made.running.close()
        browser.close()
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
