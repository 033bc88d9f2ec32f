"""A real browser, pages of our own on a server of our own, and a gate that lets the acts of these tests through."""

import http.server
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.surfaces.browser.surface import BrowserSurface
from grounding.geometry import Point
from grounding.screen import DialogKind, Element, Look, OpenDialog, Query, Role, Structure, Target
from planner import actions
from planner.actions import Act, Filling, Literal, Value
from planner.errors import Stopped
from planner.ports import Performed
from planner.safety.effect import Effect
from planner.safety.gate import Autonomy, Gate
from planner.safety.permit import BoundAction, Permit
from planner.safety.policy import Policy
from planner.safety.question import Answer, By, Question

SECRET = "s3cret-Ünlock"
PAGES = Path(__file__).parent / "pages"


class StopClock:
    """The real clock, with a stop that a test can press."""

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def now_s(self) -> float:
        return time.monotonic()

    def utc(self) -> datetime:
        return datetime.now(UTC)

    def sleep_s(self, seconds: float) -> None:
        if self.stopped.wait(seconds):
            raise Stopped("Stopped.")

    def check(self) -> None:
        if self.stopped.is_set():
            raise Stopped("Stopped.")


class Nobody:
    """Nobody is there."""

    def ask(self, question: Question) -> Answer:
        return Answer(question_id=question.id, text="", by=By.NOBODY)


@dataclass(kw_only=True)
class Site:
    """A web server on this machine that hands out `pages` and remembers what it was asked for."""

    port: int
    pages: dict[str, str]
    asked: list[str] = field(default_factory=list)
    headers: dict[str, Mapping[str, str]] = field(default_factory=dict)
    slow: threading.Event = field(default_factory=threading.Event)

    def url(self, page: str = "", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/{page}"

    def html(self, name: str, body: str, head: str = "") -> str:
        """Puts a page up and returns its address."""
        self.pages[f"/{name}"] = f"<!doctype html><meta charset=utf-8><title>{name}</title>{head}<body>{body}"
        return self.url(name)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site(port=0, pages={})

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            made.asked.append(self.path)
            if path.startswith("/never"):
                made.slow.wait(60)
            file = PAGES / path.lstrip("/")
            body = made.pages.get(path, "").encode()
            if not body and path.count("/") == 1 and file.is_file():
                body = file.read_text(encoding="utf-8").replace("PORT", str(made.port)).encode()
            try:
                self.send_response(200 if body else 404)
                for name, value in made.headers.get(path, {"Content-Type": "text/html; charset=utf-8"}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return  # the browser went away in the middle, as some tests want

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield made
    made.slow.set()
    server.shutdown()
    server.server_close()
    thread.join(5)


class Person:
    """What a loop does, in one line each: looks, finds an element by name, clears the act, performs it."""

    def __init__(self, surface: BrowserSurface, gate: Gate) -> None:
        self.surface = surface
        self.gate = gate

    def permit(self, act: Act, target: Target | None = None, end: Target | None = None) -> Permit:
        bound = BoundAction(action=act, surface_id=self.surface.id, target=target, end_target=end)
        cleared = self.gate.clear(bound, Effect(instruction="Press OK", role="button", label="OK"))
        assert isinstance(cleared, Permit)
        return cleared

    def do(self, act: Act, target: Target | None = None, end: Target | None = None) -> Performed:
        return self.surface.perform(self.permit(act, target, end))

    def elements(self, look: Look | None = None) -> tuple[Element, ...]:
        structure = (look or self.surface.look()).structure
        assert isinstance(structure, Structure), structure
        return structure.elements

    def find(self, text: str, role: Role | None = None, look: Look | None = None) -> Element:
        found = [one for one in self.elements(look) if text in (one.text, one.hint) and role in (None, one.role)]
        assert found, f"no {role} {text!r} among {[(one.role.value, one.text) for one in self.elements(look)]}"
        return found[0]

    def names(self) -> list[str]:
        return [one.text for one in self.elements()]

    def target(self, text: str, role: Role | None = None) -> Target:
        look = self.surface.look()
        element = self.find(text, role, look)
        return target_at(look, element, element.box.center)

    def click(self, text: str, role: Role | None = None, **more: object) -> Performed:
        place = Query(text=text)
        act = actions.Click(place=place, **more)  # type: ignore[arg-type]
        return self.do(act, self.target(text, role))

    def type(
        self, text: str | Value, into: str | None = None, role: Role | None = None, filling: Filling = Filling.REPLACE
    ) -> Performed:
        value = Literal(text=text) if isinstance(text, str) else text
        place = Query(text=into) if into is not None else None
        act = actions.TypeText(value=value, place=place, filling=filling)
        return self.do(act, self.target(into, role) if into is not None else None)

    def go(self, url: str) -> Look:
        self.do(actions.OpenAddress(address=url))
        return self.surface.look()

    def look_on(self) -> None:
        """Looks until something is wrong."""
        end_s = time.monotonic() + 10
        while time.monotonic() < end_s:
            self.surface.look()

    def until_asked(self, kind: DialogKind, within_s: float = 3.0) -> OpenDialog:
        """Looks until the browser asks a question of that kind."""
        end_s = time.monotonic() + within_s
        while (asked := self.surface.look().surroundings.dialog) is None or asked.kind is not kind:
            assert time.monotonic() < end_s, f"asked was {asked}"
        return asked

    def until(self, name: str, within_s: float = 3.0) -> Look:
        """Looks until something of that name is there, or begins with it."""
        end_s = time.monotonic() + within_s
        while True:
            look = self.surface.look()
            if isinstance(look.structure, Structure) and any(e.text.startswith(name) for e in look.structure.elements):
                return look
            assert time.monotonic() < end_s, f"no {name!r} among {self.names()}"

    def value(self, name: str, role: Role | None = None) -> str:
        return self.find(name, role).value


def target_at(look: Look, element: Element, point: Point) -> Target:
    return Target(screenshot_id=look.screenshot.id, query=Query(), element=element, point=point, score=1.0)


@pytest.fixture
def clock() -> StopClock:
    return StopClock()


def made_gate(clock: StopClock) -> Gate:
    policy = Policy.parse((resources.files("assets") / "policy.toml").read_text(encoding="utf-8"))
    return Gate(policy=policy, confirmer=Nobody(), clock=clock, key=b"k" * 32, autonomy=Autonomy.SENSITIVE)


@pytest.fixture
def gate(clock: StopClock) -> Gate:
    return made_gate(clock)


Open = Callable[..., Person]


@pytest.fixture
def browser(gate: Gate, clock: StopClock, tmp_path: Path) -> Iterator[Open]:
    """Opens a browser at an address; every one is closed afterwards."""
    opened: list[BrowserSurface] = []

    def make(url: str | None = None, *, structure: bool = True, headless: bool = True, **more: object) -> Person:
        options: dict[str, object] = {
            "redeemer": gate,
            "clock": clock,
            "secrets": {"bank": SECRET}.__getitem__,
            "structure_offered": structure,
            "url": url,
            "profile": None,
            "headless": headless,
            "download_folder": tmp_path / "downloads",
            "environment": dict(os.environ),
            **more,
        }
        surface = BrowserSurface.launch(**options)  # type: ignore[arg-type]
        opened.append(surface)
        return Person(surface, gate)

    yield make
    for surface in opened:
        surface.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """One browser for the tests of a module that only need a page."""
    clock = StopClock()
    gate = made_gate(clock)
    surface = BrowserSurface.launch(
        redeemer=gate,
        clock=clock,
        secrets={"bank": SECRET}.__getitem__,
        structure_offered=True,
        url=None,
        profile=None,
        headless=True,
        download_folder=tmp_path_factory.mktemp("downloads"),
        environment=dict(os.environ),
    )
    yield Person(surface, gate)
    surface.close()


@pytest.fixture
def person_of(gate: Gate) -> Callable[[BrowserSurface], Person]:
    return lambda surface: Person(surface, gate)
