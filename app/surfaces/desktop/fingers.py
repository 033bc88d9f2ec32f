"""Presses and lets go through XTEST, and knows at any time what is held down."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum

from Xlib import X
from Xlib.display import Display
from Xlib.error import XError

from app.surfaces.desktop.connection import Connection
from app.surfaces.sent import Note
from planner.errors import SurfaceGone

_WAITS_FOR_BURST_S = 0.15
TOLD = {X.KeyPress: "key", X.ButtonPress: "press", X.ButtonRelease: "release"}
"""The events that a recording makes something of."""


class Kind(Enum):
    KEY = (X.KeyPress, X.KeyRelease)
    BUTTON = (X.ButtonPress, X.ButtonRelease)


@dataclass(frozen=True)
class Held:
    kind: Kind
    code: int


class Burst:
    """Events of one burst; they reach the server together, when the burst ends."""

    def __init__(self, server: Display, held: list[Held], note: Callable[[int, int], None]) -> None:
        self._server = server
        self._held = held
        self._note = note

    def press(self, kind: Kind, code: int) -> None:
        self._held.append(Held(kind, code))
        self._note(kind.value[0], code)
        self._server.xtest_fake_input(kind.value[0], code)

    def release(self, kind: Kind, code: int) -> None:
        self._note(kind.value[1], code)
        self._server.xtest_fake_input(kind.value[1], code)
        with suppress(ValueError):
            self._held.remove(Held(kind, code))

    def tap(self, kind: Kind, code: int) -> None:
        self.press(kind, code)
        self.release(kind, code)

    def move(self, x: int, y: int) -> None:
        self._server.xtest_fake_input(X.MotionNotify, 0, x=x, y=y)


class Fingers:
    """All input events of one surface pass through `burst`; `release_all` has a connection of its own."""

    def __init__(self, connection: Connection, *, open_release: Callable[[], Connection], note: Note) -> None:
        self._connection = connection
        self._write_down = note
        self._hiding = False
        self._open_release = open_release
        self._release = open_release()
        self._releasing = threading.Lock()
        self._sending = threading.Lock()
        self._held: list[Held] = []

    @contextmanager
    def burst(self) -> Iterator[Burst]:
        """What is sent inside has reached the server when this ends."""
        with self._sending, self._connection.call() as server:
            yield Burst(server, self._held, self._note)
            server.sync()

    @contextmanager
    def hiding(self, secret: bool) -> Iterator[None]:
        """Meanwhile no code of a key is written down, when it is secret."""
        self._hiding = secret
        try:
            yield
        finally:
            self._hiding = False

    @property
    def holding(self) -> bool:
        return bool(self._held)

    def release_all(self) -> None:
        """Safe from any thread, also while a burst is blocked: then it does not wait for it long."""
        with self._releasing:
            got = self._sending.acquire(timeout=_WAITS_FOR_BURST_S)
            try:
                held = tuple(reversed(self._held))
                if held:
                    self._let_go(held)
                    self._held.clear()
            finally:
                if got:
                    self._sending.release()

    def _let_go(self, held: tuple[Held, ...]) -> None:
        try:
            self._send_releases(held)
        except SurfaceGone:
            # This connection was lost alone; a display that is gone itself holds nothing down.
            with suppress(SurfaceGone):
                self._release = self._open_release()
                self._send_releases(held)

    def _send_releases(self, held: tuple[Held, ...]) -> None:
        with self._release.call() as server, suppress(XError):
            for item in held:
                self._note(item.kind.value[1], item.code)
                server.xtest_fake_input(item.kind.value[1], item.code)
            server.sync()

    def _note(self, event: int, code: int) -> None:
        if event in TOLD:
            is_key = event == X.KeyPress
            self._write_down(TOLD[event], "" if is_key and self._hiding else str(code))

    def close(self) -> None:
        self.release_all()
        self._release.close()
