"""The DevTools protocol over any wire: calls that have a deadline, sessions, and events.

Decision: nothing ever blocks inside a foreign library. Whoever waits, waits on a condition of our own, so a stop, a
lost browser, a dialog that holds the page, or a deadline ends the wait at once, whatever the browser's driver does.
"""

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from app.errors import AppError
from planner.errors import Stopped, SurfaceGone
from planner.ports import Clock

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

CALL_S: Final = 10.0
STOP_CHECK_S: Final = 0.05


class CallRefused(AppError):
    """The browser answered a call with an error; always translated before it leaves this package."""


class PageHeld(AppError):
    """A question of the page opened while a call was waiting; the page answers nothing until it is answered."""


class NoAnswer(AppError):
    """The browser did not answer a call within its deadline."""


class Answer:
    """A piece of JSON, read by type: what is absent or of another type reads as empty."""

    def __init__(self, value: Json) -> None:
        self.value = value

    def at(self, *keys: str | int) -> "Answer":
        value = self.value
        for key in keys:
            if isinstance(value, dict):  # what JSON gives; asking for Mapping costs more than the rest of a look
                value = value.get(key)
            elif isinstance(key, int) and isinstance(value, list) and key < len(value):
                value = value[key]
            else:
                return Answer(None)
        return Answer(value)

    def text(self, *keys: str | int) -> str:
        value = self.at(*keys).value
        return value if isinstance(value, str) else ""

    def number(self, *keys: str | int) -> float:
        value = self.at(*keys).value
        return float(value) if isinstance(value, int | float) else 0.0

    def whole(self, *keys: str | int) -> int:
        return int(self.number(*keys))

    def flag(self, *keys: str | int) -> bool:
        return self.at(*keys).value is True

    def given(self, *keys: str | int) -> bool:
        return self.at(*keys).value is not None

    def items(self, *keys: str | int) -> list["Answer"]:
        value = self.at(*keys).value
        return [Answer(item) for item in value] if isinstance(value, list) else []

    def texts(self, *keys: str | int) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items(*keys))


@dataclass(frozen=True, kw_only=True)
class Happened:
    """An event. session: "" for the browser itself."""

    name: str
    session: str
    data: Answer


Receive = Callable[[str], None]
Lost = Callable[[str], None]


class Wire(Protocol):
    """Carries messages of the protocol, `sessionId` inside them (flat sessions)."""

    def open(self, receive: Receive, lost: Lost) -> None:
        """From now on every message goes to `receive`, the end of the wire with its reason to `lost`; other threads."""
        ...

    def post(self, message: str) -> None:
        """Queues a message. Never blocks, never raises, safe from any thread."""
        ...

    def close(self) -> None: ...


Listener = Callable[[Happened], None]


class Connection:
    """One client of one browser. Calls belong to the surface's thread; `post` and `interrupt` to any."""

    def __init__(
        self, *, wire: Wire, clock: Clock, sending: Callable[[str, "Mapping[str, Json]"], None] = lambda *_: None
    ) -> None:
        """sending: hears of every call, by its method and parameters, before it is sent. Safe from any thread."""
        self._wire = wire
        self._sending = sending
        self._clock = clock
        self._changed = threading.Condition()
        self._answers: dict[int, Answer | str] = {}
        self._awaited: dict[int, str] = {}
        self._ended: dict[str, str] = {}
        self._last = 0
        self._gone = ""
        self._interrupted = False
        self._closing = False
        self._listeners: list[Listener] = []
        wire.open(self._receive, self._lost)

    def listen(self, listener: Listener) -> None:
        """`listener` runs on the wire's thread for every event: it must be quick and must not call."""
        self._listeners.append(listener)

    def call(
        self,
        method: str,
        session: str = "",
        *,
        timeout_s: float = CALL_S,
        held: Callable[[], bool] | None = None,
        **parameters: Json,
    ) -> Answer:
        """Raises CallRefused, NoAnswer, PageHeld (when `held` turns true), SurfaceGone, Stopped."""
        return self.result(self.begin(method, session, **parameters), timeout_s=timeout_s, held=held)

    def begin(self, method: str, session: str = "", **parameters: Json) -> int:
        """Sends a call and returns its ticket for `result`."""
        with self._changed:
            self._last += 1
            ticket = self._last
            self._awaited[ticket] = session
            ended = self._ended.get(session)
            if ended is not None:
                self._answers[ticket] = ended
        if ended is None:
            self._send(ticket, method, session, parameters)
        return ticket

    def post(self, method: str, session: str = "", **parameters: Json) -> None:
        """Sends a call whose answer nobody waits for. Never blocks; safe from any thread."""
        with self._changed:
            self._last += 1
            ticket = self._last
        self._send(ticket, method, session, parameters)

    def result(self, ticket: int, *, timeout_s: float = CALL_S, held: Callable[[], bool] | None = None) -> Answer:
        try:
            answered = self.wait(lambda: ticket in self._answers, timeout_s=timeout_s, held=held)
        finally:
            with self._changed:
                self._awaited.pop(ticket, None)
                answer = self._answers.pop(ticket, None)
        if not answered or answer is None:
            raise NoAnswer(f"The browser did not answer within {timeout_s:g} s.")
        if isinstance(answer, str):
            raise CallRefused(answer)
        return answer

    def wait(self, until: Callable[[], bool], *, timeout_s: float, held: Callable[[], bool] | None = None) -> bool:
        """Waits for `until`; False when the time is up. Raises PageHeld, SurfaceGone, Stopped."""
        deadline_s = time.monotonic() + timeout_s
        with self._changed:
            while True:
                if until():
                    return True
                self._check()
                if held is not None and held():
                    raise PageHeld("A question of the page is open.")
                remaining_s = deadline_s - time.monotonic()
                if remaining_s <= 0:
                    return False
                self._changed.wait(min(remaining_s, STOP_CHECK_S))

    def check(self) -> None:
        """Raises Stopped or SurfaceGone when nothing more can be done here."""
        with self._changed:
            self._check()

    def pause_s(self, seconds: float) -> None:
        """A wait that a stop, an interrupt and the loss of the browser end at once."""
        self.wait(lambda: False, timeout_s=seconds)

    @property
    def lost(self) -> bool:
        return bool(self._gone)

    def interrupt(self) -> None:
        with self._changed:
            self._interrupted = True
            self._changed.notify_all()

    def close(self) -> None:
        self._closing = True
        self._wire.close()
        self._lost("The browser surface was closed.")

    # --- inside ---------------------------------------------------------------------------------------------------

    def _check(self) -> None:
        if not self._closing:
            self._clock.check()
        if self._interrupted:
            raise Stopped("Stopped.")
        if self._gone:
            raise SurfaceGone(self._gone)

    def _send(self, ticket: int, method: str, session: str, parameters: Mapping[str, Json]) -> None:
        message: dict[str, Json] = {"id": ticket, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._sending(method, parameters)
        self._wire.post(json.dumps(message, ensure_ascii=False))

    def _receive(self, text: str) -> None:
        message = Answer(json.loads(text))
        if message.given("id"):
            ticket = message.whole("id")
            with self._changed:
                if ticket in self._awaited:
                    refused = message.at("error")
                    self._answers[ticket] = (
                        refused.text("message") or "refused" if refused.given() else message.at("result")
                    )
                self._changed.notify_all()
            return
        event = Happened(name=message.text("method"), session=message.text("sessionId"), data=message.at("params"))
        for listener in tuple(self._listeners):
            listener(event)
        with self._changed:
            match event.name:  # nobody will answer what was asked there
                case "Target.detachedFromTarget":
                    self._refuse_all(event.data.text("sessionId"), "the tab was closed")
                case "Inspector.targetCrashed":
                    self._refuse_all(event.session, "the page crashed")
                case "Inspector.targetReloadedAfterCrash":
                    self._ended.pop(event.session, None)
            self._changed.notify_all()

    def _refuse_all(self, session: str, reason: str) -> None:
        self._ended[session] = reason
        self._answers.update({ticket: reason for ticket, asked in self._awaited.items() if asked == session})

    def _lost(self, reason: str) -> None:
        with self._changed:
            self._gone = self._gone or reason
            self._changed.notify_all()
