"""One HTTP exchange that a stop and a deadline can end at any moment.

Decision: the exchange runs on a thread of its own, because a blocked read cannot be ended from outside in one way on
every system. Whoever waits looks at the stop every 50 ms and leaves the thread behind, which sees that it is left at
the next piece that arrives, or at its own time limit, and closes the connection; so the endpoint stops writing too.
"""

import threading
from dataclasses import dataclass, field

import httpx

from planner.errors import ModelFailed
from planner.ports import Clock

CONNECTS_WITHIN_S = 10.0
LOOKS_EVERY_S = 0.05
LONGEST_BYTES = 4 * 1024 * 1024
"""More than any answer that was asked for; a stream that does not end is cut off here."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request. path: behind the endpoint's address. body: JSON, "" for a GET. headers: the key is one of them."""

    path: str
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What came back. is_whole: whether it came to its end, or the connection broke before."""

    status: int
    content_type: str
    retry_after: str
    text: str
    is_whole: bool


class _Exchange:
    def __init__(self, call: Call, address: str, *, is_here: bool, seconds_s: float) -> None:
        self._call = call
        self._address = address
        self._is_here = is_here
        self._limit = httpx.Timeout(seconds_s, connect=min(CONNECTS_WITHIN_S, seconds_s))
        self.is_over = threading.Event()
        self.is_left = threading.Event()
        self.heard: Heard | None = None
        self.error: Exception | None = None

    def carry(self) -> None:
        call = self._call
        method = "POST" if call.body else "GET"
        headers = [*call.headers, ("Content-Type", "application/json")]
        try:
            # Proxies of the environment are for other machines, and nobody may send the request elsewhere.
            with (
                httpx.Client(trust_env=not self._is_here, follow_redirects=False, timeout=self._limit) as client,
                client.stream(method, self._address, headers=headers, content=call.body.encode() or None) as response,
            ):
                self._listen(response)
        except Exception as error:  # told to whoever waits, who translates it
            self.error = error
        finally:
            self.is_over.set()

    def _listen(self, response: httpx.Response) -> None:
        pieces: list[bytes] = []
        length = 0
        is_whole = True
        try:
            for piece in response.iter_bytes():
                pieces.append(piece)
                length += len(piece)
                if self.is_left.is_set() or length > LONGEST_BYTES:
                    is_whole = False
                    break
        except httpx.ReadTimeout:
            raise
        except (httpx.TransportError, httpx.DecodingError):
            is_whole = False
        self.heard = Heard(
            status=response.status_code,
            content_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
            retry_after=response.headers.get("retry-after", ""),
            text=b"".join(pieces).decode("utf-8", errors="replace"),
            is_whole=is_whole,
        )


def exchange(call: Call, address: str, *, is_here: bool, clock: Clock, seconds_s: float, called: str) -> Heard:
    """is_here: the endpoint is on this machine. called: how it is named in sentences. Raises ModelFailed, Stopped."""
    going = _Exchange(call, address, is_here=is_here, seconds_s=seconds_s)
    deadline_s = clock.now_s() + seconds_s
    threading.Thread(target=going.carry, name="deskhand-model", daemon=True).start()
    try:
        while not going.is_over.wait(LOOKS_EVERY_S):
            clock.check()
            if clock.now_s() >= deadline_s:
                raise ModelFailed(_too_slow(called, seconds_s))
        clock.check()
    finally:
        going.is_left.set()
    match going.error:
        case None:
            assert going.heard is not None  # it is over without an error
            return going.heard
        case httpx.ConnectTimeout() | httpx.ConnectError():
            raise ModelFailed(f"{called} cannot be reached; start it, or correct the setting model_address.")
        case httpx.TimeoutException():
            raise ModelFailed(_too_slow(called, seconds_s))
        case error:
            raise ModelFailed(f"{called} does not answer as HTTP ({type(error).__name__}).") from error


def _too_slow(called: str, seconds_s: float) -> str:
    return f"{called} gave no whole answer within {seconds_s:.0f} s; allow it more with the setting model_seconds."
